"""What left this console as an alert: the later ones about the same name the earlier ones (CAP 1.2, `references`)."""

from typing import Any

from opscenter.domain.alert import MOST_REFERENCES, AlertReference, is_name

MOST_SUBJECTS = 500
_Key = tuple[str, str]  # status, subject


class Exported:
    """By status and subject: an exercise never names what was real. `senders`: by city, who alerts were last from."""

    def __init__(self) -> None:
        self._sent: dict[_Key, list[AlertReference]] = {}
        self.senders: dict[str, str] = {}

    def about(self, status: str, subject: str) -> tuple[AlertReference, ...]:
        """The earlier ones, oldest first."""
        return tuple(self._sent.get((status, subject), ()))

    def add(self, status: str, subject: str, sent: AlertReference, city: str) -> None:
        """One more has left; the oldest subjects are forgotten beyond MOST_SUBJECTS."""
        known = self._sent.pop((status, subject), [])
        self._sent[status, subject] = [*known, sent][-MOST_REFERENCES:]
        while len(self._sent) > MOST_SUBJECTS:
            del self._sent[next(iter(self._sent))]
        self.senders[city] = sent.sender

    def save_state(self) -> dict[str, Any]:
        """As JSON."""
        sent = [
            {"status": status, "subject": subject, "alerts": [[one.sender, one.identifier, one.sent] for one in alerts]}
            for (status, subject), alerts in self._sent.items()
        ]
        return {"sent": sent, "senders": dict(list(self.senders.items())[-MOST_SUBJECTS:])}

    def restore_state(self, state: Any) -> None:
        """What `save_state` gave; what cannot be read is left out."""
        if not isinstance(state, dict):
            return
        senders, sent = state.get("senders"), state.get("sent")
        if isinstance(senders, dict):
            for city, sender in list(senders.items())[-MOST_SUBJECTS:]:
                if isinstance(sender, str) and is_name(sender):
                    self.senders[str(city)] = sender
        for one in sent[-MOST_SUBJECTS:] if isinstance(sent, list) else ():
            if isinstance(one, dict) and isinstance(one.get("alerts"), list):
                alerts = [made for told in one["alerts"][-MOST_REFERENCES:] if (made := _reference(told)) is not None]
                if alerts:
                    self._sent[str(one.get("status"))[:40], str(one.get("subject"))[:2_000]] = alerts


def _reference(told: Any) -> AlertReference | None:
    if not isinstance(told, list) or len(told) != 3 or not all(isinstance(one, str) and is_name(one) for one in told):
        return None
    return AlertReference(*told)
