"""Names for the holes of a question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.language.filling import fillings
from rules.question.templates import Hole

PLACE, PLACE2, PLACES, THINGS = Hole("place"), Hole("place", 2), Hole("place", many=True), Hole("thing", many=True)


def test_one_name_for_one_hole() -> None:
    (only,) = fillings((PLACE,), {"place": ("A",)})
    assert (only.names, only.unused, only.open) == ({PLACE: ("A",)}, (), ())


def test_a_hole_without_a_name_stays_open_and_as_it_is() -> None:
    (only,) = fillings((PLACE, THINGS), {"thing": ("x",)})
    assert only.names == {PLACE: ("<place>",), THINGS: ("x",)}
    assert only.open == (PLACE,)


def test_several_names_for_a_hole_that_takes_one() -> None:
    found = list(fillings((PLACE,), {"place": ("A", "B")}))
    assert [(one.names[PLACE], one.unused) for one in found] == [(("A",), ("B",)), (("B",), ("A",))]


def test_a_hole_for_several_takes_all() -> None:
    (only,) = fillings((PLACES,), {"place": ("A", "B", "C")})
    assert only.names[PLACES] == ("A", "B", "C")


def test_two_holes_are_filled_in_the_order_of_the_text() -> None:
    (only,) = fillings((PLACE, PLACE2), {"place": ("A", "B")})
    assert only.names == {PLACE: ("A",), PLACE2: ("B",)}


def test_names_are_parted_between_holes_for_several() -> None:
    second = Hole("thing", 2, many=True)
    found = [(one.names[THINGS], one.names[second]) for one in fillings((THINGS, second), {"thing": ("x", "y", "z")})]
    assert found == [(("x",), ("y", "z")), (("x", "y"), ("z",))]


def test_names_of_roles_without_a_hole_are_unused() -> None:
    (only,) = fillings((PLACE,), {"place": ("A",), "step": ("s", "t")})
    assert only.unused == ("s", "t")


def test_no_holes_no_names() -> None:
    (only,) = fillings((), {})
    assert (only.names, only.unused, only.open) == ({}, (), ())


HOLES = st.lists(
    st.builds(Hole, st.sampled_from(["place", "thing"]), st.integers(1, 3), st.booleans()),
    max_size=4,
    unique_by=lambda h: (h.role, h.number),
)
NAMES = st.dictionaries(st.sampled_from(["place", "thing", "step"]), st.lists(st.sampled_from("ABCDE"), max_size=4, unique=True).map(tuple))


@given(HOLES, NAMES)
def test_every_name_is_used_once_or_unused(holes: list[Hole], named: dict[str, tuple[str, ...]]) -> None:
    holes = sorted(holes, key=lambda hole: (hole.role, hole.number))
    for one in fillings(holes, named):
        used = [(hole.role, name) for hole, names in one.names.items() if hole not in one.open for name in names]
        assert set(one.names) == set(holes)
        assert len(used) == len(set(used))
        assert all(name in named[role] for role, name in used)
        assert len(used) + len(one.unused) == sum(map(len, named.values()))
