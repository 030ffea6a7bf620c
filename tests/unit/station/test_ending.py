"""How a station's process is told to end: while it is made, and once it serves."""

import signal
import threading

import pytest

from opscenter.station.ending import Deadline, EarlyEnd


def test_a_signal_ends_what_is_still_being_made_where_it_stands() -> None:
    stop, undone = threading.Event(), []
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended, EarlyEnd(stop):
        try:
            signal.raise_signal(signal.SIGTERM)
            undone.append("went on")
        finally:
            undone.append("undone")
    assert undone == ["undone"]
    assert ended.value.code == 0
    assert stop.is_set()
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_to_what_serves_has_it_end_in_order() -> None:
    stop = threading.Event()
    with EarlyEnd(stop) as early:
        early.serves()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        signal.raise_signal(signal.SIGTERM)  # impatience changes nothing


def test_who_is_no_main_thread_catches_nothing() -> None:
    before, found = signal.getsignal(signal.SIGTERM), []

    def work() -> None:
        with EarlyEnd(threading.Event()):
            found.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert found == [before]


def test_a_deadline_is_shared() -> None:
    now = 100.0
    deadline = Deadline(1.5, lambda: now)
    assert deadline.left_s == 1.5
    now = 101.0
    assert deadline.left_s == 0.5
    now = 120.0
    assert deadline.left_s == 0.0
