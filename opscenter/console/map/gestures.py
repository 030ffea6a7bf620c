"""Mouse, wheel, fingers and keys as moves of the camera, or as what a chosen tool makes of them.

Clicks that move nothing are passed on.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent

from opscenter.console.map.camera import Camera
from opscenter.console.map.frame_pace import FRAME_MS, FramePace
from opscenter.console.map.projection import View
from opscenter.console.map.tools.tool import Tool

STEP_PX = 96.0
TILT_STEP = 10.0
TURN_STEP = 15.0
"""Degrees that a key tilts or turns the map."""
_CLICK_PX = 4.0
_LONG_PRESS_MS = 550
_GLIDE_KEEP = 0.86
_GLIDE_LEAST = 0.6


class Gestures(QObject):
    """Turns input events into camera moves. Each `on_...` returns whether it used the event.

    Signals: `clicked(QPointF, modifiers)`, `hovered(QPointF)`, `aimed()` after a move by keys, `chosen()` for Enter,
    `home()` and `escaped()` for their keys, `menu_asked(QPointF)` for a right click, the Menu key or a long press.

    `tool`: what is chosen takes clicks, pulls and keys before the camera does; the middle button and Space with the
    left one still pull the map. `boxing`: what a pull with Shift draws while no tool is chosen. `keys`: asked in order
    for every key that no tool used, until one answers True.
    """

    clicked = Signal(QPointF, object)
    hovered = Signal(QPointF)
    aimed = Signal()
    chosen = Signal()
    home = Signal()
    escaped = Signal()
    menu_asked = Signal(QPointF)

    def __init__(self, camera: Camera, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pace = FramePace(camera, self)
        self.glides = True
        self.at = QPointF()  # where the pointer was last
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._turning = False
        self._dragged = False
        self._velocity = QPointF()
        self._stamp = 0
        self._glide = QTimer(self)
        self._glide.setTimerType(Qt.TimerType.PreciseTimer)
        self._glide.setInterval(FRAME_MS)
        self._glide.timeout.connect(self._glide_on)
        self._pinch: tuple[float, float, QPointF] | None = None
        self._tap: QPointF | None = None
        self.tool: Tool | None = None
        self.boxing: Tool | None = None
        self.keys: list[Callable[[QKeyEvent], bool]] = []
        self._taker: Tool | None = None  # the tool that has this pull
        self._holds_space = False
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_PRESS_MS)
        self._long.timeout.connect(self._pressed_long)

    @property
    def dragging(self) -> bool:
        """The map is being pulled or still glides."""
        return self._dragged or self._glide.isActive()

    def stop(self) -> None:
        """Come to rest at once."""
        self._glide.stop()

    # -- mouse -----------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> bool:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            return False
        self.stop()
        self._pressed = self._last = event.position()
        self._turning = event.button() is Qt.MouseButton.RightButton
        self._dragged = False
        self._taker = self._takes_drag(event.modifiers()) if event.button() is Qt.MouseButton.LeftButton else None
        self._velocity, self._stamp = QPointF(), event.timestamp()
        return True

    def _takes_drag(self, modifiers: Qt.KeyboardModifier) -> Tool | None:
        if self._holds_space:
            return None
        if self.tool is not None:
            return self.tool if self.tool.drags else None
        return self.boxing if modifiers & Qt.KeyboardModifier.ShiftModifier else None

    def move(self, event: QMouseEvent) -> bool:
        at = self.at = event.position()
        if self._pressed is None:
            if self.tool is not None:
                self.tool.hover(at)
            self.hovered.emit(at)
            return False
        if not self._dragged and (at - self._pressed).manhattanLength() < _CLICK_PX:
            return True
        if self._taker is not None:
            if not self._dragged:
                self._taker.drag_from(self._pressed, event.modifiers())
            self._dragged = True
            self._taker.drag_to(at)
            return True
        self._dragged = True
        step = at - self._last
        self._last = at
        view = self._pace.view
        if self._turning:
            turned = view.turned(view.bearing - step.x() * 0.4, view.width / 2, view.height / 2)
            self._pace.look(turned.tilted(view.tilt - step.y() * 0.25))
            return True
        elapsed = max(1, event.timestamp() - self._stamp)
        self._stamp = event.timestamp()
        self._velocity = self._velocity * 0.5 + step * (0.5 * FRAME_MS / elapsed)
        self._pace.look(view.panned(step.x(), step.y()))
        return True

    def release(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return False
        self._pace.flush()
        dragged, self._pressed, self._dragged = self._dragged, None, False
        taker, self._taker = self._taker, None
        if not dragged:
            if event.button() is Qt.MouseButton.LeftButton:
                self._click(event.position(), event.modifiers())
            elif event.button() is Qt.MouseButton.RightButton:
                self.menu_asked.emit(event.position())
            return True
        if taker is not None:
            taker.drop(event.position(), event.modifiers())
            return True
        quick = event.timestamp() - self._stamp < 60
        if self.glides and quick and not self._turning and self._velocity.manhattanLength() > 3.0:
            self._glide.start()
        return True

    def _click(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.tool is not None and not self._holds_space:
            self.tool.click(at, modifiers)
        else:
            self.clicked.emit(at, modifiers)

    def double_click(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if self.tool is not None and not self._holds_space:
            self.tool.double_click(event.position(), event.modifiers())
            return True
        self._pace.show(self._zoomed(1.0, event.position()))
        return True

    def _glide_on(self) -> None:
        self._pace.look(self._pace.view.panned(self._velocity.x(), self._velocity.y()))
        self._velocity *= _GLIDE_KEEP
        if self._velocity.manhattanLength() < _GLIDE_LEAST:
            self._glide.stop()

    def wheel(self, event: QWheelEvent) -> bool:
        self.stop()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view = self._pace.view
            turn = event.angleDelta().y() or event.angleDelta().x()
            self._pace.look(view.turned(view.bearing + turn / 12.0, view.width / 2, view.height / 2))
            return True
        # A notch of a wheel is 120; a touch pad sends many small ones.
        self._pace.look(self._zoomed(event.angleDelta().y() / 120.0 * 0.5, event.position()))
        return True

    # -- fingers ---------------------------------------------------------------------------------------------

    def native(self, event: QNativeGestureEvent) -> bool:
        """Pinch and turn on a touch pad."""
        kind = event.gestureType()
        view = self._pace.view
        if kind is Qt.NativeGestureType.ZoomNativeGesture:
            self._pace.look(self._zoomed(event.value() * 1.6, event.position()))
        elif kind is Qt.NativeGestureType.RotateNativeGesture:
            self._pace.look(view.turned(view.bearing - event.value(), event.position().x(), event.position().y()))
        else:
            return False
        return True

    def touch(self, event: QTouchEvent) -> None:
        """One finger pulls and taps, or does what the tool says; two pan, zoom and turn at once, with a tool, too."""
        points = event.points()
        if event.type() is QEvent.Type.TouchBegin:
            self.stop()
            self._tap = points[0].position() if len(points) == 1 else None
            self._taker = self._takes_drag(event.modifiers()) if len(points) == 1 else None
            self._dragged = False
            if self._tap is not None:
                self._long.start()
        if event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._touch_ended(event)
        elif len(points) == 1:
            self._pinch = None
            at, step = points[0].position(), points[0].position() - points[0].lastPosition()
            if self._tap is not None and (at - self._tap).manhattanLength() <= 3 * _CLICK_PX:
                return
            self._long.stop()
            if self._taker is not None:
                if not self._dragged and self._tap is not None:
                    self._taker.drag_from(self._tap, event.modifiers())
                    self._dragged = True
                self._taker.drag_to(at)
            else:
                self._pace.look(self._pace.view.panned(step.x(), step.y()))
            self._tap = None
        elif len(points) == 2:
            self._no_longer_one_finger()
            self._pinched(points[0].position(), points[1].position())

    def _touch_ended(self, event: QTouchEvent) -> None:
        self._long.stop()
        self._pace.flush()
        taker, dragged, tap = self._taker, self._dragged, self._tap
        self._pinch = self._tap = self._taker = None
        self._dragged = False
        if event.type() is QEvent.Type.TouchCancel:
            if taker is not None and dragged:
                taker.give_up_drag()
        elif tap is not None:
            self._click(tap, event.modifiers())
        elif taker is not None and dragged:
            taker.drop(event.points()[0].position(), event.modifiers())

    def _no_longer_one_finger(self) -> None:
        self._long.stop()
        if self._taker is not None and self._dragged:
            self._taker.give_up_drag()
        self._tap = self._taker = None
        self._dragged = False

    def _pressed_long(self) -> None:
        if self._tap is not None:
            at, self._tap, self._taker = self._tap, None, None
            self.menu_asked.emit(at)

    def _pinched(self, one: QPointF, two: QPointF) -> None:
        between, middle = two - one, (one + two) / 2.0
        apart = max(1.0, math.hypot(between.x(), between.y()))
        angle = math.degrees(math.atan2(between.y(), between.x()))
        if self._pinch is not None:
            before_apart, before_angle, before = self._pinch
            view = self._pace.view.panned(middle.x() - before.x(), middle.y() - before.y())
            view = view.zoomed(view.zoom + math.log2(apart / before_apart), middle.x(), middle.y())
            self._pace.look(view.turned(view.bearing - (angle - before_angle), middle.x(), middle.y()))
        self._pinch = (apart, angle, middle)

    # -- keys ------------------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if self.tool is not None and key == Qt.Key.Key_Space and not event.modifiers():
            self._holds_space = True
            return True
        if self.tool is not None and self.tool.key(event):
            return True
        if any(take(event) for take in self.keys):
            return True
        arrows = {
            Qt.Key.Key_Left: (STEP_PX, 0.0),
            Qt.Key.Key_Right: (-STEP_PX, 0.0),
            Qt.Key.Key_Up: (0.0, STEP_PX),
            Qt.Key.Key_Down: (0.0, -STEP_PX),
        }
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier):
            self.menu_asked.emit(QPointF(self._pace.view.width / 2.0, self._pace.view.height / 2.0))
            return True
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        self.stop()
        view = self._pace.view
        middle = QPointF(view.width / 2.0, view.height / 2.0)
        if key in arrows:
            dx, dy = arrows[Qt.Key(key)]
            slow = 0.2 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            self._pace.show(view.panned(dx * slow, dy * slow))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._pace.show(self._zoomed(0.5, middle))
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._pace.show(self._zoomed(-0.5, middle))
        elif key == Qt.Key.Key_N:
            self._pace.show(view.turned(0.0, middle.x(), middle.y()).tilted(0.0))
        elif key == Qt.Key.Key_R:
            turn = -TURN_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else TURN_STEP
            self._pace.show(view.turned(view.bearing + turn, middle.x(), middle.y()))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._pace.show(view.tilted(view.tilt + (TILT_STEP if key == Qt.Key.Key_PageDown else -TILT_STEP)))
        elif key == Qt.Key.Key_Home:
            self.home.emit()
            return True
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
            return True
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        else:
            return False
        self.aimed.emit()
        return True

    def key_up(self, event: QKeyEvent) -> bool:
        """A key was let go."""
        if event.key() == Qt.Key.Key_Space and self._holds_space and not event.isAutoRepeat():
            self._holds_space = False
            return True
        return False

    def let_go(self) -> None:
        """The keyboard went elsewhere: nothing is held any more."""
        self._holds_space = False

    def _zoomed(self, steps: float, at: QPointF) -> View:
        return self._pace.view.zoomed(self._pace.view.zoom + steps, at.x(), at.y())
