"""Writes a report as one HTML file: nothing to fetch, nothing to run, every text escaped."""

import base64
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from opscenter.console.plain import one_line
from opscenter.console.report.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Plates,
    Table,
)
from opscenter.console.report.text_lines import LONGEST
from opscenter.console.theme.tokens import LIGHT
from opscenter.domain.alarm import Priority

_WIDTH_PX = 920
_RATIO = 2.0
_TEXT_PT = 505.0
_LANGUAGES = {"en": "en", "zh_Hant": "zh-Hant", "zh_Hans": "zh-Hans"}
_HAN = {
    "zh_Hant": '"Noto Sans CJK TC","PingFang TC","Microsoft JhengHei"',
    "zh_Hans": '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei"',
}
_SHAPES = {
    Priority.CRITICAL: '<polygon points="6,0.5 11.5,6 6,11.5 0.5,6"/>',
    Priority.HIGH: '<polygon points="6,0.8 11.5,11 0.5,11"/>',
    Priority.MEDIUM: '<rect x="1.3" y="1.3" width="9.4" height="9.4"/>',
    Priority.LOW: '<circle cx="6" cy="6" r="5"/>',
}


def _text(text: str) -> str:
    return escape(one_line(text, LONGEST), quote=True)


def report_html(document: Document) -> str:
    """The whole file as text."""
    language = _LANGUAGES.get(document.language, "en")
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}</title>\n<style>{_style(document.language)}</style>\n</head>\n<body>\n<main>",
        f"<h1>{_text(document.title)}</h1>",
    ]
    for block in document.blocks:
        parts.extend(_block(block))
    parts.append(f"<footer>{_text(document.foot)}</footer>\n</main>\n</body>\n</html>\n")
    return "\n".join(parts)


def write_html(document: Document, out: Path) -> None:
    """Write a report, whole or not at all. OSError when it cannot be written."""
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        partial.write_text(report_html(document), encoding="utf-8")
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"<h{level + 1}>{_text(text)}</h{level + 1}>"
        case Paragraph(text, tone):
            yield f'<p class="{escape(tone)}">{_text(text)}</p>'
        case Bullets(items):
            yield "<ul>" + "".join(f"<li>{_cell(item)}</li>" for item in items) + "</ul>"
        case Facts(rows):
            yield "<dl>" + "".join(f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>" for name, value in rows) + "</dl>"
        case Table():
            yield _table(block)
        case Picture():
            yield _picture(block, block.share)
        case Plates(pictures, columns):
            plates = "".join(_picture(one, one.share / columns) for one in pictures)
            yield f'<div class="plates" style="--columns:{columns}">{plates}</div>'


def _table(block: Table) -> str:
    def kind(number: int) -> str:
        return ' class="n"' if number in block.right else ""

    total = sum(block.weights)
    columns = "".join(f'<col style="width:{weight / total * 100:.2f}%">' for weight in block.weights)
    heads = "".join(f"<th{kind(at)}>{_text(text)}</th>" for at, text in enumerate(block.heads))
    rows = "".join(
        "<tr>" + "".join(f"<td{kind(at)}>{_cell(cell)}</td>" for at, cell in enumerate(row)) + "</tr>\n"
        for row in block.rows
    )
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>"


def _cell(cell: Cell) -> str:
    if not isinstance(cell, Mark):
        return _text(cell)
    colour = LIGHT.priority(cell.priority)
    look = f'fill="none" stroke="{colour}" stroke-width="1.4"' if cell.answered else f'fill="{colour}"'
    name = cell.priority.letter
    shape = f'<svg viewBox="0 0 12 12" role="img" aria-label="{name}" {look}>{_SHAPES[cell.priority]}</svg>'
    return f'<span class="m">{shape}<span>{_text(cell.text)}</span></span>'


def _picture(one: Picture, share: float) -> str:
    data = base64.b64encode(picture_png(one, share)).decode("ascii")
    image = f'<img src="data:image/png;base64,{data}" alt="{_text(one.told)}">'
    return f'<figure style="width:100%">{image}<figcaption>{_text(one.caption)}</figcaption></figure>'


def picture_png(one: Picture, share: float) -> bytes:
    """A picture as PNG, for a text as wide as a page times `share`, at twice the pixels."""
    wide = round(_WIDTH_PX * share * _RATIO)
    image = QImage(wide, max(1, round(wide * one.ratio)), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    one.paint(painter, QRectF(0, 0, image.width(), image.height()), _WIDTH_PX * _RATIO / _TEXT_PT * _enlarged(share))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _enlarged(share: float) -> float:
    """Letters of small plots on a screen, where nobody can hold the page nearer."""
    return 0.95 if share > 0.6 else 0.88


def _style(language: str) -> str:
    families = ",".join(
        one for one in ("Inter", '"Noto Sans"', '"Segoe UI"', _HAN.get(language, ""), "sans-serif") if one
    )
    return (
        f"body{{margin:0;background:{LIGHT.ground};color:{LIGHT.text};font:14px/1.45 {families};"
        "font-variant-numeric:tabular-nums}"
        f"main{{max-width:{_WIDTH_PX}px;margin:0 auto;padding:32px 40px 48px;background:#fff}}"
        "h1{font-size:26px;margin:0 0 8px;line-height:1.2}"
        f"h2{{font-size:19px;margin:32px 0 10px;padding-bottom:4px;border-bottom:2px solid {LIGHT.text}}}"
        "h3{font-size:15px;margin:20px 0 6px}"
        "p{margin:6px 0}"
        f".note,figcaption,footer,dt{{color:{LIGHT.muted}}} .note,figcaption,footer{{font-size:12px}}"
        f".warning{{border-left:4px solid {LIGHT.high};padding-left:10px}}"
        "dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 20px;margin:0 0 16px} dd{margin:0}"
        "ul{margin:6px 0;padding-left:20px} li{margin:4px 0} li:has(.m){list-style:none;margin-left:-20px}"
        "table{width:100%;border-collapse:collapse;font-size:12.5px;margin:6px 0 14px;table-layout:fixed}"
        f"th{{text-align:left;vertical-align:bottom;color:{LIGHT.muted};border-bottom:2px solid {LIGHT.line}}}"
        f"td{{vertical-align:top;border-bottom:1px solid {LIGHT.line}}}"
        "th,td{padding:4px 6px;overflow-wrap:anywhere} .n{text-align:right}"
        ".m{display:flex;gap:7px;align-items:flex-start} .m svg{width:11px;height:11px;flex:none;margin-top:4px}"
        "figure{margin:8px 0 14px;box-sizing:border-box} img{width:100%;height:auto;display:block}"
        ".plates{display:grid;grid-template-columns:repeat(var(--columns),1fr);gap:6px 18px}"
        "footer{margin-top:36px}"
        "@media print{body{background:#fff} main{max-width:none;padding:0} tr,figure{break-inside:avoid}"
        " h2,h3{break-after:avoid} thead{display:table-header-group}}"
        "@media (max-width:640px){main{padding:16px} .plates{grid-template-columns:1fr}}"
    )
