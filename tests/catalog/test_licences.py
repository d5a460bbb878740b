"""The page of licences: everything that the site carries, in both languages, with the words of each licence."""

from __future__ import annotations

import pytest

from kb.library import Library
from kb.rendering import render
from kb.vendored import packages
from support import ROOT, spaces


@pytest.mark.parametrize(("locale", "word"), [("ru", "Общественное достояние"), ("en", "Public domain")])
def test_every_package_stands_on_the_page_with_its_licence(library: Library, locale: str, word: str) -> None:
    body = next(page.body for page in render(library) if (page.locale, page.address) == (locale, "licences/"))
    for package in packages(ROOT):
        assert f">{package.name}</a></th>" in body
        assert package.version in body
    assert word in spaces(body)
    assert "Permission is hereby granted, free of charge" in body
    assert "SIL OPEN FONT LICENSE" in body
