"""The kinds of record of this knowledge base."""
