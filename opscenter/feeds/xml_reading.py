"""XML of strangers -> elements by their local names, or a sentence why not.

A document type is refused before anything of it is read: no entity is declared, so none can expand or fetch. Depth,
elements and bytes have limits, so that no document costs more than a multiple of what it weighs.
"""

import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

MAX_DEPTH = 100
MAX_ELEMENTS = 3_000_000
MAX_BYTES = 64 * 1024 * 1024
_GZIP = b"\x1f\x8b"


class Refused(Exception):
    """A document as a whole cannot be used: a sentence."""


class _Tree:
    """Elements and attributes by their local names, no deeper and no more of them than is sane.

    The parser's events come here at once: documents of a whole country's detectors are 50 MB a minute, and every step
    between costs more than building the tree.
    """

    def __init__(self) -> None:
        self._root: Element | None = None
        self._open: list[Element] = []
        self._texts: list[str] = []
        self._last: Element | None = None  # what began or ended last: whose text or tail the characters are
        self._ended = False
        self._elements = 0
        self._local: dict[str, str] = {}

    def listen(self, parser: Any) -> None:
        """Take the events of an expat parser (attributes in pairs)."""
        parser.ordered_attributes = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self._texts.append

    def start(self, tag: str, attributes: list[str]) -> None:
        """An element begins."""
        self._elements += 1
        if len(self._open) >= MAX_DEPTH:
            raise Refused(f"The XML is nested deeper than {MAX_DEPTH} elements.")
        if self._elements > MAX_ELEMENTS:
            raise Refused(f"The XML has more than {MAX_ELEMENTS:,} elements.")
        if self._texts:
            self._flush()
        local = self._local
        name = local.get(tag) or local.setdefault(tag, tag.rpartition("}")[2])
        named = {}
        for at in range(0, len(attributes), 2):
            key = attributes[at]
            named[local.get(key) or local.setdefault(key, key.rpartition("}")[2])] = attributes[at + 1]
        element = SubElement(self._open[-1], name, named) if self._open else Element(name, named)
        self._root = self._root if self._root is not None else element
        self._open.append(element)
        self._last, self._ended = element, False

    def end(self, _tag: str) -> None:
        """An element ends."""
        if self._texts:
            self._flush()
        self._last, self._ended = self._open.pop(), True

    def close(self) -> Element | None:
        """The whole."""
        return self._root

    def _flush(self) -> None:
        text = "".join(self._texts)
        self._texts.clear()
        if self._last is not None:
            if self._ended:
                self._last.tail = text
            else:
                self._last.text = text


def unpacked(body: bytes, limit: int = MAX_BYTES) -> bytes:
    """The body, out of its gzip if it is in one. Raises Refused for more than `limit` bytes and a gzip cut short."""
    if body.startswith(_GZIP):
        try:
            gzip = zlib.decompressobj(wbits=31)
            packed, body = body, gzip.decompress(body, limit + 1)
        except zlib.error:
            raise Refused("The gzip around the document is damaged.") from None
        if not gzip.eof and len(body) <= limit:
            raise Refused(f"The gzip around the document is cut short after {len(packed):,} bytes.")
    if len(body) > limit:
        raise Refused(
            f"The document has {len(body):,} bytes or more; at most {limit:,} are read. "
            "If that is usual for it, raise the feed's limit_bytes."
        )
    return body


def read_xml(body: bytes, limit: int = MAX_BYTES) -> Element:
    """The root element of a document of at most `limit` bytes. Raises Refused, with a sentence."""
    body = unpacked(body, limit)
    if not body.strip():
        raise Refused("The document is empty.")
    tree = _Tree()
    parser = XMLParser(target=tree, forbid_dtd=True)
    tree.listen(parser.parser)
    try:
        parser.feed(body)
        root: Element | None = parser.close()
    except DefusedXmlException:
        raise Refused("The XML declares a document type (DTD) or entities, which are refused unread.") from None
    except ParseError as error:
        raise Refused(f"The document is not well-formed XML: {error}.") from None
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise Refused(f"The XML cannot be decoded: {error}.") from None
    if root is None:
        raise Refused("The document is empty.")
    return root


def child(element: Element | None, *names: str) -> Element | None:
    """The element at the end of a path of local names, the first of each; None if there is none."""
    for name in names:
        if element is None:
            return None
        element = element.find(name)
    return element


def text_of(element: Element | None, *names: str) -> str:
    """The text at the end of a path of local names, without the white space around it; "" if there is none."""
    found = child(element, *names)
    return (found.text or "").strip() if found is not None else ""


def flattened(text: str) -> str:
    """A text with every run of white space one blank, as one line."""
    return " ".join(text.split())


def every(element: Element, name: str) -> Iterator[Element]:
    """All descendants of a local name, itself included, in document order."""
    return element.iter(name)


def kind_of(element: Element) -> str:
    """The `xsi:type` of an element without its prefix, "" without one."""
    return element.get("type", "").rpartition(":")[2]
