"""A night reviewed: the demo city, its station, a note about what happened, and a console that looks back at it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from opscenter.console.theme.tokens import DARK
from opscenter.desk.client import Desk
from tests.e2e.conftest import StartProgram, StartStation
from tests.support.programs import command, eventually


def test_the_demo_city_is_written_about_and_looked_back_at(
    home: Path, start_station: StartStation, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    bus = f"ipc://{home}/bus"
    city = start_program("city", "--bus", bus, "--bind", "--entities", "500")
    city.wait_for_line("opscenter city ready")
    station = start_station(bus)
    station.until("entities", 401)

    # A note on a lamp post that is there, then a better one, then one that was a mistake.
    entity = station.command("entities", "--limit", "1")[0]["id"]
    (first,) = station.command("notes", "add", "water on the road", "--by", "Ada", "--entity", entity)
    assert first["recorded"] is True
    station.command("notes", "correct", first["note"][:6], "water on the road, lane closed", "--by", "Ben")
    (wrong,) = station.command("notes", "add", "wrong street", "--by", "Ada")
    station.command("notes", "withdraw", wrong["note"], "--by", "Ada")
    (told,) = station.command("notes", "list")
    assert (told["text"], told["by"], told["corrected_by"], told["entity"]) == (
        "water on the road, lane closed", "Ada", "Ben", entity,
    )  # fmt: skip
    assert len(station.command("notes", "list", "--withdrawn")) == 2

    # Killed and started again: the note is there, the journal is as it was written, and the moment can be seen.
    station.program.kill()
    again = start_station(bus)
    assert again.command("notes", "list") == [told]
    assert command(home, "journal", "verify", "--data", str(again.data)).returncode == 0
    with Desk(again.address) as desk:
        note = desk.query("notes", limit=1)[0]["notes"][0]
        eventually(lambda: desk.query("span")[0]["last"] > note["at"] + 2_000, "it is a moment of the past")
        header, columns = desk.query("moment", at=note["at"] + 1_500, registry=False)
        assert header["rows"] > 400 and len(columns["cell_value"]) > 400
        assert {"first", "away", "lost", "kept_at"} <= set(header)
        assert 0 < header["first"] <= note["at"]

    picture = home / "review.png"
    shown = command(
        home,
        *("console", "--station", again.address, "--review", told["at"], "--screenshot", str(picture)),
        *("--after", "1", "--size", "1280x800", "--theme", "dark", "--operator", "Ada"),
    )
    assert shown.returncode == 0, shown.stderr
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    edge = [image.pixelColor(x, 1) for x in range(1280)]
    violet = sum(colour == QColor(DARK.replay) for colour in edge) / len(edge)
    assert 0.5 < violet < 1.0, "the dashed frame of the past"
