"""What a decoder remembers that decides what it tells: where entities said that they are, and which of their attributes
have been numbers and which texts. The rest it learns again, or says once more what is known already."""

from itertools import chain

import msgspec
import numpy as np

from opscenter.station.engine import Engine
from opscenter.station.lane.packing import MemoryFormatError
from opscenter.station.lane.remembering import Kept
from opscenter.wire.decoder import Decoder
from opscenter.wire.plan import Plan

DECODER = "decoder"


class _Told(msgspec.Struct):
    """By row: types as published, where they are not as they are known; which have a shape."""

    kinds: dict[int, str]
    shaped: list[int]


def remember_heard(decoder: Decoder, engine: Engine) -> Kept:
    """Of places that the state has as well only the rows are told (`same`). By cell: 1 a number, 2 a text, 3 both."""
    state, types, rows = engine.state.columns, engine.registry.types, len(engine.registry.ids)
    plans = [plan for plan in decoder.plans.known.values() if plan.row < rows]
    at = np.array([plan.row for plan in plans], np.int64)
    places = np.array([(plan.lon, plan.lat) for plan in plans], np.float64).reshape(-1, 2)
    times = np.array([plan.place_time for plan in plans], np.int64)
    same = (places[:, 0] == state["lon"][at]) & (places[:, 1] == state["lat"][at]) & (times == state["place_time"][at])
    sorts = np.zeros(len(engine.registry.cell_names), np.uint8)
    sorts[list(chain.from_iterable(plan.numbers.values() for plan in plans))] |= 1
    sorts[list(chain.from_iterable(plan.texts.values() for plan in plans))] |= 2
    told = _Told(
        {plan.row: plan.type for plan in plans if plan.type != types[plan.row]},
        [plan.row for plan in plans if plan.shape is not None],
    )
    return {
        DECODER: msgspec.msgpack.encode(told),
        f"{DECODER}:same": at[same],
        f"{DECODER}:row": at[~same],
        f"{DECODER}:time": times[~same],
        f"{DECODER}:lon": places[~same, 0],
        f"{DECODER}:lat": places[~same, 1],
        f"{DECODER}:sorts": sorts,
    }


def recall_heard(decoder: Decoder, engine: Engine, memory: Kept) -> None:
    """Have a decoder that was just made know it. Raises MemoryFormatError."""
    state, registry = engine.state.columns, engine.registry
    try:
        packed = memory[DECODER]
        told = msgspec.msgpack.decode(packed if isinstance(packed, bytes) else b"", type=_Told)
        same, row, time, lon, lat, sorts = (
            np.asarray(memory[f"{DECODER}:{name}"], kind)
            for name, kind in (
                ("same", int), ("row", int), ("time", int), ("lon", float), ("lat", float), ("sorts", np.uint8)
            )
        )  # fmt: skip
        at = np.concatenate([same, row])
        columns = (
            np.concatenate([state["place_time"][same], time]), np.concatenate([state["lon"][same], lon]),
            np.concatenate([state["lat"][same], lat]),
        )  # fmt: skip
        if len(sorts) != len(registry.cell_names) or (len(at) and not 0 <= at.min() <= at.max() < len(registry.ids)):
            raise ValueError("it speaks of others than there are")
        shaped = set(told.shaped)
        plans: dict[int, Plan] = {}
        for one, moment, x, y in zip(at.tolist(), *(column.tolist() for column in columns), strict=True):
            plans[one] = plan = Plan(one, told.kinds.get(one, registry.types[one]))
            plan.lon, plan.lat, plan.place_time = x, y, moment
            plan.shape = engine.described.shapes.get(one) if one in shaped else None
            decoder.plans.known[registry.ids[one]] = plan
        for cell in np.flatnonzero(sorts).tolist():
            whose = plans.get(registry.cell_rows[cell])
            if whose is not None:
                name = registry.cell_names[cell]
                if sorts[cell] & 1:
                    whose.numbers[name] = cell
                if sorts[cell] & 2:
                    whose.texts[name] = cell
        decoder.plans.units.extend([None] * len(sorts))
    except (KeyError, IndexError, ValueError, TypeError, msgspec.MsgspecError, RecursionError) as error:
        raise MemoryFormatError(f"The memory does not tell what had been heard of entities: {error}.") from None
