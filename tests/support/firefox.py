"""A real Firefox, driven by WebDriver BiDi, the protocol that it speaks itself; playwright's own way needs a newer one.

Only what the tests in Firefox need: a page that evaluates, waits, clicks and types, so that much of lab.py serves it.
"""

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import lab

NO_FIREFOX = (
    "No Firefox was found, so nothing was tried in it. Debian: apt-get install firefox-esr. Elsewhere: install "
    "Firefox. In another place: set the variable STANDPOINT_FIREFOX to its path."
)
NAMES = ("firefox-esr", "firefox")
PLACES = ("/Applications/Firefox.app/Contents/MacOS/firefox", "C:/Program Files/Mozilla Firefox/firefox.exe")
# Nothing may be asked of another host; port 9 answers nothing.
SETTINGS = {
    "app.normandy.enabled": False, "app.update.enabled": False, "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "network.proxy.allow_hijacking_localhost": False, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9, "network.proxy.type": 1,
    "services.settings.server": "", "toolkit.telemetry.enabled": False,
}  # fmt: skip
KEYS = {"ArrowDown": "\ue015", "ArrowUp": "\ue013", "ArrowLeft": "\ue012", "ArrowRight": "\ue014", "Enter": "\ue007",
        "Escape": "\ue00c", "Tab": "\ue004"}  # fmt: skip


def find():
    """Path of a Firefox, or None. STANDPOINT_FIREFOX comes first."""
    named = os.environ.get("STANDPOINT_FIREFOX")
    if named:
        return named if Path(named).is_file() else shutil.which(named)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)


@contextlib.contextmanager
def page():
    """Yield a Page in a Firefox without a window, with a profile of its own. RuntimeError(NO_FIREFOX) without one."""
    path = find()
    if path is None:
        raise RuntimeError(NO_FIREFOX)
    with tempfile.TemporaryDirectory(prefix="standpoint-", ignore_cleanup_errors=True) as folder:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items()]
        (Path(folder) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [path, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"]
        with (Path(folder) / "log").open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            line = _Line(_address(process, Path(folder)))
            yield Page(line)
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            if process.poll() is None:
                process.kill()
                process.wait()


def _address(process, folder):
    """Where Firefox listens, which it writes into its profile."""
    file, until = folder / "WebDriverBiDiServer.json", time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            told = json.loads(file.read_text(encoding="utf-8"))
            return f"ws://{told['ws_host']}:{told['ws_port']}/session"
        time.sleep(0.2)
    raise RuntimeError(f"Firefox did not start:\n{(folder / 'log').read_text(encoding='utf-8')[-2000:]}")


class _Line:
    """One connection: a command and its answer, one after the other; what else is told goes to `heard`."""

    def __init__(self, address):
        import websocket  # comes with JupyterLab

        self._socket = websocket.create_connection(address, timeout=lab.SLOW / 1000, suppress_origin=True)
        self._numbers, self.heard = itertools.count(1), []
        self.ask("session.new", capabilities={})

    def ask(self, method, **params):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.recv())
            if said.get("id") != number:
                self.heard.append(said)
            elif said["type"] == "error":
                raise RuntimeError(f"{method}: {said['message']}")
            else:
                return said["result"]


class Page:
    """One page: the part of playwright's Page that the tests need, under the same names."""

    def __init__(self, line):
        self._line = line
        self._here = line.ask("browsingContext.getTree")["contexts"][0]["context"]
        line.ask("browsingContext.setViewport", context=self._here, viewport={"width": 1280, "height": 900})
        line.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def goto(self, address):
        self._line.ask("browsingContext.navigate", context=self._here, url=address, wait="complete")

    def evaluate(self, function, *given):
        """What a function in the page returns (it may be async), by way of JSON."""
        handed = json.dumps(list(given))
        code = f"(async () => JSON.stringify((await ({function})(...{handed})) ?? null))()"
        found = self._line.ask("script.evaluate", expression=code, target={"context": self._here}, awaitPromise=True)
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def wait_for_timeout(self, ms):
        time.sleep(ms / 1000)

    def wait_for_function(self, function, timeout=lab.SLOW):
        until = time.monotonic() + timeout / 1000
        while not self.evaluate(function):
            assert time.monotonic() < until, f"never true: {function}"
            time.sleep(0.2)

    def click(self, selector):
        """Click the first node of a selector that is in sight, with a real pointer."""
        x, y = self.evaluate("""async selector => {
          const node = [...document.querySelectorAll(selector)].find(one => one.getClientRects().length);
          node.scrollIntoView({block: 'center', behavior: 'instant'});
          await new Promise(done => setTimeout(done, 300));  // JupyterLab draws cells as they come into view
          node.scrollIntoView({block: 'center', behavior: 'instant'});
          const box = node.getBoundingClientRect();
          return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
        }""", selector)  # fmt: skip
        moves = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0},
                 {"type": "pointerUp", "button": 0}]  # fmt: skip
        self._act({"type": "pointer", "id": "mouse", "actions": moves})

    def press(self, *keys):
        """Press real keys: a name of KEYS, or a letter."""
        pairs = [[{"type": kind, "value": KEYS.get(key, key)} for kind in ("keyDown", "keyUp")] for key in keys]
        self._act({"type": "key", "id": "keys", "actions": [one for pair in pairs for one in pair]})

    def _act(self, source):
        self._line.ask("input.performActions", context=self._here, actions=[source])

    def told(self):
        """(errors of the console, addresses on other hosts than this machine) so far."""
        self.evaluate("() => 1")  # what was told before has come by now
        errors = [one["params"]["text"] for one in self._line.heard
                  if one.get("method") == "log.entryAdded" and one["params"]["level"] == "error"]  # fmt: skip
        asked = [one["params"]["request"]["url"] for one in self._line.heard
                 if one.get("method") == "network.beforeRequestSent"]  # fmt: skip
        near = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:", "file:", "moz-")
        return errors, [url for url in asked if not url.startswith(near)]
