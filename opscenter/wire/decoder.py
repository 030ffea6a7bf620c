"""Bytes of the city bus -> columns of a `Batch`.

Whatever arrives, nothing is raised: a message is accepted, set aside with a reason, or (a duplicate, a heartbeat)
only counted. See `bus/BUS.md` for the rules.

The decoder is the busiest code of a station. Numbers and texts in their usual spellings are read here, with one
dictionary per entity from attribute to cell, one remembered instant and no intermediate objects; every other
spelling goes through `spelling.spell`. Both ways yield the same.
"""

import sys
from typing import Any

import msgspec

from opscenter.domain.batch import Batch, Registry, Rejection
from opscenter.domain.quality import Quality
from opscenter.wire import reasons
from opscenter.wire.envelope import HEARTBEAT_TOPIC, Header, read_header
from opscenter.wire.geometry import NO_SHAPE, read_place
from opscenter.wire.instants import Instants
from opscenter.wire.payload import read_payload
from opscenter.wire.publishers import Publisher, Publishers
from opscenter.wire.reasons import SetAside
from opscenter.wire.spelling import (
    LD_NULL,
    MAX_NAME,
    MAX_NESTING,
    MAX_TEXT,
    QUALITY_KEYS,
    QUALITY_WORDS,
    Fact,
    check_depth,
    plain,
    short_name,
    spell,
)

MAX_ID_BYTES = 512
MAX_TYPE = 256
MAX_ATTRIBUTES = 512
MAX_PLANS = 262_144
FUTURE_MS = 60_000
_BIG = 2**53
_OWN_RAW = 32  # entities of one message that are quarantined with their own bytes; further ones share the message's
_NAN = float("nan")
_GOOD = int(Quality.GOOD)
_SUSPECT = int(Quality.SUSPECT)

# Keys of an entity that are not attributes of it. The times are the time of its values.
_ENTITY_TIMES = ("dateObserved", "observedAt", "dateModified", "modifiedAt", "TimeInstant", "timestamp")
_NOT_ATTRIBUTES = frozenset({"id", "type", "@id", "@type", "@context", "location", "name", "scope", "createdAt"})
_SPECIAL = _NOT_ATTRIBUTES | frozenset(_ENTITY_TIMES)
_ENTITY_QUALITY = QUALITY_KEYS - {"qualification"}

_encode = msgspec.json.Encoder().encode


class _Plan:
    """What is remembered of one entity: its row, its cells by attribute, its last published name and place."""

    __slots__ = ("full", "lat", "lon", "name", "numbers", "place_time", "row", "shape", "texts", "type")

    def __init__(self, row: int, entity_type: str) -> None:
        self.row = row
        self.type = entity_type  # as published
        self.numbers: dict[str, int] = {}
        self.texts: dict[str, int] = {}
        self.name = ""
        self.lon = _NAN
        self.lat = _NAN
        self.place_time = -(2**62)
        self.shape: dict[str, Any] | None = None
        self.full = False


class Decoder:
    """Reads messages of the bus into batches. One decoder follows one stream; it is not thread-safe.

    `registry` numbers entities and cells; what it answered is remembered here, so its numbers must not change.
    `quarantine_bytes` bounds the raw bytes kept with each rejection.
    """

    def __init__(self, registry: Registry, quarantine_bytes: int = 4096) -> None:
        self._registry = registry
        self._quarantine_bytes = quarantine_bytes
        self._plans: dict[str, _Plan] = {}
        self._units: list[str | None] = []  # by cell, as last published
        self._instants = Instants()
        self._last_text = ""
        self._last_instant = 0
        self._publishers = Publishers()
        self._publisher: Publisher | None = None  # of the message being read
        self._naive = False

    @property
    def publishers(self) -> list[dict[str, Any]]:
        """Per publisher: `publisher, epoch, seq, messages, gaps, last, lag_ms, duplicates, naive, rejected`."""
        return self._publishers.facts()

    def decode(self, topic: bytes, payload: bytes, header: bytes, arrived: int, batch: Batch) -> None:
        """Read one message into `batch`. `header` is b"" if absent, `arrived` Unix ms. Never raises."""
        batch.messages += 1
        batch.bytes_in += len(topic) + len(payload) + len(header)
        self._publisher = None
        marks = _lengths(batch)
        try:
            self._decode(topic, payload, header, arrived, batch)
        except SetAside as why:
            _roll_back(batch, marks)
            self._reject(why.reason, why.detail, topic, payload, len(payload), arrived, batch)
        except Exception as error:  # noqa: BLE001 - the promise of this class: nothing on the bus stops a station
            _roll_back(batch, marks)
            detail = f"{type(error).__name__}: {error}"[:300]
            self._reject(reasons.INTERNAL, detail, topic, payload, len(payload), arrived, batch)

    # ---- one message ------------------------------------------------------------------------------------------

    def _decode(self, topic: bytes, payload: bytes, frame: bytes, arrived: int, batch: Batch) -> None:
        sent = 0
        publisher: Publisher | None = None
        if topic[:1] == b"_":
            self._own_topic(topic, frame or payload, arrived, batch)
            return
        if frame:
            header: Header | None
            try:
                header = read_header(frame)
            except ValueError as error:
                header = None
                self._reject(reasons.BAD_HEADER, str(error)[:300], topic, frame, len(frame), arrived, batch)
            if header is not None:
                sent = header.sent
                publisher = self._publisher = self._publishers.known.get(header.pub) or self._publishers.get(header.pub)
                seq = header.seq
                if seq == publisher.seq + 1 and header.epoch == publisher.epoch:
                    publisher.seq = seq
                elif not self._publishers.accept(publisher, header, arrived, batch):
                    return
                publisher.messages += 1
                publisher.last = arrived
                if sent:
                    publisher.lag_ms = arrived - sent
        self._naive = False
        entities = read_payload(payload)
        if entities.__class__ is dict:
            self._entity(entities, sent, arrived, batch)
            batch.entities += 1
            accepted = True
        else:
            accepted = self._array(entities, topic, payload, sent, arrived, batch)
        if accepted:
            batch.raw.append((topic, payload, frame, arrived))
        if self._naive and publisher is not None:
            publisher.naive += 1

    def _own_topic(self, topic: bytes, frame: bytes, arrived: int, batch: Batch) -> None:
        """Topics that begin with `_` are the bus's own. Only heartbeats mean something to us yet."""
        if not topic.startswith(HEARTBEAT_TOPIC.encode()):
            return
        try:
            header = read_header(frame)
        except ValueError as error:
            raise SetAside(reasons.BAD_HEADER, str(error)[:300]) from None
        self._publishers.heartbeat(header, arrived, batch)

    def _array(self, entities: list[Any], topic: bytes, payload: bytes, sent: int, arrived: int, batch: Batch) -> bool:
        """An array: each entity for itself. Whether any of them was accepted."""
        count = len(entities)
        accepted = rejected = 0
        for index, entity in enumerate(entities):
            marks = _lengths(batch)
            try:
                if entity.__class__ is not dict:
                    raise SetAside(reasons.NOT_ENTITY)
                self._entity(entity, sent, arrived, batch)
                accepted += 1
            except SetAside as why:
                _roll_back(batch, marks)
                rejected += 1
                raw, size = payload, len(payload)
                if rejected <= _OWN_RAW and count > 1:
                    raw = _own_bytes(entity)
                    size = len(raw)
                detail = f"{why.detail} (entity {index + 1} of {count})" if count > 1 else why.detail
                self._reject(why.reason, detail, topic, raw, size, arrived, batch)
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
        batch.rejected.append(Rejection(reason, detail, name, text, raw[: self._quarantine_bytes], size, arrived))

    # ---- one entity -------------------------------------------------------------------------------------------

    def _entity(self, entity: dict[str, Any], sent: int, arrived: int, batch: Batch) -> None:
        """Append one entity's values. SetAside (with nothing appended) if it must be set aside whole."""
        kind = entity.get("type")
        if kind == "Feature":
            entity = _from_feature(entity)
            kind = entity.get("type")
        lon = lat = _NAN
        shape: dict[str, Any] | None = None
        problem: SetAside | None = None
        location = entity.get("location")
        if location is not None:
            try:
                try:
                    inner = location["value"]
                except KeyError:
                    inner = location
                lon, lat = inner["coordinates"]
                if not (
                    lon.__class__ is float
                    and lat.__class__ is float
                    and -180.0 <= lon <= 180.0
                    and -90.0 <= lat <= 90.0
                    and inner["type"] == "Point"
                ):
                    raise ValueError
            except (KeyError, TypeError, ValueError):
                try:
                    lon, lat, shape = _read_location(location)
                except SetAside as why:
                    if why.reason != reasons.PLACE_UNREADABLE:
                        raise
                    location = None
                    problem = why
        entity_id = entity.get("id")
        plan = self._plans.get(entity_id) if entity_id.__class__ is str else None  # type: ignore[arg-type]
        if plan is None or plan.type != kind:
            plan = self._new_plan(entity)

        numbers = plan.numbers
        cells = batch.cells
        values = batch.values
        times = batch.times
        first = len(cells)
        first_text = len(batch.text_cells)
        units = self._units
        known = self._instants.known
        last_text = self._last_text
        last_instant = self._last_instant
        base: int | None = None
        base_quality = entity_quality = _GOOD
        horizon = arrived + FUTURE_MS
        marked: list[tuple[int, int]] | None = None

        for key, raw in entity.items():
            if raw.__class__ is dict:
                value = raw.get("value")
                if value.__class__ is float or (value.__class__ is int and -_BIG <= value <= _BIG):
                    cell = numbers.get(key)
                    if cell is not None:
                        read = 1
                        when = raw.get("observedAt")
                        if when is not None:
                            read = 2
                            if when != last_text:
                                instant = known.get(when) if when.__class__ is str else None
                                if instant is None:
                                    read = -9
                                else:
                                    last_text = when
                                    last_instant = instant
                            moment = last_instant
                        else:
                            if base is None:
                                base, base_quality = self._base_time(entity, sent, arrived)
                            moment = base
                        unit = raw.get("unitCode")
                        if unit is not None:
                            read += 1
                            if unit != units[cell]:
                                read = -9
                        if raw.get("type").__class__ is str:
                            read += 1
                        if read == len(raw):
                            cells.append(cell)
                            values.append(value)
                            times.append(moment)
                            if moment > horizon or (when is None and base_quality):
                                marked = [] if marked is None else marked
                                marked.append((len(cells) - 1, _SUSPECT))
                            continue
            elif raw.__class__ is float or (raw.__class__ is int and -_BIG <= raw <= _BIG):
                cell = numbers.get(key)
                if cell is not None:
                    if base is None:
                        base, base_quality = self._base_time(entity, sent, arrived)
                    cells.append(cell)
                    values.append(raw)
                    times.append(base)
                    if base_quality:
                        marked = [] if marked is None else marked
                        marked.append((len(cells) - 1, _SUSPECT))
                    continue
            if key in _SPECIAL:
                if key == "name":
                    self._name(plan, raw, batch)
                elif key == "@context" and raw.__class__ is not str:
                    check_depth(raw, 2)
                elif key == "location" and raw is None:
                    self._no_place(plan, entity, sent, arrived, batch)
                continue
            if base is None:
                base, base_quality = self._base_time(entity, sent, arrived)
            if key in _ENTITY_QUALITY:
                entity_quality = max(entity_quality, _word(key, raw))
            try:
                slow = self._attribute(plan, key, raw, base, base_quality, horizon, batch, arrived)
            except SetAside as why:
                if why.reason in (reasons.TOO_DEEP, reasons.NOT_FINITE):
                    _undo(batch, first, first_text)
                    raise
                problem = problem or why
                continue
            if slow is not None:
                marked = slow if marked is None else marked + slow
            if key == "alternateName" and not plan.name and "name" not in entity:
                self._name(plan, raw, batch)

        self._last_text = last_text
        self._last_instant = last_instant
        added = len(cells) - first
        if added:
            batch.qualities.extend([entity_quality] * added)
            batch.arrived.extend([arrived] * added)
            if marked is not None:
                for index, quality in marked:
                    if quality > batch.qualities[index]:
                        batch.qualities[index] = quality
        if entity_quality:
            text_qualities = batch.text_qualities
            for index in range(first_text, len(text_qualities)):
                text_qualities[index] = max(entity_quality, text_qualities[index])
        row = plan.row
        if location is not None and (lon != plan.lon or lat != plan.lat or shape != plan.shape):
            self._move(plan, location, lon, lat, shape, entity, sent, arrived, batch)
        batch.touched[row] = arrived
        if problem is not None:
            detail = f"{problem.detail} ({str(entity_id)[:120]})"
            self._reject(
                problem.reason, detail, str(entity_id).encode("utf-8", "replace"), *_evidence(entity), arrived, batch
            )

    def _new_plan(self, entity: dict[str, Any]) -> _Plan:
        """The plan of an entity not known yet, or known with another type."""
        entity_id = entity.get("id", entity.get("@id"))
        if not isinstance(entity_id, str) or not entity_id:
            raise SetAside(reasons.NO_ID)
        kind = entity.get("type", entity.get("@type"))
        if not isinstance(kind, str) or not kind:
            raise SetAside(reasons.NO_TYPE, f"The entity {entity_id[:120]} has no type, or its type is not text.")
        if len(entity_id) > MAX_ID_BYTES or len(entity_id.encode()) > MAX_ID_BYTES:
            raise SetAside(reasons.ID_TOO_LONG)
        if len(kind) > MAX_TYPE:
            raise SetAside(reasons.TYPE_TOO_LONG)
        kind = sys.intern(kind)
        row = self._registry.entity(entity_id, short_name(kind))
        if row < 0:
            raise SetAside(reasons.SITE_FULL)
        plan = self._plans.get(entity_id)
        if plan is not None and plan.row == row:
            plan.type = kind
            return plan
        if len(self._plans) >= MAX_PLANS:
            self._plans.clear()
        plan = self._plans[entity_id] = _Plan(row, kind)
        return plan

    # ---- one attribute, thoroughly ----------------------------------------------------------------------------

    def _attribute(
        self,
        plan: _Plan,
        key: str,
        raw: Any,
        base: int,
        base_quality: int,
        horizon: int,
        batch: Batch,
        arrived: int,
    ) -> list[tuple[int, int]] | None:
        """Append an attribute in any spelling. Returns the marks (index in cells, quality) of doubtful numbers."""
        if raw.__class__ is str and len(raw) <= MAX_TEXT and raw != LD_NULL:
            cell = plan.texts.get(key)  # the usual text
            if cell is not None:
                batch.text_cells.append(cell)
                batch.text_times.append(base)
                batch.texts.append(raw)
                batch.text_qualities.append(base_quality)
                batch.text_arrived.append(arrived)
                return None
        marked: list[tuple[int, int]] | None = None
        for fact in spell(short_name(key), raw):
            moment, quality = base, base_quality
            if fact.when is not None:
                read = self._instants.read(fact.when)
                if read is None:
                    quality = _SUSPECT  # it says when, but nobody can read it
                else:
                    moment = read[0]
                    self._naive = self._naive or read[1]
                    quality = _SUSPECT if moment > horizon else _GOOD
            index = self._fact(plan, fact, moment, max(quality, int(fact.quality)), batch, arrived)
            if index is not None and (quality or fact.quality):
                marked = [] if marked is None else marked
                marked.append((index, max(quality, int(fact.quality))))
        return marked

    def _fact(self, plan: _Plan, fact: Fact, moment: int, quality: int, batch: Batch, arrived: int) -> int | None:
        """Append one fact; the index of its number in `batch.cells`, None if it has none."""
        value = fact.value
        if value is None:
            self._clear(plan, fact.name, moment, quality, batch, arrived)
            return None
        index: int | None = None
        if value.__class__ is not str:
            cell = plan.numbers.get(fact.name)
            if cell is None:
                cell = self._cell(plan, plan.numbers, fact.name)
            batch.cells.append(cell)
            batch.values.append(float(value))
            batch.times.append(moment)
            index = len(batch.cells) - 1
            if fact.unit is not None and self._units[cell] != fact.unit:
                self._units[cell] = batch.units[cell] = sys.intern(fact.unit)
        if value.__class__ is str or value.__class__ is bool:
            cell = plan.texts.get(fact.name)
            if cell is None:
                cell = self._cell(plan, plan.texts, fact.name)
            text = value if value.__class__ is str else ("true" if value else "false")
            _add_text(batch, cell, moment, text, quality, arrived)  # type: ignore[arg-type]
        return index

    def _clear(self, plan: _Plan, name: str, moment: int, quality: int, batch: Batch, arrived: int) -> None:
        """An attribute was cleared: no number (NaN), no text (None), and so for what was nested under its name."""
        inside = name + "."
        number_names = [known for known in plan.numbers if known == name or known.startswith(inside)]
        text_names = [known for known in plan.texts if known == name or known.startswith(inside)]
        if not number_names and not text_names:
            number_names = text_names = [name]
        for known in number_names:
            cell = plan.numbers.get(known)
            batch.cells.append(self._cell(plan, plan.numbers, known) if cell is None else cell)
            batch.values.append(_NAN)
            batch.times.append(moment)
        for known in text_names:
            cell = plan.texts.get(known)
            _add_text(
                batch, self._cell(plan, plan.texts, known) if cell is None else cell, moment, None, quality, arrived
            )

    def _cell(self, plan: _Plan, kind: dict[str, int], name: str) -> int:
        """The cell of an attribute seen for the first time (as a number or as a text)."""
        if len(plan.numbers) + len(plan.texts) >= 2 * MAX_ATTRIBUTES or len(kind) >= MAX_ATTRIBUTES:
            raise SetAside(reasons.TOO_MANY_ATTRIBUTES)
        cell = plan.texts.get(name, plan.numbers.get(name, -1))
        if cell < 0:
            cell = self._registry.cell(plan.row, name)
            if cell < 0:
                raise SetAside(reasons.SITE_FULL)
        kind[sys.intern(name)] = cell
        if cell >= len(self._units):
            self._units.extend([None] * (cell + 1 - len(self._units)))
        return cell

    # ---- time, name, place ------------------------------------------------------------------------------------

    def _base_time(self, entity: dict[str, Any], sent: int, arrived: int) -> tuple[int, int]:
        """The time of attributes that have none of their own, and the quality it leaves them with."""
        quality = _GOOD
        for key in _ENTITY_TIMES:
            raw = entity.get(key)
            if raw is not None:
                read = self._instants.read(raw if raw.__class__ is str else plain(raw))
                if read is not None:
                    self._naive = self._naive or read[1]
                    return read[0], _SUSPECT if read[0] > arrived + FUTURE_MS else quality
                quality = _SUSPECT
        moment = sent or arrived
        return moment, _SUSPECT if moment > arrived + FUTURE_MS else quality

    def _name(self, plan: _Plan, raw: Any, batch: Batch) -> None:
        """Take over the display name, if it is one and new."""
        if raw.__class__ is dict:
            languages = raw.get("languageMap")
            if languages is None and raw.get("type") == "LanguageProperty":
                languages = raw.get("value")
            if languages.__class__ is dict and languages:
                raw = plain(languages.get("en") or next(iter(languages.values())))
            else:
                raw = plain(raw)
        if raw.__class__ is list and raw and raw[0].__class__ is str:
            raw = raw[0]
        if raw.__class__ is str and raw and raw != plan.name and raw != LD_NULL:
            plan.name = batch.names[plan.row] = raw[:MAX_NAME]

    def _move(
        self,
        plan: _Plan,
        location: Any,
        lon: float,
        lat: float,
        shape: dict[str, Any] | None,
        entity: dict[str, Any],
        sent: int,
        arrived: int,
        batch: Batch,
    ) -> None:
        """Append a place that is not the one known. A late one goes out too, but is not taken for the present."""
        moment = None
        if "observedAt" in location or "metadata" in location:
            facts = spell("location", {**location, "value": 0.0})
            read = self._instants.read(facts[0].when)
            moment = read[0] if read is not None else None
        if moment is None:
            moment = self._base_time(entity, sent, arrived)[0]
        batch.place_rows.append(plan.row)
        batch.place_times.append(moment)
        batch.lons.append(lon)
        batch.lats.append(lat)
        if moment >= plan.place_time:
            if shape != plan.shape:
                batch.shapes[plan.row] = NO_SHAPE if shape is None else shape
                plan.shape = shape
            plan.lon, plan.lat, plan.place_time = lon, lat, moment

    def _no_place(self, plan: _Plan, entity: dict[str, Any], sent: int, arrived: int, batch: Batch) -> None:
        moment = self._base_time(entity, sent, arrived)[0]
        batch.place_rows.append(plan.row)
        batch.place_times.append(moment)
        batch.lons.append(_NAN)
        batch.lats.append(_NAN)
        if plan.shape is not None:
            batch.shapes[plan.row] = NO_SHAPE
        plan.shape, plan.lon, plan.lat = None, _NAN, _NAN


def _word(key: str, raw: Any) -> int:
    """The quality a model publishes for a whole entity. A `status` counts only in the very words of quality."""
    word = plain(raw)
    if not isinstance(word, str):
        return _GOOD
    if key == "status" and word not in ("good", "suspect", "bad"):
        return _GOOD
    return int(QUALITY_WORDS.get(word.strip().lower(), Quality.GOOD))


def _read_location(location: Any) -> tuple[float, float, dict[str, Any] | None]:
    check_depth(location, 2)
    return read_place(location)


def _from_feature(feature: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON Feature as an entity: its properties, its id, and its geometry as the place."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise SetAside(reasons.NO_TYPE, "The Feature has no properties, so its type is not known.")
    entity = {key: value for key, value in properties.items() if key != "id"}
    entity["id"] = feature.get("id", properties.get("id"))
    geometry = feature.get("geometry")
    if geometry is not None:
        entity["location"] = geometry
    check_depth(feature.get("@context"), 2)
    return entity


def _add_text(batch: Batch, cell: int, moment: int, text: str | None, quality: int, arrived: int) -> None:
    batch.text_cells.append(cell)
    batch.text_times.append(moment)
    batch.texts.append(text)
    batch.text_qualities.append(quality)
    batch.text_arrived.append(arrived)


def _own_bytes(entity: Any) -> bytes:
    try:
        return _encode(entity)
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError):
        return b""


def _evidence(entity: dict[str, Any]) -> tuple[bytes, int]:
    raw = _own_bytes(entity)
    return raw, len(raw)


_COLUMNS = ("cells", "times", "values", "qualities", "arrived")
_TEXT_COLUMNS = ("text_cells", "text_times", "texts", "text_qualities", "text_arrived")
_PLACE_COLUMNS = ("place_rows", "place_times", "lons", "lats")


def _lengths(batch: Batch) -> tuple[int, int, int]:
    return len(batch.cells), len(batch.text_cells), len(batch.place_rows)


def _undo(batch: Batch, first: int, first_text: int) -> None:
    for name in _COLUMNS:
        del getattr(batch, name)[first:]
    for name in _TEXT_COLUMNS:
        del getattr(batch, name)[first_text:]


def _roll_back(batch: Batch, marks: tuple[int, int, int]) -> None:
    """Cut the columns back to where they were, so that their lengths agree again."""
    _undo(batch, marks[0], marks[1])
    for name in _PLACE_COLUMNS:
        del getattr(batch, name)[marks[2] :]
