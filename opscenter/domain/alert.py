"""An alert that leaves the centre: what it says, in the words of the Common Alerting Protocol.

Source: CAP 1.2 (OASIS, 2010), 3.2; the code lists are those of 3.2.1 and 3.2.2, in its order.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

STATUSES = ("Actual", "Exercise", "System", "Test", "Draft")
MESSAGES = ("Alert", "Update", "Cancel", "Ack", "Error")
SCOPES = ("Public", "Restricted", "Private")
CATEGORIES = (
    "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other",
)  # fmt: skip
RESPONSES = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
URGENCIES = ("Immediate", "Expected", "Future", "Past", "Unknown")
SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTIES = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")

LONGEST_HEADLINE = 160
""" "160 characters MAY be a useful target limit" (3.2.2, headline)."""
LONGEST_TEXT = 4_000
LONGEST_NAME = 200
MOST_REFERENCES = 50
MOST_SHAPES = 200
MOST_CORNERS = 5_000

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_NOT_IN_NAMES = re.compile(
    r"[\s,<&\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)


@dataclass(slots=True, frozen=True)
class AlertReference:
    """An earlier alert as a later one names it; `sent` as it was written."""

    sender: str
    identifier: str
    sent: str


@dataclass(slots=True, frozen=True)
class AlertShape:
    """Where: `circles` are (longitude, latitude, radius in km), `rings` the outer borders of areas, each as
    (longitude, latitude) of its corners, closed or not. Degrees WGS 84."""

    circles: tuple[tuple[float, float, float], ...] = ()
    rings: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(slots=True, frozen=True)
class AlertText:
    """What it says in one of the console's languages (`en`, `zh_Hant`, `zh_Hans`); `area` is where, in words."""

    language: str
    event: str
    headline: str = ""
    description: str = ""
    instruction: str = ""
    area: str = ""
    sender_name: str = ""


@dataclass(slots=True, frozen=True)
class Alert:
    """One message. Times are Unix ms, UTC (0: not told); `status` and the other words are of the code lists above.

    `response` is of RESPONSES, `web` an address with more about it, `contact` who is asked; "": not said.
    `restriction` goes with the scope Restricted, `addresses` with Private. `parameters` are names and values for those
    who trace it back. It has one text at least, and no two in one language.
    """

    identifier: str
    sender: str
    sent: int
    status: str
    message: str
    scope: str
    category: str
    urgency: str
    severity: str
    certainty: str
    texts: tuple[AlertText, ...]
    response: str = ""
    web: str = ""
    contact: str = ""
    restriction: str = ""
    addresses: str = ""
    note: str = ""
    references: tuple[AlertReference, ...] = ()
    incident: str = ""
    effective: int = 0
    onset: int = 0
    expires: int = 0
    parameters: tuple[tuple[str, str], ...] = ()
    shape: AlertShape = AlertShape()


def is_name(text: str) -> bool:
    """Whether a text can be an identifier or a sender: "MUST NOT include spaces, commas or restricted characters
    (< and &)" (3.2.1)."""
    return bool(text) and len(text) <= LONGEST_NAME and _NOT_IN_NAMES.search(text) is None


def said_of_alerts(welcome: Mapping[str, object]) -> dict[str, str]:
    """`sender`, `web`, `contact` of a station's settings as its welcome tells them; what cannot be one is left out."""
    told = welcome.get("alerts")
    found = {str(key): one for key, one in told.items() if isinstance(one, str)} if isinstance(told, Mapping) else {}
    contact = found.get("contact", "").strip()[:LONGEST_NAME]
    good = {"sender": is_name(found.get("sender", "")), "web": is_web(found.get("web", "")), "contact": bool(contact)}
    return {key: contact if key == "contact" else found[key] for key, is_good in good.items() if is_good}


def is_web(text: str) -> bool:
    """Whether a text is a whole address of the web: "a full, absolute URI" (3.2.2, web)."""
    return len(text) <= LONGEST_NAME and _WEB.match(text) is not None


def as_name(*parts: str) -> str:
    """An identifier or sender made of texts: what must not be in one becomes a hyphen. "" where nothing is left."""
    cleaned = [_NOT_IN_NAMES.sub("-", part).strip("-") for part in parts]
    return "-".join(part for part in cleaned if part)[:LONGEST_NAME]


def sender_of(city: str, station: str) -> str:
    """Who an alert is from where nobody said otherwise: the city and its station, as one name."""
    return as_name("opscenter", city, station).lower()


def identifier_of(status: str, subject: str, sent: int, made: int) -> str:
    """The identifier of an alert about a subject: by status and the second it was sent in (Unix ms), to be found in a
    list of files, and by a digest of what it is about and the moment it was made (Unix ms of the wall's clock), so that
    none is there twice for one sender (3.2.1)."""
    digest = hashlib.sha256(f"{subject}\n{made}".encode(errors="replace")).hexdigest()[:12]
    return f"{as_name(status).lower()}-{sent // 1_000}-{digest}"


def wrong_words(alert: Alert) -> Iterable[str]:
    """Names of the fields that the standard would not have so, none for an alert that can be sent."""
    lists = {
        "status": STATUSES, "message": MESSAGES, "scope": SCOPES, "category": CATEGORIES, "urgency": URGENCIES,
        "severity": SEVERITIES, "certainty": CERTAINTIES,
    }  # fmt: skip
    wrong = [name for name, words in lists.items() if getattr(alert, name) not in words]
    wrong += [name for name in ("identifier", "sender") if not is_name(getattr(alert, name))]
    wrong += ["responseType"] if alert.response and alert.response not in RESPONSES else []
    wrong += ["web"] if alert.web and not is_web(alert.web) else []
    wrong += ["sent"] if alert.sent <= 0 else []
    wrong += ["texts"] if not alert.texts or not all(text.event.strip() for text in alert.texts) else []
    wrong += ["restriction"] if alert.scope == "Restricted" and not alert.restriction.strip() else []
    wrong += ["addresses"] if alert.scope == "Private" and not alert.addresses.strip() else []
    wrong += ["references"] if alert.message in ("Update", "Cancel") and not alert.references else []
    wrong += ["expires"] if alert.expires and alert.expires <= alert.sent else []
    return wrong
