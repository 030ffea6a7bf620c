"""Unit codes of the bus as people write them.

NGSI publishes UN/CEFACT common codes (UNECE Recommendation 20) as `unitCode`. The catalogue says how the units of the
kinds it knows are written; this table is for everything else.
"""

import re

SYMBOLS = {
    # counts and shares
    **{"C62": "", "H87": "", "EA": "", "IE": "", "P1": "%", "59": "ppm", "61": "ppb"},
    # length, area, volume, mass
    **{
        "MTR": "m",
        "KMT": "km",
        "CMT": "cm",
        "DMT": "dm",
        "MMT": "mm",
        "4H": "µm",
        "SMI": "mi",
        "FOT": "ft",
        "INH": "in",
    },
    **{
        "INH": "in",
        "MTK": "m²",
        "KMK": "km²",
        "HAR": "ha",
        "MTQ": "m³",
        "DMQ": "dm³",
        "LTR": "l",
        "MLT": "ml",
        "HLT": "hl",
    },
    **{"GRM": "g", "KGM": "kg", "TNE": "t", "MGM": "mg"},
    # time, angle
    **{"SEC": "s", "C26": "ms", "MIN": "min", "HUR": "h", "DAY": "d", "DD": "°", "C81": "rad"},
    # movement, flow, rain
    **{"KMH": "km/h", "MTS": "m/s", "HM": "mi/h", "KNT": "kn", "H67": "mm/h", "RPM": "r/min"},
    **{"MQH": "m³/h", "MQS": "m³/s", "MQD": "m³/d", "L2": "l/min", "G51": "l/s", "KGS": "kg/s"},
    # heat, pressure; HPA is not the code of the hectopascal (A97 is), but is widely published as if it were
    **{"CEL": "°C", "KEL": "K", "FAH": "°F"},
    **{"PAL": "Pa", "A97": "hPa", "HPA": "hPa", "KPA": "kPa", "MPA": "MPa", "BAR": "bar", "MBR": "mbar"},
    # electricity, energy
    **{
        "VLT": "V",
        "KVT": "kV",
        "2Z": "mV",
        "AMP": "A",
        "4K": "mA",
        "OHM": "Ω",
        "HTZ": "Hz",
        "KHZ": "kHz",
        "MHZ": "MHz",
    },
    **{"WTT": "W", "KWT": "kW", "MAW": "MW", "A90": "GW", "D46": "VA", "KVA": "kVA", "MVA": "MVA"},
    **{"D44": "var", "KVR": "kvar", "WHR": "Wh", "KWH": "kWh", "MWH": "MWh", "GWH": "GWh", "JOU": "J", "KJO": "kJ"},
    # environment
    **{"GQ": "µg/m³", "GP": "mg/m³", "M1": "mg/l", "Q30": "", "2N": "dB", "DBM": "dBm", "D10": "S/m"},
    **{"LUX": "lx", "LUM": "lm", "CDL": "cd", "D54": "W/m²"},
}
"""Common code -> symbol; "" for what is written without a unit."""

_WRITTEN = {"MW", "GW", "VA", "NTU", "FNU", "UV", "BPM"}
_CODE = re.compile(r"[A-Z0-9]{2,3}")


def unit_symbol(published: str) -> str:
    """A published unit as it is written beside a number.

    A code that is not in the table gives "" (three capital letters tell nobody anything); what is no code at all,
    such as "km/h", is taken to be a unit already.
    """
    text = published.strip()
    found = SYMBOLS.get(text.upper() if text.islower() and len(text) == 3 else text)
    if found is not None:
        return found
    return "" if _CODE.fullmatch(text) and text not in _WRITTEN else text
