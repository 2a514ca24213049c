"""Countries, places and regions that a text names."""
