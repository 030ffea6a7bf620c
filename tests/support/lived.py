"""What a station lives through, as happenings, without a database: the demo city's messages, and what people do."""

from collections.abc import Callable, Iterator

from opscenter.city.run import City
from opscenter.city.scenario import load_scenario
from opscenter.domain.alarm_orders import Outcome
from opscenter.history.records import JournalRow
from opscenter.recording.records import Away, Happening, Message, Moment, Row, Started
from opscenter.settings.resources import resource_root
from opscenter.station.lane.lane import Lane

T0 = 1_795_000_000_000


def row_of(number: int, row: JournalRow) -> Row:
    """A row as a history gives it back."""
    return Row(
        number, row.at, row.wall, row.occurrence, row.entity, row.event, row.state, row.by, row.desk, row.comment,
        row.fact, row.rule,
    )  # fmt: skip


def city_moments(
    scenario: str, entities: int, seconds: float, *, beat_ms: int = 2_000, seed: int = 3, past: bool = True
) -> Iterator[Moment]:
    """Moments of a demo city, a beat each; nothing is journaled yet."""
    sent: list[tuple[str, bytes]] = []
    city = City(
        seed,
        entities,
        load_scenario(resource_root() / "scenarios" / f"{scenario}.toml"),
        T0,
        lambda topic, payload: sent.append((topic, payload)),
    )
    city.introduce()
    told = city.live_past() if past else []
    city.publish_all()
    now = T0
    for beat in range(1, round(seconds * 1000 / beat_ms)):
        messages: list[Message] = [(topic.encode(), payload, b"", now - 7) for topic, payload in [*told, *sent]]
        told = []
        sent.clear()
        yield Moment(now, beat, messages)
        now += beat_ms
        while city.at + 500 <= now:
            city.step()


class Life:
    """A lane that lives now: `do` has somebody act in between. `happenings`: all of it."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.rows: list[JournalRow] = []
        self.happenings: list[Happening] = []
        lane.rows = self._took
        self._new: list[JournalRow] = []

    def _took(self, rows: "object") -> None:
        assert isinstance(rows, list)
        self.rows += rows
        self._new += rows

    def live(self, moment: Moment) -> None:
        """A beat."""
        self.lane.live_through(moment)
        self.record(moment)

    def do(self, act: Callable[[Lane, int], object], at: int) -> None:
        """Somebody acts at `at`, as by a command."""
        outcome = act(self.lane, at)
        self.lane.now = at
        if isinstance(outcome, Outcome) and not outcome.done:
            return  # refused: nothing is written down
        record = self.lane.engine.journal_now(at, lambda committed: None)
        self._took(record.journal)
        self.lane.standing.take(record.journal)
        if record.journal:
            self.record(Moment(at))

    def record(self, moment: Moment) -> None:
        """What was journaled since the last time belongs to this moment."""
        first = len(self.rows) - len(self._new)
        rows = [row_of(first + number, row) for number, row in enumerate(self._new)]
        self._new = []
        self.happenings.append(Moment(moment.at, moment.beat, moment.messages, rows))

    def begin_again(self, ends: int, starts: int) -> None:
        """The station ends, and another one starts."""
        for happening in (Away(ends, starts), Started(starts)):
            self.lane.live_through(happening)
            self.happenings.append(happening)

    @property
    def recorded(self) -> list[Happening]:
        """Without the beats in which nothing happened: no history knows of them."""
        return [one for one in self.happenings if not isinstance(one, Moment) or one.messages or one.rows]
