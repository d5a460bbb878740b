"""The search's share of what is written beside the pages."""

from kb.searching import search_files

__all__ = ["search_files"]
