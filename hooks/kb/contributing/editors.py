"""What an editor needs to know of the schemas: VS Code's settings, and the first line of a new record."""

from __future__ import annotations

import json

from kb.contributing.json_schemas import schema_files, schema_path
from kb.finding import CONTENT
from kb.library import Library

SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"
_SERVER = "# yaml-language-server: $schema="


def generated(library: Library) -> dict[str, str]:
    """Path below the root -> text of every file that is made from the schemas and the labels."""
    schemas = {f"./{schema_path(name, 'any')}": f"{CONTENT}/*/{name}/*.yml" for name in library.collections}
    settings = {"yaml.schemas": schemas, "yaml.yamlVersion": "1.2", "yaml.format.enable": False}
    return {
        **schema_files(library),
        SETTINGS: json.dumps(settings, indent=2) + "\n",
        EXTENSIONS: json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
    }


def modeline(collection: str, role: str = "") -> str:
    """The first line of a record's file; it tells the editor which schema to use, and is a comment for everybody else."""
    return f"{_SERVER}../../../{schema_path(collection, role)}"
