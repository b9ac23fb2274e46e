"""The folder of a course: where each step of an assignment leaves its files, and how nbgrader is told so."""

import os
import shutil
import stat
import sys
from pathlib import Path

from .cells import read_book

HOME = Path(__file__).resolve().parent.parent  # the instructor's sources
HELPER = HOME.parent  # the folder that holds standpoint
REPOSITORY = HELPER.parent
STUB = "*Write here.*"
if str(HELPER) not in sys.path:
    sys.path.insert(0, str(HELPER))  # for standpoint


class Refusal(ValueError):
    """Something the instructor must mend first; the message is one sentence or two, never a traceback."""


class Course:
    """Paths of one assignment in a course folder.

    root: the course folder; outside the repository, since it holds names and marks. name: for example "A1".
    """

    def __init__(self, root, name):
        self.root, self.name = Path(root).expanduser().resolve(), name
        if self.root.is_relative_to(REPOSITORY):
            words = "lies inside the collection. Choose one outside: it holds marks."
            raise Refusal(f"The course folder {self.root} {words}")
        self.source = self.root / "source" / name
        self.release = self.root / "release" / name
        self.releases = self.root / "releases" / name
        self.collected = self.root / "collected" / name
        self.submitted = self.root / "submitted"
        self.autograded = self.root / "autograded"
        self.feedback = self.root / "feedback" / name
        self.reports = self.root / "reports" / name
        self.collected_table = self.reports / "collected.csv"
        self.grades_table = self.reports / "grades.csv"
        self.said = []  # what a step has to tell the instructor besides its result, in sentences

    @property
    def released_notebook(self):
        """The notebook that was handed out. Raises Refusal where there is none yet."""
        path = self.release / f"{self.name}.ipynb"
        if not path.is_file():
            raise Refusal(f"{self.name} was not released in {self.root}. Run the step “release” first.")
        return path

    def handed_out(self):
        """Return the notebook that was handed out. Raises Refusal where there is none yet."""
        return read_book(self.released_notebook)

    def with_answers(self):
        """Return the instructor's notebook of what was handed out: with model answers and hidden tests."""
        return read_book(self.source / f"{self.name}.ipynb")

    def submission(self, student):
        """The folder of one student that nbgrader grades."""
        return self.submitted / student / self.name

    def graded(self, student):
        """The notebook of one student with its outputs and marks."""
        return self.autograded / student / self.name / f"{self.name}.ipynb"


def assignments():
    """Return {name: path of the instructor's notebook}, for example {"A1": .../A1-judge-the-coding.ipynb}."""
    return {path.stem.split("-")[0]: path for path in sorted(HOME.glob("A*.ipynb"))}


def cases():
    """Return the names of the cases of this collection."""
    return sorted(path.parent.name for path in (REPOSITORY / "data").glob("*/positions.csv"))


def open_case(name, purpose):
    """Return a case of this collection. purpose: for the message, as in "to print". Raises Refusal with the names."""
    if name not in cases():
        raise Refusal(f"There is no case “{name}” {purpose}. There are: {', '.join(cases())}.")
    from standpoint import load

    return load(name, folder=REPOSITORY / "data" / name)


def source_of(name):
    """Return the instructor's notebook of an assignment. Raises Refusal with the names that there are."""
    found = assignments()
    if name not in found:
        raise Refusal(f"There is no assignment “{name}”. There are: {', '.join(found) or 'none'}.")
    return found[name]


def nbgrader_config(course, **more):
    """Return the traitlets Config with which nbgrader works in a course folder."""
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.course_id = "standpoint"
    config.CourseDirectory.db_url = f"sqlite:///{course.root / 'gradebook.db'}"
    config.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__"]
    config.ClearSolutions.code_stub = {"python": "# your answer"}
    config.ClearSolutions.text_stub = STUB
    config.NbGraderAPI.log_level = "WARN"
    for section, values in more.items():
        config[section].update(values)
    return config


def write_settings(course):
    """Put nbgrader_config.py into the course folder: its pages open this course, and run no student's code."""
    shutil.copyfile(Path(__file__).with_name("nbgrader_config.py"), course.root / "nbgrader_config.py")


def api(course, **more):
    """Return nbgrader's programming interface for a course. Raises Refusal where nbgrader is not installed."""
    try:
        from nbgrader.apps import NbGraderAPI
    except ImportError:
        raise Refusal(
            "This step needs nbgrader. Install it once: pip install -r notebooks/coursework/requirements.txt"
        ) from None
    # nbgrader calls its tool “alembic” by name: it lies beside this Python, whether or not that is on the path.
    here = str(Path(sys.executable).parent)
    if here not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([here, os.environ.get("PATH", "")])
    return NbGraderAPI(config=nbgrader_config(course, **more))


def writable(folder):
    """Make a folder and what is in it writable again: nbgrader leaves its files read-only."""
    for path in [folder, *folder.rglob("*")] if folder.exists() else ():
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
