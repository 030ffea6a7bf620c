"""Payloads that are read together are read as each would be alone, whatever they hold."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.wire.many import ManyReader
from opscenter.wire.quick import Shape

SHAPE = Shape(("speed",), ("surface",), placed=True, context=True)
WHEN = "2026-11-18T11:06:40Z"
GOOD = {
    "id": "a", "type": "T", "speed": {"value": 1.5, "observedAt": WHEN},
    "surface": {"value": "dry", "observedAt": WHEN, "unitCode": "X"},
    "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [114.1, 22.3]}}, "@context": "c",
}  # fmt: skip


def _good(number: int = 0, **changed: object) -> bytes:
    return json.dumps({**GOOD, "id": f"e{number}", **changed}).encode()


ONE, OTHER = _good(1), _good(2)
HOSTILE = [
    [ONE + b"," + OTHER, b"{"],
    [ONE + b"," + OTHER, b"{}"],
    [ONE + b",", OTHER],
    [ONE + b"," + ONE[:20], b"{" + ONE[20:]],
    [b'{"id":"', b'{","type":"T"}', ONE + b"," + OTHER],
    [ONE[:-1] + b',"x":"}', b'{"}', ONE + b"," + OTHER],
    [b'{"id":"\\', b'{"}', ONE + b"," + OTHER],
    [_good(1, surface={"value": "HERE", "observedAt": WHEN}).replace(b'HERE"', b"}"),
     b'{"' + ONE[1:], ONE + b"," + OTHER],
    [ONE.replace(b"[114.1, 22.3]", b"[114.1"), b"{22.3]" + ONE[-20:], ONE + b"," + OTHER],
    [ONE.replace(b"[114.1, 22.3]}", b"[{}"), b"{}, 22.3]}" + ONE[-20:], ONE + b"," + OTHER],
    [ONE + b"]", b"{}"],
    [ONE + b"]\n,\n[" + OTHER, ONE],
    [ONE + b"\n,\n" + OTHER, b"{\n" + ONE],
    [ONE + b" // ", OTHER],
    [ONE + b"\x00", OTHER],
    [ONE + b"\xff", OTHER],
    [b'{"id":"\xe9', b'{\x9b\xa8"}', ONE + b"," + OTHER],
    [b"{", b"{}", ONE + b"," + OTHER + b"," + ONE],
    [b"{" * 5_000, ONE],
]  # fmt: skip


def _same(payloads: list[bytes]) -> list[bool]:
    found = ManyReader(SHAPE).read(payloads)
    assert len(found) == len(payloads)
    for payload, one in zip(payloads, found, strict=True):
        try:
            alone = SHAPE.decode(payload)
        except (ValueError, RecursionError):
            alone = None
        assert one == alone
    return [one is not None for one in found]


@pytest.mark.parametrize("payloads", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("beside", [0, 1, 40])
def test_what_is_none_cannot_hide_beside_others(payloads: list[bytes], beside: int) -> None:
    others = [_good(number) for number in range(beside)]
    _same(payloads)
    assert all(_same(others + payloads + others)[:beside])


def test_the_many_are_read_at_once() -> None:
    reader = ManyReader(SHAPE)
    reader._alone = None  # type: ignore[assignment, method-assign]
    found = reader.read([b"%b \n" % _good(number) for number in range(500)])
    assert [one.f0 for one in found] == [f"e{number}" for number in range(500)]


WHOLE = b",".join([ONE, OTHER, ONE, OTHER])
PIECES = st.sampled_from(
    [ONE, OTHER, _good(3, speed={"value": 2**60, "observedAt": WHEN}), b"{", b"}", b"[", b"]", b",", b"\n,\n", b'"',
     b" ",
     b"\\", b'{"id":"a"', b'"x":', b"\n", ONE[:30], ONE[30:], ONE[:-1], ONE[:-3], b"{}", b"\xff"]
)  # fmt: skip
PAYLOAD = st.just(ONE) | st.just(OTHER) | st.lists(PIECES, max_size=4).map(lambda parts: b"{" + b"".join(parts))


@settings(max_examples=150, deadline=None)
@given(st.lists(PAYLOAD | st.lists(PIECES, max_size=4).map(lambda parts: ONE + b"".join(parts)), max_size=24))
def test_whatever_comes_is_read_as_it_would_be_alone(payloads: list[bytes]) -> None:
    _same(payloads)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, len(WHOLE)), max_size=6))
def test_payloads_cut_anywhere_are_read_as_they_would_be_alone(places: list[int]) -> None:
    places.sort()
    cut = [WHOLE[start:end] for start, end in zip([0, *places], [*places, len(WHOLE)], strict=True)]
    _same([b"{" + one if not one.startswith(b"{") else one for one in cut])
