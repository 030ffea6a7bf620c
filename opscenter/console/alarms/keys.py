"""The keys of the alarm list, once: the list, its menu and the sheet of shortcuts read them here."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from opscenter.console.alarms.verbs import Verb

_KEYS: dict[str, tuple[str, ...]] = {
    Verb.ACKNOWLEDGE.value: ("Return", "Enter", "Space", "A"),
    "comment": ("Shift+A", "Ctrl+Return", "Ctrl+Enter"),
    Verb.RESET.value: ("R",),
    Verb.SHELVE.value: ("S",),
    Verb.UNSHELVE.value: ("U",),
    Verb.SUPPRESS.value: ("X",),
    Verb.UNSUPPRESS.value: ("Shift+X",),
    Verb.OUT_OF_SERVICE.value: ("O",),
    Verb.RETURN.value: ("Shift+O",),
    "undo": ("Ctrl+Z", "Z"),
    "group": ("G",),
    "situations": ("F",),
    "views": ("V",),
    "find": ("/",),
    "next-list": ("T",),
    "previous-list": ("Shift+T",),
    "detail": ("D",),
    "silence": ("Q",),
    "map": ("M",),
    "plot": ("P",),
    "rule": ("I",),
    "export": ("E",),
    **{f"view-{number}": (str(number),) for number in range(1, 10)},
    "view-0": ("0",),
}
_BY_KEY = {QKeySequence(text).toString(): intent for intent, keys in _KEYS.items() for text in keys}
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


def key_intent(key: int, modifiers: Qt.KeyboardModifier) -> str:
    """The intent of a key, "" for one that is none of the list's own."""
    kept = modifiers & ~_IGNORED
    if key == Qt.Key.Key_Slash:
        kept &= ~Qt.KeyboardModifier.ShiftModifier  # on some keyboards it is typed with Shift
    return _BY_KEY.get(QKeySequence(int(key) | int(kept.value)).toString(), "")


def key_of(intent: str) -> str:
    """The first key of an intent, as menus and tooltips write it."""
    keys = _KEYS.get(intent, ())
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def help_rows() -> list[tuple[str, str]]:
    """(keys, what they do) for the sheet of shortcuts."""
    translate = QCoreApplication.translate
    return [
        (translate("AlarmKeys", "A, Space, Enter"), translate("AlarmKeys", "Acknowledge")),
        ("Shift+A", translate("AlarmKeys", "Acknowledge with a comment")),
        ("R", translate("AlarmKeys", "Reset what is latched")),
        ("S, U", translate("AlarmKeys", "Shelve, unshelve")),
        ("O, Shift+O", translate("AlarmKeys", "Out of service, back in service")),
        ("X, Shift+X", translate("AlarmKeys", "Suppress, end the suppression")),
        ("Ctrl+Z", translate("AlarmKeys", "Undo a laying aside, else a filter")),
        ("G", translate("AlarmKeys", "Group by district, system, situation …")),
        ("F", translate("AlarmKeys", "Fold into situations, and back")),
        ("← →", translate("AlarmKeys", "Fold, unfold a group; with Shift all")),
        ("T, Shift+T", translate("AlarmKeys", "Next list: in alarm, shelved …")),
        ("V, 1 … 9, 0", translate("AlarmKeys", "Saved views; choose one; none")),
        ("/", translate("AlarmKeys", "Filter by words")),
        ("D", translate("AlarmKeys", "Detail of the alarm or the situation")),
        ("Q", translate("AlarmKeys", "Silence the tones, or end it")),
        ("M, P, I", translate("AlarmKeys", "Show on the map; plot; its rule")),
        ("E", translate("AlarmKeys", "Export as CAP")),
        ("Home", translate("AlarmKeys", "To the top; sort in what is new")),
    ]
