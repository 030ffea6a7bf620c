"""Notes of operators: written, corrected by further entries, taken back, found by time, and restored from a journal."""

from typing import Any

import pytest

from opscenter.domain import note_book
from opscenter.domain.note_book import NoteBook
from opscenter.domain.operator_note import LONGEST_NOTE

NOW = 1_795_000_000_000
MINUTE = 60_000


def test_a_note_is_about_now_unless_told_otherwise() -> None:
    book = NoteBook()
    note = book.write("  pump 3 sounds odd\r\n\x07twice ", " Ada  Lovelace ", "desk-1", NOW)
    assert (note.at, note.until, note.end, note.text, note.by) == (
        NOW,
        0,
        NOW,
        "pump 3 sounds odd\ntwice",
        "Ada Lovelace",
    )
    span = book.write(
        "closed for works", "Ada", "d", NOW, at=NOW - MINUTE, until=NOW + MINUTE, entity="e", attribute="a"
    )
    assert (span.at, span.end, span.entity, span.attribute) == (NOW - MINUTE, NOW + MINUTE, "e", "a")
    assert [one.event for one in book.take_entries()] == ["note", "note"]
    assert book.take_changed() == [note, span] and book.take_changed() == []


def test_said_twice_at_once_it_is_one_note() -> None:
    book = NoteBook()
    assert book.write("a", "Ada", "d", NOW) == book.write("a", "Ada", "d", NOW)
    assert len(book) == len(book.take_entries()) == 1


def test_a_correction_is_a_further_entry_and_leaves_the_first() -> None:
    book = NoteBook()
    note = book.write("pump 3", "Ada", "desk-1", NOW, entity="e")
    after = book.correct(note.id, "Ben", "desk-2", NOW + 5, text="pump 4", at=NOW - 10, until=NOW - 2)
    assert (after.id, after.text, after.by, after.desk, after.entity) == (note.id, "pump 4", "Ada", "desk-1", "e")
    assert (after.at, after.until, after.corrected, after.corrected_by) == (NOW - 10, NOW - 2, NOW + 5, "Ben")
    first, second = book.take_entries()
    assert (first.event, first.comment, first.by, first.desk) == ("note", "pump 3", "Ada", "desk-1")
    assert (second.event, second.comment, second.by, second.desk) == ("note-corrected", "pump 4", "Ben", "desk-2")
    assert first.occurrence == second.occurrence == note.id


def test_one_that_is_taken_back_is_not_found_unless_asked_for() -> None:
    book = NoteBook()
    note = book.write("wrong place", "Ada", "d", NOW)
    book.correct(note.id, "Ada", "d", NOW + 1, withdraw=True)
    assert book.within(0, 2**53) == []
    (found,) = book.within(0, 2**53, withdrawn=True)
    assert found.withdrawn and found.text == "wrong place"
    with pytest.raises(ValueError, match="taken back"):
        book.correct(note.id, "Ada", "d", NOW + 2, text="right")


def test_notes_are_found_by_the_time_they_are_about() -> None:
    book = NoteBook()
    late = book.write("late", "Ada", "d", NOW, at=NOW - MINUTE)
    early = book.write("early", "Ada", "d", NOW, at=NOW - 10 * MINUTE, until=NOW - 4 * MINUTE, entity="e")
    assert book.within(0, NOW) == [early, late]
    assert book.within(NOW - 5 * MINUTE, NOW - 2 * MINUTE) == [early]
    assert book.within(NOW - 4 * MINUTE, NOW - 2 * MINUTE) == [early]
    assert book.within(NOW - 4 * MINUTE + 1, NOW - 2 * MINUTE) == []
    assert book.within(0, NOW, "e") == [early] and book.within(0, NOW, "f") == []


def test_what_is_restored_from_the_journal_is_what_was() -> None:
    book = NoteBook()
    first = book.write("one", "Ada", "d", NOW, entity="e", attribute="a", until=NOW + 5)
    book.write("two", "Ada", "d", NOW)
    book.correct(first.id, "Ben", "d2", NOW + 9, text="one, mended")
    again = NoteBook()
    entries = book.take_entries()
    assert again.restore(entries) == []
    assert again.notes == book.notes and again.take_entries() == [] and again.take_changed() == []
    alone = NoteBook()  # of a journal that was begun anew, or whose first entries are too old to be known
    alone.restore(entries[-1:])
    assert alone.notes == {first.id: book.notes[first.id]}
    assert [one.event for one in book.newest(1)] == ["note"]


def test_an_entry_that_cannot_be_read_is_told_and_passed_over() -> None:
    book = NoteBook()
    book.write("one", "Ada", "d", NOW)
    (entry,) = book.take_entries()
    entry.details.clear()
    again = NoteBook()
    (trouble,) = again.restore([entry])
    assert "cannot be read" in trouble and not again.notes


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"text": " \n\x00 "}, "empty"),
        ({"text": "x" * (LONGEST_NOTE + 1)}, "at most 2,000 characters"),
        ({"by": "  "}, "name is needed"),
        ({"at": NOW + 10 * MINUTE}, "not come yet"),
        ({"at": -5}, "after 1970"),
        ({"at": NOW, "until": NOW - 1}, "earlier"),
        ({"at": NOW, "until": NOW + 400 * 86_400_000}, "a year at most"),
    ],
)
def test_what_is_no_note_is_refused_in_a_sentence(told: dict[str, Any], sentence: str) -> None:
    book = NoteBook()
    said = {"text": "a", "by": "Ada", "desk": "d", "now": NOW} | told
    with pytest.raises(ValueError, match=sentence):
        book.write(**said)
    assert not book.notes and not book.take_entries()


def test_a_correction_of_nothing_or_of_what_is_not_there_is_refused() -> None:
    book = NoteBook()
    note = book.write("a", "Ada", "d", NOW)
    with pytest.raises(ValueError, match="no note"):
        book.correct("zz", "Ada", "d", NOW, text="b")
    with pytest.raises(ValueError, match="already"):
        book.correct(note.id, "Ada", "d", NOW, text="a")


def test_no_more_than_the_newest_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_book, "MOST_NOTES", 3)
    book = NoteBook()
    for number in range(5):
        book.write(str(number), "Ada", "d", NOW + number)
    assert [one.text for one in book.notes.values()] == ["2", "3", "4"]
