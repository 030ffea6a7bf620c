"""Coordinates as people write them: what a text means, and what is wrong with one that nearly means something.

Latitude comes first unless letters say otherwise. Nothing is ever exchanged silently: a text whose first number cannot
be a latitude is refused with a sentence that says how to write it.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.projection import LATITUDE_LIMIT

LONGEST = 200
_SIGNS = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "º": "°",
        "˚": "°",
        "’": "'",
        "′": "'",
        "‘": "'",
        "”": '"',
        "″": '"',
        "“": '"',
        "，": ",",
        "；": ";",
        "。": ".",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
_WORDS = (
    (re.compile(r"北[緯纬]"), " N "),
    (re.compile(r"南[緯纬]"), " S "),
    (re.compile(r"[東东][經经]"), " E "),
    (re.compile(r"西[經经]"), " W "),
    (re.compile(r"\b(?:LATITUDE|LAT|LONGITUDE|LONG|LON|LNG)\b[:=]?"), " "),
    (re.compile(r"度"), "°"),
    (re.compile(r"分"), "'"),
    (re.compile(r"秒"), '"'),
)
_LINK = re.compile(r"[#&?]MAP=\d+(?:\.\d+)?/(-?\d+(?:\.\d+)?)/(-?\d+(?:\.\d+)?)")
_DECIMAL_COMMA = re.compile(
    r"^\s*[NSEW]?\s*[+-]?\d{1,3},\d+°?\s*[NSEW]?(?:\s*;\s*|\s+)[NSEW]?\s*[+-]?\d{1,3},\d+°?\s*[NSEW]?\s*$"
)
_TOKEN = re.compile(r"\s*([+-]?\d+(?:\.\d+)?|[NSEW]|[°'\":;,/]|''|$)")
_LETTERS = "NSEW"


@dataclass(slots=True, frozen=True)
class Understood:
    """A place in degrees, and how the text was read."""

    lon: float
    lat: float
    echo: str


@dataclass(slots=True, frozen=True)
class NotUnderstood:
    """What is wrong, and what to write instead."""

    trouble: str
    advice: str


@dataclass(slots=True)
class _Angle:
    numbers: list[str]
    letter: str = ""


def understand(text: str) -> Understood | NotUnderstood | None:
    """What a text means as coordinates; None when it does not look like any (a name, then)."""
    angles = _angles(text)
    if angles is None:
        return None
    first, second = angles
    values = []
    for angle in angles:
        value = _value(angle)
        if isinstance(value, NotUnderstood):
            return value
        values.append(value)
    axes = "".join("A" if angle.letter in "NS" else "O" if angle.letter in "EW" else "?" for angle in angles)
    if not first.letter:
        axes = "?" + axes[1]
    if not second.letter:
        axes = axes[0] + "?"
    if axes in ("AA", "OO"):
        return NotUnderstood(
            QCoreApplication.translate("Coordinates", "Both are the same direction."),
            QCoreApplication.translate("Coordinates", "One needs N or S, the other E or W."),
        )
    lettered = axes != "??"
    if axes in ("OA", "O?", "?A"):
        lon, lat = values
    else:
        lat, lon = values
    if abs(lat) > 90.0 or abs(lon) > 180.0:
        return _out_of_range(lat, lon, lettered)
    if abs(lat) > LATITUDE_LIMIT:
        return NotUnderstood(
            QCoreApplication.translate("Coordinates", "The map ends at {limit}° north and south.").format(
                limit=f"{LATITUDE_LIMIT:.2f}"
            ),
            QCoreApplication.translate("Coordinates", "Choose a place nearer to the equator."),
        )
    return Understood(lon, lat, echo(lon, lat, lettered))


def echo(lon: float, lat: float, lettered: bool) -> str:
    """How coordinates were read, with letters, so that a wrong order is seen."""
    north, east = (
        QCoreApplication.translate("Coordinates", "N") if lat >= 0 else QCoreApplication.translate("Coordinates", "S"),
        QCoreApplication.translate("Coordinates", "E") if lon >= 0 else QCoreApplication.translate("Coordinates", "W"),
    )
    read = QCoreApplication.translate("Coordinates", "{lat}° {north}, {lon}° {east}").format(
        lat=f"{abs(lat):.6f}", north=north, lon=f"{abs(lon):.6f}", east=east
    )
    return (
        read
        if lettered
        else QCoreApplication.translate("Coordinates", "{place}  (read as latitude, longitude)").format(place=read)
    )


def _angles(text: str) -> tuple[_Angle, _Angle] | None:
    """The two angles of a text, as numbers and letters; None when it is made of anything else."""
    if len(text) > LONGEST:
        return None
    text = text.translate(_SIGNS).upper().strip()
    link = _LINK.search(text)
    if link is not None:
        return _Angle([link[1]]), _Angle([link[2]])
    text = text.removeprefix("GEO:").split("?")[0].strip("()[] ")
    for word, sign in _WORDS:
        text = word.sub(sign, text)
    if _DECIMAL_COMMA.match(text):
        text = text.replace(",", ".")
    tokens: list[str] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at:
            return None
        if found[1]:
            tokens.append(found[1])
        at = found.end()
    return _split(tokens)


def _split(tokens: list[str]) -> tuple[_Angle, _Angle] | None:
    letters = [at for at, token in enumerate(tokens) if token in _LETTERS]
    if len(letters) == 2:
        if letters[0] == 0:
            parts = tokens[: letters[1]], tokens[letters[1] :]
        else:
            parts = tokens[: letters[0] + 1], tokens[letters[0] + 1 :]
    elif len(letters) == 1 or len(letters) > 2:
        return None
    else:
        cuts = [at for at, token in enumerate(tokens) if token in (",", ";", "/")]
        if len(cuts) == 1:
            parts = tokens[: cuts[0]], tokens[cuts[0] + 1 :]
        elif not cuts:
            numbers = [at for at, token in enumerate(tokens) if _is_number(token)]
            if len(numbers) not in (2, 4, 6):
                return None
            half = numbers[len(numbers) // 2]
            parts = tokens[:half], tokens[half:]
        else:
            return None
    one, two = _angle(parts[0]), _angle(parts[1])
    return (one, two) if one is not None and two is not None else None


def _is_number(token: str) -> bool:
    return token[-1].isdigit()


def _angle(tokens: list[str]) -> _Angle | None:
    numbers = [token for token in tokens if _is_number(token)]
    letter = next((token for token in tokens if token in _LETTERS), "")
    return _Angle(numbers, letter) if 1 <= len(numbers) <= 3 else None


def _value(angle: _Angle) -> float | NotUnderstood:
    """Degrees of an angle, south and west negative."""
    first, *rest = angle.numbers
    if any(number[0] in "+-" for number in rest) or any("." in number for number in angle.numbers[:-1]):
        return NotUnderstood(
            QCoreApplication.translate("Coordinates", "Degrees, minutes and seconds do not fit together."),
            QCoreApplication.translate(
                "Coordinates", "Only the last of them has a decimal point, and only the first a sign."
            ),
        )
    if any(float(number) >= 60.0 for number in rest):
        return NotUnderstood(
            QCoreApplication.translate("Coordinates", "Minutes and seconds end at 60."),
            QCoreApplication.translate("Coordinates", "Decimal degrees have a point: 22.2793"),
        )
    value = sum(float(number) / 60.0**step for step, number in enumerate(rest, start=1)) + abs(float(first))
    if first.startswith("-"):
        if angle.letter:
            return NotUnderstood(
                QCoreApplication.translate("Coordinates", "A sign and a letter together are not clear."),
                QCoreApplication.translate("Coordinates", "Write either the sign or N, S, E, W."),
            )
        return -value
    return -value if angle.letter and angle.letter in "SW" else value


def _out_of_range(lat: float, lon: float, lettered: bool) -> NotUnderstood:
    if abs(lat) > 90.0:
        trouble = QCoreApplication.translate("Coordinates", "Latitude {lat} is not between −90 and 90.").format(
            lat=f"{lat:g}"
        )
        if not lettered and abs(lon) <= 90.0 and abs(lat) <= 180.0:
            return NotUnderstood(
                trouble,
                QCoreApplication.translate(
                    "Coordinates", "Longitude first? Then write {lat}, {lon}, or add N, S, E and W."
                ).format(lat=f"{lon:g}", lon=f"{lat:g}"),
            )
        return NotUnderstood(
            trouble, QCoreApplication.translate("Coordinates", "Write latitude, then longitude: 22.2793, 114.1628")
        )
    return NotUnderstood(
        QCoreApplication.translate("Coordinates", "Longitude {lon} is not between −180 and 180.").format(
            lon=f"{lon:g}"
        ),
        QCoreApplication.translate("Coordinates", "Write latitude, then longitude: 22.2793, 114.1628"),
    )
