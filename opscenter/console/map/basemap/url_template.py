"""The address of a tile: XYZ, TMS and quadkey templates as web maps write them, and WMTS's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_SWITCH = re.compile(r"\{(?:s|switch:([^{}]+)|([a-z0-9])-([a-z0-9]))\}")
_WORDS = {
    "{TileMatrix}": "{z}",
    "{TileCol}": "{x}",
    "{TileRow}": "{y}",
    "{zoom}": "{z}",
    "{col}": "{x}",
    "{row}": "{y}",
}
_VECTOR = re.compile(r"\.(pbf|mvt)(\?|#|\Z)", re.IGNORECASE)


@dataclass(slots=True, frozen=True)
class UrlTemplate:
    """`matrices` gives the names that a WMTS has for zooms; without it z is written as a number."""

    text: str
    from_south: bool = False
    matrices: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_vector(self) -> bool:
        """Whether its ending says that the tiles are vector tiles."""
        return bool(_VECTOR.search(self.text))

    def url(self, z: int, x: int, y: int, ratio: float = 1.0) -> str | None:
        """The address of a tile (rows from the north); None for a zoom that a WMTS does not have."""
        if self.matrices and z not in self.matrices:
            return None
        row = (1 << z) - 1 - y
        text = _SWITCH.sub(lambda match: _one_of(match, x + y), self.text)
        for name, value in (
            ("{z}", self.matrices.get(z, str(z))),
            ("{x}", str(x)),
            ("{y}", str(row if self.from_south else y)),
            ("{-y}", str(row)),
            ("{q}", _quadkey(z, x, y)),
            ("{quadkey}", _quadkey(z, x, y)),
            ("{r}", "@2x" if ratio > 1.25 else ""),
            ("{ratio}", "2" if ratio > 1.25 else "1"),
        ):
            text = text.replace(name, value)
        return text


def template_of(address: str) -> UrlTemplate | None:
    """An address with places for zoom, column and row; None for one without."""
    text = address
    for word, short in _WORDS.items():
        text = re.sub(re.escape(word), short, text, flags=re.IGNORECASE)
    whole = "{z}" in text and "{x}" in text and ("{y}" in text or "{-y}" in text)
    return UrlTemplate(text) if whole or "{q}" in text or "{quadkey}" in text else None


def _one_of(match: re.Match[str], number: int) -> str:
    """Subdomains in turn, always the same for the same tile so that it is kept under one address."""
    if match[1]:
        choices = match[1].split(",")
    elif match[2]:
        first, last = ord(match[2]), ord(match[3])
        choices = [chr(code) for code in range(first, min(last, first + 35) + 1)] or [match[2]]
    else:
        choices = ["a", "b", "c"]
    return choices[number % len(choices)].strip()


def _quadkey(z: int, x: int, y: int) -> str:
    return "".join(str((x >> bit & 1) + 2 * (y >> bit & 1)) for bit in range(z - 1, -1, -1))
