"""Loops among rules that name one another."""

from collections.abc import Iterable, Iterator, Mapping

LONGEST_TOLD = 8
"""How many rules of a loop a sentence names."""

Named = Mapping[str, Iterable[str]]
"""Rule -> the rules it names."""


def loops(named: Named) -> Iterator[tuple[str, ...]]:
    """Loops of two rules or more, as the ids along each; each rule is told of in one loop at most."""
    done: set[str] = set()
    for start in named:
        way: list[str] = []
        on_way: dict[str, int] = {}
        ahead: list[Iterator[str]] = []
        if start not in done:
            _enter(start, named, way, on_way, ahead)
        while ahead:
            following = next(ahead[-1], None)
            if following is None:
                ahead.pop()
                left = way.pop()
                del on_way[left]
                done.add(left)
            elif following in on_way:
                if way[-1] != following:
                    yield tuple(way[on_way[following] :])
            elif following not in done and following in named:
                _enter(following, named, way, on_way, ahead)


def told(loop: tuple[str, ...], verb: str) -> str:
    """A loop in words: `"a" suppresses "b" suppresses "a"`."""
    named = (*loop, loop[0]) if len(loop) <= LONGEST_TOLD else (*loop[:LONGEST_TOLD], f"… {len(loop):,} in all")
    return f" {verb} ".join(f'"{rule_id}"' for rule_id in named)


def _enter(rule_id: str, named: Named, way: list[str], on_way: dict[str, int], ahead: list[Iterator[str]]) -> None:
    on_way[rule_id] = len(way)
    way.append(rule_id)
    ahead.append(iter(named[rule_id]))
