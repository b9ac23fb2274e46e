"""The lessons as an instructor publishes them: a bare git repository on this machine, and changes to it."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import lab

NAME = "standpoint"
GUIDE = lab.REPO / "notebooks" / "coursework" / "guide" / "hub.md"


class Lessons:
    """A repository that students may read. `folder`: where its parts are kept; `address`: what a link names."""

    def __init__(self, folder):
        self.work, self.bare = folder / "work", folder / NAME
        lab.copy_collection(self.work)
        for name in (".gitignore", ".gitattributes", "requirements.txt"):
            shutil.copy(lab.REPO / name, self.work)
        shutil.rmtree(self.work / "notebooks" / "coursework")  # solutions: as the guide says
        self._git("init", "-q", "-b", "main")
        self._commit("Lessons")
        subprocess.run(["git", "clone", "-q", "--bare", str(self.work), str(self.bare)], check=True, timeout=120)
        self._git("remote", "add", "origin", str(self.bare))
        self._git("fetch", "-q", "origin")

    @property
    def address(self):
        """The address of the repository, as a link names it."""
        return self.bare.as_uri()

    def link(self, base, path):
        """The student's link to a notebook: the guide's own command, with its four words in capitals replaced."""
        text = GUIDE.read_text(encoding="utf-8")
        command = re.search(r"^python (-c \"from urllib.+)$", text, re.MULTILINE)[1]
        words = {"https://HUB": base, "https://HOST/ORG/REPO": self.address, "REPO/A1.ipynb": f"{NAME}/{path}"}
        for word, value in words.items():
            assert word in command, f"the guide's command has no {word}"
            command = command.replace(word, value)
        done = subprocess.run(
            [sys.executable, *shlex.split(command)], capture_output=True, text=True, encoding="utf-8", check=True
        )
        return done.stdout.strip()

    def publish(self, message, changes):
        """Change files and push them. changes: {path: text}; None removes a file."""
        for path, text in changes.items():
            if text is None:
                (self.work / path).unlink()
            else:
                (self.work / path).write_text(text, encoding="utf-8", newline="\n")
        self._commit(message)
        self._git("push", "-q", "origin", "main")

    def squash(self):
        """Push all of it as one commit without a past, by force; returns the commit that was there before."""
        before = self._git("rev-parse", "HEAD")
        self._git("checkout", "-q", "--orphan", "new")
        self._commit("All in one commit")
        self._git("branch", "-q", "-M", "new", "main")
        self._git("push", "-q", "--force", "origin", "main")
        return before

    def go_back(self, commit):
        """Push an earlier commit by force."""
        self._git("reset", "-q", "--hard", commit)
        self._git("push", "-q", "--force", "origin", "main")

    def read(self, path):
        """The text of a published file."""
        return (self.work / path).read_text(encoding="utf-8")

    def _commit(self, message):
        self._git("add", "-A")
        me = ("-c", "user.name=Instructor", "-c", "user.email=instructor@example.org")
        self._git(*me, "commit", "-q", "-m", message)

    def _git(self, *words):
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *words], cwd=self.work, env=os.environ | settings, capture_output=True, text=True, encoding="utf-8",
            timeout=120,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"git {' '.join(words)}: {done.stderr}")
        return done.stdout.strip()
