"""The benchmark's scene as a file that programs of another Python, or a browser, can read."""

import json
from pathlib import Path

import numpy as np

from opscenter.console.map.bench_city import CENTRE, ZOOMS, camera, places

STEPS = 2_000


def write_scene(path: Path, entities: int, lines: int, seconds: float) -> None:
    """`points` [[lon, lat]], `lines` [[lon, lat, lon, lat]], `way` [[x px, y px, zoom]] in STEPS equal steps."""
    points, ends = places(entities, lines)
    way = [camera(step / STEPS, seconds) for step in range(STEPS + 1)]
    scene = {
        "centre": CENTRE,
        "zooms": ZOOMS,
        "seconds": seconds,
        "way": way,
        "points": np.round(points, 7).tolist(),
        "lines": np.round(ends, 7).tolist(),
    }
    path.write_text(json.dumps(scene), encoding="utf-8")
