"""How answers are marked: by the key, with a share of the points for what is partly right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import AdvisorError
from rules.quiz.bank import Bank, Wanted
from rules.quiz.marking import fills, points_of, response_of, right_answer
from rules.quiz.question import Question, QuestionKind


def question(kind: QuestionKind, key: tuple[int, ...] = (), options: int = 4, accepts: tuple[str, ...] = ()) -> Question:
    """A question of a kind."""
    left = tuple(f"左{place}" for place in range(len(key))) if kind == "match" else ()
    choices = tuple(f"选项{place}" for place in range(options)) if kind != "fill" else ()
    return Question("id", "topic", kind, "题目", choices, left, key, accepts, (), None, ("4.1",), {"4.1": "x"})


@pytest.mark.parametrize(
    ("kind", "key", "response", "points"),
    [
        ("single", (2,), (2,), 1),
        ("single", (2,), (1,), 0),
        ("truth", (0,), (0,), 1),
        ("reply", (3,), (0,), 0),
        ("multiple", (0, 1), (1, 0), 1),
        ("multiple", (0, 1), (0,), 0.5),
        ("multiple", (0, 1), (0, 2), 0),
        ("multiple", (0, 1), (0, 1, 2), 0.5),
        ("multiple", (0, 1), (0, 1, 2, 3), 0),
        ("multiple", (0, 1, 2), (0, 1), 2 / 3),
        ("fault", (1,), (1, 2), 0),
        ("order", (0, 1, 2, 3), (0, 1, 2, 3), 1),
        ("order", (2, 0, 1, 3), (2, 0, 1, 3), 1),
        ("order", (0, 1, 2, 3), (1, 0, 2, 3), 2 / 3),
        ("order", (0, 1, 2, 3), (3, 2, 1, 0), 0),
        ("order", (0, 1, 2, 3), (0, 3, 2, 1), 0),
        ("match", (1, 0, 2), (1, 0, 2), 1),
        ("match", (1, 0, 2), (1, 1, 1), 1 / 3),
    ],
)
def test_points(kind: QuestionKind, key: tuple[int, ...], response: tuple[int, ...], points: float) -> None:
    options = len(key) if kind in ("order", "match") else 4
    assert points_of(question(kind, key, options), response) == pytest.approx(points)


@pytest.mark.parametrize(
    ("accepts", "text"),
    [
        (("5",), "5"),
        (("5",), " ５ "),
        (("5",), "五"),
        (("5",), "5级"),
        (("12",), "十二步"),
        (("3",), "三个"),
        (("移动POS机", "POS机"), "pos机"),
        (("移动POS机", "POS机"), "移动ＰＯＳ机"),
        (("网站留言", "网上留言"), "網上留言"),
        (("国家电网品牌推广应用手册",), "《国家电网品牌推广应用手册》"),
        (("装（换）表接电",), "装换表接电"),
        (("*",), "*"),
    ],
)
def test_what_fills_a_gap(accepts: tuple[str, ...], text: str) -> None:
    assert fills(question("fill", accepts=accepts), text)


@pytest.mark.parametrize(
    ("accepts", "text"),
    [
        (("5",), "6"), (("5",), "15"), (("5",), "五十"), (("5",), "4到5级吧"), (("5",), ""), (("5",), "百"), (("网站留言",), "留言"),
        (("网站留言",), "不是网站留言"), (("*",), "#"), (("*",), "。"),
    ],
)  # fmt: skip
def test_what_does_not(accepts: tuple[str, ...], text: str) -> None:
    assert not fills(question("fill", accepts=accepts), text)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("single", [0, 1]), ("single", []), ("single", [4]), ("single", [-1]), ("single", "0"), ("single", [True]), ("single", None),
        ("single", [0.0]), ("multiple", []), ("multiple", [1, 1]), ("multiple", {"0": 1}), ("order", [0, 1, 2]), ("order", [0, 1, 2, 2]),
        ("match", [0]), ("match", [0, 9]), ("fill", 5), ("fill", ["五"]), ("fill", "长" * 61),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_so(kind: QuestionKind, given: object) -> None:
    key = {"order": (0, 1, 2, 3), "match": (0, 1)}.get(kind, (0,))
    with pytest.raises(AdvisorError, match=r"。$"):
        response_of(question(kind, key), given)


def test_the_right_answer_gets_all_points_and_is_told(bank: Bank) -> None:
    for made in bank.draw(Wanted(300), "marking"):
        response = made.accepts[0] if made.kind == "fill" else made.key
        assert points_of(made, response_of(made, response)) == 1, made
        assert right_answer(made)


@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_points_are_from_nothing_to_one(bank: Bank, chance: object, seed: int) -> None:
    """Whatever is answered; all points are for the key alone."""
    (made,) = bank.draw(Wanted(1), str(seed))
    if made.kind == "fill":
        return
    places = list(range(len(made.options)))
    chance.shuffle(places)  # type: ignore[attr-defined]
    number = {"order": len(places), "match": len(made.left), "multiple": 2, "fault": 2}.get(made.kind, 1)
    response = tuple(places[:number]) if made.kind != "match" else tuple(places[row % len(places)] for row in range(number))
    points = points_of(made, response_of(made, response))
    assert 0 <= points <= 1
    same = response == made.key if made.kind in ("order", "match") else set(response) == set(made.key)
    assert (points == 1) == same


def test_a_mark_is_explained(bank: Bank) -> None:
    for made in bank.draw(Wanted(300), "explained"):
        found = bank.explain(made)
        assert found.right == right_answer(made)
        assert [citation.clause for citation in found.citations] == list(made.clauses)
        true = [claim for claim in made.claims if not claim.negated and not claim.field and bank.ground.holds(claim)]
        assert bool(found.derivation) == (bool(made.hall) or bool(true))


def test_what_a_hall_lacks_is_derived(bank: Bank) -> None:
    (made,) = bank.draw(Wanted(1, kinds=("fault",)), "x")
    link = bank.explain(made).derivation[0]
    assert "缺" in link.says
    assert link.premises
