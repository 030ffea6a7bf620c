"""The map beside others that are installed here, in turn, on the same scene, way and machine.

QML delegates are always there; QGIS where a `python3` can import it (Debian: python3-qgis); MapLibre GL JS where
OPSCENTER_MAPLIBRE names its package folder (npm: maplibre-gl) and a Chromium is installed.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.map_peers.scene_file import write_scene

_HERE = Path(__file__).parent / "map_peers"
_ROOT = Path(__file__).resolve().parents[2]
DELEGATES_SHARE = 10
"""One in so many entities is given to the delegates: more would not draw a frame in the time there is."""


def _last_json(command: list[str], patience_s: float) -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            command, cwd=_ROOT, env=environment, capture_output=True, text=True, timeout=patience_s, check=False
        )
    except subprocess.TimeoutExpired:
        return {"trouble": f"gave no figures in {patience_s:.0f} s"}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {"trouble": done.stderr.strip()[-200:] or "gave no figures"}


def _python_with_qgis() -> str:
    for python in ("/usr/bin/python3", shutil.which("python3") or ""):
        if python and Path(python).exists():
            found = subprocess.run([python, "-c", "import qgis.core"], capture_output=True, check=False)
            if found.returncode == 0:
                return python
    return ""


def measure(entities: int, lines: int, seconds: float) -> dict[str, dict[str, Any]]:
    """Figures of each map by its name; {"trouble": why} for one that gave none."""
    patience = seconds * 4 + 90
    flight = [str(entities), str(lines), str(seconds)]
    module = [sys.executable, "-m"]
    ours = f"import json; from opscenter.console.map.bench import run; print(json.dumps(run({', '.join(flight)})))"
    found: dict[str, dict[str, Any]] = {"opscenter": _last_json([sys.executable, "-c", ours], patience)}
    fewer = [str(max(1, entities // DELEGATES_SHARE)), str(max(1, lines // DELEGATES_SHARE)), str(seconds)]
    found[f"QML delegates, 1 in {DELEGATES_SHARE}"] = _last_json(
        [*module, "tests.benchmarks.map_peers.qml_delegates", *fewer], patience
    )
    with tempfile.TemporaryDirectory() as folder:
        scene = Path(folder) / "scene.json"
        write_scene(scene, entities, lines, seconds)
        python = _python_with_qgis()
        found["QGIS canvas"] = (
            _last_json([python, str(_HERE / "qgis_canvas.py"), str(scene)], patience)
            if python
            else {"trouble": "not installed"}
        )
        package = os.environ.get("OPSCENTER_MAPLIBRE", "")
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        found["MapLibre GL JS"] = (
            _last_json([*module, "tests.benchmarks.map_peers.maplibre", str(scene), package], patience + 120)
            if package and chromium
            else {"trouble": "not installed"}
        )
    return found
