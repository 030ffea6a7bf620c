"""What an alarm, or a situation of several, is as an alert (CAP 1.2): how grave, how urgent, which words.

It is a proposal that a person reads before anything leaves the centre. None of CAP's words is measured: they are taken
from what the alarm's rule says.

Severity, from the priority: critical is Extreme, high Severe, medium Moderate, low Minor. The catalogue pairs the same
words where it raises alarms from alerts of others (Smart Data Models dataModel.Alert, `severity`; CAP 1.2, 3.2.2).

Urgency, from the time the rule gives to respond (ISA-18.2 has a priority made of consequence and time to respond), in
the words of CAP 1.2, 3.2.2: Immediate ("should be taken immediately") up to 10 minutes, Expected ("within next hour")
up to an hour, else Future; Past ("no longer required") once the condition is over. Without such a time: Immediate
for critical, Expected for high and medium, Future for low alarms.

Certainty: Observed ("determined to have occurred or to be ongoing"), as alarms come from what is measured; Possible
where the value is suspect or bad.

Category, from the city system, by the definitions of CAP 1.2, 3.2.2: Met ("inc. flood") for weather and flooding,
Transport for roads, transit, parking and road prices, Infra ("utility, telecommunication, other non-transport
infrastructure") for electricity, gas, water and lighting, Env ("pollution and other environmental") for air and waste,
Safety ("general emergency and public safety") for buildings and what citizens report, else Other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.alert import LONGEST_HEADLINE, LONGEST_NAME, LONGEST_TEXT, AlertText
from opscenter.domain.quality import Quality
from opscenter.domain.texts import LANGUAGES, Texts, in_language

SEVERITY = {
    Priority.CRITICAL: "Extreme",
    Priority.HIGH: "Severe",
    Priority.MEDIUM: "Moderate",
    Priority.LOW: "Minor",
}
CATEGORY = {
    "weather": "Met", "flooding": "Met",
    "traffic": "Transport", "transit": "Transport", "parking": "Transport", "pricing": "Transport",
    "electricity": "Infra", "gas": "Infra", "water": "Infra", "lighting": "Infra",
    "air": "Env", "waste": "Env",
    "buildings": "Safety", "citizens": "Safety",
}  # fmt: skip

IMMEDIATE_S, EXPECTED_S = 600, 3_600
MOST_LINES = 12
"""Alarms of a situation that its description names, the most urgent first."""

_URGENCIES = ("Immediate", "Expected", "Future", "Past")
_WITHOUT_TIME = {Priority.CRITICAL: "Immediate", Priority.LOW: "Future"}
_CAUSE: Texts = {"en": "Likely cause: {text}", "zh_Hant": "可能原因：{text}", "zh_Hans": "可能原因：{text}"}
_CONSEQUENCE: Texts = {"en": "May lead to: {text}", "zh_Hant": "可能後果：{text}", "zh_Hans": "可能后果：{text}"}
_MORE: Texts = {"en": "and {count} more alarms", "zh_Hant": "另有{count}個警報", "zh_Hans": "另有{count}个警报"}
_EVENT: Texts = {"en": "Alarm", "zh_Hant": "警報", "zh_Hans": "警报"}


@dataclass(slots=True, frozen=True)
class Grades:
    """What CAP asks for of every alert."""

    category: str
    urgency: str
    severity: str
    certainty: str


def urgency_of(alarm: Alarm) -> str:
    """How soon something has to be done, by the time its rule gives (see the module)."""
    if not alarm.condition_stands:
        return "Past"
    if alarm.respond_s <= 0:
        return _WITHOUT_TIME.get(alarm.priority, "Expected")
    if alarm.respond_s <= IMMEDIATE_S:
        return "Immediate"
    return "Expected" if alarm.respond_s <= EXPECTED_S else "Future"


def grades_of(alarm: Alarm, quality: Quality = Quality.GOOD) -> Grades:
    """Of one alarm; `quality` of the value it watches."""
    doubtful = quality in (Quality.SUSPECT, Quality.BAD)
    return Grades(
        CATEGORY.get(alarm.system, "Other"), urgency_of(alarm), SEVERITY[alarm.priority],
        "Possible" if doubtful else "Observed",
    )  # fmt: skip


def grades_together(first: str, grades: Mapping[str, Grades], worst: Priority) -> Grades:
    """Of a situation: the category of its first cause, the most urgent and the most certain of its alarms. `grades` by
    occurrence, of those that are still in the list; `first` the occurrence of the first cause."""
    listed = list(grades.values())
    if not listed:
        return Grades("Other", "Past", SEVERITY[worst], "Observed")
    urgency = min((one.urgency for one in listed), key=_URGENCIES.index)
    certainty = "Observed" if any(one.certainty == "Observed" for one in listed) else "Possible"
    return Grades(grades.get(first, listed[0]).category, urgency, SEVERITY[worst], certainty)


def texts_of_alarm(alarm: Alarm, event: Texts, area: Texts, sender_name: str) -> tuple[AlertText, ...]:
    """What it says, in every language its rule speaks. `event`: what it is called (its system), `area`: where it is.

    The instruction is the rule's action: it is written for people who operate the city, not for the public.
    """
    return tuple(
        _text(
            language, event, area, sender_name, alarm.text.get(language, ""),
            _description(language, alarm.text, alarm.cause, alarm.consequence), alarm.action.get(language, ""),
        )
        for language in _spoken(alarm.text)
    )  # fmt: skip


def texts_of_situation(
    first: Texts, members: Sequence[Texts], alarm: Alarm | None, event: Texts, area: Texts, sender_name: str
) -> tuple[AlertText, ...]:
    """What a situation says: `first` is its first cause's text, `members` the texts of all its alarms, the most urgent
    first; `alarm` the first cause where it is still in the list."""
    made = []
    for language in _spoken(first):
        lines = list(dict.fromkeys(in_language(one, language) for one in members if one))
        shown = lines[:MOST_LINES]
        if len(lines) > len(shown):
            shown.append(in_language(_MORE, language).format(count=len(lines) - len(shown)))
        why = _description(language, {}, alarm.cause, alarm.consequence) if alarm is not None else ""
        action = alarm.action.get(language, "") if alarm is not None else ""
        described = "\n".join(part for part in (*shown, why) if part)
        made.append(_text(language, event, area, sender_name, first.get(language, ""), described, action))
    return tuple(made)


def _text(
    language: str, event: Texts, area: Texts, sender_name: str, headline: str, description: str, instruction: str
) -> AlertText:
    return AlertText(
        language,
        event=(in_language(event, language) or in_language(_EVENT, language))[:LONGEST_NAME],
        headline=headline[:LONGEST_HEADLINE],
        description=description[:LONGEST_TEXT],
        instruction=instruction[:LONGEST_TEXT],
        area=in_language(area, language)[:LONGEST_NAME],
        sender_name=sender_name[:LONGEST_NAME],
    )


def _spoken(texts: Texts) -> Iterable[str]:
    """Languages of the console that a text is there in; English where it is in none of them."""
    return [language for language in LANGUAGES if texts.get(language)] or ["en"]


def _description(language: str, text: Texts, cause: Texts, consequence: Texts) -> str:
    lines = [text.get(language, "")]
    for label, said in ((_CAUSE, cause), (_CONSEQUENCE, consequence)):
        if said.get(language):
            lines.append(in_language(label, language).format(text=said[language]))
    return "\n".join(line for line in lines if line)
