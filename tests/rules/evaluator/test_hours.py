"""When channels serve, for what, and whether round the clock: the clauses read by hand."""

from __future__ import annotations

import pytest

from rules.findings import Holders, Listing, Service, Serving, Verdict
from rules.question.forms import All, And, Entered, EntriesOf, Has, Hours, Not, OpenAllHours, Select, Where
from tests.rules.asking import cited, found, listing, names, whether, which
from tests.rules.conftest import Put
from tests.rules.literals import CHANNELS, HALLS
from tests.rules.test_standard_matrix import AGENTS, COMMUNITY, HALL, HOTLINE, HOURS, MODES, ONLINE, ONSITE, ROUND_THE_CLOCK

A, B, C, D = HALLS.values()
LINES: dict[str, list[tuple[str, str, str, str]]] = {
    HOTLINE: [
        ("（电话服务热线）", "7×24小时", "应", "4.2"),
        ("人工受理故障报修", "7×24小时", "应", "4.2.3.2 a)"),
        ("客户自助", "7×24小时不间断", "应", "4.2.3.2 b)"),
        ("短信", "7×24小时不间断", "应", "4.2.3.2 b)"),
        ("传真", "7×24小时不间断", "应", "4.2.3.2 b)"),
    ],
    ONLINE: [("", "7×24小时不间断", "应", "4.3.1 b)")],
    ONSITE: [("故障抢修", "7×24小时不间断", "应", "4.4.1.2"), ("其他服务", "工作时间", "一般", "4.4.1.2")],
    AGENTS: [("代收电费窗口", "以公布的营业时间为准", "应", "4.5.3 b)")],
    COMMUNITY: [("", "由供电企业规定并提前公布", "应", "4.6.3 b)")],
    D: [("具备“客户自助”服务方式的，可根据当地情况和客户需求", "24小时", "可", "4.1.3.2 c)")],
}
"""What each serves and when, how binding that is, and by which clause."""
WHOLE = {HOTLINE: "yes", ONLINE: "yes", ONSITE: "partly", AGENTS: "silent", COMMUNITY: "silent", D: "may"}
"""Whether each serves round the clock; of the other halls the source has lost it; the last two channels' hours are for others to fix."""
MODES_ROUND_THE_CLOCK = {HOTLINE: {"客户自助": "yes", "短信": "yes", "传真": "yes"}, ONLINE: dict.fromkeys(MODES[ONLINE], "yes")}


def line(subject: str, of: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    """A line as it is compared."""
    return (subject, *of[:3])


def told(lines: tuple[Service, ...]) -> list[tuple[str, str, str, str]]:
    """Lines as they are compared."""
    return [(one.subject, one.scope, one.hours, one.modality) for one in lines]


def test_the_lines_are_those_of_the_matrix() -> None:
    """Both literals say the same."""
    for channel, expected in HOURS.items():
        lines = LINES.get(channel, [])
        assert {(scope, hours.startswith(ROUND_THE_CLOCK), modality) for scope, hours, modality, _ in lines} == expected


# ---- when


@pytest.mark.parametrize("subject", LINES)
def test_when(put: Put, subject: str) -> None:
    """In the words of its clause, and no hour of any clock; the same as a list."""
    answer = put(Hours((subject,)))
    finding = found(answer, Serving)
    assert told(finding.lines) == [line(subject, of) for of in LINES[subject]]
    assert [one.clauses[0] for one in finding.lines] == [of[3] for of in LINES[subject]]
    assert {of[3] for of in LINES[subject]} <= set(cited(answer))
    assert (finding.silent, finding.lost) == ((), ())
    (group,) = found(put(listing(subject, "服务时间")), Listing).groups
    assert [(item.scope, item.name, item.modality) for item in group.items] == [of[:3] for of in LINES[subject]]


@pytest.mark.parametrize("subject", [HALL, A, B, C])
def test_hours_that_are_lost(put: Put, subject: str) -> None:
    """The source has no opening hours of halls: that is the answer."""
    answer = put(Hours((subject,)))
    finding = found(answer, Serving)
    assert (finding.lines, finding.silent) == ((), ())
    assert "没有规定" in finding.lost[0]
    assert cited(answer) == ["4.1 营业时间"]


def test_when_everything_serves(put: Put) -> None:
    """Without a subject, all that is laid down on hours."""
    lines = found(put(Hours()), Serving).lines
    assert set(told(lines)) == {line(subject, of) for subject, of_subject in LINES.items() for of in of_subject}


def test_when_several_serve(put: Put) -> None:
    """Two channels: the hours of both; of what has none it is said."""
    finding = found(put(Hours((ONLINE, COMMUNITY, "收费区"))), Serving)
    assert [one.subject for one in finding.lines] == [ONLINE, COMMUNITY]
    assert finding.silent == ("收费区",)


@pytest.mark.parametrize(("function", "place"), [("故障报修", HOTLINE), ("故障抢修", ONSITE), ("短信", HOTLINE), ("传真", HOTLINE)])
def test_hours_of_a_function_or_mode(put: Put, function: str, place: str) -> None:
    """What has hours of its own is told with these alone; the place need not be named."""
    (one,) = found(put(Hours((place,), function)), Serving).lines
    assert (one.subject, function in one.scope) == (place, True)
    assert one in found(put(Hours((), function)), Serving).lines


def test_hours_of_what_has_none_of_its_own(put: Put) -> None:
    """On site all but repairs is served in working hours; at the hotline what has no hours of its own is told with those there are."""
    assert [one.scope for one in found(put(Hours((ONSITE,), "校表")), Serving).lines] == ["其他服务"]
    assert len(found(put(Hours((HOTLINE,), "录音留言")), Serving).lines) == len(LINES[HOTLINE])


# ---- whether round the clock


@pytest.mark.parametrize("subject", [*CHANNELS, *HALLS.values()])
def test_whether_round_the_clock(put: Put, subject: str) -> None:
    """Yes, no, in part, where it is allowed, or lost; with what is laid down."""
    answer = put(whether(subject, OpenAllHours()))
    finding = found(answer, Verdict)
    assert finding.truth == WHOLE.get(subject, "undecidable")
    (case,) = finding.cases
    if subject in LINES:
        assert told(case.hours) == [line(subject, of) for of in LINES[subject]]
        assert {of[3] for of in LINES[subject]} <= set(cited(answer))
    else:
        assert "没有规定" in case.said[0]
        assert cited(answer)[0] == "4.1 营业时间"
        assert all("可" in one.modality for one in case.hours), "the one exception is told, which is grade D"


@pytest.mark.parametrize("mode", sorted({*MODES[HOTLINE], *MODES[ONLINE], "面对面"}, key=str))
def test_modes_round_the_clock(put: Put, mode: str) -> None:
    """4.2.3.2 b): three modes of the hotline; online all; of the others nothing is said, which is not no (K20). Either way round."""
    for channel in (HOTLINE, ONLINE):
        expected = MODES_ROUND_THE_CLOCK[channel].get(mode, "yes" if channel == ONLINE else "silent")
        for question in (whether(channel, OpenAllHours(mode)), whether(mode, OpenAllHours(at=channel))):
            finding = found(put(question), Verdict)
            assert finding.truth == expected, (mode, channel)
            assert finding.truth == "silent" or all(mode in one.scope or not one.scope for one in finding.cases[0].hours)


@pytest.mark.parametrize(
    ("place", "function", "truth"),
    [
        (HOTLINE, "故障报修", "yes"),
        (HOTLINE, "投诉", "silent"),
        (ONSITE, "故障抢修", "yes"),
        (ONSITE, "校表", "no"),
        (ONSITE, "新装", "no"),
        (ONLINE, "投诉", "yes"),
        (D, "客户自助", "may"),
        (A, "客户自助", "undecidable"),
        (COMMUNITY, "投诉", "silent"),
    ],
)
def test_functions_round_the_clock(put: Put, place: str, function: str, truth: str) -> None:
    """Of a function at a place: its own hours, else those of the rest, else those of the whole place."""
    for question in (whether(place, OpenAllHours(function)), whether(function, OpenAllHours(at=place))):
        assert found(put(question), Verdict).truth == truth


def test_which_serve_round_the_clock(put: Put) -> None:
    """Three channels, one of them in part; of halls the general word says that it is lost."""
    finding = found(put(which("channel", OpenAllHours())), Holders)
    assert {holder.name: holder.truth for holder in finding.holders} == {HOTLINE: "yes", ONLINE: "yes", ONSITE: "partly"}
    assert (names(finding.lacking), names(finding.silent)) == ([], [AGENTS, COMMUNITY])
    assert names(finding.undecided) == [HALL]
    finding = found(put(which("hall", OpenAllHours())), Holders)
    assert (names(finding.holders), names(finding.undecided)) == ([D], [A, B, C])
    finding = found(put(which("channel", Not(OpenAllHours()))), Holders)
    assert names(finding.holders) == []


def test_which_modes_are_served_round_the_clock(put: Put) -> None:
    """4.2.3.2 b): three of the six modes of the hotline; of the rest it is not said."""
    modes = Entered(EntriesOf(HOTLINE, "服务方式"))
    finding = found(put(Select(Where(modes, OpenAllHours(at=HOTLINE)))), Holders)
    assert names(finding.holders) == ["客户自助", "短信", "传真"]
    assert (finding.lacking, set(names(finding.silent))) == ((), {"人工通话", "录音留言", "电子邮件"})


def test_both_at_once(put: Put) -> None:
    """Which channels serve round the clock and take payments."""
    finding = found(put(Select(Where(All("channel"), And((OpenAllHours(), Has("电费收缴")))))), Holders)
    assert names(finding.holders) == [ONLINE, ONSITE]
    assert names(finding.undecided) == [HALL]
