"""A source that sees to the table of measurement sites before it fetches measured data, and renews it now and then."""

from collections.abc import Mapping
from pathlib import Path

from opscenter.domain.batch import Clock
from opscenter.feeds.datex2.reader import Datex2Reader
from opscenter.feeds.feed import Delivery, Item, Source, SourceFault
from opscenter.feeds.http import HttpClient, shown
from opscenter.feeds.record import Problem


class SitesFirst:
    """Fetches the table from `place`, an address or a file, at most every `every_s`. A table that cannot be renewed
    stays in force, and that is told; without any, nothing is fetched."""

    def __init__(
        self,
        source: Source,
        reader: Datex2Reader,
        place: str | Path,
        client: HttpClient,
        headers: Mapping[str, str],
        *,
        clock: Clock,
        every_s: float,
        limit_bytes: int,
    ) -> None:
        self._source = source
        self._reader = reader
        self._place = place
        self._client = client
        self._headers = headers
        self._clock = clock
        self._renew_ms = int(every_s * 1_000)
        self._limit = limit_bytes
        self._learnt: int | None = None
        self.every_s = source.every_s

    def fetch(self, delivery: Delivery) -> None:
        """Renew the table if it is time, then fetch. SourceFault without any table."""
        now = self._clock()
        if self._learnt is None or not 0 <= now - self._learnt < self._renew_ms:
            try:
                for problem in self._reader.learn_sites(self._table(now)):
                    delivery.problem(problem)
            except SourceFault as fault:
                if self._learnt is None:
                    raise
                delivery.problem(Problem("site table", f"{fault}; the one from before stays in force."))
            self._learnt = now
        self._source.fetch(delivery)

    def close(self) -> None:
        """End a request at once."""
        self._client.close()
        self._source.close()

    def _table(self, now: int) -> Item:
        if isinstance(self._place, str):
            return Item(shown(self._place), self._client.get(self._place, self._headers).body, now)
        try:
            with self._place.open("rb") as file:
                body = file.read(self._limit + 1)
        except OSError as error:
            raise SourceFault(f"the table of sites {self._place} cannot be read: {error.strerror}") from None
        return Item(str(self._place), body, now)
