"""Small notebooks in the JupyterLab of the browser tests: written, run, shown in a second tab, asked, and closed."""

import ast
import contextlib

import lab

KERNEL = f"{lab.PANEL}.sessionContext.session.kernel"
RUN = f"code => {KERNEL}.requestExecute({{code}}).done.then(() => true)"
_ASK = f"""async words => {{
  const reply = await {KERNEL}.requestExecute({{code: '', user_expressions: {{words}}}}).done;
  return reply.content.user_expressions.words.data['text/plain'];
}}"""


def problems(watch):
    """What a page may not do, as a list of sentences."""
    seen = [f"console error: {line}" for line in watch.errors]
    seen += [f"request to another host: {url}" for url in watch.outside]
    return seen + [f"request that makes the server ask another host: {url}" for url in watch.sent]


def write_and_run(profile, server, file, cells):
    """Write a notebook of these cells, open it and run it; return its page. file: its path inside the server's copy."""
    (server.root / file).parent.mkdir(exist_ok=True)
    lab.write_notebook(server.root / file, cells)
    page = lab.open_notebook(profile[0], server, file)
    assert lab.run_all(page), lab.outputs(page)
    lab.settle(page)
    return page


def second_tab(page, profile, server, file):
    """Show a notebook in a second tab of the browser: the same kernel, the same explorers, nothing is run."""
    save(page)
    other = lab.open_notebook(profile[0], server, file)
    lab.settle(other)
    return other


def save(page):
    """Save the open notebook."""
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")


def value_of(page, expression):
    """What an expression is in the kernel; it must be plain data."""
    return ast.literal_eval(page.evaluate(_ASK, expression))


@contextlib.contextmanager
def after_run_all(profile, server, file, cells):
    """Yield a page with a notebook of these cells after Run All; nothing may have gone wrong in it at the end."""
    profile[1].clear()
    page = write_and_run(profile, server, file, cells)
    yield page
    done([page], profile)


def done(pages, profile):
    """Close pages, of which the first one's kernel ends too, and see that nothing has gone wrong in them."""
    found = problems(profile[1])
    lab.close(pages[0])
    for page in pages[1:]:
        page.close(run_before_unload=False)
    profile[1].clear()
    assert not found, "\n".join(found)
