"""The files of feeds that come with the program are right, and their paths do what their comments say."""

from pathlib import Path

import pytest

from opscenter.feeds.config import read_feeds
from opscenter.settings.catalogue import load_catalogue
from opscenter.settings.resources import resource_root
from tests.support.feeding import NOW

FILES = sorted((resource_root() / "feeds").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_example_is_checked_without_a_mistake(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MQTT_PASSWORD", "TTN_KEY", "HOST_KEY", "TRANSIT_KEY"):
        monkeypatch.setenv(name, "secret")
    (tmp_path / "feeds").mkdir()
    (tmp_path / "mappings").symlink_to(resource_root() / "mappings")
    copy = tmp_path / "feeds" / file.name
    copy.write_bytes(file.read_bytes())
    (copy.parent / "notify.token").write_text("secret")
    feeds = read_feeds(copy, load_catalogue(), lambda: NOW)
    assert len(feeds) >= 2 or file.name not in ("sensors.toml", "fiware.toml", "web.toml")
    for one in feeds:
        one.feed.source.close()
    assert len({one.name for one in feeds}) == len(feeds)
