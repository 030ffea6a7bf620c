"""Texts in the languages of the console."""

Texts = dict[str, str]
"""One text in several languages, keyed `en`, `zh_Hant`, `zh_Hans`."""

LANGUAGES = ("en", "zh_Hant", "zh_Hans")


def in_language(texts: Texts, language: str) -> str:
    """The text in `language`, else in English, else any, else an empty string."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
