"""One engine taken through moments as a station had them: what was commanded, what came, what it wrote down itself.

Whoever goes through the past does it with this: a lane (which is begun anew where a station started), and histories
that are made again.
"""

from collections.abc import Callable, Sequence

import msgspec

from opscenter.domain.batch import Batch
from opscenter.domain.journal_entry import JournalEntry
from opscenter.figures.steps import HOLD, NO_END
from opscenter.recording.records import Message, Moment, Row
from opscenter.station.acts_again import commands, do_again, is_act, is_entered
from opscenter.station.engine import Beat, Engine
from opscenter.wire.decoder import Decoder

TakeBeat = Callable[[Beat], None]
TakeRefusals = Callable[[Sequence[Row], Sequence[str]], None]
"""Acts that were done again by one command, and a sentence for each that the engine refuses now."""
Enter = Callable[[JournalEntry, int], bool]
"""What the station itself wrote, and when; True: it has been seen to."""
Fill = Callable[[Batch, Moment], None]


class Living:
    """`done` takes each beat as it is made, in order; of acts one with a record alone. `acts`: people's are done again.

    `enter` may see to an entry in another way than to write it down as it stands; `fill` puts into a batch what came
    before a moment's messages.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        acts: bool = True,
        done: TakeBeat = lambda beat: None,
        refused: TakeRefusals = lambda acts, sentences: None,
        enter: Enter = lambda entry, at: False,
        fill: Fill = lambda batch, moment: None,
    ) -> None:
        self.engine = engine
        self.decoder = Decoder(engine.registry)
        self._pace(HOLD)
        self._acts = acts
        self._done = done
        self._refused = refused
        self._enter = enter
        self._fill = fill

    def live_through(self, moment: Moment, extra: Sequence[Message] = ()) -> None:
        """As it was then: what was commanded before the beat comes before it, else after it. `extra`: messages that
        come with those of the moment, after them."""
        at, rows = moment.at, moment.rows
        first_act = bool(rows) and is_act(rows[0])
        made = self._do_again(rows, at) if first_act else 0
        for row in rows:
            if is_entered(row):
                self._enter_again(row, at)
        if moment.beat is not None or extra or made < len(rows) or not rows:
            batch = Batch()
            self._fill(batch, moment)
            self.beat(at, [*moment.messages, *extra], moment.beat, batch, moment.steps)
        if not first_act:
            self._do_again(rows, at)

    def beat(
        self,
        at: int,
        messages: Sequence[Message] = (),
        number: int | None = None,
        batch: Batch | None = None,
        steps: int | None = None,
    ) -> Beat:
        """A beat at `at` (Unix ms) with these messages, after what is in `batch`. `number`: its record's at least.
        `steps`: see `Moment`; figures stand still in a beat that nobody wrote down (no messages, no number)."""
        batch = batch or Batch()
        self.decoder.decode_logged(messages, batch)
        # The log stays as it was, whatever is made of it today; so does what was set aside.
        batch.raw, batch.rejected, batch.gaps = list(messages), [], []
        if number is not None:
            self.engine.number_from(number)
        if number is not None or messages:
            self._pace(steps - 1 if steps else NO_END)
        beat = self.engine.take(batch, at)
        self._pace(HOLD)
        self._done(beat)
        return beat

    def listen(self, messages: Sequence[Message]) -> None:
        """Messages of before: by them the decoder knows what it knew then; nothing else comes of them."""
        self.decoder.decode_logged(messages, Batch())

    def _pace(self, runs: int) -> None:
        if self.engine.figures is not None:
            self.engine.figures.runs_a_beat = runs

    def _do_again(self, rows: Sequence[Row], at: int) -> int:
        """How many rows of the journal were made."""
        made = 0
        for acts in commands(rows) if self._acts else ():
            record, refused = do_again(self.engine, acts, at)
            made += len(record.journal)
            self._refused(acts, refused)
            self._done(Beat(record, None, {}, {}))
        return made

    def _enter_again(self, row: Row, at: int) -> None:
        try:
            entry = msgspec.json.decode(row.fact, type=JournalEntry)
        except msgspec.MsgspecError:
            return
        if not self._enter(entry, at):
            self.engine.enter(entry)
