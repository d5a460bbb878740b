"""What this knowledge base holds: one folder per collection, all about that kind of record in one room."""
