"""Commands about alarms, from the words of a desk to an order of the alarm engine, answered once it is on disk."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from opscenter.domain.alarm_orders import LONGEST_COMMENT, LONGEST_NAME, Order, Verb
from opscenter.domain.batch import Clock
from opscenter.domain.role import Role
from opscenter.history.records import BeatRecord
from opscenter.station.engine import Engine
from opscenter.station.requests import Request

MOST_POINTS = 10_000


class AlarmCommands:
    """Carries out what desks ask of alarms. `post` takes the record of it to the history.

    `supervisors` are the names believed when they say so; with none, everybody's word counts.
    """

    def __init__(
        self, engine: Engine, *, post: Callable[[BeatRecord], object], wall: Clock, supervisors: Iterable[str] = ()
    ) -> None:
        self._engine = engine
        self._post = post
        self._wall = wall
        self._supervisors = frozenset(_plain(name) for name in supervisors if name.strip())

    def knows(self, verb: str) -> bool:
        """Whether a command is one about alarms."""
        return verb in _VERBS

    def carry_out(self, request: Request) -> None:
        """Do it; answered from the history's thread when it is recorded. ValueError, a sentence: not understood."""
        verb = Verb(request.topic)
        now = self._wall()
        order = Order(
            by=request.text("by", most=LONGEST_NAME).strip(),
            at=now,
            desk=request.desk_name,
            comment=request.text("comment", most=LONGEST_COMMENT),
            reason=request.text("reason", most=LONGEST_COMMENT),
            until=request.whole("until", 0),
            one_shot=_flag(request, "one_shot"),
            occurrences=tuple(request.texts("occurrences")),
            points=_points(request),
        )
        if not order.occurrences and not order.points:
            raise ValueError("No occurrence and no point is named.")
        if not order.by:
            raise ValueError("Say who acts: 'by' must be a name.")
        order = replace(order, role=self._role(request, order.by))
        outcome = self._engine.alarms.carry_out(verb, order)

        def done(committed: bool) -> None:
            answer = {"done": outcome.done, "refused": outcome.refused, "recorded": committed}
            if verb in (Verb.ACKNOWLEDGE, Verb.RESET):
                answer["acknowledged"] = outcome.done
            request.answer("done", answer)

        self._post(self._engine.journal_now(now, done))

    def _role(self, request: Request, by: str) -> Role:
        try:
            role = Role(request.text("role") or Role.OPERATOR)
        except ValueError:
            raise ValueError(f"'role' must be one of {', '.join(role.value for role in Role)}.") from None
        if self._supervisors and _plain(by) not in self._supervisors:
            return Role.OPERATOR
        return role


_VERBS = frozenset(verb.value for verb in Verb)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _flag(request: Request, name: str) -> bool:
    value = request.args.get(name)
    if value is not None and not isinstance(value, bool):
        raise ValueError(f"{name!r} must be true or false.")
    return bool(value)


def _points(request: Request) -> tuple[tuple[str, str], ...]:
    value = request.args.get("points") or []
    if not isinstance(value, list) or len(value) > MOST_POINTS:
        raise ValueError(f"'points' must be a list of at most {MOST_POINTS:,} pairs of a rule and an entity.")
    points = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(one, str) for one in pair):
            raise ValueError("Each of 'points' is a pair of a rule and an entity.")
        points.append((pair[0], pair[1]))
    return tuple(points)
