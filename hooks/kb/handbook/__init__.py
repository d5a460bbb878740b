"""The same records as a book: chapters from templates of the catalog, typeset as PDF and packed as EPUB.

A collection takes part when its folder in the catalog has `handbook.jinja`; chapters stand in the order of the navigation.
"""
