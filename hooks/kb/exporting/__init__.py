"""What the library gives besides pages: search index, sitemap, robots, redirects, data for other programs."""

from kb.exporting.machines import site_files
from kb.exporting.scripts import collection_scripts
from kb.exporting.search import search_files

__all__ = ["collection_scripts", "search_files", "site_files"]
