"""Status of the translations."""
