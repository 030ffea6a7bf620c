"""Keys and passwords in a configuration: never written in it, but named - an environment variable or a file."""

import os
import re
from pathlib import Path

_FILE_LIMIT = 64 * 1024
_PLACE = re.compile(r"\{(env|file):([^{}]+)\}")


class SecretError(ValueError):
    """A secret that is named is not there: a sentence."""


def filled(text: str, folder: Path) -> str:
    """`text` with each `{env:NAME}` and `{file:PATH}` replaced by what it names. SecretError, a sentence."""
    return _PLACE.sub(lambda found: _named(found[1], found[2].strip(), folder), text)


def _named(how: str, name: str, folder: Path) -> str:
    if how == "env":
        value = os.environ.get(name)
        if not value:
            raise SecretError(f"the environment variable {name} is not set")
        return value
    try:
        with (folder / Path(name).expanduser()).open("rb") as file:
            content = file.read(_FILE_LIMIT)
        return content.decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretError(f"the file {name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
