"""The search index: what is found, in which order, and that tens of thousands of entities are taken in by chunks."""

from hypothesis import given
from hypothesis import strategies as st

from opscenter.console.search.index import CHUNK_ROWS, SearchIndex, normal


def index_of(*rows: list[str]) -> SearchIndex:
    listed = list(rows)
    index = SearchIndex(lambda row: listed[row])
    index.grow(len(listed))
    while index.work():
        pass
    return index


def found(index: SearchIndex, query: str, limit: int = 20) -> list[int]:
    return [hit.row for hit in index.search(query, limit)]


def test_prefix_before_word_before_substring() -> None:
    index = index_of(["underbridge"], ["tsing yi bridge"], ["bridge street"], ["bridge"])
    assert found(index, "bridge") == [3, 2, 1, 0]


def test_all_words_count_wherever_they_stand() -> None:
    index = index_of(["Harbour Road", "traffic detector"], ["Harbour Road", "car park"], ["Hill Road", "car park"])
    assert found(index, "park harbour") == [1]


def test_separators_do_not_matter() -> None:
    index = index_of(["urn:ngsi-ld:Streetlight:pm:sl-00042"])
    for query in ("urn:ngsi-ld:Streetlight:pm:sl-00042", "sl 00042", "SL_00042", "streetlight:pm"):
        assert found(index, query) == [0], query


def test_chinese_names_are_found_by_a_part() -> None:
    assert found(index_of(["子午港海濱道"], ["香港"]), "海濱") == [0]


def test_nothing_matches_across_rows_or_fields() -> None:
    assert found(index_of(["alpha", "beta"], ["gamma"]), "alpha beta") == [0]  # two words of one row
    assert found(index_of(["alpha"], ["beta"]), "alpha beta") == []


def test_control_characters_from_the_bus_do_not_break_fields() -> None:
    index = index_of(["a\x01b\nc"], ["other"])
    assert found(index, "a b c") == [0]
    assert found(index, "\x01\n") == []


def test_limit_and_empty_query() -> None:
    index = index_of(*[[f"lamp {number}"] for number in range(100)])
    assert len(found(index, "lamp", 7)) == 7
    assert found(index, "  ") == []


def test_growing_by_chunks_and_renaming() -> None:
    names = [[f"lamp {number}"] for number in range(CHUNK_ROWS + 10)]
    index = SearchIndex(lambda row: names[row])
    index.grow(len(names))
    assert index.work() and index.rows == CHUNK_ROWS
    assert not index.work() and index.complete
    names[3] = ["harbour light"]
    index.refresh([3])
    assert not index.complete
    index.work()
    assert found(index, "harbour") == [3]
    names.append(["last one"])
    index.grow(len(names))
    index.work()
    assert found(index, "last one") == [len(names) - 1]
    index.cut(0)
    assert found(index, "harbour") == []


def test_rows_that_are_not_known_any_more_are_not_found_until_they_come_again() -> None:
    names = [[f"lamp {number}"] for number in range(CHUNK_ROWS + 10)]
    index = SearchIndex(lambda row: names[row])
    index.grow(len(names))
    while index.work():
        pass
    for rows in (CHUNK_ROWS + 4, CHUNK_ROWS, 7):
        index.cut(rows)
        assert index.complete and index.rows == rows
        assert found(index, f"lamp {rows - 1}") == [rows - 1] and found(index, f"lamp {rows + 1}") == []
    index.grow(len(names))
    while index.work():
        pass
    assert found(index, f"lamp {CHUNK_ROWS + 9}") == [CHUNK_ROWS + 9]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=12), st.text(max_size=6))
def test_it_finds_exactly_the_rows_that_contain_every_word(names: list[str], query: str) -> None:
    index = index_of(*[[name] for name in names])
    words = normal(query).split(" ") if normal(query) else []
    expected = {row for row, name in enumerate(names) if words and all(word in normal(name) for word in words)}
    assert set(found(index, query, 100)) == expected
