"""Names and other attributes of OpenStreetMap's things, as tiles carry them."""

from collections.abc import Mapping

from opscenter.cartography.osm_kinds import Kind
from opscenter.cartography.vector_tile import Properties, Value

LONGEST = 100
MOST_LANGUAGES = 16
"""Languages besides those always carried, for places; other things carry only the first ones."""

# key in the tile <- tags, the first that is there
_ALWAYS = (
    ("name", ("name",)),
    ("name:en", ("name:en", "int_name")),
    ("name:zh-Hant", ("name:zh-Hant", "name:zh-HK", "name:zh-TW")),
    ("name:zh-Hans", ("name:zh-Hans", "name:zh-CN")),
    ("name:zh", ("name:zh",)),
    ("name:ja", ("name:ja",)),
    ("name:ko", ("name:ko",)),
)
_OFTEN = ("de", "fr", "es", "it", "pt", "ru", "ar", "fi", "sv", "nl", "pl", "tr", "th", "vi", "id", "uk")
_KNOWN = frozenset(tag for _, tags in _ALWAYS for tag in tags)


def names_of(tags: Mapping[str, str], many: bool) -> list[tuple[str, Value]]:
    """Names in the order tiles carry them; what is the same as the plain name is not repeated."""
    found: list[tuple[str, Value]] = []
    if "name" not in tags and "name:en" not in tags:
        return found
    plain = _clean(tags.get("name", ""))
    for key, sources in _ALWAYS:
        for source in sources:
            text = _clean(tags.get(source, ""))
            if text:
                if key == "name" or text != plain or "zh" in key:
                    found.append((key, text))
                break
    if many:
        for code in _OFTEN[:MOST_LANGUAGES]:
            text = _clean(tags.get(f"name:{code}", ""))
            if text and text != plain:
                found.append((f"name:{code}", text))
    return found


def _clean(text: str) -> str:
    if not text:
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]


def attributes(kind: Kind, tags: Mapping[str, str]) -> Properties:
    """Everything a tile says about a thing."""
    found: list[tuple[str, Value]] = [("kind", kind.kind)]
    if kind.detail:
        found.append(("kind_detail", kind.detail))
    if kind.layer == "roads":
        found += _of_road(kind, tags)
    if kind.layer in ("places", "pois"):
        found.append(("min_zoom", kind.first))
    if kind.layer == "places":
        people = _people(tags, kind.detail)
        found += [("population", people), ("population_rank", _rank(people))]
    if kind.named < 99:
        found += names_of(tags, kind.layer == "places")
    return tuple(found)


def _of_road(kind: Kind, tags: Mapping[str, str]) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = []
    if tags.get("bridge", "no") != "no":
        found.append(("is_bridge", True))
    if tags.get("tunnel", "no") != "no" or tags.get("covered") == "yes":
        found.append(("is_tunnel", True))
    if kind.detail.endswith("_link"):
        found.append(("is_link", True))
    if tags.get("oneway") in ("yes", "1", "true", "-1"):
        found.append(("oneway", tags["oneway"] != "-1" or "reverse"))
    level = level_of(tags)
    if level:
        found.append(("layer", level))
    ref = _clean(tags.get("ref", ""))[:20]
    if ref and kind.named < 14:
        found.append(("ref", ref))
    return found


def level_of(tags: Mapping[str, str]) -> int:
    """The order in which things that cross lie over each other, -5 to 5."""
    text = tags.get("layer", "")
    if text.lstrip("-").isdecimal() and len(text) < 4:
        return max(-5, min(5, int(text)))
    return 0


_GUESSED = {"city": 100_000, "town": 10_000, "village": 1_000, "suburb": 5_000, "borough": 20_000, "quarter": 2_000}


def _people(tags: Mapping[str, str], place: str) -> int:
    digits = tags.get("population", "").replace(",", "").replace(" ", "").replace(".", "")
    if digits.isdecimal() and len(digits) < 11:
        return int(digits)
    return _GUESSED.get(place, 200)


def _rank(people: int) -> int:
    """Protomaps' rank of a population: 0 under 200, one more about each doubling, 17 over ten million."""
    steps = (200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 3e6, 5e6, 8e6, 1e7)
    return sum(people >= step for step in steps)
