"""Topics: schema and templates of this kind of record."""
