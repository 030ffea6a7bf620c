"""Which alarms are linked, against a plain loop over all pairs; and that very many at once are still linked."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.cause import Cause
from opscenter.domain.situation_groups import groups_of
from opscenter.domain.situation_links import Sighting, SituationLinks
from opscenter.domain.sphere import metres_between
from tests.support.situation_rig import LAT, LON, METRES_EAST, METRES_NORTH, T0

TABLE = (
    Cause("a", ("b", "c"), 500.0, 600_000, before_ms=60_000),
    Cause("b", ("b", "c"), 300.0, 300_000),
    Cause("c", ("d",), 0.0, 600_000, refers="ref"),
    Cause("a", ("d",), 2_000.0, 900_000, same="area"),
    Cause("d", ("e",), 0.0, 900_000, same="id"),
)


def sightings(seed: int, count: int) -> list[Sighting]:
    dice = random.Random(seed)
    found = []
    for number in range(count):
        known = dice.random() < 0.9
        lon = LON + dice.uniform(0, 1_500) / METRES_EAST if known else float("nan")
        lat = LAT + dice.uniform(0, 1_500) / METRES_NORTH if known else float("nan")
        texts = {"area": dice.choice(("", "x", "y")), "ref": f"e{dice.randrange(count)}"}
        since = T0 + dice.randrange(0, 1_200_000)
        entity = f"e{dice.randrange(count)}"
        found.append(Sighting(f"o{number}", dice.choice("abcdef"), entity, since, lon, lat, texts))
    return found


def linked(row: Cause, cause: Sighting, effect: Sighting, before_ms: int) -> bool:
    if cause.occurrence == effect.occurrence or not -before_ms <= effect.since - cause.since <= row.within_ms:
        return False
    away = float(metres_between(cause.lon, cause.lat, effect.lon, effect.lat))
    if row.within_m and not away <= row.within_m:
        return False
    if row.refers and effect.texts[row.refers] != cause.entity and cause.texts[row.refers] != effect.entity:
        return False
    if row.same == "id":
        return cause.entity == effect.entity
    return not row.same or (cause.texts[row.same] == effect.texts[row.same] != "")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_links_are_those_of_a_loop_over_all_pairs(seed: int, count: int) -> None:
    seen = sightings(seed, count)
    links = SituationLinks(TABLE)
    causal: set[tuple[str, str]] = set()
    alike: set[frozenset[str]] = set()
    for start in range(0, count, 7):
        found = links.links_of(links.add(seen[start : start + 7]))
        names = links.occurrences
        causal |= {(names[a], names[b]) for a, b in zip(*(one.tolist() for one in found.causal), strict=True)}
        alike |= {frozenset((names[a], names[b])) for a, b in zip(*(one.tolist() for one in found.alike), strict=True)}
    wanted = {
        (cause.occurrence, effect.occurrence)
        for row in TABLE
        for cause in seen
        for effect in seen
        if cause.rule == row.rule and effect.rule in row.effects and effect.rule != row.rule
        if linked(row, cause, effect, row.before_ms)
    }
    same = {
        frozenset((one.occurrence, other.occurrence))
        for row in TABLE
        for one in seen
        for other in seen
        if row.rule in row.effects and one.rule == other.rule == row.rule and linked(row, one, other, row.within_ms)
    }
    assert causal == wanted and alike == same


def test_of_very_many_at_once_none_is_left_out_that_stands_among_them() -> None:
    """Squares are spoken for by one of theirs: a thousand lamps and their feeder are still one matter."""
    links = SituationLinks((Cause("feeder", ("lamp",), 5_000.0, 60_000), Cause("lamp", ("lamp",), 400.0, 60_000)))
    dice = random.Random(1)
    places = [(dice.uniform(0, 3_000), dice.uniform(0, 3_000)) for _ in range(3_000)]
    lamps = [
        Sighting(f"l{n}", "lamp", f"e{n}", T0 + n, LON + x / METRES_EAST, LAT + y / METRES_NORTH)
        for n, (x, y) in enumerate(places)
    ]
    slots = links.add([Sighting("f", "feeder", "f", T0, LON, LAT), *lamps])
    found = links.links_of(slots)
    assert set(found.causal[1].tolist()) == set(slots[1:].tolist())
    labels = groups_of(len(slots), found.alike[0], found.alike[1])
    assert np.unique(labels[1:]).size == 1


def test_what_is_forgotten_is_linked_to_nothing_and_its_place_is_used_again() -> None:
    links = SituationLinks((Cause("a", ("b",), 500.0, 60_000),))
    for number in range(5_000):
        (slot,) = links.add([Sighting(f"a{number}", "a", "e", T0, LON, LAT)])
        links.forget([f"a{number}"])
    assert len(links) == 0 and len(links.occurrences) < 3_000 and slot < 3_000
    found = links.links_of(links.add([Sighting("b", "b", "e", T0, LON, LAT)]))
    assert not len(found.causal[0])
    assert len(links.links_of(links.add([Sighting("a", "a", "e", T0, LON, LAT)])).causal[0]) == 1


@pytest.mark.parametrize("rule", ["", "stranger"])
def test_rules_that_the_table_does_not_name_are_left_out(rule: str) -> None:
    links = SituationLinks(TABLE)
    assert not len(links.add([Sighting("o", rule, "e", T0, LON, LAT)])) and links.slot("o") == -1
