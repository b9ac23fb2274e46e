"""A class of ten on a real JupyterHub: they come by one link, at the same time, and nothing is lost."""

import csv
import io
import json
import os
import socket
import time

import hub_class
import hub_server
import hub_sizes
import lab
import nbformat
import requests
from hub_lessons import NAME
from hub_student import VIEW

# Memory hardly varies; processor time does where others use the same machine.
MEMORY, TIME = 1.25, 2.5


def test_the_sizes_are_those_that_the_guide_and_the_settings_name(sizes, school, capsys):
    _, _, seconds, memory = school
    together = hub_class.Size("one of ten students at work", max(memory), 0)
    now = [*sizes, together]
    with capsys.disabled():
        print(f"\n\n{hub_sizes.table(now)}\nTen students came, ran a lesson and saved within {seconds:.0f} s.\n")
    if os.environ.get("STANDPOINT_WRITE_SIZES") == "1":
        hub_sizes.write(now)
    saved = hub_sizes.read()
    assert [one.part for one in now] == [one.part for one in saved]
    for one, before in zip(now, saved):
        assert before.memory_mb / MEMORY <= one.memory_mb <= before.memory_mb * MEMORY, one
        assert one.cpu_s <= before.cpu_s * TIME, one


def test_every_student_s_notebook_is_saved_with_outputs_and_without_errors(school, lessons, file_of):
    students, runs, _, _ = school
    published = json.loads(lessons.read(hub_class.LESSON))
    for student, run in zip(students, runs):
        assert run.errors == []
        saved = json.loads(file_of(student, hub_class.HERE))
        nbformat.validate(saved)
        assert charts(saved) == charts(published) != []
        assert VIEW in json.dumps(saved)  # from this run: what is published holds none
        code = [cell for cell in saved["cells"] if cell["cell_type"] == "code"]
        assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
        assert [one["output_type"] for cell in code for one in cell["outputs"] if one["output_type"] == "error"] == []
        assert "".join(hub_class.answer_cell(saved)["source"]).startswith(hub_class.own_answer(student.name))


def charts(notebook):
    """The plotly figures of a notebook, in order."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"]["application/vnd.plotly.v1+json"] for output in outputs
            if "application/vnd.plotly.v1+json" in output.get("data", {})]  # fmt: skip


def test_every_student_s_codes_are_their_own(school, file_of):
    for student in school[0]:
        [row] = csv.DictReader(io.StringIO(file_of(student, hub_class.CODES)))
        assert row["note"] == f"The reason of {student.name}."
        assert row["quote"] in hub_class.own_code(student.name).values()


def test_a_student_comes_by_browser(hub, lessons, browser, school):
    """Sign in, wait, see the lesson, run it: in Chromium, by the same link, with no address outside."""
    context, watch = lab.new_context(browser, hub)
    page = context.new_page()
    lesson = "notebooks/04-positions.ipynb"
    page.goto(lessons.link(hub.base, lesson))
    page.get_by_label("Username").fill("browser-student")
    page.locator("#login_submit").click()
    page.wait_for_url("**/lab/tree/**/04-positions.ipynb*", timeout=lab.SLOW)
    page.wait_for_function(f"() => window.jupyterapp && Boolean({lab.PANEL})", timeout=lab.SLOW)
    assert page.evaluate(lab.KERNEL_ANSWERS), "the kernel does not answer"
    assert lab.run_all(page), lab.outputs(page)
    lab.settle(page)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    saved = hub.home("browser-student") / NAME / lesson
    until = time.monotonic() + 60
    while VIEW not in saved.read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.5)
    notebook = json.loads(saved.read_text(encoding="utf-8"))
    assert VIEW in json.dumps(notebook) and charts(notebook) == charts(json.loads(lessons.read(lesson)))
    assert watch.outside == [] and watch.sent == []
    lab.close(page)
    context.close()


def test_too_low_a_limit_turns_students_away_and_a_killed_hub_leaves_no_process(needs_hub, lessons):
    with hub_server.jupyterhub(spawn_limit=1) as hub:
        link = lessons.link(hub.base, hub_class.LESSON)
        answers, _ = hub_class.together(hub_class.students_of(hub, 4), lambda student: refusal(student, link))
        assert 429 in answers and None in answers
        leader = next(one for one in hub.processes() if hub_server.CONFIG.name in " ".join(one.cmdline()))
        leader.kill()
        gone, port = hub.scratch, int(hub.base.rsplit(":", 1)[1])
        assert len(hub.processes()) >= 2  # the proxy and a student's server outlive it
    assert hub_server.marked(gone) == [] and not gone.exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def refusal(student, link):
    """The number with which the hub turns a student away, or None."""
    try:
        student.follow(link)
    except requests.HTTPError as error:
        return error.response.status_code
    return None
