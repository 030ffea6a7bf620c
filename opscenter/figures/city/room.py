"""How well this very room works: alarms that stand, and how soon they are answered. Part of how the city is governed.

Response times as EEMUA 191 and ISA-18.2 look at them: from when an alarm asked for attention until somebody
acknowledged it, against the time its rule gives for it.
"""

from collections import deque

import numpy as np

from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.journal import JournalEvent
from opscenter.domain.texts import Texts
from opscenter.figures.figure import FigureBase, Memory, Output
from opscenter.figures.step import Step

ROOM_TYPE = "OperationsRoom"
ROOM_ENTITY = "urn:ngsi-ld:OperationsRoom:room"
NAME: Texts = {"en": "Operations room", "zh_Hant": "控制室", "zh_Hans": "控制室"}

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
MOST_WAITING = 100_000
MOST_ANSWERED = 100_000


class OperationsRoom(FigureBase):
    """Each minute: alarms that wait for somebody, new ones in ten minutes, how soon they were answered."""

    name = "room"
    always = True
    own_types = (ROOM_TYPE,)
    outputs = (
        Output(ROOM_TYPE, "unanswered", "C62"),
        Output(ROOM_TYPE, "newIn10Min", "C62"),
        Output(ROOM_TYPE, "responseTime", "SEC"),
        Output(ROOM_TYPE, "answeredInTime", "C62"),
    )

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[int, int]] = {}  # occurrence -> when it asked for attention, time to respond (s)
        self._asked: deque[int] = deque(maxlen=MOST_ANSWERED)
        self._answered: deque[tuple[int, int, int]] = deque(maxlen=MOST_ANSWERED)  # when, after ms, time to respond (s)

    def hear(self, event: JournalEvent) -> None:
        """An alarm asks for attention, or somebody answers, or it needs nobody any more."""
        if event.state is AlarmState.UNACK:
            known = self._waiting.get(event.occurrence)
            if known is None:
                if len(self._waiting) < MOST_WAITING:
                    self._waiting[event.occurrence] = (event.at, event.respond_s)
                self._asked.append(event.at)
        elif event.state is not AlarmState.RTNUN and event.state is not AlarmState.LTUNK:
            asked = self._waiting.pop(event.occurrence, None)
            if asked is not None and event.event == AlarmEvent.ACKNOWLEDGED:
                self._answered.append((event.at, max(0, event.at - asked[0]), asked[1]))

    def take(self, step: Step) -> None:
        """Count what is known up to the end of the step."""
        while self._asked and self._asked[0] <= step.at - HOUR_MS:
            self._asked.popleft()
        while self._answered and self._answered[0][0] <= step.at - DAY_MS:
            self._answered.popleft()
        position = step.own(ROOM_ENTITY, ROOM_TYPE, NAME)
        if position < 0:
            return
        in_hour = [after for at, after, _ in self._answered if at > step.at - HOUR_MS]
        timely = [after <= respond * 1000 for _, after, respond in self._answered if respond]
        values = {
            "unanswered": float(len(self._waiting)),
            "newIn10Min": float(sum(at > step.at - 10 * MINUTE_MS for at in self._asked)),
            "responseTime": float(np.mean(in_hour)) / 1000 if in_hour else float("nan"),
            "answeredInTime": float(np.mean(timely)) if timely else float("nan"),
        }
        for name, value in values.items():
            step.put_one(ROOM_TYPE, name, position, value)

    def save(self) -> Memory:
        """Who waits, and what was answered in the last day."""
        waiting = list(self._waiting.items())
        return {
            "occurrence": np.array([name for name, _ in waiting], "U"),
            "asked": np.array([at for _, (at, _) in waiting], np.int64),
            "respond": np.array([respond for _, (_, respond) in waiting], np.int64),
            "new": np.array(list(self._asked), np.int64),
            "answered": np.array(list(self._answered), np.int64).reshape(-1, 3),
        }

    def load(self, memory: Memory) -> None:
        """Go on."""
        asked = zip(memory["asked"].tolist(), memory["respond"].tolist(), strict=True)
        self._waiting = dict(zip(memory["occurrence"].tolist(), asked, strict=True))
        self._asked = deque(memory["new"].tolist(), maxlen=MOST_ANSWERED)
        self._answered = deque((tuple(row) for row in memory["answered"].tolist()), maxlen=MOST_ANSWERED)
