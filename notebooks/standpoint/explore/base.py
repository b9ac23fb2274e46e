"""What all explorers share: data for the browser, its script, and words for where no kernel runs."""

import html
from pathlib import Path

import anywidget
import traitlets

from ..panel.panel import STYLES, TURN, script_of

_HERE = Path(__file__).parent


def script(module, *names):
    """Return the JavaScript of an explorer, behind what it shares with others: explorers_dom.js and files of the panel.

    module: the `__file__` of the explorer's module; names: files beside it, or beside this one.
    """
    beside = [Path(module).parent, _HERE]
    files = [next(place / name for place in beside if (place / name).is_file()) for name in names]
    # One file for the browser, and no build step.
    own = "\n".join(file.read_text(encoding="utf-8") for file in (_HERE / "explorers_dom.js", *files))
    return f"{script_of(('charts.js', 'unsaved.js', 'keys.js'))}\n{own}"


class Explorer(anywidget.AnyWidget):
    """What all explorers share: `data` for the browser, and words for where no kernel runs."""

    _css = STYLES
    data = traitlets.Dict().tag(sync=True)
    words = traitlets.Unicode()

    def hear(self, tell):
        """Call tell(message) for each message of the browser, one at a time."""

        def call(_widget, message, _buffers):
            with TURN:
                tell(message)

        self.on_msg(call)

    def _repr_mimebundle_(self, **kwargs):
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        page = f"<p>{html.escape(self.words)}</p>"
        return {**bundle, "text/html": page, "text/plain": self.words}, metadata
