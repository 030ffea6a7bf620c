"""The city over a real socket."""

import threading
import time
from pathlib import Path

import pytest
import zmq

from opscenter.bus.errors import EndpointError
from opscenter.city.run import run_city
from opscenter.domain.toml_document import FileMistakes


def now_ms() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPSCENTER_CACHE_DIR", str(tmp_path))


def test_it_announces_itself_speaks_and_stops_at_once() -> None:
    stop, ready = threading.Event(), threading.Event()
    told: list[tuple[str, Path]] = []

    def on_ready(endpoint: str, basemap: Path) -> None:
        told.append((endpoint, basemap))
        ready.set()

    thread = threading.Thread(
        target=run_city,
        args=("tcp://127.0.0.1:*",),
        kwargs={
            "bind": True,
            "seed": 1,
            "entities": 600,
            "scenario": None,
            "on_ready": on_ready,
            "stop": stop,
            "clock": now_ms,
        },
    )
    thread.start()
    try:
        assert ready.wait(60)
        endpoint, basemap = told[0]
        assert basemap.is_file()
        with zmq.Context() as context, context.socket(zmq.SUB) as socket:
            socket.rcvhwm = 0
            socket.linger = 0
            socket.subscribe(b"")
            socket.connect(endpoint)
            seen: set[bytes] = set()
            while len(seen) < 560:  # about 600: how many vehicles and reports there are depends on the hour
                assert socket.poll(60_000), f"silent after {len(seen)} entities"
                topic, payload, header = socket.recv_multipart()
                if not topic.startswith(b"_"):
                    assert payload and header
                    seen.add(topic)
    finally:
        stop.set()
        thread.join(60)
    assert not thread.is_alive()


def run_briefly(endpoint: str, scenario: Path | None) -> None:
    stop = threading.Event()
    stop.set()
    run_city(
        endpoint,
        bind=True,
        seed=1,
        entities=600,
        scenario=scenario,
        on_ready=lambda e, b: None,
        stop=stop,
        clock=now_ms,
    )


def test_a_stop_before_the_start_is_a_stop() -> None:
    run_briefly("tcp://127.0.0.1:*", None)


def test_a_wrong_scenario_or_address_is_told_before_anything_runs(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[[storms]]\n", encoding="utf-8")
    with pytest.raises(FileMistakes, match='did you mean "storm"'):
        run_briefly("tcp://127.0.0.1:*", wrong)
    with pytest.raises(EndpointError):
        run_briefly("tpc://127.0.0.1:7", None)
    with pytest.raises(OSError):
        run_briefly("tcp://127.0.0.1:*", tmp_path / "missing.toml")
