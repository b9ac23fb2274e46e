"""Make the flat list of exact versions that Binder installs.

    python tests/tools lock            make .binder/requirements.txt (asks the package index)
    python tests/tools lock --upgrade  the same, taking the newest versions that fit
    python tests/tools lock --check    say whether it is in step with requirements.txt (no network)
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "requirements.txt"
LOCK = ROOT / ".binder" / "requirements.txt"

# Binder's own older notebook package does not go with our JupyterLab.
BINDER_ONLY = ["notebook>=7.6,<7.7"]
MARK = "# made from: "


def wanted() -> list[str]:
    """The requirement lines of requirements.txt without comments, and what only Binder needs."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    bare = (re.sub(r"(^|\s)#.*", "", line).strip() for line in lines)
    return [line for line in bare if line] + BINDER_ONLY


def fingerprint() -> str:
    """A hash of the requirement lines; comments do not count."""
    return hashlib.sha256("\n".join(wanted()).encode()).hexdigest()


def locked(text: str) -> dict[str, str]:
    """{package: exact version} of a lock's text."""
    return dict(re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text))


def problems() -> list[str]:
    """What is out of step between requirements.txt and the lock; empty when all is well."""
    if not LOCK.exists():
        return [f"{LOCK.name} is missing in .binder/"]
    text = LOCK.read_text(encoding="utf-8")
    found = []
    if f"{MARK}{fingerprint()}\n" not in text:
        found.append("requirements.txt has changed since the lock was made")
    versions = locked(text)
    for line in wanted():
        name, exact, version = line.partition("==")
        name = re.match(r"[\w.-]+", name).group()
        if name not in versions:
            found.append(f"{name} is not in the lock")
        elif exact and versions[name] != version:
            found.append(f"{name} is {versions[name]} in the lock, {version} in requirements.txt")
    if re.search(r"(?m)^\s*-|https?:|file:| @ ", text):
        found.append("the lock names an address or an option; it must hold exact versions only")
    return found


def make(*extra: str) -> str:
    """The text of a new lock, keeping the versions of the old one where they still fit."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "lock.txt"
        if LOCK.exists():
            out.write_text(LOCK.read_text(encoding="utf-8"), encoding="utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", "-", "--universal", "--python-version", "3.11",
                   "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
                   "--quiet", "--output-file", str(out), *extra]
        subprocess.run(command, input="\n".join(wanted()), encoding="utf-8", stdout=subprocess.DEVNULL, check=True)
        lines = out.read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    head = ["# What Binder installs. Do not edit: change ../requirements.txt, then run",
            "#     python tests/tools lock",
            MARK + fingerprint()]
    return "\n".join(head + pins) + "\n"


def main(arguments: list[str]) -> int:
    """Make or check the lock; 1 when it is out of step."""
    if "--check" not in arguments:
        LOCK.write_text(make(*arguments), encoding="utf-8", newline="\n")
    found = problems()
    print("\n".join(found) or "The Binder lock is in step with requirements.txt.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
