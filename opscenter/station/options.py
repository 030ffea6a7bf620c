"""What a station is told when it starts."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from opscenter.history.records import Limits
from opscenter.station.limits import StateLimits


@dataclass(slots=True)
class StationOptions:
    """Endpoints of the bus, folder of the history, recovery sockets of brokers, address for desks, name of the city.

    `catalogue`: a folder with more catalogue files, `rules`: files of alarm rules beside it; `by`: who answers for
    them. `parent_pid`: end when that process is gone. `token`: who knows it may stop the station ("" for nobody).
    `hot_bytes`: how much of the newest samples is kept in memory. `holidays`: days that are like Sundays, or
    (`holidays_as` "aside") like no day, in what is usual.
    Days of `holiday_calendar` are among them. `supervisors`: names believed to be of supervisors; none:
    everybody who says so. `longest_shelf_h`: no alarm is shelved for longer. `history`: what is kept for how long.
    `alert_sender`, `alert_web`, `alert_contact`: what alerts that leave say of who they are from.
    """

    bus: list[str]
    data: Path
    recovery: list[str] = field(default_factory=list)
    desk: str = "tcp://127.0.0.1:0"
    city: str = ""
    zone: str = "UTC"
    holidays: list[datetime.date] = field(default_factory=list)
    holiday_calendar: str = ""
    holidays_as: str = "sunday"
    catalogue: Path | None = None
    rules: list[Path] = field(default_factory=list)
    by: str = ""
    beat_ms: int = 200
    parent_pid: int | None = None
    token: str = ""
    history: Limits = field(default_factory=Limits)
    hot_bytes: int = 48 << 20
    bus_hwm: int = 200_000
    name: str = "station"
    supervisors: list[str] = field(default_factory=list)
    longest_shelf_h: float = 12.0
    alert_sender: str = ""
    alert_web: str = ""
    alert_contact: str = ""
    limits: StateLimits = field(default_factory=StateLimits)
