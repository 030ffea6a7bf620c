"""Why somebody got points, or did not: a sentence in each language."""

from opscenter.domain.texts import LANGUAGES, Texts

_SENTENCES: dict[str, tuple[str, str, str]] = {
    "in-time": (
        "Done after {took}, within the limit of {limit}.",
        "{took}後完成，在 {limit}時限之內。",
        "{took}后完成，在 {limit}时限之内。",
    ),
    "late": (
        "Done after {took}, too late: the limit was {limit}.",
        "{took}後才完成，已超過 {limit}時限。",
        "{took}后才完成，已超过 {limit}时限。",
    ),
    "partly": (
        "{done} of {all} within the limit of {limit}, {late} later.",
        "{all} 項中有 {done} 項在 {limit}時限內完成，{late} 項逾時。",
        "{all} 项中有 {done} 项在 {limit}时限内完成，{late} 项超时。",
    ),
    "missed": (
        "Not done; the limit was {limit}.",
        "沒有完成；時限為 {limit}。",
        "没有完成；时限为 {limit}。",
    ),
    "not-raised": (
        "Its alarm was never raised, so it does not count.",
        "相關警報從未出現，因此不計分。",
        "相关警报从未出现，因此不计分。",
    ),
    "open": (
        "Not done yet; the limit is {limit}.",
        "尚未完成；時限為 {limit}。",
        "尚未完成；时限为 {limit}。",
    ),
    "acknowledged": (
        "Acknowledged {took} into the exercise.",
        "於演練第 {took}確認。",
        "于演练第 {took}确认。",
    ),
    "unseen": (
        "Acknowledged {took} into the exercise without having looked at it.",
        "於演練第 {took}確認，但之前沒有查看。",
        "于演练第 {took}确认，但之前没有查看。",
    ),
    "lied-to": (
        "Acknowledged {took} into the exercise, though what raised it was not true.",
        "於演練第 {took}確認，但觸發警報的讀數並不真實。",
        "于演练第 {took}确认，但触发警报的读数并不真实。",
    ),
    "shelved": (
        "Shelved {took} into the exercise.",
        "於演練第 {took}擱置。",
        "于演练第 {took}搁置。",
    ),
}


def reason(name: str, *, took: int = 0, limit: int = 0, **counts: int) -> Texts:
    """The sentence of that name; `took` and `limit` in ms."""
    return {
        language: text.format(took=span_text(took, language), limit=span_text(limit, language), **counts)
        for language, text in zip(LANGUAGES, _SENTENCES[name], strict=True)
    }


def span_text(ms: int, language: str) -> str:
    """A span as people say it: "8.4 s", "2 min 59 s", "1 h 20 min". Tenths of a second in the first minute, then whole
    seconds; rounded up, so that what came after a limit never reads like the limit.
    """
    hour, minute, second = _UNITS.get(language, _UNITS["en"])
    if ms <= 59_900:
        tenths = -(-max(0, ms) // 100)
        return f"{tenths // 10}.{tenths % 10}{second}" if tenths % 10 else f"{tenths // 10}{second}"
    minutes, seconds = divmod(-(-ms // 1_000), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{count}{unit}" for count, unit in ((hours, hour), (minutes, minute), (seconds, second)) if count]
    return " ".join(parts)


_UNITS = {"en": (" h", " min", " s"), "zh_Hant": (" 小時", " 分鐘", " 秒"), "zh_Hans": (" 小时", " 分钟", " 秒")}
