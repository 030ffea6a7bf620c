"""The order and the pace of a city's records, and times moved."""

from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from opscenter.feeds.cities.order import Step, steps_of
from opscenter.feeds.cities.shifting import shifted
from opscenter.feeds.record import Problem, Record

Streams = list[list[int | None]]


def stream(name: str, times: list[int | None]) -> Iterator[Record | Problem]:
    for number, at in enumerate(times):
        yield Record(f"{name}/{number}", b"{}", at)


def order(*streams: list[int | None], longest: float = 1_000.0) -> list[tuple[str, int]]:
    found = steps_of([(stream(str(n), times), False) for n, times in enumerate(streams)], longest)
    return [(one.record.topic, one.played) for one in found if isinstance(one, Step)]


def test_streams_are_merged_by_time() -> None:
    assert order([1_000, 4_000], [2_000, 3_000]) == [("0/0", 0), ("1/0", 1_000), ("1/1", 2_000), ("0/1", 3_000)]


def test_what_has_no_time_or_an_earlier_one_follows_the_record_before_it() -> None:
    assert order([None, 5_000, 1_000, None], [5_500]) == [
        ("0/0", 0), ("0/1", 0), ("0/2", 0), ("0/3", 0), ("1/0", 500),
    ]  # fmt: skip


def test_long_pauses_are_played_as_the_longest_that_may_be() -> None:
    assert order([0, 10**12, 10**12 + 500], longest=2.0) == [("0/0", 0), ("0/1", 2_000), ("0/2", 2_500)]


def test_a_stream_of_the_beginning_comes_first_and_problems_come_along() -> None:
    def bad() -> Iterator[Record | Problem]:
        yield Problem("a", "bad.")
        yield Record("snapshot", b"{}", 9_000)

    found = list(steps_of([(stream("0", [1_000, 2_000]), False), (bad(), True)], 100.0))
    assert isinstance(found[0], Problem)
    assert [(one.record.topic, one.played) for one in found if isinstance(one, Step)] == [
        ("snapshot", 0), ("0/0", 0), ("0/1", 1_000),
    ]  # fmt: skip


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 10**13)), max_size=12), max_size=4))
def test_nothing_is_lost_and_time_never_goes_back(streams: Streams) -> None:
    found = order(*streams, longest=60.0)
    assert sorted(topic for topic, _ in found) == sorted(
        f"{n}/{k}" for n, times in enumerate(streams) for k in range(len(times))
    )
    played = [at for _, at in found]
    assert played == sorted(played)
    for number in range(len(streams)):
        own = [topic for topic, _ in found if topic.startswith(f"{number}/")]
        assert own == [f"{number}/{k}" for k in range(len(own))]


def test_every_instant_is_moved_and_nothing_else() -> None:
    entity = {
        "id": "x:2024-02-08T13:00:00Z:y",
        "a": {"value": 1, "observedAt": "2024-02-08T13:00:00.000Z"},
        "b": {"value": "2024-02-08T08:00:00-05:00"},
        "c": {"value": ["2024-02-08", "13:00", "99", {"d": "2024-02-08T13:00:00Z"}]},
        "location": {"value": {"type": "Point", "coordinates": [1.5, 2.5]}},
    }
    moved = shifted(Record("t", msgspec.json.encode(entity), 1_000), 3_600_000)
    read = msgspec.json.decode(moved.payload)
    assert moved.at == 3_601_000
    assert read["a"]["observedAt"] == read["b"]["value"] == read["c"]["value"][3]["d"] == "2024-02-08T14:00:00.000Z"
    assert read["c"]["value"][:3] == ["2024-02-08", "13:00", "99"]
    assert (read["id"], read["location"]) == (entity["id"], entity["location"])


def test_what_is_no_message_is_left_as_it_is() -> None:
    bad = Record("t", b"{", 1)
    assert shifted(bad, 5) is bad
    deep = Record("t", b"[" * 3_000 + b"]" * 3_000, 1)
    assert shifted(deep, 5).topic == "t"
