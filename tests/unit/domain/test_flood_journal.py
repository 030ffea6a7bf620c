"""Floods as entries of the journal: begun once, ended once, taken up after a restart."""

from dataclasses import replace

from opscenter.domain.alarm import AlarmState
from opscenter.domain.flood_journal import FloodEvent, JournaledFlood
from tests.support.situation_rig import T0, alarm


def flooded() -> JournaledFlood:
    flood = JournaledFlood()
    flood.take([alarm("lamp", f"l{number}", number) for number in range(12)], T0 + 12_000)
    return flood


def test_it_begins_with_the_eleventh_and_ends_below_five() -> None:
    flood = flooded()
    assert flood.watch.current is not None and flood.watch.rate == 12
    flood.take([], T0 + 606_000)
    assert flood.watch.current is not None
    flood.take([], T0 + 700_000)
    began, ended = flood.take_entries()
    assert (began.event, began.at, began.details["announced"]) == (FloodEvent.BEGAN, T0 + 10_000, 11)
    assert (ended.event, ended.at, ended.details["announced"]) == (FloodEvent.ENDED, T0 + 607_000, 12)
    assert began.occurrence == ended.occurrence
    assert all(set(entry.text) == {"en", "zh_Hant", "zh_Hans"} for entry in (began, ended))


def test_what_only_changes_or_is_laid_aside_counts_for_nothing() -> None:
    flood = JournaledFlood()
    alarms = [alarm("lamp", f"l{number}", number) for number in range(8)]
    flood.take(alarms, T0 + 10_000)
    flood.take([replace(one, state=AlarmState.ACKED) for one in alarms], T0 + 11_000)
    flood.take([alarm("lamp", f"s{number}", 12, state=AlarmState.SHLVD) for number in range(8)], T0 + 12_000)
    assert flood.watch.rate == 8 and not flood.take_entries()
    flood.take([replace(one, announced=T0 + 20_000) for one in alarms], T0 + 20_000)  # announced again
    assert flood.watch.rate == 16 and flood.watch.current is not None


def test_a_restart_goes_on_with_the_flood_that_the_journal_tells_of() -> None:
    before = flooded()
    entries = before.take_entries()
    after = JournaledFlood()
    after.restore(entries, [alarm("lamp", f"l{number}", number) for number in range(12)], T0 + 20_000)
    assert after.watch.current is not None and after.watch.current.began == T0 + 10_000
    assert after.watch.rate == 12 and not after.take_entries()
    after.take([], T0 + 700_000)
    (ended,) = after.take_entries()
    assert ended.event == FloodEvent.ENDED and ended.occurrence == entries[0].occurrence


def test_a_flood_that_ended_meanwhile_is_ended_when_time_goes_on() -> None:
    entries = flooded().take_entries()
    after = JournaledFlood()
    after.restore(entries, [], T0 + 5_000_000)
    after.take([], T0 + 5_000_000)
    (ended,) = after.take_entries()
    assert ended.event == FloodEvent.ENDED and after.watch.current is None
