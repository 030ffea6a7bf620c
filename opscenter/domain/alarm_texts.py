"""Filling the texts of a rule for one alarm."""

import re
from functools import lru_cache

from opscenter.domain.alarm_figures import Figures
from opscenter.domain.languages import in_script
from opscenter.domain.texts import Texts

AREA, SPAN = "area", "span"
PLACEHOLDERS = ("name", "value", "limit", "unit", "state", SPAN, AREA)

_SPANS: tuple[tuple[int, Texts], ...] = (
    (86_400_000, {"en": "d", "zh_Hant": "天", "zh_Hans": "天"}),
    (3_600_000, {"en": "h", "zh_Hant": "小時", "zh_Hans": "小时"}),
    (60_000, {"en": "min", "zh_Hant": "分鐘", "zh_Hans": "分钟"}),
    (1_000, {"en": "s", "zh_Hant": "秒", "zh_Hans": "秒"}),
)

_HOLE = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")
_LONGEST = 200


def number_text(value: float, decimals: int) -> str:
    """A number with the decimals of its attribute; minus zero is zero."""
    text = f"{value:.{decimals}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def fill(
    texts: Texts,
    values: dict[str, str],
    states: Texts | None = None,
    names: Texts | None = None,
    areas: Texts | None = None,
    span_ms: int = 0,
) -> Texts:
    """The templates of all languages with their holes filled; what is put in is never itself read as a template.

    `states` is the name of the state in each language, where it has one; `names` that of the entity, `areas` that of
    the area it is about; `span_ms` how far back its rule looks.
    """
    filled = {}
    for language, text in texts.items():
        holes = {**values, "state": states[language]} if states and language in states else values
        name = in_script(names, language)[:_LONGEST] if names else ""
        if name:
            holes = {**holes, "name": name}
        area = in_script(areas, language)[:_LONGEST] if areas else ""
        if area:
            holes = {**holes, AREA: area}
        if span_ms:
            holes = {**holes, SPAN: span_text(span_ms, language)}
        parts, wanted = _parts(text)
        pieces = list(parts)
        pieces[1::2] = [holes[hole] for hole in wanted]
        filled[language] = "".join(pieces)
    return filled


@lru_cache(maxsize=10_000)
def _parts(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A template cut at its holes, every second part one, and the holes: a flood fills the same few over and over."""
    parts = tuple(_HOLE.split(text))
    return parts, parts[1::2]


def values_for(figures: Figures, name: str, text: str = "") -> dict[str, str]:
    """What goes into the holes of a rule's texts; `text` is that of the attribute, where it has one.

    A limit loses trailing zeros, a measured value keeps them. Both as people see them: times the figures' factor.
    """
    if isinstance(figures.value, float):
        shown = number_text(figures.value * figures.factor, figures.decimals)
    else:
        shown = "" if figures.value is None else str(figures.value)[:_LONGEST]
    limit = ""
    if figures.limit is not None:
        limit = number_text(figures.limit * figures.factor, max(6, figures.decimals)).rstrip("0").rstrip(".")
        if figures.limit_moves:
            limit = number_text(figures.limit * figures.factor, figures.decimals)
    return {
        "name": name[:_LONGEST],
        "value": shown,
        "limit": limit,
        "unit": figures.unit,
        "state": text[:_LONGEST] or shown,
        AREA: "",
        SPAN: "",
    }


@lru_cache(maxsize=1_000)
def span_text(span_ms: int, language: str) -> str:
    """A length of time as a rule has it, in the largest unit in which it is whole: "90 s", "10 min", "10 分鐘"."""
    at = next((at for at, (ms, _) in enumerate(_SPANS) if span_ms % ms == 0), len(_SPANS) - 1)
    ms, words = _SPANS[at]
    return f"{span_ms / ms:g} {words.get(language, words['en'])}"
