"""What the city uses at this moment, and how that stands to its targets and its usual. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from opscenter.console.city.axes_now import read
from opscenter.console.city.then import Reading
from opscenter.console.format import time_zone
from opscenter.console.pages.against import Against
from opscenter.console.pages.standing import Standing, Usual, standing
from opscenter.console.session import Session
from opscenter.domain.footprint import FOOTPRINT_ENTITY, Footprint
from opscenter.domain.quality import Quality
from opscenter.domain.texts import Texts

TOTAL = "co2e"


@dataclass(slots=True)
class UseNow:
    """One use; `id` "co2e": all together. Numbers are in `unit_label`; `co2e` in t. `target` of the day, 0: none;
    `filled`: what of it is used, `of_target`: what is used against the share of the day that has passed."""

    id: str
    name: Texts
    unit_label: str
    decimals: int
    target: float = 0.0
    now: Reading = field(default_factory=Reading)
    today: Reading = field(default_factory=Reading)
    month: Reading = field(default_factory=Reading)
    co2e: Reading = field(default_factory=Reading)
    of_target: Reading = field(default_factory=Reading)
    filled: float = float("nan")
    usual: Usual = field(default_factory=Usual)
    standing: Standing = Standing.UNKNOWN

    @property
    def known(self) -> bool:
        """Whether anything of it has been measured."""
        return self.today.known or self.now.known

    @property
    def suspect(self) -> bool:
        """Whether too little of the day was measured."""
        return self.today.known and self.today.quality is Quality.SUSPECT


class FootprintNow:
    """`reckon` takes the values of this moment; `ask` asks the station about the usual now and then."""

    def __init__(self, session: Session, footprint: Footprint, arrived: Callable[[], None]) -> None:
        self._session = session
        self.footprint = footprint
        self.against = Against(session, arrived)
        self.uses = [UseNow(use.id, use.name, use.unit_label, use.decimals, use.target_day) for use in footprint.uses]
        self.total = UseNow(TOTAL, {}, "t", 0)
        self.per_head = Reading()
        self.elapsed = 0.0
        self.present = False

    @property
    def rows(self) -> list[UseNow]:
        """One a use, then all together."""
        return [*self.uses, self.total]

    @property
    def known(self) -> bool:
        """Whether anything has been measured."""
        return any(use.known for use in self.uses)

    @property
    def suspect(self) -> bool:
        """Whether too little of the day was measured, of any use."""
        return any(use.suspect for use in self.uses)

    def ask(self) -> None:
        """Ask the station what is usual, if it is time to."""
        self.against.ask(tuple((FOOTPRINT_ENTITY, f"{row.id}.today") for row in self.rows))

    def reckon(self, session: Session) -> None:
        """Take the values of this moment."""
        self.present = FOOTPRINT_ENTITY in session.mirror.row_of
        self.elapsed = day_share(session.now, session.zone)
        for use in self.rows:
            use.now, use.today, use.month = (_read(session, use.id, what) for what in ("now", "today", "month"))
            use.co2e = _read(session, use.id, "co2eToday") if use.id != TOTAL else use.today
            use.of_target = _read(session, use.id, "ofTarget")
            use.filled = use.today.value / use.target if use.target > 0 else float("nan")
            told = self.against.of((FOOTPRINT_ENTITY, f"{use.id}.today"))
            use.usual = Usual(told.median, told.spread) if told is not None else Usual()
            use.standing = standing(use.today.value, use.usual) if not use.suspect else Standing.UNKNOWN
        self.per_head = _read(session, TOTAL, "perHeadToday")
        target = self.footprint.target_kg_per_head_day
        self.total.filled = self.per_head.value / target if target > 0 else float("nan")


def day_share(at: int, zone: str) -> float:
    """How much of the local day has passed at a time (Unix ms), 0 to 1; days of 23 and 25 hours are as long as they
    are."""
    tz = time_zone(zone)
    try:
        moment = datetime.fromtimestamp(at / 1000, tz)
        begin = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        end = (begin + timedelta(days=1)).replace(hour=0)
        whole = end.timestamp() - begin.timestamp()
        return min(1.0, max(0.0, (at / 1000 - begin.timestamp()) / whole))
    except (OverflowError, ValueError, OSError):
        return 0.0


def _read(session: Session, use: str, what: str) -> Reading:
    return read(session, FOOTPRINT_ENTITY, f"{use}.{what}")
