"""A station from start to end: its threads, its signals, its orderly stop.

Threads: `bus` (sockets of the bus, decoding, beats), `desk-service` (ROUTER and PUB), `answers` (queries), `moments`
(queries about the past of everything), `history-writer` (SQLite), `sealing` (samples by series), `learning` (what is
usual), `against` (since when numbers have been unusual), `forecasts` (questions about the next hours; these are
reckoned by a thread and a process of their own). This one waits for a reason to stop.
"""

import logging
import signal
import threading
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import zmq

from opscenter.bus.subscriber import Subscriber
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.rule_changes import rules_changed, versions_of
from opscenter.history.city_kept import CityKept, keep_city
from opscenter.history.restore import Restored
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.history.tier_tasks import TierTask, keep_beside
from opscenter.history.usual_tables import BESIDE, KeptUsual, rows_of
from opscenter.settings.allocator import calm_allocator
from opscenter.settings.catalogue import catalogue_texts, load_catalogue
from opscenter.station.against import Against
from opscenter.station.answers import Answers
from opscenter.station.calm_collector import calm_collector
from opscenter.station.catalogue_answer import CatalogueAnswer
from opscenter.station.city_figures import figures_of
from opscenter.station.cuts import Cuts
from opscenter.station.ending import catch_signals, wait_for_end
from opscenter.station.engine import Engine
from opscenter.station.following import PRESENT, Following
from opscenter.station.forecast_process import ForecastProcess
from opscenter.station.forecasts import TOPIC as FORECAST
from opscenter.station.forecasts import Forecasts
from opscenter.station.learning import Learning
from opscenter.station.lock import FolderLock
from opscenter.station.moments import TOPICS, Moments
from opscenter.station.options import StationOptions
from opscenter.station.pricing_answers import PricingAnswers
from opscenter.station.recovering import Recovering
from opscenter.station.requests import Request
from opscenter.station.service import DeskService
from opscenter.station.simulations import Simulations
from opscenter.station.steady_clock import SteadyClock
from opscenter.station.together import TOPIC, TogetherAnswers
from opscenter.station.wide_process import WideProcess
from opscenter.wire.desk import VERSION

log = logging.getLogger("opscenter.station.run")

wall_clock = SteadyClock()


def run_station(options: StationOptions, *, on_ready: Callable[[str], None]) -> int:
    """Run until SIGTERM, SIGINT, a desk's `stop` or the parent's end; the exit status.

    `on_ready` is called once with the desk address when desks can be served. Raises StationError, HistoryError,
    bus.errors.EndpointError and domain.catalogue_parsing.CatalogueErrors when it cannot start.
    """
    catalogue = load_catalogue(options.catalogue, options.rules)
    for warning in catalogue.warnings:
        log.warning("%s", warning)
    stop = threading.Event()
    lock = FolderLock(options.data)
    context: zmq.Context[Any] = zmq.Context()
    try:
        store = Store(options.data, limits=options.history)
        epoch = wall_clock()
        restored, store.restored = store.restored, Restored()
        engine = Engine(
            catalogue,
            epoch=epoch,
            restored=restored,
            limits=options.limits,
            hot_bytes=options.hot_bytes,
            longest_shelf_ms=round(options.longest_shelf_h * 3_600_000),
            figures=figures_of(catalogue, _week(options)),
        )
        publishers = restored.publishers
        usual = (restored.usual, restored.beside)
        entry = rules_changed(restored.rules, versions_of(catalogue), options.by, epoch)
        if entry is not None:
            engine.enter(entry)
            log.info("%s", entry.text["en"])
        del restored
        calm_collector()
        calm_allocator()
        return _serve(options, store, engine, publishers, usual, context, stop, on_ready)
    finally:
        context.destroy(linger=0)
        lock.close()


def _serve(
    options: StationOptions,
    store: Store,
    engine: Engine,
    publishers: list[dict[str, Any]],
    usual: tuple[KeptUsual | None, KeptUsual | None],
    context: "zmq.Context[Any]",
    stop: threading.Event,
    on_ready: Callable[[str], None],
) -> int:
    introduction = {
        "station": options.name, "city": options.city, "zone": options.zone, "epoch": engine.epoch,
        "beat_ms": options.beat_ms, "mode": "live", "version": VERSION,
        "longest_shelf_h": options.longest_shelf_h,
        "alerts": {"sender": options.alert_sender, "web": options.alert_web, "contact": options.alert_contact},
    }  # fmt: skip
    week = _week(options)
    wide = WideProcess(store.path)
    learning = Learning(
        engine,
        store.queries(),
        week,
        lambda usual, state: following.take_usual(usual, state),  # there by the time that anything is learnt
        wall=wall_clock,
        keep=lambda kept: store.writer.post(
            TierTask(keep_beside(list(rows_of(BESIDE, kept))), store.writer.generation)
        ),
        wide=wide.learn,
    )
    learning.begin_with(*usual)
    learning.on_close = wide.close
    queries = store.queries()
    answers = Answers(engine, queries, store.writer.flush, learning)
    simulations = Simulations(options.data, options.zone, options.catalogue, options.rules)
    answers.add_topics(simulations.topics())
    answers.add_topics(CatalogueAnswer(catalogue_texts(options.catalogue, options.rules)).topics())
    cuts = Cuts(options, store.writer.flush)
    answers.add_topics(cuts.topics())
    against = Against(engine, learning, store.queries(), wall=wall_clock)
    answers.add_topics({"against": against.answer})
    pricing = PricingAnswers(engine, queries, week, store.writer.flush)
    answers.add_topics({"pricing-advice": pricing.advice})
    moments = Moments(engine, store.queries(), store.writer.flush, wall_clock, options.zone)
    together = TogetherAnswers(engine, store.queries(), store.writer.flush)
    forecasts = Forecasts(
        engine, store.queries(), store.queries(), store.writer.flush, ForecastProcess(), week, wall_clock
    )

    def on_query(request: Request) -> bool:
        if request.topic in TOPICS:
            return moments.take(request)
        if request.topic == TOPIC:
            return together.take(request)
        if request.topic == FORECAST:
            return forecasts.take(request)
        return (following.take if request.topic in PRESENT else answers.take)(request)

    def on_present(request: Request) -> bool:
        return following.take(request)

    try:
        service = DeskService(
            options.desk, introduction=introduction, on_query=on_query, on_present=on_present, wall=wall_clock
        )
    except BaseException:
        store.writer.close()
        raise
    following = Following(
        engine, store, answers,
        open_bus=lambda: Subscriber(options.bus, context=context, hwm=options.bus_hwm),
        open_recovery=lambda: Recovering(options.recovery, clock=wall_clock, context=context),
        publish=service.publish, desks=lambda: service.desks, stop=stop.set, wall=wall_clock,
        beat_ms=options.beat_ms, token=options.token, introduction=introduction,
        publishers=publishers, supervisors=options.supervisors,
    )  # fmt: skip
    sealer = Sealer(store.path, store.writer)
    store.trouble_of_sealing = lambda: sealer.trouble
    handlers = catch_signals(stop)
    try:
        store.writer.start()
        told = CityKept(options.city, options.zone, options.holidays, options.holidays_as)
        store.writer.post(TierTask(keep_city(told), store.writer.generation))
        answers.start()
        moments.start()
        together.start()
        forecasts.start()
        service.start()
        following.start()
        following.opened.wait()
        if following.failure is None:
            learning.start()
            against.start()
            sealer.start()
            on_ready(service.address)
            log.info("ready at %s, recording in %s", service.address, store.path)
            wait_for_end(stop, options.parent_pid)
        log.info("stopping")
    finally:
        against.close()
        learning.close()
        following.close()
        simulations.close()
        cuts.close()
        answers.close()
        moments.close()
        together.close()
        forecasts.close()
        sealer.close()
        store.writer.close()
        service.close()
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if following.failure is not None and not following.was_running:
        raise following.failure
    return 0 if following.failure is None else 1


def _week(options: StationOptions) -> LocalWeek:
    return LocalWeek(ZoneInfo(options.zone), options.holidays, aside=options.holidays_as == "aside")
