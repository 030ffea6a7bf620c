"""Whether there is a sound at all is found out without loading Qt Multimedia."""

import sys
from pathlib import Path

import pytest

from opscenter.console.alarms.tones import may_sound

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a mixer")


def test_a_sound_server_is_found_by_its_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if any(Path("/dev/snd").glob("pcm*")):
        pytest.skip("this machine has a sound card")
    assert not may_sound()
    (tmp_path / "pipewire-0").touch()
    assert may_sound()


def test_a_sound_server_elsewhere_is_taken_at_its_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", "tcp:mixer")
    assert may_sound()
