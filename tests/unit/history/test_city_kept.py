"""The city of a history is written down by its station, and found by those who go through it again."""

import datetime
from pathlib import Path

import pytest

from opscenter.cli.of_recorded_city import as_recorded
from opscenter.history.city_kept import CityKept, city_of, keep_city
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.store import Store
from opscenter.history.tier_tasks import TierTask

PORT = CityKept("Port Meridian", "Asia/Hong_Kong", [datetime.date(2026, 12, 25)], "aside")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    store = Store(tmp_path)
    store.writer.start()
    assert store.writer.flush(60)
    store.writer.post(TierTask(keep_city(PORT), store.writer.generation))
    assert store.writer.flush(60)
    store.writer.close(30)
    return tmp_path / FILE_NAME


def test_what_was_written_down_is_found(history: Path) -> None:
    assert city_of(history) == PORT


def test_it_is_written_once_and_anew_when_it_changes(history: Path) -> None:
    connection = connect(history)
    try:
        assert keep_city(PORT)(connection) == 0
        assert keep_city(CityKept("Port Meridian", "UTC"))(connection) == 1
    finally:
        connection.close()


def test_settings_are_those_of_the_station_where_nobody_says_otherwise(history: Path) -> None:
    assert as_recorded(history, None, {"zone": None, "city": None}) == {
        "city": "Port Meridian",
        "zone": "Asia/Hong_Kong",
        "holidays": ["2026-12-25"],
        "holidays_as": "aside",
    }
    said = as_recorded(history, None, {"zone": "Europe/Oslo", "holidays": ["2026-05-17"]})
    assert (said["zone"], said["holidays"], "holidays_as" in said) == ("Europe/Oslo", ["2026-05-17"], False)
    assert as_recorded(history, Path("station.toml"), {"zone": None}) == {}


@pytest.mark.parametrize("value", ["", "not JSON", '{"zone": 7}', "[]"])
def test_what_cannot_be_read_is_as_if_nothing_were_written_down(history: Path, value: str) -> None:
    connection = connect(history)
    try:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('city', ?)", (value,))
    finally:
        connection.close()
    assert city_of(history) is None
    assert as_recorded(history, None, {"zone": None}) == {}


def test_no_history_has_no_city(tmp_path: Path) -> None:
    assert city_of(tmp_path / FILE_NAME) is None
