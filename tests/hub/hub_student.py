"""A student on a JupyterHub without a browser: the same addresses, cookies and web socket that a browser uses."""

import contextlib
import json
import re
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlencode, urlsplit

import nbformat
import requests
import websocket
from requests.compat import urljoin

PATIENCE = 600  # seconds; a whole class shares the processors of one machine
VIEW = "application/vnd.jupyter.widget-view+json"


class PullError(Exception):
    """nbgitpuller could not bring the lessons; the message is what it showed."""


@dataclass
class Run:
    """A notebook after Run All. `errors`: (cell id, message); `widgets`: the ids of the explorers in each cell."""

    notebook: dict
    kernel: str
    session: str
    errors: list = field(default_factory=list)

    def widgets(self, cell_id):
        """The ids of the widgets that one cell shows."""
        cell = next(cell for cell in self.notebook["cells"] if cell["id"] == cell_id)
        shown = [output.get("data", {}) for output in cell["outputs"]]
        return [data[VIEW]["model_id"] for data in shown if VIEW in data]


class Student:
    """One student with cookies of their own. `base`: the address of the hub."""

    def __init__(self, base, name):
        self.base, self.name = base, name
        self.home = f"{base}/user/{name}/"
        self.web = requests.Session()
        self.web.trust_env = False  # no proxy of this machine

    def follow(self, link):
        """Open a link as a browser does: sign in, wait for the server, let nbgitpuller work.

        Returns (address of the page that follows, lines that nbgitpuller showed). Raises PullError where
        nbgitpuller fails, requests.HTTPError where the hub refuses.
        """
        page = self._patient(self.web.get(link, timeout=PATIENCE))
        if "/hub/login" in page.url:
            form = {"username": self.name, "password": "", "_xsrf": self._cookie("/hub/")}
            page = self._patient(self.web.post(page.url, data=form, timeout=PATIENCE))
        if "/git-pull" not in page.url:
            raise RuntimeError(f"{self.name} landed on {page.url}, not at nbgitpuller")
        given = {name: unquote(value) for name, value in re.findall(r'data-([a-z-]+)="([^"]*)"', page.text)}
        return urljoin(self.home, given["path"]), self._pull(given)

    def _patient(self, page):
        """While the hub shows that the server is starting, ask again, as that page's own script does."""
        page.raise_for_status()
        until = time.monotonic() + PATIENCE
        while "/hub/spawn-pending/" in page.url or page.url.split("?")[0].endswith(f"/hub/user/{self.name}/"):
            if time.monotonic() > until:
                raise TimeoutError(f"the server of {self.name} did not start")
            time.sleep(1)
            page = self.web.get(page.url, timeout=PATIENCE)
            page.raise_for_status()
        return page

    def _pull(self, given):
        query = {name: given[name] for name in ("repo", "targetpath", "branch", "depth") if given.get(name)}
        address = f"{self.home}git-pull/api?{urlencode(query | {'_xsrf': given['xsrf']})}"
        shown = []
        with self.web.get(address, stream=True, timeout=PATIENCE) as answer:
            answer.raise_for_status()
            for line in answer.iter_lines(decode_unicode=True):
                if not line.startswith("data: "):
                    continue
                said = json.loads(line.removeprefix("data: "))
                shown.append(said.get("output", ""))
                if said["phase"] == "error":
                    raise PullError(f"{said.get('message', '')}\n{''.join(shown)}")
                if said["phase"] == "finished":
                    return shown
        raise PullError(f"nbgitpuller stopped without a word:\n{''.join(shown)}")

    def _cookie(self, path):
        """The value of the `_xsrf` cookie for a path."""
        found = [one for one in self.web.cookies if one.name == "_xsrf" and path.startswith(one.path)]
        return max(found, key=lambda one: len(one.path)).value

    def api(self, method, path, /, **body):
        """Call the student's own server; returns the JSON of its answer, or None."""
        headers = {"X-XSRFToken": self._cookie(urlsplit(self.home).path)}
        address = f"{self.home}api/{quote(path)}"
        answer = self.web.request(method, address, json=body or None, headers=headers, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def open(self, path):
        """Return a notebook as its server gives it (nbformat JSON)."""
        return self.api("GET", f"contents/{path}")["content"]

    def save(self, path, notebook):
        """Save a notebook, as JupyterLab does."""
        self.api("PUT", f"contents/{path}", type="notebook", format="json", content=notebook)

    def run_all(self, path, notebook=None):
        """Start a kernel for a notebook and run every cell in turn; returns a Run. Nothing is saved."""
        notebook = notebook or self.open(path)
        asked = {"path": path, "name": path.rsplit("/", 1)[-1], "type": "notebook", "kernel": {"name": "python3"}}
        session = self.api("POST", "sessions", **asked)
        run = Run(notebook, session["kernel"]["id"], session["id"])
        with self.channels(run) as line:
            line.ask("kernel_info_request", {})
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    _run_cell(line, cell, run)
        return run

    def close(self, run):
        """End the kernel of a run."""
        self.api("DELETE", f"sessions/{run.session}")

    @contextlib.contextmanager
    def channels(self, run):
        """The web socket of a kernel, as a Line."""
        path = f"{urlsplit(self.home).path}api/kernels/{run.kernel}/channels"
        token = {"session_id": uuid.uuid4().hex, "_xsrf": self._cookie(urlsplit(self.home).path)}
        cookies = "; ".join(f"{one.name}={one.value}" for one in self._cookies_for(path))
        address = f"{self.base.replace('http', 'ws', 1)}{path}?{urlencode(token)}"
        line = websocket.create_connection(
            address, cookie=cookies, origin=self.base, timeout=PATIENCE, http_no_proxy=["127.0.0.1"]
        )
        try:
            yield Line(line, token["session_id"])
        finally:
            line.close()

    def _cookies_for(self, path):
        """The cookies that a browser would send to a path: of one name, the one with the longest path."""
        fitting = sorted((one for one in self.web.cookies if path.startswith(one.path)), key=lambda one: len(one.path))
        return {one.name: one for one in fitting}.values()


class Line:
    """The open web socket of a kernel."""

    def __init__(self, socket, session):
        self.socket, self.session = socket, session

    def send(self, kind, content, channel="shell"):
        """Send one message; returns its id."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session}
        header |= {"username": "", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": channel}
        self.socket.send(json.dumps(message | {"buffers": []}))
        return header["msg_id"]

    def ask(self, kind, content):
        """Send one message and return the messages that answer it, up to reply and idle."""
        asked, answers, waiting = self.send(kind, content), [], {"reply", "idle"}
        until = time.monotonic() + PATIENCE
        while waiting:
            if time.monotonic() > until:
                raise TimeoutError(f"the kernel does not finish {kind}: {content}")
            received = self.socket.recv()
            if not isinstance(received, str):
                continue  # bytes for a widget's model: nothing of it is kept in a notebook
            message = json.loads(received)
            if message["parent_header"].get("msg_id") != asked:
                continue
            answers.append(message)
            if message["channel"] == "shell":
                waiting -= {"reply"}
            elif message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                waiting -= {"idle"}
        return answers

    def tell_widget(self, model, content):
        """Send a widget what its part in the browser would send, and wait until the kernel has dealt with it."""
        self.send("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": content}})
        return self.ask("kernel_info_request", {})


def _run_cell(line, cell, run):
    """Run one cell and put its outputs and its count into it."""
    expected = "raises-exception" in cell["metadata"].get("tags", [])
    content = {"code": cell["source"], "silent": False, "store_history": True, "user_expressions": {},
               "allow_stdin": True, "stop_on_error": not expected}  # fmt: skip
    cell["outputs"] = []
    for message in line.ask("execute_request", content):
        kind, said = message["msg_type"], message["content"]
        if kind == "execute_reply":
            cell["execution_count"] = said.get("execution_count")
        elif kind == "clear_output":
            cell["outputs"] = []
        elif kind == "stream" and cell["outputs"] and cell["outputs"][-1].get("name") == said["name"]:
            cell["outputs"][-1]["text"] += said["text"]
        elif kind in ("stream", "display_data", "execute_result", "error"):
            cell["outputs"].append(dict(nbformat.v4.output_from_msg(message)))
        if kind == "error" and not expected:
            run.errors.append((cell["id"], f"{said['ename']}: {said['evalue']}"))
