"""Language tags as publishers write them (BCP 47: en-GB, zh-Hant-HK, zh_CN) -> the languages of the console."""

from collections.abc import Mapping
from typing import Any

TAGS = 64
"""A map of more languages than this is looked at in part only."""

_HANT = frozenset({"hant", "hk", "tw", "mo"})
_HANS = frozenset({"hans", "cn", "sg", "my"})
_CHINESE = frozenset({"zh", "yue", "cmn"})


def language_of(tag: str) -> str:
    """`en`, `zh_Hant`, `zh_Hans`, `zh` (Chinese, script not told), or "" for a language consoles do not speak.

    A script that is named counts before a region: zh-Hans-HK is Simplified.
    """
    first, *rest = tag.replace("_", "-").lower().split("-", 4)
    if first == "en":
        return "en"
    if first not in _CHINESE:
        return ""
    if "hant" in rest:
        return "zh_Hant"
    if "hans" in rest:
        return "zh_Hans"
    if not _HANT.isdisjoint(rest) or first == "yue":
        return "zh_Hant"
    return "zh" if _HANS.isdisjoint(rest) else "zh_Hans"


def by_language(tagged: Mapping[Any, object], longest: int) -> dict[str, str]:
    """Texts of a language map, at most one for each of `en`, `zh_Hant`, `zh_Hans`, cut to `longest` characters.

    A tag that names the script wins, then the shortest (zh-Hant before zh-Hant-HK before zh-TW). Chinese whose script
    is not told stands in for the scripts that are missing. What is not text, and languages consoles do not speak, are
    left out.
    """
    found: dict[str, tuple[tuple[bool, int], str]] = {}
    for _, (tag, text) in zip(range(TAGS), tagged.items(), strict=False):
        if isinstance(tag, str) and isinstance(text, str) and text and len(tag) <= 35:
            language = language_of(tag)
            rank = "han" not in tag.lower(), len(tag)
            if language and (language not in found or rank < found[language][0]):
                found[language] = rank, text[:longest]
    unknown_script = found.pop("zh", None)
    if unknown_script is not None:
        found.setdefault("zh_Hant", unknown_script)
        found.setdefault("zh_Hans", unknown_script)
    return {language: found[language][1] for language in ("en", "zh_Hant", "zh_Hans") if language in found}


def in_script(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else (for Chinese) in the other script, else ""."""
    text = texts.get(language, "")
    if not text and language.startswith("zh"):
        text = texts.get("zh_Hans" if language == "zh_Hant" else "zh_Hant", "")
    return text
