"""What a broker remembers, without sockets."""

from opscenter.bus.memory import LastValues, RecentMessages, header_of
from opscenter.wire.envelope import Header, read_header, write_header

BIG = 10**9


def message(seq: int) -> tuple[bytes, bytes, bytes]:
    return b"t", b"%d" % seq, write_header("p", 1, seq, 0)


def test_recent_messages_are_forgotten_by_time() -> None:
    recent = RecentMessages(keep_ms=1_000, keep_bytes=BIG)
    for seq in range(10):
        recent.add(Header("p", 1, seq), message(seq), now=seq * 200)
    recent.forget(2_500)
    found, following = recent.between("p", 1, 0, 99, BIG, 1_000)
    assert ([int(payload) for _, payload, _ in found], following) == ([8, 9], None)
    recent.forget(10_000)
    assert (len(recent), recent.bytes) == (0, 0)
    assert recent.between("p", 1, 0, 99, BIG, 1_000) == ([], None)


def test_recent_messages_are_forgotten_by_bytes() -> None:
    recent = RecentMessages(keep_ms=BIG, keep_bytes=5_000)
    for seq in range(1_000):
        recent.add(Header("p", 1, seq), message(seq), now=0)
    assert recent.bytes <= 5_000
    assert 5 < len(recent) < 15


def test_a_message_counts_once() -> None:
    recent = RecentMessages(keep_ms=BIG, keep_bytes=BIG)
    for _ in range(3):
        recent.add(Header("p", 1, 5), message(5), now=0)
    recent.add(Header("p", 1, None), message(0), now=0)
    assert len(recent) == 1


def test_pages_of_recent_messages_join() -> None:
    recent = RecentMessages(keep_ms=BIG, keep_bytes=BIG)
    for seq in [*range(1, 50), *range(5_000, 5_050)]:
        recent.add(Header("p", 1, seq), message(seq), now=0)
    for page_bytes, page_steps in ((200, 10_000), (BIG, 7), (1, 1_000)):
        found: list[int] = []
        start: int | None = 3
        while start is not None:
            page, start = recent.between("p", 1, start, 5_010, page_bytes, page_steps)
            found += [int(payload) for _, payload, _ in page]
        assert found == [*range(3, 50), *range(5_000, 5_011)]


def entity(name: str, attribute: str, value: int) -> tuple[bytes, bytes, bytes]:
    return b"a/T/" + name.encode(), b'{"id":"%s","type":"T","%s":%d}' % (name.encode(), attribute.encode(), value), b""


def test_last_values_keep_one_message_for_each_set_of_attributes() -> None:
    last = LastValues(BIG)
    for value in range(5):
        last.add(entity("a", "x", value), None)
        last.add(entity("a", "y", value), None)
    found, following = last.page(0, last.stamp, (b"",), BIG)
    assert following is None
    assert sorted(payload for _, payload, _ in found) == [entity("a", "x", 4)[1], entity("a", "y", 4)[1]]
    for number in range(100):
        last.add(entity("a", f"z{number}", number), None)
    assert len(last.page(0, last.stamp, (b"",), BIG)[0]) == 8


def test_last_values_are_sent_without_number() -> None:
    last = LastValues(BIG)
    last.add(entity("a", "x", 1), Header("p", 7, 42, 99))
    ((_, _, frame),) = last.page(0, last.stamp, (b"",), BIG)[0]
    header = read_header(frame)
    assert (header.pub, header.epoch, header.seq, header.sent) == ("p", 7, None, 99)


def test_the_entity_unheard_for_longest_is_forgotten_first() -> None:
    last = LastValues(keep_bytes=5_000)
    for number in range(100):
        last.add(entity(f"e{number}", "x", number), None)
        last.add(entity("always", "x", number), None)
    names = {topic for topic, _, _ in last.page(0, last.stamp, (b"",), BIG)[0]}
    assert b"a/T/always" in names
    assert b"a/T/e0" not in names
    assert last.bytes <= 5_000


def test_pages_of_last_values_join_and_end_where_they_began() -> None:
    last = LastValues(BIG)
    for number in range(50):
        last.add(entity(f"e{number}", "x", number), None)
    until = last.stamp
    found: list[bytes] = []
    after: int | None = 0
    while after is not None:
        page, after = last.page(after, until, (b"",), 100)
        found += [topic for topic, _, _ in page]
        last.add(entity("new", "x", 0), None)
    assert len(found) == 50


def test_what_is_no_entity_or_header_is_passed_over() -> None:
    last = LastValues(BIG)
    for payload in (b"", b"nonsense", b"5", b"[5]", b'{"type":"T"}', b'{"id":5}', b'[{"id":"a"},7]'):
        last.add((b"t", payload, b""), None)
    assert len(last) == 1
    assert header_of(b"") is header_of(b"{") is header_of(b"x" * 10_000) is None
