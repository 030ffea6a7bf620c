"""Which renderer Qt Quick uses: without a graphics card its software back end costs a fraction of OpenGL's."""

import ctypes
import os
import sys
from ctypes.util import find_library
from pathlib import Path

_EGL_EXTENSIONS = 0x3055
_EGL_DEVICE_EXT = 0x322C


def choose_backend() -> str:
    """Set Qt Quick's renderer before the QApplication exists; returns "software" or "hardware".

    What a person set in QT_QUICK_BACKEND, QSG_RHI_BACKEND or QSG_RENDER_LOOP stays, and OPSCENTER_MAP_BACKEND=gpu is
    taken at its word. The render loop is "basic":
    scene graph items written in Python deadlock with the threaded one when a window is grabbed.
    """
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    chosen = os.environ.get("QT_QUICK_BACKEND", "")
    if not chosen and "QSG_RHI_BACKEND" not in os.environ and map_wish() != "gpu" and draws_in_software():
        os.environ["QT_QUICK_BACKEND"] = chosen = "software"
    return "software" if chosen == "software" else "hardware"


def map_wish() -> str:
    """What a person wants to draw the map (OPSCENTER_MAP_BACKEND): "cpu", "gpu", or "" for what there is."""
    wish = os.environ.get("OPSCENTER_MAP_BACKEND", "").strip().lower()
    return wish if wish in ("cpu", "gpu") else ""


def draws_in_software() -> bool:
    """Whether OpenGL here is a program (llvmpipe, softpipe, none) instead of a graphics card.

    On Windows and macOS Qt draws with Direct3D and Metal, which are always there.
    """
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal", "vnc"):
        return True
    if not sys.platform.startswith("linux"):
        return False
    if os.environ.get("LIBGL_ALWAYS_SOFTWARE", "0") not in ("", "0", "false"):
        return True
    if os.environ.get("DISPLAY", ":0").partition(":")[0] not in ("", "unix"):
        return True  # a window sent over the network
    devices = Path("/dev")
    if not any(devices.glob("dri/renderD*")) and not any(devices.glob("nvidia[0-9]*")):
        return True
    return _egl_is_software()


def _egl_is_software() -> bool:
    """Ask EGL whether the device behind the default display is Mesa's software one. False when it cannot say."""
    name = find_library("EGL")
    if name is None:
        return True
    try:
        egl = ctypes.CDLL(name)
        egl.eglGetDisplay.restype = ctypes.c_void_p
        egl.eglGetDisplay.argtypes = [ctypes.c_void_p]
        egl.eglGetProcAddress.restype = ctypes.c_void_p
        egl.eglGetProcAddress.argtypes = [ctypes.c_char_p]
        egl.eglInitialize.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
        display = egl.eglGetDisplay(None)
        if not display or not egl.eglInitialize(display, None, None):
            return True
        attribute = egl.eglGetProcAddress(b"eglQueryDisplayAttribEXT")
        text = egl.eglGetProcAddress(b"eglQueryDeviceStringEXT")
        if not attribute or not text:
            return False
        device = ctypes.c_void_p()
        ask = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(attribute)
        if not ask(display, _EGL_DEVICE_EXT, ctypes.addressof(device)):
            return False
        words = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int)(text)(device, _EGL_EXTENSIONS)
        return b"MESA_device_software" in (words or b"")
    except (OSError, AttributeError):
        return False
