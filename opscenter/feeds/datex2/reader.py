"""DATEX II documents -> records, with a memory of sites and of what was published."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from opscenter.feeds.datex2.measurements import DOMAINS, MeasurementForm, observed_in
from opscenter.feeds.datex2.publication import publications_in
from opscenter.feeds.datex2.sites import Site, sites_in
from opscenter.feeds.datex2.situations import DOMAIN, SituationForm, over_by, situations_in
from opscenter.feeds.feed import Item
from opscenter.feeds.findings import Findings
from opscenter.feeds.local_time import read_time
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.remembered import Remembered
from opscenter.feeds.xml_reading import Refused, read_xml, text_of
from opscenter.wire.instants import format_instant

REMEMBERED = 200_000
READ = ("SituationPublication", "MeasurementSiteTablePublication", "MeasuredDataPublication")


@dataclass(slots=True, frozen=True)
class _Known:
    type: str
    version: int
    status: str


class Datex2Reader:
    """Reads documents of DATEX II. `complete`: a document holds every situation there is, so that one that is missing
    from the next is over; else documents tell changes. `near`: whether a place is (None: nobody can tell); measurements
    of sites that are not are passed over."""

    def __init__(
        self,
        situations: SituationForm,
        measurements: MeasurementForm,
        limit: int,
        complete: bool,
        near: Callable[[object], bool | None] | None = None,
    ) -> None:
        self._situations = situations
        self._measurements = measurements
        self._limit = limit
        self._complete = complete
        self._near = near
        self._sites: dict[str, Site] = {}
        self._elsewhere: set[str] = set()  # sites of the table that are not near
        self._newest: dict[str, int] = {}  # kind of publication -> its newest time
        self._known: dict[str, _Known] = {}  # situations that are not over, by entity's id
        self._over: Remembered[str, int] = Remembered(REMEMBERED)  # those that are -> their version
        self._measured: Remembered[str, int] = Remembered(REMEMBERED)  # site -> newest time

    def __call__(self, item: Item) -> Iterable[Record | Problem]:
        """Records of a document and what is wrong with it."""
        findings = Findings(item.where)
        try:
            root = read_xml(item.body, self._limit)
        except Refused as refused:
            findings.refused(str(refused))
            return findings.all()
        read = 0
        publications = sorted(publications_in(root), key=lambda one: one[0] != READ[1])  # tables of sites first
        for kind, element in publications:
            read += kind in READ
            if kind == "SituationPublication":
                self._take_situations(element, item.at, findings)
            elif kind == "MeasurementSiteTablePublication":
                self._take_sites(element, findings)
            elif kind == "MeasuredDataPublication":
                self._take_measurements(element, item.at, findings)
        if not read:
            there = ", ".join(dict.fromkeys(kind[:60] for kind, _ in publications)) or f"<{root.tag[:60]}>"
            findings.refused(
                f"There is nothing of DATEX II in it that is read here ({', '.join(READ)}): it is {there}."
            )
        return findings.all()

    def learn_sites(self, item: Item) -> list[Problem]:
        """Take over the site tables of a document, and nothing else of it."""
        findings = Findings(item.where)
        try:
            for kind, element in publications_in(read_xml(item.body, self._limit)):
                if kind == "MeasurementSiteTablePublication":
                    self._take_sites(element, findings)
        except Refused as refused:
            findings.refused(str(refused))
        if not self._sites and self._elsewhere:
            findings.problem("", f"None of its {len(self._elsewhere):,} sites is in only_within.")
        elif not self._sites:
            findings.problem("", "There is no table of measurement sites in it.")
        return [one for one in findings.all() if isinstance(one, Problem)]

    def _take_sites(self, publication: Element, findings: Findings) -> None:
        form = self._situations
        sites = sites_in(
            publication, form.bounds, form.language, lambda sentence: findings.problem("site table", sentence)
        )
        for name, site in sites.items():
            if self._near is not None and self._near(site.place) is False:
                self._elsewhere.add(name)
            else:
                self._sites[name] = site

    def _take_situations(self, publication: Element, arrived: int, findings: Findings) -> None:
        published = self._published(publication, arrived, findings)
        if published is None:
            return
        seen: set[str] = set()
        for situation in situations_in(publication, arrived, self._situations, findings):
            entity_id, entity_type = situation.entity["id"], situation.entity["type"]
            seen.add(entity_id)
            known = self._known.get(entity_id)
            over = self._over.get(entity_id)
            if over is not None and situation.version <= over:
                continue
            if known is not None and situation.version <= known.version:
                if situation.version < known.version:
                    findings.problem(f"situation {entity_id}", "it is older than what was published; it is left out")
                    continue
                if situation.status == known.status:
                    continue
            findings.publish(DOMAIN, situation.entity, situation.version)
            if situation.status == over_by(entity_type):
                self._known.pop(entity_id, None)
                self._over.put(entity_id, situation.version)
            elif known is not None or len(self._known) < REMEMBERED:
                self._known[entity_id] = _Known(entity_type, situation.version, situation.status)
        if self._complete:
            for entity_id in [one for one in self._known if one not in seen]:
                self._end(entity_id, published, findings)

    def _end(self, entity_id: str, published: int, findings: Findings) -> None:
        known = self._known.pop(entity_id)
        self._over.put(entity_id, known.version)
        over = {
            "id": entity_id,
            "type": known.type,
            "dateModified": format_instant(max(published, known.version)),
            "status": over_by(known.type),
        }
        findings.publish(DOMAIN, over, published)

    def _published(self, publication: Element, arrived: int, findings: Findings) -> int | None:
        """When a publication was made; None if it is older than the one before, and documents are complete."""
        written = text_of(publication, "publicationTime")
        try:
            published = read_time(written, self._situations.zone, arrived) if written else arrived
        except ValueError as fault:
            findings.problem("", f"its publicationTime is left out: {fault}")
            published = arrived
        before = self._newest.get("situations", published)
        if self._complete and published < before:
            findings.problem("", f"it is of {written}, older than the document before; nothing of it is published")
            return None
        self._newest["situations"] = max(before, published)
        return published

    def _take_measurements(self, publication: Element, arrived: int, findings: Findings) -> None:
        if not self._sites and not self._elsewhere and not self._measurements.unlisted:
            findings.refused(
                "No site table is known, so nobody can tell what its numbers are about. Name one by the option sites, "
                "or say unlisted_sites = true to have what each site tells once, without a place.",
            )
            return
        older = 0
        for observed in observed_in(publication, self._sites, arrived, self._measurements, findings, self._elsewhere):
            key = f"{observed.entity['type']} {observed.site}"
            before = self._measured.get(key)
            if before is not None and observed.at <= before:
                older += observed.at < before
                continue
            self._measured.put(key, observed.at)
            findings.publish(DOMAINS[observed.entity["type"]], observed.entity, observed.at)
        if older:
            findings.problem("", f"measurements of {older} sites are older than what was published; they are left out")
