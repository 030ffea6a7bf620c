"""Addresses of desks, read before ZeroMQ sees them: it takes port 99999 for another one, in silence."""

import re

_TCP = re.compile(r"^tcp://(\[[0-9a-fA-F:.%]+\]|\*|[^:/\s\[\]*]+):(\*|\d+)$")
_EVERYWHERE = ("*", "0.0.0.0", "[::]")


def problem_with(address: str, *, bind: bool) -> str:
    """Why nobody can serve (`bind`) or reach a station's desk at `address`, as part of a sentence; "" if one can."""
    if address.startswith("ipc://"):
        return "" if len(address) > 6 else "it names no path"
    if address.startswith("inproc://"):
        return ""
    if not address.startswith("tcp://"):
        return "it begins neither with tcp:// nor with ipc://"
    found = _TCP.match(address)
    if found is None:
        return "it is not complete"
    host, port = found.groups()
    if port != "*" and int(port) > 65_535:
        return f"{port[:20]} is not a port; ports are 1 to 65535"
    if not bind and (port == "*" or int(port) == 0):
        return "it has no port to connect to"
    if not bind and host == "*":
        return "it names no machine to connect to"
    return ""


def feed_from(address: str, feed: str) -> str:
    """Where a desk that reached the station at `address` finds the `feed` it was told of.

    A station that serves on every address of its machine cannot know by which one the desk came; the desk does.
    """
    told, reached = _TCP.match(feed), _TCP.match(address)
    if told is None or reached is None or told.group(1) not in _EVERYWHERE:
        return feed
    return f"tcp://{reached.group(1)}:{told.group(2)}"
