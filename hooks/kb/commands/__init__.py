"""The commands of `kb`, each in a module of its own; `kb.cli` puts them together."""
