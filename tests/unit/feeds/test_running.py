"""The runner: what a source delivers comes out once, in order, with its health; failures are tried again."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from opscenter.domain.catalogue import Catalogue
from opscenter.feeds.backoff import BackOff
from opscenter.feeds.feed import Delivery, Feed, Item, SourceFault
from opscenter.feeds.health import Health
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.running import QUEUE, Judging, Runner
from tests.support.feeding import NOW, Published, item

HOUR = 3_600_000


class Script:
    """A source that does one thing a fetch, then waits to be closed."""

    every_s = 0.001

    def __init__(self, *acts: Item | str | Exception) -> None:
        self._acts = list(acts)
        self._closed = threading.Event()

    def fetch(self, delivery: Delivery) -> None:
        if not self._acts:
            self._closed.wait(60)
            return
        act = self._acts.pop(0)
        if isinstance(act, Exception):
            raise act
        if act == "same":
            delivery.alive()
        if isinstance(act, Item):
            delivery.take(act)

    def close(self) -> None:
        self._closed.set()


def reader(given: Item) -> Iterator[Record | Problem]:
    """Lines: an id, a value and how many hours ago it was measured; "!" is a problem, "bug" is ours."""
    for line in given.body.decode().splitlines():
        if line == "bug":
            raise RuntimeError("a bug")
        if line == "!":
            yield Problem(given.where, "bad line.")
            continue
        if line.startswith("<"):
            yield Problem(given.where, "it cannot be read.", whole=True)
            return
        name, value, ago = line.split()
        entity = {"id": name, "type": "T", "v": {"type": "Property", "value": int(value)}}
        yield Record(f"d/T/{name}", msgspec.json.encode(entity), None if ago == "?" else NOW - int(ago) * HOUR)


def run(
    *acts: Item | str | Exception, until: Callable[[dict[str, Any]], bool], judging: Judging | None = None
) -> tuple[list[tuple[str, Any]], Health]:
    """Run until a health entity satisfies `until`; what was published besides health, and the health at the end."""
    stop = threading.Event()
    ticks = iter(range(10**9))

    def on_send(_topic: str, entity: dict[str, Any]) -> None:
        if entity["type"] == "Feed" and until(
            {name: one["value"] for name, one in entity.items() if name[:2] not in ("id", "ty")}
        ):
            stop.set()

    published = Published(on_send)
    health = Health("f", "script")
    runner = Runner(
        Feed(Script(*acts), reader),
        health=health,
        catalogue=Catalogue(),
        clock=lambda: NOW + next(ticks) * 10_000,  # health is told at every turn
        judging=judging or Judging(),
        back_off=BackOff("f", 0.001, 0.002),
    )
    runner.run(published, stop)  # type: ignore[arg-type]
    assert published.heartbeats > 0
    return [one for one in published.sent if one[1]["type"] != "Feed"], health


def test_what_comes_is_published_in_order_and_health_ends_stopped() -> None:
    sent, health = run(item("a 1 0\nb 2 0\n!"), until=lambda feed: feed["published"] == 2)
    assert [(topic, entity["v"]["value"]) for topic, entity in sent] == [("d/T/a", 1), ("d/T/b", 2)]
    assert (health.state, health.rejected, health.last_error) == ("stopped", 1, "test: bad line.")


def test_the_same_again_is_not_published_and_yesterdays_file_is_told() -> None:
    acts = (item("a 1 0"), item("a 1 0"), item("a 9 24"), item("a 2 0"))
    sent, health = run(*acts, until=lambda feed: feed["published"] == 2)
    assert [entity["v"]["value"] for _, entity in sent] == [1, 2]
    assert (health.repeated, health.older) == (1, 1)
    assert "are not news" in health.last_error


def test_what_is_too_old_is_told_though_it_is_the_first(caplog: Any) -> None:
    judging = Judging(oldest_h=24)
    sent, health = run(item("a 1 25\nb 1 1"), until=lambda feed: feed["published"] == 1, judging=judging)
    assert [topic for topic, _ in sent] == ["d/T/b"]
    assert health.older == 1


def test_a_failing_source_is_tried_again_and_works_again() -> None:
    states: list[tuple[str, int]] = []

    def until(feed: dict[str, Any]) -> bool:
        states.append((feed["state"], feed["failures"]))
        return feed["published"] == 1

    sent, health = run(SourceFault("no answer"), SourceFault("no answer"), item("a 1 0"), until=until)
    assert len(sent) == 1 and health.failures == 0
    assert health.last_error == "no answer"


def test_our_own_mistakes_in_reader_and_source_end_nothing() -> None:
    acts = (item("a 1 0\nbug"), RuntimeError("a bug"), item("b 1 0"))
    sent, health = run(*acts, until=lambda feed: feed["published"] == 2)
    assert [topic for topic, _ in sent] == ["d/T/a", "d/T/b"]
    assert health.rejected == 1


def test_back_off_doubles_to_a_limit_and_begins_anew() -> None:
    back_off = BackOff("x", 1.0, 60.0)
    waits = [back_off.failed() for _ in range(100)]
    assert 0.8 <= waits[0] <= 1.0 and 1.6 <= waits[1] <= 2.0 and all(48.0 <= wait <= 60.0 for wait in waits[6:])
    assert waits[:5] == [BackOff("x").failed() for _ in range(1)] + waits[1:5]
    back_off.worked()
    assert back_off.failed() <= 1.0


def test_records_wait_for_the_first_listener() -> None:
    stop = threading.Event()
    sent: list[str] = []

    def on_send(topic: str, entity: dict[str, Any]) -> None:
        sent.append(topic)
        if entity["type"] == "T":
            stop.set()
        elif entity["state"]["value"] == "running":
            published.heard.set()

    published = Published(on_send)
    published.heard.clear()
    ticks = iter(range(10**9))
    feed, health = Feed(Script(item("a 1 0")), reader), Health("f", "script")
    runner = Runner(feed, health=health, catalogue=Catalogue(), clock=lambda: NOW + next(ticks) * 10_000)
    runner.run(published, stop)  # type: ignore[arg-type]
    assert sent[0] == health.topic and "d/T/a" in sent


def test_a_bus_that_nobody_listens_to_holds_the_source_up_instead_of_filling_memory() -> None:
    made = 0

    def many(given: Item) -> Iterator[Record | Problem]:
        nonlocal made
        for number in range(10 * QUEUE):
            made += 1
            yield Record(f"d/T/{number}", b"{}", None)

    class Deaf(Published):
        waits = 0

        def wait_for_subscriber(self, timeout_s: float) -> bool:
            self.waits += 1
            if made > QUEUE or self.waits > 1_000:
                stop.set()
            return stop.wait(0.01) and False

    stop = threading.Event()
    health = Health("f", "script")
    runner = Runner(Feed(Script(item("x")), many), health=health, catalogue=Catalogue(), clock=lambda: NOW)
    runner.run(Deaf(), stop)  # type: ignore[arg-type]
    assert QUEUE < made <= QUEUE + 2 and health.published == 0


def test_a_source_whose_answers_cannot_be_read_fails_until_one_can() -> None:
    page = item("<!DOCTYPE html><title>Log in</title>")
    failing: list[Item | str | Exception] = [
        item("a 1 0"),
        page,
        "same",
    ]  # the page is there still, and nobody reads it again
    _, health = run(*failing, until=lambda feed: bool(feed["state"] == "failing" and feed["failures"] == 2))
    assert "It is a page for people (HTML): is the address right, is a key missing?" in health.last_error
    sent, health = run(*failing, item("a 2 0"), until=lambda feed: bool(feed["published"] == 2))
    assert [entity["v"]["value"] for _, entity in sent] == [1, 2]
    assert health.failures == 0


def test_one_file_that_cannot_be_read_does_not_make_a_folder_fail_for_ever() -> None:
    run(item("<"), "nothing new", until=lambda feed: bool(feed["rejected"] == 1 and feed["state"] == "running"))


def test_what_is_said_without_a_time_is_said_again_before_it_looks_silent() -> None:
    # The clock of `run` goes on ten seconds with each look at it; what nobody described is stale after 900 s.
    same = [item("a 1 ?") for _ in range(40)]
    sent, health = run(*same, item("b 1 ?"), until=lambda feed: feed.get("published", 0) >= 3)
    assert [topic for topic, _ in sent][:2] == ["d/T/a", "d/T/a"]
    timed = [item("a 1 0") for _ in range(40)]
    sent, health = run(*timed, item("b 1 0"), until=lambda feed: feed["published"] == 2)
    assert [topic for topic, _ in sent] == ["d/T/a", "d/T/b"] and health.repeated == 39


def test_a_document_that_is_still_so_confirms_what_it_said_last_and_no_more() -> None:
    """Two values of one thing in a document: the first of them is no news when the document comes again."""
    twice = "a 1 ?\na 2 ?\nb 5 ?"
    acts = [item(twice), *(replace(item(twice), again=True) for _ in range(80))]
    sent, _ = run(*acts, item("c 1 0"), until=lambda feed: bool(feed["published"] >= 6))
    assert [(topic, entity["v"]["value"]) for topic, entity in sent[3:5]] == [("d/T/a", 2), ("d/T/b", 5)]


def test_who_asked_to_wait_is_not_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waited.append(timeout or 0.0)
            return super().wait(0.001)

    runner = Runner(
        Feed(Script(SourceFault("asked too often", 7.0), item("a 1 0")), reader),
        health=Health("f", "script"),
        catalogue=Catalogue(),
        clock=lambda: NOW,
        back_off=BackOff("f", 0.001, 0.002),
    )
    stop = threading.Event()
    published = Published(lambda _topic, entity: stop.set() if entity["type"] == "T" else None)
    monkeypatch.setattr(runner, "_stop", Stop())
    runner.run(published, stop)  # type: ignore[arg-type]
    assert waited[0] == 7.0


def test_nobody_who_listens_is_told(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("opscenter.feeds.running.UNHEARD_S", 0.0)
    monkeypatch.setattr("opscenter.feeds.running.BEAT_S", 0.01)
    stop = threading.Event()
    published = Published()
    published.heard.clear()
    monkeypatch.setattr(published, "heartbeat", lambda: stop.set() if caplog.records else None)
    runner = Runner(Feed(Script(), reader), health=Health("f", "s"), catalogue=Catalogue(), clock=lambda: NOW)
    runner.run(published, stop)  # type: ignore[arg-type]
    assert "nobody listens at test yet" in caplog.text and "opscenter broker" in caplog.text


def test_a_type_that_is_measured_less_often_than_it_is_stale_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    acts = [item(f"a {hour} {-hour}") for hour in range(4)]
    run(*acts, until=lambda feed: feed["published"] == 4)
    told = [one.message for one in caplog.records if "[stale_after_s] T" in one.message]
    assert len(told) == 1 and "T is measured every 3600 s here" in told[0]
