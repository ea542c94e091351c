"""The texts for maintainers, trainers and managers of halls."""

from __future__ import annotations

import pytest

from rules.messages import diagnosis, message, regex


def test_a_text_gets_its_fields() -> None:
    assert message("store.no_database", path="a{b}.db") == "没有数据库 a{b}.db：请先运行 advisor build"


def test_a_pair_is_what_is_wrong_and_its_fix() -> None:
    assert diagnosis("loader.unknown_field_type", value="x") == (
        "字段类型 'x' 看不懂",
        "写 text、int、concept、[概念类, …] 或 {words: […]}",
    )


def test_a_field_may_be_called_name() -> None:
    assert message("checking_reports.no_zone", name="桌椅") == "“桌椅”没有写明在哪个分区，写成“收费区：桌椅”"


@pytest.mark.parametrize("name", ["lint.nothing_such", "nothing.such", "nothing", "loader.no_text", ""])
def test_an_unknown_text_is_told_by_name(name: str) -> None:
    file, _, entry = name.partition(".")
    with pytest.raises(KeyError, match=f"no text {entry} in rules/messages/{file}.yaml"):
        message(name)


def test_one_text_is_no_pair() -> None:
    with pytest.raises(KeyError, match=r"no text no_database\.what in rules/messages/store\.yaml"):
        diagnosis("store.no_database")


def test_a_field_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError, match="path"):
        message("store.no_database")


def test_an_expression_is_compiled_once() -> None:
    assert regex("numeral").match("三十天")
    assert regex("numeral") is regex("numeral")
    with pytest.raises(KeyError, match=r"no text nothing in rules/messages/patterns\.yaml"):
        regex("nothing")
