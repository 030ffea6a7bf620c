"""Reports through real processes: a station, alarms over the bus, people who act, the command, the file."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from opscenter.cli.times import iso
from tests.support.programs import command, eventually, world
from tests.support.running_station import RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStation]:
    """A station that knows twelve gauges in alarm, of which two are acknowledged, one is shelved; and a note."""
    home = tmp_path_factory.mktemp("r", numbered=True)
    bus = f"ipc://{home}/bus"
    station = RunningStation(home, bus, "--city", "Port <Meridian>", "--zone", "Asia/Hong_Kong")
    now = station.status()["now"]
    gauges = [
        {
            "id": f"urn:g{number}", "type": "FloodMonitoring", "name": f"Gauge <b>{number}</b>",
            "floodLevelStatus": "danger", "currentLevel": 1.5 + number, "dateObserved": iso(now),
            "location": {"type": "Point", "coordinates": [114.1 + number / 100, 22.3]},
        }
        for number in range(12)
    ]  # fmt: skip
    path = home / "gauges.json"
    path.write_text(json.dumps(gauges), encoding="utf-8")
    done = command(home, "publish", str(path), "--bus", bus, "--bind")
    assert done.returncode == 0, done.stderr

    def shown() -> list[str]:
        return sorted(name for name, one in station.alarms().items() if one["state"] == "UNACK")

    eventually(lambda: len(shown()) >= 12, "the gauges raise alarms")
    first, second, third, *_ = shown()
    station.command("alarms", "ack", first, second, "--by", "Lam", "--comment", "crew <i>sent</i>")
    station.command("alarms", "shelve", third, "--by", "Ho", "--for", "1h", "--reason", "known & fine")
    station.command("notes", "add", "Road closed <script>", "--by", "Lam")
    yield station
    assert station.stop() == 0, station.errors


def text_of(path: Path) -> str:
    pdf = QPdfDocument()
    assert pdf.load(str(path)) is QPdfDocument.Error.None_
    text = " ".join(pdf.getAllText(page).text() for page in range(pdf.pageCount()))
    pdf.close()
    return " ".join(text.split())


@pytest.mark.parametrize(("kind", "paper"), [("shift", "A4"), ("day", "Letter"), ("incident", "A4")])
def test_from_the_bus_to_the_page(station: RunningStation, qtbot: QtBot, tmp_path: Path, kind: str, paper: str) -> None:
    out = tmp_path / "report.pdf"
    *progress, made = station.command(
        "report", kind, "--from", "-1h", "--out", str(out), "--by", "Chan", "--paper", paper
    )
    percents = [line["percent"] for line in progress]
    assert percents == sorted(percents) and percents[-1] == 100
    standing = [one for one in station.alarms().values() if one["state"] != "DSUPR"]
    events = station.query("journal", limit=1000)["events"]
    # Also the one that was suppressed by an alarm that was then shelved: it asked for attention from then on.
    announced = {one["occurrence"] for one in events if one["state"] == "UNACK"}
    assert len(announced) == 13
    assert made["raised"] == len(announced) and made["standing_after"] == len(standing) - 1
    assert made["unanswered"] == sum(one["state"] in ("UNACK", "RTNUN") for one in standing)
    assert made["maps"] >= 1 and made["troubles"] == [] and made["notes"] == 1
    text = text_of(out)
    assert "Gauge <b>3</b>" in text and "for Chan" in text and f"Page {made['pages']} of {made['pages']}" in text
    assert "known & fine" in text and "Road closed <script>" in text and "Port <Meridian>" in text


def test_the_html_has_nothing_of_the_bus_as_markup(station: RunningStation, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    station.command("report", "shift", "--from", "-1h", "--out", str(out), "--no-maps", "--language", "zh_Hant")
    text = out.read_text("utf-8")
    assert "<script" not in text and "<b>3" not in text and "<i>sent" not in text
    assert "&lt;b&gt;3" in text and 'lang="zh-Hant"' in text and "http://" not in text


def test_without_a_station_out_of_its_folder(station: RunningStation, qtbot: QtBot, tmp_path: Path) -> None:
    """Of a copy: the folder is another station's at the same time, and stays as it is."""
    asked = station.command("report", "shift", "--from", "-1h", "--out", str(tmp_path / "a.pdf"), "--no-maps")[-1]
    done = command(
        station.home, "report", "shift", "--from", "-1h", "--to", asked["until"], "--data", str(station.data),
        "--zone", "Asia/Hong_Kong", "--city", "Copied", "--out", str(tmp_path / "b.pdf"), "--no-maps", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    copied = json.loads(done.stdout.splitlines()[-1])
    for name in ("raised", "by_priority", "standing_after", "unanswered", "worst", "notes"):
        assert copied[name] == asked[name], name
    assert "Copied" in text_of(tmp_path / "b.pdf")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "a.doc"], ".pdf or .html"),
        (["--out", "nowhere/a.pdf"], "does not exist"),
        (["--out", "a.pdf", "--zone", "Mars/Olympus"], "no time zone"),
        (["--out", "a.pdf", "--area", "Atlantis"], "There is no area 'Atlantis'"),
        (["--out", "a.pdf", "--situation", "nothing"], "There is no situation 'nothing'"),
        (["--out", "a.pdf", "--area", "a", "--situation", "b"], "either --area or --situation"),
        (["--out", "a.pdf", "--from", "yesterday"], "is not a time"),
        (["--out", "a.pdf", "--basemap", "nowhere.pmtiles"], "There is no nowhere.pmtiles"),
    ],
)
def test_mistakes_are_sentences(station: RunningStation, arguments: list[str], sentence: str) -> None:
    done = command(station.home, "report", "shift", *arguments, "--station", station.address)
    told = " ".join(done.stderr.split())
    assert done.returncode in (1, 2) and re.sub(r"[│╭╮╰╯─]", "", told).count("Traceback") == 0
    assert sentence in told
    assert not Path("a.pdf").exists()


@pytest.mark.parametrize(
    ("since", "until", "sentence"), [("-1h", "-2h", "empty"), ("2099-01-01", "2099-01-02", "not come")]
)
def test_a_span_that_cannot_be_is_said_in_the_report(
    station: RunningStation, qtbot: QtBot, tmp_path: Path, since: str, until: str, sentence: str
) -> None:
    out = tmp_path / "report.pdf"
    made = station.command("report", "day", "--from", since, "--to", until, "--out", str(out))[-1]
    assert any(sentence in one for one in made["troubles"]) and sentence in text_of(out)


def test_without_a_station_it_is_a_sentence(tmp_path: Path) -> None:
    done = command(tmp_path, "report", "shift", "--out", str(tmp_path / "a.pdf"))
    assert done.returncode == 1 and "No station runs on this machine" in done.stderr
    done = command(tmp_path, "report", "shift", "--data", str(tmp_path), "--out", str(tmp_path / "a.pdf"))
    assert done.returncode == 1 and "There is no history in" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there; the console closes standard input")
def test_cancelling_leaves_the_report_before(station: RunningStation, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"before")
    arguments = ["report", "day", "--from", "-1h", "--out", str(out), "--json", "--station", station.address]
    process = subprocess.Popen(
        [sys.executable, "-m", "opscenter", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=world(station.home),
    )  # fmt: skip
    assert process.stdout is not None
    assert '"phase"' in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "Cancelled" in errors
    assert out.read_bytes() == b"before" and list(tmp_path.iterdir()) == [out]
