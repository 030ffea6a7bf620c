"""sqlite-utils without pandas: it brings a column type of pandas along wherever that is installed.

pandas is here because forecasts need statsmodels, in a process of their own. Every other process that opens a history
would load it and pyarrow only for that one type: half of a station's start, and a hundred megabytes of its memory.
"""

import sys
from types import ModuleType
from typing import cast


def _without_pandas() -> None:
    if "pandas" in sys.modules:
        return
    loaded = cast(dict[str, ModuleType | None], sys.modules)
    loaded["pandas"] = None  # to an import, a package that is not installed
    try:
        import sqlite_utils  # noqa: F401
    finally:
        del loaded["pandas"]


_without_pandas()

from sqlite_utils import Database as Database  # noqa: E402
