"""What to say where a machine has no fence for students' code: a container that has one, or what it means without."""

import shutil
import sys

from ..course import REPOSITORY

ENGINES = ("docker", "podman")
IMAGE = "python:3.12-slim"  # Debian, with util-linux in it, of which the fence is made
_SYSTEMS = {"darwin": "macOS", "win32": "Windows"}


def words(course):
    """Return what is possible on this machine, in lines, with the exact command where a container can be had."""
    system = _SYSTEMS.get(sys.platform)
    if system:
        first = f"Students’ code runs behind a fence on Linux alone, and this is {system}. Nothing was graded."
    else:
        first = ("This Linux puts up no fence around students’ code. Nothing was graded. Install util-linux, and let "
                 "users make namespaces, or run the step as root.")  # fmt: skip
    return "\n".join([first, *_in_a_container(course), *_without()])


def _in_a_container(course):
    engine = next((name for name in ENGINES if shutil.which(name)), None)
    if engine is None:
        return ["Behind the fence: install Docker Desktop or Podman, and run this step again. It then gives you the "
                "one command that grades in a container, which is a small Linux."]  # fmt: skip
    return [f"Behind the fence, in a container: {engine} is installed. Start it, and run this one line:",
            f"  {command(engine, course)}",
            "It loads a Linux with Python and what the kit needs, each time anew: some minutes, and the network. The "
            "students’ code has no network."]  # fmt: skip


def command(engine, course):
    """Return the command that grades in a container. It sees the collection, which it cannot change, and the course.

    privileged: the fence needs rights of its own within the container, and only there.
    """
    inside = ("pip install -q -r /collection/notebooks/coursework/requirements.txt && python "
              f"/collection/notebooks/coursework/classroom grade {course.name} --course /course")  # fmt: skip
    return (f'{engine} run --rm -it --privileged -v "{REPOSITORY}:/collection:ro" -v "{course.root}:/course" '
            f'{IMAGE} sh -c "{inside}"')  # fmt: skip


def _without():
    return ["Without a fence: add --no-isolation. Students’ code then runs as if you had typed it yourself: it can "
            "read, change and delete your files, send them away, and change marks. The limit on time holds; other "
            "limits may not. Do so only where you trust every hand-in, and best as a user of the computer who has no "
            "files."]  # fmt: skip
