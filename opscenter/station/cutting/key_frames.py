"""Pictures of the whole city in a file at intervals, so that any moment of it is shown at once; and memories of an
engine (anchors), so that it can go on from there. Both within a share of the bytes of messages.
"""

from opscenter.recording.frames import FRAME_TYPE, WHOLE, FrameWriter
from opscenter.recording.layout import REGISTRY, REGISTRY_TYPE, Layout, layout_of, pack_registry
from opscenter.recording.writer import IncidentWriter
from opscenter.station.cutting.usual_tables import attach_usual
from opscenter.station.engine import Engine
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.memory import pack

FRAME_MS, FRAME_MESSAGES = 60_000, 10_000
"""A picture is made after so long, or so many messages, whichever is first."""
ANCHOR_MS, ANCHOR_MESSAGES = 60_000, 20_000
"""An anchor is made when both have gone by."""
FRAME_SHARE, ANCHOR_SHARE = 0.10, 0.05
"""Of the bytes of messages they take no more."""
ANCHOR, ANCHOR_TYPE = "anchor/", "application/vnd.opscenter.memory+zstd"


class KeyFrames:
    """Told of every moment before and after it is lived through. `count` pictures take `bytes`, `anchors` take
    `anchor_bytes`; the first of both is there whatever they take."""

    def __init__(self, writer: IncidentWriter) -> None:
        self._writer = writer
        self._frames = FrameWriter()
        self._layout: Layout | None = None
        self._cells = -1
        self._numbered: tuple[int, int, int] | None = None
        self._at = self._made_at = self._anchored_at = 0
        self._messages = self._since_anchor = self._anchor_size = 0
        self.count = self.bytes = self.anchors = self.anchor_bytes = 0

    def begin(self, lane: Lane, at: int) -> None:
        """What is known at `at` (Unix ms), before anything of the file."""
        self._at = at
        self._picture(lane.engine)
        self._anchor(lane)

    def before(self, lane: Lane, at: int) -> None:
        """At `at` something happens; everything before it is lived through."""
        due = at - self._made_at >= FRAME_MS or self._messages >= FRAME_MESSAGES
        if at <= self._at:
            return
        if due and self._at > self._made_at and self.bytes <= FRAME_SHARE * self._of_messages():
            self._picture(lane.engine)
        due = at - self._anchored_at >= ANCHOR_MS and self._since_anchor >= ANCHOR_MESSAGES
        if due and self.anchor_bytes + self._anchor_size <= ANCHOR_SHARE * self._of_messages():
            self._anchor(lane)

    def after(self, at: int, messages: int) -> None:
        """It is lived through; so many messages came with it."""
        self._at = max(self._at, at)
        self._messages += messages
        self._since_anchor += messages

    def end(self, lane: Lane) -> None:
        """How everything is numbered, and what was usual, once all of that is known."""
        self._number(lane.engine)
        attach_usual(self._writer, lane.tables, self._at)

    def _of_messages(self) -> int:
        """Bytes of messages that are written so far."""
        return self._writer.bytes_written - self.bytes - self.anchor_bytes

    def _anchor(self, lane: Lane) -> None:
        content = pack(lane.remember(numbers=False, tables=False))
        self._writer.attach(f"{ANCHOR}{self._at}", ANCHOR_TYPE, content, self._at)
        self.anchors += 1
        self.anchor_bytes += len(content)
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

    def _picture(self, engine: Engine) -> None:
        columns = engine.state.columns
        name, content = self._frames.frame(
            self._at, columns, engine.state.texts, self._layout_of(engine, len(columns["value"]), len(columns["seen"]))
        )
        self._writer.attach(name, FRAME_TYPE, content, self._at)
        if name.startswith(WHOLE):
            self._number(engine)  # so that frames of a file that is cut short can be opened
        self.count += 1
        self.bytes += len(content)
        self._made_at, self._messages = self._at, 0

    def _layout_of(self, engine: Engine, cells: int, rows: int) -> Layout:
        if self._layout is None or cells != self._cells or rows != self._layout.rows:
            registry = engine.registry
            self._layout = layout_of(rows, registry.cell_rows[:cells], registry.cell_names[:cells])
            self._cells = cells
        return self._layout
