"""Finding the catalogue's files: those that come with the program, and a folder of the site's own."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.toml_document import FileMistakes, decoded
from opscenter.domain.toml_table import Mistake
from opscenter.settings.resources import resource_root

LARGEST_FILE = 4 << 20
"""Bytes of one file; all that comes with the program has 0.3 MB."""


@dataclass(slots=True)
class CatalogueTexts:
    """Everything that a catalogue is made of: the texts of its `files` and of files of `rules`, by name, and what
    `domain.catalogue_parsing.parse_catalogue` must know of files that others took the place of."""

    files: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    forgiven: set[str] = field(default_factory=set)


def load_catalogue(folder: Path | None = None, rules: Sequence[Path] = ()) -> Catalogue:
    """The catalogue that comes with the program, plus the `*.toml` of `folder`, plus the rules of files.

    A file of the folder with the name of one that comes with the program takes its place. Raises CatalogueErrors,
    with every mistake of every file, when there is any.
    """
    mistakes: list[Mistake] = []
    texts = _read_texts(folder, rules, mistakes)
    if not mistakes:
        return catalogue_of(texts)
    try:
        catalogue_of(texts)
    except CatalogueErrors as errors:
        mistakes += errors.mistakes
    raise CatalogueErrors(mistakes)


def catalogue_texts(folder: Path | None = None, rules: Sequence[Path] = ()) -> CatalogueTexts:
    """What `load_catalogue` reads. Raises CatalogueErrors for files that cannot be read."""
    mistakes: list[Mistake] = []
    texts = _read_texts(folder, rules, mistakes)
    if mistakes:
        raise CatalogueErrors(mistakes)
    return texts


def catalogue_of(texts: CatalogueTexts) -> Catalogue:
    """The catalogue that these say. Raises CatalogueErrors."""
    return parse_catalogue(texts.files, texts.rules, texts.replaced, texts.forgiven)


def _read_texts(folder: Path | None, rules: Sequence[Path], mistakes: list[Mistake]) -> CatalogueTexts:
    found = CatalogueTexts()
    files = _texts_of({path.name: path for path in sorted((resource_root() / "catalogue").glob("*.toml"))}, mistakes)
    if folder is not None:
        if not folder.is_dir():
            raise CatalogueErrors([Mistake(str(folder), 1, "there is no such folder of catalogue files")])
        own = _texts_of({path.name: path for path in sorted(folder.glob("*.toml"))}, mistakes)
        found.replaced.update(*(_rule_ids(files[name]) for name in own if name in files))
        if any(name in files for name in own):
            found.forgiven = set(files) - set(own)
        files |= own
    found.files, found.rules = files, _texts_of({str(path): path for path in rules}, mistakes)
    return found


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
