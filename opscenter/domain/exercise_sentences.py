"""Why somebody got points, or did not: a sentence in each language."""

from opscenter.domain.texts import LANGUAGES, Texts

_SENTENCES: dict[str, tuple[str, str, str]] = {
    "in-time": (
        "Done after {took} s, within the limit of {limit} s.",
        "{took} 秒後完成，在 {limit} 秒時限之內。",
        "{took} 秒后完成，在 {limit} 秒时限之内。",
    ),
    "late": (
        "Done after {took} s, too late: the limit was {limit} s.",
        "{took} 秒後才完成，已超過 {limit} 秒時限。",
        "{took} 秒后才完成，已超过 {limit} 秒时限。",
    ),
    "partly": (
        "{done} of {all} within the limit of {limit} s, {late} later.",
        "{all} 項中有 {done} 項在 {limit} 秒時限內完成，{late} 項逾時。",
        "{all} 项中有 {done} 项在 {limit} 秒时限内完成，{late} 项超时。",
    ),
    "missed": (
        "Not done; the limit was {limit} s.",
        "沒有完成；時限為 {limit} 秒。",
        "没有完成；时限为 {limit} 秒。",
    ),
    "not-raised": (
        "Its alarm was never raised, so it does not count.",
        "相關警報從未出現，因此不計分。",
        "相关警报从未出现，因此不计分。",
    ),
    "open": (
        "Not done yet; the limit is {limit} s.",
        "尚未完成；時限為 {limit} 秒。",
        "尚未完成；时限为 {limit} 秒。",
    ),
    "acknowledged": (
        "Acknowledged after {took} s of the exercise.",
        "於演練第 {took} 秒確認。",
        "于演练第 {took} 秒确认。",
    ),
    "unseen": (
        "Acknowledged after {took} s of the exercise without having looked at it.",
        "於演練第 {took} 秒確認，但之前沒有查看。",
        "于演练第 {took} 秒确认，但之前没有查看。",
    ),
    "lied-to": (
        "Acknowledged after {took} s of the exercise, though what raised it was not true.",
        "於演練第 {took} 秒確認，但觸發警報的讀數並不真實。",
        "于演练第 {took} 秒确认，但触发警报的读数并不真实。",
    ),
    "shelved": (
        "Shelved after {took} s of the exercise.",
        "於演練第 {took} 秒擱置。",
        "于演练第 {took} 秒搁置。",
    ),
}


def reason(name: str, **holes: object) -> Texts:
    """The sentence of that name; times are texts of seconds."""
    return {language: text.format(**holes) for language, text in zip(LANGUAGES, _SENTENCES[name], strict=True)}


def seconds(ms: int) -> str:
    """Milliseconds as seconds with one decimal, half up."""
    tenths = (ms + 50) // 100
    return f"{tenths // 10}.{tenths % 10}"
