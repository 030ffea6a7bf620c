"""How long the past takes: a moment put together by the station, and shown by every panel of a window.

A city of entities with two series each, 5,000 of them heard a second for some minutes, then any moment of these asked
for; the window holds the same number of entities. Run: `python tests/benchmarks/bench_review.py [--json]`.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

SECONDS = 700
HEARD = 5_000
MOMENTS = 12


def measure(scale: float) -> dict[str, float]:
    """`review_ms` (median) and `review_ms_worst` of the station; `shown_ms` and `shown_ms_worst`: how long the window
    is held by what is done at once to show another moment, `hold_ms` and `hold_ms_worst` the longest hold until it is
    painted, `hold_own_ms_worst` of that in its own thread; of 50,000 series and 50,000 entities times `scale`."""
    return {**_station(scale), **_window(scale)}


def _station(scale: float) -> dict[str, float]:
    from tests.support.recorded_moments import Recorded

    entities, seconds, heard = max(20, round(25_000 * scale)), max(70, round(SECONDS * scale)), round(HEARD * scale)
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        city = Recorded(Path(folder))
        registry, start = city.engine.registry, city.now
        rows = [registry.entity(f"urn:ngsi-ld:Plain:{number:06d}", "Plain") for number in range(entities)]
        cells = np.array([(registry.cell(row, "a"), registry.cell(row, "b")) for row in rows])
        for second in range(seconds):
            who = rng.integers(0, entities, max(1, heard))
            batch, count = city.batch, 2 * len(who)
            batch.cells += cells[who].reshape(-1).tolist()
            batch.times += [city.now - 300] * count
            batch.values += np.round(rng.normal(50, 5, count), 1).tolist()
            batch.qualities += [0] * count
            batch.arrived += [city.now] * count
            batch.touched.update(dict.fromkeys(who.tolist(), city.now))
            batch.messages += len(who)
            city.beat()
            if second % 20 == 0:
                city.store.writer.flush(10)
        spans = []
        for at in rng.integers(start + 1_000, city.now - 1_000, MOMENTS).tolist():
            began = time.perf_counter()
            kind, header, _ = city.ask("moment", at=at, registry=False)
            spans.append((time.perf_counter() - began) * 1000)
            assert kind == "result", header
        city.end()
    return {"review_ms": float(np.median(spans)), "review_ms_worst": max(spans)}


def _window(scale: float) -> dict[str, float]:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from opscenter.console.bench_screen import Holds
    from opscenter.console.options import ConsoleOptions
    from opscenter.console.program import hand_over_quickly, make_application
    from opscenter.console.session import Answer, LinkState
    from opscenter.console.shell.console import Console
    from opscenter.console.shell.memory import Remembered
    from opscenter.settings.catalogue import load_catalogue
    from tests.support.fake_city import NOW, FakeChannel, snapshot
    from tests.support.past import moment, questions

    application = make_application()
    hand_over_quickly()
    options = ConsoleOptions(theme="dark", language="en", city="x", zone="UTC", operator="x")
    console = Console(load_catalogue(), options, Remembered(), None)
    session: Any = console.session
    session.channel = FakeChannel()
    changes = session.live.apply_snapshot(*snapshot(max(100, round(50_000 * scale)), 100))
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    console.window.resize(1_920, 1_080)
    console.show()

    def turn(seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    held: list[float] = []
    show = session._show_past

    def timed(*args: Any) -> None:
        began = time.perf_counter()
        show(*args)
        held.append((time.perf_counter() - began) * 1000)

    session._show_past = timed
    turn(4.0 * min(1.0, 10 * scale))
    holds, longest, own = Holds(console), [], []
    for number in range(1, MOMENTS + 1):
        session.review(NOW - number * 60_000)
        header, on_answer = questions(session, "moment")[-1]
        answer = Answer(*moment(session, header["args"]["at"]))
        turn(0.02)
        holds.reset()
        on_answer(answer)
        until = time.perf_counter() + 20
        while session.moment != header["args"]["at"] and time.perf_counter() < until:
            turn(0.005)
        turn(0.5)
        longest.append(holds.longest_ms)
        own.append(holds.longest_own_ms)
    for panel in console.window.panels.values():
        stop = getattr(panel, "stop", None)
        if stop is not None:
            stop()
    console.window.deleteLater()
    assert isinstance(application, QApplication)
    return {
        "shown_ms": float(np.median(held)), "shown_ms_worst": max(held), "hold_ms": float(np.median(longest)),
        "hold_ms_worst": max(longest), "hold_own_ms_worst": max(own),
    }  # fmt: skip


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    row = {name: round(value, 1) for name, value in measure(chosen.scale).items()}
    print(json.dumps(row) if chosen.json else "\n".join(f"{name}: {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
