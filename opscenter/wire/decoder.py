"""Bytes of the city bus -> columns of a `Batch`.

Whatever arrives, nothing is raised: a message is accepted, set aside with a reason, or (a duplicate, a heartbeat)
only counted. See `bus/BUS.md` for the rules.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from opscenter.domain.batch import Batch, Registry, Rejection
from opscenter.wire import reasons
from opscenter.wire.columns import cut_back, lengths
from opscenter.wire.entity import EntityReader
from opscenter.wire.envelope import HEARTBEAT_TOPIC, MAX_HEADER_BYTES, OddFrames, decode_header, read_header
from opscenter.wire.payload import MAX_BYTES, MAX_ENTITIES, decode_usual, read_payload
from opscenter.wire.plan import Plans
from opscenter.wire.publishers import Publisher, Publishers
from opscenter.wire.quick import Quick
from opscenter.wire.reasons import SetAside

_OWN_RAW = 32  # entities of one message that are quarantined with their own bytes; further ones share the message's
_MAX_UNUSUAL = 65_536
_HEARTBEAT = HEARTBEAT_TOPIC.encode()

_encode = msgspec.json.Encoder().encode


class Decoder:
    """Reads messages of the bus into batches. One decoder follows one stream; it is not thread-safe.

    `registry` numbers entities and cells; what it answered is remembered here, so its numbers must not change.
    `quarantine_bytes` bounds the raw bytes kept with each rejection.
    """

    def __init__(self, registry: Registry, quarantine_bytes: int = 4096) -> None:
        self._logged = False
        self._reader = EntityReader(registry)
        self._quick = Quick(self._reader.plans, self._reader.instants)
        self._quarantine_bytes = quarantine_bytes
        self._publishers = Publishers()
        self._publisher: Publisher | None = None  # of the message being read
        self._unusual: set[bytes] = set()  # topics whose spelling is better read untyped at once

    @property
    def publishers(self) -> list[dict[str, Any]]:
        """Per publisher: `publisher, epoch, seq, messages, gaps, missing, last, lag_ms, duplicates, naive, rejected`.

        `missing` counts the messages of its newest gaps (64 at most) that were not recovered.
        `naive` counts its messages with a time that had no offset and was therefore read as UTC.
        """
        return self._publishers.facts()

    @property
    def plans(self) -> Plans:
        """What is remembered of each entity."""
        return self._reader.plans

    @property
    def quick(self) -> Quick:
        """What is known of messages that always look alike."""
        return self._quick

    def resume(self, publishers: list[dict[str, Any]]) -> None:
        """Go on after a restart from what `publishers` told before it: messages missed meanwhile become gaps."""
        self._publishers.resume(publishers)

    def decode(self, topic: bytes, payload: bytes, header: bytes, arrived: int, batch: Batch) -> None:
        """Read one message into `batch`. `header` is b"" if absent, `arrived` Unix ms. Never raises."""
        batch.messages += 1
        batch.bytes_in += len(topic) + len(payload) + len(header)
        self._publisher = None
        marks = len(batch.cells), len(batch.text_cells), len(batch.place_rows)
        try:
            self._decode(topic, payload, header, arrived, batch)
        except SetAside as why:
            cut_back(batch, marks)
            self._reject(why.reason, why.detail, topic, payload, len(payload), arrived, batch)
        except Exception as error:  # noqa: BLE001 - the promise of this class: nothing on the bus stops a station
            cut_back(batch, marks)
            detail = f"{type(error).__name__}: {error}"[:300]
            self._reject(reasons.INTERNAL, detail, topic, payload, len(payload), arrived, batch)

    def decode_again(self, messages: Iterable[tuple[bytes, bytes, bytes]], now: int, batch: Batch) -> None:
        """Read what a broker kept: last values, or the messages of a gap. `now` is Unix ms. Never raises.

        Such a message counts as having arrived when it was sent, as far as its header says: what has been silent
        since then is not taken for fresh because somebody repeats its last words.
        """
        touched, batch.touched = batch.touched, {}
        known = self._publishers.known
        heard = {name: (publisher.last, publisher.lag_ms) for name, publisher in known.items()}
        for topic, payload, header in messages:
            self.decode(topic, payload, header, _arrival(header, now), batch)
        for row, arrived in touched.items():
            batch.touched[row] = max(arrived, batch.touched.get(row, arrived))
        for name, (last, lag_ms) in heard.items():
            publisher = known.get(name)
            if publisher is not None and publisher.last < last:
                publisher.last, publisher.lag_ms = last, lag_ms

    def decode_logged(self, messages: Iterable[tuple[bytes, bytes, bytes, int]], batch: Batch) -> None:
        """Read messages of a log, with their arrivals. Never raises.

        Each was found to be neither late nor there twice when it arrived: publishers are not followed. What had been
        asked for again stands in the log with the time it was sent at, and makes nothing seem silent.
        """
        newest = -(2**62)
        self._logged = True
        try:
            for topic, payload, header, arrived in messages:
                if arrived >= newest:
                    newest = arrived
                    self.decode(topic, payload, header, arrived, batch)
                    continue
                touched, batch.touched = batch.touched, {}
                self.decode(topic, payload, header, arrived, batch)
                for row, at in touched.items():
                    batch.touched[row] = max(at, batch.touched.get(row, at))
        finally:
            self._logged = False

    def _decode(self, topic: bytes, payload: bytes, frame: bytes, arrived: int, batch: Batch) -> None:
        sent = 0
        publisher: Publisher | None = None
        if frame.__class__ is OddFrames:
            raise SetAside(reasons.ODD_FRAMES, f"The message has not two or three frames, but {frame.decode()}.")
        if topic[:1] == b"_":
            self._own_topic(topic, frame or payload, arrived, batch)
            return
        if frame:
            try:
                header = decode_header(frame) if len(frame) <= MAX_HEADER_BYTES else read_header(frame)
            except (ValueError, RecursionError) as error:
                self._reject(reasons.BAD_HEADER, str(error)[:300], topic, frame, len(frame), arrived, batch)
            else:
                sent = header.sent
                publisher = self._publishers.known.get(header.pub)
                if publisher is None:
                    publisher = self._publishers.get(header.pub)
                self._publisher = publisher
                seq = header.seq
                if self._logged:
                    pass
                elif seq == publisher.seq + 1 and header.epoch == publisher.epoch:
                    publisher.seq = seq
                elif not self._publishers.accept(publisher, header, arrived, batch):
                    return
                publisher.messages += 1
                publisher.last = arrived
                if sent:
                    publisher.lag_ms = arrived - sent
                    if batch.sent < sent <= arrived:
                        batch.sent = sent
        if self._quick.read(topic, payload, sent, arrived, batch):
            batch.entities += 1
            batch.raw.append((topic, payload, frame, arrived))
            return
        reader = self._reader
        reader.naive = False
        entities: Any
        if topic in self._unusual or len(payload) > MAX_BYTES:
            entities = read_payload(payload)
        else:
            try:
                entities = decode_usual(payload)
            except (ValueError, RecursionError):
                entities = read_payload(payload)
                if len(self._unusual) >= _MAX_UNUSUAL:
                    self._unusual.clear()
                self._unusual.add(topic[:1_024])
        if entities.__class__ is dict and "features" not in entities:
            problem = reader.read(entities, sent, arrived, batch)
            if problem is not None:
                self._reject(problem.reason, problem.detail, topic, payload, len(payload), arrived, batch)
            else:
                self._quick.learn(topic, payload, entities)
            batch.entities += 1
            batch.raw.append((topic, payload, frame, arrived))
        else:
            if entities.__class__ is dict or not entities or len(entities) > MAX_ENTITIES:
                entities = read_payload(payload)
            if self._array(entities, topic, payload, sent, arrived, batch):
                batch.raw.append((topic, payload, frame, arrived))
        if reader.naive and publisher is not None:
            publisher.naive += 1

    def _own_topic(self, topic: bytes, frame: bytes, arrived: int, batch: Batch) -> None:
        """Topics that begin with `_` are the bus's own. Only heartbeats mean something to us yet."""
        if not topic.startswith(_HEARTBEAT):
            return
        try:
            header = read_header(frame)
        except ValueError as error:
            raise SetAside(reasons.BAD_HEADER, str(error)[:300]) from None
        self._publishers.heartbeat(header, arrived, batch)

    def _array(self, entities: Any, topic: bytes, payload: bytes, sent: int, arrived: int, batch: Batch) -> bool:
        """An array: each entity for itself. Whether any of them was accepted."""
        if entities.__class__ is dict:
            entities = [entities]
        count = len(entities)
        accepted = rejected = 0
        head = payload[: self._quarantine_bytes]
        for index, entity in enumerate(entities):
            marks = lengths(batch)
            try:
                if entity.__class__ is not dict:
                    raise entity if isinstance(entity, SetAside) else SetAside(reasons.NOT_ENTITY)
                problem = self._reader.read(entity, sent, arrived, batch)
                accepted += 1
            except SetAside as why:
                cut_back(batch, marks)
                problem = why
            if problem is not None:
                rejected += 1
                raw, size, detail = head, len(payload), problem.detail
                if count > 1:
                    detail = f"{detail} (entity {index + 1} of {count})"
                    own = _own_bytes(entity) if rejected <= _OWN_RAW else b""
                    if own:
                        raw, size = own, len(own)
                self._reject(problem.reason, detail, topic, raw, size, arrived, batch)
        batch.entities += accepted
        return accepted > 0

    def _reject(
        self, reason: str, detail: str, topic: bytes, raw: bytes, size: int, arrived: int, batch: Batch
    ) -> None:
        name = ""
        if self._publisher is not None:
            self._publisher.rejected += 1
            name = self._publisher.name
        text = topic[:1_024].decode("utf-8", "replace")
        kept = raw if len(raw) <= self._quarantine_bytes else raw[: self._quarantine_bytes]
        batch.rejected.append(Rejection(reason, detail, name, text, kept, size, arrived))


def _arrival(header: bytes, now: int) -> int:
    """When a message that is repeated first arrived: about when it was sent."""
    try:
        return min(read_header(header).sent or now, now) if header else now
    except ValueError:
        return now


def _own_bytes(entity: Any) -> bytes:
    """One entity of an array by itself, as the operator should see it."""
    try:
        return _encode(entity)
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError):
        return b""
