"""Topic patterns as the standard has them, with names."""

import pytest

from opscenter.feeds.mqtt_topic import PatternError, topic_pattern


@pytest.mark.parametrize(
    ("pattern", "topic", "names"),
    [
        ("a/{lot}/b", "a/7/b", {"lot": "7"}),
        ("a/{lot}/b", "a/7/b/c", None),
        ("a/{lot}/b", "a/7", None),
        ("a/+/#", "a/1/2/3", {}),
        ("a/#", "a", {}),
        ("#", "a/b", {}),
        ("#", "$SYS/uptime", None),
        ("+/uptime", "$SYS/uptime", None),
        ("$SYS/uptime", "$SYS/uptime", {}),
        ("$share/city/a/{x}", "a/1", {"x": "1"}),
        ("a//{x}", "a//", {"x": ""}),
    ],
)
def test_topics_fit_as_in_the_standard(pattern: str, topic: str, names: dict[str, str] | None) -> None:
    assert topic_pattern(pattern).match(topic) == names


def test_the_broker_is_asked_for_plain_patterns() -> None:
    assert topic_pattern("$share/city/a/{x}/#").subscription == "$share/city/a/+/#"


@pytest.mark.parametrize("pattern", ["", "a/b#", "a/#/b", "a+/b", "a/x{y}", "a/{", "a\0b"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        topic_pattern(pattern)
