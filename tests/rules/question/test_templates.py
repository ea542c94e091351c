"""Questions with holes."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import Standard
from rules.question.forms import Decide, Difference, EntriesOf, Has, List, Named
from rules.question.serial import parsed, plain
from rules.question.templates import Hole, filled, generalised, hole_of, holes_in

PLACES = Hole("place", many=True)


@pytest.mark.parametrize("hole", [Hole("place"), Hole("place", 2), Hole("thing", 3, many=True), PLACES])
def test_a_hole_is_read_as_it_is_written(hole: Hole) -> None:
    assert hole_of(hole.text) == hole


@pytest.mark.parametrize("value", ["A级营业厅", "<>", "<place 22>", 3, ["<place>"], None])
def test_anything_else_is_no_hole(value: Any) -> None:
    assert hole_of(value) is None


def test_the_holes_of_a_form_are_found_once_each_in_their_order() -> None:
    form = {"form": "X", "a": "<thing 2>", "b": ["<place*>", {"form": "Y", "c": "<thing>"}], "d": "<thing>"}
    assert holes_in(form) == (PLACES, Hole("thing"), Hole("thing", 2))


def test_a_hole_for_several_repeats_its_part_of_a_list() -> None:
    form = {"form": "List", "of": [{"form": "EntriesOf", "subject": "<place*>", "aspect": "<category*>"}]}
    names = {PLACES: ("A级营业厅", "B级营业厅"), Hole("category", many=True): ("服务人员", "功能分区")}
    assert parsed(filled(form, names)) == List(
        tuple(EntriesOf(place, aspect) for aspect in ("服务人员", "功能分区") for place in ("A级营业厅", "B级营业厅"))
    ) or parsed(filled(form, names)) == List(
        tuple(EntriesOf(place, aspect) for place in ("A级营业厅", "B级营业厅") for aspect in ("服务人员", "功能分区"))
    )


def test_a_list_within_a_part_is_repeated_by_itself() -> None:
    form = {"form": "And", "of": [{"form": "X", "names": ["<place*>"], "entry": "<thing*>"}]}
    names = {PLACES: ("A", "B"), Hole("thing", many=True): ("c", "d")}
    assert filled(form, names) == {"form": "And", "of": [{"form": "X", "names": ["A", "B"], "entry": thing} for thing in ("c", "d")]}


def test_a_hole_that_is_left_open_stays() -> None:
    form = plain(Decide(Named(("<place*>",)), Has("引导员")))
    assert filled(form, {PLACES: (PLACES.text,)}) == form


def test_a_question_is_made_general_in_a_role(standard: Standard) -> None:
    form = plain(Decide(Named(("C级营业厅",)), Has("引导员")))
    assert holes_in(generalised(form, ("place",), standard)) == (PLACES,)
    assert holes_in(generalised(form, ("thing",), standard)) == (Hole("thing"),)
    assert generalised(form, ("service",), standard) == form


def test_parts_that_become_the_same_are_one(standard: Standard) -> None:
    form = plain(List((EntriesOf("A级营业厅", "服务人员"), EntriesOf("B级营业厅", "服务人员"))))
    again = filled(generalised(form, ("place",), standard), {PLACES: ("D级营业厅",)})
    assert parsed(again) == List((EntriesOf("D级营业厅", "服务人员"),))


def test_a_name_outside_lists_stays_one(standard: Standard) -> None:
    form = plain(List((Difference(EntriesOf("D级营业厅", "服务人员"), EntriesOf("C级营业厅", "服务人员")),)))
    assert PLACES in holes_in(generalised(form, ("place",), standard))
