"""Finding the catalogue's files: those that come with the program, and a folder of the site's own."""

from pathlib import Path

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.toml_document import FileMistakes, decoded
from opscenter.domain.toml_table import Mistake
from opscenter.settings.resources import resource_root


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue that comes with the program, plus the `*.toml` of `folder`.

    A file of the folder with the name of one that comes with the program takes its place. Raises CatalogueErrors,
    with every mistake of every file, when there is any.
    """
    mistakes: list[Mistake] = []
    files = _texts_of(resource_root() / "catalogue", mistakes)
    if folder is not None:
        if not folder.is_dir():
            raise CatalogueErrors([Mistake(str(folder), 1, "there is no such folder of catalogue files")])
        files |= _texts_of(folder, mistakes)
    if not mistakes:
        return parse_catalogue(files)
    try:
        parse_catalogue(files)
    except CatalogueErrors as errors:
        mistakes += errors.mistakes
    raise CatalogueErrors(mistakes)


def _texts_of(folder: Path, mistakes: list[Mistake]) -> dict[str, str]:
    texts = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            texts[path.name] = decoded(path.name, path.read_bytes())
        except OSError as error:
            mistakes.append(Mistake(path.name, 1, f"cannot be read: {error.strerror or error}"))
        except FileMistakes as found:
            mistakes += found.mistakes
    return texts
