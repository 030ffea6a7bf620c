"""The key figures of all systems, for tables that name one as `system.figure`."""

from collections.abc import Mapping

from opscenter.domain.catalogue import System
from opscenter.domain.toml_table import Table, nearest


class KeyFigures:
    """Which figures each system has."""

    def __init__(self, systems: Mapping[str, System]) -> None:
        self._figures = {system.id: [figure.id for figure in system.figures] for system in systems.values()}

    def check(self, table: Table, key: str, system: str, figure: str) -> None:
        """Note a figure that is not there, with the nearest that is."""
        if figure not in self._figures.get(system, ()):
            names = [f"{one}.{known}" for one, all_of in self._figures.items() for known in all_of]
            table.wrong(key, f'there is no figure "{system}.{figure}"{nearest(f"{system}.{figure}", names)}')
