"""The keys of the pages about alarms, for the sheet of shortcuts: (keys, what they do)."""

from PySide6.QtCore import QCoreApplication

Rows = list[tuple[str, str]]


def situation_rows() -> Rows:
    """In the window of a situation (`situations.page`)."""
    translate = QCoreApplication.translate
    return [
        ("T", translate("PageKeys", "Take it, or give it up")),
        ("A", translate("PageKeys", "Acknowledge all of it, with one comment")),
        ("N", translate("PageKeys", "Write a note")),
        ("1 … 9", translate("PageKeys", "Tick a step of the checklist")),
        ("M", translate("PageKeys", "Show it on the map")),
        ("E", translate("PageKeys", "Export it as CAP")),
    ]


def journal_rows() -> Rows:
    """On the page of the journal (`journal.panel`)."""
    translate = QCoreApplication.translate
    return [
        ("Enter", translate("PageKeys", "Only the history of this alarm")),
        ("/", translate("PageKeys", "Filter by words")),
        ("S", translate("PageKeys", "Sort otherwise, by the next column")),
        ("E", translate("PageKeys", "Export as CSV")),
        ("Esc", translate("PageKeys", "Leave the words, then the history of one alarm")),
    ]


def rules_rows() -> Rows:
    """On the page of the rules (`rules.panel`)."""
    translate = QCoreApplication.translate
    return [
        ("/", translate("PageKeys", "Filter rules")),
        ("Enter, F2", translate("PageKeys", "Change the rule")),
        ("Alt+↑ ↓", translate("PageKeys", "The rule before, the next one")),
        ("Ctrl+Enter, Esc", translate("PageKeys", "Try the changes; stop the trial")),
        ("Ctrl+Z", translate("PageKeys", "Undo the last change")),
        ("Ctrl+S", translate("PageKeys", "Save the changed rules as a file")),
    ]


def system_rows() -> Rows:
    """On the page of a system (`pages.panel`)."""
    translate = QCoreApplication.translate
    return [
        ("Ctrl+PgUp, PgDn", translate("PageKeys", "The system before, the next one")),
        ("↑ ↓", translate("PageKeys", "Through a list; each is selected")),
        ("Enter", translate("PageKeys", "Show on the map; a figure or plot in the trends")),
        ("← →, 1 2 3", translate("PageKeys", "Radar of the city: an axis; an hour, a day, a week ago")),
        ("T", translate("PageKeys", "The trend of what moves an axis")),
        ("A", translate("PageKeys", "Its alarms in the alarm list")),
        ("M", translate("PageKeys", "The map beside it, or the page alone")),
        ("Backspace", translate("PageKeys", "The page before")),
        ("Esc", translate("PageKeys", "Back to the map")),
    ]


def debrief_rows() -> Rows:
    """In the debrief of an exercise's session (`training.debrief_panel`)."""
    translate = QCoreApplication.translate
    return [
        ("← → ↑ ↓", translate("PageKeys", "To another mark, another row; Enter goes there")),
        ("+ − 0", translate("PageKeys", "Less time, more time, all of it")),
        ("E, A", translate("PageKeys", "Beside an earlier run; this run alone")),
        ("R", translate("PageKeys", "Make the report")),
        ("X", translate("PageKeys", "Export an alert that was drafted as a CAP file")),
    ]


def measures_rows() -> Rows:
    """On the page of the alarm system's figures (`measures.panel`)."""
    return [("Enter", QCoreApplication.translate("PageKeys", "The alarms behind the figure"))]
