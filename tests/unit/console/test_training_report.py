"""The debrief of a session as a document: course, score with reasons, an earlier run beside it; and its pages."""

import copy
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from opscenter.console.report.document import Document, Facts, Heading, Picture, Table, texts_of
from opscenter.console.report.html import report_html
from opscenter.console.shell.languages import Translators
from opscenter.console.training.comparison import Trend, compare
from opscenter.console.training.report_making import DebriefOrder, compose_debrief, make_debrief
from opscenter.console.training.run import Run, read_run
from opscenter.domain.catalogue import Catalogue
from tests.support.training_case import BEGIN, BRIEF, at, case_fact, log_facts, score_fact

HOUR = 3_600_000


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Fonts need one."""


@pytest.fixture
def chinese() -> Iterator[None]:
    translators = Translators()
    translators.use("zh_Hant")
    yield
    translators.remove()


def session(file: str = "now.mcap") -> dict[str, Any]:
    return {
        "exercise": case_fact(), "events": log_facts(), "score": score_fact(), "file": file, "zone": "Asia/Hong_Kong",
    }  # fmt: skip


def earlier() -> dict[str, Any]:
    """Another day, other people: the pump was missed, the checklist followed whole, nobody believed the gauge."""
    told = copy.deepcopy(session("last.mcap"))
    score = told["score"]
    pump = next(one for one in score["responses"] if one["id"] == "pump")
    pump |= {"outcome": "missed", "points": 0.0, "by": [], "done": 0, "took_ms": None}
    steps = next(one for one in score["responses"] if one["id"] == "steps")
    steps |= {"outcome": "in-time", "points": 6.0, "took_ms": 200_000}
    score["wrong"][0] |= {"lost": 0.0, "times": []}
    score |= {"points": 17.0, "lost": 0.0}
    for one in told["events"]:
        one["at"] -= HOUR
    for key in ("since", "until"):
        score[key] -= HOUR
        told["exercise"][key] -= HOUR
    for one in score["responses"]:
        for key in ("raised", "done"):
            one[key] = one[key] - HOUR if one[key] else 0
    return told


def document(language: str = "en", against: bool = True) -> Document:
    order = DebriefOrder(
        session(), Path("out.pdf"), language, BEGIN + HOUR, earlier() if against else None, by="Ng"
    )  # fmt: skip
    return compose_debrief(order, Catalogue())


def table_under(made: Document, heading: str) -> Table:
    inside = False
    for block in made.blocks:
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside and isinstance(block, Table):
            return block
    raise AssertionError(f"there is no table under {heading}")


def test_it_tells_brief_people_and_points_and_that_it_was_an_exercise() -> None:
    made = document()
    assert made.title == "Debrief: Rainstorm in the evening peak"
    facts = dict(next(block for block in made.blocks if isinstance(block, Facts)).rows)
    assert facts["Worked by"] == "Chan, Lee" and facts["Trainer"] == "Trainer Ng"
    assert facts["Points"] == "15 / 30, 50 % (3 lost by what was wrong)"
    assert facts["Status"].startswith("EXERCISE")
    assert (facts["Session"], facts["Compared with"]) == ("now.mcap", "last.mcap")
    assert BRIEF["en"] in texts_of(made)


def test_every_criterion_has_its_reason() -> None:
    rows = table_under(document(), "Score").rows
    assert len(rows) == 8
    late = next(row for row in rows if row[1] == "Acknowledge the low pressure")
    assert late == (
        "8:20", "Acknowledge the low pressure", "late (1:09 of 1:00)", "3 / 6", "Lee",
        "Lee acknowledged it after 69 s; the limit was 60 s.",
    )  # fmt: skip
    assert rows[-1][3] == "\u22123" and "lying gauge" in str(rows[-1][5])


def test_what_happened_is_told_in_order_without_looks() -> None:
    rows = table_under(document(), "What happened").rows
    assert rows[0][:3] == ("0:00", "Trainer Ng", "begun")
    assert not any(row[2] == "looked at" for row in rows)
    assert ("2:00", "", "injected", "The hill gauge reads ten times too high", "") in rows
    assert any(row[4] == "Crew sent" for row in rows)


def test_differences_from_an_earlier_run_are_named() -> None:
    rows = {str(row[0]): row[1:] for row in table_under(document(), "What was other").rows}
    assert rows["Acknowledge the low pressure"] == ("late (1:09, Lee)", "missed", "+3", "better")
    assert rows["Follow the checklist of the tunnel"] == (
        "in part (5:11, Chan)", "in time (3:20, Chan)", "\u22122", "worse",
    )  # fmt: skip
    assert rows["Believed a sensor that lies"][0:4:3] == ("1 time(s)", "worse")
    assert "See that traffic stands" not in rows, "what was the same is not told"


def test_a_run_compared_with_itself_has_no_difference() -> None:
    one = read_run(session())
    assert compare(one, read_run(session()), "en") == []
    assert all(found.trend is not Trend.BETTER for found in compare(one, read_run(earlier()), "en") if found.points < 0)


def test_two_runs_stand_in_line_from_their_beginning() -> None:
    now, before = read_run(session()).shifted(), read_run(earlier()).shifted()
    assert [one.at for one in now.log.entries] == [one.at for one in before.log.entries]
    assert now.log.entries[1].at == 60_000
    assert now.score.responses[0].raised == 60_000
    assert read_run(session()).length_ms == 20 * 60_000


def test_without_an_earlier_run_there_is_nothing_of_one() -> None:
    assert not any("earlier" in text for text in texts_of(document(against=False)))


def test_an_exercise_that_never_began_says_so() -> None:
    told = session()
    told["score"] = {"since": 0, "until": 0}
    told["exercise"] |= {"since": 0, "until": 0}
    made = compose_debrief(DebriefOrder(told, Path("x.pdf"), "en", BEGIN), Catalogue())
    assert any("never began" in text for text in texts_of(made))


def test_texts_of_an_exercise_are_in_the_language_of_the_report(chinese: None) -> None:
    made = document("zh_Hant")
    told = " ".join(texts_of(made))
    assert "傍晚繁忙時間的暴雨" in told and "Lee在69秒後確認" in told and BRIEF["zh_Hant"] in told


def test_the_figure_shows_a_row_for_each_person_and_signs_in_them() -> None:
    picture = next(block for block in document().blocks if isinstance(block, Picture))
    wide = 1_000
    image = QImage(wide, round(wide * picture.ratio), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    picture.paint(painter, QRectF(0, 0, image.width(), image.height()), wide / 503.0)
    painter.end()
    rows = [
        any(image.pixelColor(x, y).lightness() < 90 for x in range(200, wide)) for y in range(image.height())
    ]  # fmt: skip
    bands = sum(1 for above, here in itertools.pairwise(rows) if here and not above)
    assert bands >= 5, "alarms, expected, trainer and two people have ink of their own"


def test_pages_and_html_are_written_whole(tmp_path: Path) -> None:
    order = DebriefOrder(session(), tmp_path / "out.pdf", "en", BEGIN + HOUR, earlier())
    assert make_debrief(order, Catalogue()) >= 2
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]
    page = report_html(document())
    assert "<script" not in page and "Acknowledge the low pressure" in page


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    told = session()
    told["events"][3]["comment"] = "<img src=x onerror=alert(1)>\n\u202eevil"
    told["exercise"]["brief"] = {"en": "<b>bold</b>" * 500}
    order = DebriefOrder(told, tmp_path / "out.html", "en", BEGIN)
    make_debrief(order, Catalogue())
    written = (tmp_path / "out.html").read_text("utf-8")
    assert "<img src=x" not in written and "<b>bold" not in written and "\u202e" not in written


def test_nonsense_makes_an_empty_run() -> None:
    run = read_run({"exercise": 3, "events": "x", "score": []})
    assert isinstance(run, Run) and run.since == 0 and run.people() == []
    assert run.shifted().log.entries == []
    assert at(0) == BEGIN
