"""Tests and practice over HTTP: who may do what, what goes out, what is kept."""

from __future__ import annotations

import io
import sqlite3
from typing import Any

import openpyxl
import pytest

from tests.bot.web.conftest import Browser, Site

TRAINERS_GET = ["/train/quizzes", "/train/report", "/train/report/export", "/train/report/chart?name=map"]
TRAINERS_POST = ["/train/quizzes", "/train/quizzes/close"]
STAFF_GET = ["/train/home", "/train/attempt"]
STAFF_POST = ["/train/practice", "/train/begin", "/train/answers", "/train/finish", "/train/logout"]
TEST = {"title": "月考", "number": 5, "minutes": 30, "pass_mark": 80, "days": 7, "clauses": [], "kinds": ["single"], "people": []}


def staff(site: Site, name: str) -> Browser:
    """A browser in which somebody has logged in at the training."""
    browser = site.browser()
    response = browser.post("/train/login", {"name": name, "password": "long-enough-9"})
    browser.csrf_token = response.json()["csrf_token"]
    return browser


def made(site: Site, **more: Any) -> str:
    """A test made by the trainer."""
    response = staff(site, "li").post("/train/quizzes", {**TEST, **more})
    assert response.status_code == 200, response.text
    return str(response.json()["id"])


def take(browser: Browser, quiz: str, choose: int = 0) -> dict[str, Any]:
    """Take a test, with the same choice everywhere."""
    attempt = browser.post("/train/begin", {"quiz": quiz}).json()
    for question in attempt["questions"]:
        answered = browser.post("/train/answers", {"attempt": attempt["id"], "position": question["position"], "response": [choose]})
        assert answered.status_code == 200
        attempt = answered.json()
    return attempt  # type: ignore[no-any-return]


# ---- who may do what


@pytest.mark.parametrize("path", [*STAFF_GET, *TRAINERS_GET])
def test_who_is_not_logged_in_sees_nothing(site: Site, path: str) -> None:
    assert site.browser().get(path).status_code == 401


@pytest.mark.parametrize("path", [*STAFF_POST, *TRAINERS_POST])
def test_who_is_not_logged_in_changes_nothing(site: Site, path: str) -> None:
    assert site.browser().post(path, {}).status_code == 401


@pytest.mark.parametrize("path", TRAINERS_GET)
@pytest.mark.parametrize("name", ["wang", "chen"])
def test_reports_are_for_trainers(site: Site, path: str, name: str) -> None:
    assert staff(site, name).get(path).status_code == 403


@pytest.mark.parametrize("path", TRAINERS_POST)
def test_tests_are_made_by_trainers(site: Site, path: str) -> None:
    assert staff(site, "wang").post(path, TEST).status_code == 403


@pytest.mark.parametrize("path", [*STAFF_POST, *TRAINERS_POST])
def test_every_change_needs_the_csrf_token(site: Site, path: str) -> None:
    browser = staff(site, "li")
    browser.csrf_token = "guessed"
    assert browser.post(path, TEST).status_code == 403


def test_one_session_is_for_the_desk_and_the_training(site: Site) -> None:
    browser = staff(site, "wang")
    assert browser.get("/desk/me").json()["name"] == "wang"
    browser.post("/desk/logout", {})
    assert browser.get("/train/home").status_code == 401


def test_nobody_sees_or_answers_the_attempt_of_another(site: Site) -> None:
    quiz = made(site)
    attempt = staff(site, "wang").post("/train/begin", {"quiz": quiz}).json()["id"]
    other = staff(site, "chen")
    assert other.get(f"/train/attempt?id={attempt}").status_code == 404
    assert other.post("/train/answers", {"attempt": attempt, "position": 0, "response": [0]}).status_code == 409
    assert other.post("/train/finish", {"attempt": attempt}).status_code == 404
    assert staff(site, "li").get(f"/train/attempt?id={attempt}").status_code == 404, "not the trainer either: reports are theirs"


# ---- taking a test


def test_a_test_from_beginning_to_end(site: Site) -> None:
    quiz = made(site)
    browser = staff(site, "wang")
    home = browser.get("/train/home").json()
    assert [(test["id"], test["number"], test["attempt"]) for test in home["tests"]] == [(quiz, 5, None)]
    attempt = take(browser, quiz)
    assert attempt["finished"]
    assert all("mark" in question for question in attempt["questions"])
    home = browser.get("/train/home").json()
    assert home["tests"] == []
    assert [(each["title"], each["answered"]) for each in home["attempts"]] == [("月考", 5)]


def test_the_key_does_not_go_out_before_the_answer(site: Site) -> None:
    quiz = made(site, number=20, kinds=[])
    response = staff(site, "wang").post("/train/begin", {"quiz": quiz})
    assert all(f'"{name}"' not in response.text for name in ("key", "accepts", "right", "mark", "claims", "basis", "derivation", "reason"))


def test_a_double_click_counts_once(site: Site) -> None:
    quiz = made(site)
    browser = staff(site, "wang")
    attempt = browser.post("/train/begin", {"quiz": quiz}).json()["id"]
    sent = [browser.post("/train/answers", {"attempt": attempt, "position": 0, "response": [choice]}) for choice in (1, 2, 1)]
    assert [response.status_code for response in sent] == [200] * 3
    assert [response.json()["questions"][0]["response"] for response in sent] == [[1]] * 3


def test_two_tabs_are_in_the_same_attempt(site: Site) -> None:
    quiz = made(site)
    first, second = staff(site, "wang"), staff(site, "wang")
    attempts = [browser.post("/train/begin", {"quiz": quiz}).json() for browser in (first, second)]
    assert attempts[0]["id"] == attempts[1]["id"]
    assert attempts[0]["questions"] == attempts[1]["questions"]
    first.post("/train/answers", {"attempt": attempts[0]["id"], "position": 0, "response": [0]})
    assert second.get(f"/train/attempt?id={attempts[0]['id']}").json()["questions"][0]["response"] == [0]


@pytest.mark.parametrize(
    "body",
    [
        {}, {"attempt": 5, "position": 0, "response": [0]}, {"position": "0", "response": [0]}, {"position": True, "response": [0]},
        {"position": -1, "response": [0]}, {"position": 0, "response": [99]}, {"position": 0, "response": "x"}, {"position": 0},
        {"position": 0, "response": [[0]]}, {"position": 10**6, "response": [0]},
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_so_and_not_kept(site: Site, body: dict[str, Any]) -> None:
    browser = staff(site, "wang")
    attempt = browser.post("/train/practice", {"number": 1, "kinds": ["single"]}).json()["id"]
    response = browser.post("/train/answers", {"attempt": attempt, **body})
    assert response.status_code in (400, 409)
    assert response.json()["error"].endswith("。")
    assert browser.get(f"/train/attempt?id={attempt}").json()["questions"][0]["response"] is None


# ---- making tests and reading reports


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""}, {"title": 5}, {"number": 0}, {"number": 1000}, {"number": "5"}, {"minutes": -1}, {"pass_mark": 0},
        {"pass_mark": 101},
        {"days": 1e9}, {"people": "all"}, {"people": [5]}, {"clauses": ["5.8"]}, {"kinds": {}},
    ],
)  # fmt: skip
def test_a_test_that_cannot_be_made_is_told_so(site: Site, change: dict[str, Any]) -> None:
    response = staff(site, "li").post("/train/quizzes", {**TEST, **change})
    assert response.status_code == 400
    assert response.json()["error"].endswith("。")


def test_a_test_for_some_is_seen_by_them_alone(site: Site) -> None:
    made(site, people=["chen"])
    assert staff(site, "wang").get("/train/home").json()["tests"] == []
    assert len(staff(site, "chen").get("/train/home").json()["tests"]) == 1


def test_a_test_that_was_stopped_is_not_begun(site: Site) -> None:
    quiz = made(site)
    assert staff(site, "li").post("/train/quizzes/close", {"quiz": quiz}).status_code == 200
    response = staff(site, "wang").post("/train/begin", {"quiz": quiz})
    assert (response.status_code, response.json()["error"]) == (400, "这个测验已经停止作答。")


def test_the_report(site: Site) -> None:
    quiz = made(site)
    for choose, name in enumerate(("wang", "chen")):
        take(staff(site, name), quiz, choose)
    trainer = staff(site, "li")
    (listed,) = trainer.get("/train/quizzes").json()["quizzes"]
    assert (listed["begun"], listed["finished"]) == (2, 2)
    report = trainer.get(f"/train/report?quiz={quiz}").json()
    assert report["answers"] == 10
    assert [share["name"] for share in report["people"]] == ["chen", "wang"]
    assert len(report["items"]) == 5
    assert trainer.get("/train/report?quiz=none").json()["answers"] == 0


def test_the_exports(site: Site) -> None:
    quiz = made(site)
    take(staff(site, "wang"), quiz)
    trainer = staff(site, "li")
    text = trainer.get(f"/train/report/export?quiz={quiz}&form=csv").content.decode("utf-8-sig")
    assert text.splitlines()[0] == "姓名,班组,时间,章,条款,题型,题目,得分,所选"
    assert len(text.splitlines()) == 6
    book = openpyxl.load_workbook(io.BytesIO(trainer.get(f"/train/report/export?quiz={quiz}&form=xlsx").content))
    assert book.sheetnames == ["人员", "班组", "章", "条款", "题型", "按周", "人员×章", "题目", "逐题"]
    assert book["人员"]["A2"].value == "wang"


def test_no_export_is_taken_for_a_formula(site: Site) -> None:
    quiz = made(site, kinds=["fill"])
    browser = staff(site, "wang")
    attempt = browser.post("/train/begin", {"quiz": quiz}).json()
    for question in attempt["questions"]:
        browser.post("/train/answers", {"attempt": attempt["id"], "position": question["position"], "response": "=1+1"})
    trainer = staff(site, "li")
    text = trainer.get(f"/train/report/export?quiz={quiz}&form=csv").content.decode("utf-8-sig")
    assert text.count("'=1+1") == 5
    book = openpyxl.load_workbook(io.BytesIO(trainer.get(f"/train/report/export?quiz={quiz}&form=xlsx").content))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("name", ["map", "weeks", "clauses"])
def test_the_charts_keep_their_text(site: Site, name: str) -> None:
    quiz = made(site)
    take(staff(site, "wang"), quiz)
    response = staff(site, "li").get(f"/train/report/chart?quiz={quiz}&name={name}")
    assert response.headers["content-type"] == "image/svg+xml"
    assert "得分率" in response.text or "条款" in response.text
    assert "script-src" not in response.headers["content-security-policy"]
    assert "<script" not in response.text


@pytest.mark.parametrize("name", ["map", "weeks", "clauses"])
def test_a_chart_of_nothing_is_one_too(site: Site, name: str) -> None:
    assert "<svg" in staff(site, "li").get(f"/train/report/chart?quiz=none&name={name}").text


def test_a_chart_that_there_is_not(site: Site) -> None:
    assert staff(site, "li").get("/train/report/chart?name=../x").status_code == 404


def test_what_trainers_do_is_written_down(site: Site) -> None:
    quiz = made(site)
    trainer = staff(site, "li")
    trainer.get(f"/train/report/export?quiz={quiz}&form=csv")
    trainer.post("/train/quizzes/close", {"quiz": quiz})
    done = [entry["action"] for entry in staff(site, "root").get("/desk/audit").json()["entries"]]
    assert {"test made", "report exported as csv", "test closed"} <= set(done)


def test_answers_cannot_be_changed_in_the_file(site: Site) -> None:
    quiz = made(site)
    take(staff(site, "wang"), quiz)
    with pytest.raises(sqlite3.IntegrityError):
        site.database.execute("update asked set points = 1, response = '[0]'")
