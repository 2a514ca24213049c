"""Every bundled source, held against pages and listings in its outlet's structure."""
