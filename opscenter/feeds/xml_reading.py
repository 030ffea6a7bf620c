"""XML of strangers -> elements by their local names, or a sentence why not.

A document type is refused before anything of it is read: no entity is declared, so none can expand or fetch. Depth,
elements and bytes have limits, so that no document costs more than a multiple of what it weighs.
"""

import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

MAX_DEPTH = 100
MAX_ELEMENTS = 3_000_000
MAX_BYTES = 64 * 1024 * 1024
_GZIP = b"\x1f\x8b"


class Refused(Exception):
    """A document as a whole cannot be used: a sentence."""


class _Builder(TreeBuilder):
    """Elements and attributes by their local names, no deeper and no more of them than is sane."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._elements = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise Refused(f"The XML is nested deeper than {MAX_DEPTH} elements.")
        if self._elements > MAX_ELEMENTS:
            raise Refused(f"The XML has more than {MAX_ELEMENTS:,} elements.")
        return super().start(tag.rpartition("}")[2], {name.rpartition("}")[2]: attrs[name] for name in attrs})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag.rpartition("}")[2])


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
    parser = XMLParser(target=_Builder(), forbid_dtd=True)
    try:
        parser.feed(body)
        root: Element = parser.close()
    except DefusedXmlException:
        raise Refused("The XML declares a document type (DTD) or entities, which are refused unread.") from None
    except ParseError as error:
        raise Refused(f"The document is not well-formed XML: {error}.") from None
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise Refused(f"The XML cannot be decoded: {error}.") from None
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
