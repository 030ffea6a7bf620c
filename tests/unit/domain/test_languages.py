"""Language tags as they occur in the wild come down to the languages of the console."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.domain.languages import by_language, in_script, language_of


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"), ("EN", "en"), ("en-GB", "en"), ("en_US", "en"), ("zh", "zh"), ("cmn", "zh"),
        ("zh-Hant", "zh_Hant"), ("zh_Hant", "zh_Hant"), ("ZH-HANT", "zh_Hant"), ("zh-HK", "zh_Hant"),
        ("zh-TW", "zh_Hant"), ("zh-MO", "zh_Hant"), ("zh-Hant-CN", "zh_Hant"),
        ("yue", "zh_Hant"), ("yue-HK", "zh_Hant"),
        ("zh-Hans", "zh_Hans"), ("zh-CN", "zh_Hans"), ("zh-SG", "zh_Hans"), ("zh-Hans-HK", "zh_Hans"),
        ("fr", ""), ("", ""), ("-", ""), ("english", ""), ("zhuang", ""),
    ],
)  # fmt: skip
def test_tags(tag: str, language: str) -> None:
    assert language_of(tag) == language


def test_a_language_map_gives_one_text_for_each_language() -> None:
    told = {
        "en": "Underpass",
        "en-GB": "Subway",
        "zh-TW": "地下道",
        "zh-Hant": "行車隧道",
        "zh-CN": "下穿道",
        "fr": "Passage",
    }
    assert by_language(told, 100) == {"en": "Underpass", "zh_Hant": "行車隧道", "zh_Hans": "下穿道"}


def test_chinese_without_a_script_stands_in_for_what_is_missing() -> None:
    assert by_language({"zh": "城"}, 10) == {"zh_Hant": "城", "zh_Hans": "城"}
    assert by_language({"zh": "灯", "zh-HK": "燈"}, 10) == {"zh_Hant": "燈", "zh_Hans": "灯"}


def test_what_is_not_text_is_left_out_and_long_texts_are_cut() -> None:
    assert by_language({"en": 5, "zh-Hant": "", 3: "x", "zh-Hans": "好" * 50}, 7) == {"zh_Hans": "好" * 7}


@given(st.dictionaries(st.text(max_size=12), st.text() | st.none() | st.integers(), max_size=100), st.integers(1, 20))
def test_any_map_stays_within_bounds(told: dict[object, object], longest: int) -> None:
    texts = by_language(told, longest)
    assert set(texts) <= {"en", "zh_Hant", "zh_Hans"}
    assert all(0 < len(text) <= longest for text in texts.values())


def test_a_reader_of_chinese_rather_reads_the_other_script_than_nothing() -> None:
    assert in_script({"zh_Hans": "灯"}, "zh_Hant") == in_script({"zh_Hans": "灯"}, "zh_Hans") == "灯"
    assert in_script({"zh_Hant": "燈"}, "zh_Hans") == "燈"
    assert in_script({"en": "lamp"}, "zh_Hans") == in_script({"zh_Hant": "燈"}, "en") == ""
