"""The query `catalogue`: what a station's catalogue is made of, so that a desk elsewhere names things as it does."""

from collections.abc import Callable
from pathlib import PurePath

from opscenter.settings.catalogue import CatalogueTexts
from opscenter.station.requests import Request
from opscenter.wire.desk import Columns, Header

TOPIC = "catalogue"
LARGEST_BYTES = 8 << 20
"""Of all texts together; what comes with the program has 0.4 MB."""


class CatalogueAnswer:
    """Answers with the texts word for word, as they were when the station began."""

    def __init__(self, texts: CatalogueTexts) -> None:
        files = dict(sorted(texts.files.items()))
        # Where a file of rules lies on the station's machine is nobody's affair; the number keeps their order.
        rules = {
            f"{number:02d}-{PurePath(name).name}": text for number, (name, text) in enumerate(texts.rules.items(), 1)
        }
        size = sum(len(text.encode(errors="replace")) for text in (*files.values(), *rules.values()))
        self._header: Header = {
            "files": files, "rules": rules, "replaced": sorted(texts.replaced), "forgiven": sorted(texts.forgiven),
            "trouble": "",
        }  # fmt: skip
        if size > LARGEST_BYTES:
            sentence = f"The station's catalogue has {size / 1e6:.1f} MB, more than is sent to desks."
            self._header = {"files": {}, "rules": {}, "replaced": [], "forgiven": [], "trouble": sentence}

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked, and who answers."""
        return {TOPIC: self._answer}

    def _answer(self, _request: Request) -> tuple[Header, Columns]:
        return dict(self._header), {}
