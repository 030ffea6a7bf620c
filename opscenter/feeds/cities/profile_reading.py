"""Profiles (TOML) -> Profile, checked as a whole. See `resources/cities/README.md`."""

from pathlib import Path
from zoneinfo import ZoneInfo

from opscenter.domain.toml_document import FileMistakes, decoded, parsed
from opscenter.domain.toml_table import Mistake, Table, nearest
from opscenter.domain.toml_texts import read_texts
from opscenter.feeds.cities.incident import read_incidents
from opscenter.feeds.cities.profile import SHIFTED, Part, Profile
from opscenter.feeds.cities.readers import READERS
from opscenter.settings.resources import resource_root

MOST_PARTS = 100
LONGEST_PAUSE_S = 366 * 86_400.0


class NoProfile(ValueError):
    """There is no such profile: a sentence with the nearest name."""


def profile_names() -> list[str]:
    """The profiles that come with the program."""
    return sorted(path.stem for path in (resource_root() / "cities").glob("*.toml"))


def read_profile(name: str) -> Profile:
    """A profile that comes with the program, by its name, or one's own, by its path (*.toml).

    Raises NoProfile, FileMistakes (all mistakes, with lines) or OSError.
    """
    own = name.endswith(".toml")
    path = Path(name) if own else resource_root() / "cities" / f"{name}.toml"
    if not own and name not in profile_names():
        raise NoProfile(f'There is no profile "{name}"{nearest(name, profile_names())}')
    mistakes: list[Mistake] = []
    top = parsed(str(path), decoded(str(path), path.read_bytes()), mistakes)
    profile = _profile(top, path) if top is not None else None
    if profile is None or mistakes:
        raise FileMistakes(mistakes)
    return profile


def _profile(top: Table, path: Path) -> Profile:
    folder = path.parent / path.stem
    zone = top.text("zone")
    try:
        found = ZoneInfo(zone or "UTC")
    except (KeyError, ValueError, OSError):
        top.wrong("zone", f'"{zone}" is not an IANA time zone, such as Asia/Hong_Kong')
        found = ZoneInfo("UTC")
    if not top.tables("part"):
        top.wrong("", "a profile has at least one [[part]]")
    parts = tuple(_part(one) for one in top.tables("part")[:MOST_PARTS])
    profile = Profile(
        name=path.stem,
        title=read_texts(top, "title"),
        zone=found,
        licence=top.text("licence"),
        longest_pause_s=top.number("longest_pause_s", 3_600.0, 1.0, LONGEST_PAUSE_S),
        parts=parts,
        folder=folder,
        catalogue=folder / "catalogue" if (folder / "catalogue").is_dir() else None,
        incidents=read_incidents(top, folder, [part.name for part in parts]),
    )
    top.finish()
    return profile


def _part(table: Table) -> Part:
    reader = table.choice("reader", READERS)
    needs = table.table("needs")
    options = table.table("options")
    if options is not None:
        for key in options.data:
            if key not in READERS[reader]:
                options.wrong(key, f'the reader "{reader}" has no option "{key}"{nearest(key, READERS[reader])}')
    part = Part(
        name=table.text("name"),
        reader=reader,
        files=table.texts("files"),
        what=table.text("what"),
        get=table.text("get"),
        needs={key: needs.text(key) for key in needs.data} if needs is not None else {},
        either=table.texts("either") if table.has("either") else (),
        shifted=table.choice("shifted", SHIFTED, "flow"),
        required=table.flag("required"),
        options=dict(options.data) if options is not None else {},
    )
    for pattern in (*part.files, *part.needs.values()):
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts or not pattern:
            table.wrong("files", f'"{pattern}" is no pattern of files under a folder')
    for name in part.either:
        if name not in part.needs:
            table.wrong("either", f'"{name}" is not in "needs"{nearest(name, part.needs)}')
    table.offer("either")
    table.finish()
    return part
