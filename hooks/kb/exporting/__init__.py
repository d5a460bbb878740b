"""What the library gives besides pages: search index, sitemap, robots, redirects, feeds, calendars,
pictures for links, data for other programs, what the form for records loads."""

from kb.exporting.cards import cards
from kb.exporting.data import data_files
from kb.exporting.form import form_files
from kb.exporting.headers import header_file
from kb.exporting.latest import latest_files
from kb.exporting.machines import site_files
from kb.exporting.scripts import collection_scripts
from kb.exporting.search import search_files

__all__ = [
    "cards",
    "collection_scripts",
    "data_files",
    "form_files",
    "header_file",
    "latest_files",
    "search_files",
    "site_files",
]
