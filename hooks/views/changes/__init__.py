"""What changed lately."""
