"""How a feed is, as an entity of the bus that rules and people can watch like any other."""

from dataclasses import dataclass

import msgspec

from opscenter.wire.instants import format_instant

TYPE = "Feed"
EVERY_MS = 10_000
STARTING, RUNNING, FAILING, STOPPED = "starting", "running", "failing", "stopped"
LONGEST_ERROR = 300


@dataclass(slots=True)
class Health:
    """What the runner knows of its feed. Times are Unix ms, 0: not yet. Counts are since it started.

    `failures`: in a row, 0 while it works. `rejected`: records and things that could not be used.
    `repeated`: said before, not published again. `older`: older than what was published.
    """

    name: str
    kind: str
    state: str = STARTING
    last_success: int = 0
    last_published: int = 0
    published: int = 0
    rejected: int = 0
    repeated: int = 0
    older: int = 0
    failures: int = 0
    last_error: str = ""
    last_error_at: int = 0

    @property
    def id(self) -> str:
        """The entity's id."""
        return f"urn:ngsi-ld:{TYPE}:{self.name}"

    @property
    def topic(self) -> str:
        """The topic it is published under."""
        return f"bus/{TYPE}/{self.id}"

    def failed(self, sentence: str, at: int) -> None:
        """The source could not get what it should."""
        self.state = FAILING
        self.failures += 1
        self.wrong(sentence, at)

    def worked(self, at: int) -> None:
        """The source got what there was."""
        self.state = RUNNING
        self.failures = 0
        self.last_success = at

    def wrong(self, sentence: str, at: int) -> None:
        """Remember the last thing that was wrong."""
        text = "".join(char if char.isprintable() else " " for char in sentence)
        self.last_error = text if len(text) <= LONGEST_ERROR else text[: LONGEST_ERROR - 1] + "…"
        self.last_error_at = at

    def payload(self, now: int) -> bytes:
        """The entity, NGSI-LD normalized."""
        at = format_instant(now)
        texts = {"state": self.state, "kind": self.kind, "lastError": self.last_error}
        times = {"lastSuccess": self.last_success, "lastErrorAt": self.last_error_at}
        numbers = {
            "published": self.published,
            "rejected": self.rejected,
            "repeated": self.repeated,
            "older": self.older,
            "failures": self.failures,
        }
        if self.last_success:
            numbers["sinceSuccess"] = max(0, now - self.last_success) // 1_000
        if self.last_published:
            numbers["sincePublished"] = max(0, now - self.last_published) // 1_000
        values = {
            **{name: text for name, text in texts.items() if text},
            **{name: format_instant(time) for name, time in times.items() if time},
            **numbers,
        }
        attributes = {name: {"type": "Property", "value": value, "observedAt": at} for name, value in values.items()}
        name = {"type": "Property", "value": self.name}
        return msgspec.json.encode({"id": self.id, "type": TYPE, "name": name, **attributes})
