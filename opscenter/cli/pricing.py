"""pricing: what reviews of road charges would have advised, and what a change of charge did."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from opscenter.cli.areas import catalogue_option, read_catalogue
from opscenter.cli.asking import json_option, station_option
from opscenter.cli.moment import Moment
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.pricing_history import AIR, PricedCity, priced_city

if TYPE_CHECKING:
    from opscenter.domain.charge import ChargeReview
    from opscenter.domain.local_week import LocalWeek
    from opscenter.figures.pricing.effect import Compared
    from opscenter.figures.pricing.past_advice import PastGantry, SlotAdvice
    from opscenter.figures.pricing.past_readings import Readings

    Recorded = dict[tuple[str, str], Readings]

FOLDER = click.Path(path_type=Path)
OF_GANTRIES = {
    "charge": ("$", "charge", 1.0), "speed": ("km/h", "averageVehicleSpeed", 1.0),
    "flow": ("veh/h", "passages", 60.0), "revenue": ("$/h", "derived.revenueQuarter", 4.0),
}  # fmt: skip
FIVE_MINUTES_MS = 300_000
OF_AIR = ("no2", "pm25", "pm10")


@click.group()
def pricing() -> None:
    """Road pricing over recorded history."""


@pricing.command("advice")
@click.option("--from", "since", type=Moment(), default="-7d", help="Begin (default: a week ago).")
@click.option("--to", "until", type=Moment(), default="now", help="End (default: now).")
@click.option(
    "--gantry", "gantries", multiple=True, metavar="ID", help="Only this gantry, by id or name; several count."
)
@click.option("--data", type=FOLDER, metavar="DIR", help="Read this folder of a history without a station.")
@click.option("--zone", default="", help="Time zone of the city (default: the station's; of a folder UTC).")
@catalogue_option
@station_option
@json_option
def advice(
    since: int, until: int, gantries: tuple[str, ...], data: Path | None, zone: str, catalogue: Path | None,
    station: str | None, as_json: bool,
) -> None:  # fmt: skip
    """What reviews would have advised: raise, hold or lower, by gantry, kind of day and half-hour, and why.

    The speed that 85 % of the recorded minutes keep is held against the gantry's band, for each review period of the
    catalogue ([charge_review]) that the span touches. JSON has every slot, a line each; the table those to change.
    """
    from opscenter.figures.pricing.past_advice import past_advice

    _check(since, until, data, station)
    known = read_catalogue(catalogue)
    with priced_city(data, station, known) as city:
        week = _week(zone or city.source.zone)
        found = [
            slot
            for gantry in _gantries(city, gantries, since, until)
            for slot in past_advice(gantry, known.charges.review, week)
        ]
        _tell_damage(city)
    if as_json:
        for slot in found:
            emit_json(_plain(slot))
        return
    _print_advice(found, week.zone)


def _print_advice(found: "list[SlotAdvice]", zone: str) -> None:
    if not found:
        click.echo("No speed was recorded at these gantries in this time.")
        return
    change = [slot for slot in found if slot.advice != "hold"]
    click.echo(f"{len(found)} half-hours or other slots reviewed, {len(change)} to change (times of {zone}).\n")
    if not change:
        return
    emit_table(
        ("gantry", "days", "slot", "readings", "speed kept", "band", "charge", "advice", "reason"),
        [
            (
                slot.name or slot.entity, slot.days, slot.slot, slot.readings, f"{slot.speed:.1f}",
                f"{slot.low:g}-{slot.high:g}", f"{slot.charge:.2f}", f"{slot.advice} {slot.amount:+.2f}", slot.reason,
            )
            for slot in change
        ],
    )  # fmt: skip


@pricing.command("effect")
@click.option(
    "--gantry", "gantries", multiple=True, metavar="ID", help="Only this gantry, by id or name; several count."
)
@click.option("--at", type=Moment(), help="When the charge changed: that local day and after against before (default: "
              "the last day on which it was another than on the day of its kind before).")  # fmt: skip
@click.option(
    "--from", "since", type=Moment(), default="-60d", help="Begin of what is compared (default: 60 days ago)."
)
@click.option("--to", "until", type=Moment(), default="now", help="End (default: now).")
@click.option("--within", "within_m", type=click.FloatRange(10, 50_000), default=1_000.0,
              help="Air is that of stations within so many metres of a gantry (default 1000).")  # fmt: skip
@click.option("--data", type=FOLDER, metavar="DIR", help="Read this folder of a history without a station.")
@click.option("--zone", default="", help="Time zone of the city (default: the station's; of a folder UTC).")
@catalogue_option
@station_option
@json_option
def effect(
    gantries: tuple[str, ...], at: int | None, since: int, until: int, within_m: float, data: Path | None, zone: str,
    catalogue: Path | None, station: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Flow, speed, revenue and air before and after a change of charge, side by side.

    Over the half-hours whose charge changed, of the same kinds of days. What changed in the whole city as well was not
    the charge: its air stands beside that of the gantry. JSON has a line for each gantry and figure.
    """
    _check(since, until, data, station)
    known = read_catalogue(catalogue)
    rows: list[dict[str, Any]] = []
    with priced_city(data, station, known) as city:
        week = _week(zone or city.source.zone)
        day = _day(at, week) if at is not None else None
        chosen = city.gantries(gantries)
        recorded = _recorded(city, [city.mirror.ids[row] for row in chosen], since, until)
        for row in chosen:
            rows += _effect_of(city, row, day, within_m, known.charges.review, week, recorded)
        _tell_damage(city)
    if not rows:
        fail("No change of charge is recorded in this time. Name when it was with --at.")
    if as_json:
        for one in rows:
            emit_json(one)
        return
    click.echo(f"Before and after, over the slots whose charge changed (times of {week.zone}).\n")
    emit_table(
        ("gantry", "changed", "figure", "before", "after", "difference", "95 %", "slots"),
        [
            (
                one["name"], one["changed"], one["figure"], _number(one["before"]), _number(one["after"]),
                f"{_number(one['difference'])} {one['unit']}", f"{_number(one['low'])} to {_number(one['high'])}",
                f"{one['slots_before']} / {one['slots_after']}",
            )
            for one in rows
        ],
    )  # fmt: skip


def _recorded(city: PricedCity, gantries: list[str], since: int, until: int) -> "Recorded":
    """Means of five minutes, of charges the last of each: a charge is not between two others while it changes."""
    measured = [name for figure, (_, name, _) in OF_GANTRIES.items() if figure != "charge"]
    every = [entity for entity, kind in zip(city.mirror.ids, city.mirror.types, strict=True) if kind == AIR]
    return {
        **city.readings(gantries, ["charge"], since, until, FIVE_MINUTES_MS),
        **city.readings(gantries, measured, since, until, FIVE_MINUTES_MS, mean=True),
        **city.readings(every, OF_AIR, since, until, FIVE_MINUTES_MS, mean=True),
    }


def _effect_of(
    city: PricedCity, row: int, day: int | None, within_m: float, review: "ChargeReview", week: "LocalWeek",
    read: "Recorded",
) -> list[dict[str, Any]]:  # fmt: skip
    """What is told of one gantry; nothing where its charge did not change."""
    from opscenter.domain.charge_parsing import clock
    from opscenter.figures.pricing.effect import SLOTS, effect
    from opscenter.figures.pricing.past_advice import date_of
    from opscenter.figures.pricing.past_readings import KINDS, NONE, Readings

    mirror = city.mirror
    entity = mirror.ids[row]
    charge = read.get((entity, "charge"), NONE)
    units, series = {}, {}
    for figure, (unit, attribute, factor) in OF_GANTRIES.items():
        if (entity, attribute) in read:
            one = read[entity, attribute]
            units[figure], series[figure] = unit, Readings(one.time, one.value * factor)
    near = [mirror.ids[other] for other in city.near(row, AIR, within_m)]
    every = [mirror.ids[other] for other, kind in enumerate(mirror.types) if kind == AIR]
    for pollutant in OF_AIR:
        for figure, who in ((pollutant, near), (f"{pollutant}, whole city", every)):
            joined = _mean([read[one, pollutant] for one in who if (one, pollutant) in read])
            if len(joined):
                units[figure], series[figure] = "ug/m3", joined
    when, keys, compared = effect(series, charge, day, review, week)
    if when < 0:
        return []
    slots = [f"{KINDS[key // SLOTS]} {clock(key % SLOTS * review.slot_minutes)}" for key in keys.tolist()]
    name = mirror.name(row)
    return [
        {
            "gantry": entity, "name": name, "changed": date_of(when), "slots": slots, "figure": figure,
            "unit": units[figure], **_told(one),
        }
        for figure, one in compared.items()
    ]  # fmt: skip


def _told(one: "Compared") -> dict[str, Any]:
    numbers = {
        "before": one.before, "after": one.after, "difference": one.difference, "percent": one.percent,
        "low": one.low, "high": one.high,
    }  # fmt: skip
    told: dict[str, Any] = {key: round(value, 4) if math.isfinite(value) else None for key, value in numbers.items()}
    return {**told, "slots_before": one.before_count, "slots_after": one.after_count}


def _mean(parts: "list[Readings]") -> "Readings":
    """The mean of several stations by minute."""
    import numpy as np

    from opscenter.figures.pricing.past_readings import NONE, Readings

    if not parts:
        return NONE
    times, which = np.unique(np.concatenate([one.time for one in parts]), return_inverse=True)
    values = np.concatenate([one.value for one in parts])
    return Readings(times, np.bincount(which, values) / np.bincount(which))


def _gantries(city: PricedCity, wanted: tuple[str, ...], since: int, until: int) -> "list[PastGantry]":
    import numpy as np

    from opscenter.figures.pricing.advice import bands
    from opscenter.figures.pricing.past_advice import PastGantry
    from opscenter.figures.pricing.past_readings import NONE

    rows = city.gantries(wanted)
    low, high = bands(
        np.array([city.number(row, "targetSpeedLow") for row in rows]),
        np.array([city.number(row, "targetSpeedHigh") for row in rows]),
        [city.text(row, "roadClass") for row in rows],
    )
    entities = [city.mirror.ids[row] for row in rows]
    read = city.readings(entities, ("averageVehicleSpeed", "charge"), since, until)
    return [
        PastGantry(
            entity, city.mirror.name(row), slowest, fastest, read.get((entity, "averageVehicleSpeed"), NONE),
            read.get((entity, "charge"), NONE),
        )
        for row, entity, slowest, fastest in zip(rows, entities, low.tolist(), high.tolist(), strict=True)
    ]  # fmt: skip


def _plain(slot: "SlotAdvice") -> dict[str, Any]:
    numbers = {"speed": slot.speed, "band_low": slot.low, "band_high": slot.high, "charge": slot.charge}
    known: dict[str, Any] = {key: value if math.isfinite(value) else None for key, value in numbers.items()}
    return {
        "gantry": slot.entity, "name": slot.name, "from": slot.since, "to": slot.until, "days": slot.days,
        "slot": slot.slot, "readings": slot.readings, **known, "advice": slot.advice, "amount": slot.amount,
        "reason": slot.reason,
    }  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _day(at: int, week: "LocalWeek") -> int:
    import numpy as np

    return int(week.days(np.array([at]))[0])


def _week(zone: str) -> "LocalWeek":
    from opscenter.domain.local_week import LocalWeek

    try:
        return LocalWeek(ZoneInfo(zone or "UTC"))
    except (KeyError, ValueError, OSError):
        fail(f'"{zone}" is not an IANA time zone, such as Asia/Hong_Kong.')


def _check(since: int, until: int, data: Path | None, station: str | None) -> None:
    if until <= since:
        fail("--to must be later than --from.")
    if data is not None and station:
        raise click.UsageError("Name either --data or --station.")


def _tell_damage(city: PricedCity) -> None:
    for where, why in city.source.damaged.items():
        click.echo(f"opscenter: {where} of the history cannot be read and is left out: {why}.", err=True)


COMMANDS = (pricing,)
