"""Making a basemap from the console: estimate, progress, the result in use, cancel, and sentences for mistakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.map.basemap_import import BasemapImport
from opscenter.console.map.import_dialog import ImportDialog
from tests.support.osm_extract import ExtractWriter, box

SOON = 30_000


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    writer = ExtractWriter()
    for number in range(100):
        west, south = 10.005 + number % 20 * 0.004, 50.01 + number // 20 * 0.004
        writer.ring(box(west, south, west + 0.002, south + 0.002), building="yes")
    return writer.save(tmp_path / "town.osm.pbf")


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[BasemapImport]:
    made = BasemapImport()
    yield made
    made.stop()


@pytest.fixture
def dialog(work: BasemapImport, qtbot: QtBot) -> Iterator[ImportDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportDialog(work, parent)
    dialog.show()
    yield dialog
    work.stop()
    parent.close()


def test_from_the_file_to_the_map(dialog: ImportDialog, work: BasemapImport, extract: Path, qtbot: QtBot) -> None:
    assert not dialog.make.isEnabled()
    dialog.extract.setText(str(extract))
    assert dialog.out.text() == str(extract.with_name("town.pmtiles"))
    qtbot.waitUntil(lambda: "MB" in dialog.estimate.text(), timeout=SOON)
    with qtbot.waitSignal(work.done, timeout=SOON) as done:
        qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
        assert work.running and not dialog.make.isEnabled() and dialog.cancel.isEnabled()
    assert done.args is not None and done.args[0] == extract.with_name("town.pmtiles")
    assert done.args[0].read_bytes()[:7] == b"PMTiles"
    assert dialog.bar.value() == 1000 and "town.pmtiles is made" in dialog.state.text()
    assert dialog.make.isEnabled() and not dialog.cancel.isEnabled()


def test_what_is_there_is_only_replaced_when_told_to(
    dialog: ImportDialog, work: BasemapImport, extract: Path, qtbot: QtBot
) -> None:
    extract.with_name("town.pmtiles").write_bytes(b"mine")
    dialog.extract.setText(str(extract))
    with qtbot.waitSignal(work.failed, timeout=SOON):
        dialog.make.click()
    assert "already" in dialog.state.text()
    dialog.replace.setChecked(True)
    with qtbot.waitSignal(work.done, timeout=SOON):
        dialog.make.click()


def test_a_bad_file_is_told_while_it_is_chosen(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "photo.osm.pbf"
    bad.write_bytes(b"\x89PNG" + bytes(500))
    dialog.extract.setText(str(bad))
    qtbot.waitUntil(lambda: "not an OSM PBF file" in dialog.state.text(), timeout=SOON)


def test_cancelling_leaves_nothing(dialog: ImportDialog, work: BasemapImport, extract: Path, qtbot: QtBot) -> None:
    dialog.extract.setText(str(extract))
    dialog.make.click()
    with qtbot.waitSignal(work.failed, timeout=SOON):
        dialog.cancel.click()
    assert "Nothing was written" in dialog.state.text()
    assert [entry.name for entry in extract.parent.iterdir()] == ["town.osm.pbf"]


def test_progress_of_a_closed_dialog_goes_on(
    dialog: ImportDialog, work: BasemapImport, extract: Path, qtbot: QtBot
) -> None:
    dialog.extract.setText(str(extract))
    with qtbot.waitSignal(work.done, timeout=SOON):
        dialog.make.click()
        dialog.close()
    assert not dialog.isVisible() and extract.with_name("town.pmtiles").exists()
