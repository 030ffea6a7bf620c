"""Several maps under one camera: where one of the linked looks, the others look too."""

from dataclasses import replace

from PySide6.QtCore import QObject

from opscenter.console.map.camera import Camera


class CameraLink(QObject):
    """Cameras that move together: same centre, zoom, bearing and tilt, each in a window of its own size."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cameras: list[Camera] = []
        self._leading = False

    def __contains__(self, camera: Camera) -> bool:
        return camera in self._cameras

    def __len__(self) -> int:
        return len(self._cameras)

    def join(self, camera: Camera) -> None:
        """Link a camera; it looks where the others look."""
        if camera in self._cameras:
            return
        if self._cameras:
            self._lead(self._cameras[0], [camera])
        self._cameras.append(camera)
        camera.moved.connect(self._moved)

    def leave(self, camera: Camera) -> None:
        """Let a camera go its own way from where it is."""
        if camera in self._cameras:
            self._cameras.remove(camera)
            camera.moved.disconnect(self._moved)

    def _moved(self) -> None:
        leader = self.sender()
        if not self._leading and isinstance(leader, Camera):
            self._lead(leader, [camera for camera in self._cameras if camera is not leader])

    def _lead(self, leader: Camera, others: list[Camera]) -> None:
        self._leading = True
        try:
            view = leader.view
            for camera in others:
                own = camera.view
                camera.look(replace(view, width=own.width, height=own.height, eye=own.eye))
        finally:
            self._leading = False
