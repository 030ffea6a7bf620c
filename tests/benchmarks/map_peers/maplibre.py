"""The scene in MapLibre GL JS in headless Chromium: serves the page on loopback and waits for its figures.

python -m tests.benchmarks.map_peers.maplibre SCENE.json FOLDER_OF_MAPLIBRE_GL (the one with dist/)
"""

import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from opscenter.console.map.bench import frame_figures

_KINDS = {".html": "text/html", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json"}
_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--window-size=1920,1080", "--hide-scrollbars"),
    *("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage", "--mute-audio"),
)


def figures_of(scene: Path, package: Path, chromium: str, patience_s: float) -> dict[str, Any]:
    """Fly and return the figures. Raises OSError or RuntimeError when it cannot."""
    answers: queue.Queue[dict[str, Any]] = queue.Queue()
    files = {"/": Path(__file__).with_name("maplibre.html"), "/scene.json": scene}

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = files.get(self.path) or package / self.path.lstrip("/")
            if not path.is_file() or ".." in self.path:
                self.send_error(404)
                return
            body = path.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", _KINDS.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as profile:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        browser = subprocess.Popen(
            [chromium, *_FLAGS, f"--user-data-dir={profile}", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        whole = psutil.Process(browser.pid)
        try:
            before = _cpu_seconds(whole)
            answer = answers.get(timeout=patience_s)
            used = _cpu_seconds(whole) - before
        except queue.Empty:
            raise RuntimeError("the page gave no figures in time") from None
        finally:
            for process in [*whole.children(recursive=True), whole]:
                process.kill()
            browser.wait()
            server.shutdown()
            server.server_close()
    if "error" in answer:
        raise RuntimeError(answer["error"])
    seconds = float(answer["seconds"])
    return {
        "peer": "MapLibre GL JS",
        "version": answer.get("version"),
        "cpu_cores_with_start": round(used / seconds, 2),
        **frame_figures(np.array(answer["frames"]) / 1e3, seconds),
    }


def _cpu_seconds(process: psutil.Process) -> float:
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            times = one.cpu_times()
            total += times.user + times.system
        except psutil.NoSuchProcess:
            continue
    return total


if __name__ == "__main__":
    try:
        found = figures_of(
            Path(sys.argv[1]), Path(sys.argv[2]), shutil.which("chromium") or shutil.which("google-chrome") or "", 180.0
        )
    except (OSError, RuntimeError) as error:
        found = {"trouble": str(error)[:200]}
    print(json.dumps(found))
