"""Tasks: guided paths through the records."""
