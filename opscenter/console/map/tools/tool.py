"""A tool: what presses, moves and keys mean on the map while it is chosen, instead of moving the camera."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

Modifiers = Qt.KeyboardModifier


class Tool(QObject):
    """One tool of a map; `Gestures.tool` is the one that is chosen, if any. Points are logical px of the canvas.

    `drags`: a pull with the left button or one finger belongs to the tool; otherwise it still moves the map, and the
    tool gets clicks only. `changed` after what it says or draws changed; `finished` when it wants to be left.
    """

    changed = Signal()
    finished = Signal()
    drags = False

    def result(self) -> str:
        """What it has found so far, for people; "" for nothing yet."""
        return ""

    def hint(self) -> str:
        """What to do next, and which keys."""
        return ""

    def copied(self) -> str:
        """The result as text for the clipboard; "" when there is none."""
        return ""

    def can_undo(self) -> bool:
        """There is a step to take back."""
        return False

    def undo(self) -> None:
        """Take the last step back."""

    def begin(self) -> None:
        """It was chosen."""

    def end(self) -> None:
        """It is left: nothing of it stays on the map."""

    def hover(self, at: QPointF) -> None:
        """The pointer moved without a button."""

    def click(self, at: QPointF, modifiers: Modifiers) -> None:
        """A click or a tap."""

    def double_click(self, at: QPointF, modifiers: Modifiers) -> None:
        """The second click of a double click; the first came as `click`."""

    def drag_from(self, at: QPointF, modifiers: Modifiers) -> None:
        """A pull began at this point."""

    def drag_to(self, at: QPointF) -> None:
        """The pull goes on."""

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """The pull ended."""

    def give_up_drag(self) -> None:
        """The pull became something else (a second finger)."""

    def key(self, event: QKeyEvent) -> bool:
        """A key; True when the tool has used it."""
        return False
