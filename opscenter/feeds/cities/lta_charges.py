"""LTA DataMall: rates of electronic road pricing -> gantries with the charge in force, and tables of charges.

DataMall names zones of gantries, not the gantries, and gives no places: each zone is one entity. Charges change by the
rates over the day that follows the moment at which the file was got. Holidays are not told apart here; the station does
that, by the tables of charges and its calendar.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from opscenter.domain.charge_parsing import LARGEST_CHARGE, clock
from opscenter.feeds.cities import properties
from opscenter.feeds.cities.lta import Row, RowFault, number, pages, record, said, set_aside
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.findings import urn
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.record import Problem, Record

CLASSES = {
    "Passenger Cars/Light Goods Vehicles/Taxis": "car",
    "Passenger Cars": "car",
    "Motorcycles": "motorcycle",
    "Taxis": "taxi",
    "Light Goods Vehicles": "lightGoods",
    "Heavy Goods Vehicles/Small Buses": "heavy",
    "Very Heavy Goods Vehicles/Big Buses": "veryHeavy",
}
"""Classes of vehicles by DataMall's VehicleType; those of the catalogue that comes with the program, and two more."""
MORE_CLASSES = {"taxi": ("Taxis", "的士", "出租车"), "lightGoods": ("Light goods vehicles", "輕型貨車", "轻型货车")}
DAYS = {"Weekdays": (0, 1, 2, 3, 4), "Saturday": (5,)}
MOST_RATES = 100_000
DAY = 1_440

Slots = dict[tuple[int, int], float]
Rates = dict[tuple[str, str, str], Slots]
"""(zone, class, DayType) -> (first minute, minute after the last) -> charge."""


def read(files: PartFiles) -> Iterator[Record | Problem]:
    """The charges at the moment of the newest file, and each change of them in the day that follows."""
    rates, since, at, problems = _rates(files)
    yield from problems
    if not rates:
        return
    begin = datetime.fromtimestamp(at / 1_000, files.zone)
    zones = sorted({zone for zone, _, _ in rates})
    before: dict[str, dict[str, float]] = {}
    for moment in _moments(rates, begin):
        when = at if moment == begin else unix_ms(moment.replace(tzinfo=None), files.zone, 2**52)
        for zone in zones:
            due = charges_at(rates, zone, moment)
            if before.get(zone) != due:
                before[zone] = due
                yield record("pricing", _gantry(zone, due, when, since, files.part.options.get("places")), when)


def charges_at(rates: Rates, zone: str, moment: datetime) -> dict[str, float]:
    """What each class pays at a local time; 0 outside all slots."""
    minute = moment.hour * 60 + moment.minute
    due: dict[str, float] = {}
    for there, vehicles, days in rates:
        if there != zone:
            continue
        due.setdefault(vehicles, 0.0)
        if moment.weekday() in DAYS[days]:
            for (first, after), charge in rates[there, vehicles, days].items():
                if first <= minute < after:
                    due[vehicles] = charge
    return due


def charge_tables(files: PartFiles) -> str:
    """A catalogue file with the charges: `[[vehicle_class]]` and `[[charge]]`, in force from their EffectiveDate."""
    rates, since, _, _ = _rates(files)
    lines = ["# Made of the rates of electronic road pricing of LTA DataMall. Singapore Open Data Licence."]
    for name, (en, hant, hans) in MORE_CLASSES.items():
        if any(vehicles == name for _, vehicles, _ in rates):
            lines += ["", "[[vehicle_class]]", f'id = "{name}"']
            lines.append(f'name = {{ en = "{en}", zh_Hant = "{hant}", zh_Hans = "{hans}" }}')
    for (zone, vehicles, days), slots in rates.items():
        lines += ["", "[[charge]]", f'zone = "{zone}"', f'vehicles = ["{vehicles}"]', f'days = "{days.lower()}"']
        lines += [f"since = {since.isoformat()}"] if since is not None else []
        lines.append("slots = [")
        lines += [
            f'  {{ from = "{clock(first)}", to = "{clock(after) if after < DAY else "24:00"}", charge = {charge:g} }},'
            for (first, after), charge in sorted(slots.items())
        ]
        lines.append("]")
    return "\n".join(lines) + "\n"


def _rates(files: PartFiles) -> tuple[Rates, date | None, int, list[Problem]]:
    """Rates of all pages, the day from which the newest are in force, and when the newest page was got."""
    problems: list[Problem] = []
    rates: Rates = {}
    since: date | None = None
    newest = 0
    count = 0
    for page in pages(files):
        if isinstance(page, Problem):
            problems.append(page)
            continue
        path, at, rows = page
        newest = max(newest, at)
        faults: list[str] = []
        for row in rows:
            count += 1
            try:
                if count > MOST_RATES:
                    raise RowFault(f"there are more than {MOST_RATES:,} rates")
                effective = _add_rate(rates, row)
                since = effective if since is None else max(since, effective)
            except RowFault as fault:
                faults.append(str(fault))
        problems += set_aside(path, faults)
    return rates, since, newest, problems


def _add_rate(rates: Rates, row: Row) -> date:
    zone = said(row, "ZoneID")
    if not zone.isalnum() or len(zone) > 40:
        raise RowFault(f"{zone[:40]!r} is no zone")
    kind, days = said(row, "VehicleType"), said(row, "DayType")
    if kind not in CLASSES:
        raise RowFault(f"the class of vehicles {kind[:60]!r} is not known")
    if days not in DAYS:
        raise RowFault(f"the days {days[:60]!r} are not known")
    first, after = _minute(row, "StartTime"), _minute(row, "EndTime") or DAY
    charge = number(row, "ChargeAmount")
    if after <= first or not 0 <= charge <= LARGEST_CHARGE:
        raise RowFault(f"{zone} charges {charge:g} from {row['StartTime']} to {row['EndTime']}")
    slots = rates.setdefault((zone, CLASSES[kind], days), {})
    if any(begin < after and first < end and (begin, end) != (first, after) for begin, end in slots):
        raise RowFault(f"{zone} has two charges for {kind} at {row['StartTime']}")
    slots[first, after] = charge
    try:
        return date.fromisoformat(said(row, "EffectiveDate"))
    except ValueError:
        raise RowFault(f"{row['EffectiveDate']!r} is no date from which a charge is in force") from None


def _minute(row: Row, key: str) -> int:
    text = said(row, key)
    try:
        moment = datetime.strptime(text, "%H:%M")
    except ValueError:
        raise RowFault(f'"{key}" is {text[:20]!r}, not a time of day') from None
    return moment.hour * 60 + moment.minute


def _moments(rates: Rates, begin: datetime) -> list[datetime]:
    """`begin`, and the local times in the day that follows at which a slot begins or ends."""
    edges = sorted({edge % DAY for slots in rates.values() for slot in slots for edge in slot} | {0})
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    later = [
        midnight + timedelta(days=day, minutes=edge)
        for day in (0, 1)
        for edge in edges
        if begin < midnight + timedelta(days=day, minutes=edge) <= begin + timedelta(days=1)
    ]
    return [begin, *later]


def _gantry(zone: str, due: dict[str, float], at: int, since: date | None, places: Any) -> properties.Entity:
    told = places.get(zone) if isinstance(places, dict) else None
    known = told if isinstance(told, dict) else {}
    entity: properties.Entity = {
        "id": urn("RoadPricingGantry", f"sg-{zone}"),
        "type": "RoadPricingGantry",
        "name": properties.names(en=str(known.get("name", f"Gantries of zone {zone}")), zh_Hant=f"收費區 {zone}"),
        "chargingZone": properties.text(zone),
        "status": properties.text("ok", at),
    }
    for vehicles, charge in sorted(due.items()):
        entity["charge" if vehicles == "car" else f"charge.{vehicles}"] = properties.number(charge, at, "", 2)
    if since is not None:
        entity["validFrom"] = properties.text(since.isoformat())
    place = known.get("place")
    if isinstance(place, list) and len(place) == 2:
        entity["location"] = properties.point(float(place[0]), float(place[1]))
    return entity
