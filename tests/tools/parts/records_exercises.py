"""What exercises reply: the card as a reader fills it in, and the check of an answer in code."""

import ast
import html
import re

import pandas as pd
import records_answers as answers
import records_lessons as lessons
from records_explorers import changes, wrapped
from standpoint.quiz import checks


class Exercise:
    """An exercise of a lesson: the cell with its card, the one that shows the guess again, the one that checks code."""

    def __init__(self, stage, folder, cell):
        self.id, self.stage, self._folder, self.cell = first_argument(cell.tree), stage, folder, cell
        self.beside, self.check = None, None

    def show(self, kept=False):
        """Show the card, and the guess beside the essay where there is one. kept: with what is in my-work by now."""
        names = dict(self.cell.names)
        if not kept:
            self._folder.restore(self.cell.work)
        card = lessons.run(self.cell.tree, names, self.cell.place)[0]
        more = [lessons.run(self.beside.tree, names, self.beside.place)[0]] if self.beside else []
        self.stage.show(card, *more)

    def fields(self):
        """The fields and the right answer; only a record that is made anew asks for them."""
        names = self.cell.names
        case = eval(ast.unparse(last_call(self.cell.tree).args[1]), names)
        fields = checks.get(self.id).asked(case).fields
        return fields, answers.right_answer(self.id, fields)

    def code(self, source):
        """The reply to an answer in code, as lines."""
        call = last_call(self.check.tree)
        asked = ast.Call(call.func, [*call.args[:-1], ast.Name("given", ast.Load())], [])
        names = {**self.check.names, "given": eval(source, {"pd": pd})}
        return read(eval(ast.unparse(asked), names))

    def press(self, steps):
        """Fill in the card, press its button, and return the reply as lines."""
        missing = self.stage.fill([*steps, [self.button, True]])
        return wrapped(self.stage.replies()) if not missing else [f"There is no {missing}."]

    @property
    def button(self):
        return next(one["address"] for one in self.stage.controls() if one["role"] == "button")


def last_call(tree):
    """The call at the end of a cell, or the one that made what its last line names; None where there is none."""
    calls = [node for node in ast.walk(tree.body[-1]) if isinstance(node, ast.Call)] if tree.body else []
    if not calls and len(tree.body) > 1:
        calls = [node for node in ast.walk(tree.body[-2]) if isinstance(node, ast.Call)]
    return calls[0] if calls else None


def named(tree, name):
    """Whether a cell ends with a call of that name."""
    call = last_call(tree)
    return call is not None and isinstance(call.func, ast.Attribute) and call.func.attr == name


def first_argument(tree):
    return last_call(tree).args[0].value


def read(reply):
    """What a notebook shows of a reply, as lines."""
    page = reply._repr_mimebundle_()["text/html"]
    lines = re.sub(r"</(?:p|li|tr|div)>|<br>", "\n", page).split("\n")
    plain = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in lines)
    return wrapped(line for line in plain if line)


def of_lesson(stage, folder, cells):
    """The exercises of a lesson, from its cells."""
    found = {}
    for cell in cells:
        if named(cell.tree, "ask"):
            made = Exercise(stage, folder, cell)
            found[made.id] = made
        elif named(cell.tree, "beside"):
            list(found.values())[-1].beside = cell
        elif named(cell.tree, "check") and first_argument(cell.tree) in found:  # a chart has a check and no card
            found[first_argument(cell.tree)].check = cell
    return list(found.values())


def steps_between(controls, fields, before, after):
    """The steps in a card that lead from one answer to the next: [[address, words or True or False]]."""
    steps = []
    for field in fields:
        old, new = before.get(field["name"]), after[field["name"]]
        label = " ".join(field["label"].split())
        mine = [one["address"] for one in controls if one["group"] == label]
        options = dict(zip([value for value, _ in field.get("options", [])], mine))
        if field["kind"] == "choice":
            steps += [[options[new], True]] if new is not None and new != old else []
        elif field["kind"] == "many":
            steps += [[options[one], one in new] for one in options if (one in new) != (one in (old or []))]
        elif old != new:
            box = next(one["address"] for one in controls if one["address"].startswith(f"textbox “{label[:60]}"))
            steps.append([box, "" if new is None else str(new)])
    return steps


def card_bank(exercise, fields, right):
    """Each answer in the card as steps from the one before it."""
    exercise.show()
    controls = exercise.stage.controls()
    before, bank = {}, []
    for answer in answers.in_card(fields, right, exercise.check is not None):
        steps = steps_between(controls, fields, before, answer)
        bank += [steps] if steps or not bank else []
        before = answer
    return bank


def replies(exercise, card, code):
    """The record of an exercise. card: [steps]; code: [source]; both as they stand in the record or in a new bank."""
    exercise.show()
    start = exercise.stage.words()
    said = [{"do": steps, "says": exercise.press(steps)} for steps in card]
    exercise.show(kept=True)
    again = changes(start, exercise.stage.words())
    by_reply = {}
    for source in code:
        by_reply.setdefault(tuple(exercise.code(source)), []).append(source)
    told = [{"answers": sources, "says": list(lines)} for lines, sources in by_reply.items()]
    return {"card": wrapped(start), "in the card": said, "opened again": again, "in code": told}


def made(exercise):
    """A new record. Raises ValueError where the bank's right answer is not called right."""
    fields, right = exercise.fields()
    code = answers.in_code(fields, right) if exercise.check else []
    found = replies(exercise, card_bank(exercise, fields, right), code)
    if exercise.id in answers.RIGHT:
        # An exercise of the card alone has no answers in code.
        for place, said in [("card", found["in the card"][-1]), *(("code", one) for one in found["in code"][:1])]:
            if not said["says"][0].startswith("Right"):
                words = f"{exercise.id}: {right} is not called right in the {place}, but “{said['says'][0]}”"
                raise ValueError(f"{words} Mend RIGHT in records_answers.py.")
    return found


def shortened(old):
    """A record with one answer in code for each reply, which is enough for the usual tests."""
    return old | {"in code": [said | {"answers": said["answers"][:1]} for said in old["in code"]]}


def again(exercise, old):
    """The record made again, with the answers that stand in the old one."""
    code = [source for said in old["in code"] for source in said["answers"]]
    return replies(exercise, [said["do"] for said in old["in the card"]], code)
