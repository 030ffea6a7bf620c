"""The data of a profile, lived through by a station's engine at their own times, and cut into an incident file."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.stopped import StoppedError
from opscenter.domain.texts import in_language
from opscenter.domain.toml_table import nearest
from opscenter.feeds.cities.finding import find_files
from opscenter.feeds.cities.incident import ProfileIncident
from opscenter.feeds.cities.playing import Playing, catalogue_folder
from opscenter.feeds.cities.profile_reading import read_profile
from opscenter.feeds.cities.span import SpanOfData, spans_of
from opscenter.feeds.record import Problem, Record
from opscenter.recording.records import Message
from opscenter.settings.catalogue import catalogue_texts
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.cut import Cut, Cutting, Progress, Wanted
from opscenter.station.cutting.living import Living
from opscenter.station.cutting.spoken_times import speaker
from opscenter.station.cutting.target import check_target

STEP_MS, CALM_STEP_MS, CALM_AFTER_MS = 1_000, 10_000, 60_000
"""From one beat of the engine to the next, and where nothing has come for a while: delays are judged so often."""
SHOWN_SPANS = 10
READING, LIVING = 0.05, 0.75
"""How much of all is done after this."""


class Making:
    """`incident` of the profile, "": [since, until] (Unix ms; None: as the data begin and end). `scratch`: an empty
    folder for what is between. Raises NoProfile, NoCity, FileMistakes, ValueError (sentences), OSError."""

    def __init__(
        self,
        profile: str,
        incident: str,
        folder: Path,
        since: int | None,
        until: int | None,
        taken: int | None,
        scratch: Path,
        *,
        progress: Progress = lambda what, share: None,
        stop: threading.Event | None = None,
    ) -> None:
        self._progress, self._stop, self._scratch = progress, stop or threading.Event(), scratch
        self.profile = read_profile(profile)
        self.incident = self._named(incident)
        if self.incident is not None and (since is not None or until is not None):
            raise ValueError(f"{incident} has a time of its own: leave --since and --until away.")
        if self.incident is not None and self.incident.parts:
            parts = tuple(part for part in self.profile.parts if part.name in self.incident.parts)
            self.profile = replace(self.profile, parts=tuple(replace(part, required=True) for part in parts))
        self.found = find_files(self.profile, folder, taken)
        self._came = 0
        self._since, self._until = since, until
        self.span = SpanOfData(0, 0)

    def _named(self, name: str) -> ProfileIncident | None:
        known = {one.id: one for one in self.profile.incidents}
        if name and name not in known:
            names = f" It describes {', '.join(known)}." if known else " It describes none."
            raise ValueError(f'The profile {self.profile.name} has no incident "{name}"{nearest(name, known)}.{names}')
        return known.get(name)

    def make(
        self, out: Path, said: Mapping[str, str], catalogue: Path | None, rules: Sequence[Path], *, replace: bool
    ) -> Cut:
        """The incident file. `said`: title, place, author, licence, note, "" where the profile's counts. Raises
        StoppedError, HistoryError, IncidentError, FileMistakes, ValueError, OSError, sqlite3.Error; then nothing is
        left of it."""
        check_target(out, self._scratch / "history.sqlite", replace=replace)
        told = self._circumstances(catalogue, rules)
        known = told.catalogue()
        self.span.since, self.span.until = self._times(known)
        with Living(self._scratch / "lived", told, self.span.since) as living:
            self._live(living, known)
            history = living.history
        if not self._came:
            raise ValueError(self._nothing(known))
        return Cutting(
            history, out, self._wanted(said), told, stop=self._stop,
            progress=lambda what, share: self._progress("cutting", LIVING + (1 - LIVING) * share),
        ).cut()  # fmt: skip

    # -- before ----------------------------------------------------------------------------------------------

    def _circumstances(self, own: Path | None, rules: Sequence[Path]) -> Circumstances:
        """The catalogue of the program, then of the profile, of the incident, of the user; rules likewise."""
        profile, incident = self.profile, self.incident
        folder = catalogue_folder(profile, self.found, own, self._scratch / "catalogue")
        if incident is not None and incident.catalogue is not None:
            folder = folder or self._scratch / "catalogue"
            folder.mkdir(exist_ok=True)
            for path in incident.catalogue.glob("*.toml"):
                if not (folder / path.name).exists():
                    (folder / path.name).write_bytes(path.read_bytes())
        all_rules = [*(incident.rules if incident is not None else ()), *rules]
        return Circumstances(catalogue_texts(folder, all_rules), profile.zone.key)

    def _times(self, catalogue: Catalogue) -> tuple[int, int]:
        if self.incident is not None:
            return self.incident.since, self.incident.until
        since, until = self._since, self._until
        if since is None or until is None:
            spans = self._spans(catalogue)
            spans = [one for one in spans if (since is None or one[1] >= since) and (until is None or one[0] <= until)]
            if len(spans) > 1 and since is None and until is None:
                raise ValueError(
                    f"The data are of {len(spans):,} times with long pauses between them: {self._said(spans)}. Choose "
                    "one with --since and --until."
                )
            if spans:
                since, until = since or spans[0][0], until or spans[0 if self._until is None else -1][1]
        if since is None or until is None:
            raise ValueError(self._nothing(catalogue))
        if since >= until:
            raise ValueError("The span ends before it begins: say an earlier --since, or a later --until.")
        first = self._first(catalogue)
        return max(since, first - self._longest_pause_ms) if first is not None and first <= until else since, until

    @property
    def _longest_pause_ms(self) -> int:
        """So much without data is lived through at most before the first and after the last: whoever wants all of it
        says years."""
        return round(self.profile.longest_pause_s * 1_000)

    def _first(self, catalogue: Catalogue) -> int | None:
        timed = (one.at for one in self._records(catalogue) if not isinstance(one, Problem) and one.at is not None)
        return next(timed, None)

    def _nothing(self, catalogue: Catalogue) -> str:
        spans = self._spans(catalogue)
        there = f" What is there is of {self._said(spans)}." if spans else " Nothing there tells a time."
        return f"Nothing of the data is of this time.{there}"

    def _spans(self, catalogue: Catalogue) -> list[tuple[int, int]]:
        return spans_of(self._records(catalogue), self._longest_pause_ms, self._look)

    def _said(self, spans: Sequence[tuple[int, int]]) -> str:
        say = speaker(self.profile.zone.key)
        shown = "; ".join(f"{say(begin)} to {say(end)}" for begin, end in spans[:SHOWN_SPANS])
        return shown + (f"; and {len(spans) - SHOWN_SPANS:,} more" if len(spans) > SHOWN_SPANS else "")

    # -- through it ------------------------------------------------------------------------------------------

    def _records(self, catalogue: Catalogue) -> Iterator[Record | Problem]:
        """All of the data in order of their times, and what the incident itself tells."""
        playing = Playing(self.profile, self.found, catalogue, speed=1.0, shift=False, clock=lambda: 0)
        more = list(self.incident.messages if self.incident is not None else ())
        for one in playing.messages():
            if isinstance(one, Problem):
                yield one
                continue
            record = one[1]
            while more and record.at is not None and (more[0].at or 0) <= record.at:
                yield more.pop(0)
            self._came += record.at is not None and self.span.since <= record.at <= self.span.until
            yield record
        yield from more

    def _look(self) -> None:
        if self._stop.is_set():
            raise StoppedError
        self._progress("reading", READING)

    def _live(self, living: Living, catalogue: Catalogue) -> None:
        span, now = self.span, self.span.since
        waiting: list[Message] = []
        came = now
        for at, record in span.messages(self._records(catalogue), self._look):
            while at > now:
                living.beat(now, waiting)
                waiting, now = [], min(now + _step(now - came), max(at, now + STEP_MS))
                self._lived(now)
            waiting.append((record.topic.encode(), record.payload, b"", at))
            came = at
        if self.incident is None:
            span.until = min(span.until, max(came, now) + self._longest_pause_ms)
        while now <= span.until:
            living.beat(now, waiting)
            waiting, now = [], now + _step(now - came)
            self._lived(now)

    def _lived(self, now: int) -> None:
        if self._stop.is_set():
            raise StoppedError
        share = (now - self.span.since) / max(1, self.span.until - self.span.since)
        self._progress("living through it", READING + (LIVING - READING) * min(1.0, share))

    # -- after -----------------------------------------------------------------------------------------------

    def _wanted(self, said: Mapping[str, str]) -> Wanted:
        city, incident = in_language(self.profile.title, "en"), self.incident
        wanted = Wanted(
            self.span.since, self.span.until, city=city, title=said["title"], place=said["place"],
            author=said["author"], licence=said["licence"] or self.profile.licence, note=said["note"],
        )  # fmt: skip
        if incident is None:
            return wanted
        return replace(
            wanted, title=wanted.title or in_language(incident.title, "en"), place=wanted.place or incident.place,
            note=wanted.note or incident.note,
        )  # fmt: skip


def _step(calm_ms: int) -> int:
    return STEP_MS if calm_ms < CALM_AFTER_MS else CALM_STEP_MS
