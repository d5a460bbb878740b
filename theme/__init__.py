"""The theme `kb`: Material for MkDocs with a document of our own (see base.html)."""

import os

# Material prints a notice about its end of life (May 2027) at every build; that date stands in HACKING.md.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
