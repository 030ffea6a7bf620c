"""Finnish maintenance vehicles (Harja's tracking messages, keys in Finnish): where they are and what they do."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.contents import Unreadable, problem, rows_of
from opscenter.feeds.cities.finnish_grid import degrees_of
from opscenter.feeds.cities.lta import record
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.findings import urn
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.record import Problem, Record


def read(files: PartFiles) -> Iterator[Record | Problem]:
    """A vehicle each time it was observed, at the end of the line it drove; by time."""
    found: list[Record] = []
    for path in files.paths:
        try:
            rows = rows_of(path, "havainnot")
        except Unreadable as fault:
            yield problem(path, fault)
            continue
        for row in rows:
            try:
                found.append(_record(row["havainto"], files))
            except (KeyError, TypeError, ValueError, IndexError) as fault:
                said = f'it has no "{fault.args[0]}"' if isinstance(fault, KeyError) else fault
                yield problem(path, said, "an observation of a vehicle")
    yield from sorted(found, key=lambda one: one.at or 0)


def _record(seen: dict[str, Any], files: PartFiles) -> Record:
    at = unix_ms(datetime.fromisoformat(seen["havaintoaika"]), files.zone, 2**52)
    number = str(seen["tyokone"]["id"])
    entity: properties.Entity = {"id": urn("Vehicle", f"fi-{number}"), "type": "Vehicle"}
    entity["name"] = properties.names(en=f"Maintenance vehicle {number}")
    entity["vehicleType"] = properties.text("lorry", at)
    entity["serviceStatus"] = properties.text("onRoute", at)
    place = seen["sijainti"]
    if "viivageometria" in place:
        east, north = place["viivageometria"]["coordinates"][-1][:2]
    else:
        east, north = place["koordinaatit"]["x"], place["koordinaatit"]["y"]
    entity["location"] = properties.point(*degrees_of(float(east), float(north)))
    if isinstance(seen.get("suunta"), int | float):
        entity["bearing"] = properties.number(float(seen["suunta"]) % 360.0, at, "DD", 0)
    names = files.part.options.get("tasks", {})
    tasks = [str(names.get(task, task)) for task in seen.get("suoritettavatTehtavat") or []]
    if tasks:
        entity["tasks"] = properties.text(", ".join(tasks), at)
    return record("transportation", entity, at)
