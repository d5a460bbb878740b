"""Library -> what the search in the browser works with: the texts of each language as a script, and the libraries it needs.

No index is built here. A compressed index is larger than the compressed texts, which are needed anyway to show the words
found; the browser makes the index from them in a few hundredths of a second (`docs/assets/js/search-engine.js`).
A script that assigns a global loads from `file://`, where JSON cannot be fetched.
"""

from kb.searching.features import Features
from kb.searching.files import search_files

__all__ = ["Features", "search_files"]
