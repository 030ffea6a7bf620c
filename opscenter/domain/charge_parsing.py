"""`[[vehicle_class]]`, `[[charge]]` and `[charge_review]` of catalogue files -> charges, with every mistake noted."""

import datetime
import re
from dataclasses import dataclass, field

from opscenter.domain.charge import DAY_MINUTES, DAYS, Charge, ChargeReview, Charges, Slot, VehicleClass, weekdays_of
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import read_texts

MOST_CLASSES = 20
MOST_CHARGES = 5_000
MOST_SLOTS = 300
MOST_GANTRIES = 1_000
LARGEST_CHARGE = 1e6
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]{0,31}")
_EPOCH = datetime.date(1970, 1, 1)


@dataclass(slots=True)
class ChargeTables:
    """All charges of all files, checked when every class is known."""

    classes: dict[str, VehicleClass] = field(default_factory=dict)
    read: list[tuple[Table, Charge]] = field(default_factory=list)
    review: ChargeReview | None = None

    def take(self, file: Table) -> None:
        """Read what a file says of charges."""
        for table in file.tables("vehicle_class"):
            self._take_class(table)
        for table in file.tables("charge"):
            if len(self.read) >= MOST_CHARGES:
                table.wrong("", f"there are more than {MOST_CHARGES:,} tables of charges in all files")
                break
            self.read.append((table, _read_charge(table)))
        review = file.table("charge_review")
        if review is not None:
            if self.review is not None:
                review.wrong("", "how charges are reviewed is described twice")
            self.review = _read_review(review)

    def check(self) -> None:
        """Note classes that nobody described, and two tables for one thing from one day on."""
        seen: dict[tuple[str, str, int, int], None] = {}
        for table, charge in self.read:
            for vehicle in charge.vehicles:
                if vehicle not in self.classes:
                    table.wrong("vehicles", f'there is no vehicle class "{vehicle}"{nearest(vehicle, self.classes)}')
            keys = [
                (place, vehicle, weekday, charge.since)
                for place in (*charge.gantries, *([f"zone {charge.zone}"] if charge.zone else []))
                for vehicle in charge.vehicles
                for weekday in weekdays_of(charge.days)
            ]
            again = next((key for key in keys if key in seen), None)
            if again is not None:
                table.wrong("", f"what {again[1]} pays at {again[0]} on this day of the week is said twice")
            seen.update(dict.fromkeys(keys))

    def in_force(self) -> Charges:
        """All that was read."""
        return Charges(
            tuple(self.classes.values()), tuple(charge for _, charge in self.read), self.review or ChargeReview()
        )

    def _take_class(self, table: Table) -> None:
        name = table.text("id")
        if name and not _ID.fullmatch(name):
            table.wrong("id", '"id" is made of letters, digits and "_", 32 at most')
        one = VehicleClass(name, read_texts(table, "name"), table.number("weight", 1.0, 0.01, 100.0))
        if name in self.classes:
            table.wrong("id", f'the vehicle class "{name}" is described twice')
        elif len(self.classes) >= MOST_CLASSES:
            table.wrong("", f"there are more than {MOST_CLASSES} vehicle classes")
        else:
            self.classes[name] = one
        table.finish()


def _read_charge(table: Table) -> Charge:
    gantries = table.texts("gantries") if table.has("gantries") else ()
    zone = table.text("zone", "")
    if bool(gantries) == bool(zone):
        table.wrong("", 'a charge names either its "gantries" or their "zone"')
    if len(gantries) > MOST_GANTRIES:
        table.wrong("gantries", f'"gantries" names {len(gantries):,} gantries; {MOST_GANTRIES:,} is the most')
    table.offer("gantries")
    charge = Charge(
        gantries=gantries[:MOST_GANTRIES],
        zone=zone,
        vehicles=tuple(dict.fromkeys(table.texts("vehicles"))),
        days=table.choice("days", DAYS),
        slots=_slots(table),
        since=_day(table, "since"),
    )
    table.finish()
    return charge


def _slots(table: Table) -> tuple[Slot, ...]:
    found: list[Slot] = []
    if not table.has("slots"):
        table.wrong("", '"slots" is missing')
    tables = table.tables("slots")
    if len(tables) > MOST_SLOTS:
        table.wrong("slots", f"{MOST_SLOTS} slots a day are the most")
    for one in tables[:MOST_SLOTS]:
        begin, end = _minute(one, "from"), _minute(one, "to")
        charge = one.number("charge", None, 0.0, LARGEST_CHARGE)
        one.finish()
        if begin < 0 or end < 0:
            continue
        if begin in (end, DAY_MINUTES):
            one.wrong("to", "a slot that ends when it begins is none; all day is from 00:00 to 24:00")
            continue
        found.append(Slot(begin, end if end > begin else end + DAY_MINUTES, charge))
    found.sort(key=lambda slot: slot.begin)
    for before, after in zip(found, [*found[1:], *found[:1]], strict=True):
        begin = after.begin if after is not found[0] else after.begin + DAY_MINUTES
        if before.end > begin:
            table.wrong("slots", f"slots overlap: until {clock(before.end)} and from {clock(after.begin)}")
    return tuple(found)


def clock(minute: int) -> str:
    """A minute of the day as people write it."""
    minute %= DAY_MINUTES
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _minute(table: Table, key: str) -> int:
    text = table.text(key)
    found = _CLOCK.fullmatch(text)
    if found is None:
        if text:
            table.wrong(key, f'"{key}" is a time of day such as "07:30", not "{text}"')
        return -1
    return DAY_MINUTES if text == "24:00" else int(found[1]) * 60 + int(found[2])


def _day(table: Table, key: str) -> int:
    """Days since 1970-01-01 of a date in a text, or as TOML writes dates."""
    if not table.has(key):
        table.offer(key)
        return 0
    value = table.data[key]
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        table.offer(key)
        return (value - _EPOCH).days
    text = table.text(key)
    try:
        return (datetime.date.fromisoformat(text) - _EPOCH).days
    except ValueError:
        table.wrong(key, f'"{key}" is a date such as 2026-01-05')
        return 0


def _read_review(table: Table) -> ChargeReview:
    usual = ChargeReview()
    review = ChargeReview(
        days=table.whole("days", usual.days, 1, 366),
        slot_minutes=table.whole("slot_minutes", usual.slot_minutes, 5, 240),
        share=table.number("share", usual.share, 0.5, 0.99),
        step=table.number("step", usual.step, 0.01, LARGEST_CHARGE),
        highest=table.number("highest", usual.highest, 0.0, LARGEST_CHARGE),
        readings=table.whole("readings", usual.readings, 1, 100_000),
    )
    if DAY_MINUTES % review.slot_minutes:
        table.wrong("slot_minutes", f"{review.slot_minutes} minutes do not divide a day")
    table.finish()
    return review
