"""What an alert that leaves the centre says it is (CAP 1.2, `status`): the one place that decides it.

Source: CAP 1.2 (OASIS, 2010), 3.2.1: "Actual" is "actionable by all targeted recipients", "Exercise" "actionable only
by designated exercise participants".
"""

ACTUAL, EXERCISE, TEST = "Actual", "Exercise", "Test"


def alert_status(mode: str) -> str:
    """The status for a station of that `mode` (PROTOCOL.md): nothing but a live city sends what is to be acted on."""
    return {"live": ACTUAL, "exercise": EXERCISE}.get(mode, TEST)
