"""A TOML text that a person wrote -> its top table, or what is wrong with it, all at once, with file and line."""

import re
import tomllib

from opscenter.domain.toml_lines import TomlLines
from opscenter.domain.toml_table import Mistake, Table

_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class FileMistakes(ValueError):
    """Everything that is wrong with files, sorted by file and line; a line each: `file:line: sentence`."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def decoded(file: str, content: bytes) -> str:
    """The text of a file. FileMistakes if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileMistakes([Mistake(file, line, f"not UTF-8 text: {error.reason}")]) from None


def parsed(file: str, text: str, mistakes: list[Mistake]) -> Table | None:
    """The top table, whose getters append to `mistakes`; None, with its mistake noted, for what is not TOML."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
        mistakes.append(Mistake(file, line, f"not TOML: {_TOML_PLACE.sub('', str(error))}"))
        return None
    except RecursionError:
        mistakes.append(Mistake(file, 1, "not a file that can be used: its arrays or tables are nested too deeply"))
        return None
    return Table(file, TomlLines(text), (), data, mistakes)
