"""The publications of a DATEX II document, whatever envelope they came in."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from opscenter.feeds.xml_reading import every, kind_of

ENVELOPES = ("payloadPublication", "payload")
"""Version 2 (in `d2LogicalModel`, perhaps in SOAP) and version 3 (alone or in a `messageContainer`)."""


def publications_in(root: Element) -> Iterator[tuple[str, Element]]:
    """The kind (`SituationPublication`, …) and element of each publication of a document."""
    for name in ENVELOPES:
        for element in every(root, name):
            if kind_of(element):
                yield kind_of(element), element


def texts_of(element: Element | None) -> dict[str, str]:
    """A multilingual string: language ("" where none is told) -> text as written."""
    texts: dict[str, str] = {}
    if element is not None:
        for value in every(element, "value"):
            text = (value.text or "").strip()
            if text:
                texts.setdefault(value.get("lang", ""), text)
    return texts


def in_language(texts: dict[str, str], language: str) -> str:
    """The text in a language, else in English, else the first; "" of none."""
    for wanted in (language, "en"):
        for tag, text in texts.items():
            if tag.partition("-")[0].lower() == wanted.partition("-")[0].lower():
                return text
    return next(iter(texts.values()), "")
