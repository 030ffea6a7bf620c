"""What a distribution packages: entry, metadata, icon and changelog speak of the same program and version."""

import configparser
import xml.etree.ElementTree as ET
from pathlib import Path

from opscenter import __version__
from opscenter.settings.resources import icon_root

ROOT = Path(__file__).resolve().parents[3]
PACKAGING = ROOT / "packaging"
APP_ID = "org.opscenter.Opscenter"


def test_the_desktop_entry_starts_a_command_that_there_is() -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(PACKAGING / f"{APP_ID}.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"] == "opscenter demo"
    assert section["Icon"] == APP_ID
    assert {"Name[zh_HK]", "Name[zh_CN]"} <= set(section)


def test_the_appstream_file_names_entry_and_version() -> None:
    component = ET.parse(PACKAGING / f"{APP_ID}.metainfo.xml").getroot()
    assert component.findtext("id") == APP_ID
    assert component.findtext("launchable") == f"{APP_ID}.desktop"
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    changelog = (PACKAGING / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}] - {release.get('date')}" in changelog


def test_the_packaged_icon_is_the_programs() -> None:
    assert (PACKAGING / f"{APP_ID}.svg").read_bytes() == (icon_root() / "opscenter.svg").read_bytes()


def test_the_version_is_written_once_more_only_in_pyproject() -> None:
    assert f'\nversion = "{__version__}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
