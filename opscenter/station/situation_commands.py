"""Commands about situations, from the words of a desk to the book of situations, answered once they are on disk."""

from collections.abc import Callable

from opscenter.domain.batch import Clock
from opscenter.domain.situation import LONGEST_NAME, LONGEST_NOTE, Situation
from opscenter.history.records import BeatRecord
from opscenter.station.engine import Engine
from opscenter.station.requests import Request

OWN, NOTE, CHECK = "situation-own", "situation-note", "situation-check"


class SituationCommands:
    """Carries out what desks ask of situations. `post` takes the record of it to the history."""

    def __init__(self, engine: Engine, *, post: Callable[[BeatRecord], object], wall: Clock) -> None:
        self._engine = engine
        self._post = post
        self._wall = wall

    def knows(self, verb: str) -> bool:
        """Whether a command is one about situations."""
        return verb in (OWN, NOTE, CHECK)

    def carry_out(self, request: Request) -> None:
        """Do it; answered from the history's thread when it is recorded. ValueError, a sentence: not understood."""
        now = self._wall()
        try:
            situation = self._do(request, now)
        except ValueError as error:
            sentence = str(error)
            raise ValueError(f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.") from None

        def done(committed: bool) -> None:
            request.answer("done", {"situation": situation.id, "recorded": committed})

        self._post(self._engine.journal_now(now, done))

    def _do(self, request: Request, now: int) -> Situation:
        orders = self._engine.situations.orders
        named, by = request.text("situation", most=LONGEST_NAME), request.text("by", most=LONGEST_NAME)
        if not named:
            raise ValueError("no situation is named")
        match request.topic:
            case "situation-own":
                return orders.own(named, request.text("owner", most=LONGEST_NAME), by, request.desk_name, now)
            case "situation-note":
                return orders.note(named, request.text("text", most=LONGEST_NOTE), by, request.desk_name, now)
            case _:
                done = request.args.get("done", True)
                if not isinstance(done, bool):
                    raise ValueError("'done' must be true or false")
                rule, step = request.text("rule", most=LONGEST_NAME), request.whole("step", -1)
                return orders.check(named, rule, step, done, by, request.desk_name, now)
