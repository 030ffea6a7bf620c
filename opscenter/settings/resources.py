"""Where the files that come with the program are, in a wheel and in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_root() -> Path:
    """The folder of `catalogue/`, `i18n/`, `map/`, `mappings/`, `scenarios/`, `qml/`."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def icon_root() -> Path:
    """The folder of the SVG icons."""
    installed = _PACKAGE / "icons"
    return installed if installed.is_dir() else _PACKAGE.parent / "icons"
