"""Binder would build what we test: the right Python, and exact versions in step with requirements.txt."""

import re
import subprocess
import sys

import lock
import pytest
from repo_files import ROOT, copy_kept_files


def test_runtime_is_exact():
    """Without this line Binder takes Python 3.10, for which there is no pandas 3."""
    assert (ROOT / ".binder" / "runtime.txt").read_bytes() == b"python-3.12\n"


def test_lock_is_in_step():
    assert lock.problems() == [], "run: python tests/tools lock"


@pytest.mark.parametrize(("old", "new"), [
    (r"(?m)^pandas==.*\n", ""),
    (r"(?m)^pandas==.*$", "pandas==2.0.0"),
    (r"(?m)^(# made from: .*).$", r"\1"),
    (r"\Z", "--index-url x\n"),
])
def test_a_lock_out_of_step_is_noticed(old, new, tmp_path, monkeypatch):
    changed = tmp_path / "requirements.txt"
    text = lock.LOCK.read_text(encoding="utf-8")
    changed.write_text(re.sub(old, new, text), encoding="utf-8")
    monkeypatch.setattr(lock, "LOCK", changed)
    assert lock.problems()


@pytest.mark.skipif(sys.platform == "win32", reason="repo2docker does not run on Windows")
def test_what_binder_builds(tmp_path):
    """repo2docker reads the repository as Binder does and prints its Dockerfile; nothing is built."""
    copy_kept_files(tmp_path)
    done = subprocess.run([sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."], cwd=tmp_path,
                          capture_output=True, encoding="utf-8", timeout=120)
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed[-2000:]
    assert "Building conda environment for python=3.12\n" in printed, printed[:2000]
    assert re.search(r'install --no-cache-dir -r "?\.binder/requirements\.txt"?\n', printed), printed[-4000:]
