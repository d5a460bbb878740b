"""The mark of the kind."""

ICON = "list-checks"
