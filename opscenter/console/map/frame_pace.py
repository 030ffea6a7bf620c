"""A camera moved no oftener than frames are worth drawing: a mouse reports up to a thousand moves a second."""

from PySide6.QtCore import QObject, Qt, QTimer

from opscenter.console.map.camera import Camera
from opscenter.console.map.projection import View

FRAME_MS = 18
"""55 frames a second: where a program draws them, every one more costs a hundredth of a core."""


class FramePace(QObject):
    """Takes views as they come, shows the first at once and then the newest with every frame."""

    def __init__(self, camera: Camera, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera = camera
        self._next: View | None = None
        self._showing = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.flush)
        camera.moved.connect(self._moved)

    @property
    def view(self) -> View:
        """The newest view, shown or not yet."""
        return self._next or self._camera.view

    def look(self, view: View) -> None:
        """Show this view now, or with the next frame where one was just shown."""
        if self._timer.isActive():
            self._next = view
        else:
            self.show(view)

    def flush(self) -> None:
        """Show what waits."""
        if self._next is not None:
            self.show(self._next)

    def show(self, view: View) -> None:
        """Show this view now."""
        self._next = None
        self._timer.start()
        self._showing = True
        self._camera.look(view)
        self._showing = False

    def _moved(self) -> None:
        # Whoever else moves the camera has the last word.
        if not self._showing:
            self._next = None
