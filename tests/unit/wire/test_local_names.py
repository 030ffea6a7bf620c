"""The name of an entity in several languages, as a LanguageProperty tells it."""

from typing import Any

import pytest

from tests.support.reading import NOW_TEXT, Reading

NAMES = {"en": "Harbour Road Underpass", "zh-Hant": "海港道行車隧道", "zh-Hans": "海港道下穿隧道", "ja": "海港道"}


@pytest.mark.parametrize(
    "name",
    [
        {"type": "LanguageProperty", "languageMap": NAMES},
        {"languageMap": NAMES},
        {"type": "LanguageProperty", "value": NAMES},
        {"type": "LanguageProperty", "languageMap": NAMES, "observedAt": NOW_TEXT, "datasetId": "urn:x"},
    ],
)
def test_a_name_in_several_languages(name: dict[str, Any]) -> None:
    reading = Reading()
    batch = reading.take({"id": "a", "type": "T", "name": name, "n": 1})
    assert batch.names == {0: "Harbour Road Underpass"}
    assert batch.local_names == {
        0: {"en": "Harbour Road Underpass", "zh_Hant": "海港道行車隧道", "zh_Hans": "海港道下穿隧道"}
    }
    assert reading.values() == {"n": 1}
    again = reading.take({"id": "a", "type": "T", "name": name, "n": 2})
    assert (again.names, again.local_names) == ({}, {})  # nothing new, nothing said
    renamed = reading.take({"id": "a", "type": "T", "name": "Harbour Road"})
    assert (renamed.names, renamed.local_names) == ({0: "Harbour Road"}, {0: {}})


def test_a_name_in_chinese_only() -> None:
    batch = Reading().take({"id": "a", "type": "T", "name": {"type": "LanguageProperty", "languageMap": {"zh": "城"}}})
    assert (batch.names, batch.local_names) == ({0: "城"}, {0: {"zh_Hant": "城", "zh_Hans": "城"}})


@pytest.mark.parametrize("told", [{}, [], "x", 5, {"en": 5}, {"en": ""}, {"en": {"x": 1}}, None, {"": "x" * 9_999}])
def test_a_language_map_that_is_none_costs_only_the_name(told: Any) -> None:
    reading = Reading()
    batch = reading.take({"id": "a", "type": "T", "name": {"type": "LanguageProperty", "languageMap": told}, "n": 1})
    assert all(not texts for texts in batch.local_names.values())
    assert all(len(name) <= 256 for name in batch.names.values())
    assert reading.values()["n"] == 1
