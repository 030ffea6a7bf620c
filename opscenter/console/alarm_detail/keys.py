"""The keys of the alarm's detail, once: the detail and the sheet of shortcuts read them here."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

_KEYS = {
    "entity": ("Backspace", "E"),
    "acknowledge": ("A",),
    "comment": ("Shift+A",),
    "reset": ("R",),
    "map": ("M",),
    "plot": ("P",),
    "up": ("Up",),
    "down": ("Down",),
    "page-up": ("PgUp",),
    "page-down": ("PgDown",),
    **{f"step-{number}": (str(number),) for number in range(1, 10)},
}
_BY_KEY = {QKeySequence(text).toString(): intent for intent, keys in _KEYS.items() for text in keys}
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


def key_intent(key: int, modifiers: Qt.KeyboardModifier) -> str:
    """The intent of a key, "" for one that is none of the detail's own."""
    return _BY_KEY.get(QKeySequence(int(key) | int((modifiers & ~_IGNORED).value)).toString(), "")


def help_rows() -> list[tuple[str, str]]:
    """(keys, what they do) for the sheet of shortcuts."""
    translate = QCoreApplication.translate
    return [
        ("1 … 9", translate("AlarmDetailKeys", "Tick a step of the checklist")),
        ("A, Shift+A, R", translate("AlarmDetailKeys", "Acknowledge; with a comment; reset")),
        ("M, P", translate("AlarmDetailKeys", "Show on the map; plot")),
        (translate("AlarmDetailKeys", "Backspace"), translate("AlarmDetailKeys", "To the entity and its values")),
    ]
