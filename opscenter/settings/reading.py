"""Options declared once - type, default, unit, a sentence - and read from a TOML file and the command line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opscenter.settings.toml_check import FileErrors, TomlFile

SettingsErrors = FileErrors


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

    def problem_with(self, value: Any) -> str:
        """What is wrong with a value of the right type, or ""."""
        if self.choices and value not in self.choices:
            return f"must be one of {', '.join(self.choices)}, not {value!r}."
        if isinstance(self.default, (int, float)) and not isinstance(self.default, bool):
            if self.low is not None and value < self.low:
                return f"must be at least {self.low:g} {self.unit}".rstrip() + f", not {value!r}."
            if self.high is not None and value > self.high:
                return f"must be at most {self.high:g} {self.unit}".rstrip() + f", not {value!r}."
        if isinstance(self.default, list) and not all(isinstance(item, str) for item in value):
            return "must be a list of texts."
        return ""


def read_options(declared: tuple[Option, ...], path: Path | None) -> dict[str, Any]:
    """Every option's value: from the file where it names it, else the default.

    Raises SettingsErrors with all that is wrong, each with its line; OSError when the file cannot be read.
    """
    values = {option.name: option.default for option in declared}
    if path is None:
        return values
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SettingsErrors([f"{path}:1: not UTF-8 text: {error.reason}."]) from None
    file = TomlFile(str(path), text)
    file.table((), [option.name for option in declared])
    for option in declared:
        kind = type(option.default)
        kinds = (int, float) if kind is float else kind
        values[option.name] = file.get((option.name,), kinds, option.default, check=option.problem_with)
    file.finish()
    return values
