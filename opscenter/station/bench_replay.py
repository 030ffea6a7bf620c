"""How fast a long recording is looked at and played again: jumps anywhere in it, how fast it goes, how big it is.

A city of one kind of sensor is made up: each message is a single NGSI-LD entity of about 360 bytes, one entity after
another, in moments a second apart, by the engine, the frames and the writer that cut real ones.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from opscenter.domain.batch import Batch
from opscenter.figures.steps import NO_END
from opscenter.recording.bench_opening import measure as open_large
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Message, Moment
from opscenter.recording.sizes import sizes as plain_sizes
from opscenter.recording.writer import IncidentWriter
from opscenter.settings.catalogue import catalogue_texts
from opscenter.station.bench_children import payload_parts
from opscenter.station.city_figures import figures_of
from opscenter.station.cutting.circumstances import Circumstances, attach_circumstances
from opscenter.station.cutting.key_frames import KeyFrames
from opscenter.station.engine import Engine
from opscenter.station.lane.lane import Lane
from opscenter.station.replay.course import Course
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.told import ToldJournal
from opscenter.wire.decoder import Decoder
from opscenter.wire.instants import format_instant

START = 1_795_000_000_000
SECOND_MS = 1_000
READY_SEEKS = 5
"""After so many jumps it is waited until the engine is there, too."""
WITHIN_S = 10.0
"""So long the rates are measured, about."""


@dataclass(slots=True)
class Scale:
    """How much of everything; `rate`: messages a second of the recording."""

    entities: int = 50_000
    hours: float = 24.0
    rate: int = 50
    seeks: int = 60


def run(scale: Scale, file: Path | None = None) -> dict[str, Any]:
    """Measure on a made-up recording, which is kept at `file` where one is named (and used again if it is there)."""
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as name:
        path = file or Path(name) / "bench.mcap"
        made = 0.0
        if not path.exists():
            began = time.perf_counter()
            make_file(path, scale)
            made = time.perf_counter() - began
        return measure(path, scale) | {"made_s": round(made, 1)}


def messages(scale: Scale) -> Iterator[Moment]:
    """The made-up recording: all entities at its beginning, then each in its turn."""
    rng = np.random.default_rng(7)
    number, every = 0, scale.entities
    parts = [payload_parts(entity) for entity in range(every)]
    for beat in range(round(scale.hours * 3_600)):
        at = START + beat * SECOND_MS
        count = every if beat == 0 else scale.rate
        speeds, counts = rng.normal(58, 4, count).round(1).tolist(), rng.integers(300, 900, count).tolist()
        measured = format_instant(at - 200).encode()
        told: list[Message] = []
        for offset in range(count):
            topic, head, middle, after, tail = parts[(number + offset) % every]
            payload = b"%s%.1f%s%s%s%d,\"observedAt\":\"%s%s" % (
                head, speeds[offset], middle, measured, after, counts[offset], measured, tail
            )  # fmt: skip
            header = b'{"v":1,"pub":"bench","seq":%d,"sent":%d,"epoch":%d}' % (number + offset + 1, at - 7, START)
            told.append((topic, payload, header, at - 3))
        number += count
        yield Moment(at, beat + 1, told, [])


def make_file(path: Path, scale: Scale) -> None:
    """Written as cutting writes it."""
    told = Circumstances(catalogue_texts())
    lane = Lane(told.catalogue(), told.week, epoch=START - 1)
    end = START + round(scale.hours * 3_600) * SECOND_MS
    about = About(title="Benchmark", city="Made up", since=START, until=end, begins=START)
    with IncidentWriter(
        path, about, topics=[payload_parts(entity)[0].decode() for entity in range(scale.entities)]
    ) as writer:
        attach_circumstances(writer, told, START)
        keys = KeyFrames(writer)
        keys.begin(lane, START - 1)
        for moment in messages(scale):
            keys.before(lane, moment.at)
            lane.live_through(moment)
            keys.after(moment.at, len(moment.messages))
            writer.put(moment)
        keys.end(lane)


def measure(path: Path, scale: Scale) -> dict[str, Any]:
    """Jumps, rates and sizes of a recording; times in ms."""
    began = time.perf_counter()
    with IncidentReader(path) as reader:
        open_ms = (time.perf_counter() - began) * 1_000
        kept = {"frames": "frame/", "anchors": "anchor/"}
        sizes = {name: sum(one.size for one in reader.attachments(prefix)) for name, prefix in kept.items()}
        count = reader.counts.get("messages", 0)
    size = path.stat().st_size
    plain = plain_sizes(path, path.with_name(path.name + ".plain"))
    seeks, worked, caught, reached = _seeks(path, scale.seeks)
    replayed, ingested = _rates(path)
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as name:
        large = open_large(Path(name))
    ordered = sorted(seeks)
    return {
        "seek_ms_p50": round(statistics.median(ordered), 1),
        "seek_ms_p99": round(ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1)))], 1),
        "seek_ms_worst": round(ordered[-1], 1),
        "seek_processor_ms_p50": round(statistics.median(worked), 1),
        "seek_processor_ms_worst": round(max(worked), 1),
        "ready_s_p50": round(statistics.median(caught), 2) if caught else None,
        "ready_processor_s_p50": round(statistics.median(reached), 2) if reached else None,
        "rate_vs_ingest": round(replayed / ingested, 3),
        "replay_messages_s": round(replayed),
        "ingest_messages_s": round(ingested),
        "bytes_per_message": round(size / max(1, count), 2),
        "raw_json_bytes_per_message": plain["raw_json_bytes_per_message"],
        "raw_mcap_bytes_per_message": plain["raw_mcap_bytes_per_message"],
        "key_frames_share": round((sizes["frames"] + sizes["anchors"]) / size, 4),
        **_gaps(path),
        "frames_share": round(sizes["frames"] / size, 4),
        "anchors_share": round(sizes["anchors"] / size, 4),
        "open_ms": round(open_ms, 1),
        "open_5_gb_ms": round(1_000 * large["seconds"], 1),
        "open_5_gb_bytes_read": large["bytes_read"],
        "file_bytes": size,
        "messages": count,
        "of": f"{scale.entities} entities, {scale.hours:g} h, {scale.rate} messages a second",
    }  # fmt: skip


def _gaps(path: Path) -> dict[str, Any]:
    """How far apart frames and anchors are at the most, in messages and ms: what a jump reads, and an engine."""
    with IncidentReader(path) as reader:
        kept = {name: sorted(one.at for one in reader.attachments(f"{name}/")) for name in ("frame", "anchor")}
        moments = ((one.at, len(one.messages)) for one in reader.happenings() if isinstance(one, Moment))
        ats, counts = (np.array(column, np.int64) for column in zip(*moments, strict=True))
        until = reader.until
    told: dict[str, Any] = {}
    for name, there in kept.items():
        edges = np.array([*there, until])
        if len(edges) > 1:
            before = np.concatenate([[0], np.cumsum(counts)])[np.searchsorted(ats, edges, side="right")]
            told |= {f"{name}s": len(there), f"{name}_gap_messages_worst": int(np.diff(before).max())}
            told[f"{name}_gap_messages_mean"] = round(float((before[-1] - before[0]) / len(there)))
            told[f"{name}_gap_ms_worst"] = int(np.diff(edges).max())
    return told


def _seeks(path: Path, count: int) -> tuple[list[float], list[float], list[float], list[float]]:
    """Times, ms, from the wish to the whole picture as it goes to desks, and of the processor; and, of a few, until the
    engine has caught up, seconds, and of the processor."""
    rng = np.random.default_rng(11)
    with Recording(path) as recording:
        told = ToldJournal(recording.reader.rows(recording.since, recording.until))
        course = Course(recording.make_lane, recording.happenings, recording.anchors())
        course.go_to(recording.since)
        while course.at < recording.since + SECOND_MS and course.live(recording.until):
            pass
        described = course.lane.engine.described
        for _ in recording.warm():  # as a replay does while it stands, after it was opened
            pass
        times, worked, caught, reached = [], [], [], []
        for number, at in enumerate(rng.integers(recording.since, recording.until, count).tolist()):
            began, work = time.perf_counter(), time.process_time()
            picture = recording.draw(at, told, described)
            if picture is None:
                raise RuntimeError("the recording has no key frames")
            picture.snapshot({"epoch": 1, "seq": 1, "now": at, "rules": 0, "health": {}, "replay": {}})
            times.append((time.perf_counter() - began) * 1_000)
            worked.append((time.process_time() - work) * 1_000)
            if number < READY_SEEKS and recording.reader.attachments("anchor/"):
                course.go_to(at)
                while course.live(at):
                    pass
                caught.append(time.perf_counter() - began)
                reached.append(time.process_time() - work)
    return times, worked, caught, reached


def _rates(path: Path) -> tuple[float, float]:
    """Messages a second of the processor (others on the machine do not count): replayed out of the file, and the same
    decoded and taken by an engine out of memory."""
    with Recording(path) as recording:
        course = Course(recording.make_lane, recording.happenings, recording.anchors())
        course.go_to(recording.since)
        while course.at <= recording.since and course.live(recording.until):
            pass  # all entities are met
        first, messages, began = course.at, course.messages, time.process_time()
        while time.process_time() - began < WITHIN_S and course.live(recording.until):
            pass
        replayed = (course.messages - messages) / (time.process_time() - began)
        moments = [one for one in recording.reader.happenings(None, course.at) if isinstance(one, Moment)]
        figures = figures_of(recording.catalogue, recording.week, NO_END) if recording.figures else None
        engine = Engine(recording.catalogue, epoch=recording.begins, hot_bytes=0, figures=figures)
        decoder = Decoder(engine.registry)
        taken, began = 0, time.process_time()
        for moment in moments:
            if moment.at <= first:
                _take(engine, decoder, moment)
                began = time.process_time()
                continue
            taken += _take(engine, decoder, moment)
        return replayed, taken / (time.process_time() - began)


def _take(engine: Engine, decoder: Decoder, moment: Moment) -> int:
    batch = Batch()
    for topic, payload, header, arrived in moment.messages:
        decoder.decode(topic, payload, header, arrived, batch)
    engine.take(batch, moment.at)
    return len(moment.messages)
