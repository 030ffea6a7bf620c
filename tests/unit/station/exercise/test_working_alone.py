"""Exercises worked by a script: what people do is real within it, and the score comes out of the file again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.domain.exercise_result import as_map
from opscenter.recording.errors import IncidentError
from opscenter.recording.reader import IncidentReader
from opscenter.station.exercise.closing import close_session, score_of_file
from opscenter.station.exercise.opening import Opened, open_file
from opscenter.station.exercise.script import parse_script
from opscenter.station.exercise.session_file import SessionAnswers
from opscenter.station.exercise.session_folder import SessionError, read_folder
from opscenter.station.exercise.working_alone import Worked, work_alone
from opscenter.station.requests import Request
from opscenter.wire.desk import Columns, Header
from tests.support.exercise_city import HEAD, START, incident, opened

ZONE = "urn:ngsi-ld:WaterNetworkZone:pm:dma-10"
EXPECTED = f"""
[[expected]]
id = "see"
kind = "detect"
rule = "water.zone.pressure"
within_s = 20
weight = 2
text = {{ en = "See that the pressure falls" }}
[[expected]]
id = "ack"
kind = "acknowledge"
rule = "water.zone.pressure"
within_s = 20
weight = 3
text = {{ en = "Acknowledge it" }}
[[wrong]]
id = "unseen"
kind = "unseen"
weight = 1
text = {{ en = "Look before you acknowledge" }}
[[injection]]
id = "lie"
kind = "alarm"
at_s = 10
lasts_s = 20
entity = "{ZONE}"
attribute = "pressure"
value = 0.5
rule = "water.zone.pressure"
"""


SCRIPT = f"""
[[action]]
at_s = 33.4
by = "Mei"
do = "look"
rule = "water.zone.pressure"
[[action]]
at_s = 36
by = "Mei"
do = "ack"
rule = "water.zone.pressure"
comment = "Looks like a burst"
[[action]]
at_s = 37
by = "Wing"
do = "ack"
rule = "water.zone.pressure"
[[action]]
at_s = 40
by = "Wing"
do = "own"
rule = "water.zone.pressure-drop"
[[action]]
at_s = 41.25
by = "Wing"
do = "shelve"
rule = "lighting.lamp.out"
reason = "known"
[[action]]
at_s = 43
by = "Mei"
do = "note"
entity = "{ZONE}"
text = "Crew is on its way"
[[action]]
at_s = 44
do = "freeze"
[[action]]
at_s = 44
by = "Mei"
do = "ack"
rule = "water.zone.flow"
[[action]]
at_s = 44
do = "go-on"
[[action]]
at_s = 45
by = "Mei"
do = "alert"
headline = "Low pressure"
text = "Boil water in Pearl Flats"
[[action]]
at_s = 50
do = "end"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exercise")


@pytest.fixture(scope="module")
def done(folder: Path) -> Worked:
    with opened(folder, EXPECTED) as made:
        return work_alone(made, folder / "session", parse_script(SCRIPT), out=folder / "session.mcap")


def test_what_people_do_is_real_within_the_exercise_and_scored(done: Worked) -> None:
    see, acknowledge = done.score.responses
    # injected after 10 s; the pressure has to stay low for 15 s until it is an alarm, in the 25th of the exercise
    assert (see.outcome, see.took_ms, see.points, see.by) == ("in-time", 8_400, 2.0, ["Mei"])
    assert (acknowledge.outcome, acknowledge.took_ms, acknowledge.points) == ("in-time", 11_000, 3.0)
    assert done.score.lost == 0.0 and done.score.percent == 100.0
    assert done.score.over and done.score.until == START + 55_000
    assert done.refused == [
        "37 s, ack by Wing: already acknowledged (by Mei)",
        "44 s, ack by Mei: The exercise is frozen: it goes on when the trainer says so.",
    ]
    assert [(one.name, one.acts, one.looks) for one in done.score.people] == [("Mei", 3, 1), ("Wing", 2, 0)]


def test_the_score_comes_out_of_the_session_file_to_the_last_digit(done: Worked, folder: Path) -> None:
    assert done.file == folder / "session.mcap"
    made, score, rows = score_of_file(folder / "session.mcap")
    assert as_map(score) == as_map(done.score)
    assert made.id == "burst" and len(rows) == done.events
    # after a crash the file is made of what is on disk, and says the same
    again = close_session(read_folder(folder / "session"), folder / "again.mcap")
    assert again.compared.same, again.compared.sentence()
    assert again.rows == done.events and as_map(score_of_file(again.file)[1]) == as_map(done.score)


def test_the_session_tells_all_that_happened_in_it(done: Worked, folder: Path) -> None:
    _, _, rows = score_of_file(folder / "session.mcap")
    told = [(row.event, row.by) for row in rows if row.event.startswith("exercise-")]
    assert told == [
        ("exercise-begun", "Trainer"), ("exercise-injected", ""), ("exercise-injection-over", ""),
        ("exercise-looked", "Mei"), ("exercise-frozen", "Trainer"), ("exercise-went-on", "Trainer"),
        ("exercise-alert", "Mei"), ("exercise-ended", "Trainer"),
    ]  # fmt: skip
    alert = next(row for row in rows if row.event == "exercise-alert")
    assert alert.details["status"] == "Exercise" and alert.comment == "Boil water in Pearl Flats"
    shelved = next(row for row in rows if row.event == "shelved")
    assert (shelved.by, shelved.wall, shelved.details["reason"]) == ("Wing", START + 46_250, "known")
    assert {"acknowledged", "situation-owned", "note"} <= {row.event for row in rows}


def test_a_session_is_an_incident_file_that_is_not_worked_again(done: Worked, folder: Path) -> None:
    with IncidentReader(folder / "session.mcap") as reader:
        assert not reader.problems and reader.about.zone == "Asia/Hong_Kong" and reader.since == START
        assert reader.attachments("exercise.toml") and sum(1 for _ in reader.happenings()) > 100
    with pytest.raises(IncidentError, match=r"is a session that has been worked already"):
        open_file(folder / "session.mcap", lambda exercise, path: path, lambda path: pytest.fail(str(path)))
    with pytest.raises(IncidentError, match=r"burst\.mcap holds no exercise"):
        open_file(incident(folder), lambda exercise, path: path, lambda path: pytest.fail(str(path)))
    with pytest.raises(IncidentError, match=r"is not the file of a session"):
        score_of_file(folder / "burst.mcap")


def test_a_folder_takes_one_session(done: Worked, folder: Path) -> None:
    with opened(folder) as made, pytest.raises(SessionError, match=r"There is a session in"):
        work_alone(made, folder / "session")
    with pytest.raises(SessionError, match=r"is not the folder of a session"):
        read_folder(folder)
    head = "id = 'x'\ntitle = { en = 'x' }\nbrief = { en = 'x' }\nstart_s = 900\nend_s = 950\n"
    head += "[source]\nincident = 'x'\n"
    with pytest.raises(IncidentError, match=r"tells of 80 s, and the exercise begins after 900 s of it"):
        opened(folder, head=head)


def test_a_sessions_file_answers_the_questions_about_its_exercise(done: Worked, folder: Path) -> None:
    answers: dict[str, Callable[[Request], tuple[Header, Columns]]] = SessionAnswers(folder / "session.mcap").topics()

    def ask(what: str, **args: object) -> Header:
        return answers[what](Request(b"", 1, what, args, "desk", lambda *_: None))[0]

    told = ask("exercise")
    assert (told["state"], told["role"], told["since"]) == ("over", "trainer", START + 5_000)
    assert [(one["id"], one["state"]) for one in told["injections"]] == [("lie", "over")]
    assert told["alerts"][0]["headline"] == "Low pressure"
    assert ask("exercise-score") == as_map(done.score)
    first = ask("exercise-log", limit=3)
    rest = ask("exercise-log", after=first["next"])
    events = [one["event"] for one in (*first["events"], *rest["events"])]
    assert len(first["events"]) == 3 and events[0] == "exercise-begun" and events[-1] == "exercise-ended"
    with IncidentReader(folder / "session.mcap") as reader:
        assert SessionAnswers.fits(reader)
    with IncidentReader(folder / "burst.mcap") as reader:
        assert not SessionAnswers.fits(reader)
    with pytest.raises(ValueError, match="not the file of a session"):
        SessionAnswers(folder / "burst.mcap").topics()["exercise"](Request(b"", 1, "", {}, "", lambda *_: None))


def test_an_incident_that_was_cut_short_is_worked_as_far_as_it_goes(folder: Path, tmp_path: Path) -> None:
    head = HEAD.replace("end_s = 70", "end_s = 8")
    content = incident(folder).read_bytes()
    (tmp_path / "burst.mcap").write_bytes(content[: len(content) * 6 // 10])
    with Opened(parse_exercise(head), head.encode(), tmp_path / "burst.mcap") as made:
        found = work_alone(made, tmp_path / "session", out=tmp_path / "session.mcap")
    assert found.score.over and any("cut short" in sentence for sentence in found.problems)
    (tmp_path / "burst.mcap").write_bytes(b"none")
    with pytest.raises(IncidentError, match=r"burst\.mcap: "):
        Opened(parse_exercise(head), head.encode(), tmp_path / "burst.mcap")
