"""alarms export-cap: an alarm as a file of the Common Alerting Protocol."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from opscenter.cli.areas import catalogue_option, city_of, read_catalogue
from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, fail
from opscenter.cli.times import now_ms

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from opscenter.domain.alert import AlertReference

_LARGEST = 4_000_000


@click.command("export-cap")
@click.argument("occurrence")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file; one that is there stays."
)
@click.option("--force", is_flag=True, help="Replace the file that is there.")
@click.option("--actual", is_flag=True, help="It is real: needed for an alarm of the live city.")
@click.option(
    "--sender",
    metavar="NAME",
    help="Who it is from, one word. Default: as the station's settings say, else made of city and station.",
)
@click.option(
    "--response", help="What is to be done about it.",
    type=click.Choice(["Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"]),
)  # fmt: skip
@click.option("--web", metavar="ADDRESS", help="A page with more about it. Default: as the station's settings say.")
@click.option("--contact", metavar="TEXT", help="Whom to ask. Default: as the station's settings say.")
@click.option(
    "--scope", type=click.Choice(["Public", "Restricted", "Private"]), default="Restricted", help="Whom it is for."
)
@click.option(
    "--to", "circle", metavar="TEXT", default="Operations centres and emergency services",
    help="To whom it is restricted; the addresses, if it is private.",
)  # fmt: skip
@click.option("--hours", type=click.FloatRange(0.1, 24 * 14), default=6.0, help="For so long it holds.")
@click.option("--radius", type=click.FloatRange(0.0, 500.0), default=0.5, help="Radius round a point, km.")
@click.option(
    "--update", "updates", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="It takes the place of the alert in this file.",
)  # fmt: skip
@click.option(
    "--cancel", "cancels", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The alert in this file no longer holds.",
)  # fmt: skip
@catalogue_option
@station_option
@json_option
def export_cap(
    occurrence: str, out: Path, force: bool, actual: bool, sender: str | None, response: str | None,
    web: str | None, contact: str | None, scope: str, circle: str, hours: float,
    radius: float, updates: tuple[Path, ...], cancels: tuple[Path, ...], catalogue: Path | None, station: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Export an alarm as a CAP 1.2 alert: status Actual live (with --actual), Exercise in an exercise, else Test."""
    from opscenter.desk.alert_places import place_names, quality_of, shape_of
    from opscenter.domain.alert import Alert, identifier_of, said_of_alerts, sender_of
    from opscenter.domain.alert_of_alarm import grades_of, texts_of_alarm
    from opscenter.domain.alert_status import ACTUAL, alert_status
    from opscenter.tables.whole_file import write_whole
    from opscenter.wire.cap import CapFault, cap_document, cap_time

    if updates and cancels:
        raise click.UsageError("An alert updates others or cancels them: give --update or --cancel.")
    references = tuple(_reference(path) for path in (*updates, *cancels))
    kinds = read_catalogue(catalogue)
    with asking(station) as desk:
        mirror, welcome = desk.present(), desk.welcome
    status = alert_status(str(welcome.get("mode") or "live"))
    if status == ACTUAL and not actual:
        fail("This alarm is of the live city: whoever receives the file acts on it. Say --actual if that is meant.")
    if status != ACTUAL and actual:
        fail(f"This station is not live: the status is {status}. Leave --actual out.")
    alarm = mirror.alarms.get(occurrence)
    if alarm is None:
        fail(f"No alarm {occurrence!r} is in the list; `opscenter alarms list` names them.")
    city, name, zone = str(welcome.get("city") or ""), str(welcome.get("station") or ""), _zone(welcome.get("zone"))
    incident, said = welcome.get("incident") or {}, said_of_alerts(welcome)
    system = kinds.systems.get(alarm.system)
    grades, entities = grades_of(alarm, quality_of(mirror, alarm)), (alarm.entity,)
    sent = mirror.now // 1_000 * 1_000
    alert = Alert(
        identifier=identifier_of(status, f"alarm:{occurrence}", sent, now_ms()),
        sender=sender if sender is not None else said.get("sender") or sender_of(city, name),
        response=response or "",
        web=web if web is not None else said.get("web", ""),
        contact=contact if contact is not None else said.get("contact", ""),
        sent=sent,
        status=status,
        message="Update" if updates else "Cancel" if cancels else "Alert",
        scope=scope,
        category=grades.category,
        urgency=grades.urgency,
        severity=grades.severity,
        certainty=grades.certainty,
        texts=texts_of_alarm(
            alarm, system.name if system is not None else {}, place_names(mirror, city_of(mirror, kinds), entities),
            ", ".join(part for part in (city, name) if part),
        ),
        restriction=circle if scope == "Restricted" else "",
        addresses=circle if scope == "Private" else "",
        note="" if status == ACTUAL else f"{status}: {incident.get('title') or name}",
        references=references,
        effective=sent,
        onset=alarm.since,
        expires=sent + round(hours * 3_600_000),
        parameters=(("rule", alarm.rule), ("entity", alarm.entity)),
        shape=shape_of(mirror, entities, radius),
    )  # fmt: skip
    try:
        write_whole(out, cap_document(alert, zone), replace=force)
    except CapFault as error:
        fail(error)
    except FileExistsError:
        fail(f"{out} is there already. Choose another name, or say --force.")
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror or error}.")
    told = {
        "file": str(out), "status": status, "message": alert.message, "sender": alert.sender,
        "identifier": alert.identifier, "sent": cap_time(sent, zone),
    }  # fmt: skip
    if as_json:
        emit_json(told)
    else:
        click.echo(f"{out}: {alert.message}, status {status}, {alert.identifier}")


def _zone(name: object) -> "ZoneInfo":
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(str(name or "UTC"))
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def _reference(path: Path) -> "AlertReference":
    """The alert in a file. Ends the command with a sentence where there is none that can be named."""
    from opscenter.domain.alert import AlertReference, is_name
    from opscenter.feeds.cap.message import messages_in
    from opscenter.feeds.xml_reading import Refused, read_xml

    try:
        with path.open("rb") as file:
            found = list(messages_in(read_xml(file.read(_LARGEST + 1), _LARGEST)))
    except Refused as refused:
        fail(f"{path}: {refused}")
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror or error}.")
    if len(found) != 1 or not all(is_name(one) for one in (found[0].sender, found[0].identifier, found[0].sent)):
        fail(f"{path} is no file of one CAP alert with sender, identifier and time.")
    return AlertReference(found[0].sender, found[0].identifier, found[0].sent)
