"""`opscenter incident cut`: a file out of a history that may be written to meanwhile, or a sentence."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.domain.stopped import StoppedError
from opscenter.recording.reader import IncidentReader
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.cutting.circumstances import read_circumstances
from opscenter.station.cutting.cut import Cutting
from opscenter.wire.instants import format_instant
from tests.support.recorded_station import T0, RecordedStation


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Of a station that is still recording."""
    made = tmp_path_factory.mktemp("data")
    station = RecordedStation(made, load_catalogue(), entities=20, beat_ms=500)
    station.live(3)
    assert station.store.writer.flush(60)
    yield made
    station.stop()


def cut(folder: Path, out: Path, *more: str) -> tuple[int, str, str]:
    span = ["--from", format_instant(T0 - 1), "--to", format_instant(T0 + 2_000)]
    result = CliRunner().invoke(cli, ["incident", "cut", "--data", str(folder), "--out", str(out), *span, *more])
    return result.exit_code, result.stdout, result.stderr


def test_a_file_is_cut_beside_a_station_that_records(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.mcap"
    status, told, err = cut(
        folder, out, "--json", "--title", "Rain", "--author", "Chan", "--licence", "CC BY 4.0", "--note", "n",
        "--city", "Ferry Bay", "--zone", "Asia/Hong_Kong",
    )  # fmt: skip
    assert (status, err) == (0, "")
    found = json.loads(told)
    assert found["file"] == str(out) and found["bytes"] == out.stat().st_size
    assert found["journal"]["same"] and found["messages"] > 20 and found["messages_per_s"] > 0
    with IncidentReader(out) as reader:
        about = reader.about
        assert (about.title, about.author, about.licence, about.note) == ("Rain", "Chan", "CC BY 4.0", "n")
        assert (about.city, about.place, about.zone) == ("Ferry Bay", "Ferry Bay", "Asia/Hong_Kong")
        assert found["messages"] == reader.counts["messages"]
        told = read_circumstances(reader)
    assert told is not None and told.figures, "though nothing is kept of them yet"


def test_it_is_told_in_words_and_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    status, told, err = cut(folder, tmp_path / "a.mcap", "--progress", "--gently")
    assert status == 0
    assert "messages and" in told.split("\n")[0] and "The engine makes the same journal of it again" in told
    shares = [float(line.split()[1]) for line in err.splitlines()]
    assert shares == sorted(shares) and shares[-1] == 1.0


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--from", "now", "--to", "-1h"), "opscenter: The span ends before it begins"),
        (("--from", "2001-01-01", "--to", "2001-01-02"), "opscenter: Nothing is recorded of this time"),
        (("--systems", "wether"), "opscenter: No system 'wether' is known; did you mean \"weather\"?"),
        (("--area", "Atlantis"), "opscenter: There is no area 'Atlantis'"),
        (("--zone", "Nowhere/At_All"), '"Nowhere/At_All" is not an IANA time zone'),
        (("--rules", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_cannot_be_cut_is_a_sentence(folder: Path, tmp_path: Path, more: tuple[str, ...], sentence: str) -> None:
    status, told, err = cut(folder, tmp_path / "a.mcap", *more)
    assert (status, told) == (1, "")
    assert sentence in err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_stays(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.mcap"
    assert cut(folder, out)[0] == 0
    before = out.read_bytes()
    status, _, err = cut(folder, out)
    assert status == 1 and "There is a file" in err and "--force" in err
    assert out.read_bytes() == before
    assert cut(folder, out, "--force", "--title", "Again")[0] == 0
    assert out.read_bytes() != before
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    status, _, err = cut(folder, tmp_path / "letter.txt", "--force")
    assert status == 1 and "is not an incident file, and is not replaced" in err
    assert "There is no folder" in cut(folder, tmp_path / "no" / "a.mcap")[2]
    assert "is a folder" in cut(folder, tmp_path)[2]
    assert "is the history itself" in cut(folder, folder / "history.sqlite", "--force")[2]


def test_without_a_history(tmp_path: Path) -> None:
    status, _, err = cut(tmp_path, tmp_path / "a.mcap")
    assert status == 1 and "There is no history in" in err


def test_who_stops_it_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: Cutting) -> None:
        raise StoppedError

    monkeypatch.setattr(Cutting, "cut", stopped)
    status, told, err = cut(folder, tmp_path / "a.mcap")
    assert (status, told, err) == (130, "", "opscenter: Stopped; nothing was written.\n")
