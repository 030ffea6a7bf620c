"""ISO 8601 as the bus spells it."""

import pytest

from opscenter.wire.instants import Instants, parse_instant

T = 1_795_400_000_000


@pytest.mark.parametrize(
    ("text", "ms", "naive"),
    [
        ("2026-11-23T02:13:20Z", T, False),
        ("2026-11-23T02:13:20.5Z", T + 500, False),
        ("2026-11-23T02:13:20.123456789Z", T + 123, False),
        ("2026-11-23T10:13:20+08:00", T, False),
        ("2026-11-22T21:13:20-0500", T, False),
        ("2026-11-23T02:13:20", T, True),
        ("2026-11-23 02:13:20", T, True),
        ("2026-11-23", T - 8_000_000, True),
        ("2026-11-23T01:00:00Z/2026-11-23T02:13:20Z", T, False),
        ("1969-12-31T23:59:59.999Z", -1, False),
    ],
)
def test_instants(text: str, ms: int, naive: bool) -> None:
    assert parse_instant(text) == (ms, naive)
    known = Instants()
    assert [known.read(text) for _ in range(3)] == [(ms, naive)] * 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2020-03-17TT08:45:00Z",
        "2026-13-01",
        "2026-11-23T25:00:00Z",
        "/",
        "x/",
        "1" * 500,
        5,
        None,
        ["x"],
        {},
    ],
)
def test_what_is_no_instant(text: object) -> None:
    known = Instants()
    assert [known.read(text) for _ in range(2)] == [None, None]


def test_the_memory_of_instants_is_bounded() -> None:
    known = Instants()
    for number in range(10_000):
        assert known.read(f"2026-11-23T02:13:20.{number:06d}Z") == (T + number // 1_000, False)
        assert known.read(f"nonsense {number}") is None
    assert len(known.known) + len(known._unreadable) <= 4_096
