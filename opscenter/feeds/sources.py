"""The options by which many kinds say where their content comes from - an address or files - and the source of them."""

import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from opscenter.feeds.feed import Given, Source
from opscenter.feeds.files import FileSource
from opscenter.feeds.http import HttpClient, HttpSource
from opscenter.feeds.secrets import SecretError, filled
from opscenter.settings.reading import Option

FETCH_OPTIONS: tuple[Option, ...] = (
    Option("every_s", 60.0, "Time between two looks.", "s", 0.1, 86_400.0),
    Option("limit_mb", 50.0, "Larger content (unpacked) is not read.", "MB", 0.001, 500.0),
)
HTTP_OPTIONS: tuple[Option, ...] = (
    Option("timeout_s", 20.0, "An answer that takes longer in all is given up.", "s", 0.1, 600.0),
    Option("ca_file", "", "Certificates (PEM) trusted instead of the system's."),
)
SOURCE_OPTIONS: tuple[Option, ...] = (
    Option("url", "", "Address to fetch; {env:NAME} and {file:PATH} in it are replaced (keys, passwords)."),
    Option("path", "", "File or folder to watch, instead of an address."),
    Option("pattern", "*", "Names of the files of a folder that count."),
    *FETCH_OPTIONS,
    *HTTP_OPTIONS,
)
"""Plus the table `headers` (name = "text", with {env:NAME} and {file:PATH})."""


def source_of(given: Given) -> Source:
    """The source that SOURCE_OPTIONS name: exactly one of `url` and `path`."""
    url, path = given.values["url"], given.values["path"]
    if bool(url) == bool(path):
        given.table.wrong("path" if url else "", 'a feed has either "url" or "path"')
    limit = int(given.values["limit_mb"] * 1e6)
    headers = headers_of(given)
    if url or not path:
        return http_source(given, web_address(given, "url") if url else "http://localhost/", headers)
    return FileSource(
        given.path("path"),
        every_s=given.values["every_s"],
        clock=given.clock,
        pattern=given.values["pattern"],
        limit_bytes=limit,
    )


def http_source(given: Given, url: str, headers: Mapping[str, str] | None = None) -> HttpSource:
    """An HttpSource of an address by FETCH_OPTIONS and HTTP_OPTIONS."""
    values = given.values
    ca_file = given.path("ca_file") if values["ca_file"] else None
    try:
        return HttpSource(
            url,
            every_s=values["every_s"],
            clock=given.clock,
            timeout_s=values["timeout_s"],
            limit_bytes=int(values["limit_mb"] * 1e6),
            headers=headers,
            ca_file=ca_file,
        )
    except (OSError, ssl.SSLError) as error:
        given.table.wrong("ca_file", f"{ca_file} cannot be used as certificates: {error}")
        return HttpSource(url, every_s=values["every_s"], clock=given.clock)


def client_of(given: Given) -> HttpClient:
    """A client by FETCH_OPTIONS and HTTP_OPTIONS, for a source that asks several addresses."""
    values = given.values
    ca_file = given.path("ca_file") if values["ca_file"] else None
    try:
        return HttpClient(values["timeout_s"], int(values["limit_mb"] * 1e6), ca_file)
    except (OSError, ssl.SSLError) as error:
        given.table.wrong("ca_file", f"{ca_file} cannot be used as certificates: {error}")
        return HttpClient(values["timeout_s"], int(values["limit_mb"] * 1e6))


def web_address(given: Given, key: str) -> str:
    """An option's text as a web address, secrets filled in; what is wrong is noted."""
    try:
        url = filled(given.values[key], given.folder)
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return url
        given.table.wrong(key, f'"{key}" is not a web address: it looks like https://HOST/PATH')
    except SecretError as error:
        given.table.wrong(key, f'"{key}": {error}')
    except ValueError:
        given.table.wrong(key, f'"{key}" is not a web address: it looks like https://HOST/PATH')
    return "http://localhost/"


def headers_of(given: Given) -> dict[str, str]:
    """The table `headers` of a feed, secrets filled in; what is wrong is noted."""
    headers: dict[str, str] = {}
    table = given.table.table("headers")
    for name in table.data if table is not None else ():
        assert table is not None
        try:
            value = filled(table.text(name), given.folder)
        except SecretError as error:
            table.wrong(name, f"{error}")
            continue
        if not name.isascii() or not name.replace("-", "").replace("_", "").isalnum() or not value.isprintable():
            table.wrong(name, f'"{name}" cannot be a header: letters and hyphens, and a text of one line')
            continue
        headers[name] = value
    return headers
