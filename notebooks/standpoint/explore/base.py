"""What all explorers share: data for the browser, its script, and words for where no kernel runs."""

import html
import threading
from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent
_CHARTS = _HERE.parent / "panel" / "charts.js"
_TURN = threading.RLock()


def script(module, *names):
    """Return the JavaScript of an explorer, behind the helper functions of explorers_dom.js.

    module: the `__file__` of the explorer's module; names: files beside it, or beside this one.
    """
    beside = [Path(module).parent, _HERE]
    files = [next(place / name for place in beside if (place / name).is_file()) for name in names]
    # One file for the browser, and no build step.
    return "\n".join(file.read_text(encoding="utf-8") for file in (_CHARTS, _HERE / "explorers_dom.js", *files))


class Explorer(anywidget.AnyWidget):
    """What all explorers share: `data` for the browser, and words for where no kernel runs."""

    _css = (_HERE / "explorers.css").read_text(encoding="utf-8")
    data = traitlets.Dict().tag(sync=True)
    words = traitlets.Unicode()

    def hear(self, tell):
        """Call tell(message) for each message of the browser.

        One at a time: JupyterLab lets each tab of a notebook talk to a thread of its own, a subshell of the kernel.
        """

        def call(_widget, message, _buffers):
            with _TURN:
                tell(message)

        self.on_msg(call)

    def _repr_mimebundle_(self, **kwargs):
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        page = f"<p>{html.escape(self.words)}</p>"
        return {**bundle, "text/html": page, "text/plain": self.words}, metadata
