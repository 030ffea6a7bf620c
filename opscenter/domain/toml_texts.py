"""Texts that people read, and names of attributes, in tables of TOML files."""

import re
from collections.abc import Iterable

from opscenter.domain.texts import LANGUAGES, Texts
from opscenter.domain.toml_table import Table, nearest

LONGEST_TEXT = 2_000
"""Characters of one text in one language."""

_HOLE = re.compile(r"\{([^{}]*)\}")


def read_texts(table: Table, key: str, holes: Iterable[str] | None = None) -> Texts:
    """The text `key` in each language; required. With `holes` it is a template, which may name those only.

    A site writes its own kinds in the language it works in: English is what every console falls back on.
    """
    inner = table.table(key)
    if inner is None:
        table.wrong("", f'"{key}" is missing')
        return {}
    return language_texts(inner, key, holes)


def optional_texts(table: Table, key: str) -> Texts:
    """The text `key` in each language; none where the table does not have it."""
    if table.has(key):
        return read_texts(table, key)
    table.offer(key)
    return {}


def language_texts(inner: Table, key: str, holes: Iterable[str] | None = None) -> Texts:
    """The texts of a table whose keys are languages; `key` is what the table is called in sentences."""
    texts = {language: inner.text(language, None if language == "en" else "") for language in LANGUAGES}
    inner.finish()
    for language, text in texts.items():
        if inner.has(language) and not text.strip():
            inner.wrong(language, f'"{key}" has no text in {language}')
        if len(text) > LONGEST_TEXT:
            inner.wrong(language, f'"{key}" has {len(text):,} characters in {language}; {LONGEST_TEXT:,} is the most')
        if holes is not None:
            _check_holes(inner, key, language, text, list(holes))
    return {language: text[:LONGEST_TEXT] for language, text in texts.items() if text}


def _check_holes(inner: Table, key: str, language: str, text: str, holes: list[str]) -> None:
    for hole in _HOLE.findall(text):
        if hole == "area" and hole not in holes:
            inner.wrong(language, f'"{key}" has no {{area}} to tell: the rule has no "within"')
        elif hole not in holes:
            inner.wrong(language, f'"{key}" has no use for {{{hole}}}{nearest(hole, holes)}')


def known_attribute(table: Table, key: str, attributes: Iterable[str], required: bool = False) -> str:
    """The name of an attribute that is among those of the kind."""
    name = table.text(key, None if required else "")
    if name and name not in attributes:
        table.wrong(key, f'"{key}" names "{name}", which is not among the attributes{nearest(name, attributes)}')
    return name
