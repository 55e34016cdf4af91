"""Bills as PDF, set by typst with a font of our own, so that a bill looks the same on every machine."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import typst

import services

_TEMPLATE = Path(__file__).with_name("bill.typ")
FONT = "WenQuanYi Micro Hei"


def font_folder() -> Path:
    """Where the vendored font lies: inside the package when it was installed, beside it in a clone."""
    package = Path(services.__path__[0])
    installed = package / "fonts"
    return installed if installed.exists() else package.parent / "third_party" / "fonts"


class BillPrinter:
    """Sets bills. It keeps the fonts, which are read once, and may be used from several threads."""

    def __init__(self) -> None:
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()])

    def print(self, content: dict[str, Any], date: dt.date) -> bytes:
        """The PDF of a laid-out bill. The same content and date give the same bytes."""
        stamp = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
        given = {"data": json.dumps({**content, "font": FONT}, ensure_ascii=False)}
        return typst.compile(
            _TEMPLATE.read_bytes(),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            sys_inputs=given,
            timestamp=stamp,
            format="pdf",
        )
