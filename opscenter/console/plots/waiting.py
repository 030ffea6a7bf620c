"""What of a sheet waits for its entities to be heard of, and where in the sheet it belongs. No Qt."""

from collections.abc import Container, Iterable, Sequence

from opscenter.console.plots.sheet import Derived, How, Plot, Spec, entities_of

Waits = list[Spec]


def is_known(spec: Spec, known: Container[str]) -> bool:
    """Whether a series can be plotted: all it is made of is known, of many entities named one by one any."""
    if isinstance(spec, Derived) and spec.how is How.OVER and spec.entities:
        return any(entity in known for entity in spec.entities)
    return all(entity in known for entity in entities_of(spec))


class Waiting:
    """`plots`: whole plots that wait, each with its place in the sheet; `series`: by plot that is there (its `id`),

    what of it waits.
    """

    def __init__(self) -> None:
        self.plots: list[tuple[int, Plot]] = []
        self.series: dict[int, Waits] = {}

    def __bool__(self) -> bool:
        return bool(self.plots or self.series)

    def clear(self) -> None:
        """Wait for nothing."""
        self.plots, self.series = [], {}

    def hold(self, row: int, specs: Iterable[Spec]) -> None:
        """Let series wait for a plot that is there."""
        held = list(specs)
        if held:
            self.series[row] = held

    def of(self, row: int) -> tuple[Spec, ...]:
        """What waits for a plot."""
        return tuple(self.series.get(row, ()))

    def forget(self, row: int) -> None:
        """A plot is gone, and what waited for it."""
        self.series.pop(row, None)

    def take_ready(self, row: int, known: Container[str]) -> Waits:
        """What waited for a plot and can be plotted now; it waits no longer."""
        ready = [spec for spec in self.series.get(row, ()) if is_known(spec, known)]
        rest = [spec for spec in self.series.get(row, ()) if spec not in ready]
        self.series.pop(row, None)
        self.hold(row, rest)
        return ready

    def take_plots(self, known: Container[str]) -> list[tuple[int, Plot]]:
        """Plots of which something can be plotted now; they wait no longer."""
        ready = [each for each in self.plots if any(is_known(spec, known) for spec in each[1].series)]
        self.plots = [each for each in self.plots if each not in ready]
        return ready

    def among(self, plots: Sequence[Plot]) -> list[Plot]:
        """Plots that are there together with those that wait, each in its place."""
        whole = list(plots)
        for at, plot in sorted(self.plots, key=lambda each: each[0]):
            whole.insert(min(at, len(whole)), plot)
        return whole

    def entities(self, known: Container[str]) -> list[str]:
        """The entities that are waited for, each once."""
        specs = [spec for _, plot in self.plots for spec in plot.series]
        specs += [spec for held in self.series.values() for spec in held]
        missing = (one for spec in specs for one in entities_of(spec) if one not in known)
        return list(dict.fromkeys(missing))
