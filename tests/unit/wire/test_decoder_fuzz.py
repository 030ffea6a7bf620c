"""Tens of thousands of broken messages: nothing is raised, nothing disappears, nothing grows without bound."""

import json
import random
import tracemalloc
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from opscenter.domain.batch import Batch
from opscenter.wire.decoder import Decoder
from opscenter.wire.reasons import REASONS
from tests.support.data import shared_data
from tests.support.reading import NOW, Reading, check_columns
from tests.support.registry import DictRegistry

MESSAGES = 24_000
SEED = 20_261_122

SEEDS = [
    b'{"id":"a","type":"T","x":{"type":"Property","value":1.5,"unitCode":"CEL","observedAt":"2026-11-23T02:00:00Z"},'
    b'"location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[114.2,22.3]}},"name":"A"}',
    b'{"id":"b","type":"T","x":1,"y":"text","z":true,"n":null,"l":[1,2,3],"o":{"p":{"q":[{"r":1}]}}}',
    b'{"id":"c","type":"T","x":{"type":"Number","value":2,"metadata":{"TimeInstant":{"value":"2026-11-23T02:00:00"}}}}',
    b'{"id":"c","type":"T","x":{"type":"Number","value":2,"metadata":{"unitCode":{"type":"Text","value":"CEL"},'
    b'"TimeInstant":{"type":"DateTime","value":"2026-11-23T02:00:00Z"}}},"status":{"type":"Text","value":"bad"}}',
    b'{"type":"FeatureCollection","features":[{"id":"d","type":"Feature","properties":{"type":"T","x":1},'
    b'"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}]}',
    b'[{"id":"e","type":"T","x":[{"type":"Property","value":1},{"type":"Property","value":2,"datasetId":"u:g"}]},'
    b'{"id":"f","type":"T","t":{"type":"LanguageProperty","languageMap":{"en":"x","zh":"y"}}}]',
]
TOKENS = [
    b"NaN", b"-Infinity", b"1e999", b"null", b"[]", b"{}", b'""', b"\xff", b"\x00", b"\\ud800", b'"urn:ngsi-ld:null"',
    b"9" * 40, b"-0", b"true", b'{"value":1}', b'{"type":"Property"}', b'{"@value":1}', b'"x"', b"[[[[", b"]]]]", b"}}",
    b'"type"', b'"id"', b'"value"', b'"metadata"', b'"datasetId"', b'"coordinates"', b'"observedAt"', b'"location"',
    b'"languageMap"', b'"geometries"', b'"features"', b'"Feature"', b'"object"', b'"2026-13-45T99:99:99Z"', b"1e308",
]  # fmt: skip
HEADERS = [
    b"",
    b'{"v":1,"pub":"p","epoch":1,"seq":%d,"sent":1795400000000}',
    b'{"v":1,"pub":"q%d","epoch":1,"seq":1}',
    b'{"v":1,"pub":"","epoch":-1,"seq":%d}',
    b'{"pub":"p","epoch":%d,"seq":99999999999999999999}',
    b"{%d",
]


def mutated(rng: random.Random, payload: bytes) -> bytes:
    """A payload with one to six kinds of damage."""
    data = bytearray(payload)
    for _ in range(rng.randint(1, 6)):
        if not data:
            break
        at = rng.randrange(len(data))
        what = rng.randrange(7)
        if what == 0:
            data[at] = rng.randrange(256)
        elif what == 1:
            del data[at : at + rng.randint(1, 20)]
        elif what == 2:
            data[at:at] = rng.choice(TOKENS)
        elif what == 3:
            # Replace a whole value: the most likely way to stay JSON and still be wrong.
            colon = data.find(b":", at)
            end = min((p for p in (data.find(b",", colon), data.find(b"}", colon)) if p > 0), default=-1)
            if 0 < colon < end:
                data[colon + 1 : end] = rng.choice(TOKENS)
        elif what == 4:
            other = rng.randrange(len(data))
            low, high = min(at, other), max(at, other)
            data[low:low] = data[low : min(high, low + 200)]
        elif what == 5:
            data = data[: max(1, at)]
        else:
            data[at : at + 1] = data[at : at + 1] * rng.randint(2, 30)
    return bytes(data)


def real_payloads() -> list[bytes]:
    root = shared_data("fiware-smart-data-models")
    return [path.read_bytes() for path in sorted(root.rglob("example*")) if path.suffix in (".json", ".jsonld")]


def throw(payloads: list[bytes], messages: int, seed: int) -> Decoder:
    """Throw damaged payloads at one decoder; every message has to end somewhere."""
    rng = random.Random(seed)
    registry = DictRegistry(max_entities=5_000, max_cells=50_000)
    decoder = Decoder(registry)
    outcomes: dict[str, int] = {}
    duplicates = 0
    for number in range(messages):
        payload = mutated(rng, rng.choice(payloads))
        header = rng.choice(HEADERS)
        batch = Batch()
        numbered = header % (number % 500) if b"%d" in header else header
        decoder.decode(b"fuzz/T/x", payload, numbered, NOW, batch)
        check_columns(batch)
        assert batch.messages == 1
        if not batch.entities and not batch.rejected:
            now_known = sum(publisher["duplicates"] for publisher in decoder.publishers)
            assert now_known == duplicates + 1, payload
            duplicates = now_known
        assert bool(batch.raw) == bool(batch.entities)
        for rejection in batch.rejected:
            assert rejection.reason in REASONS
            assert rejection.reason != "internal", (rejection.detail, payload)
            assert len(rejection.raw) <= 4096
            outcomes[rejection.reason] = outcomes.get(rejection.reason, 0) + 1
        for cell in batch.cells + batch.text_cells:
            assert 0 <= cell < len(registry.cells)
        for text in batch.texts:
            assert text is None or len(text) <= 4096
            assert text is None or text.encode() is not None
        for lon, lat in zip(batch.lons, batch.lats, strict=True):
            assert lon != lon or (-180 <= lon <= 180 and -90 <= lat <= 90)
        outcomes["accepted"] = outcomes.get("accepted", 0) + batch.entities
    # The damage is neither so light nor so heavy that it would test only one outcome.
    assert outcomes["accepted"] > messages // 50
    assert len(outcomes) >= 8
    return decoder


def test_damaged_made_up_messages() -> None:
    throw(SEEDS, MESSAGES // 2, SEED)


def test_damaged_real_messages() -> None:
    throw(real_payloads(), MESSAGES // 2, SEED + 1)


def test_memory_stays_bounded() -> None:
    rng = random.Random(SEED)
    decoder = Decoder(DictRegistry(max_entities=1_000, max_cells=5_000))

    def some(count: int) -> int:
        for number in range(count):
            header = b'{"pub":"p%d","epoch":%d,"seq":%d}' % (rng.randrange(10**9), number, number)
            time = f"2026-11-23T02:{rng.randrange(60):02d}:{rng.randrange(60):02d}.{rng.randrange(10**6)}Z"
            payload = {"id": f"e{rng.randrange(10**9)}", "type": "T", f"a{rng.randrange(10**9)}": 1, "observedAt": time}
            topic = b"t/%d" % rng.randrange(10**9)
            decoder.decode(topic, json.dumps(payload).encode(), header, NOW, Batch())
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        settled = some(6_000)
        later = some(6_000)
    finally:
        tracemalloc.stop()
    assert later < settled * 1.5 + 1_000_000


KEYS = ["id", "type", "value", "object", "metadata", "unitCode", "observedAt", "datasetId", "languageMap", "name"]
KEYS += ["location", "coordinates", "geometry", "properties", "features", "quality", "status", "@value", "x", "y"]

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-(10**30), 10**30)
    | st.text(max_size=20)
    | st.sampled_from(
        ["Property", "GeoProperty", "Relationship", "Feature", "urn:ngsi-ld:null", "2026-11-23T02:00:00Z"]
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck))
@given(anything, st.booleans())
def test_any_json_at_all(value: Any, as_entity: bool) -> None:
    if as_entity and isinstance(value, dict):
        value = {**value, "id": "a", "type": "T"}
    reading = Reading()
    for _ in range(2):
        batch = reading.take(json.dumps(value).encode())
        assert batch.entities or batch.rejected
        assert "internal" not in reading.reasons(), batch.rejected


@given(st.text(min_size=1, max_size=8), st.sampled_from([1, "x", True, {"value": 1}]))
@example('"', 1)
@example("a\\b", 1)
@example("a\nb", "x")
@example("a\x00b", True)
def test_any_name_said_again_and_again(name: str, value: Any) -> None:
    reading = Reading()
    for level in range(3):
        reading.take({"id": "a", "type": name, name: value, "level": level})
        assert "internal" not in reading.reasons(), reading.batch.rejected


@settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(["x", "y", "location", "name", "dateObserved", "status"]), anything, max_size=5))
def test_reading_typed_and_untyped_yields_the_same(attributes: dict[str, Any]) -> None:
    """The quick way for usual spellings must not differ from the thorough one in anything."""
    payload = json.dumps({"id": "a", "type": "T", **attributes}).encode()
    compare([payload] * 3)


def test_damaged_messages_read_typed_and_untyped_yield_the_same() -> None:
    rng = random.Random(SEED + 2)
    for _ in range(400):
        compare([mutated(rng, rng.choice(SEEDS)) if rng.random() < 0.6 else rng.choice(SEEDS) for _ in range(10)])


def compare(payloads: list[bytes]) -> None:
    """Read the payloads quickly and thoroughly, one after the other, and compare what comes of each."""
    quick, thorough = Reading(), Reading()
    for payload in payloads:
        quick.decoder._unusual.clear()
        quick.take(payload)
        thorough.decoder._unusual.add(b"a/B/c")
        thorough.take(payload)
        assert quick.reasons() == thorough.reasons()
        for column in ("cells", "times", "qualities", "text_cells", "text_times", "texts", "text_qualities", "names"):
            assert getattr(quick.batch, column) == getattr(thorough.batch, column), column
        for column in ("values", "lons", "lats"):
            ours, theirs = ([repr(float(value)) for value in getattr(one.batch, column)] for one in (quick, thorough))
            assert ours == theirs
