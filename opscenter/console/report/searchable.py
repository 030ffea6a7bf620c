"""Makes the text of a PDF say what was written, where a font draws two characters with one glyph.

Fonts for Chinese draw a radical (U+2ECB) and the character that looks like it (U+8F66) with the same glyph, and Qt
writes into the file that the glyph means the first of them: nobody who searches for the word finds it. Which of the two
was meant is known from the text. The tables from glyphs to text (ToUnicode, ISO 32000-1, 9.10.3) are written anew in
an update at the end of the file (7.5.6).
"""

import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QFont, QRawFont

from opscenter.console.theme.fonts import families

_RADICALS = range(0x2E80, 0x2FE0)
_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\s*<<((?:(?!endobj).)*?)>>\s*stream\r?\n", re.S)
_LENGTH = re.compile(rb"/Length (\d+)( 0 R)?")
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")


def meant(text: Iterable[str], language: str) -> dict[int, int]:
    """Radicals (code points) -> the characters of `text` that an installed font draws with the same glyph."""
    characters = sorted({sign for part in text for sign in part if 0x3400 <= ord(sign) <= 0xFFFF})
    found: dict[int, int] = {}
    if not characters:
        return found
    radicals = "".join(map(chr, _RADICALS))
    for family in families(language):
        face = QRawFont.fromFont(QFont(family))
        by_glyph = dict(zip(face.glyphIndexesForString("".join(characters)), characters, strict=False))
        for radical, glyph in zip(radicals, face.glyphIndexesForString(radicals), strict=False):
            if glyph and glyph in by_glyph:
                found.setdefault(ord(radical), ord(by_glyph[glyph]))
    return found


def correct(path: Path, wanted: dict[int, int]) -> int:
    """Append to the PDF at `path` what its glyphs mean; how many tables were corrected. OSError from the file.

    A file that is not built as Qt builds them stays as it is.
    """
    if not wanted:
        return 0
    data = path.read_bytes()
    before = data.rfind(b"startxref")
    trailer = re.search(rb"trailer\s*<<(.*?)>>\s*startxref", data[data.rfind(b"trailer") :], re.S)
    start = re.match(rb"startxref\s+(\d+)", data[before:]) if before >= 0 else None
    if trailer is None or start is None:
        return 0
    table = {b"%04X" % radical: b"%04X" % character for radical, character in wanted.items()}
    added, places = b"", []
    for number, stream in _unicode_tables(data):
        changed = _CODE.sub(lambda code: b"<" + table.get(code[1].upper(), code[1]) + b">", stream)
        if changed != stream:
            places.append((number, len(data) + len(added) + 1))
            packed = zlib.compress(changed)
            added += b"\n%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % (number, len(packed))
            added += packed + b"\nendstream\nendobj"
    if not places:
        return 0
    xref = len(data) + len(added) + 1
    added += b"\nxref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in sorted(places))
    kept = re.sub(rb"/Prev \d+", b"", trailer[1])
    added += b"trailer\n<<" + kept + b"/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (start[1], xref)
    with path.open("ab") as file:
        file.write(added)
    return len(places)


def _unicode_tables(data: bytes) -> Iterable[tuple[int, bytes]]:
    """(number of the object, its content) of every table from glyphs to text."""
    for found in _OBJECT.finditer(data):
        length = _LENGTH.search(found[2])
        if length is None:
            continue
        size = int(length[1])
        if length[2]:  # told in an object of its own
            told = re.search(rb"[\r\n]%d 0 obj\s+(\d+)\s+endobj" % size, data)
            if told is None:
                continue
            size = int(told[1])
        stream = data[found.end() : found.end() + size]
        if b"/FlateDecode" in found[2]:
            try:
                stream = zlib.decompressobj().decompress(stream, 4 << 20)
            except zlib.error:
                continue
        if b"begincmap" in stream:
            yield int(found[1]), stream
