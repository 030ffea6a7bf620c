"""Which earlier notices a notice names (CAP 1.2, `references`), and which of them are over by that.

Source: CAP 1.2 (OASIS, 2010), 3.2.1: an Update "updates and supercedes", a Cancel "cancels the earlier message(s)
identified in <references>", written as `sender,identifier,sent` with white space between several of them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, NamedTuple

from opscenter.domain.remembered import OfRow

ENDING_TYPES = frozenset({"update", "cancel"})
"""`msgType` in lower-case by which a notice ends those it names."""

NOT_ACTUAL = frozenset({"exercise", "system", "test", "draft"})
"""`status` in lower-case of a notice that is about nothing real, and ends nothing real."""

SENT = ("sent", "dateissued")
ATTRIBUTES = frozenset({"references", "identifier", "sender", "msgtype", "status", *SENT})
"""Attributes in lower-case that decide what a notice is called and which others it ends."""

MAX_REFERENCES = 500


class Reference(NamedTuple):
    """A notice as another one names it; `sender` and `sent` as written, "" where it does not tell them."""

    sender: str
    identifier: str
    sent: str


def references_in(text: str) -> Iterator[Reference]:
    """The notices that a text names, the first MAX_REFERENCES. A name without commas is an identifier or an entity's
    id."""
    for word in text.split(maxsplit=MAX_REFERENCES)[:MAX_REFERENCES]:
        sender, comma, rest = word.strip(",").partition(",")
        identifier, again, sent = rest.rpartition(",")
        if comma:
            yield Reference(sender, identifier, sent) if again else Reference(sender, rest, "")
        elif sender:
            yield Reference("", sender, "")


def instant(text: str) -> int | None:
    """A time of ISO 8601 as Unix ms, taken as UTC without an offset; None for what is none."""
    try:
        moment = datetime.fromisoformat(text.upper())
        return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


class NoticeReferences:
    """Who names whom, whatever the order in which notices come. A notice that names itself does not end itself: its
    publisher keeps one identifier for all versions."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_said": dict[OfRow, dict[str, str]],
        "_called": dict[str, set[OfRow]],
        "_names": dict[OfRow, tuple[Reference, ...]],
        "_enders": dict[str, set[OfRow]],
    }

    def __init__(self) -> None:
        self._said: dict[int, dict[str, str]] = {}  # row -> attribute in lower-case -> text
        self._ids: dict[int, str] = {}
        self._called: dict[str, set[int]] = {}  # identifier or entity's id -> rows that are called so
        self._names: dict[int, tuple[Reference, ...]] = {}  # row -> those it ends
        self._enders: dict[str, set[int]] = {}  # identifier or entity's id -> rows that end what is called so

    def know(self, row: int, entity_id: str) -> None:
        """A notice may be named by the id of its entity too."""
        if row not in self._ids:
            self._ids[row] = entity_id
            self._called.setdefault(entity_id, set()).add(row)

    def say(self, row: int, attribute: str, text: str) -> set[int]:
        """A notice says something of ATTRIBUTES. The rows for which `over` may have another answer now."""
        said = self._said.setdefault(row, {})
        before = said.get(attribute, "")
        if before == text:
            return set()
        said[attribute] = text
        if attribute == "identifier":
            if before and before != self._ids.get(row):
                self._called.get(before, set()).discard(row)
            self._called.setdefault(text, set()).add(row)
        if attribute == "identifier" or attribute == "sender" or attribute in SENT:
            return {row}
        return self._end_others(row, said)

    def over(self, row: int) -> bool:
        """Whether another notice ends this one."""
        said = self._said.get(row, {})
        for called in (said.get("identifier", ""), self._ids.get(row, "")):
            for ender in self._enders.get(called, ()) if called else ():
                if ender != row and any(_means(one, called, said) for one in self._names[ender]):
                    return True
        return False

    def _end_others(self, row: int, said: dict[str, str]) -> set[int]:
        before = self._names.get(row, ())
        ends = said.get("msgtype", "").lower() in ENDING_TYPES and said.get("status", "").lower() not in NOT_ACTUAL
        now = tuple(references_in(said.get("references", ""))) if ends else ()
        if now == before:
            return set()
        for one in before:
            self._enders[one.identifier].discard(row)
        for one in now:
            self._enders.setdefault(one.identifier, set()).add(row)
        self._names[row] = now
        return {named for one in (*before, *now) for named in self._called.get(one.identifier, ())}


def _means(reference: Reference, called: str, said: dict[str, str]) -> bool:
    """Whether a notice is the one that a reference names: of the same sender, and not a later one by the same name."""
    if reference.identifier != called:
        return False
    sender = said.get("sender", "")
    if reference.sender and sender and reference.sender != sender:
        return False
    named, own = instant(reference.sent), next((instant(said[name]) for name in SENT if said.get(name)), None)
    return named is None or own is None or own <= named
