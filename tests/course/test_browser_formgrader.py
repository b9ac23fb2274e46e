"""nbgrader's own pages, the formgrader and the page to mark by hand, in a real JupyterLab on a graded course."""

import bank
import bank_hostile
import course_kit
import course_real
import lab
import nbformat
import pytest
from playwright.sync_api import expect

RUN = "import contextlib, pathlib\nwith contextlib.suppress(OSError):\n    pathlib.Path({!r}).write_text('ran')\n"
FENCE = "In this course students' code runs behind a fence, and this button has none."


def hostile(root):
    """Return an entry: all texts and outputs of bank_hostile, and code that leaves a file if no fence stops it."""
    made = [one for one in bank.entries() if one.make.__module__ == "bank_hostile"]

    def make(kit):
        book, code = kit.short(a1_other_reading=f"{bank.WRITTEN}\n\n{bank_hostile.IMG}"), []
        for one in made:
            new = one.make(kit)
            if one.name.startswith("text"):
                text = bank.find(new, "a1-other-reading")
                book.cells.append(nbformat.v4.new_markdown_cell(text.source, attachments=text.get("attachments", {})))
            elif one.name.startswith("output"):
                code.append(bank.find(new, "a1-cell-1").source.removeprefix(kit.model("a1-cell-1")))
        cell = bank.find(book, "a1-cell-1")
        cell.source += "\n".join(["\n" + RUN.format(str(root / "RAN.txt")), *code])
        return book

    return bank.Entry("hostile", make, "repaired", 12.0, (), {}, "{name}_{number}_77_{file}")


@pytest.fixture(scope="module")
def graded(browser, tmp_path_factory):
    """(course, {entry: Result}) with two submissions that wait for marks, one of them hostile."""
    course_kit.needs_nbgrader()
    course_kit.needs_fork()
    course_kit.needs_fence()
    root = tmp_path_factory.mktemp("formgrader") / "course"
    chosen = [one for one in bank.entries() if one.name == "rightwithoutzip"]
    return course_real.graded(root, [*chosen, hostile(root)])


@pytest.fixture(scope="module")
def page(browser, graded):
    """A page of a browser on JupyterLab in the course folder."""
    with lab.jupyterlab(course=graded[0].root) as server:
        context, watch = lab.new_context(browser, server)
        page = context.new_page()
        page.base = server.base
        yield page
        # nbgrader's own page asks a CDN for MathJax; without it all but formulas is there.
        assert [address for address in watch.outside if "mathjax" not in address.lower()] == []
        context.close()


def submission(course, student):
    """Return (id of a submitted notebook in the gradebook, {question: points by hand})."""
    from classroom.course import nbgrader_config
    from nbgrader.api import Gradebook

    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as gradebook:
        book = gradebook.find_submission("A1", student).notebooks[0]
        return book.id, {grade.name: grade.manual_score for grade in book.grades}


def canaries(course):
    """Return what hostile text or code left in the course folder."""
    return [path.name for name in ("CANARY*", "RAN*") for path in course.root.rglob(name)]


def test_jupyterlab_opens_with_nbgrader_in_its_menu(page):
    page.goto(f"{page.base}/lab?reset")
    page.wait_for_function("() => window.jupyterapp && window.jupyterapp.commands")
    commands = page.wait_for_function(
        "() => window.jupyterapp.commands.listCommands().filter(name => name.startsWith('nbgrader:')).length")
    assert commands.json_value() > 0


def test_the_formgrader_lists_the_assignment(page):
    page.goto(f"{page.base}/formgrader/manage_assignments")
    expect(page.locator("body")).to_contain_text("A1")
    page.goto(f"{page.base}/formgrader/gradebook")
    expect(page.locator("body")).to_contain_text("A1")


def test_a_written_answer_is_marked_by_hand(page, graded):
    course, results = graded
    number, _ = submission(course, results["rightwithoutzip"].student)
    page.goto(f"{page.base}/formgrader/gradebook/A1/A1")
    expect(page.locator("tbody tr").first).to_contain_text("Submission #", timeout=lab.SLOW)
    page.goto(f"{page.base}/formgrader/submissions/{number}/")
    expect(page.locator("body")).to_contain_text(bank.WRITTEN, timeout=lab.SLOW)
    expect(page.locator("body")).to_contain_text("The sentence for the codebook")  # of the rubric above it
    page.wait_for_load_state("networkidle")  # the page fills in the points so far
    box = page.locator("input.score#a1-other-reading")
    box.fill("9")
    box.press("Tab")
    assert lab.until(page, lambda: submission(course, results["rightwithoutzip"].student)[1]["a1-other-reading"]) == 9


def test_what_a_student_wrote_does_nothing_in_the_browser(page, graded):
    """An event, script, style, frame, form, link, picture or program in text and outputs; all of it can be read."""
    course, results = graded
    number, _ = submission(course, results["hostile"].student)
    page.goto(f"{page.base}/formgrader/submissions/{number}/")
    expect(page.locator("input.score#a1-other-reading")).to_be_visible(timeout=lab.SLOW)
    page.wait_for_timeout(1500)
    assert "CANARY" not in page.title() and canaries(course) == []
    body = page.locator("#notebook-container").last
    for words in (bank.WRITTEN, "onerror=", "<script>fetch(", "display: none !important", "older", "a < b", "Mine"):
        expect(body).to_contain_text(words)
    for wrong in ("iframe", "form", "script", "style", "[onerror]", "[onload]", "a[href^='javascript']", "meta",
                  "a[href*='formgrader?']", "img:not([src^='data:image/'])"):
        assert body.locator(wrong).count() == 0, wrong
    assert body.bounding_box()["height"] > 1000 and page.locator("#a1-other-reading").count() == 1
    page.evaluate(bank_hostile.ACT)  # guard of the guard: had it run, it would have left its mark
    page.wait_for_timeout(1500)
    assert "CANARY" in page.title() and canaries(course) == ["CANARY.txt"]
    (course.root / "CANARY.txt").unlink()


BUTTONS = (
    "submission/A1/{}/autograde", "assignment/A1/{}/generate_feedback", "assignment/A1/generate_feedback",
    "assignment/A1/assign", "assignment/A1/collect",
)  # fmt: skip


def test_the_button_autograde_says_where_grading_is_done(page, graded):
    course, results = graded
    before = {path: path.read_bytes() for path in course.root.rglob("*.ipynb") if "checkpoints" not in str(path)}
    marks = [submission(course, result.student) for result in results.values()]
    page.goto(f"{page.base}/formgrader/manage_submissions/A1")
    expect(page.locator("td.autograde a").first).to_be_visible(timeout=lab.SLOW)
    for number in range(2):
        page.locator("td.autograde a").nth(number).click()
        expect(page.locator("#error-modal .modal-body")).to_contain_text(FENCE, timeout=lab.SLOW)
        expect(page.locator("#error-modal .modal-body")).to_contain_text(f"grade A1 --course {course.root}")
        page.locator("#error-modal .modal-footer button").click()
        expect(page.locator("#error-modal")).to_have_count(0, timeout=lab.SLOW)
    for route in BUTTONS:
        said = asked(page, f"formgrader/api/{route.format(results['hostile'].student)}", "")
        assert FENCE in said and '"success": false' in said, f"{route}: {said}"
    book = course.graded(results["hostile"].student).relative_to(course.root).as_posix()
    assert FENCE in asked(page, "assignments/validate", f"path={book}")
    assert canaries(course) == []
    assert [submission(course, result.student) for result in results.values()] == marks
    after = {path: path.read_bytes() for path in course.root.rglob("*.ipynb") if "checkpoints" not in str(path)}
    assert after == before


def asked(page, route, body):
    """Post to a page of the server as its own buttons do; return the answer."""
    return page.evaluate("""async ([address, body]) => {
      const token = (document.cookie.match(/_xsrf=([^;]*)/) || [])[1];
      const headers = {'X-XSRFToken': token, 'Content-Type': 'application/x-www-form-urlencoded'};
      return (await fetch(address, {method: 'POST', headers, body})).text();
    }""", [f"{page.base}/{route}", body])
