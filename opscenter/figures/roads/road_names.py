"""What a road is called, by what its segments are called; and the words of directions."""

import math

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.texts import LANGUAGES, Texts

Floats = NDArray[np.float64]

_WORDS: tuple[tuple[str, str, str, str], ...] = (
    ("eastbound", "（東行）", "（东行）", "e"),
    ("northbound", "（北行）", "（北行）", "n"),
    ("westbound", "（西行）", "（西行）", "w"),
    ("southbound", "（南行）", "（南行）", "s"),
    ("clockwise", "（順時針）", "（顺时针）", "c"),
    ("anticlockwise", "（逆時針）", "（逆时针）", "a"),
)
RING = 0.1
"""A way whose ends are closer than this share of its length goes round."""

_PUBLISHED = {"zh-Hant": "zh_Hant", "zh-Hans": "zh_Hans", "zh-HK": "zh_Hant", "zh-TW": "zh_Hant", "zh-CN": "zh_Hans"}


def road_names(road: str, segment: dict[str, str]) -> Texts:
    """The names of a road: `road` as published in English; in Chinese that of a segment, less where it is."""
    names = {"en": road}
    for language, name in segment.items():
        known = _PUBLISHED.get(language, language)
        if known != "en" and known in LANGUAGES and name:
            names[known] = name.partition("（")[0].partition("(")[0].partition(",")[0].strip() or name
    return names


def direction(line: Floats) -> int:
    """Which way one drives along a line of longitudes and latitudes, shape (n, 2): 0 east, 1 north, 2 west, 3 south,
    4 round clockwise, 5 round anticlockwise; -1 where there is no line."""
    if len(line) < 2:
        return -1
    flat = line - line[0]
    flat[:, 0] *= np.cos(np.radians(line[0, 1]))
    east, north = flat[-1].tolist()
    if math.hypot(east, north) < RING * float(np.hypot(*np.diff(flat, axis=0).T).sum()):
        area = float((flat[:-1, 0] * flat[1:, 1] - flat[1:, 0] * flat[:-1, 1]).sum())
        return 5 if area > 0 else 4
    return round(math.atan2(north, east) / (math.pi / 2)) % 4


def directed(names: Texts, way: int) -> Texts:
    """Names with their direction: `Tide Road eastbound`."""
    if way < 0:
        return names
    english, traditional, simplified, _ = _WORDS[way]
    added = {"en": f" {english}", "zh_Hant": traditional, "zh_Hans": simplified}
    return {language: name + added[language] for language, name in names.items()}


def letter(way: int) -> str:
    """A direction in ids."""
    return _WORDS[way][3] if way >= 0 else "x"


def crossing(names: list[Texts]) -> Texts:
    """The name of a junction by the roads that meet there: `Tide Road / Maple Road`, two at most."""
    distinct = {one["en"]: one for one in names}
    both = [distinct[name] for name in sorted(distinct)][:2]
    return {
        language: " / ".join(one.get(language) or one["en"] for one in both)
        for language in LANGUAGES
        if any(one.get(language) for one in both)
    }
