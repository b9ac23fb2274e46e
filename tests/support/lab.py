"""Start a real JupyterLab on a copy of the collection and drive it in Chromium.

Used by test_browser.py, bench.py and screenshots.py. Nothing here needs the network:
the server listens on 127.0.0.1 only, and the browser is given a proxy that does not
exist for every other host, so a request to the outside is seen and fails.
"""

import base64
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]

NO_BROWSER = (
    "No Chromium was found, so JupyterLab cannot be tried in a browser. "
    "Debian or Ubuntu: apt-get install chromium. macOS or Windows: install Google Chrome or Chromium. "
    "A browser in another place: set the variable STANDPOINT_CHROMIUM to its path."
)
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
BROWSER_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
SERVER_FLAGS = (
    "--no-browser --allow-root --ServerApp.ip=127.0.0.1 --ServerApp.port_retries=0 --LabApp.expose_app_in_browser=True "
    "--JupyterNotebookApp.expose_app_in_browser=True"
).split()
# JupyterLab itself would ask for news, updates and extensions: switched off, as in .jupyter/lab.json.
QUIET_FLAGS = (
    "--IdentityProvider.token= --LabApp.news_url=None --LabApp.extension_manager=readonly "
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate"
).split()
QUIET_SETTINGS = {"@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False}}
WIDEST = 116  # percent of the width of Arial: DejaVu Serif, the widest common font that is no typewriter's
SAVED = 500_000  # letters of a lesson that is saved after a run, at most
# What anywidget 0.11 says of a script that needs more than two seconds to start; panels work all the same.
SLOW_START = "[anywidget] Failed to initialize model."
SLOW = 120_000  # ms; a busy two-core machine is three times slower than an idle one


def find_chromium():
    """Path of a Chromium or Chrome, or None. STANDPOINT_CHROMIUM comes first."""
    named = os.environ.get("STANDPOINT_CHROMIUM")
    if named:
        return named if Path(named).is_file() else shutil.which(named)
    found = (shutil.which(name) for name in BROWSER_NAMES)
    return next((path for path in found if path), None) or next(
        (place for place in BROWSER_PLACES if Path(place).is_file()), None
    )


def copy_collection(target):
    """Copy what a reader works with, and the helper notebook, into the folder `target`."""
    leave_out = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "my-work")
    for name in ("notebooks", "data", "seeds", ".jupyter"):
        if (REPO / name).is_dir():
            shutil.copytree(REPO / name, target / name, ignore=leave_out, dirs_exist_ok=True)
    (target / "tests").mkdir(parents=True, exist_ok=True)
    if (REPO / "tests" / "helper.ipynb").is_file():
        shutil.copy(REPO / "tests" / "helper.ipynb", target / "tests")
    return target


def notebooks(root=REPO):
    """Every notebook that is tested, as paths relative to `root` with forward slashes."""
    found = [*sorted((root / "notebooks").glob("*.ipynb")), root / "tests" / "helper.ipynb"]
    return [path.relative_to(root).as_posix() for path in found if path.is_file()]


def write_notebook(path, sources):
    """Write a small notebook without outputs. `sources`: strings; one that starts with '#' is Markdown."""
    cells = []
    for number, source in enumerate(sources):
        kind = "markdown" if source.startswith("#") else "code"
        cell = {"cell_type": kind, "id": f"cell{number}", "metadata": {}, "source": source}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        cells.append(cell)
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book, indent=1), encoding="utf-8")
    return path


def _environment(root, home, settings):
    """A clean JupyterLab home, so that the settings and trust of this machine play no part."""
    for name, values in settings.items():
        file = home / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    mine = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
        # Lessons import the package from their own folder; the helper notebook lies elsewhere.
        "PYTHONPATH": root / "notebooks",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "STANDPOINT_WORK"))}
    return kept | {name: str(value) for name, value in mine.items()} | {"PYTHONDONTWRITEBYTECODE": "1"}


def without_nbgrader(config):
    """Switch off what nbgrader adds to JupyterLab: readers do not have it, only the tests and instructors."""
    parts = ("formgrader", "validate_assignment", "assignment_list", "course_list")
    off = {f"nbgrader.server_extensions.{part}": False for part in parts}
    for name, values in {
        "jupyter_server_config.json": {"ServerApp": {"jpserver_extensions": off}},
        "labconfig/page_config.json": {"disabledExtensions": {"@jupyter/nbgrader": True}},
    }.items():
        (config / name).parent.mkdir(parents=True, exist_ok=True)
        (config / name).write_text(json.dumps(values), encoding="utf-8")


def _extensions(folder, lacking):
    """Make a folder with the extensions of this machine's JupyterLab but those that are lacking; return its path."""
    there, here = Path(sys.prefix) / "share/jupyter/labextensions", folder / "labextensions"
    for file in sorted(there.glob("**/package.json")):
        name = file.parent.relative_to(there).as_posix()
        if name not in lacking:
            shutil.copytree(file.parent, here / name)
    return here


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await_server(process, base, log, seconds=90):
    """Wait until the server answers; RuntimeError with its log if it stops or stays silent."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with direct.open(f"{base}/api", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@dataclass
class Server:
    """A running JupyterLab. `base`: its address; `root`: the copied collection; `home`: its settings."""

    base: str
    root: Path
    home: Path

    def first_address(self):
        """The address that `jupyter lab` would open in the reader's browser, token and all."""
        pages = (self.home / "runtime").glob("jpserver-*-open.html")
        page = min(pages, key=lambda path: "to-run" not in path.name)  # a notebook named in the command comes first
        return re.search(r'url=(http[^"]+)"', page.read_text(encoding="utf-8"))[1].replace("&amp;", "&")


@contextlib.contextmanager
def jupyterlab(arguments=None, settings=None, course=None, lacking=(), program="jupyterlab"):
    """Run JupyterLab on a temporary copy; yields a Server. RuntimeError if it does not start.

    `arguments`: what a reader writes after `jupyter lab`, and then nothing else is set; None: no token, no news.
    `settings`: more settings of JupyterLab, {"plugin name": {...}}.
    `course`: a course folder to work in instead of a copy, with nbgrader switched on.
    `lacking`: names of extensions that this JupyterLab lacks. `program`: "notebook" for Notebook 7 in its place.
    """
    settings = {**(QUIET_SETTINGS if arguments is None else {}), **(settings or {})}
    with tempfile.TemporaryDirectory(prefix="standpoint-", ignore_cleanup_errors=True) as folder:
        root, home = course or copy_collection(Path(folder) / "copy"), Path(folder) / "home"
        if course is None:
            without_nbgrader(home / "config")
        port, log = _free_port(), Path(folder) / "server.log"
        command = [sys.executable, "-m", program, *SERVER_FLAGS, f"--ServerApp.port={port}"]
        command += QUIET_FLAGS if arguments is None else arguments
        command += [f"--LabApp.labextensions_path={_extensions(Path(folder), lacking)}"] if lacking else []
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=root, env=_environment(root, home, settings), stdout=out, stderr=subprocess.STDOUT
            )
        try:
            base = f"http://127.0.0.1:{port}"
            _await_server(process, base, log)
            yield Server(base, root, home)
        finally:
            process.terminate()  # JupyterLab ends its kernels too
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            if process.poll() is None:
                process.kill()
                process.wait()


@dataclass
class Watch:
    """What went wrong in the pages of one browser context since `clear` was called."""

    base: str
    errors: list = field(default_factory=list)  # console errors and uncaught exceptions
    outside: list = field(default_factory=list)  # addresses on any other host
    sent: list = field(default_factory=list)  # requests that make the *server* ask the outside
    slow: list = field(default_factory=list)  # a panel's script took over two seconds: browser/test_browser_slow.py

    def clear(self):
        """Forget everything seen so far."""
        self.errors, self.outside, self.sent, self.slow = [], [], [], []

    def request(self, url):
        """Note one request or web socket."""
        if url.startswith(("data:", "blob:", "about:")):
            return
        here = self.base.split("://")[1]
        if url.split("://")[-1].split("/")[0] != here:
            self.outside.append(url)
        elif re.search(r"/lab/api/(news|update|extensions|listings)", url):
            self.sent.append(url)

    def follow(self, page):
        """Listen to one page."""
        page.on("console", lambda line: line.type == "error" and self.errors.append(line.text))
        page.on("pageerror", lambda error: (self.slow if SLOW_START in str(error) else self.errors).append(str(error)))
        page.on("websocket", lambda socket: self.request(socket.url))


@contextlib.contextmanager
def chromium():
    """Yield a headless Chromium that reaches nothing but this machine. RuntimeError(NO_BROWSER) without one."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SLOW)
    path = find_chromium()
    if path is None:
        raise RuntimeError(NO_BROWSER)
    # Port 9 answers nothing: every host that is not bypassed fails, even what the browser asks by itself.
    nowhere = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, headless=True, args=BROWSER_FLAGS, proxy=nowhere)
        try:
            yield browser
        finally:
            browser.close()


def new_context(browser, server, width=1280, height=900):
    """A fresh browser profile; returns (context, Watch)."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(SLOW)
    watch = Watch(server.base)
    context.on("request", lambda request: watch.request(request.url))
    context.on("page", watch.follow)
    return context, watch


PANEL = "[...window.jupyterapp.shell.widgets('main')].find(w => w.sessionContext && w.content.widgets)"
# Asking the kernel is surer than waiting for the word "idle" in the page: ipykernel may be slow to start.
KERNEL_ANSWERS = f"""async () => {{
  const panel = {PANEL};
  await panel.context.ready;
  await panel.sessionContext.ready;
  const kernel = panel.sessionContext.session.kernel;
  const ask = () => kernel.info.then(() => kernel.requestKernelInfo()).then(() => true);
  const wait = ms => new Promise(done => setTimeout(() => done(false), ms));
  if (await Promise.race([ask(), wait(45000)])) return true;
  await kernel.restart();
  return Promise.race([ask(), wait(45000)]);
}}"""


def open_notebook(context, server, path, address=None):
    """Open a notebook in a new page and wait until its kernel answers. `path`: relative to the copy."""
    page = context.new_page()
    page.goto(address or f"{server.base}/doc/tree/{path}?reset")
    page.wait_for_function(f"() => window.jupyterapp && Boolean({PANEL})", timeout=SLOW)
    assert page.evaluate(KERNEL_ANSWERS), f"the kernel of {path} does not answer"
    return page


def run_all(page):
    """Run every cell and wait for the last; True where JupyterLab says that no cell raised."""
    # After a cell that raises on purpose the command answers early: an empty request waits behind all cells.
    return page.evaluate(f"""() => {{
      const run = async () => {{
        const fine = await window.jupyterapp.commands.execute('notebook:run-all-cells');
        const kernel = {PANEL}.sessionContext.session.kernel;
        await kernel.requestExecute({{code: '', silent: true, store_history: false}}).done;
        return fine;
      }};
      const late = new Promise((_, fail) => setTimeout(() => fail(new Error('Run All does not end')), {2 * SLOW}));
      return Promise.race([run(), late]);
    }}""")


@contextlib.contextmanager
def wide_letters(page):
    """Set all words in letters that Pillow brings, as wide as those of the widest common font: none of this machine."""
    from PIL import ImageFont

    letters = base64.b64encode(ImageFont.load_default(size=10).path.getvalue()).decode()
    face = f"font-family: Wide; font-weight: 1 999; size-adjust: {WIDEST}%; src: url(data:font/ttf;base64,{letters})"
    exact = "font-family: Wide !important; text-rendering: geometricPrecision;"  # no rounding to whole pixels
    style = page.add_style_tag(content=f"@font-face {{ {face} }} * {{ {exact} }}")
    assert page.evaluate("() => document.fonts.load('12px Wide').then(found => found.length)") == 1, "no letters"
    try:
        yield
    finally:
        style.evaluate("node => node.remove()")


def until(page, happened):
    """Wait until the function `happened` gives something true, and return that; AssertionError if it never does."""
    end = time.monotonic() + SLOW / 1000
    while not (found := happened()):
        assert time.monotonic() < end, f"still {found!r}"
        page.wait_for_timeout(200)
    return found


# A function of the page: from now on its messages take so many milliseconds longer, each way and in order.
DISTANCE = """ms => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (!this.far && this.onmessage) {
      const hear = this.onmessage;
      this.onmessage = event => setTimeout(() => hear.call(this, event), ms);
      this.far = true;
    }
    setTimeout(() => send.call(this, data), ms);
  };
}"""


@contextlib.contextmanager
def without_python(page):
    """Hold back all that the page sends: what changes meanwhile was not asked of Python. At the end all is sent."""
    page.evaluate("""() => {
      const send = WebSocket.prototype.send, held = [];
      WebSocket.prototype.send = function (data) { held.push([this, data]); };
      window.sendAll = () => {
        WebSocket.prototype.send = send;
        for (const [socket, data] of held) socket.send(data);
        return held.length;
      };
    }""")
    try:
        yield
    finally:
        page.evaluate("() => window.sendAll()")


def settle(page, seconds=20):
    """Wait until no widget is loading and the notebook's height stands still (or the seconds are over)."""
    look = """() => [document.querySelector('.jp-WindowedPanel-outer').scrollHeight,
                     document.body.innerText.includes('Loading widget')]"""
    until, before = time.monotonic() + seconds, None
    while time.monotonic() < until:
        page.wait_for_timeout(500)
        now = page.evaluate(look)
        if now == before and not now[1]:
            return
        before = now


def cells(page):
    """The cells of the open notebook as its model holds them now (nbformat JSON)."""
    return page.evaluate(f"() => {PANEL}.content.model.toJSON().cells")


def outputs(page):
    """All outputs of the open notebook, in order (nbformat JSON)."""
    return [output for cell in cells(page) for output in cell.get("outputs", [])]


def close(page):
    """End the kernel of the page's notebook and close the page."""
    page.evaluate(f"() => {PANEL}.sessionContext.shutdown()")
    page.close(run_before_unload=False)
