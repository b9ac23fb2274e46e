"""What the pages to print share: one HTML file without anything from outside, a side of paper for each section."""

import html

_STYLE = """
* { box-sizing: border-box; }
body { margin: 0 auto; color: #000; background: #fff; }
.side { break-before: page; } .side:first-child { break-before: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: .3mm solid #555; text-align: left; vertical-align: top; }
@media screen { .side { margin: 8mm 0; padding-top: 6mm; border-top: 1px dashed #999; } }
"""


def whole(title, style, sides):
    """Return the page. style: CSS of its own. sides: list of HTML."""
    body = "".join(f'<section class="side">{side}</section>' for side in sides)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}{style}</style></head><body><main>{body}</main></body></html>\n"
    )


def parties(case):
    """Return the rows of the stakeholders that negotiate."""
    return case.stakeholders[case.stakeholders["kind"] == "party"]
