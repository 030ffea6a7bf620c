"""The files of a profile in a user's folder: which are there, and what is missing with where to get it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from opscenter.feeds.cities.profile import Part, PartFiles, Profile

MOST_FILES = 20_000
"""Files of one part; a year of one file an hour has 8,760."""
_DIGITS = re.compile(r"(\d+)")


class NoCity(Exception):
    """Nothing can be made of the folder: sentences, a line each."""


@dataclass(slots=True)
class Found:
    """Parts that can be played, and sentences about those that cannot."""

    parts: list[PartFiles] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def find_files(profile: Profile, folder: Path, taken: int | None = None) -> Found:
    """Look for the files of all parts under a folder. Raises NoCity when there is none of any part, or a part that the
    city cannot be without is missing."""
    if not folder.is_dir():
        raise NoCity(f"There is no folder {folder}. Give the folder of the data of {profile.name} with --from DIR.")
    found = Found()
    lacking = []
    for part in profile.parts:
        paths = _matching(folder, part.files)
        if len(paths) > MOST_FILES:
            found.missing.append(f"{part.name}: there are more than {MOST_FILES:,} files; the first of them are read.")
            paths = paths[:MOST_FILES]
        if not paths:
            found.missing.append(_sentence(part, folder))
            lacking += [part.name] if part.required else []
            continue
        needs: dict[str, Path | None] = {}
        for name, pattern in part.needs.items():
            there = _matching(folder, (pattern,))
            needs[name] = there[0] if there else None
        enough = any(needs[name] for name in part.either)
        lacks = [part.needs[n] for n, path in needs.items() if path is None and not (enough and n in part.either)]
        if lacks:
            found.missing.append(f"{part.name}: {', '.join(lacks)} not in {folder}. {part.get}")
        found.parts.append(PartFiles(part, tuple(paths), needs, profile.zone, profile.folder, taken))
    if not found.parts or lacking:
        raise NoCity("\n".join([*found.missing, f"There is nothing to make {profile.name} of in {folder}."]))
    return found


def _sentence(part: Part, folder: Path) -> str:
    return f"{part.name}: {' or '.join(part.files)} is not in {folder} ({part.what}). {part.get}"


def _matching(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    """Files by patterns, each once, in the order of their names (numbers by what they are)."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        for path in folder.rglob(pattern):
            if path.is_file():
                found[path] = None
                if len(found) > MOST_FILES:
                    break
    return sorted(found, key=lambda path: (_natural(path.name), str(path)))


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(name) if part]
