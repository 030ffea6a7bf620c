"""An incident narrowed to systems or to an area holds what concerns these, word for word."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from opscenter.domain.sphere import metres_between
from opscenter.figures.naming import is_own
from opscenter.history.blocks import unpack_columns
from opscenter.history.restore import Restored, load_registry
from opscenter.history.schema import FILE_NAME
from opscenter.recording.layout import unpack_registry
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Happening, Moment, Row
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.cutting.narrowing import Narrowing, sentences
from tests.support.cut_city import KILLED, STOPPED, cut, read, recorded
from tests.support.recorded_station import T0


def ids_in(happenings_: list[Happening]) -> set[str]:
    return {
        json.loads(message[1])["id"]
        for one in happenings_
        if isinstance(one, Moment)
        for message in one.messages
    }  # fmt: skip


def test_narrowed_to_systems(lived: Path, tmp_path: Path) -> None:
    catalogue = load_catalogue()
    with closing(sqlite3.connect(lived / FILE_NAME)) as database:
        types = {entity: kind for entity, kind, *_ in load_registry(database).entities}
    every = recorded(lived, 0, T0 + 30_000)
    alarms = [row for one in every if isinstance(one, Moment) for row in one.rows if row.state]
    systems = ["traffic", next(one for row in alarms if (one := catalogue.kind(types[row.entity]).system) != "traffic")]
    found = cut(lived, tmp_path / "a.mcap", 0, T0 + 30_000, systems=systems)
    there = read(tmp_path / "a.mcap")
    assert ids_in(there) == {
        one for one in ids_in(every) if catalogue.kind(types[one]).system in systems
    }  # fmt: skip
    messages = [message for one in every if isinstance(one, Moment) for message in one.messages]
    stayed = [message for one in there if isinstance(one, Moment) for message in one.messages]
    mine = ids_in(there)
    assert stayed == [message for message in messages if json.loads(message[1])["id"] in mine]
    assert found.told[-2].startswith(f"Narrowed to {len(mine)} entities: {len(stayed):,} messages stayed, ")
    assert found.compared.same and found.compared.recorded > 0
    with IncidentReader(tmp_path / "a.mcap") as reader:
        assert reader.about.systems == systems
        entities, _ = unpack_registry(reader.read(reader.attachments("registry")[-1]))
    assert mine <= {entity for entity, _ in entities}
    published = {kind for _, kind in entities if not is_own(kind)}
    assert {catalogue.kind(kind).system for kind in published} == set(systems)


def test_narrowed_to_an_area(lived: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(lived / FILE_NAME)) as database:
        known = load_registry(database)
        state = database.execute("SELECT state FROM checkpoint").fetchone()[0]
    lon, lat = placed(state)
    centre = next(row for row, (_, kind, *_) in enumerate(known.entities) if kind == "WeatherObserved")
    found = cut(
        lived, tmp_path / "a.mcap", STOPPED, KILLED, area=f"{lon[centre]:f},{lat[centre]:f},2", title="Here"
    )  # fmt: skip
    away = metres_between(lon[centre], lat[centre], lon, lat)
    there = ids_in(read(tmp_path / "a.mcap"))
    assert known.entities[centre][0] in there
    standing = {kind.type for kind in load_catalogue().kinds.values() if not kind.moves}
    for row, (entity, kind, _, shape) in enumerate(known.entities):
        if kind in standing and shape is None and entity in there:
            assert away[row] < 2_002, entity
        if kind in standing and away[row] < 1_998 and not is_own(kind):
            assert entity in there or entity not in ids_in(recorded(lived, STOPPED, KILLED)), entity
    assert 1 < len(there) < len(ids_in(recorded(lived, STOPPED, KILLED)))
    assert found.compared.same


def placed(state: bytes) -> tuple[np.ndarray, np.ndarray]:
    columns = unpack_columns(msgspec.msgpack.decode(state, type=tuple[bytes, bytes])[0])
    return columns["lon"].astype(np.float64), columns["lat"].astype(np.float64)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"systems": ["wether"]}, r'No system \'wether\' is known; did you mean "weather"\?'),
        ({"area": "Atlantis"}, "There is no area 'Atlantis'"),
        ({"area": "-30,10,5"}, "Nothing of what was recorded is of these systems and in this area"),
    ],
)
def test_narrowed_to_what_there_is_not(lived: Path, tmp_path: Path, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        cut(lived, tmp_path / "a.mcap", 0, T0 + 20_000, **more)
    assert list(tmp_path.iterdir()) == []


def test_a_message_that_tells_of_others_too_stays_whole() -> None:
    known = Restored(entities=[("urn:a", "Road", "A", None), ("urn:b", "Road", "B", None)], cells=[(1, "x", "")])
    narrowing = Narrowing({"urn:b"}, known)
    one, other = ({"id": f"urn:{name}", "type": "Road", "x": 1} for name in "ab")
    messages = [(b"t", json.dumps(payload).encode(), b"", T0) for payload in (one, [one, other], other)]
    moment = narrowing.moment(Moment(T0, 7, messages, []))
    assert moment.messages == messages[1:] and moment.beat == 7
    assert narrowing.moment(Moment(T0, 8, messages[:1], [])) == Moment(T0)
    assert (narrowing.left_out, narrowing.mixed) == (2, 1)
    assert (narrowing.entities, narrowing.cells) == ([("urn:b", "Road")], [(0, "x")])
    assert sentences(narrowing, 2)[1] == "Of others, too, tell 1 message; they stayed whole."


def test_rows_of_the_journal_that_stay() -> None:
    known = Restored(entities=[("urn:a", "Road", "A", None), ("urn:b", "Road", "B", None)])
    narrowing = Narrowing({"urn:b"}, known)
    mine, others = ([{"entity": one}] for one in ("urn:b", "urn:a"))
    rows = [
        row_of("1", "urn:a", "raised", "UNACK"), row_of("2", "urn:b", "raised", "UNACK"),
        row_of("3", "", "note", ""), row_of("4", "urn:a", "note", ""), row_of("rules", "", "rules-changed", ""),
        row_of("s1", "", "situation-opened", "", {"members": others}), row_of("s1", "", "situation-closed", ""),
        row_of("s2", "", "situation-opened", "", {"members": mine}), row_of("s2", "", "situation-closed", ""),
    ]  # fmt: skip
    stayed = [(row.occurrence, row.event) for row in rows if narrowing.keeps(row)]
    assert stayed == [
        ("2", "raised"), ("3", "note"), ("rules", "rules-changed"), ("s2", "situation-opened"),
        ("s2", "situation-closed"),
    ]  # fmt: skip


def row_of(occurrence: str, entity: str, event: str, state: str, details: object = None) -> Row:
    fact = json.dumps({"entity": entity, "occurrence": occurrence, "details": details or {}})
    return Row(1, T0, T0, occurrence, entity, event, state, "", "", "", fact, "")
