"""A screen without a screen: Xvfb, its pixels, and keys and clicks on it."""

import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.support.programs import WAIT_S, eventually


class VirtualScreen:
    """Xvfb of a size. `pixels()` is what stands on it now."""

    def __init__(self, width: int, height: int) -> None:
        for tool in ("Xvfb", "xdotool"):
            if shutil.which(tool) is None:
                pytest.skip(f"{tool} is not installed: a test of the real window needs a virtual screen and its keys")
        self._folder = tempfile.TemporaryDirectory(prefix="opscenter-screen-")
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-fbdir", self._folder.name],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.display = ":" + self._process.stdout.readline().strip()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(WAIT_S)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._folder.cleanup()

    def pixels(self) -> NDArray[np.uint8]:
        """Red, green, blue of every pixel, shape (height, width, 3), read from the frame buffer (an XWD file)."""
        data = (Path(self._folder.name) / "Xvfb_screen0").read_bytes()
        fields = struct.unpack(">25I", data[:100])
        header, width, height, stride, colours = fields[0], fields[4], fields[5], fields[12], fields[19]
        start = header + colours * 12
        rows = np.frombuffer(data, np.uint8, height * stride, start).reshape(height, stride)
        bgrx = rows[:, : width * 4].reshape(height, width, 4)
        return np.ascontiguousarray(bgrx[:, :, 2::-1])

    def count(self, colour: str, area: tuple[float, float, float, float], tolerance: int = 12) -> int:
        """Pixels near a colour ("#RRGGBB") in an area (left, top, right, bottom as shares of the screen)."""
        picture = self.pixels()
        height, width, _ = picture.shape
        left, top, right, bottom = area
        part = picture[int(top * height) : int(bottom * height), int(left * width) : int(right * width)]
        wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.int16)
        return int((np.abs(part.astype(np.int16) - wanted).max(axis=2) <= tolerance).sum())

    def wait_for(self, colour: str, area: tuple[float, float, float, float], at_least: int = 20) -> None:
        """Wait until so many pixels of a colour are in an area."""
        eventually(lambda: self.count(colour, area) >= at_least, f"{colour} is seen in {area}")

    def find(self, colour: str, area: tuple[float, float, float, float]) -> tuple[int, int]:
        """The middle of all pixels of a colour in an area, in pixels of the screen."""
        picture = self.pixels()
        height, width, _ = picture.shape
        left, top, right, bottom = area
        x0, y0 = int(left * width), int(top * height)
        part = picture[y0 : int(bottom * height), x0 : int(right * width)].astype(np.int16)
        wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.int16)
        ys, xs = np.nonzero(np.abs(part - wanted).max(axis=2) <= 12)
        assert len(xs), f"{colour} is not in {area}"
        return x0 + int(np.median(xs)), y0 + int(np.median(ys))

    def click(self, x: int, y: int) -> None:
        """Click with the first button."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def key(self, *keys: str) -> None:
        """Press keys, by their X names (Return, ctrl+k, a)."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env={"DISPLAY": self.display}, check=True, timeout=WAIT_S)
