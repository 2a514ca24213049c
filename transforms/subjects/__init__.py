"""Topics: IPTC Media Topics by curated vocabularies."""
