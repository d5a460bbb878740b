"""What the library gives besides pages: search index, sitemap, robots, redirects, data for other programs."""

from kb.exporting.machines import site_files
from kb.exporting.search import search_files

__all__ = ["search_files", "site_files"]
