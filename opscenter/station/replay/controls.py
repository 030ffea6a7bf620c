"""What desks ask of the player of a replay: to play, stand still, jump, repeat; and what lies on its line of time."""

from collections.abc import Callable, Sequence

from opscenter.station.replay.bookmarks import MAX_TEXT, Bookmark, Bookmarks
from opscenter.station.replay.player import Player
from opscenter.station.replay.told import Told, ToldJournal
from opscenter.station.requests import Request, span_of
from opscenter.wire.desk import Header

TIMELINE = "replay-timeline"
USUAL_LIMIT, MOST_EVENTS, MOST_BINS = 2_000, 10_000, 2_000
LONGEST_STEP_MS = 366 * 86_400_000

Act = Callable[[Request], Header]


class Controls:
    """Carries out commands `replay-...` and answers `replay-timeline`. `fact` is the `replay` of a beat (PROTOCOL.md).

    `more`: what else lies on the line of time (gaps, starts, injections), in order.
    """

    def __init__(
        self,
        player: Player,
        told: ToldJournal,
        bookmarks: Bookmarks,
        fact: Callable[[], Header],
        more: Sequence[Told] = (),
    ) -> None:
        self._player = player
        self._told = told
        self._bookmarks = bookmarks
        self._fact = fact
        self._more = more
        self._acts: dict[str, Act] = {
            "replay-play": self._play,
            "replay-pause": self._pause,
            "replay-step": self._step,
            "replay-seek": self._seek,
            "replay-next": self._next,
            "replay-loop": self._loop,
            "replay-bookmark": self._bookmark,
            "replay-bookmark-remove": self._remove,
        }

    def knows(self, verb: str) -> bool:
        """Whether a command is one of the player's."""
        return verb in self._acts

    def carry_out(self, request: Request) -> None:
        """Do it. ValueError, a sentence: not understood."""
        request.answer("done", self._acts[request.topic](request))

    def _play(self, request: Request) -> Header:
        self._player.play(_number(request, "speed"))
        return {"replay": self._fact()}

    def _pause(self, request: Request) -> Header:
        self._player.pause()
        return {"replay": self._fact()}

    def _step(self, request: Request) -> Header:
        ms = request.whole("ms", 0)
        if not 0 < abs(ms) <= LONGEST_STEP_MS:
            raise ValueError("'ms' says how far to step, in milliseconds; negative: back.")
        self._player.step(ms)
        return {"replay": self._fact()}

    def _seek(self, request: Request) -> Header:
        self._player.seek(_time(request, "at"))
        return {"replay": self._fact()}

    def _next(self, request: Request) -> Header:
        what, back = request.text("what", "alarm"), request.args.get("back", False)
        if not isinstance(back, bool):
            raise ValueError("'back' must be true or false.")
        at = self._player.at
        if what == "bookmark":
            mark = self._bookmarks.beside(at, back)
            found = _of_bookmark(mark) if mark is not None else None
        else:
            found = self._told.beside(at, what, back)
        if found is None or not self._player.since <= found.at <= self._player.until:
            return {"replay": self._fact(), "found": False}
        self._player.seek(found.at)
        return {**found.as_map(), "replay": self._fact(), "found": True}

    def _loop(self, request: Request) -> Header:
        if request.args.get("from") is None and request.args.get("to") is None:
            self._player.repeat_no_more()
        else:
            self._player.repeat(_time(request, "from"), _time(request, "to"))
        return {"replay": self._fact()}

    def _bookmark(self, request: Request) -> Header:
        at = self._player.at if request.args.get("at") is None else _time(request, "at")
        at = min(max(at, self._player.since), self._player.until)
        mark, kept = self._bookmarks.add(at, request.text("text", most=MAX_TEXT), request.text("by", most=200))
        return {"bookmark": mark.number, "at": mark.at, "kept": kept, "notice": self._bookmarks.notice}

    def _remove(self, request: Request) -> Header:
        removed = self._bookmarks.remove(request.whole("bookmark", 0))
        return {"removed": removed, "notice": self._bookmarks.notice}

    def timeline(self, request: Request) -> Header:
        """What lies on the line of time. ValueError with a sentence."""
        since, until = span_of(request)
        since, until = max(since, self._player.since), min(until, self._player.until)
        limit, bins = request.whole("limit", USUAL_LIMIT), request.whole("bins", 0)
        if not 0 < limit <= MOST_EVENTS or not 0 <= bins <= MOST_BINS:
            raise ValueError(f"'limit' must be between 1 and {MOST_EVENTS}, 'bins' between 0 and {MOST_BINS}.")
        rare = [one for one in self._more if one.at <= until and max(one.at, one.until) >= since]
        rare += [_of_bookmark(mark) for mark in self._bookmarks.all() if since <= mark.at <= until]
        rare = rare[:limit]
        events, left_out = self._told.events(since, until, limit - len(rare)) if limit > len(rare) else ([], 0)
        told: Header = {
            "from": since, "to": until, "left_out": left_out,
            "events": [one.as_map() for one in sorted([*rare, *events], key=lambda one: one.at)],
        }  # fmt: skip
        if bins:
            told["raised"] = self._told.raised(since, until, bins)
        return told


def _of_bookmark(mark: Bookmark) -> Told:
    return Told(mark.at, "bookmark", text={"en": mark.text} if mark.text else {}, by=mark.by, bookmark=mark.number)


def _number(request: Request, name: str) -> float | None:
    value = request.args.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError(f"{name!r} must be a number.")
    return value


def _time(request: Request, name: str) -> int:
    if request.args.get(name) is None:
        raise ValueError(f"Name the moment: {name!r} is missing (Unix ms).")
    return request.whole(name, 0)
