"""A station tells what its catalogue is made of; whoever makes one of that has the same."""

from pathlib import Path

from opscenter.settings.catalogue import CatalogueTexts, catalogue_of, catalogue_texts, load_catalogue
from opscenter.station.catalogue_answer import LARGEST_BYTES, CatalogueAnswer
from opscenter.station.requests import Request


def told(texts: CatalogueTexts) -> dict[str, object]:
    (answer,) = CatalogueAnswer(texts).topics().values()
    request = Request(b"", 1, "catalogue", {}, "desk", lambda *_: None)
    return answer(request)[0]


def test_the_same_catalogue_comes_out_again_and_no_path_is_told(tmp_path: Path) -> None:
    folder, rules = tmp_path / "more", tmp_path / "secret" / "site.toml"
    folder.mkdir()
    rules.parent.mkdir()
    (folder / "ferries.toml").write_text(
        '[system]\nid = "ferries"\nname = { en = "Ferries", zh_Hant = "渡輪", zh_Hans = "渡轮" }\nicon = "transit"\n'
        'order = 99\n[[kind]]\ntype = "Ferry"\nname = { en = "Ferry", zh_Hant = "渡輪", zh_Hans = "渡轮" }\n',
        encoding="utf-8",
    )
    rules.write_text('[[rule]]\nid = "weather.wind.strong"\ndisabled = true\n', encoding="utf-8")
    answer = told(catalogue_texts(folder, [rules]))
    assert answer["trouble"] == "" and list(answer["rules"]) == ["01-site.toml"]  # type: ignore[call-overload]
    assert str(tmp_path) not in repr(dict.fromkeys((*answer["files"], *answer["rules"]), ""))  # type: ignore[misc]
    again = CatalogueTexts(
        answer["files"], answer["rules"], set(answer["replaced"]), set(answer["forgiven"])  # type: ignore[arg-type, call-overload]
    )  # fmt: skip
    made, meant = catalogue_of(again), load_catalogue(folder, [rules])
    assert made.systems == meant.systems and "ferries" in made.systems
    assert [rule.version for rule in made.rules()] == [rule.version for rule in meant.rules()]


def test_one_that_is_too_large_is_a_sentence() -> None:
    answer = told(CatalogueTexts({"a.toml": "x" * (LARGEST_BYTES + 1)}))
    assert answer["files"] == {} and "more than is sent" in str(answer["trouble"])
