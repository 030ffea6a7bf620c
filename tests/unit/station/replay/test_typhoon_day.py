"""Hong Kong's typhoon day out of its public data: counts and values checked by hand, and the same journal each time."""

import csv
import json
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from opscenter.cli.incident_of_data import Making
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Moment
from opscenter.station.cutting.cut import Cut
from opscenter.station.replay.headless import Played, play
from opscenter.station.replay.opening import Recording
from tests.support.data import shared_data
from tests.support.played_incident import Clock

HOUR = 3_600_000
MIDNIGHT = 1_693_497_600_000  # 2023-09-01T00:00:00+08:00
SAID = {"title": "", "place": "", "author": "", "licence": "", "note": ""}


class Leaping(Clock):
    """Whoever waits, waits a minute: a day at the speed of then is over in a moment."""

    def wait(self, seconds: float) -> None:
        self.now += max(seconds, 60.0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Cut:
    """The incident of that day's 24 files."""
    data, folder = shared_data("hongkong"), tmp_path_factory.mktemp("typhoon")
    (folder / "data").mkdir()
    for path in (
        data / "maps" / "hksar_18_district_boundary.json",
        data / "traffic" / "traffic_detectors.csv",
        *(data / "traffic" / "hourly" / "20230901").glob("*.csv"),
    ):
        shutil.copy(path, folder / "data" / path.name)
    (folder / "scratch").mkdir()
    making = Making("hong-kong", "typhoon-saola", folder / "data", None, None, None, folder / "scratch")
    assert making.found.missing == []
    cut = making.make(folder / "saola.mcap", SAID, None, (), replace=False)
    assert making.span.problems == []
    return cut


def played(path: Path, speed: float, *seeks: int, pauses: int = 0) -> Played:
    clock = Leaping()
    with Recording(path) as recording:
        assert recording.all_problems == []
        return play(recording, speed=speed, seeks=seeks, pauses=pauses, clock=clock, wait=clock.wait)


def counted(path: Path) -> dict[str, float]:
    """Vehicles of an hour by detector, out of a file of the archive."""
    found: dict[str, float] = defaultdict(float)
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            found[row["detectorID"]] += float(row["totalVolume"])
    return found


def test_the_file_says_what_it_is_and_its_journal_comes_again(made: Cut) -> None:
    assert (made.compared.same, made.compared.missing, made.compared.extra) == (True, 0, 0)
    with IncidentReader(made.file) as reader:
        about = reader.about
        assert about.title == "Super Typhoon Saola, 1 September 2023"
        assert (about.place, about.zone) == ("Hong Kong", "Asia/Hong_Kong")
        assert "Transport Department" in about.licence
        assert (about.since, about.until) == (MIDNIGHT, MIDNIGHT + 24 * HOUR + 600_000)


def test_traffic_falls_to_a_third_of_a_sunday_and_the_alarms_are_those_of_the_day(made: Cut) -> None:
    total: dict[int, float] = defaultdict(float)
    things: Counter[str] = Counter()
    with IncidentReader(made.file) as reader:
        for happening in reader.happenings():
            for topic, payload, _, arrival in happening.messages if isinstance(happening, Moment) else ():
                said = json.loads(payload)
                things[said["type"]] += 1
                if said["type"] == "TrafficFlowObserved":
                    assert topic.decode().endswith(said["id"])
                    total[(arrival - MIDNIGHT) // HOUR] += said["intensity"]["value"]
        rows = list(reader.rows())
    # sums of column totalVolume of traffic_20230901_hour_00, _12 and _23.csv, which count at the end of their hour
    assert (round(total[1]), round(total[13]), round(total[24])) == (499_993, 321_516, 106_994)
    assert things == {"AdministrativeArea": 18, "WeatherAlert": 4, "TrafficFlowObserved": 16_426}
    sunday = shared_data("hongkong", "traffic", "hourly", "20230903", "traffic_20230903_hour_12.csv")
    assert 0.3 < total[13] / sum(counted(sunday).values()) < 0.35
    raised = [row for row in rows if row.event == "raised"]
    signals = [(row.at - MIDNIGHT, row.rule) for row in raised if row.rule.startswith("weather.")]
    assert signals == [  # signal No. 8 at 02:40, No. 9 at 18:20; No. 10 is as extreme as No. 9
        (160 * 60_000, "weather.warning.high"),
        (1_100 * 60_000, "weather.warning.critical"),
    ]
    # by the file of the hour before: more than 1,500 vehicles at signal No. 8, and fewer than 20 in the hour 23 to 24
    second = counted(shared_data("hongkong", "traffic", "hourly", "20230901", "traffic_20230901_hour_01.csv"))
    assert {row.entity.rpartition("-")[2] for row in raised if row.rule == "hk.typhoon.busy"} >= {
        name for name, volume in second.items() if volume > 1_500
    }
    empty = {row.entity.rpartition("-")[2] for row in raised if row.rule == "hk.typhoon.empty"}
    last = counted(shared_data("hongkong", "traffic", "hourly", "20230901", "traffic_20230901_hour_23.csv"))
    assert empty >= {name for name, volume in last.items() if volume < 20}
    assert len(raised) == len({row.occurrence for row in raised}) > 100


def test_the_day_has_the_same_journal_however_it_is_played(made: Cut) -> None:
    at_once = played(made.file, 0.0, MIDNIGHT + 20 * HOUR, MIDNIGHT + 3 * HOUR)
    assert (at_once.same, at_once.events, at_once.messages) == (True, made.rows, made.messages)
    assert at_once.jumps == 2
    sixty = played(made.file, 60.0, MIDNIGHT + 12 * HOUR, pauses=3)
    as_then = played(made.file, 1.0, pauses=1)
    assert as_then.seconds > 24 * 3_600
    assert at_once.recorded_hash == at_once.journal_hash == sixty.journal_hash == as_then.journal_hash
