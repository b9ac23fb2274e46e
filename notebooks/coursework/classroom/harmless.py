"""Text stays text: what a student wrote is shown to the instructor's browser, and must do nothing there.

A browser with JupyterLab open may write files and start programs. So HTML that could act is shown as the letters it
is made of. Plain Markdown, simple HTML and pictures that lie within stay as they are.
"""

import base64
import binascii
import functools
import re
import secrets
from html.parser import HTMLParser

# What may stand in a page as HTML: words, tables and pictures that lie within. No script, no form, no frame.
TAGS = set(
    """a abbr b blockquote br caption code col colgroup dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img
    kbd li mark ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead tr u ul""".split()
)
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
LONGEST = 20_000  # letters of one text: the Markdown of a longer one may take minutes to read
_MANY = 20  # marks that are tried one by one
FORMULA = "a formula that could act"
_ANYWHERE = {"title", "role", "lang", "dir"}
_PLACES = {"th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "details": {"open"}, "img": {"alt"},
           "ol": {"start"}, "col": {"span"}}  # fmt: skip
# Classes of coloured code, of pandas and of a terminal's colours. Others belong to the page around the text.
_CLASS = re.compile(r"(dataframe|highlight|anchor-link|task-list-item|(language|ansi)-[\w+#.-]+|[a-z][a-z0-9]{0,2})")
_STYLES = ("text-align", "text-decoration", "font-weight", "font-style", "color", "background-color",
           "vertical-align", "white-space", "border-left", "padding-left")  # fmt: skip
_TICKED = re.compile(r'<input class="task-list-item-checkbox" type="checkbox" disabled( checked)?/>')  # of Markdown
_EMPTY = {"br", "hr", "img", "col"}  # they need no end
_LINK = re.compile(r"(https?://|mailto:|#)|(?![/\\]|.*(\.\.|[?:\\])|.*//)", re.IGNORECASE)
_PICTURE = re.compile(rf"data:({'|'.join(PICTURES)});base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
TEX = re.compile(r"\\(href|url|html\w*|style|class|cssId|require|csname|data|[gex]?def|let|newcommand|renewcommand)")
_MATHS = re.compile(r"\$|\\[(\[]|\\begin")
_COVERS = re.compile(r"url|position|z-index|@|\\\\|expression", re.IGNORECASE)
_CLUTTER = re.compile(r"[\x00-\x20\x7f]+")  # a browser leaves these out of an address
_OF_THE_PAGE = {"notebook", "notebook-container", "statusmessage"}


def address(value):
    """Whether a link may lead there: outside by http or mail, or to a file beside; never to the server's own pages."""
    return bool(_LINK.match(_CLUTTER.sub("", value)))


def picture(value):
    """Whether the address of a picture is the picture itself, so that nobody is asked for it."""
    return bool(_PICTURE.fullmatch(value))


def clean_html(markup, strip=False):
    """Return HTML in which nothing runs, loads, asks, or lies over the page. strip: drop tags, not show them."""
    import bleach
    from bleach.css_sanitizer import CSSSanitizer

    return bleach.clean(markup, tags=TAGS, attributes=_kept, protocols={"http", "https", "mailto", "data"}, strip=strip,
                        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES))  # fmt: skip


def _kept(tag, name, value):
    """Whether an attribute may stay; bleach asks for each."""
    if name == "class":
        return all(_CLASS.fullmatch(word) for word in value.split())
    if name in ("href", "src"):
        return {("a", "href"): address, ("img", "src"): picture}.get((tag, name), lambda _: False)(value)
    headings = name == "id" and re.fullmatch("h[1-6]", tag)
    return bool(headings) or name == "style" or name in _ANYWHERE or name in _PLACES.get(tag, ())


class Look(HTMLParser):
    """Reads HTML. events: what stands there, in order; found: what may not; words: the text outside of code."""

    def __init__(self, markup):
        super().__init__()
        self.events, self.found, self.words, self.ids, self._code = [], {}, "", set(), []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note a tag, and what of it may not stay."""
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        if tag not in TAGS:
            self.found[f"<{re.sub(r'[^a-z0-9:-].*', '', tag)[:20]}>"] = True
        for name, value in given.items():
            if tag in TAGS and not _kept(tag, name, value):
                self.found[_named(tag, name, value)] = True
        style = re.sub(r"[\s;]", "", given.pop("style", ""))
        if _COVERS.search(style):
            self.found["a style that could cover the page"] = True
        self.events.append((tag, sorted(given.items()), style))
        if tag in ("code", "pre") and "mermaid" not in given.get("class", ""):
            self._code.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note <b/>, which a browser takes for <b>."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        """Note the end of an element."""
        if tag not in _EMPTY:
            self.events.append(f"</{tag}>")
        if self._code and tag == self._code[-1]:
            self._code.pop()

    def handle_data(self, data):
        """Note text."""
        if not self._code:
            self.words += data
        if self.events and isinstance(self.events[-1], list):
            self.events[-1][0] += data
        else:
            self.events.append([data])

    def handle_comment(self, data):
        """Note what a browser does not show."""
        self.found["a comment"] = True
        self.events.append("<!-- -->")

    handle_decl = handle_pi = unknown_decl = handle_comment

    def shape(self):
        """Return the events with white space made one."""
        told = ["".join(event[0].split()) if isinstance(event, list) else event for event in self.events]
        return [event for event in told if event]


def _named(tag, name, value):
    known = {("img", "src"): "a picture from another place", ("a", "href"): "a link that could act"}
    if "mermaid" in value.lower():
        return "a mermaid drawing"
    return known.get((tag, name), re.sub(r"[^a-z0-9:-].*", "", name)[:20] or "an attribute")


def faults(markup, names=()):
    """Return what in some HTML could act or break out of its place, in words; [] where nothing could.

    names: the ids that the page around it uses.
    """
    markup = _TICKED.sub("", markup)
    look = Look(markup)
    if look.ids & ({f"{name}{end}" for name in names for end in ("", "-comment", "_extra_credit")} | _OF_THE_PAGE):
        look.found["a name that the page needs"] = True
    if TEX.search(look.words) and _MATHS.search(look.words):
        look.found[FORMULA] = True
    if not look.found and look.shape() != Look(clean_html(markup)).shape():
        look.found["HTML that is not whole"] = True
    return list(look.found)


def acts(kind):
    """Whether one of the things that Look has found could act; others are only left out."""
    return bool(re.match(r"<|on|a (picture|link|style|mermaid)|srcset|background|ping", kind))


def could_act(place, found):
    """Return the sentence for the instructor. place: where, as the sentence begins. found: as faults gives it."""
    return f"{place} this was not safe to show in a browser, and is shown as text: {', '.join(found[:5])}."


def as_text(source, attachments=None, names=()):
    """Return (Markdown, what was in it) in which all that could act is text; the same Markdown and [] where nothing is.

    attachments: {name: {kind: base64}} of the cell. names: ids that the page around it uses.
    """
    look = functools.partial(_faults_of, attachments=attachments or {}, names=names)
    found = look(source)
    if not found:
        return source, []
    tried = source
    for mark, written in (("<", "&lt;"), ("![", "!&#91;"), ("[", "&#91;")):
        if len(source) <= LONGEST:
            tried = _replaced(tried, mark, written, look)
            if not look(tried):
                return tried, found
    return as_code(source), found


def _faults_of(source, attachments, names):
    if len(source) > LONGEST:
        return [f"more than {LONGEST:,} characters"]
    try:
        return faults(_rendered(source, attachments), names)
    except Exception as error:  # whatever the page of the instructor would stumble over
        missing = "missing attachment" in str(error)
        return ["a picture that is not there" if missing else "Markdown that cannot be read"]


def _rendered(source, attachments):
    """Return the HTML that nbconvert makes of Markdown, for feedback and for the page to mark by hand."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    return MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(source)


def _replaced(source, mark, written, look):
    """Return Markdown with a mark written another way, where it does not stand in code and is not harmless alone."""
    parts, token = source.split(mark), f"q{secrets.token_hex(8)}q"
    marked = "".join(f"{part}{token}{n}q" for n, part in enumerate(parts[:-1])) + parts[-1]
    try:
        words = Look(_rendered(marked, {})).words
    except Exception:  # a picture that is not there: what is code cannot be told
        words = marked
    open_ = {int(number) for number in re.findall(rf"{token}(\d+)q", words)}

    def put(places):
        marks = [written if n in places else mark for n in range(len(parts) - 1)] + [""]
        return "".join(part + end for part, end in zip(parts, marks))

    if len(open_) <= _MANY and not look(put(open_)):
        for place in sorted(open_):
            open_ -= {place} if not look(put(open_ - {place})) else set()
    return put(open_)


def as_code(source):
    """Return text as a block of code, which shows each letter as it is."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", source)), default=0))
    return f"{fence}text\n{source}\n{fence}"


def attached(cell):
    """Return ({name: {kind: base64}}, number left out): the pictures attached to a cell, and no other file."""
    given = cell.get("attachments")
    kept, count = {}, 0
    for name, kinds in given.items() if isinstance(given, dict) else ():
        fine = {kind: _joined(held) for kind, held in (kinds.items() if isinstance(kinds, dict) else ())
                if kind in PICTURES and is_base64(_joined(held))}  # fmt: skip
        kept |= {str(name): fine} if fine else {}
        count += not fine
    return kept, count


def _joined(held):
    return "".join(map(str, held)) if isinstance(held, list) else str(held)


def is_base64(held):
    """Whether some text is base64 and nothing else."""
    try:
        base64.b64decode("".join(held.split()), validate=True)
    except (ValueError, binascii.Error):
        return False
    return True
