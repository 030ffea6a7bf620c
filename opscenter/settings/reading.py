"""Options declared once - type, default, unit, a sentence - and read from a TOML file and the command line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opscenter.domain.toml_document import FileMistakes, decoded, parsed
from opscenter.domain.toml_table import Mistake, Table

UNBOUNDED = 1e300


@dataclass(slots=True, frozen=True)
class Option:
    """One setting. `default` gives its type; numbers may have bounds; `unit` is for people."""

    name: str
    default: Any
    sentence: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    def read(self, table: Table) -> Any:
        """The option's value in a file's table, its default where it is absent or wrong."""
        match self.default:
            case bool():
                return table.flag(self.name) if table.has(self.name) else self.default
            case int():
                return table.whole(self.name, self.default, int(self._low), int(self._high))
            case float():
                return table.number(self.name, self.default, self._low, self._high)
            case list():
                return list(table.texts(self.name)) if table.data.get(self.name) else self.default
        if self.choices:
            return table.choice(self.name, self.choices, self.default)
        return table.text(self.name, self.default)

    @property
    def _low(self) -> float:
        return -UNBOUNDED if self.low is None else self.low

    @property
    def _high(self) -> float:
        return UNBOUNDED if self.high is None else self.high


def read_options(declared: tuple[Option, ...], path: Path | None) -> dict[str, Any]:
    """Every option's value: from the file where it names it, else the default.

    Raises FileMistakes with all that is wrong, each with its line; OSError when the file cannot be read.
    """
    values = {option.name: option.default for option in declared}
    if path is None:
        return values
    mistakes: list[Mistake] = []
    table = parsed(str(path), decoded(str(path), path.read_bytes()), mistakes)
    if table is not None:
        values = {option.name: option.read(table) for option in declared}
        table.offer(*values)
        table.finish()
    if mistakes:
        raise FileMistakes(mistakes)
    return values
