"""Commands and questions about notes of operators, from the words of a desk to the book of notes."""

from collections.abc import Callable
from typing import Any

from opscenter.domain.batch import Clock
from opscenter.domain.note_book import MOST_NOTES
from opscenter.domain.operator_note import LONGEST_NAME, LONGEST_NOTE, OperatorNote
from opscenter.history.records import BeatRecord
from opscenter.station.engine import Engine
from opscenter.station.requests import Request, span_of
from opscenter.wire.note_facts import fact_from_note

WRITE, CORRECT = "note", "note-correct"
USUAL_LIMIT = 2_000


class NoteCommands:
    """Carries out what desks ask of notes. `post` takes the record of it to the history."""

    def __init__(self, engine: Engine, *, post: Callable[[BeatRecord], object], wall: Clock) -> None:
        self._engine = engine
        self._post = post
        self._wall = wall

    def knows(self, verb: str) -> bool:
        """Whether a command is one about notes."""
        return verb in (WRITE, CORRECT)

    def carry_out(self, request: Request) -> None:
        """Do it; answered from the history's thread when it is recorded. ValueError, a sentence: not understood."""
        now = self._wall()
        try:
            note = self._write(request, now) if request.topic == WRITE else self._correct(request, now)
        except ValueError as error:
            sentence = str(error)
            raise ValueError(f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.") from None

        def done(committed: bool) -> None:
            request.answer("done", {"note": note.id, "recorded": committed})

        self._post(self._engine.journal_now(now, done))

    def _write(self, request: Request, now: int) -> OperatorNote:
        entity, attribute = request.text("entity"), request.text("attribute", most=LONGEST_NAME)
        self._check_place(entity, attribute)
        return self._engine.notes.write(
            _note_text(request) or "",
            request.text("by", most=LONGEST_NAME),
            request.desk_name,
            now,
            at=_time(request, "at"),
            until=request.whole("until", 0),
            entity=entity,
            attribute=attribute,
        )

    def _correct(self, request: Request, now: int) -> OperatorNote:
        withdraw = request.args.get("withdraw", False)
        if not isinstance(withdraw, bool):
            raise ValueError("'withdraw' must be true or false")
        return self._engine.notes.correct(
            request.text("note", most=LONGEST_NAME),
            request.text("by", most=LONGEST_NAME),
            request.desk_name,
            now,
            text=_note_text(request),
            at=_time(request, "at"),
            until=_time(request, "until"),
            withdraw=withdraw,
        )

    def _check_place(self, entity: str, attribute: str) -> None:
        registry = self._engine.registry
        if attribute and not entity:
            raise ValueError("an attribute is of an entity: name 'entity', too")
        if not entity:
            return
        row = registry.find(entity)
        if row < 0:
            raise ValueError(f"no entity {entity[:120]!r} is known")
        if attribute and attribute not in registry.cells_of[row]:
            known = ", ".join(sorted(registry.cells_of[row])[:12])
            raise ValueError(f"{entity[:120]} has no attribute {attribute[:80]!r}. It has: {known}")

    def answer(self, request: Request) -> None:
        """The question `notes`: those about a span; when there are more than `limit` the newest, or the oldest."""
        since, until = span_of(request)
        limit = max(0, min(request.whole("limit", USUAL_LIMIT), MOST_NOTES))
        with_withdrawn, oldest = (request.args.get(name, False) for name in ("withdrawn", "oldest"))
        if not isinstance(with_withdrawn, bool) or not isinstance(oldest, bool):
            raise ValueError("'withdrawn' and 'oldest' must be true or false.")
        found = self._engine.notes.within(since, until, request.text("entity"), withdrawn=with_withdrawn)
        shown = found[:limit] if oldest else found[max(0, len(found) - limit) :]
        notes: list[dict[str, Any]] = [fact_from_note(note) for note in shown]
        request.answer("result", {"notes": notes, "left_out": len(found) - len(notes)})


def _note_text(request: Request) -> str | None:
    value = request.args.get("text")
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"'text' must be a text of at most {LONGEST_NOTE:,} characters")
    return value


def _time(request: Request, name: str) -> int | None:
    return None if request.args.get(name) is None else request.whole(name, 0)
