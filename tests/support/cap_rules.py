"""What the schema of CAP 1.2 (OASIS, 2010) asks of a document: order and number of elements, code lists, times."""

import re
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

NAMESPACE = "{urn:oasis:names:tc:emergency:cap:1.2}"

ALERT = (
    "identifier sender sent status msgType source? scope restriction? addresses? code* note? references? "
    "incidents? info*"
)
INFO = (
    "language? category+ event responseType* urgency severity certainty audience? eventCode* effective? onset? "
    "expires? senderName? headline? description? instruction? web? contact? parameter* resource* area*"
)
AREA = "areaDesc polygon* circle* geocode* altitude? ceiling?"
PAIR = "valueName value"

WORDS = {
    "status": "Actual Exercise System Test Draft",
    "msgType": "Alert Update Cancel Ack Error",
    "scope": "Public Restricted Private",
    "category": "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other",
    "responseType": "Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None",
    "urgency": "Immediate Expected Future Past Unknown",
    "severity": "Extreme Severe Moderate Minor Unknown",
    "certainty": "Observed Likely Possible Unlikely Unknown",
}
TIME = re.compile(r"\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[-,+]\d\d:\d\d")
NUMBER = r"-?\d+(?:\.\d+)?"
POLYGON = re.compile(rf"(?:{NUMBER},{NUMBER} ){{3,}}{NUMBER},{NUMBER}")
CIRCLE = re.compile(rf"{NUMBER},{NUMBER} {NUMBER}")
NAME = re.compile(r"[^\s,<&]+")


def broken_rules(document: bytes) -> list[str]:
    """What is against the rules, a sentence each; none for a document that validates."""
    root = fromstring(document)
    if root.tag != f"{NAMESPACE}alert":
        return [f"the root is {root.tag}"]
    broken = _order(root, ALERT)
    for element in root.iter():
        name, text = element.tag.removeprefix(NAMESPACE), (element.text or "").strip()
        if name in WORDS and text not in WORDS[name].split():
            broken.append(f"{name} is {text!r}")
        if name in ("sent", "effective", "onset", "expires") and TIME.fullmatch(text) is None:
            broken.append(f"{name} is {text!r}")
        if name in ("identifier", "sender") and NAME.fullmatch(text) is None:
            broken.append(f"{name} is {text!r}")
        if name == "polygon" and (POLYGON.fullmatch(text) is None or text.split()[0] != text.split()[-1]):
            broken.append(f"a polygon is {text[:80]!r}")
        if name == "circle" and CIRCLE.fullmatch(text) is None:
            broken.append(f"a circle is {text!r}")
        if name == "references" and not all(len(one.split(",")) == 3 for one in text.split()):
            broken.append(f"references are {text!r}")
        order = {"info": INFO, "area": AREA, "parameter": PAIR, "eventCode": PAIR, "geocode": PAIR}.get(name)
        broken += _order(element, order) if order else []
    return broken


def _order(element: Element, order: str) -> list[str]:
    """Whether the children are those of a sequence, in its order and number."""
    children = "".join(f"<{child.tag.removeprefix(NAMESPACE)}>" for child in element if child.tag.startswith(NAMESPACE))
    pattern = "".join(f"(?:<{part.rstrip('?*+')}>){part[-1] if part[-1] in '?*+' else ''}" for part in order.split())
    if re.fullmatch(pattern, children) is None:
        return [f"{element.tag.removeprefix(NAMESPACE)} holds {children}"]
    return []
