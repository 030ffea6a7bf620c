"""CAP's words as the console says them, in the order people choose from; the words themselves go into the file."""

from PySide6.QtCore import QCoreApplication

Words = dict[str, str]


def status_sentence(status: str) -> str:
    """What a status means for whoever receives the file."""
    translate = QCoreApplication.translate
    return {
        "Actual": translate("Cap", "This is real: whoever receives the file acts on it."),
        "Exercise": translate("Cap", "Nothing of it is real: only who takes part in the exercise acts on it."),
    }.get(status, translate("Cap", "It is from a recording and about no present danger: nobody acts on it."))


def status_word(status: str) -> str:
    """A status as large as it can be said, with the word that stands in the file."""
    translate = QCoreApplication.translate
    return {
        "Actual": translate("Cap", "ACTUAL"),
        "Exercise": translate("Cap", "EXERCISE"),
    }.get(status, translate("Cap", "TEST"))


def save_words(status: str) -> str:
    """What the button says."""
    translate = QCoreApplication.translate
    return {
        "Actual": translate("Cap", "Export as Actual"),
        "Exercise": translate("Cap", "Export as Exercise"),
    }.get(status, translate("Cap", "Export as Test"))


def scopes() -> Words:
    """Whom it is for."""
    translate = QCoreApplication.translate
    return {
        "Public": translate("Cap", "Everybody (Public)"),
        "Restricted": translate("Cap", "A circle of people (Restricted)"),
        "Private": translate("Cap", "Addresses (Private)"),
    }


def categories() -> Words:
    """What it is about."""
    translate = QCoreApplication.translate
    return {
        "Geo": translate("Cap", "Earth, landslides (Geo)"),
        "Met": translate("Cap", "Weather, floods (Met)"),
        "Safety": translate("Cap", "Public safety (Safety)"),
        "Security": translate("Cap", "Police, security (Security)"),
        "Rescue": translate("Cap", "Search and rescue (Rescue)"),
        "Fire": translate("Cap", "Fires (Fire)"),
        "Health": translate("Cap", "Medicine, public health (Health)"),
        "Env": translate("Cap", "Pollution, environment (Env)"),
        "Transport": translate("Cap", "Roads, rail, ships, air (Transport)"),
        "Infra": translate("Cap", "Power, water, gas, lighting (Infra)"),
        "CBRNE": translate("Cap", "Hazardous substances (CBRNE)"),
        "Other": translate("Cap", "Something else (Other)"),
    }


def responses() -> Words:
    """What those who receive it are asked to do."""
    translate = QCoreApplication.translate
    return {
        "": translate("Cap", "Not said"),
        "Shelter": translate("Cap", "Take shelter (Shelter)"),
        "Evacuate": translate("Cap", "Leave the area (Evacuate)"),
        "Prepare": translate("Cap", "Get ready (Prepare)"),
        "Execute": translate("Cap", "Do as was planned (Execute)"),
        "Avoid": translate("Cap", "Keep away (Avoid)"),
        "Monitor": translate("Cap", "Follow the news (Monitor)"),
        "Assess": translate("Cap", "Judge it by the information given (Assess)"),
        "AllClear": translate("Cap", "The danger is over (AllClear)"),
        "None": translate("Cap", "Nothing (None)"),
    }


def urgencies() -> Words:
    """How soon something has to be done."""
    translate = QCoreApplication.translate
    return {
        "Immediate": translate("Cap", "At once (Immediate)"),
        "Expected": translate("Cap", "Within the hour (Expected)"),
        "Future": translate("Cap", "In the near future (Future)"),
        "Past": translate("Cap", "No longer (Past)"),
        "Unknown": translate("Cap", "Not known (Unknown)"),
    }


def severities() -> Words:
    """How grave it is."""
    translate = QCoreApplication.translate
    return {
        "Extreme": translate("Cap", "Extraordinary threat (Extreme)"),
        "Severe": translate("Cap", "Significant threat (Severe)"),
        "Moderate": translate("Cap", "Possible threat (Moderate)"),
        "Minor": translate("Cap", "Little or no threat (Minor)"),
        "Unknown": translate("Cap", "Not known (Unknown)"),
    }


def certainties() -> Words:
    """How sure it is."""
    translate = QCoreApplication.translate
    return {
        "Observed": translate("Cap", "It has happened or goes on (Observed)"),
        "Likely": translate("Cap", "Likely, over 50 % (Likely)"),
        "Possible": translate("Cap", "Possible, not likely (Possible)"),
        "Unlikely": translate("Cap", "Hardly (Unlikely)"),
        "Unknown": translate("Cap", "Not known (Unknown)"),
    }
