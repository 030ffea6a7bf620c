"""Addresses of desks: what can be one, and where the feed is seen from another machine."""

import pytest

from opscenter.wire.desk_address import feed_from, problem_with


@pytest.mark.parametrize(
    ("address", "serve", "reach"),
    [
        ("tcp://127.0.0.1:7410", "", ""),
        ("tcp://ops.city.example:65535", "", ""),
        ("tcp://[::1]:7410", "", ""),
        ("ipc:///run/desk", "", ""),
        ("tcp://*:7410", "", "no machine"),
        ("tcp://127.0.0.1:0", "", "no port"),
        ("tcp://127.0.0.1:*", "", "no port"),
        ("tcp://127.0.0.1:99999", "ports are 1 to 65535", "ports are 1 to 65535"),
        ("tcp://127.0.0.1", "not complete", "not complete"),
        ("tcp://a b:1", "not complete", "not complete"),
        ("ipc://", "no path", "no path"),
        ("127.0.0.1:7410", "begins neither", "begins neither"),
        ("http://127.0.0.1:7410", "begins neither", "begins neither"),
        ("", "begins neither", "begins neither"),
    ],
)
def test_what_is_wrong_with_an_address(address: str, serve: str, reach: str) -> None:
    for wanted, problem in ((serve, problem_with(address, bind=True)), (reach, problem_with(address, bind=False))):
        assert bool(problem) == bool(wanted)
        assert wanted in problem


def test_the_feed_of_a_station_that_serves_everywhere_is_where_the_desk_reached_it() -> None:
    assert feed_from("tcp://10.0.0.5:7410", "tcp://0.0.0.0:40123") == "tcp://10.0.0.5:40123"
    assert feed_from("tcp://[fd00::5]:7410", "tcp://[::]:40123") == "tcp://[fd00::5]:40123"
    assert feed_from("tcp://10.0.0.5:7410", "tcp://10.0.0.9:40123") == "tcp://10.0.0.9:40123"
    assert feed_from("ipc:///run/desk", "ipc:///run/desk.feed") == "ipc:///run/desk.feed"
