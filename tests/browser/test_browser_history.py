"""The explorers of lesson 09 in a real JupyterLab: by mouse and by keyboard, and the picks that are kept."""

import json

import lab
from case_copy import ROOT, rows
from playwright.sync_api import expect

BOOK = [
    "# Explorers under test",
    """from standpoint import load
from standpoint.lessons.history.explorer import other_side, summit_list
case = load("anchorage")
summit_list(case)""",
    "sides = other_side(case)\nsides",
    "print(sides.picks)",
    "# The end",
]
LIST, PICKS = (f".jp-Notebook .standpoint-{kind}" for kind in ("summits", "picks"))
MEETINGS = rows(ROOT / "data" / "history" / "summits.csv")


def test_the_count_moves_because_the_reader_chose(page):
    explorer = page.locator(LIST)
    count, change = explorer.locator(".count"), explorer.locator(".change")
    assert "16 meetings on your list. Texts signed: 11." in count.inner_text()
    assert "Affected party outside: 5 of 11; inside: 5 of 11; 1 with one party inside" in count.inner_text()
    explorer.get_by_label("On your list: Munich Agreement").uncheck()
    assert "outside: 4 of 10" in count.inner_text()
    assert "From “5 of 11” outside to “4 of 10”. The count moved because you chose" in change.inner_text()
    explorer.get_by_label("On your list: Vienna summit").uncheck()
    assert "The count of signed texts stays as it was." in change.inner_text()
    explorer.get_by_role("button", name="A list that says “always outside”").click()
    assert "5 meetings on your list. Texts signed: 5. Affected party outside: 5 of 5" in count.inner_text()
    explorer.get_by_role("button", name="A list that says “never outside”").click()
    assert "outside: 0 of 5" in count.inner_text()
    explorer.get_by_role("button", name="All earlier meetings").click()
    assert "outside: 5 of 11" in count.inner_text() and "%" not in explorer.inner_text()


def test_filters_hide_rows_and_change_no_list(page):
    explorer = page.locator(LIST)
    shown = explorer.locator("tbody tr:not([hidden])")
    assert shown.count() == len(MEETINGS)
    explorer.get_by_label("Who met").select_option("envoys")
    assert shown.count() == sum(row["met"] == "envoys" for row in MEETINGS)
    explorer.get_by_label("From").fill("1990")
    assert shown.count() == sum(row["met"] == "envoys" and row["ends"] >= "1990" for row in MEETINGS)
    assert "outside: 5 of 11" in explorer.locator(".count").inner_text(), "a filter changes no list"
    explorer.get_by_role("button", name="Only what the filters show").click()
    late = [row for row in MEETINGS if row["met"] == "envoys" and row["ends"] >= "1990"]
    signed = [row for row in late if row["signed"] not in ("", "nobody")]
    outside = sum(row["affected_negotiated"] == "no" for row in signed)
    assert f"outside: {outside} of {len(signed)}" in explorer.locator(".count").inner_text() and signed
    before = shown.count()
    explorer.get_by_label("From").fill("long ago")
    assert explorer.get_by_text("This is no year").count() == 1 and shown.count() == before
    assert explorer.get_by_label("From").get_attribute("aria-invalid") == "true"
    explorer.get_by_label("From").fill("1920")
    explorer.get_by_label("Who met").select_option("any")
    explorer.get_by_role("button", name="All earlier meetings").click()
    assert shown.count() == len(MEETINGS)
    explorer.get_by_label("Affected party").select_option("inside")
    explorer.get_by_label("On your list: Oslo Accord").uncheck()
    explorer.get_by_role("button", name="Start again").click()
    expect(explorer.locator(".count")).to_contain_text("outside: 5 of 11; inside: 5 of 11")
    expect(explorer.get_by_role("status").last).to_contain_text("no filter is set")
    assert shown.count() == len(MEETINGS) and explorer.get_by_label("From").input_value() == MEETINGS[0]["begins"][:4]


def test_every_room_shows_who_was_in_it_and_its_source(page):
    explorer = page.locator(LIST)
    for row in MEETINGS:
        explorer.get_by_role("button", name=row["name"]).first.click()
        panel = explorer.locator(".panel")
        assert row["name"] in panel.inner_text() and row["outcome"] in panel.inner_text()
        assert all(name in panel.locator(".inside").inner_text() for name in row["negotiated"].split("|"))
        assert panel.locator("a").get_attribute("href") == row["source"]
        assert "undefined" not in panel.inner_text() and "NaN" not in panel.inner_text()
        outside = panel.locator(".outside").inner_text()
        if row["affected_negotiated"] == "no":
            assert all(f"{name} (affected)" in outside for name in row["affected"].split("|"))
        assert ("not called about" in outside) == (row["affected_negotiated"] == "not applicable")


def test_a_pick_and_its_reason_are_kept(page, folder):
    explorer = page.locator(PICKS)
    assert explorer.locator("section").count() == 4 and explorer.locator("option").count() == 4 * 17
    explorer.get_by_label("Europe would pick").select_option('"budapest"')
    expect(explorer.locator("section").nth(3)).to_contain_text("Affected party: inside; text signed.")
    expect(explorer.get_by_role("status")).to_contain_text("Still without a reason: Europe.")
    explorer.get_by_label("Why this case serves Europe").fill("a promise with a seat")
    explorer.get_by_label("Putin would pick").select_option('"yalta"')
    explorer.get_by_label("Why this case serves Putin").focus()
    page.keyboard.type("three at one table")
    page.keyboard.press("Tab")
    said = explorer.get_by_role("status")
    expect(said).to_contain_text("You picked for 2 of 4. Different cases: 2.")
    expect(said).to_contain_text("kept beside this notebook")
    kept = folder / "my-work" / "answers.json"
    wanted = {"meeting": "yalta", "why": "three at one table"}
    wanted = {"putin": wanted, "europe": {"meeting": "budapest", "why": "a promise with a seat"}}
    lab.until(page, lambda: json.loads(kept.read_text(encoding="utf-8"))["anchorage"]["09.picks"] == wanted)
