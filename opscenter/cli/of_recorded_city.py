"""Settings of a command that goes through a history: those of its station, where nobody says otherwise."""

from pathlib import Path
from typing import Any


def as_recorded(path: Path, config: Path | None, given: dict[str, Any]) -> dict[str, Any]:
    """`given` (None: not said) with the city's name, zone and holidays as its station wrote them down beside the
    history at `path`; a settings file says all of it anew."""
    from opscenter.history.city_kept import city_of

    said = {name: value for name, value in given.items() if value is not None}
    kept = city_of(path) if config is None else None
    if kept is None:
        return said
    known: dict[str, Any] = {"city": kept.city, "zone": kept.zone}
    if "holidays" not in said:
        known |= {"holidays": [day.isoformat() for day in kept.holidays], "holidays_as": kept.holidays_as}
    return known | said
