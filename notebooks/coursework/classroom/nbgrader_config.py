"""Read by nbgrader when JupyterLab is started in a course folder; the steps “release” and “grade” put it there.

It lets nbgrader's own pages open this course to mark by hand, and switches off what would run students' code there:
nbgrader has no fence around it, and would build no submission anew.
"""

from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange import default
from nbgrader.preprocessors import Execute

NOT_HERE = f"""Nothing was run, and nothing was changed.
In this course students' code runs behind a fence, and this button has none. Use the terminal for it.
In the folder of the collection, for A1:

python notebooks/coursework/classroom grade A1 --course {Path(__file__).parent}

Marks by hand are given here, under “Manual Grading”."""


def refuse(self, *given, **more):
    """Say where this is done in this course. self: what would have run, collected or written something."""
    self.log.error(NOT_HERE)
    raise NbGraderException(NOT_HERE)


class Refused(NotebookExporter):
    """Stands where nbgrader makes its exporter: before it removes, runs or writes anything."""

    def __init__(self, parent=None, **given):
        refuse(parent)


class RefusedCollect(default.ExchangeCollect):
    """Stands in for what would put other files over those that the step “collect” sorted."""

    start = refuse


Execute.preprocess = refuse  # “Validate” takes no other
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "standpoint"
for name in ("BaseConverter", "Autograde", "GenerateAssignment", "GenerateFeedback", "GenerateSolution"):
    c[name].exporter_class = Refused
c.ExchangeFactory.collect = RefusedCollect
