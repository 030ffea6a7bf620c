"""Acts on alarms without Qt: what was asked for, what has not come back yet, what was refused.

An alarm counts as acknowledged (reset, shelved ...) when the station says so in its feed and not before.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.alarm import Alarm, AlarmState

PATIENCE_MS = 10_000
"""How long an act may be under way before the panel says that nothing came back."""


def needs_acknowledgement(alarm: Alarm) -> bool:
    """Somebody still has to acknowledge it."""
    return alarm.state.needs_acknowledgement


def needs_reset(alarm: Alarm) -> bool:
    """It cleared and was acknowledged, and stays until somebody resets it."""
    return alarm.state is AlarmState.LTACK


@dataclass(slots=True)
class Acknowledging:
    """`send(occurrences, comment)` asks the station; the owner calls `answered` and `settle`.

    `waits` says which alarms need what is asked for; one that no longer does has been confirmed.
    """

    send: Callable[[list[str], str], None]
    waits: Callable[[Alarm], bool] = needs_acknowledgement
    under_way: dict[str, int] = field(default_factory=dict)  # occurrence -> when asked, Unix ms
    refused: dict[str, str] = field(default_factory=dict)  # occurrence -> sentence; "" is the key of a whole refusal
    done: list[str] = field(default_factory=list)  # confirmed by the feed since `take_done`

    def request(self, alarms: Iterable[Alarm], comment: str, now: int) -> int:
        """Ask for those that need it and are not under way; how many that were."""
        wanted = [alarm.occurrence for alarm in alarms if self.waits(alarm) and alarm.occurrence not in self.under_way]
        self.refused.clear()
        if wanted:
            for occurrence in wanted:
                self.under_way[occurrence] = now
            self.send(wanted, comment)
        return len(wanted)

    def answered(self, asked: list[str], header: Mapping[str, Any], refused: str) -> None:
        """Take over the station's answer. What it accepted stays under way until its fact comes."""
        if refused:
            self.refused[""] = refused
            for occurrence in asked:
                self.under_way.pop(occurrence, None)
            return
        sentences = header.get("refused")
        if isinstance(sentences, dict):
            for occurrence, sentence in sentences.items():
                self.refused[str(occurrence)] = str(sentence)
                self.under_way.pop(str(occurrence), None)

    def settle(self, alarms: Mapping[str, Alarm], now: int) -> list[str]:
        """Drop what the feed has confirmed; returns those nobody answered for `PATIENCE_MS`, no longer waited for."""
        for occurrence in list(self.under_way):
            alarm = alarms.get(occurrence)
            if alarm is None or not self.waits(alarm):
                del self.under_way[occurrence]
                if alarm is not None:
                    self.done.append(occurrence)
        late = [occurrence for occurrence, asked in self.under_way.items() if now - asked > PATIENCE_MS]
        for occurrence in late:
            del self.under_way[occurrence]
        return late

    def take_done(self) -> list[str]:
        """What the feed has confirmed since last asked and is still there."""
        done, self.done = self.done, []
        return done
