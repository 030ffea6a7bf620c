"""What a console is started with."""

from dataclasses import dataclass, field
from pathlib import Path

from opscenter.settings.catalogue import CatalogueTexts


@dataclass(slots=True)
class DemoCityOptions:
    """The demo city that a console brings along: a process of its own that publishes like any other system."""

    seed: int = 1
    entities: int = 5_000
    scenario: Path | None = None


@dataclass(slots=True)
class ProfileCityOptions:
    """A city of recorded data, played beside a console by a process of its own: see `opscenter city PROFILE`.

    `speed`: times the recorded pace. `shift`: times are moved to now. `taken`: when what tells no time was got, as a
    text that `opscenter city --taken` takes; "": the files say so.
    """

    profile: str
    folder: Path
    speed: float = 1.0
    shift: bool = False
    taken: str = ""


@dataclass(slots=True)
class ReplayWindow:
    """An incident file that a console plays by a process beside it. `speed`: at once, times the recorded pace (0: as
    fast as it goes; None: it waits to be played). `at`: where it begins, Unix ms; None: at its beginning. `catalogue`:
    what the file says that was in force then; None: it says nothing, or the user has named another."""

    file: Path
    speed: float | None = None
    at: int | None = None
    catalogue: CatalogueTexts | None = None


@dataclass(slots=True)
class ConsoleOptions:
    """`station`: attach to that address. Otherwise a private station is started on `bus` (or on the demo city, or on
    the city of `profile`, or to play the incident of `replay`).

    `review`: look at this moment (Unix ms) as soon as the city is there.
    `screenshot`: save a PNG of the window `after` seconds and end with exit status 0. `size` is "WIDTHxHEIGHT".
    `live`: in a replay, the station whose alarms of the highest priority break through ("": none).
    `wall`: the map alone from the start, turning its views over by itself. `page`: the page of this system.
    """

    station: str | None = None
    bus: list[str] = field(default_factory=list)
    demo: DemoCityOptions | None = None
    profile: ProfileCityOptions | None = None
    data: Path | None = None
    config: Path | None = None
    catalogue: Path | None = None
    rules: tuple[Path, ...] = ()
    basemap: tuple[str, ...] = ()
    language: str | None = None
    theme: str | None = None
    operator: str | None = None
    role: str | None = None
    city: str = ""
    zone: str = ""
    review: int | None = None
    screenshot: Path | None = None
    after: float = 8.0
    size: str | None = None
    wall: bool = False
    page: str = ""
    replay: ReplayWindow | None = None
    live: str = ""
