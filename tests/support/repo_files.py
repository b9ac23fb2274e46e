"""The files that belong to the repository, for the tests that look at all of it."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_TEXT = {".png"}


def kept_files() -> list[Path]:
    """Every file that git keeps or would keep; without git, what a downloaded copy holds."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        found = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        made = {".git", "__pycache__", "my-work", ".ipynb_checkpoints", ".pytest_cache", ".ruff_cache", ".hypothesis"}
        found = [path for path in ROOT.rglob("*") if not any(
            part in made or part.startswith((".venv", "venv")) for part in path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file())


def copy_kept_files(folder: Path) -> Path:
    """Copy these files, and no others, into `folder`."""
    for path in kept_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return folder
