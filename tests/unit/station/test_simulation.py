"""Rules over recorded history: the same rules raise what was raised, changed ones what they say; nothing is written."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.rule_comparison import Activation, compare
from opscenter.domain.stopped import StoppedError
from opscenter.history.queries import Queries
from opscenter.history.schema import FILE_NAME
from opscenter.history.store import Store
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Engine
from opscenter.station.simulation import recorded, simulate
from opscenter.wire.decoder import Decoder

T0 = 1_795_000_000_000
BEAT = 200
MINUTES = 40
WEEK = LocalWeek(ZoneInfo("UTC"))


def message(number: int, at: int, **attributes: object) -> bytes:
    entity = {"id": f"urn:g{number}", "type": "WaterObserved", "name": f"G{number}", **attributes}
    entity["dateObserved"] = at / 1000
    return json.dumps(entity).encode()


def record(folder: Path, catalogue: Catalogue) -> None:
    """Forty minutes of four channels that fill and empty, one of them chattering about its mark, one falling silent."""
    store = Store(folder)
    store.writer.start()
    engine = Engine(catalogue, epoch=T0, figures=figures_of(catalogue, WEEK))
    decoder = Decoder(engine.registry)
    for second in range(0, MINUTES * 60, 5):
        at = T0 + second * 1000
        batch = Batch()
        for number in range(4):
            if number == 3 and 600 < second < 1_500:
                continue
            phase = (second + number * 300) % 1_200
            fill = 0.7 + 0.3 * (1 - abs(phase - 600) / 600)
            if number == 2:
                fill = 0.79 + 0.02 * (second // 60 % 2)
            decoder.decode(b"t", message(number, at, fillRatio=round(fill, 3)), b"", at, batch)
        beat = engine.take(batch, at + 50)
        assert beat.record is not None
        store.writer.post(beat.record)
        if beat.checkpoint is not None:
            store.writer.post(beat.checkpoint)
            assert store.writer.flush(60), "each checkpoint closes a segment of its own"
    last = engine.take(Batch(), T0 + MINUTES * 60_000)
    if last.record is not None:
        store.writer.post(last.record)
    store.writer.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("simulation")
    record(made, load_catalogue())
    return made


@pytest.fixture
def queries(folder: Path) -> Iterator[Queries]:
    made = Queries(folder / FILE_NAME)
    yield made
    made.close()


def points(activations: list[Activation]) -> list[tuple[int, str, str]]:
    return sorted((one.at, one.rule, one.entity) for one in activations)


def changed(value: float) -> Catalogue:
    catalogue = load_catalogue()
    kind = catalogue.kinds["WaterObserved"]
    rules = tuple(
        replace(rule, value=value, deadband=0.05) if rule.id == "flooding.level.alert" else rule for rule in kind.rules
    )
    catalogue.kinds["WaterObserved"] = replace(kind, rules=rules)
    return catalogue


def test_the_rules_as_they_were_raise_what_was_raised(queries: Queries) -> None:
    until = T0 + MINUTES * 60_000
    found = simulate(queries, load_catalogue(), T0, until, WEEK)
    was = recorded(queries, T0, until)
    assert len(was) > 5
    assert points(found.activations) == points(was)
    same = compare(was, found.activations, T0, until)
    assert (same.gone, same.added, set(same.delays)) == ([], [], {0})
    assert same.sentence().endswith("no true alarm later")
    assert found.messages == sum(len(messages) for _, _, messages in queries.messages())
    assert found.rejected == 0


def test_part_of_the_time_is_as_the_whole(queries: Queries) -> None:
    since, until = T0 + 17 * 60_000, T0 + 31 * 60_000
    part = simulate(queries, load_catalogue(), since, until, WEEK)
    assert points(part.activations) == points(recorded(queries, since, until))


def test_a_higher_mark_raises_fewer_and_later(queries: Queries) -> None:
    until = T0 + MINUTES * 60_000
    after = simulate(queries, changed(0.9), T0, until, WEEK).activations
    found = compare(recorded(queries, T0, until), after, T0, until)
    change = next(one for one in found.rules if one.rule == "flooding.level.alert")
    assert change.after < change.before
    assert "urn:g2" in {one.entity for one in found.gone}  # the one that chattered
    assert found.latest is not None and found.latest.rule == "flooding.level.alert"
    # From 0.8 to 0.9 the fill takes 200 s.
    assert found.latest_delay == pytest.approx(200_000, abs=10_000)
    assert "s later" in found.sentence()


def test_nothing_is_written(queries: Queries, folder: Path) -> None:
    before = (folder / FILE_NAME).read_bytes()
    simulate(queries, changed(0.75), T0, T0 + 600_000, WEEK)
    assert (folder / FILE_NAME).read_bytes() == before


def test_it_can_be_stopped_and_says_when_there_is_nothing(queries: Queries) -> None:
    stop = threading.Event()
    shares: list[float] = []

    def progress(share: float) -> None:
        shares.append(share)
        if share > 0.3:
            stop.set()

    with pytest.raises(StoppedError):
        simulate(queries, load_catalogue(), T0, T0 + MINUTES * 60_000, WEEK, progress=progress, stop=stop)
    assert shares == sorted(shares) and shares[-1] < 0.4
    with pytest.raises(ValueError, match="Nothing is recorded of this time"):
        simulate(queries, load_catalogue(), T0 - 9_000_000, T0 - 8_000_000, WEEK)
