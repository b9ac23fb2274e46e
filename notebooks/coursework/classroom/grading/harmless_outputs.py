"""What a student's code printed and drew, made harmless before anybody's browser shows it."""

import html
import re

import nbformat

from ..cells import code_of, key_of
from ..harmless import FORMULA, PICTURES, TEX, Look, acts, as_text, clean_html, could_act, is_base64, picture

LARGEST = 1_000_000  # letters of HTML in one output
KEPT = 2_000  # letters of a program that are shown in its place
CHART, WIDGET = "application/vnd.plotly.v1+json", "application/vnd.jupyter.widget-view+json"
_STYLE = re.compile(r"<style( scoped| type=\"text/css\")?>([^<]*)</style>")
_OWN = re.compile(r"\s*([.]dataframe|#T_)")  # pandas styles its own tables, and nothing else
_OUTSIDE = re.compile(r"\s*(\w+:|//|/|\\)")
_LOADS = {"source", "url", "uri", "style", "href", "src"}  # where a chart names what it loads
_NOTHING = re.compile(r"<[\w.]+ object>|")


def cleaned(book, resources=None):
    """Make the outputs of a notebook that was run harmless; a preprocessor of nbconvert.

    What was changed stands afterwards in the notebook's metadata, see told.
    """
    found = {}
    book.metadata.pop("widgets", None)
    for cell in code_of(book):
        pairs = [_output(output) for output in cell.outputs]
        cell.outputs = [output for output, _ in pairs]
        cell.execution_count = _number(cell.get("execution_count"))
        kinds = list(dict.fromkeys(kind for _, kinds in pairs for kind in kinds))
        found |= {key_of(cell): kinds} if kinds else {}
    book.metadata["standpoint"] = {"outputs": [could_act(f"In an output of “{name}”", found[name]) for name in found]}
    return book, resources


def told(book):
    """Return what cleaned has changed in a notebook, in sentences."""
    return list(book.metadata.get("standpoint", {}).get("outputs", []))


def _output(output):
    """Return (output, what could act in it), made anew: the messages of a kernel may hold anything."""
    kind = output.output_type
    if kind == "stream":
        return nbformat.v4.new_output(kind, name="stderr" if output.name == "stderr" else "stdout",
                                      text=str(output.text)), []  # fmt: skip
    if kind == "error":
        lines = [str(line) for line in output.traceback]
        return nbformat.v4.new_output(kind, ename=str(output.ename), evalue=str(output.evalue), traceback=lines), []
    data, found = _data(output.data)
    sizes = _sizes(output.get("metadata", {}), found)
    count = {"execution_count": _number(output.get("execution_count"))} if kind == "execute_result" else {}
    return nbformat.v4.new_output(kind, data=data, metadata=sizes, **count), found


def _data(data):
    """Return (what an output shows, by kind; what could act in it)."""
    kept, found = {}, []
    for kind, held in data.items():
        shown, kinds = _shown(kind, held)
        kept |= {kind: shown} if shown is not None else {}
        found += kinds
        if shown is None and kinds and isinstance(held, str) and _NOTHING.fullmatch(str(data.get("text/plain", ""))):
            more = " …" if len(held) > KEPT else ""
            kept["text/plain"] = f"Not run ({kind}):\n{held[:KEPT]}{more}"
    return nbformat.from_dict(kept or {"text/plain": "Not shown."}), found


def _shown(kind, held):
    """Return (one form of an output, or None where it is left out; what could act in it)."""
    if kind == CHART:
        found = []
        return _figure(held, found), found
    if not isinstance(held, str):
        return None, [] if kind == WIDGET else [_plain(kind)]
    if kind == "text/html":
        return (None, ["HTML of more than 1 MB"]) if len(held) > LARGEST else _html(held)
    if kind == "text/markdown":
        return as_text(held)
    if kind == "text/latex":
        return (None, [FORMULA]) if TEX.search(held) else (held, [])
    if kind in PICTURES:
        return (held, []) if is_base64(held) else (None, ["a picture that is none"])
    # A picture in SVG stands in the page as a picture, where no program in it runs.
    return (held, []) if kind in ("text/plain", "image/svg+xml") else (None, [_plain(kind)])


def _plain(kind):
    return re.sub(r"[^\w/.+-]", "", kind)[:40]


def _html(markup):
    bare = _STYLE.sub(lambda found: "" if _confined(found[2]) else found[0], markup)
    found = [kind for kind in Look(bare).found if acts(kind)]
    return f"<pre>{html.escape(markup)}</pre>" if found else clean_html(bare), found


def _confined(rules):
    """Whether the rules of a style are those of one table of pandas."""
    heads = [head for rule in rules.split("}") if "{" in rule for head in rule.partition("{")[0].split(",")]
    return all(_OWN.match(head) for head in heads) and "url" not in rules and "@" not in rules


def _figure(node, found, top=True):
    """Return a chart without what it would load from another place."""
    if isinstance(node, list):
        return [_figure(one, found, False) for one in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for name, held in node.items():
        outside = isinstance(held, str) and name.lower() in _LOADS and _OUTSIDE.match(held) and not picture(held)
        if outside or (top and name == "config"):
            found += ["a picture from another place"] if outside else []
        else:
            kept[name] = _figure(held, found, False)
    return kept


def _sizes(about, found):
    """Return the width and height of pictures, from the metadata of an output; the rest could name other files."""
    about = about if isinstance(about, dict) else {}
    found += [name for name in ("filenames", "isolated") if name in str(about)]
    kept = {kind: {name: size for name, size in held.items() if name in ("width", "height") and _number(size)}
            for kind, held in about.items() if kind in PICTURES and isinstance(held, dict)}  # fmt: skip
    return {kind: held for kind, held in kept.items() if held}


def _number(value):
    return value if isinstance(value, int) and not isinstance(value, bool) else None
