"""Stories: steps that a chance walk would hardly find, because what is typed must fit. By the call of the explorer."""

TEXT = """A Harbour for Two

The port wants money now and it says so at every meeting. Nobody answers the old port at all.

The Town

The town council fears the noise of the ships. It would rather wait for another year."""

NEW = "in “A new case”"
WHO = "in “Who has a stake: one row”"
WHAT = "in “What is in dispute: one row”"

# Each step: how the address of a control begins, and what to choose or type; None: click it.
MAKER = [
    (f"button “See its parts” {NEW}", None),
    (f"textbox “The text (needed)” {NEW}", TEXT),
    (f"textbox “A short name for the case (needed)” {NEW}", "Quay 1"),
    (f"button “See its parts” {NEW}", None),
    (f"textbox “A short name for the case (needed)” {NEW}", "quay"),
    (f"button “See its parts” {NEW}", None),
    ("combobox “s1: The Town. What is it?”", "leave out"),
    (f"textbox “Author” {NEW}", "A reader"),
    (f"button “Make the case” {NEW}", None),
    (f"button “Make the case” {NEW}", None),
    (f"textbox “Short name (needed)” {WHO}", "Port"),
    (f"button “Save this row” {WHO}", None),
    (f"textbox “Full name (needed)” {WHO}", "The old port"),
    (f"textbox “Names that count as a mention (needed)” {WHO}", "port, old port"),
    (f"combobox “Party or audience (needed)” {WHO}", "party"),
    (f"combobox “Power to stop or carry a deal” {WHO}", "1"),
    (f"textbox “Quotation for power” {WHO}", "it says so at every meeting"),
    (f"combobox “Interest in the outcome” {WHO}", "0"),
    (f"textbox “Quotation for it” {WHO}", "Nobody answers the young port at all"),
    (f"button “Save this row” {WHO}", None),
    (f"combobox “Was it at the table, as the text says?” {WHO}", "no"),
    (f"combobox “Interest in the outcome” {WHO}", ""),
    (f"textbox “Quotation for it” {WHO}", "Nobody answers the old port at all"),
    (f"button “Save this row” {WHO}", None),
    (f"textbox “Short name (needed)” {WHO}", "Council"),
    (f"textbox “Full name (needed)” {WHO}", "The town council"),
    (f"textbox “Names that count as a mention (needed)” {WHO}", "council"),
    (f"combobox “Party or audience (needed)” {WHO}", "audience"),
    (f"button “Save this row” {WHO}", None),
    ("button “Change Port”", None),
    (f"button “Empty the form” {WHO}", None),
    ("button “Remove Council”", None),
    ("summary “What is in dispute", None),
    (f"textbox “Short name (needed)” {WHAT}", "Pace"),
    (f"textbox “The question (needed)” {WHAT}", "How soon?"),
    (f"textbox “Left pole, in words (needed)” {WHAT}", "wait"),
    (f"textbox “Right pole, in words (needed)” {WHAT}", "begin now"),
    (f"textbox “Left pole in two or three words (needed)” {WHAT}", "wait"),
    (f"textbox “Right pole in two or three words (needed)” {WHAT}", "now"),
    (f"combobox “Could a deal contain it as a term? (needed)” {WHAT}", "true"),
    (f"textbox “Quotation for it (needed)” {WHAT}", "It would rather wait for another year"),
    (f"button “Save this row” {WHAT}", None),
]
CODER = [
    ("radio “−1, left pole", None),
    ("radio “said outright", None),
    ("radio “3, a main aim", None),
    ("option “", None),
    ("button “Use this sentence as quotation", None),
    ("textbox “Note”", "The sentence names this stakeholder, and what it wants."),
    ("textbox “Quotation”", "no words of this text"),
    ("button “Take the nearest sentence", None),
    ("textbox “Quotation”", "the"),
    ("button “Use this sentence as quotation", None),
    ("button “Replace it", None),
    ("radio “0, both poles", None),
    ("button “Next cell not looked at", None),
    ("radio “blank, the text gives no basis", None),
    ("textbox “Note”", "I looked in p02 and p03, and nobody speaks of it there."),
    ("checkbox “Compare with the reference coding", None),
    ("button “Make an empty form for a spreadsheet", None),
    ("button “Empty this cell", None),
]
STORIES = {"case_maker": MAKER, "code_cells": CODER, "coder": CODER}


def story_of(call):
    """The story of an explorer, by the name of its call; [] where it has none."""
    return STORIES.get(call.split("(")[0].split(".")[-1], [])
