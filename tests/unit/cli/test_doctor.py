"""What the system lacks is named by package, and the exit status says whether anything does."""

import json
import subprocess
from typing import Any

import pytest
from click.testing import CliRunner

from opscenter.cli import doctor
from opscenter.cli.main import cli


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Linux with a screen that has every library and a Chinese font."""
    fonts: Any = subprocess.CompletedProcess([], 0, stdout=b"NotoSansCJK.ttc\n")
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    monkeypatch.setattr(doctor.ctypes, "CDLL", lambda name: name)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor.subprocess, "run", lambda *_, **__: fonts)
    monkeypatch.setenv("DISPLAY", ":0")
    return monkeypatch


def test_a_system_that_has_everything(linux: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(cli, ["doctor"])
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_lacks_is_named_with_the_command_that_installs_it(linux: pytest.MonkeyPatch) -> None:
    def load(name: str) -> str:
        if name == "libxcb-cursor.so.0":
            raise OSError(name)
        return name

    linux.setattr(doctor.ctypes, "CDLL", load)
    result = CliRunner().invoke(cli, ["doctor"])
    assert result.exit_code == 1
    assert "apt-get install libxcb-cursor0" in result.stderr
    assert json.loads(CliRunner().invoke(cli, ["doctor", "--json"]).stdout)["missing"] == ["libxcb-cursor0"]


def test_without_a_font_list_fonts_and_its_tool_are_asked_for(linux: pytest.MonkeyPatch) -> None:
    linux.setattr(doctor.shutil, "which", lambda name: None if name == "fc-list" else f"/usr/bin/{name}")
    assert doctor.missing_packages() == ["fontconfig", "fonts-noto-cjk"]


def test_without_a_screen_a_virtual_one_is_asked_for(linux: pytest.MonkeyPatch) -> None:
    linux.delenv("DISPLAY")
    linux.delenv("WAYLAND_DISPLAY", raising=False)
    linux.setattr(doctor.shutil, "which", lambda name: None if name == "Xvfb" else f"/usr/bin/{name}")
    assert doctor.missing_packages() == ["xvfb"]


def test_other_systems_need_nothing(linux: pytest.MonkeyPatch) -> None:
    linux.setattr(doctor.sys, "platform", "win32")
    assert doctor.missing_packages() == []
