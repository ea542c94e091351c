"""What every evaluation shares: conclusions on the concepts in play, clauses that facts rest on, explanations, citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.derivation import Link
from rules.engine import Engine
from rules.facts import Conclusions, Fact, Pattern, Rule, Variable
from rules.knowledge import STRUCTURAL, Knowledge
from rules.loader import load
from rules.model import Standard
from tests.rules.alone import strangers
from tests.rules.asking import links
from tests.rules.literals import HALLS, MEASURES
from tests.rules.test_standard_matrix import HOTLINE, LIST_CLAUSES, LISTS, MATRIX, MATRIX_CLAUSES, ONLINE

STANDARD = load()
KINDS = {
    "hall": "hall",
    "channel": "channel",
    "service": "service",
    "function": "service",
    "zone": "topic",
    "term": "topic",
    "document": "topic",
}
"""With which kind of fact each class of concepts comes into play; the other classes come into play only with these."""
IN_PLAY = [concept.name for concept in STANDARD.concepts.values() if concept.cls in KINDS]
NOT_IN_PLAY = [concept.name for concept in STANDARD.concepts.values() if concept.cls not in KINDS]
DEEPEST = 8


class Counting(Engine):
    """An engine that counts how often it is run."""

    runs = 0

    def run(self, given: Iterable[Fact]) -> Conclusions:
        """As the engine does."""
        self.runs += 1
        return super().run(given)


def one_of(conclusions: Conclusions, kind: str, **wanted: str | int) -> Fact:
    """The only fact of the kind with the values given."""
    (fact,) = conclusions.of(kind, **wanted)
    return fact


def lower_links(link: Link) -> Iterator[Link]:
    """The links below this one."""
    for premise in link.premises:
        yield from links([premise])


def depth(link: Link) -> int:
    """How many steps it takes from the fact to what was given."""
    return 1 + max((depth(premise) for premise in link.premises), default=0)


# ---- what brings a concept into play


@pytest.mark.parametrize("cls", sorted(STANDARD.classes))
def test_given_for_every_class(knowledge: Knowledge, cls: str) -> None:
    """A concept of a class that can be asked about is given as the one fact of its kind; of another class, nothing is given."""
    for name in STANDARD.of_class(cls):
        fact = knowledge.given(name)
        if cls not in KINDS:
            assert fact is None
            continue
        assert fact is not None
        assert (fact.kind, fact["name"]) == (KINDS[cls], name)
        assert STANDARD.kinds[fact.kind].given
        assert {field for field, _ in fact.values} == set(STANDARD.kinds[fact.kind].fields)


@pytest.mark.parametrize("grade", MATRIX)
def test_a_hall_is_given_with_its_grade(knowledge: Knowledge, grade: str) -> None:
    """Rules speak of the grade, never of the name of a hall."""
    assert knowledge.given(HALLS[grade]) == Fact("hall", (("name", HALLS[grade]), ("grade", grade)))


@pytest.mark.parametrize("name", ["收费金额", "用电危险", "没有这个词", ""])
def test_nothing_is_given_for_what_is_not_of_the_standard(knowledge: Knowledge, name: str) -> None:
    """Topics outside the standard and unknown words bring nothing into play."""
    assert knowledge.given(name) is None


def test_all_that_can_be_given_is(knowledge: Knowledge) -> None:
    """Everything is in play when everything is asked for: each concept that has a fact is among the given facts."""
    given_facts = {fact for fact, firings in knowledge.everything().reasons.items() if firings[0].rule is None}
    assert given_facts == {knowledge.given(name) for name in IN_PLAY}


# ---- conclusions are kept


def test_the_same_question_runs_the_rules_once(standard: Standard) -> None:
    """The rules do not change while the program runs: the same concepts in play have the same conclusions, drawn once."""
    engine = Counting(standard.rules)
    known = Knowledge(standard, engine)
    first = known.about("过户", ONLINE)
    assert engine.runs == 1
    assert known.about("过户", ONLINE) is first
    assert known.about("过户", "过户", ONLINE, "过户") is first, "a concept named twice is in play once"
    assert engine.runs == 1
    assert known.about("销户") is not first
    assert engine.runs == 2


@pytest.mark.parametrize("names", [("C级营业厅",), ("过户", ONLINE), ("电费收缴",), ("收费区",), ("四净四无",), ()])
def test_memory_changes_nothing(standard: Standard, knowledge: Knowledge, names: tuple[str, ...]) -> None:
    """What is remembered equals what a fresh program concludes."""
    knowledge.about(*names)
    fresh = Knowledge(standard).about(*names)
    assert knowledge.about(*names) == fresh
    assert list(knowledge.about(*names).reasons) == list(fresh.reasons)


def test_about_falls_back_to_everything(knowledge: Knowledge) -> None:
    """A concept that comes into play only with others (a kind of staff, a facility, a step) is looked for in all that is concluded."""
    for name in NOT_IN_PLAY:
        assert knowledge.about(name) is knowledge.everything(), name


def test_about_falls_back_to_everything_where_one_of_several_has_no_fact(knowledge: Knowledge) -> None:
    """One concept that cannot be given alone is enough; so is a word that the standard does not know."""
    assert knowledge.about("C级营业厅", "收费员") is knowledge.everything()
    assert knowledge.about("C级营业厅", "没有这个词") is knowledge.everything()
    assert knowledge.about("C级营业厅") is not knowledge.everything()


def test_about_nothing(knowledge: Knowledge) -> None:
    """Nothing follows from nothing."""
    assert knowledge.about().reasons == {}


def test_order_of_the_concepts_does_not_matter(knowledge: Knowledge) -> None:
    """The same concepts in another order have the same consequences."""
    for names in (("过户", ONLINE, HOTLINE), ("A级营业厅", "D级营业厅"), ("收费区", "C级营业厅", "电费收缴")):
        assert set(knowledge.about(*names).reasons) == set(knowledge.about(*reversed(names)).reasons)


def test_about_from_several_threads(standard: Standard) -> None:
    """Eight threads that ask at once conclude what one concludes."""
    known = Knowledge(standard)
    asked = [(name,) for name in IN_PLAY] * 4 + [("收费员",)] * 8
    with ThreadPoolExecutor(8) as pool:
        concluded = list(pool.map(lambda names: known.about(*names), asked))
    alone = Knowledge(standard)
    assert concluded == [alone.about(*names) for names in asked]


# ---- everything holds all that follows from a part


@pytest.mark.parametrize("cls", KINDS)
def test_what_follows_from_one_follows_from_everything(knowledge: Knowledge, cls: str) -> None:
    """No answer says of one concept alone what it would deny with all in play.

    The one negation of the standard (4.3.2.2 a), what is open to everybody online) is settled by the channel alone, which brings its
    functions with it; hence there is no exception.
    """
    everything = knowledge.everything()
    for name in STANDARD.of_class(cls):
        alone = knowledge.about(name)
        assert set(alone.reasons) <= set(everything.reasons), name
        for fact, firings in alone.reasons.items():
            assert set(firings) <= set(everything.reasons[fact]), (name, fact)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(IN_PLAY), min_size=2, max_size=5, unique=True))
def test_what_follows_from_some_follows_from_everything(knowledge: Knowledge, some: list[str]) -> None:
    """The same for concepts together; and what each implies alone is not lost beside the others."""
    together = knowledge.about(*some)
    assert set(together.reasons) <= set(knowledge.everything().reasons)
    for name in some:
        assert set(knowledge.about(name).reasons) <= set(together.reasons)


def test_what_is_laid_down_for_a_subject_follows_from_it_alone(knowledge: Knowledge) -> None:
    """A rule on the hotline asks for the hotline: answers, for which everything is in play, would not show that it asks for another."""
    assert strangers(knowledge) == []


def test_a_rule_that_asks_for_another_is_a_stranger(standard: Standard) -> None:
    """Music on the line, laid down for whoever asks for the web."""
    asked = Pattern("channel", (("name", ONLINE),))
    values = {"subject": HOTLINE, "topic": "等待音乐", "modality": "应", "text": "甲"}
    rule = Rule("x", "4.2.5 b)", (), (asked,), (), (Pattern("provision", tuple(values.items())),))
    (fact,) = strangers(Knowledge(standard, Engine([*standard.rules, rule])))
    assert fact["text"] == "甲"


# ---- the clauses that facts rest on


@pytest.mark.parametrize("category", LISTS)
@pytest.mark.parametrize("grade", MATRIX)
def test_the_rule_comes_before_the_list(knowledge: Knowledge, grade: str, category: str) -> None:
    """A requirement of a hall rests on the clause for its grade, then on the list from which that clause counts."""
    conclusions = knowledge.about(HALLS[grade])
    facts = conclusions.of("requirement", subject=HALLS[grade], category=category)
    expected = (MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category])
    assert knowledge.clauses_of(conclusions, facts) == expected
    assert {knowledge.clauses_of(conclusions, [fact]) for fact in facts} == {expected}


def test_the_rule_comes_before_its_premises(knowledge: Knowledge) -> None:
    """Direct first: where a service is had rests on 5.1.3, and then on what the channel does for its group."""
    conclusions = knowledge.about("过户", ONLINE)
    fact = one_of(conclusions, "handling", service="过户", channel=ONLINE)
    assert knowledge.clauses_of(conclusions, [fact]) == ("5.1.3", "4.3.2.1")
    condition = one_of(conclusions, "condition", service="过户", channel=ONLINE)
    assert knowledge.clauses_of(conclusions, [condition]) == ("4.3.2.2 a)", "5.1.3", "4.3.2.1")


def test_structural_facts_are_left_out(knowledge: Knowledge) -> None:
    """That a hall is a hall, has a zone, or that a service belongs to a group is no reason that a reader looks for."""
    conclusions = knowledge.about("D级营业厅")
    tidy = one_of(conclusions, "provision", topic="摆放")
    assert knowledge.clauses_of(conclusions, [tidy]) == ("4.1.6.2 c)",), "not 4.1, by which the hall is a 供电营业厅"
    line = one_of(conclusions, "requirement", subject="收费区", item="一米线")
    assert knowledge.clauses_of(conclusions, [line]) == ("4.1.5.2 c)2)",), "not 4.1.5.2 b)3), by which it has the zone"
    of_service = knowledge.about("过户")
    staff = one_of(of_service, "requirement", subject="过户", item="收费员")
    assert knowledge.clauses_of(of_service, [staff]) == ("5.1.2",), "not 5.1.1, by which it belongs to SI01"


def test_direct_clauses_of_all_facts_come_first(knowledge: Knowledge) -> None:
    """Of several facts, the clauses that state them come before those that they lean on."""
    conclusions = knowledge.about("过户", "供电营业厅", HOTLINE)
    facts = [
        one_of(conclusions, "handling", service="过户", channel=HOTLINE),
        one_of(conclusions, "handling", service="投诉", channel="供电营业厅"),
    ]
    assert knowledge.clauses_of(conclusions, facts) == ("5.1.3", "4.1.2", "4.2.2")
    assert knowledge.clauses_of(conclusions, reversed(facts)) == ("4.1.2", "5.1.3", "4.2.2")


def test_given_facts_rest_on_no_clause(knowledge: Knowledge) -> None:
    """What the question brings is nobody's rule."""
    conclusions = knowledge.everything()
    assert knowledge.clauses_of(conclusions, [fact for fact, firings in conclusions.reasons.items() if firings[0].rule is None]) == ()
    assert knowledge.clauses_of(conclusions, []) == ()


def test_every_conclusion_rests_on_clauses(knowledge: Knowledge) -> None:
    """Each concluded fact has clauses, all of the standard, none twice, its own first; and each is that of a rule in its explanation."""
    conclusions = knowledge.everything()
    by_id = {rule.id: rule for rule in STANDARD.rules}
    for fact, firings in conclusions.reasons.items():
        rule = firings[0].rule
        if rule is None:
            continue
        clauses = knowledge.clauses_of(conclusions, [fact])
        assert clauses[: len(rule.clauses)] == rule.clauses
        assert len(set(clauses)) == len(clauses)
        explained = {by_id[link.rule] for link in links([knowledge.explain(conclusions, fact)]) if link.rule}
        assert set(clauses) <= {clause for one in explained for clause in one.clauses}
        left_out = {clause for one in explained if {pattern.kind for pattern in one.then} <= STRUCTURAL for clause in one.clauses}
        assert {clause for one in explained for clause in one.clauses} - set(clauses) <= left_out | structural_only(conclusions, fact)


def structural_only(conclusions: Conclusions, fact: Fact) -> set[str]:
    """The clauses that are reached from a fact through structural facts alone."""
    found: set[str] = set()
    for premise in conclusions.reasons[fact][0].premises:
        rule = conclusions.reasons[premise][0].rule
        if premise.kind in STRUCTURAL:
            found |= set(rule.clauses if rule else ()) | all_clauses(conclusions, premise)
        else:
            found |= structural_only(conclusions, premise)
    return found


def all_clauses(conclusions: Conclusions, fact: Fact) -> set[str]:
    """The clauses below a fact, structural or not."""
    found: set[str] = set()
    for premise in conclusions.reasons[fact][0].premises:
        rule = conclusions.reasons[premise][0].rule
        found |= set(rule.clauses if rule else ()) | all_clauses(conclusions, premise)
    return found


# ---- why a fact holds


@pytest.mark.parametrize("cls", [*KINDS, "everything"])
def test_explanations_end_in_what_was_given(knowledge: Knowledge, cls: str) -> None:
    """Each fact is explained in a few steps, by rules that exist under the clause they are said to be of, down to given facts."""
    for conclusions in [knowledge.about(name) for name in STANDARD.of_class(cls)] or [knowledge.everything()]:
        check_explanations(knowledge, conclusions)


def check_explanations(knowledge: Knowledge, conclusions: Conclusions) -> None:
    """Fails where the explanation of one of the conclusions leads nowhere."""
    by_id = {rule.id: rule for rule in STANDARD.rules}
    given_says = {knowledge.explain(conclusions, fact).says for fact, firings in conclusions.reasons.items() if firings[0].rule is None}
    for fact in conclusions.reasons:
        link = knowledge.explain(conclusions, fact)
        assert depth(link) <= DEEPEST
        for part in links([link]):
            assert part.says
            assert "{" not in part.says
            assert part.more == 0
            if part.rule:
                assert by_id[part.rule].clause == part.clause
                assert len(part.premises) == len(by_id[part.rule].when) > 0
            else:
                assert (part.clause, part.premises) == ("", ())
                assert part.says in given_says


def test_an_explanation_in_full(knowledge: Knowledge) -> None:
    """Why transfers are for registered customers online, step by step, in words."""
    conclusions = knowledge.about("过户", ONLINE)
    link = knowledge.explain(conclusions, one_of(conclusions, "condition", service="过户"))
    assert link.says == "在“网上营业厅”办“过户”的条件：必须是网站注册或认证客户"
    assert link.clause == "4.3.2.2 a)"
    (handled,) = link.premises
    assert (handled.says, handled.clause) == ("“网上营业厅”对“过户”：预受理", "5.1.3")
    assert [premise.clause for premise in handled.premises] == ["5.1.3", "5.1.1", "4.3.2.1"]
    assert {part.says for part in lower_links(handled) if not part.rule} == {"所问业务是“过户”", "所问渠道是“网上营业厅”"}


def test_more_counts_what_one_rule_concluded(knowledge: Knowledge) -> None:
    """Of all that one rule concluded from the same premises the first is explained and the rest are counted."""
    conclusions = knowledge.about("A级营业厅")
    facilities = conclusions.of("requirement", subject="A级营业厅", category="设施及用品")
    staff = conclusions.of("requirement", subject="A级营业厅", category="服务人员")
    first, second = knowledge.derivations(conclusions, [*staff, *facilities], 8)
    assert (first.says, first.more) == ("A级营业厅的服务人员：营业厅主管（应）", 5)
    assert (second.says, second.more) == ("A级营业厅的设施及用品：营业厅门楣（应）", 31)


def test_derivations_count_every_fact_once(knowledge: Knowledge) -> None:
    """However the facts come, what is explained and what is counted are together all of them, each once."""
    conclusions = knowledge.everything()
    for kind in ("requirement", "handling", "step", "provision", "hours", "definition", "condition", "member", "hall"):
        facts = conclusions.of(kind)
        derivation = knowledge.derivations(conclusions, [*facts, *facts], len(facts))
        assert sum(1 + link.more for link in derivation) == len(set(facts))
        assert len({(link.rule, link.premises) for link in derivation if link.rule}) == len([link for link in derivation if link.rule])


@pytest.mark.parametrize("most", [0, 1, 3, 1000])
def test_derivations_are_not_more_than_asked_for(knowledge: Knowledge, most: int) -> None:
    """`most` at most, the first ones."""
    conclusions = knowledge.everything()
    facts = conclusions.of("step", number=1)
    whole = knowledge.derivations(conclusions, facts, len(facts))
    assert len(whole) == 21
    assert knowledge.derivations(conclusions, facts, most) == whole[:most]


def test_no_facts_no_derivation(knowledge: Knowledge) -> None:
    """Nothing to explain."""
    assert knowledge.derivations(knowledge.everything(), (), 8) == ()


# ---- measure words, citations


@pytest.mark.parametrize("category", [*STANDARD.of_class("category"), "没有这一类", "收费员", ""])
def test_measure(knowledge: Knowledge, category: str) -> None:
    """Modes have 种, staff 类, facilities, qualifications and services 项, steps 步; zones and all else are simply counted with 个."""
    others = {"服务流程": "步", "任职资格": "项", "服务项目": "项", "区内配置": "样"}
    assert knowledge.measure(category) == {**MEASURES, **others}.get(category, "个")


def test_cite(knowledge: Knowledge) -> None:
    """A citation shows the clause as it is in the data, with its status in words."""
    titles = {"readable": "原文清楚", "corrected": "经校正", "ambiguous": "有歧义", "lost": "原文缺失", "external": "来源之外"}
    for number, clause in STANDARD.clauses.items():
        citation = knowledge.cite(number)
        assert (citation.clause, citation.heading, citation.status) == (number, clause.heading, clause.status)
        assert (citation.note, citation.statement) == (clause.note, clause.statement)
        assert citation.status_title == titles[clause.status]
        assert citation.statement.endswith(("。", "）"))
        assert (citation.note == "") <= (citation.status == "readable"), "what is not simply readable says why"


def test_a_clause_that_does_not_exist_is_never_cited(knowledge: Knowledge) -> None:
    """No citation without a clause."""
    with pytest.raises(KeyError):
        knowledge.cite("4.1.7")


def test_the_shortest_way_comes_first_with_the_others(standard: Standard) -> None:
    """A clause that came to the same from fewer facts is the reason shown; the other is named beside it."""
    hall = Pattern("hall", (("name", Variable("h")), ("grade", "A级")))
    zone = Pattern("zone", (("name", "洽谈区"), ("hall", Variable("h"))))
    said = Pattern("definition", (("term", "四净四无"), ("text", "甲")))
    long, short = Rule("l", "4.1.5.2 b)", (), (hall, zone), (), (said,)), Rule("s", "4.1.5.2 d)", (), (hall,), (), (said,))
    known = Knowledge(standard, Engine([*standard.rules, long, short]))
    conclusions = known.about("A级营业厅")
    link = known.explain(conclusions, conclusions.of("definition", text="甲")[0])
    assert (link.clause, [other.clause for other in link.alternatives]) == ("4.1.5.2 d)", ["4.1.5.2 b)"])


def test_a_way_that_rests_on_the_conclusion_is_none(standard: Standard) -> None:
    """5.1.3 passes on to a group how its channels take it: for the group itself that is no reason."""
    known = Knowledge(standard)
    conclusions = known.everything()
    link = known.explain(conclusions, conclusions.of("handling", service="新装、增容及变更用电", channel="网上营业厅")[0])
    assert (link.clause, link.alternatives) == ("4.3.2.1", ())


def test_no_derivation_rests_on_itself(standard: Standard) -> None:
    """Whatever way is shown, what is concluded is not among its own premises."""
    known = Knowledge(standard)
    conclusions = known.everything()

    def walk(link: Link, above: tuple[str, ...]) -> None:
        assert link.says not in above
        for premise in link.premises:
            walk(premise, (*above, link.says))
        for other in link.alternatives:
            walk(other, above)

    for fact in conclusions.reasons:
        walk(known.explain(conclusions, fact), ())
