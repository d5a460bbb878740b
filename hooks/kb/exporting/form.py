"""The share of the form for records in what is written beside the pages."""

from kb.contributing.form_data import form_files

__all__ = ["PARTS", "form_files"]

PARTS = ("text", "file", "faults", "check", "record", "places", "controls", "fields", "ends")
"""The scripts of the form, in the order in which they need each other."""
