"""Pictures of the whole city in a file at intervals, so that any moment of it is shown at once; and memories of an
engine (anchors), so that it can go on from there, each beside such a picture. Both within a share of the file's bytes.
"""

from opscenter.recording.frames import FRAME_TYPE, Frame, FrameWriter
from opscenter.recording.layout import REGISTRY, REGISTRY_TYPE, Layout, layout_of, pack_registry
from opscenter.recording.writer import IncidentWriter
from opscenter.station.cutting.key_frame_budget import KeyFrameBudget
from opscenter.station.cutting.usual_tables import attach_usual
from opscenter.station.engine import Engine
from opscenter.station.lane.beside import Attributes, left_out
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.memory import pack

FRAME_MS, FRAME_MESSAGES = 60_000, 10_000
"""After so long, or so many messages, a picture may be made."""
ANCHOR_MS, ANCHOR_MESSAGES = 60_000, 20_000
"""After both an anchor may be made, with a picture."""
ANCHOR_LEVEL = 9
ANCHOR, ANCHOR_TYPE = "anchor/", "application/vnd.opscenter.memory+zstd"


class KeyFrames:
    """Told of every moment before and after it is lived through. There are `count` pictures and `anchors`;
    what they take is in `spent`. The first of both is there whatever it takes."""

    def __init__(self, writer: IncidentWriter) -> None:
        self._writer = writer
        self._frames = FrameWriter()
        self.spent = KeyFrameBudget()
        self._layout: Layout | None = None
        self._cells = -1
        self._numbered: tuple[int, int, int] | None = None
        self._at = self._made_at = self._anchored_at = 0
        self._messages = self._since_anchor = 0
        self._frame_size = self._anchor_size = 0  # of the next: as long as the last, or as one that was too long
        self.count = self.anchors = 0

    def begin(self, lane: Lane, at: int) -> None:
        """What is known at `at` (Unix ms), before anything of the file."""
        self._at = at
        frame = self._propose(lane.engine)
        self._keep(frame, lane.engine)
        self._anchor(self._remembered(lane, frame))

    def before(self, lane: Lane, at: int) -> None:
        """At `at` something happens; everything before it is lived through."""
        if at <= self._at or self._at <= self._made_at:
            return
        due = at - self._made_at >= FRAME_MS or self._messages >= FRAME_MESSAGES
        if not due or not self._fits(self._frame_size):
            return
        frame = self._propose(lane.engine)
        if not self._fits(len(frame.content)):
            self._frame_size = len(frame.content)  # it comes when there is room for it
            return
        self._keep(frame, lane.engine)
        due = at - self._anchored_at >= ANCHOR_MS and self._since_anchor >= ANCHOR_MESSAGES
        if due and self._has_room(self._anchor_size):
            content = self._remembered(lane, frame)
            self._anchor_size = len(content)
            if self._has_room(len(content)):
                self._anchor(content)

    def after(self, at: int, messages: int) -> None:
        """It is lived through; so many messages came with it."""
        self._at = max(self._at, at)
        self._messages += messages
        self._since_anchor += messages

    def end(self, lane: Lane) -> None:
        """How everything is numbered, and what was usual, once all of that is known."""
        self._number(lane.engine)
        attach_usual(self._writer, lane.tables, self._at)

    def _fits(self, size: int) -> bool:
        return self.spent.frame_fits(size, self._messages, self._writer.bytes_likely)

    def _has_room(self, size: int) -> bool:
        return self.spent.anchor_fits(size, self._since_anchor, self._writer.bytes_likely)

    def _remembered(self, lane: Lane, frame: Frame) -> bytes:
        """An anchor beside this frame."""
        registry = lane.engine.registry
        attributes = Attributes(registry.types, registry.cell_rows, registry.cell_names)
        memory = lane.remember(numbers=False, tables=False)
        return pack(left_out(memory, frame.picture.columns, attributes), ANCHOR_LEVEL)

    def _anchor(self, content: bytes) -> None:
        self._writer.attach(f"{ANCHOR}{self._at}", ANCHOR_TYPE, content, self._at)
        self.anchors += 1
        self.spent.anchors += len(content)
        self._anchored_at, self._since_anchor, self._anchor_size = self._at, 0, len(content)

    def _number(self, engine: Engine) -> None:
        """How everything is numbered, unless that is in the file already."""
        registry = engine.registry
        known = len(registry.ids), len(registry.cell_names), hash(tuple(registry.types))
        if registry.ids and known != self._numbered:
            self._numbered = known
            content = pack_registry(
                list(zip(registry.ids, registry.types, strict=True)),
                list(zip(registry.cell_rows, registry.cell_names, strict=True)),
            )
            self._writer.attach(REGISTRY, REGISTRY_TYPE, content, self._at)

    def _propose(self, engine: Engine) -> Frame:
        columns = engine.state.columns
        layout = self._layout_of(engine, len(columns["value"]), len(columns["seen"]))
        return self._frames.propose(self._at, columns, engine.state.texts, layout)

    def _keep(self, frame: Frame, engine: Engine) -> None:
        self._frames.keep(frame)
        self._writer.attach(frame.name, FRAME_TYPE, frame.content, self._at)
        if frame.whole:
            self._number(engine)  # so that frames of a file that is cut short can be opened
        else:
            self.spent.frame = len(frame.content)
        self.count += 1
        self.spent.frames += len(frame.content)
        self._made_at, self._messages, self._frame_size = self._at, 0, self.spent.frame

    def _layout_of(self, engine: Engine, cells: int, rows: int) -> Layout:
        if self._layout is None or cells != self._cells or rows != self._layout.rows:
            registry = engine.registry
            self._layout = layout_of(rows, registry.cell_rows[:cells], registry.cell_names[:cells])
            self._cells = cells
        return self._layout
