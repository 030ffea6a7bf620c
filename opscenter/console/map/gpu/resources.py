"""Counts what is held in video memory, and gives all of it back at once."""

from typing import ClassVar, TypeVar

from PySide6.QtGui import QRhiResource

_Kind = TypeVar("_Kind", bound=QRhiResource)


class CardError(Exception):
    """The graphics card, or its driver, refused something the map needs."""


class Resources:
    """Buffers, textures and pipelines of one scene graph node; `alive` of all nodes of the program."""

    alive: ClassVar[int] = 0

    def __init__(self) -> None:
        self._held: list[QRhiResource] = []

    def keep(self, resource: _Kind, create: bool = True) -> _Kind:
        """Create a resource and answer for it. CardError when it cannot be."""
        if create and not resource.create():  # type: ignore[attr-defined]
            raise CardError(f"the graphics driver does not make a {type(resource).__name__}")
        self._held.append(resource)
        Resources.alive += 1
        return resource

    def give_back(self, resource: QRhiResource | None) -> None:
        """Free one; None is nothing to free."""
        if resource is not None:
            self._held.remove(resource)
            Resources.alive -= 1
            resource.destroy()

    def give_all_back(self) -> None:
        """Free everything, the newest first."""
        while self._held:
            self.give_back(self._held[-1])
