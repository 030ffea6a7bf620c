"""Finding the catalogue's files: those that come with the program, and a folder of the site's own."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.toml_document import FileMistakes, decoded
from opscenter.domain.toml_table import Mistake
from opscenter.settings.resources import resource_root

LARGEST_FILE = 4 << 20
"""Bytes of one file; all that comes with the program has 0.3 MB."""


def load_catalogue(folder: Path | None = None, rules: Sequence[Path] = ()) -> Catalogue:
    """The catalogue that comes with the program, plus the `*.toml` of `folder`, plus the rules of files.

    A file of the folder with the name of one that comes with the program takes its place. Raises CatalogueErrors,
    with every mistake of every file, when there is any.
    """
    mistakes: list[Mistake] = []
    replaced: set[str] = set()
    forgiven: set[str] = set()
    files = _texts_of({path.name: path for path in sorted((resource_root() / "catalogue").glob("*.toml"))}, mistakes)
    if folder is not None:
        if not folder.is_dir():
            raise CatalogueErrors([Mistake(str(folder), 1, "there is no such folder of catalogue files")])
        own = _texts_of({path.name: path for path in sorted(folder.glob("*.toml"))}, mistakes)
        replaced.update(*(_rule_ids(files[name]) for name in own if name in files))
        if any(name in files for name in own):
            forgiven = set(files) - set(own)
        files |= own
    rule_files = _texts_of({str(path): path for path in rules}, mistakes)
    if not mistakes:
        return parse_catalogue(files, rule_files, replaced, forgiven)
    try:
        parse_catalogue(files, rule_files, replaced, forgiven)
    except CatalogueErrors as errors:
        mistakes += errors.mistakes
    raise CatalogueErrors(mistakes)


def _rule_ids(text: str) -> list[str]:
    """The ids of the rules in a catalogue file that comes with the program."""
    return [rule["id"] for kind in tomllib.loads(text).get("kind", []) for rule in kind.get("rule", [])]


def _texts_of(paths: Mapping[str, Path], mistakes: list[Mistake]) -> dict[str, str]:
    """The texts of files, by the name they have in sentences."""
    texts = {}
    for name, path in paths.items():
        try:
            texts[name] = decoded(name, _content(path))
        except OSError as error:
            mistakes.append(Mistake(name, 1, f"cannot be read: {error.strerror or error}"))
        except FileMistakes as found:
            mistakes += found.mistakes
    return texts


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise OSError(f"it has more than {LARGEST_FILE >> 20} MB, which no file of this sort needs")
    return content


def rule_ids_of(path: Path) -> list[str]:
    """The ids that a file of rules names, in its order; of a file that `load_catalogue` has found right."""
    tables = tomllib.loads(decoded(str(path), _content(path))).get("rule", [])
    return [table["id"] for table in tables]
