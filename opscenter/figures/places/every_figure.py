"""The figures of what stands at a place, in the order in which they are computed."""

from opscenter.figures.figure import Figure


def place_figures() -> list[Figure]:
    """Waste, parking, buildings, citizens' reports."""
    return []
