"""A station's answers about the past, made up: smooth days, noise, peaks, gaps, doubtful hours, states, notes.

The same series has the same value at the same time however it is asked for, so that what is drawn coarse and fine can
be held against each other.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.session import Answer, OnAnswer, Session
from opscenter.domain.quality import Quality
from opscenter.wire.desk import Columns, Header

DAY = 86_400_000
HOUR = 3_600_000
CADENCE_MS = 10_000
MOST = 64
"""So many samples stand for a bin that holds more."""
LOST = (3 * HOUR + 1_200_000, 3 * HOUR + 2_400_000)
"""Before the present: in between messages were lost."""
SILENT = (30 * HOUR, 36 * HOUR)
DOUBTFUL = {Quality.SUSPECT: (300_000, 420_000), Quality.STALE: (120_000, 200_000)}
STATES = ("normal", "congested", "closed", "roadworks")


def values(name: str, time: NDArray[np.int64]) -> NDArray[np.float64]:
    """What a series measures at these times (ms)."""
    seed = sum(name.encode()) % 97
    at = time / DAY
    day = np.sin((at * 2 + seed / 50) * np.pi)
    year = np.sin(at / 183 * np.pi)
    tremor = np.sin(time / 7_919.0 * (1 + seed / 40)) * np.sin(time / 61_001.0 + seed)
    noise = ((time // CADENCE_MS * 7_919 + seed * 104_729) % 1_009) / 1_009 - 0.5
    peak = ((time // CADENCE_MS) % 6_007 == 11) * 1.0
    return np.asarray(50 + 18 * day + 9 * year + 3 * tremor + 6 * noise + 45 * peak)


class PlottedChannel:
    """Answers `series`, `texts`, `notes` and `journal` at once; `asked` keeps the questions."""

    def __init__(self, session: Session, texts: tuple[str, ...] = (), cadence_ms: int = CADENCE_MS) -> None:
        self.session = session
        self.texts = texts
        self.cadence = cadence_ms
        self.first = session.now - 400 * DAY
        self.scale = {"temperature": 0.4, "intensity": 20.0, "activePower": 9.0, "illuminanceLevel": 0.01}
        self.notes: list[dict[str, Any]] = []
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.held: list[tuple[Header, OnAnswer]] | None = None
        self.asked: list[Header] = []

    def ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        self.asked.append(header)
        if self.held is not None:
            self.held.append((header, on_answer))
        else:
            on_answer(self.answer(header))

    def release(self) -> None:
        """Answer what was held back; later questions are answered at once."""
        held, self.held = self.held or [], None
        for header, on_answer in held:
            on_answer(self.answer(header))

    def close(self) -> None:
        pass

    def answer(self, header: Header) -> Answer:
        """What a station would say."""
        what, args = header.get("what"), header.get("args", {})
        if what == "series":
            return self._series(args)
        if what == "texts":
            return Answer({"texts": self._changes(args)}, {})
        if what == "notes":
            return Answer({"notes": self.notes}, {})
        if what == "journal":
            return Answer({"events": self.events.get(args.get("entity", ""), [])}, {})
        return Answer({}, {}, "This station has no such query.")

    def _series(self, args: dict[str, Any]) -> Answer:
        now = self.session.now
        since, until, points = int(args["from"]), min(int(args["to"]), now), int(args["points"])
        gaps = [[now - LOST[1], now - LOST[0]]]
        if args["attribute"] in self.texts:
            return Answer({"gaps": gaps, "raw": True}, {})
        since = max(since, self.first)
        width = max(1, (int(args["to"]) - int(args["from"])) // max(1, points - 1))
        if width <= self.cadence:
            time = np.arange(-(-since // self.cadence) * self.cadence, until, self.cadence, dtype=np.int64)
            columns = self._kept(args["attribute"], time)
            return Answer({"gaps": gaps, "raw": True}, columns)
        starts = np.arange(since // width * width, until, width, dtype=np.int64)
        per = int(min(MOST, max(1, width // self.cadence)))
        offsets = (np.arange(per) * (width / per)).astype(np.int64) // self.cadence * self.cadence
        first = -(-starts // self.cadence) * self.cadence
        every = (first[:, None] + offsets[None, :]).ravel()
        found = self._kept(args["attribute"], every)
        number = np.searchsorted(starts, found["time"], "right") - 1
        edges = np.flatnonzero(np.diff(number, prepend=-1))
        value = found["value"]
        binned: Columns = {
            "time": found["time"][np.append(edges[1:], len(value)) - 1],
            "low": np.minimum.reduceat(value, edges),
            "high": np.maximum.reduceat(value, edges),
            "mean": np.add.reduceat(value, edges) / np.diff(np.append(edges, len(value))),
            "last": value[np.append(edges[1:], len(value)) - 1],
            "count": np.diff(np.append(edges, len(value))) * (width / self.cadence / per),
            "quality": np.maximum.reduceat(found["quality"], edges),
        }
        return Answer({"gaps": gaps, "raw": False, "width": width}, binned)

    def _kept(self, name: str, time: NDArray[np.int64]) -> Columns:
        now = self.session.now
        ago = now - time
        kept = (time <= now) & ~((ago > LOST[0]) & (ago < LOST[1])) & ~((ago > SILENT[0]) & (ago < SILENT[1]))
        time, ago = time[kept], ago[kept]
        quality = np.zeros(len(time), np.uint8)
        for one, (least, most) in DOUBTFUL.items():
            quality[(ago > least) & (ago < most)] = int(one)
        quality[(ago > 470_000) & (time // self.cadence % 9 == 0) & (ago < 560_000)] = int(Quality.BAD)
        scale = self.scale.get(name, 1.0)
        return {"time": time, "value": values(name, time) * scale, "quality": quality}

    def _changes(self, args: dict[str, Any]) -> list[dict[str, Any]]:
        """States that last about twenty minutes, and a quarter of a day in which they flutter."""
        since, until = max(int(args["from"]), self.first), min(int(args["to"]), self.session.now)
        found = []
        at = since // 1_200_000 * 1_200_000
        while at < until and len(found) < 10_000:
            flutters = (at // HOUR) % 24 == 5
            found.append({"time": at, "text": STATES[(at // 60_000 * 7) % 11 % 4], "quality": 0})
            at += 20_000 if flutters else 1_200_000 + (at // 1_200_000 * 7_919) % 1_500_000
        return found
