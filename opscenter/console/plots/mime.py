"""Series in a drag: what the inspector hands over and the plots take."""

import json

MIME = "application/x-opscenter-series"
"""What is carried: JSON `[[entity, attribute], ...]`."""
MAX_PAIRS = 32


def read_mime(raw: bytes) -> list[tuple[str, str]]:
    """[(entity, attribute), ...] of a drag; [] for anything else (another program may drop anything)."""
    try:
        data = json.loads(raw)
    except ValueError:
        return []
    if not isinstance(data, list):
        return []
    pairs = []
    for entry in data[:MAX_PAIRS]:
        if isinstance(entry, list) and len(entry) == 2 and all(isinstance(part, str) for part in entry):
            pairs.append((entry[0], entry[1]))
    return pairs


def write_mime(pairs: list[tuple[str, str]]) -> bytes:
    """The bytes of a drag."""
    return json.dumps([list(pair) for pair in pairs]).encode("utf-8")
