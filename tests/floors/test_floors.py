"""The floors of the house: a room imports only rooms of lower floors; below the console nothing needs Qt."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "opscenter"

FLOORS = {
    "domain": 0,
    "wire": 1,
    "settings": 1,
    "figures": 1,
    "bus": 2,
    "history": 2,
    "recording": 2,
    "cartography": 2,
    "tables": 2,
    "feeds": 3,
    "station": 3,
    "desk": 3,
    "city": 3,
    "console": 4,
    "cli": 5,
}

MAY_IMPORT = {
    "domain": set(),
    "wire": {"domain"},
    "settings": {"domain"},
    "figures": {"domain"},
    "bus": {"wire", "domain"},
    "history": {"domain"},
    "recording": {"wire", "domain"},
    "cartography": {"domain", "settings"},
    "tables": {"wire", "domain"},
    "feeds": {"wire", "bus", "domain", "settings"},
    "station": {"domain", "wire", "settings", "figures", "bus", "history", "recording"},
    "desk": {"wire", "bus", "domain"},
    "city": {"wire", "bus", "domain", "settings", "cartography"},
    "console": {"desk", "domain", "settings", "wire", "tables"},
    "cli": set(FLOORS),
}
"""As the house has it, and: the city finds its files by `settings`, and feeds declare their options by it; the console
reads the desk protocol's columns, and writes `tables` (rows of history as files for other programs) like the commands
do."""

QT = ("PySide6", "pyqtgraph", "shiboken6")


def imports_of(path: Path) -> list[tuple[int, str]]:
    """Every module a file imports, at any depth of the code, with its line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative imports hide the room"
            module = node.module or ""
            found += [(node.lineno, f"{module}.{alias.name}") for alias in node.names]
    return found


def files_of(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    looking_up = []
    for path in files_of(room):
        for line, module in imports_of(path):
            parts = module.split(".")
            if parts[0] != "opscenter" or len(parts) < 2 or parts[1] not in FLOORS:
                continue
            if parts[1] != room and parts[1] not in MAY_IMPORT[room]:
                looking_up.append(f"{path.relative_to(PACKAGE)}:{line}: {room} (floor {FLOORS[room]}) imports {module}")
    assert not looking_up, "\n".join(looking_up)


def test_every_room_has_a_floor() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms <= set(FLOORS)


def test_only_the_console_imports_qt() -> None:
    outside = [
        f"{path.relative_to(PACKAGE)}:{line}: {module}"
        for room in FLOORS
        if room != "console"
        for path in files_of(room)
        for line, module in imports_of(path)
        if module.split(".")[0] in QT
    ]
    assert not outside, "\n".join(outside)


def test_the_domain_never_reads_a_clock_or_does_io() -> None:
    forbidden = {"time", "socket", "sqlite3", "threading", "subprocess", "zmq", "pathlib", "os", "io"}
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {module}"
        for path in files_of("domain")
        for line, module in imports_of(path)
        if module.split(".")[0] in forbidden
    ]
    assert not found, "\n".join(found)


def test_everything_below_the_console_imports_without_qt() -> None:
    modules = [
        ".".join(("opscenter", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for room in FLOORS
        if room != "console"
        for path in files_of(room)
    ]
    program = (
        "import importlib, sys\n"
        f"for name in {QT!r}: sys.modules[name] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_processes_that_people_wait_for_do_not_load_what_others_work_with() -> None:
    """pandas alone is half of a station's start and a hundred megabytes; every module of these is loaded at once."""
    heavy = ("pandas", "pyarrow", "statsmodels", "scipy", "PySide6")
    started = ("station.run", "station.replay.run", "station.exercise.run", "station.replay.unfold_process", "city.run")
    program = (
        "import importlib, sys\n"
        f"for name in {started!r}: importlib.import_module('opscenter.' + name)\n"
        f"sys.exit(' '.join(name for name in {heavy!r} if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=120)
    assert not done.stderr.strip()


def test_no_room_is_a_drawer_for_odds_and_ends() -> None:
    names = {"utils", "util", "misc", "common", "manager", "helpers", "helper"}
    assert not [str(path) for path in PACKAGE.rglob("*.py") if path.stem in names]


def test_files_stay_small() -> None:
    large = {
        str(path.relative_to(PACKAGE)): count
        for path in PACKAGE.rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert not large
