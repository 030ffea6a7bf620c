"""Pictures of the whole city in a file at intervals, so that any moment of it is shown at once."""

from opscenter.recording.frames import FRAME_TYPE, FrameWriter
from opscenter.recording.layout import REGISTRY, REGISTRY_TYPE, Layout, layout_of, pack_registry
from opscenter.recording.writer import IncidentWriter
from opscenter.station.engine import Engine
from opscenter.station.lane.lane import Lane

FRAME_MS, FRAME_MESSAGES = 60_000, 10_000
"""A picture is made after so long, or so many messages, whichever is first."""
FRAME_SHARE = 0.10
"""Of the bytes of messages they take no more."""


class KeyFrames:
    """Told of every moment before it is lived through; `bytes` they take, `count` of them."""

    def __init__(self, writer: IncidentWriter) -> None:
        self._writer = writer
        self._frames = FrameWriter()
        self._layout: Layout | None = None
        self._cells = -1
        self._at = self._made_at = 0
        self._messages = 0
        self.count = self.bytes = 0

    def begin(self, lane: Lane, at: int) -> None:
        """What is known at `at` (Unix ms), before anything of the file."""
        self._at = at
        self._picture(lane.engine)

    def before(self, lane: Lane, at: int) -> None:
        """At `at` something happens; everything before it is lived through."""
        due = at - self._made_at >= FRAME_MS or self._messages >= FRAME_MESSAGES
        if due and at > self._at > self._made_at and self._within_budget():
            self._picture(lane.engine)

    def after(self, at: int, messages: int) -> None:
        """It is lived through; so many messages came with it."""
        self._at = max(self._at, at)
        self._messages += messages

    def end(self, lane: Lane) -> None:
        """How everything is numbered, once that is known."""
        registry = lane.engine.registry
        content = pack_registry(
            list(zip(registry.ids, registry.types, strict=True)),
            list(zip(registry.cell_rows, registry.cell_names, strict=True)),
        )
        self._writer.attach(REGISTRY, REGISTRY_TYPE, content, self._at)

    def _within_budget(self) -> bool:
        return self.bytes <= FRAME_SHARE * (self._writer.bytes_written - self.bytes)

    def _picture(self, engine: Engine) -> None:
        columns = engine.state.columns
        name, content = self._frames.frame(
            self._at, columns, engine.state.texts, self._layout_of(engine, len(columns["value"]), len(columns["seen"]))
        )
        self._writer.attach(name, FRAME_TYPE, content, self._at)
        self.count += 1
        self.bytes += len(content)
        self._made_at, self._messages = self._at, 0

    def _layout_of(self, engine: Engine, cells: int, rows: int) -> Layout:
        if self._layout is None or cells != self._cells or rows != self._layout.rows:
            registry = engine.registry
            self._layout = layout_of(rows, registry.cell_rows[:cells], registry.cell_names[:cells])
            self._cells = cells
        return self._layout
