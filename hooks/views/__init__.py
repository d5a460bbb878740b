"""Pages across records; one folder each: query and template."""
