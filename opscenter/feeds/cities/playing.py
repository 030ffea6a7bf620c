"""A city of recorded data, played: which message is due when, with which times."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from opscenter.domain.batch import Clock
from opscenter.domain.catalogue import Catalogue
from opscenter.feeds.cities.finding import Found
from opscenter.feeds.cities.order import Step, steps_of
from opscenter.feeds.cities.profile import Profile
from opscenter.feeds.cities.readers import reader_named
from opscenter.feeds.cities.shifting import shifted
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.settling import Settler

PULSE_EVERY = 500
"""Records looked at between two signs of life."""


class Playing:
    """The messages of a city in their order.

    `shift`: times are moved so that the recording is lived through now. At the recorded pace its beginning becomes now;
    played faster, its end becomes the moment at which it will have been played, so that no time is ahead of the clock.
    To know its length all of it is read once before; `pulse` is called all the while.
    """

    def __init__(
        self,
        profile: Profile,
        found: Found,
        catalogue: Catalogue,
        *,
        speed: float,
        shift: bool,
        clock: Clock,
        pulse: Callable[[], None] = lambda: None,
    ) -> None:
        self._profile = profile
        self._found = found
        self._settler = Settler(catalogue)
        self._speed = speed
        self._shift = shift
        self._clock = clock
        self._pulse = pulse

    def messages(self) -> Iterator[tuple[float, Record] | Problem]:
        """Seconds after the beginning, and the message that is due then; and what is wrong with the data."""
        for due, one in heapq.merge(self._recorded(), self._by_clock(), key=lambda message: message[0]):
            if isinstance(one, Problem):
                yield one
                continue
            settled, problems = self._settler.settle(one)
            yield from problems
            if settled is not None:
                yield due, settled

    def _recorded(self) -> Iterator[tuple[float, Record | Problem]]:
        begin = self._begin() if self._shift else 0
        due = 0.0
        for step in self._steps():
            if isinstance(step, Problem):
                yield due, step
                continue
            due = step.played / 1_000 / self._speed
            record = step.record
            if self._shift and step.at is not None:
                record = shifted(record, begin + step.played - step.at)
            yield due, record

    def _by_clock(self) -> Iterator[tuple[float, Record | Problem]]:
        """What goes by the clock while times are shifted: at its own pace, whatever the speed."""
        now, due = self._clock(), 0.0
        for files in self._found.parts:
            if self._shift and files.part.shifted == "clock":
                for one in reader_named(files.part.reader)(replace(files, taken=now)):
                    if isinstance(one, Record) and one.at is not None:
                        due = max(due, (one.at - now) / 1_000)
                    yield due, one

    def _steps(self) -> Iterator[Step | Problem]:
        streams = [
            (reader_named(files.part.reader)(files), self._shift and files.part.shifted == "begin")
            for files in self._found.parts
            if not (self._shift and files.part.shifted == "clock")
        ]
        return steps_of(streams, self._profile.longest_pause_s)

    def _begin(self) -> int:
        """The time (Unix ms) that the first message gets."""
        if self._speed <= 1.0:
            return self._clock()
        last = 0
        for number, step in enumerate(self._steps()):
            if isinstance(step, Step):
                last = step.played
            if number % PULSE_EVERY == 0:
                self._pulse()
        return self._clock() - last + round(last / self._speed)


def catalogue_folder(profile: Profile, found: Found, own: Path | None, into: Path) -> Path | None:
    """One folder of catalogue files for the city: the profile's, those that its parts make of the user's data
    (charges), and the site's own, which go before. None where there are none. Raises OSError."""
    texts: dict[str, bytes] = {}
    for folder in (profile.catalogue, own):
        if folder is own:
            texts |= _made(found)
        if folder is not None:
            texts |= {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}
    if not texts:
        return None
    into.mkdir(parents=True, exist_ok=True)
    for old in into.glob("*.toml"):
        if old.name not in texts:
            old.unlink()
    for name, content in texts.items():
        whole = into / f"{name}.part"
        whole.write_bytes(content)
        whole.replace(into / name)
    return into


def _made(found: Found) -> dict[str, bytes]:
    made = {}
    for files in found.parts:
        if files.part.reader == "lta-charges":
            from opscenter.feeds.cities.lta_charges import charge_tables

            made[f"{files.part.name.replace(' ', '_')}.toml"] = charge_tables(files).encode()
    return made
