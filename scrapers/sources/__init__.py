"""The bundled sources, one TOML file each."""
