"""One command publishes: the documents and the workflow say the same, and the tool refuses what it cannot do."""

import re
import subprocess
import sys

import places
import publish
import pytest

README = (places.ROOT / "README.md").read_text(encoding="utf-8")
LITE = (places.TESTS / "lite" / "README.md").read_text(encoding="utf-8")
FLOW = (places.ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")


def test_readme_guide_and_workflow_give_the_same_two_commands():
    install, build = re.search(r"<!-- publish-command -->\n```sh\n(.+)\n(.+)\n```", README).groups()
    assert f"    {install}\n" in LITE and f"    {build}\n" in LITE
    bare = [re.sub(r"^\.venv/bin/| -q\b", "", line) for line in (install, build)]
    steps = re.findall(r"- run: (.+)", FLOW)
    assert steps[0] == bare[0] and steps[1].startswith(bare[1].removesuffix("OUT"))
    assert bare[0].removeprefix("python -m pip ") in publish.INSTALL
    asked = (places.TESTS / "lite" / "requirements.txt").read_text(encoding="utf-8")
    assert "\n-r ../../requirements.txt\n" in asked, "the one file must bring all that the command needs"


def test_the_essay_is_settled_before_anything_is_published():
    part = README.split("## Publish it\n")[1].split("\n## ")[0]
    assert part.index("seeds/README.md") < part.index("publish-command") and "seeds/README.md" in FLOW
    binder, pages = README.index("mybinder.org"), README.index("https://ORG.github.io/REPO/")
    assert README.count("\n", binder, pages) == 2, "the address to replace stands beside Binder's"


def test_the_workflow_publishes_what_it_built_on_a_tag_with_pinned_actions():
    assert re.search(r"push:\n\s+tags:", FLOW) and "branches" not in FLOW
    folder = re.search(r"tools publish (\S+)", FLOW)[1]
    assert re.search(rf"upload-pages-artifact@.+\n\s+with:\n\s+path: {folder}\n", FLOW)
    used = re.findall(r"uses: (\S+)", FLOW)
    assert len(used) == 4 and all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action) for action in used)


def test_what_is_not_installed_is_named_before_anything_is_done(tmp_path):
    """By a Python that finds no package at all."""
    out = tmp_path / "out"
    done = subprocess.run([sys.executable, "-S", "tests/tools", "publish", str(out)], cwd=places.ROOT,
                          capture_output=True, encoding="utf-8", env={"PATH": "", "PYTHONIOENCODING": "utf-8"})
    said = f"Not installed: {', '.join(publish.NEEDED)}. {publish.INSTALL}"
    assert done.returncode == 1 and done.stderr.strip() == said and not out.exists()


def test_another_folder_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="something else than pages of ours"):
        publish.publish(tmp_path)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["essay", "https://github.com/a/b", "a/b/c", "a b/c"])
def test_a_name_that_is_no_repository_is_refused(name):
    with pytest.raises(SystemExit, match="OWNER/NAME"):
        publish.known(name, "")
    assert publish.known("a/b", "") == {"lite": "lite", "repository": "a/b", "tag": "HEAD"}
