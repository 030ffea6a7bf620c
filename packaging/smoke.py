"""Install the newest wheel of a folder into a clean environment and run the program from it.

Usage: python packaging/smoke.py DIST. Exit status 0 only if the demo city was drawn.
"""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

SECONDS = 25
SIZE = (1280, 800)


def run(*command: str | Path, **kwargs: object) -> None:
    """Run a command, its output shown; CalledProcessError when it fails."""
    print("+", *command, flush=True)
    subprocess.run([str(part) for part in command], check=True, timeout=600, **kwargs)  # type: ignore[call-overload]


def picture_colours(path: Path) -> tuple[int, int, int]:
    """Width, height and number of different rows (after filtering) of a PNG, without an image library."""
    data = path.read_bytes()
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise SystemExit(f"{path} is not a PNG")
    at, packed, width, height = 8, b"", 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    raw = zlib.decompress(packed)
    stride = len(raw) // height
    return width, height, len({raw[row * stride : (row + 1) * stride] for row in range(height)})


def main() -> None:
    """See the module's text."""
    wheels = sorted(Path(sys.argv[1]).glob("opscenter-*.whl"), key=lambda path: path.stat().st_mtime)
    if not wheels:
        raise SystemExit(f"there is no wheel in {sys.argv[1]}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        uv = shutil.which("uv")
        if uv:
            run(uv, "venv", "--quiet", "--python", sys.executable, folder / "venv")
            run(uv, "pip", "install", "--quiet", "--python", binaries / "python", wheels[-1])
        else:
            run(sys.executable, "-m", "venv", folder / "venv")
            run(binaries / "python", "-m", "pip", "install", "--quiet", wheels[-1])
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder / "home")}
        for variable in ("DATA", "CONFIG", "CACHE", "RUNTIME"):
            environment[f"OPSCENTER_{variable}_DIR"] = str(folder / variable.lower())
        environment.pop("PYTHONPATH", None)
        (folder / "home").mkdir()
        size = f"{SIZE[0]}x{SIZE[1]}"
        picture = folder / "smoke.png"
        run(binaries / "opscenter", "--version", cwd=folder, env=environment)
        arguments = ("--entities", "1000", "--size", size, "--screenshot", picture, "--after", str(SECONDS))
        run(binaries / "opscenter", "demo", *arguments, cwd=folder, env=environment)
        width, height, rows = picture_colours(picture)
        if (width, height) != SIZE or rows < SIZE[1] // 2:
            raise SystemExit(f"the picture is {width}x{height} with {rows} different rows: the city is not on it")
        print(f"the packaged program drew the demo city: {width}x{height}, {rows} different rows")


if __name__ == "__main__":
    main()
