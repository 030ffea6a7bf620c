"""What entities of a city say, in the many spellings of real publishers: hypothesis strategies of payloads."""

import json
from typing import Any

from hypothesis import strategies as st

WHEN = "2026-11-18T11:06:40Z"
TIMES = [WHEN] * 6 + ["2026-11-18T11:06:39.5Z", "2026-11-18T11:06:43", "2027-11-18T11:06:41Z", "soon", ""]
VALUES: dict[str, Any] = {
    "speed": [1, 2.5, -3, 58.25], "delay": [0, 66, -4], "closed": [True, False], "status": ["open", "ok"],
    "line": ["7", "8A"],
}  # fmt: skip
ADDRESS = {"street": "Kapok Road", "number": 7, "open": True}
AREA = {"type": "Polygon", "coordinates": [[[114.0, 22.0], [114.1, 22.0], [114.1, 22.1], [114.0, 22.0]]]}
NAMES: list[Any] = [
    {"type": "LanguageProperty", "languageMap": {"en": "Road", "zh-Hant": "路"}}, {"languageMap": {"en": "Lane"}},
    "Road", {"type": "Property", "value": "Road"}, {"value": ""},
]  # fmt: skip


def _ngsi_ld(name: str, value: Any, when: str) -> Any:
    return {"type": "Property", "value": value, "observedAt": when, **({"unitCode": "KMH"} if name == "speed" else {})}


def _concise(name: str, value: Any, when: str) -> Any:
    return {"value": value, "unitCode": "KMH"} if name == "speed" else value


def _v2(name: str, value: Any, when: str) -> Any:
    coded = {"unitCode": {"type": "Text", "value": "KMH"}} if name == "speed" else {}
    return {"type": "X", "value": value, "metadata": {"TimeInstant": {"type": "DateTime", "value": when}, **coded}}


def _plain_v2(name: str, value: Any, when: str) -> Any:
    return {"type": "X", "value": value, "metadata": {}}


SPELLINGS = {
    "ld": _ngsi_ld,
    "concise": _concise,
    "v2": _v2,
    "plain": _plain_v2,
    "bare": lambda name, value, when: value,
}


def _place(spelling: str, lon: float, when: str) -> Any:
    point = {"type": "Point", "coordinates": [lon, 22.3]}
    if spelling == "high":
        return {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [lon, 22.3, 4]}}
    if spelling == "timed":
        return {"type": "GeoProperty", "value": point, "observedAt": when}
    if spelling == "area":
        return {"type": "GeoProperty", "value": AREA}
    if spelling == "geo:point":
        return {"type": "geo:point", "value": f"22.3, {lon}"}
    return point if spelling == "bare" else {"type": "GeoProperty", "value": point}


ODD: list[Any] = [
    None, 2**60, -(2**53), 1e308, "", [1, 2], ["x"], {"value": 1}, {"a": 1}, "urn:ngsi-ld:null", True, 5, "x", "bad",
]  # fmt: skip


@st.composite
def entity(draw: Any, ids: list[str]) -> dict[str, Any]:
    """An entity that says things mostly the same way: its id decides which."""
    identity = draw(st.sampled_from(ids))
    number = sum(identity.encode())
    odd = _odd(draw) if draw(st.integers(0, 5)) == 0 else _calm
    spelling = odd(list(SPELLINGS)[number % len(SPELLINGS)], sorted(SPELLINGS))
    when = odd(draw(st.sampled_from(TIMES[:7])), TIMES)
    told: dict[str, Any] = {"id": identity, "type": odd("T", ["U", "Feature"])}
    whole = draw(st.integers(0, 3)) == 0
    if whole:
        told["name"] = odd(NAMES[number % 5], NAMES)
        told["address"] = {"type": "Property", "value": odd(ADDRESS, [{"street": "x"}])}
        told["tags"] = ["a", "b"]
        told["ref"] = {"type": "Relationship", "object": "urn:x"}
        if number % 2:
            told["@context"] = ["https://example.org", {"a": "b"}]
    if whole or number % 3 == 0:
        places = ["wrapped", "bare", "high", "timed", "area", "geo:point"]
        lon = odd(draw(st.sampled_from([114.1, 114.1, 114.2])), [1, 200.0])
        told["location"] = _place(odd(places[number % 6], places), lon, when)
    if spelling not in ("ld", "v2") and number % 4:
        wrapped = {"type": "DateTime", "value": when}, {"type": "Property", "value": {"@type": "X", "@value": when}}
        told["dateObserved"] = (when, *wrapped)[number % 4 - 1]
    if odd(False, [True]):
        told["dateModified"] = when
    spelled = SPELLINGS[spelling]
    for name, values in VALUES.items():
        if odd(True, [False]):
            told[name] = spelled(name, odd(draw(st.sampled_from(values)), ODD), odd(when, TIMES))
    if odd(False, [True]):
        name = draw(st.sampled_from(["quality", "http://e.org/speed", "alternateName", "createdAt", "address.street"]))
        told[name] = draw(st.sampled_from(["good", "bad", 3, {"type": "Property", "value": "suspect"}]))
    return told


def _calm(usual: Any, others: list[Any]) -> Any:
    return usual


def _odd(draw: Any) -> Any:
    """Now and then something else than what is usual."""
    return lambda usual, others: usual if draw(st.integers(0, 7)) else draw(st.sampled_from(others))


@st.composite
def payload(draw: Any, ids: list[str]) -> bytes:
    """Mostly whole; sometimes damaged, in another order, with keys twice, escaped, with NaN or huge numbers."""
    told = draw(entity(ids))
    how = draw(st.integers(0, 40))
    if how == 0:
        told = dict(reversed(told.items()))
    text = json.dumps(told, ensure_ascii=how % 2 == 0, separators=(",", ":"))
    if how == 1:
        text = text[: draw(st.integers(0, len(text)))]
    elif how == 2:
        text = text.replace("{", '{"speed":3,"id":"a",', 1)
    elif how == 3:
        text = text[:-1] + ',"speed":{"value":9,"value":10}}'
    elif how == 4:
        text = text.replace("speed", "s\\u0070eed")
    elif how == 5:
        text = text.replace("2.5", draw(st.sampled_from(["NaN", "1e400", "-Infinity", "25e-1", "2" * 400])))
    elif how == 6:
        text = f"[{text},{text}]"
    elif how == 7:
        text = text.replace("KMH", draw(st.sampled_from(["MPH", ""])))
    return text.encode()
