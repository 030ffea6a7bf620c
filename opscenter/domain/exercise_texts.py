"""What the journal of a session says of the exercise, for people, in each language."""

from opscenter.domain.exercise_events import ExerciseEvent
from opscenter.domain.texts import LANGUAGES, Texts, in_language

_E = ExerciseEvent
_TEXTS: dict[ExerciseEvent, tuple[str, str, str]] = {
    _E.BEGUN: ("The exercise begins: {title}", "演練開始：{title}", "演练开始：{title}"),
    _E.FROZEN: ("The exercise is frozen", "演練暫停", "演练暂停"),
    _E.WENT_ON: ("The exercise goes on", "演練繼續", "演练继续"),
    _E.SPEED: ("The exercise runs at {title} times real time", "演練以 {title} 倍速進行", "演练以 {title} 倍速进行"),
    _E.INJECTED: ("Injected: {title}", "注入：{title}", "注入：{title}"),
    _E.TAKEN_BACK: ("Taken back: {title}", "撤回注入：{title}", "撤回注入：{title}"),
    _E.INJECTION_OVER: ("Over: {title}", "注入結束：{title}", "注入结束：{title}"),
    _E.SAID: ("{title}", "{title}", "{title}"),
    _E.LOOKED: ("Looked at", "查看", "查看"),
    _E.ALERT: ("Alert to the public (exercise): {title}", "公眾警示（演練）：{title}", "公众警示（演练）：{title}"),
    _E.ENDED: ("The exercise is over: {title}", "演練結束：{title}", "演练结束：{title}"),
}


def text_of(event: ExerciseEvent, title: Texts | str = "") -> Texts:
    """The line of an entry; `title` goes into it."""
    return {
        language: text.replace("{title}", title if isinstance(title, str) else in_language(title, language))
        for language, text in zip(LANGUAGES, _TEXTS[event], strict=True)
    }
