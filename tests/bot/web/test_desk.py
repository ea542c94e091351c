"""The agent's desk, met over HTTP: calls, search, halls, the queue, the log."""

from __future__ import annotations

import csv
import io
import time

import pytest

from bot.records.audit import Audit
from tests.bot.web.browsing import PASSWORD
from tests.bot.web.conftest import Browser, Site


def call_of(desk: Browser) -> str:
    """A new call."""
    call: str = desk.post("/desk/calls", {}).json()["call"]
    return call


def ask(desk: Browser, call: str, text: str, sent: str = "") -> dict[str, object]:
    """The turn for a question in a call."""
    response = desk.post("/desk/messages", {"call": call, "sent": sent or f"sent-{time.monotonic_ns()}", "text": text})
    assert response.status_code == 200, response.text
    turn: dict[str, object] = response.json()
    return turn


def test_who_is_logged_in(site: Site) -> None:
    assert site.browser().get("/desk/me").json() == {}
    desk = site.desk("li")
    found = desk.get("/desk/me").json()
    assert (found["name"], found["role"], found["title"], found["csrf_token"]) == ("li", "trainer", "培训师", desk.csrf_token)


@pytest.mark.parametrize(("name", "password"), [("wang", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_login_that_fails_does_not_tell_why(site: Site, name: str, password: str) -> None:
    response = site.browser().post("/desk/login", {"name": name, "password": password})
    assert (response.status_code, response.json()["error"]) == (401, "账号或密码不对。")


def test_several_calls_are_apart(site: Site) -> None:
    desk = site.desk()
    one, other = call_of(desk), call_of(desk)
    ask(desk, one, "第一通的问题")
    ask(desk, other, "第二通的问题")
    calls = desk.get("/desk/calls").json()["calls"]
    assert [(call["call"], [turn["text"] for turn in call["turns"]]) for call in calls] == [
        (one, ["第一通的问题"]),
        (other, ["第二通的问题"]),
    ]
    assert {sender for sender, _ in site.agent.heard} == {one, other}


def test_a_call_is_of_its_agent_alone(site: Site) -> None:
    desk, other = site.desk("wang"), site.desk("li")
    call = call_of(desk)
    turn = ask(desk, call, "销户")
    body = {"call": call, "sent": "sent-00000001", "text": "过户"}
    assert other.post("/desk/messages", body).status_code == 404
    assert other.post("/desk/calls/close", body).status_code == 404
    assert other.post("/desk/ratings", {**body, "reply": turn["replies"][0]["id"], "good": True}).status_code == 404  # type: ignore[index]
    assert other.get("/desk/calls").json() == {"calls": []}
    assert desk.post("/desk/ratings", {**body, "reply": turn["replies"][0]["id"], "good": True}).status_code == 200  # type: ignore[index]


def test_a_customers_conversation_is_no_call(site: Site) -> None:
    customer = site.browser()
    customer.ask("你好")
    body = {"call": site.agent.heard[0][0], "sent": "sent-00000001", "text": "过户"}
    assert site.desk().post("/desk/messages", body).status_code == 404


def test_a_call_that_ended_is_gone_from_the_desk_and_stays_in_the_log(site: Site) -> None:
    desk = site.desk("root")
    call = call_of(desk)
    ask(desk, call, "销户")
    assert desk.post("/desk/calls/close", {"call": call}).status_code == 200
    assert desk.get("/desk/calls").json() == {"calls": []}
    assert desk.post("/desk/messages", {"call": call, "sent": "sent-00000001", "text": "过户"}).status_code == 404
    assert [row["id"] for row in desk.get("/desk/log").json()["conversations"]] == [call]


@pytest.mark.parametrize(
    ("typed", "title"),
    [("xh", "办理销户要经过哪些环节？"), ("4.1.4.2", "4.1.4.2 b)3) C级营业厅的服务人员"), ("銷戶", "办理销户要经过哪些环节？")],
)
def test_search(site: Site, typed: str, title: str) -> None:
    hits = site.desk().get(f"/desk/search?q={typed}").json()["hits"]
    assert title in [hit["title"] for hit in hits]
    assert all(hit["ask"] for hit in hits)


def test_a_hall_is_checked(site: Site) -> None:
    desk = site.desk("chen")
    assert desk.get("/desk/halls").json()["grades"] == ["A级营业厅", "B级营业厅", "C级营业厅", "D级营业厅"]
    required = desk.get("/desk/halls?grade=C级营业厅").json()["requirements"]
    staff = [[entry["category"], entry["place"], entry["item"]] for entry in required if entry["category"] == "服务人员"]
    assert [item for _, _, item in staff] == ["营业厅主管", "业务受理员", "收费员"]
    found = desk.post("/desk/halls", {"grade": "C级营业厅", "has": staff[:2], "reported": ["服务人员"]}).json()["judgements"]
    assert {entry["item"]: entry["verdict"] for entry in found} == {"营业厅主管": "met", "业务受理员": "met", "收费员": "missing"}
    assert found[0]["clauses"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"grade": "X", "has": [], "reported": []},
        {"grade": "C级营业厅", "has": "x", "reported": []},
        {"grade": "C级营业厅", "has": [["a", "b"]], "reported": []},
        {"grade": "C级营业厅", "has": [[1, 2, 3]], "reported": []},
        {"grade": "C级营业厅", "has": [], "reported": ["天气"]},
        {"grade": "C级营业厅", "has": [], "reported": [7]},
        {"grade": "C级营业厅", "has": [["a", "b", "c"]] * 501, "reported": []},
        {"grade": ["C级营业厅"], "has": [], "reported": []},
    ],
)
def test_a_form_that_is_wrong_is_told_so(site: Site, body: object) -> None:
    response = site.desk().post("/desk/halls", body)
    assert response.status_code == 400
    assert response.json()["error"]


def test_the_queue(site: Site) -> None:
    customer, desk = site.browser(), site.desk()
    customer.ask("飞船怎么开,我电话是13812345678")
    customer.ask("飞船怎么开,我电话是13912345678")
    (question,) = desk.get("/desk/unanswered").json()["questions"]
    assert (question["text"], question["count"], question["why"]) == ("飞船怎么开,我电话是***", 2, "not_understood")
    assert desk.post("/desk/unanswered", {"key": question["key"], "solved": True, "note": "加了别名"}).status_code == 200
    assert desk.get("/desk/unanswered").json()["questions"] == []
    (solved,) = desk.get("/desk/unanswered?solved=1").json()["questions"]
    assert (solved["solved_by"], solved["note"]) == ("wang", "加了别名")
    assert desk.post("/desk/unanswered", {"key": question["key"], "solved": False}).status_code == 200
    assert len(desk.get("/desk/unanswered").json()["questions"]) == 1
    assert desk.post("/desk/unanswered", {"key": "nothing", "solved": True}).status_code == 404


def test_the_log_is_filtered_read_exported_and_deleted(site: Site) -> None:
    customer, desk = site.browser(), site.desk("root")
    turn = customer.ask("飞船怎么开")
    customer.ask("销户")
    customer.post("/chat/ratings", {"reply": turn["replies"][0]["id"], "good": False, "reason": "答得不对"})
    ask(desk, call_of(desk), "过户")
    log = desk.get("/desk/log").json()
    assert (log["count"], [row["channel"] for row in log["conversations"]]) == (2, ["desk", "web"])
    for query in ("channel=web", "disliked=1", "text=飞船", "outcome=not_understood", f"channel=web&since={int(time.time()) - 60}"):
        assert [row["channel"] for row in desk.get(f"/desk/log?{query}").json()["conversations"]] == ["web"], query
    assert desk.get(f"/desk/log?since={int(time.time()) + 60}").json() == {"conversations": [], "count": 0}
    id_ = log["conversations"][1]["id"]
    turns = desk.get(f"/desk/log/turns?id={id_}").json()["turns"]
    assert [turn["text"] for turn in turns] == ["飞船怎么开", "销户"]
    assert turns[0]["ratings"] == [[0, False, "答得不对"]]
    response = desk.get("/desk/log/export?form=csv&channel=web")
    assert "attachment" in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["问题"], row["结果"], row["评价"]) for row in rows] == [
        ("飞船怎么开", "not_understood", "不满意（答得不对）"),
        ("销户", "answered", ""),
    ]
    assert [row["question"] for row in desk.get("/desk/log/export?form=json").json()] == ["飞船怎么开", "销户", "过户"]
    assert desk.post("/desk/log/delete", {"id": id_}).status_code == 200
    assert desk.post("/desk/log/delete", {"id": id_}).status_code == 404
    assert site.agent.tracker_store.forgotten == [id_], "also where Rasa keeps it"
    assert customer.history() == []
    assert customer.ask("又来了")["replies"], "the page goes on with a new conversation"


@pytest.mark.parametrize("query", ["since=x", "until=-1", "skip=1e9", "since=９", "skip=" + "9" * 30])
def test_a_filter_that_is_wrong_is_told_so(site: Site, query: str) -> None:
    assert site.desk("root").get(f"/desk/log?{query}").status_code == 400


def test_who_did_what_is_written_down(site: Site) -> None:
    customer, desk = site.browser(), site.desk("root")
    customer.ask("飞船怎么开")
    desk.get("/desk/log/export?form=json")
    key = desk.get("/desk/unanswered").json()["questions"][0]["key"]
    desk.post("/desk/unanswered", {"key": key, "solved": True})
    desk.post("/desk/log/delete", {"id": site.agent.heard[0][0]})
    desk.post("/desk/logout", {})
    found = site.desk("root").get("/desk/audit").json()
    assert found["broken_at"] == 0
    actions = [entry["action"] for entry in reversed(found["entries"])]
    assert actions == ["login", "export json", "question solved", "conversation deleted", "logout", "login"]
    assert Audit(site.database).broken_at() == 0
