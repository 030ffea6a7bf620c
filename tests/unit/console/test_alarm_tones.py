"""Tones: four of them, never waited for; whether there is a sound at all is found out without loading Qt Multimedia."""

import array
import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.alarms import tones as tones_module
from opscenter.console.alarms.tone_samples import RATE, tone_ms, tone_samples
from opscenter.console.alarms.tones import Tones, may_sound
from opscenter.domain.alarm import Priority

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a mixer")


@on_linux
def test_a_sound_server_is_found_by_its_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if any(Path("/dev/snd").glob("pcm*")):
        pytest.skip("this machine has a sound card")
    assert not may_sound()
    (tmp_path / "pipewire-0").touch()
    assert may_sound()


@on_linux
def test_a_sound_server_elsewhere_is_taken_at_its_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", "tcp:mixer")
    assert may_sound()


def test_the_more_urgent_the_longer_and_louder_and_none_is_like_another() -> None:
    samples = {one: array.array("h", tone_samples(one)) for one in Priority}
    loudest = [max(samples[one]) for one in Priority]
    lengths = [len(samples[one]) for one in Priority]
    assert loudest == sorted(loudest, reverse=True) and len(set(loudest)) == 4
    assert lengths[0] > lengths[1] > max(lengths[2:])
    crossings = [_crossings(samples[one][: int(RATE * 0.12)]) for one in Priority]
    assert len(set(crossings)) == 4, "each begins at a pitch of its own"
    for one in Priority:
        assert abs(tone_ms(one) - len(samples[one]) * 1000 / RATE) < 10
        assert abs(samples[one][0]) < 100 and max(map(abs, samples[one])) < 32_767, "no click, nothing clipped"


def _crossings(samples: "array.array[int]") -> int:
    return sum(1 for a, b in itertools.pairwise(samples) if a <= 0 < b)


def test_the_player_ends_by_itself_without_a_sound_card() -> None:
    done = subprocess.run(
        [sys.executable, "-m", Tones.player], input=b"critical\nhush\n\xff\n../x\n", capture_output=True, timeout=60
    )
    assert done.returncode == 0
    assert done.stdout.strip() in (b"", b"no output", b"playing")


@pytest.fixture
def tones(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tones]:
    monkeypatch.setattr(tones_module, "may_sound", lambda: True)
    monkeypatch.setattr(tones_module, "has_listener", lambda: True)
    monkeypatch.setenv("TONE_WORDS", str(tmp_path / "words"))
    made = Tones()
    made.player = "tests.support.tone_listener"
    yield made
    made.close()


def _heard(tmp_path: Path) -> list[str]:
    path = tmp_path / "words"
    return path.read_text().split() if path.exists() else []


def test_a_tone_is_played_elsewhere_and_a_lesser_one_does_not_cut_it_off(
    tones: Tones, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tones_module, "tone_ms", lambda _priority: 3_600_000)  # it still sounds, on any machine
    tones.play(Priority.HIGH)
    tones.play(Priority.LOW)
    tones.play(Priority.CRITICAL)
    qtbot.waitUntil(lambda: _heard(tmp_path) == ["high", "critical"])
    qtbot.waitUntil(lambda: tones.trouble == "No sound output is connected.")
    tones.hush()
    tones.play(Priority.LOW)
    qtbot.waitUntil(lambda: _heard(tmp_path) == ["high", "critical", "hush", "low"])


def test_a_player_that_hears_nothing_is_not_waited_for_nor_fed_for_ever(
    tones: Tones, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONE_DEAF", "1")
    monkeypatch.setattr(tones_module, "tone_ms", lambda _priority: 0)
    monkeypatch.setattr(tones_module, "_WAIT_MS", 300)
    for _ in range(30_000):
        tones.play(Priority.CRITICAL)
    process = tones._process
    assert process is not None and process.bytesToWrite() < 2_000


def test_a_player_that_cannot_start_is_given_up_with_a_sentence(tones: Tones, qtbot: QtBot) -> None:
    tones.player = "no.such.module"
    for number in range(5):
        tones.play(Priority.CRITICAL)
        tones._sounding = None
        if number < 3:
            qtbot.waitUntil(lambda: tones._process is None)
    assert tones._process is None and "does not run" in tones.trouble


def test_without_a_listener_nothing_is_started(qtbot: QtBot) -> None:
    made = Tones()
    made.play(Priority.CRITICAL)
    assert made._process is None
