"""What an engine is made of besides messages: catalogue and rules in force, and the week of the city.

They go along in the file (`catalogue/NAME.toml`, `rules/NN-NAME.toml`, `circumstances`), so that it is replayed as it
was recorded wherever it is opened.
"""

import datetime
from dataclasses import dataclass, field
from pathlib import PurePath
from zoneinfo import ZoneInfo

import msgspec

from opscenter.domain.alarm_orders import LONGEST_SHELF_MS
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.toml_document import FileMistakes
from opscenter.recording.errors import DamagedError, IncidentError
from opscenter.recording.reader import IncidentReader
from opscenter.recording.writer import IncidentWriter
from opscenter.settings.catalogue import CatalogueTexts, catalogue_of

NAME, CATALOGUE, RULES = "circumstances", "catalogue/", "rules/"
TOML, JSON = "application/toml", "application/json"


class _Stored(msgspec.Struct):
    zone: str = "UTC"
    holidays: list[datetime.date] = msgspec.field(default_factory=list)
    aside: bool = False
    longest_shelf_ms: int = LONGEST_SHELF_MS
    figures: bool = True
    replaced: list[str] = msgspec.field(default_factory=list)
    forgiven: list[str] = msgspec.field(default_factory=list)


@dataclass(slots=True)
class Circumstances:
    """`figures`: whether the station derived any. `week` raises for a zone that this machine does not know."""

    texts: CatalogueTexts = field(default_factory=CatalogueTexts)
    zone: str = "UTC"
    holidays: list[datetime.date] = field(default_factory=list)
    aside: bool = False
    longest_shelf_ms: int = LONGEST_SHELF_MS
    figures: bool = True

    @property
    def week(self) -> LocalWeek:
        """The city's. ValueError, a sentence, for a zone nobody knows."""
        try:
            return LocalWeek(ZoneInfo(self.zone), self.holidays, aside=self.aside)
        except (KeyError, ValueError, OSError):
            raise ValueError(f'"{self.zone[:80]}" is not an IANA time zone, such as Asia/Hong_Kong.') from None

    def catalogue(self) -> Catalogue:
        """Made of the texts. Raises CatalogueErrors."""
        return catalogue_of(self.texts)


def attach_circumstances(writer: IncidentWriter, told: Circumstances, at: int) -> None:
    """Put them into a file. Raises IncidentError."""
    stored = _Stored(
        told.zone, sorted(told.holidays), told.aside, told.longest_shelf_ms, told.figures, sorted(told.texts.replaced),
        sorted(told.texts.forgiven),
    )  # fmt: skip
    writer.attach(NAME, JSON, msgspec.json.encode(stored), at)
    for name, text in sorted(told.texts.files.items()):
        writer.attach(CATALOGUE + name, TOML, text.encode(), at)
    for number, (name, text) in enumerate(told.texts.rules.items(), 1):
        writer.attach(f"{RULES}{number:02d}-{PurePath(name).name}", TOML, text.encode(), at)


def read_circumstances(reader: IncidentReader) -> Circumstances | None:
    """Those of a file; None: it has none (somebody else wrote it). Raises IncidentError."""
    found = reader.attachments(NAME)
    if not found:
        return None
    try:
        stored = msgspec.json.decode(reader.read(found[0]), type=_Stored)
    except msgspec.MsgspecError as error:
        raise DamagedError(f"What the file says of its city cannot be read: {error}.") from None
    texts = CatalogueTexts(
        _texts(reader, CATALOGUE), _texts(reader, RULES), set(stored.replaced), set(stored.forgiven)
    )  # fmt: skip
    told = Circumstances(
        texts, stored.zone, stored.holidays, stored.aside, stored.longest_shelf_ms, stored.figures
    )  # fmt: skip
    try:
        told.week  # noqa: B018 - whether it can be told at all
        told.catalogue()
    except FileMistakes as error:
        raise IncidentError(f"The catalogue in the file is not one that this program understands: {error}") from None
    except ValueError as error:
        raise IncidentError(f"What the file says of its city cannot be used: {error}") from None
    return told


def _texts(reader: IncidentReader, prefix: str) -> dict[str, str]:
    """By name without the prefix, in order of names."""
    found = sorted(reader.attachments(prefix), key=lambda one: one.name)
    return {one.name.removeprefix(prefix): reader.read(one).decode("utf-8", "replace") for one in found}
