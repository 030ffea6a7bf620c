"""doctor: what this system lacks for the window, by the name of its package."""

import ctypes
import os
import shutil
import subprocess
import sys

import click

from opscenter.cli.asking import json_option
from opscenter.cli.output import emit_json, fail

LIBRARIES: tuple[tuple[str, str], ...] = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libpulse.so.0", "libpulse0"),
)
"""Shared libraries that Qt's Linux wheels expect from the system, with the Debian package of each."""

CJK_PACKAGE = "fonts-noto-cjk"


def missing_packages() -> list[str]:
    """Debian packages of the libraries and fonts that are not there. Empty on systems other than Linux."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library, package in LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    listing = shutil.which("fc-list")
    if listing is not None:
        found = subprocess.run([listing, ":lang=zh-hk"], capture_output=True, check=False).stdout
        if not found.strip():
            missing.append(CJK_PACKAGE)
    else:
        missing += ["fontconfig", CJK_PACKAGE]  # without its fc-list nobody can say which fonts there are
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and shutil.which("Xvfb") is None:
        missing.append("xvfb")
    return missing


def _install(packages: list[str]) -> bool:
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if sudo is None or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode != 0:
            return False
        prefix = [sudo, "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, apt, "update", "-qq"], check=False, env=quiet, stdout=sys.stderr)
    done = subprocess.run(
        [*prefix, apt, "install", "-y", "-qq", "--no-install-recommends", *packages],
        check=False,
        env=quiet,
        stdout=sys.stderr,
    )
    return done.returncode == 0


@click.command()
@click.option("--install", is_flag=True, help="Install what is missing with apt, where that is allowed.")
@json_option
def doctor(install: bool, as_json: bool) -> None:
    """List the system libraries and fonts that the window needs and this system lacks."""
    missing = missing_packages()
    if missing and install and _install(missing):
        missing = missing_packages()
    if as_json:
        emit_json({"missing": missing, "platform": sys.platform, "python": sys.version.split()[0]})
    elif not missing:
        click.echo("Everything the window needs from this system is there.")
    if missing:
        fail(f"The window needs packages that are not installed. As root: apt-get install {' '.join(missing)}")


COMMANDS = (doctor,)
