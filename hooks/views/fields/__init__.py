"""Reference of the fields, for contributors."""
