"""Notes: the example collection."""
