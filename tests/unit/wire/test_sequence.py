"""Gaps, recoveries, duplicates and runs of publishers."""

from typing import Any

from opscenter.domain.batch import Gap
from opscenter.wire.publishers import MAX_PUBLISHERS
from tests.support.reading import NOW, Reading

PAYLOAD = b'{"id":"a","type":"T","x":1}'


def header(seq: int | None, epoch: int = 7, pub: str = "p") -> dict[str, Any]:
    return {"v": 1, "pub": pub, "epoch": epoch, "seq": seq, "sent": NOW - 30}


def follow(reading: Reading, *numbers: int, epoch: int = 7) -> list[Gap]:
    gaps: list[Gap] = []
    for number in numbers:
        gaps += reading.take(PAYLOAD, header(number, epoch), arrived=NOW + number).gaps
    return gaps


def test_messages_in_order_have_no_gap() -> None:
    reading = Reading()
    assert follow(reading, 5, 6, 7) == []
    (publisher,) = reading.decoder.publishers
    assert (publisher["seq"], publisher["messages"], publisher["gaps"], publisher["epoch"]) == (7, 3, 0, 7)
    assert (publisher["last"], publisher["lag_ms"]) == (NOW + 7, 37)


def test_a_gap_has_its_span() -> None:
    reading = Reading()
    assert follow(reading, 1, 2, 6) == [Gap("p", 7, 3, 5, NOW + 2, NOW + 6)]
    assert reading.decoder.publishers[0]["gaps"] == 1


def test_duplicates_are_ignored() -> None:
    reading = Reading()
    follow(reading, 1, 2)
    batch = reading.take(PAYLOAD, header(2))
    assert (batch.messages, batch.entities, batch.raw, batch.rejected) == (1, 0, [], [])
    assert reading.decoder.publishers[0]["duplicates"] == 1


def test_what_was_recovered_closes_the_gap() -> None:
    reading = Reading()
    follow(reading, 1, 6)
    recovered = follow(reading, 3)
    assert recovered == [Gap("p", 7, 3, 3, NOW + 1, NOW + 6, recovered=True)]
    assert follow(reading, 3) == []  # now it is a duplicate
    assert [gap.first_seq for gap in follow(reading, 2, 4, 5)] == [2, 4, 5]
    assert follow(reading, 2, 3, 4, 5) == []
    assert follow(reading, 7) == []


def test_recoveries_in_one_batch_are_joined() -> None:
    reading = Reading()
    follow(reading, 1, 6)
    from opscenter.domain.batch import Batch

    batch = Batch()
    for number in (2, 3, 4, 5):
        head = f'{{"pub":"p","epoch":7,"seq":{number}}}'.encode()
        reading.decoder.decode(b"t", PAYLOAD, head, NOW, batch)
    assert batch.gaps == [Gap("p", 7, 2, 5, NOW + 1, NOW + 6, recovered=True)]


def test_a_new_epoch_starts_a_new_sequence() -> None:
    reading = Reading()
    follow(reading, 1, 2)
    assert follow(reading, 1, 2, epoch=8) == []
    assert reading.batch.entities == 1
    assert follow(reading, 5, epoch=8)[0].first_seq == 3


def test_late_messages_of_the_run_before_are_no_loss() -> None:
    reading = Reading()
    follow(reading, 1, 4)
    follow(reading, 1, epoch=8)
    assert follow(reading, 2)[0].recovered
    follow(reading, 5)
    assert reading.batch.entities == 1
    follow(reading, 4)
    assert reading.batch.entities == 0
    assert follow(reading, 2, epoch=8) == []


def test_a_clock_set_back_does_not_silence_a_publisher() -> None:
    reading = Reading()
    follow(reading, 1, 2, epoch=9)
    follow(reading, 1, epoch=3)
    assert reading.batch.entities == 1


def test_the_heartbeat_shows_the_loss_of_the_last_message() -> None:
    reading = Reading()
    follow(reading, 1, 2)
    beat = reading.take(b"", header(2), topic=b"_bus/heartbeat/p")
    assert (beat.gaps, beat.rejected, beat.raw) == ([], [], [])
    beat = reading.take(b"", header(4), topic=b"_bus/heartbeat/p", arrived=NOW + 9)
    assert beat.gaps == [Gap("p", 7, 3, 4, NOW, NOW + 9)]
    assert follow(reading, 5) == []
    assert follow(reading, 4)[0].recovered


def test_a_heartbeat_of_two_frames_is_read_too() -> None:
    reading = Reading()
    follow(reading, 1)
    assert reading.take(header(3), b"", topic=b"_bus/heartbeat/p").gaps[0].last_seq == 3


def test_a_heartbeat_before_the_first_message() -> None:
    reading = Reading()
    reading.take(b"", header(0), topic=b"_bus/heartbeat/p")
    assert follow(reading, 1, 2) == []
    assert reading.batch.entities == 1


def test_a_broken_heartbeat_and_unknown_own_topics() -> None:
    reading = Reading()
    reading.take(b"", b"{", topic=b"_bus/heartbeat/p")
    assert reading.reasons() == ["bad-header"]
    assert reading.take(b"x", b"y", topic=b"_bus/other").rejected == []


def test_without_numbers_nothing_is_lost() -> None:
    reading = Reading()
    for _ in range(3):
        assert reading.take(PAYLOAD, {"pub": "p", "sent": NOW}).entities == 1
    assert reading.decoder.publishers[0]["messages"] == 3


def test_publishers_are_bounded() -> None:
    reading = Reading()
    for number in range(MAX_PUBLISHERS + 10):
        reading.take(PAYLOAD, header(1, pub=f"p{number}"), arrived=NOW + number)
    assert len(reading.decoder.publishers) == MAX_PUBLISHERS
    assert reading.decoder.publishers[-1]["publisher"] == f"p{MAX_PUBLISHERS + 9}"


def test_after_a_restart_what_was_missed_is_a_gap() -> None:
    before, after = Reading(), Reading()
    follow(before, 1, 2)
    after.decoder.resume([*before.decoder.publishers, {}, {"publisher": 5}, {"publisher": "x", "epoch": "1"}])
    assert follow(after, 5) == [Gap("p", 7, 3, 4, NOW + 2, NOW + 5)]
    assert [publisher["publisher"] for publisher in after.decoder.publishers] == ["p"]


def test_what_a_broker_repeats_counts_as_arrived_when_it_was_sent() -> None:
    reading = Reading()
    reading.take({"id": "live", "type": "T", "n": 1}, {"pub": "p", "epoch": 1, "seq": 9, "sent": NOW - 5})
    batch = reading.batch
    hour = 3_600_000

    def kept(entity: str, header: bytes) -> tuple[bytes, bytes, bytes]:
        return b"t", b'{"id":"%s","type":"T","n":2}' % entity.encode(), header

    reading.decoder.decode_again(
        [
            kept("old", b'{"pub":"p","epoch":1,"sent":%d}' % (NOW - hour)),
            kept("live", b'{"pub":"p","epoch":1,"sent":%d}' % (NOW - hour)),
            kept("ahead", b'{"pub":"q","epoch":1,"sent":%d}' % (NOW + hour)),
            kept("bare", b""),
            kept("odd", b"garbage"),
        ],
        NOW,
        batch,
    )
    heard = {entity: batch.touched[row] for entity, row in reading.registry.rows.items()}
    assert heard == {"live": NOW, "old": NOW - hour, "ahead": NOW, "bare": NOW, "odd": NOW}
    assert [fact["last"] for fact in reading.decoder.publishers if fact["publisher"] == "p"] == [NOW]
    assert reading.reasons() == ["bad-header"]


def test_missing_messages_are_counted_until_they_come() -> None:
    reading = Reading()
    for seq in (1, 5, 9, 3):
        reading.take({"id": "a", "type": "T", "n": seq}, {"pub": "p", "epoch": 1, "seq": seq})
    (publisher,) = reading.decoder.publishers
    assert (publisher["gaps"], publisher["missing"]) == (2, 5)
