"""What a reader found in a document: records and problems, each problem once, and not without end."""

import hashlib
import re
from typing import Any
from urllib.parse import quote

import msgspec

from opscenter.feeds.record import Problem, Record
from opscenter.wire.payload import MAX_BYTES

MAX_PROBLEMS = 50
MAX_TEXT = 4_000
"""Characters of a text: a little less than the bus keeps of one."""
_LONGEST_ID = 400
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Findings:
    """Collects records and problems of one document."""

    def __init__(self, document: str) -> None:
        self._document = document
        self.records: list[Record] = []
        self._problems: dict[tuple[str, str], Problem] = {}
        self._more = 0

    def publish(self, domain: str, entity: dict[str, Any], at: int | None) -> None:
        """An entity (key-values or normalized), measured at `at`. Without its place if it is too big with it."""
        payload = msgspec.json.encode(entity)
        if len(payload) > MAX_BYTES and "location" in entity:
            self.problem(entity["id"], "its outline is too large for a message; it is published without it")
            payload = msgspec.json.encode({name: value for name, value in entity.items() if name != "location"})
        if len(payload) > MAX_BYTES:
            self.problem(entity["id"], f"it is larger than a message may be ({MAX_BYTES:,} bytes)")
            return
        self.records.append(Record(f"{domain}/{entity['type']}/{entity['id']}", payload, at))

    def problem(self, where: str, sentence: str) -> None:
        """Something that cannot be used; `where` in the document ("": the document itself)."""
        key = where, sentence
        if key in self._problems:
            return
        if len(self._problems) >= MAX_PROBLEMS:
            self._more += 1
            return
        place = f"{self._document}: {shortened(where, 120)}" if where else self._document
        self._problems[key] = Problem(place, shortened(sentence, 600).rstrip(".") + ".")

    def refused(self, sentence: str) -> None:
        """The document as a whole cannot be used."""
        self._problems["", sentence] = Problem(self._document, shortened(sentence, 600).rstrip(".") + ".", whole=True)

    def all(self) -> list[Record | Problem]:
        """Records in the document's order, then problems."""
        found: list[Record | Problem] = [*self.records, *self._problems.values()]
        if self._more:
            found.append(Problem(self._document, f"{self._more} more of it could not be used."))
        return found


def shortened(text: str, most: int = MAX_TEXT) -> str:
    """A text of at most `most` characters, without control characters."""
    text = _CONTROLS.sub("", text)
    return text if len(text) <= most else text[: most - 1] + "…"


def urn(entity_type: str, *parts: str) -> str:
    """An entity's id of parts that a publisher made up: the same parts give the same id, other ones another."""
    name = ":".join(quote(part.strip(), safe="-._~+@") for part in parts if part.strip())
    if len(name) > _LONGEST_ID:
        name = f"{name[: _LONGEST_ID - 65]}-{hashlib.sha256(name.encode()).hexdigest()}"
    return f"urn:ngsi-ld:{entity_type}:{name}"
