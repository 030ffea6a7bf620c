"""Payloads of one shape, read many at a time by one call."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from opscenter.wire.quick import Shape

_ONE_BY_ONE = 8
_BETWEEN = b"\n,\n"


class ManyReader:
    """Reads payloads as `Shape.decode` does, each for itself.

    They are put together as the items of an array. What one of them holds cannot leak into its neighbours:

    - No text of JSON may hold a line break (it would be written `\\n`), and the decoder refuses one that does: so every
      comma between two payloads stands outside of texts.
    - Each payload begins with `{`. After a comma within an object there must be a text: so none of those commas is
      within an object. Nor is it within an array, as the only ones that a shape has hold numbers. All of them are the
      array's own.
    - The array ends with the last byte. So between two of these commas, which is one payload, stand one or several
      whole items, and where there are as many items as payloads, each payload is exactly one.

    Whatever is refused, or comes out as another number, is halved until those that are at fault stand alone.
    """

    def __init__(self, shape: Shape) -> None:
        self._one = shape.decode
        self._all: Callable[[bytes], list[Any]] = msgspec.json.Decoder(list[shape.struct]).decode  # type: ignore[name-defined]

    def read(self, payloads: Sequence[bytes]) -> list[Any]:
        """What they are, in order; None for what is not of the shape. Each begins with `{`."""
        count = len(payloads)
        try:
            found = self._all(b"[%b]" % _BETWEEN.join(payloads))
            if len(found) == count:
                return found
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass
        if count <= _ONE_BY_ONE:
            return [self._alone(payload) for payload in payloads]
        half = count // 2
        return self.read(payloads[:half]) + self.read(payloads[half:])

    def _alone(self, payload: bytes) -> Any:
        try:
            return self._one(payload)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
