"""Names on the map in the language of the console, with fallback."""

from collections.abc import Callable, Mapping

_EN = ("name:en", "name_en", "name:latin", "name_int", "name:latn")
_HANT = ("name:zh-Hant", "name_zh-Hant", "name:zh-TW", "name:zh-HK", "name_zh-TW")
_HANS = ("name:zh-Hans", "name_zh-Hans", "name:zh-CN")
_ZH = ("name:zh", "name_zh")
_PLAIN = ("name", "NAME", "name_int")
_ORDER = {
    "en": (*_EN, *_PLAIN),
    "zh_Hant": (*_HANT, *_ZH, *_HANS, *_PLAIN, *_EN),
    "zh_Hans": (*_HANS, *_ZH, *_HANT, *_PLAIN, *_EN),
}
LONGEST = 60


def _always(_: str) -> bool:
    return True


def name_of(properties: Mapping[str, object], language: str, drawable: Callable[[str], bool] = _always) -> str:
    """The best name for a language, "" when there is none; control characters and overlong texts are cut. One that is
    not `drawable` is only taken when there is no other."""
    best = ""
    order = _ORDER.get(language) or (f"name:{language}", f"name_{language}", *_PLAIN, *_EN)
    for key in order:
        text = properties.get(key)
        if isinstance(text, str) and text.strip():
            clean = "".join(c for c in text if c.isprintable())
            best = best or " ".join(clean.split())[:LONGEST]
            if drawable(clean):
                return " ".join(clean.split())[:LONGEST]
    return best
