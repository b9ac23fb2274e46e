"""A bank of answers for each exercise: right, partly right, each wrong option, and what cannot be read.

The bank is made when records are made, and stands in them; a check gives the same answers again.
"""

# Right answers by what lessons ask of the two cases. Where one of them is not called right any more, because a table
# of the case was corrected, the command says so. What compares or keeps an answer has none: any answer will do.
RIGHT = {
    "01.1": "s3",
    "01.2": {"count": 32, "meaning": "unsaid"},
    "01.3": "trump",
    "02.1": {"c57": "value", "c58": "interpretation", "c59": "fact"},
    "02.2": {"left": ["warrant", "rebuttal"], "falls": "open"},
    "02.3": {"count": 4, "meaning": "text"},
    "02.4": {"verdict": "imprecise", "follows": "text"},
    "03.1": {"players": ["trump", "putin", "ukraine", "west"], "sentence": "cut"},
    "03.2": {"classes": ["dormant"], "rules_out": ["legitimacy", "urgency"]},
    "03.3": {"who": ["trump", "putin"], "count": 3},
    "03.4": {"through": ["trump"], "sentence": "ours"},
    "04.1": {"issues": ["seat", "pressure", "linkage"], "outer": "plain"},
    "04.2": {"direction": -1, "plainness": "hinted"},
    "04.change": "turned",
    "04.half": {"plainness": "hinted", "rule": "4"},
    "04.3": {"count": 1, "meaning": "unsaid"},
    "04.4": {"same": 0, "opposite": 4, "unknown": 4},
    "04.5": {"plain": 3, "apart": 1, "meaning": "open"},
    "05.1": {"same": 1, "opposite": 2, "no_lean": 1, "unknown": 4},
    "05.2": {"lower": 12.5, "upper": 62.5, "coverage": 50, "verdict": "not decided by this text"},
    "05.3": {"item": "stage", "rule": "bounds"},
    "05.4": 2,
    "05.5": "all",
    "06.1": {"who": "europe", "taken": 115},
    "06.2": {"number": "more", "rule": "alike"},
    "06.3": {"left": 30, "essay": 0},
    "06.4": {"pair": 55, "left": 0, "meaning": "no"},
    "07.1": {"conditional": 3, "reported": 2, "ever": "sunday"},
    "07.2": ["date", "source", "condition"],
    "07.3": {"half": 0.4, "original": 0.8, "best": 60},
    "07.4": "numbers",
    "08.1": {"reader": "D", "issue": "standing"},
    "08.2": {"split": 4, "counts": "filled"},
    "08.3": {"supported": 19, "moves": "list", "means": "choices"},
    "09.1": ["trianon"],
    "09.2": {"different": 3, "settles": "document"},
    "09.3": {"meetings": ["trianon", "munich", "pact1939"], "off": "camp_david", "says": "exists"},
    "09.4": {"first": ["seat", "met"], "second": ["text", "met"], "follows": "asks"},
    "10.1": ["society"],
    "10.2": ["load", "cost", "pace", "voice"],
    "10.3": {"blank": 6, "percent": 30, "sentence": "lists"},
    "10.4": ["lists", "same"],
}
TYPED = ("abc", "20 %", "20,5", "-1", "1e3", "")  # into the first number field of a card
WORDS = "Because the essay says so."
# Whole answers that no exercise can read, as code.
UNREADABLE = (
    "None", "''", "'abc'", "'20 %'", "'20,5'", "3.7", "-1", "True", "[]", "['abc']", "{}", "{'nosuch': 1}",
    "float('nan')", "float('inf')", "len", "pd.DataFrame({'a': [1, 2]})", "pd.Series([1, 2])",
    "pd.Series([], dtype=object)", "pd.NA",
)  # fmt: skip
UNREADABLE_PART = ("None", "'abc'", "'20 %'", "'20,5'", "[1, 2]", "pd.DataFrame({'a': [1, 2]})")


def right_answer(exercise_id, fields):
    """The answer in the bank that is right, as {field name: value}; some answer where none is right or wrong."""
    known = RIGHT.get(exercise_id)
    if known is not None:
        return known if isinstance(known, dict) else {fields[0]["name"]: known}
    return {field["name"]: some_value(field) for field in fields}


def some_value(field):
    kind = field["kind"]
    if kind == "number":
        return min(field.get("max", 2), 2)
    options = [value for value, _ in field.get("options", [])]
    return {"choice": options[:1], "many": [options[:1]], "text": [WORDS]}[kind][0]


def others(field, value):
    """Wrong or partly right values for one field, in its own kind."""
    options = [option for option, _ in field.get("options", [])]
    if field["kind"] == "choice":
        return [option for option in options if option != value]
    if field["kind"] == "many":
        rest = [option for option in options if option not in value]
        sets = [value[1:], *([*value, one] for one in rest[:3]), options, *([one] for one in options[:6])]
        return [one for n, one in enumerate(sets) if one and set(one) != set(value) and one not in sets[:n]]
    if field["kind"] == "number":
        near = [value + 1, value - 1, value + 0.5, field.get("min", 0), field.get("max", 99)]
        return [one for n, one in enumerate(near) if one != value and one not in near[:n]]
    return ["  ", "A few other words."]


def in_code(fields, right):
    """The answers of a reader who writes code, as sources: what stands in place of the last argument of the check."""
    single = len(fields) == 1
    whole = (lambda given: repr(next(iter(given.values())))) if single else repr
    bank = [whole(right)]
    for field in fields:
        name, parts_to_try = field["name"], UNREADABLE_PART if field is fields[0] else UNREADABLE_PART[:2]
        bank += [whole(right | {name: value}) for value in others(field, right[name])]
        labels = {option: label for option, label in field.get("options", [])}
        if field["kind"] == "choice":
            bank.append(whole(right | {name: labels[right[name]]}))
        if not single:
            parts = {key: repr(value) for key, value in right.items()}
            bank += [dict_source(parts | {name: source}) for source in parts_to_try]
            bank.append(dict_source({key: source for key, source in parts.items() if key != name}))
    bank += UNREADABLE if single else [f"pd.Series({right!r})", *UNREADABLE]
    return list(dict.fromkeys(bank))


def dict_source(parts):
    return "{" + ", ".join(f"{key!r}: {source}" for key, source in parts.items()) + "}"


def in_card(fields, right, judged):
    """The answers of a reader who fills in the card, one after the other: [{field name: value}].

    They begin with nothing and with some parts missing, for a choice that was made cannot be taken back.
    judged: whether a check in code goes through the wrong values as well; then the card gets a few of each.
    """
    bank = [{field["name"]: [] if field["kind"] == "many" else None for field in fields}]
    for field in fields:
        bank.append(bank[-1] | {field["name"]: right[field["name"]]})
    numbers = [field["name"] for field in fields if field["kind"] == "number"]
    for field in fields:
        values = others(field, right[field["name"]])
        typed = TYPED if field["name"] in numbers[:1] else TYPED[:1] if field["name"] in numbers else ()
        many = 2 if judged else 3
        bank += [right | {field["name"]: value} for value in [*values[:many], *typed]]
        if field["kind"] == "many":
            bank.append(right | {field["name"]: []})
    return [*bank, right]
