"""Something for an incident file to hold: moments of an invented city, with everything that is spelled oddly."""

import json
import random
from pathlib import Path

from opscenter.recording.records import About, Away, Happening, Message, Moment, Row, Started
from opscenter.recording.writer import IncidentWriter
from opscenter.wire.envelope import OddFrames, write_header

START = 1_763_800_000_000


def course(moments: int = 200, seed: int = 3, most: int = 40, entities: int = 40) -> list[Happening]:
    """Moments 100 ms apart, some of them without a beat, a start and a time away among them."""
    chance = random.Random(seed)
    told: list[Happening] = []
    at, sequence, row = START, 0, 0
    for beat in range(moments):
        at += 100
        messages: list[Message] = []
        for _ in range(chance.randrange(most)):
            sequence += 1
            messages.append(_message(chance, at, sequence, entities))
        rows = []
        for _ in range(chance.randrange(3)):
            row += 1
            rows.append(Row(row, at - 5, at, f"o{row}", "urn:e", "raised", "active", "", "", "", "{}", "r"))
        told.append(Moment(at, beat if beat % 7 else None, messages, rows))
        if beat % 50 == 3:
            told += [Started(at + 1), Away(at + 1, at + 60)]
            at += 60
    return told


def _message(chance: random.Random, at: int, sequence: int, entities: int) -> Message:
    entity = f"urn:ngsi-ld:Thing:{chance.randrange(entities)}"
    reading = {"type": "Property", "value": round(chance.random() * 50, 2), "observedAt": "2025-11-22T10:00:00Z"}
    payload = json.dumps({"id": entity, "type": "Thing", "level": reading}).encode()
    header = write_header("thing-1", START, sequence, at - 50)
    match chance.randrange(16):
        case 0:
            header = b""
        case 1:
            header = json.dumps({"v": 1, "pub": "100%", "epoch": 4, "seq": sequence, "sent": at - 9}).encode()
        case 2:
            header = OddFrames(b"5")
        case 3:
            header = b'{"pub":"q","seq":18446744073}'
        case 4:
            payload = b"[1, " + payload + b"]"
        case 5:
            payload = b"\xff\x00"
        case 6:
            header = b"nonsense \xff"
        case 7:
            header = write_header("thing-1", 5, sequence, 0)
        case 8:
            payload = b" " + payload
        case 9:
            header = b'{"sent":%d,"seq":%d,"pub":"other"}' % (at, sequence)
    return f"things/Thing/{entity}".encode(), payload, header, at - chance.randrange(100)


def write(path: Path, happenings: list[Happening], about: About | None = None, topics: int = 0) -> Path:
    """An incident file of them; `topics`: so many are told to be coming."""
    about = about or About(title="A burst main", place="Lai Chi Kok", since=START, until=happenings[-1].at)  # type: ignore[union-attr]
    with IncidentWriter(path, about, topics=[str(number) for number in range(topics)]) as writer:
        for happening in happenings:
            writer.put(happening)
        writer.attach("registry", "application/octet-stream", b"abc" * 1000, START)
    return path
