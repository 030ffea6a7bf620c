"""The tones themselves: the more urgent, the higher, longer, louder and more often. No Qt."""

import array
import math
import wave
from dataclasses import dataclass
from pathlib import Path

from opscenter.domain.alarm import Priority

RATE = 22_050
"""Samples a second."""


@dataclass(slots=True, frozen=True)
class Tone:
    """Beeps of `hertz` in turn, `beep_s` each, `times` over with `rest_s` between; `loud` of full scale (1.0)."""

    hertz: tuple[int, ...]
    beep_s: float
    times: int
    rest_s: float
    loud: float


TONES = {
    Priority.CRITICAL: Tone((880, 660, 880), 0.14, 3, 0.16, 0.60),
    Priority.HIGH: Tone((740, 740), 0.13, 2, 0.18, 0.42),
    Priority.MEDIUM: Tone((587,), 0.16, 1, 0.0, 0.28),
    Priority.LOW: Tone((440,), 0.12, 1, 0.0, 0.18),
}


def tone_samples(priority: Priority) -> bytes:
    """Mono 16-bit samples at RATE; each beep swells and fades, so that nothing clicks."""
    tone = TONES[priority]
    length = int(RATE * tone.beep_s)
    samples = array.array("h")
    for number in range(tone.times):
        if number:
            samples.extend([0] * int(RATE * tone.rest_s))
        for hertz in tone.hertz:
            for at in range(length):
                swell = math.sin(math.pi * at / length)
                samples.append(int(32_767 * tone.loud * swell * math.sin(2 * math.pi * hertz * at / RATE)))
            samples.extend([0] * (length // 4))
    return samples.tobytes()


def tone_ms(priority: Priority) -> int:
    """How long a tone sounds."""
    tone = TONES[priority]
    return round(1000 * (tone.times * len(tone.hertz) * tone.beep_s * 1.25 + (tone.times - 1) * tone.rest_s))


def write_tones(folder: Path) -> None:
    """Write `<priority>.wav` for each. Raises OSError."""
    for priority in Priority:
        with wave.open(str(folder / f"{priority.name.lower()}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(tone_samples(priority))
