"""Where things belong on this system: recordings, settings, caches, and the address of the station that runs here."""

import os
from pathlib import Path

import platformdirs

APP = "opscenter"


def data_folder() -> Path:
    """Recordings of the station on this machine (OPSCENTER_DATA_DIR, else the user's data folder)."""
    return Path(os.environ.get("OPSCENTER_DATA_DIR") or platformdirs.user_data_dir(APP, appauthor=False))


def config_folder() -> Path:
    """Settings and window layout (OPSCENTER_CONFIG_DIR, else the user's settings folder)."""
    return Path(os.environ.get("OPSCENTER_CONFIG_DIR") or platformdirs.user_config_dir(APP, appauthor=False))


def cache_folder() -> Path:
    """What can be made again: drawn tiles, the demo city's map (OPSCENTER_CACHE_DIR, else the user's cache folder)."""
    return Path(os.environ.get("OPSCENTER_CACHE_DIR") or platformdirs.user_cache_dir(APP, appauthor=False))


def runtime_folder() -> Path:
    """Where the station of this machine leaves its address (OPSCENTER_RUNTIME_DIR, else the user's state folder)."""
    return Path(os.environ.get("OPSCENTER_RUNTIME_DIR") or platformdirs.user_state_dir(APP, appauthor=False))
