"""Files of entities go on the bus byte for byte."""

from pathlib import Path

from opscenter.feeds.entities_file import read_entities
from opscenter.feeds.pacing import FixedRate, RecordedPace
from opscenter.feeds.record import Problem, Record


def records(path: Path) -> list[Record]:
    return [item for item in read_entities(path, "d") if isinstance(item, Record)]


def test_a_json_file_is_one_message(tmp_path: Path) -> None:
    payload = b'[{"id":"a","type":"X","dateObserved":"2020-01-01T00:00:00Z"},\n {"id":"b","type":"X"}]'
    (tmp_path / "f.json").write_bytes(payload)
    assert records(tmp_path / "f.json") == [Record("d/X/a", payload, 1_577_836_800_000)]


def test_json_lines_are_a_message_a_line(tmp_path: Path) -> None:
    (tmp_path / "f.jsonl").write_bytes(b'{"id":"a","type":"X"}\n\n{"id":"b","type":"Y"}\n')
    assert [(one.topic, one.at) for one in records(tmp_path / "f.jsonl")] == [("d/X/a", None), ("d/Y/b", None)]


def test_what_is_no_json_is_published_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "f.json").write_bytes(b"\xff not json")
    assert records(tmp_path / "f.json") == [Record("d/unknown/unknown", b"\xff not json", None)]


def test_the_time_of_every_spelling(tmp_path: Path) -> None:
    lines = [
        b'{"id":"a","type":"X","dateObserved":{"type":"Property","value":{"@type":"DateTime","@value":"2020-01-01T00:00:00Z"}}}',
        b'{"id":"a","type":"X","dateObserved":{"type":"DateTime","value":"2020-01-01T00:00:00Z"}}',
        b'{"id":"a","type":"X","dateObserved":"2019-12-31T23:00:00Z/2020-01-01T00:00:00Z"}',
        b'{"id":"a","type":"X","dateObserved":"soon","timestamp":"2020-01-01T00:00:00"}',
    ]
    (tmp_path / "f.jsonl").write_bytes(b"\n".join(lines))
    assert {one.at for one in records(tmp_path / "f.jsonl")} == {1_577_836_800_000}


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (found,) = read_entities(tmp_path / "nothing.json")
    assert isinstance(found, Problem)
    assert "cannot be read" in str(found)


def test_a_fixed_rate_is_kept_over_delays() -> None:
    pace = FixedRate(10.0)
    assert pace.due(None, 0.0) == 0.0
    assert pace.due(None, 0.05) == 0.05
    assert pace.due(None, 0.5) == 0.0  # behind: catch up, no pause
    assert abs(pace.due(None, 0.2) - 0.1) < 1e-9


def test_the_recorded_pace_and_its_multiples() -> None:
    pace = RecordedPace(60.0)
    assert pace.due(1_000_000, 0.0) == 0.0
    assert pace.due(1_060_000, 0.25) == 0.75
    assert pace.due(1_000_000, 5.0) == 0.0  # back in time: at once
    assert pace.due(None, 0.0) == 0.0
