"""Run axe-core, the accessibility checker, on an open page: what is wrong, as sentences.

axe.min.js comes with a package of tests/requirements.txt, so nothing is loaded from elsewhere.
"""

import importlib.util
from pathlib import Path

RUN = """async scope => {
  const result = await axe.run(scope ? {include: scope} : document, {resultTypes: ['violations'], preload: false});
  const place = node => `${node.target.join(' ')} ${node.html.slice(0, 160)}`;
  const why = node => node.any.map(check => check.message).join(' ').slice(0, 200);
  const line = (rule, node) => `${rule.id} (${rule.impact}): ${rule.help}: ${place(node)} ${why(node)}`;
  return result.violations.flatMap(rule => rule.nodes.map(node => line(rule, node)));
}"""


def _source():
    """The path of axe.min.js. ModuleNotFoundError where tests/requirements.txt is not installed."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None:
        raise ModuleNotFoundError("axe-playwright-python is missing: install tests/requirements.txt")
    return Path(found.origin).parent / "axe.min.js"


def violations(page, scope=None):
    """Every violation on a Playwright page, one sentence for each element; [] where there is none.

    `scope`: a CSS selector, or a list of them; what lies outside is left alone. A selector that finds
    nothing raises playwright's Error, so that a wrong one is not taken for a clean page.
    """
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(_source().read_text(encoding="utf-8"))
    return page.evaluate(RUN, [scope] if isinstance(scope, str) else scope)
