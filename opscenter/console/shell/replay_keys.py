"""What the window of a replay can do besides, with the keys: commands of the menu, and keys of its transport bar."""

from PySide6.QtCore import QCoreApplication

Command = tuple[str, str, str, str]
REPLAY_COMMANDS = "replay-"
"""What ids of commands begin with that are there in a replay only."""


def replay_commands() -> list[Command]:
    """(id, text, icon, keys) in the order of the menu. They are there in a replay only."""
    translate = QCoreApplication.translate
    return [
        ("replay-play", translate("ReplayKeys", "Play or pause the replay"), "play", "F8"),
        ("replay-back", translate("ReplayKeys", "10 s back"), "step-back", "F7"),
        ("replay-on", translate("ReplayKeys", "10 s on"), "step-forward", "F9"),
        ("replay-slower", translate("ReplayKeys", "Slower"), "minus", "Ctrl+,"),
        ("replay-faster", translate("ReplayKeys", "Faster"), "plus", "Ctrl+."),
        ("replay-alarm-back", translate("ReplayKeys", "To the alarm before"), "jump-back", "Shift+F7"),
        ("replay-alarm", translate("ReplayKeys", "To the next alarm"), "jump-on", "Shift+F9"),
        ("replay-note-back", translate("ReplayKeys", "To the note before"), "", "Ctrl+F7"),
        ("replay-note", translate("ReplayKeys", "To the next note"), "", "Ctrl+F9"),
        ("replay-bookmark-back", translate("ReplayKeys", "To the bookmark before"), "", "Ctrl+Shift+F7"),
        ("replay-bookmark", translate("ReplayKeys", "To the next bookmark"), "", "Ctrl+Shift+F9"),
        ("replay-keep", translate("ReplayKeys", "Keep this moment as a bookmark…"), "bookmark", "Ctrl+F8"),
        ("replay-time", translate("ReplayKeys", "Go to a time of the replay…"), "history", "Ctrl+Shift+T"),
        ("replay-loop", translate("ReplayKeys", "Play the visible part again and again"), "loop", "Shift+F8"),
    ]


def replay_rows() -> list[tuple[str, str]]:
    """In the transport bar of a replay (`replay.bar`, `replay.timeline`)."""
    translate = QCoreApplication.translate
    return [
        (translate("ReplayKeys", "Space"), translate("ReplayKeys", "Play or pause, wherever it types nothing")),
        ("← →", translate("ReplayKeys", "10 s back or on; with Shift a minute")),
        ("Page Up, Page Down", translate("ReplayKeys", "10 minutes back or on")),
        ("Home, End", translate("ReplayKeys", "The first moment, the last")),
        (", .", translate("ReplayKeys", "Slower, faster")),
        ("A U N C B", translate("ReplayKeys", "Next alarm, urgent one, note, act, bookmark; Shift: the one before")),
        ("G, M", translate("ReplayKeys", "Type a time; keep a bookmark, with Shift take it away")),
        ("[ ]", translate("ReplayKeys", "A loop begins, ends here (Shift and drag); Delete: none")),
        ("L", translate("ReplayKeys", "Loop what the timeline shows, or no longer")),
        ("+ − 0", translate("ReplayKeys", "Shorter, longer, the whole (mouse wheel)")),
        ("Esc", translate("ReplayKeys", "Back to the map")),
    ]
