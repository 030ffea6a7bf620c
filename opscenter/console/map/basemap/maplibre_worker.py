"""Draws tiles of a MapLibre style for another process: `python -m ... STYLE.json`.

A line "z x y" on standard input is answered by a status byte, a length of four bytes (big endian) and that many bytes:
"+" and a PNG, or "-" and why there is none. One "+" of no length tells at first that it can draw at all.
"""

import os
import sys
from pathlib import Path

TILE_PX = 512


def _answer(status: bytes, body: bytes = b"") -> None:
    sys.stdout.buffer.write(status + len(body).to_bytes(4, "big") + body)
    sys.stdout.buffer.flush()


def main(path: Path) -> None:
    """Serve until standard input ends."""
    os.environ.setdefault("EGL_PLATFORM", "surfaceless")  # no display is needed
    try:
        import mapli  # type: ignore[import-not-found,unused-ignore]

        pool = mapli.RenderPool(workers=1)
        pool.register_style("style", json=path.read_text(encoding="utf-8"))
    except Exception as error:  # noqa: BLE001  whatever a driver or library says is told to whoever started this
        _answer(b"-", str(error).encode()[:500])
        return
    _answer(b"+")
    for line in sys.stdin:
        try:
            z, x, y = (int(part) for part in line.split())
            _answer(b"+", pool.render_tile("style", z=z, x=x, y=y, tile_size=TILE_PX))
        except Exception as error:  # noqa: BLE001
            _answer(b"-", str(error).encode()[:500])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
