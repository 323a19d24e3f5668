"""The picture of fairness: a dot for each body, as high as it was drawn often, and the band where chance keeps it."""

from __future__ import annotations

from pathlib import Path

from tests.fairness import measure

PLACE = Path(__file__).parents[2] / "content" / "images" / "fairness.svg"
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 440, 220, 44, 12, 30


def picture() -> str:
    """The SVG."""
    share = measure.SAMPLE / measure.POOL
    mean = measure.DRAWS * share
    deviation = (mean * (1 - share)) ** 0.5
    low, high = mean - 5 * deviation, mean + 5 * deviation

    def y(count: float) -> str:
        return f"{_TOP + (high - count) / (high - low) * (_HEIGHT - _TOP - _BOTTOM):.1f}"

    step = (_WIDTH - _LEFT - 20) / measure.POOL
    right, inner = _WIDTH - 12, 3.3 * deviation
    dots = [
        f'<circle cx="{_LEFT + (place + 0.5) * step:.1f}" cy="{y(measure.selections()[body])}" r="3"/>'
        for place, body in enumerate(measure.BODIES)
    ]
    top, bottom = float(y(mean + inner)), float(y(mean - inner))
    said = (
        f"从 {measure.POOL} 所学校中抽 {measure.SAMPLE} 所，用 {measure.DRAWS} 个不同的种子各抽一次。"
        f"每所学校平均应抽中 {mean:.0f} 次；实际最少 {min(measure.selections().values())} 次，"
        f"最多 {max(measure.selections().values())} 次，都落在偶然波动的范围之内。"
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="t d">
<title id="t">每所学校抽中的次数</title>
<desc id="d">{said}</desc>
<style>text{{font:13px system-ui,sans-serif;fill:#444}}circle{{fill:#0b5cad}}.band{{fill:#0b5cad22}}line{{stroke:#444}}
@media (prefers-color-scheme:dark){{text{{fill:#ccc}}circle{{fill:#7ab7ff}}.band{{fill:#7ab7ff33}}line{{stroke:#ccc}}}}</style>
<rect class="band" x="{_LEFT}" y="{top:.1f}" width="{right - _LEFT}" height="{bottom - top:.1f}"/>
<line x1="{_LEFT}" x2="{right}" y1="{y(mean)}" y2="{y(mean)}" stroke-dasharray="4 4"/>
<text x="{_LEFT - 6}" y="{float(y(mean)) + 4:.1f}" text-anchor="end">{mean:.0f}</text>
<text x="{_LEFT - 6}" y="{top + 4:.1f}" text-anchor="end">{mean + inner:.0f}</text>
<text x="{_LEFT - 6}" y="{bottom + 4:.1f}" text-anchor="end">{mean - inner:.0f}</text>
<g>{"".join(dots)}</g>
<text x="{_LEFT}" y="{_HEIGHT - 10}">每个点是一所学校，高低是 {measure.DRAWS} 次抽取中抽中的次数</text>
</svg>
"""
