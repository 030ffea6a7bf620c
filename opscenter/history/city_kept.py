"""Whose history it is: the city's name, its time zone and its holidays, as the station that recorded last was told.

Whoever goes through a history again must reckon with the hours that its station reckoned with.
"""

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from opscenter.history.schema import connect
from opscenter.history.tier_tasks import Action

KEY = "city"


class CityKept(msgspec.Struct, frozen=True):
    """`city` its name, `zone` IANA, `holidays_as` as in the settings of a station."""

    city: str = ""
    zone: str = "UTC"
    holidays: list[datetime.date] = msgspec.field(default_factory=list)
    holidays_as: str = "sunday"


def keep_city(told: CityKept) -> Action:
    """Write it down, in the place of what was; the result is 1 where it is news."""

    def keep(connection: sqlite3.Connection) -> int:
        if read_city(connection) == told:
            return 0
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEY, msgspec.json.encode(told).decode()))
        return 1

    return keep


def read_city(connection: sqlite3.Connection) -> CityKept | None:
    """What is written down; None where nothing is, or nothing that can be read. Raises sqlite3.Error."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    try:
        return None if row is None else msgspec.json.decode(row[0], type=CityKept)
    except msgspec.MsgspecError:
        return None


def city_of(path: Path) -> CityKept | None:
    """Of the database at `path`; None, too, where it cannot be read: whoever reads on will say why."""
    try:
        with closing(connect(path, read_only=True)) as connection:
            return read_city(connection)
    except (sqlite3.Error, OSError):
        return None
