"""Documentation of the problems that the check reports."""
