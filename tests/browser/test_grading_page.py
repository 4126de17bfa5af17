"""The grading page by keyboard alone; the pages handed back, offline, accessible and fit to print."""

from threading import Thread

import pytest
from lab import axe
from playwright.sync_api import expect

from kit.cli import main
from kit.exercise import load_exercise
from kit.grading.marking import load_marking
from kit.grading.overrides import Decision, load_overrides
from kit.grading.review import Review
from kit.grading.submissions import collect
from kit.report.review import ReviewServer
from tests.grading.copies import FILE, data, sample, write

WRITTEN = "who-is-missing"


@pytest.fixture
def place(tmp_path):
    for student, name in {"ann": "good.fr", "bob": "wrong.fr", "cy": "good.fr", "di": "hostile.fr"}.items():
        write(tmp_path / "in" / student, {FILE: data(sample(name) | {"student": student.title()})})
    return tmp_path / "in"


@pytest.fixture
def server(place):
    review = Review(place, collect(place), load_marking(load_exercise("02-sources"), None, {}),
                    place.parent / "overrides.csv")
    with ReviewServer(review) as made:
        thread = Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def sheet(browser):
    """A page that asks nothing of the network and throws no error."""
    page = browser.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []
    assert all(url.startswith(("http://127.0.0.1:", "file:", "data:")) for url in asked)


def test_written_answers_are_graded_by_keyboard_and_saved_at_once(server, sheet, place):
    sheet.goto(server.address)
    state = sheet.locator("#state")
    expect(sheet.locator("#who")).to_have_text("Élève 1")
    expect(sheet.locator("#text")).to_contain_text("On n’entend ni l’entreprise")
    sheet.keyboard.press("Digit4")
    expect(state).to_contain_text("Enregistré")
    sheet.keyboard.press("c")
    sheet.keyboard.type("Bien vu : n 3 p")
    sheet.keyboard.press("Escape")
    expect(state).to_contain_text("Enregistré")
    sheet.keyboard.press("n")
    expect(sheet.locator("#who")).to_have_text("Élève 2")
    expect(sheet.locator("#text")).to_have_text("Les passants.")
    sheet.keyboard.press("Digit1")
    expect(state).to_contain_text("Enregistré")
    assert load_overrides(place.parent / "overrides.csv") == {
        ("ann", WRITTEN, WRITTEN): Decision(1.0, "Bien vu : n 3 p"), ("bob", WRITTEN, WRITTEN): Decision(0.25, "")}


def test_an_open_alternative_is_shown_with_its_place_and_the_key(server, sheet, place):
    sheet.goto(server.address)
    sheet.locator("#questions").select_option(index=1)
    expect(sheet.locator("#context")).to_contain_text("croit-on")
    expect(sheet.locator("#given")).to_have_text("« Source » sans description")
    sheet.locator("#questions").evaluate("node => node.blur()")
    sheet.keyboard.press("Digit4")
    expect(sheet.locator("#state")).to_contain_text("Enregistré")
    assert load_overrides(place.parent / "overrides.csv")[("bob", "sources", "M7")].credit == 1


def test_names_are_hidden_until_asked_for(server, sheet):
    sheet.goto(server.address)
    assert "Ann" not in sheet.inner_text("main")
    sheet.get_by_label("masquer les noms").uncheck()
    expect(sheet.locator("#who")).to_have_text("Ann")


def test_a_decision_that_cannot_be_written_says_so_and_is_not_called_saved(server, sheet, place):
    sheet.goto(server.address)
    (place.parent / "overrides.csv.part").mkdir()  # the folder is in the way of the file
    sheet.keyboard.press("Digit3")
    expect(sheet.locator("#state")).to_contain_text("Pas enregistré")
    expect(sheet.locator("#state")).to_have_class("wrong")


def test_finishing_ends_the_server(server, sheet):
    sheet.goto(server.address)
    sheet.keyboard.press("Digit2")
    sheet.get_by_role("button", name="Terminer").click()
    expect(sheet.locator("main")).to_contain_text("Les notes s’écrivent")


def test_nobody_else_reaches_the_page(server, sheet):
    root = server.address.rsplit("/", 2)[0]
    for path, headers in (("/", {}), ("/decide", {}), ("/guess/", {})):
        assert sheet.request.get(root + path, headers=headers).status == 404
    assert sheet.request.get(server.address, headers={"Host": "evil.example"}).status == 404
    for headers in ({"Content-Type": "text/plain"}, {"Content-Type": "application/json", "Origin": "http://evil"}):
        assert sheet.request.post(server.address + "decide", headers=headers, data="{}").status == 404
    here = {"Content-Type": "application/json"}
    for body in ("{}", "[]", "x", '{"student":"ann","part":"x","item":"y","credit":1,"comment":""}',
                 '{"student":"ann","part":"who-is-missing","item":"who-is-missing","credit":9,"comment":""}'):
        assert sheet.request.post(server.address + "decide", headers=here, data=body).status == 400


def test_what_a_student_wrote_is_text_on_the_page(server, sheet):
    sheet.goto(server.address)
    sheet.keyboard.press("p")
    for _ in range(3):
        sheet.keyboard.press("n")
    expect(sheet.locator("#text")).to_contain_text("<script>")
    assert sheet.locator("main script, main img").count() == 0


def test_the_page_is_accessible(server, sheet):
    sheet.goto(server.address)
    expect(sheet.get_by_role("group", name="Niveau")).to_be_visible()
    assert axe(sheet.locator("html")) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_handed_back_are_whole_accessible_and_print(sheet, place, theme):
    out = place.parent / "out"
    assert main(["grade", str(place), "--exercise", "02-sources", "--out", str(out)]) == 0
    sheet.emulate_media(color_scheme=theme)
    for page in (out / "class.html", out / "feedback" / "bob.html", out / "feedback" / "di.html"):
        sheet.goto(page.as_uri())
        assert axe(sheet.locator("html")) == []
        assert sheet.pdf()[:5] == b"%PDF-"
        sheet.set_viewport_size({"width": 360, "height": 740})
        assert sheet.evaluate("document.documentElement.scrollWidth") <= 360
        sheet.set_viewport_size({"width": 1280, "height": 1000})
