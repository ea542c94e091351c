"""Pictures of a report, drawn by matplotlib as SVG. Their text stays text, so that the reader's own fonts show the Chinese."""

from __future__ import annotations

import io
import logging
import re
import threading
import warnings
from collections.abc import Callable, Mapping

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rules.quiz.statistics import Report

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # that a font is not here does not matter: the reader has one

mpl.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "report",
        "font.family": ["sans-serif"],
        "font.sans-serif": ["Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC", "DejaVu Sans", "sans-serif"],
        "font.size": 12,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
)
_DRAWING = threading.Lock()  # what matplotlib keeps it keeps for all threads
GOOD, WEAK = "#00695f", "#b26a00"
MAX_PEOPLE, MAX_CLAUSES = 40, 20
"""So many people and clauses a chart shows, the weakest of them."""
TITLE_CHARACTERS, CHAPTER_CHARACTERS = 14, 7
"""So many characters of a heading stand in a chart."""
_CODE = re.compile(r"^[A-Z]+\d+/")

Titles = Mapping[str, str]


def heat_map(report: Report, titles: Titles) -> str:
    """People by chapters, the weakest people first."""
    chapters = sorted({share.name for share in report.chapters})
    weakest = {share.name: share.points for share in report.people}
    rows = sorted(report.map, key=lambda row: weakest[row[0]])[:MAX_PEOPLE]
    figure, axes = _figure(9, 1.6 + 0.34 * max(1, len(rows)), left=0.16, bottom=0.7)
    values = [[{share.name: share.points for share in shares}.get(chapter, float("nan")) for chapter in chapters] for _, shares in rows]
    if values and chapters:
        axes.imshow(values, cmap="YlOrRd_r", vmin=0, vmax=1, aspect="auto")
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            if value == value:
                axes.text(column, row, f"{value:.0%}", ha="center", va="center", fontsize=10, color="white" if value < 0.4 else "black")
    axes.set_xticks(range(len(chapters)), chapters, fontsize=10)
    for column, chapter in enumerate(chapters):  # a text of its own: of two lines, only the first would be centred in the reader's font
        name = _short(titles.get(chapter, ""), CHAPTER_CHARACTERS)
        axes.annotate(name, (column, 0), (0, -28), axes.get_xaxis_transform(), "offset points", ha="center", fontsize=9)
    axes.set_yticks(range(len(rows)), [person for person, _ in rows])
    axes.set_title("得分率：人员×章", loc="left")
    return _svg(figure)


def weeks(report: Report, titles: Titles) -> str:
    """The share of points week by week."""
    figure, axes = _figure(9, 3.4, left=0.09, bottom=0.7)
    axes.plot([share.name for share in report.weeks], [share.points for share in report.weeks], marker="o", color=GOOD)
    for place, share in enumerate(report.weeks):
        axes.annotate(f"{share.points:.0%}（{share.number}题）", (place, share.points), (0, 8), textcoords="offset points", ha="center")
    axes.margins(x=0.12)
    _percent(axes.set_ylim, axes)
    axes.set_title("每周得分率", loc="left")
    return _svg(figure)


def clauses(report: Report, titles: Titles) -> str:
    """The weakest clauses."""
    weakest = report.clauses[:MAX_CLAUSES][::-1]
    figure, axes = _figure(9, 1.2 + 0.34 * max(1, len(weakest)), left=0.42, bottom=0.5)
    labels = [f"{share.name} {_short(titles.get(share.name, ''), TITLE_CHARACTERS)}" for share in weakest]
    bars = axes.barh(labels, [share.points for share in weakest], color=[GOOD if share.points >= 0.8 else WEAK for share in weakest])
    axes.bar_label(bars, [f"{share.points:.0%}（{share.number}题）" for share in weakest], padding=4)
    _percent(axes.set_xlim, axes)
    axes.set_title("最薄弱的条款", loc="left")
    return _svg(figure)


CHARTS: dict[str, Callable[[Report, Titles], str]] = {"map": heat_map, "weeks": weeks, "clauses": clauses}


def _figure(width: float, height: float, left: float, bottom: float) -> tuple[Figure, Axes]:
    """A figure with room for its labels: how wide Chinese text is, only the reader's fonts know. `left` in shares, `bottom` in inches."""
    figure = Figure(figsize=(width, height))
    return figure, figure.add_axes((left, bottom / height, 0.97 - left, 1 - (bottom + 0.5) / height))


def _percent(limits: Callable[[float, float], object], axes: Axes) -> None:
    limits(0, 1.15)
    axis = axes.yaxis if limits == axes.set_ylim else axes.xaxis
    axis.set_ticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])


def _short(heading: str, most: int) -> str:
    text = _CODE.sub("", heading)  # SC01/供电营业厅: the number before it says the same
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _svg(figure: Figure) -> str:
    stream = io.StringIO()
    with _DRAWING, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # from the fonts here; the text is drawn with the reader's
        figure.savefig(stream, format="svg", metadata={"Date": None})
    return stream.getvalue()
