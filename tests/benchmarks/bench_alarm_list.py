"""How long the alarm list takes: sorting and filtering 5,000, bursts of 1,000 alarms within 10 s
and of 10,000 within one second.

Run: `python tests/benchmarks/bench_alarm_list.py [--json]` (offscreen unless a platform is set).
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from opscenter.console.alarms.alarm_list import SortKey
from opscenter.console.alarms.filtering import AlarmFilter
from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Catalogue
from tests.support.fake_city import beat, make_alarm, make_session

_STATES = (AlarmState.UNACK, AlarmState.ACKED, AlarmState.RTNUN)


def _milliseconds(act: object, rounds: int = 7) -> tuple[float, float]:
    """(median, worst) of several rounds, ms."""
    spans = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()  # type: ignore[operator]
        spans.append((time.perf_counter() - began) * 1000)
    return float(np.median(spans)), max(spans)


def _panel(alarms: int) -> tuple[AlarmPanel, Session]:
    session = make_session(5_000, 0, catalogue=Catalogue())
    rng = np.random.default_rng(5)
    facts = [
        make_alarm(
            number,
            session.mirror.ids[int(rng.integers(5_000))],
            Priority(int(rng.integers(1, 5))),
            state=_STATES[int(rng.integers(3))],
            system=("traffic", "water", "gas")[number % 3],
            value=float(rng.normal(20, 5)),
        )
        for number in range(alarms)
    ]
    panel = AlarmPanel(session, Selection(), Theme())
    panel.resize(1200, 420)
    panel.show()
    if facts:
        beat(session, alarms=facts)
    return panel, session


def measure(listed: int = 5_000) -> dict[str, float]:
    """All figures, ms; sorting and filtering with `listed` alarms."""
    app = QApplication.instance() or QApplication([])
    results: dict[str, float] = {}
    panel, _ = _panel(listed)
    app.processEvents()
    for key in SortKey:

        def sort(key: SortKey = key) -> None:
            panel.alarms.sort(key, not panel.alarms.descending)
            panel._sync()

        results[f"sort by {key.value}, list and table"] = _milliseconds(sort)[1]
    flip = [0]

    def filtered() -> None:
        flip[0] += 1
        panel.alarms.set_filter(AlarmFilter(words=f"collapse {flip[0] % 10}", unacknowledged_only=bool(flip[0] % 2)))
        panel._sync()

    results["filter by words, list and table"] = _milliseconds(filtered)[1]
    panel.close()
    panel, session = _panel(0)
    app.processEvents()
    longest, spans = 0.0, []
    for step in range(50):  # 50 beats of 200 ms, 20 alarms each
        facts = [
            make_alarm(10_000 + step * 20 + n, session.mirror.ids[(step * 20 + n) % 5_000], Priority(n % 4 + 1))
            for n in range(20)
        ]
        began = time.perf_counter()
        beat(session, alarms=facts)
        app.processEvents()
        spans.append((time.perf_counter() - began) * 1000)
        longest = max(longest, spans[-1])
    results["1,000 alarms in 10 s: longest hold of the UI thread"] = longest
    results["1,000 alarms in 10 s: median beat"] = float(np.median(spans))
    began = time.perf_counter()
    beat(session, alarms=[make_alarm(50_000 + n, session.mirror.ids[n]) for n in range(1_000)])
    app.processEvents()
    results["1,000 alarms in one beat (mirror, list, paint)"] = (time.perf_counter() - began) * 1000
    panel.close()
    results |= _flood()
    return results


def _flood(alarms: int = 10_000, beats: int = 5) -> dict[str, float]:
    """So many alarms raised within one second, in the beats of a station: the longest time between two turns of the
    event loop (what a click or a key would have waited), and from a beat until the list shows all of it."""
    panel, session = _panel(0)
    loop = QEventLoop()
    each = alarms // beats
    holds, shown = [], []
    coming = [
        [
            make_alarm(100_000 + step * each + n, session.mirror.ids[(step * each + n) % 5_000], Priority(n % 4 + 1))
            for n in range(each)
        ]
        for step in range(beats)
    ]
    last = began = time.perf_counter()

    def turn() -> None:
        nonlocal last
        now = time.perf_counter()
        holds.append((now - last) * 1000)
        last = now
        if len(shown) < beats - len(coming) and len(panel.alarms) == each * (beats - len(coming)):
            shown.append((now - began) * 1000)
        if not coming and len(shown) == beats:
            loop.quit()

    def next_beat() -> None:
        nonlocal began
        if coming:
            began = time.perf_counter()
            beat(session, alarms=coming.pop(0), ready=True)

    heart, pace = QTimer(), QTimer()
    heart.timeout.connect(turn)
    pace.timeout.connect(next_beat)
    QTimer.singleShot(0, lambda: holds.clear())
    heart.start(0)
    pace.start(1000 // beats)
    loop.exec()
    heart.stop()
    pace.stop()
    panel.close()
    return {
        "10,000 alarms in 1 s: longest hold of the UI thread": max(holds),
        "10,000 alarms in 1 s: a beat of 2,000 is in the list after": max(shown),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    results = measure()
    if parser.parse_args().json:
        print(json.dumps({name: round(value, 2) for name, value in results.items()}, indent=2))
        return
    for name, value in results.items():
        print(f"{name:<56}{value:>9.1f} ms")


if __name__ == "__main__":
    main()
