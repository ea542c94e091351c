"""What the standard says in so many words: clauses, list entries, definitions, single provisions; and what it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from rules.advisor.answers import ClauseText, Finding, Missing, NotFound, NumberedItem, Outside, Statements, Verdict
from rules.advisor.asked import Asked, Found
from rules.advisor.channels import channels, hours_laid_down, several
from rules.advisor.flows import step_holders, steps
from rules.advisor.knowledge import ANY_HALL, Knowledge
from rules.facts import Conclusions, Fact
from rules.model import Clause, NumberedList, OutsideTopic

MOST = 6
FEW = 3
LAYOUT, CODE = "服务网络布局", "编码"


def clause(known: Knowledge, asked: Asked) -> Found:
    """The clause with the number or code asked for, with the clauses below it."""
    reference = asked.query.reference
    if not reference:
        named = [clause for clause in known.standard.clauses.values() if clause.heading.endswith(asked.places)] if asked.places else []
        if not named:
            return Found(Missing("请问是哪一条？请说条款号或编码。", ("4.1.5.2说了什么？", "SI01-06的内容是什么？", "SC03的内容是什么？")))
        found = tuple(named[:1])
    else:
        found = tuple({clause.number: clause for part in reference.split("、") for clause in find_clauses(known, part)}.values())
        if found and asked.query.kind == "clause" and asked.query.position == "next" and not asked.query.numbers:
            found = _following(known, found)
        if found and found[0].numbered and asked.query.numbers:
            return _entries(known, found[0], found[0].numbered, asked.query.numbers)
    if not found:
        chapters = tuple(number for number in known.standard.clauses if re.fullmatch(r"4\.\d|5\.1", number))
        return Found(NotFound(f"条款“{reference}”", chapters))
    return Found(
        ClauseText(found[0].number, tuple(known.cite(clause.number) for clause in found)),
        clauses=tuple(c.number for c in found),
    )


def in_clause(known: Knowledge, asked: Asked) -> Found | None:
    """Whether the clause named speaks of the things named; None where the clause or the things are wanting."""
    found = find_clauses(known, asked.query.reference)
    wanted = asked.of("staff", "facility", "zone", "mode", "step", "matter", "function", "qualification", "service", "document")
    readable = [clause for clause in found if clause.status != "lost"]
    if not readable or not wanted:
        return None
    said = [
        f"{readable[0].number}{'提到了' if any(name in clause.statement for clause in found) else '没有提到'}{name}。" for name in wanted
    ]
    there = [clause for clause in found if any(name in clause.statement for name in wanted)]
    lost = "其中有的内容原文缺失，缺失部分不能断定。" if len(readable) < len(found) and not there else ""
    details = tuple(f"{clause.number}：{clause.statement}" for clause in there[:FEW])
    verdict: Literal["yes", "no"] = "yes" if there else "no"
    return Found(Verdict(verdict, "".join(said), lost, details), clauses=tuple(clause.number for clause in there or readable[:1]))


def _following(known: Knowledge, found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clause after those found, with the clauses below it; those found where they are the last."""
    numbers = list(known.standard.clauses)
    after = numbers[numbers.index(found[-1].number) + 1 :]
    return find_clauses(known, after[0]) if after else found


def find_clauses(known: Knowledge, reference: str) -> tuple[Clause, ...]:
    """The clauses that a number or code names, with those below; empty where there is none."""
    key = _key(reference)
    every = known.standard.clauses.values()
    exact = [clause for clause in every if _key(clause.number) == key or (clause.code and _key(clause.code) == key)]
    exact = exact or [clause for clause in every if _holds(_key(clause.number), key)]
    keys = {_key(clause.number) for clause in exact} or ({key} if key else set())
    below = [clause for clause in every if clause not in exact and any(_is_below(_key(clause.number), upper) for upper in keys)]
    return (*exact, *below)


def _key(reference: str) -> str:
    text = re.sub(r"第(\d+(?:~\d+)?)项", r"#\1", reference)  # an item of a list is below its clause
    return re.sub(r"[\s第条款章节()（）]", "", text).lower().rstrip(".")


def _is_below(key: str, upper: str) -> bool:
    """Whether `key` goes on where `upper` ends: 4.1.2.1 is below 4.1.2; 4.1.21 is not, nor is a longer name below a shorter."""
    if not key.startswith(upper) or len(key) == len(upper):
        return False
    last, following = upper[-1], key[len(upper)]
    return not (last.isdigit() and following.isdigit()) and not (_is_han(last) and _is_han(following))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _holds(key: str, wanted: str) -> bool:
    """Whether `key` is that of a run of list entries (4.1.6.1#16~18) and `wanted` one of them (4.1.6.1#17)."""
    run, one = re.fullmatch(r"(.+)#(\d+)~(\d+)", key), re.fullmatch(r"(.+)#(\d+)", wanted)
    return bool(run and one and run[1] == one[1] and int(run[2]) <= int(one[2]) <= int(run[3]))


def item(known: Knowledge, asked: Asked) -> Found:
    """The entries with the serial numbers asked for, in the numbered list of a place and a category."""
    lists = [clause for clause in known.standard.clauses.values() if clause.numbered]
    numbers = asked.query.numbers
    place = next(iter(asked.channels), ANY_HALL)
    if not numbers and (found := _entry_named(known, asked, lists)):
        return found
    categories = asked.categories or (("功能分区",) if asked.of("zone") else ("设施及用品",))
    chosen = next((c for c in lists if c.numbered and c.numbered.subject == place and c.numbered.category in categories), None)
    if chosen is None or chosen.numbered is None:
        return Found(
            NotFound(
                f"{place}的{'、'.join(categories)}清单", tuple(f"{c.numbered.subject}的{c.numbered.category}" for c in lists if c.numbered)
            )
        )
    if asked.query.position == "next" and len(numbers) == 1:  # 第24项往后
        numbers = tuple(range(numbers[0], len(chosen.numbered.items) + 1)) or numbers
    if not numbers:
        return Found(Missing("请问是第几项？", (f"{chosen.numbered.category}第1项是什么？",)))
    return _entries(known, chosen, chosen.numbered, numbers)


def _entry_named(known: Knowledge, asked: Asked, lists: list[Clause]) -> Found | None:
    """The entries of the lists that have the things named: what number each has; of a place that is named, only its own."""
    things = asked.of("facility", "staff", "mode", "zone")
    places = asked.channels or (ANY_HALL,)
    found = [
        _one_item(known, clause, clause.numbered, clause.numbered.items.index(thing) + 1)
        for thing in things
        for clause in lists
        if clause.numbered and clause.numbered.subject in places and thing in clause.numbered.items
    ]
    return several(known, found) if found else None


def lost_items(known: Knowledge, asked: Asked) -> Found | None:
    """The entries with the numbers asked for where the source has lost the name of each of them; else None."""
    found = item(known, asked)
    items = [known.item(fact) for fact in found.facts]
    return found if items and all(entry.lost for entry in items) else None


def _entries(known: Knowledge, chosen: Clause, numbered: NumberedList, numbers: tuple[int, ...]) -> Found:
    """The entries of one list with the numbers given; for a number that it does not have, that it has none."""
    if len(numbers) > 1:
        return _several_items(known, chosen, numbered, numbers)
    if not 1 <= numbers[0] <= len(numbered.items):
        return Found(
            NotFound(f"{numbered.subject}的{numbered.category}第{numbers[0]}项（共{len(numbered.items)}项）", ()), clauses=(chosen.number,)
        )
    return _one_item(known, chosen, numbered, numbers[0])


def _one_item(known: Knowledge, chosen: Clause, numbered: NumberedList, number: int) -> Found:
    conclusions = known.about(numbered.subject)
    fact = conclusions.of("requirement", subject=numbered.subject, category=numbered.category, number=number)[0]
    needed, clauses = _needed_by(known, numbered, fact)
    finding = NumberedItem(numbered.subject, numbered.category, known.item(fact), needed, known.measure(numbered.category))
    return Found(finding, conclusions, (fact,), (chosen.number, *_special(known, chosen, number), *clauses))


def _several_items(known: Knowledge, chosen: Clause, numbered: NumberedList, numbers: tuple[int, ...]) -> Found:
    conclusions = known.about(numbered.subject)
    facts = [
        fact
        for number in numbers
        for fact in conclusions.of("requirement", subject=numbered.subject, category=numbered.category, number=number)
    ]
    lines = tuple((f"第{fact['number']}项：{_name(known, fact)}", (chosen.number,)) for fact in facts)
    lines += tuple(
        (f"第{number}项：没有，清单共{len(numbered.items)}项", (chosen.number,))
        for number in numbers
        if not 1 <= number <= len(numbered.items)
    )
    special = tuple(dict.fromkeys(number for fact in facts for number in _special(known, chosen, int(fact["number"]))))
    return Found(Statements(f"{numbered.subject}的{numbered.category}", lines), conclusions, tuple(facts), (chosen.number, *special))


def _name(known: Knowledge, fact: Fact) -> str:
    return "名称原文缺失" if known.item(fact).lost else fact.text("item")


def _special(known: Knowledge, chosen: Clause, number: int) -> tuple[str, ...]:
    """The entries of the standard that speak of just this item, such as 4.1.6.1 第16~18项."""
    result = []
    for other in known.standard.clauses:
        match = re.fullmatch(re.escape(chosen.number) + r" 第(\d+)(?:~(\d+))?项", other)
        if match and int(match[1]) <= number <= int(match[2] or match[1]):
            result.append(other)
    return tuple(result)


def _needed_by(known: Knowledge, numbered: NumberedList, fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if numbered.subject != ANY_HALL:
        return (), ()
    halls: list[str] = []
    clauses: list[str] = []
    for hall in known.standard.of_class("hall"):
        conclusions = known.about(hall)
        found = conclusions.of("requirement", subject=hall, category=numbered.category, item=fact["item"])
        if found:
            halls.append(hall)
            clauses += known.clauses_of(conclusions, found)
    return tuple(halls), tuple(clauses)


def definition(known: Knowledge, asked: Asked, named: tuple[str, ...] | None = None) -> Found | None:
    """What one of the concepts `named`, or of all in the question, is, where the standard says so."""
    terms = tuple(name for name in asked.channels if name != ANY_HALL) or asked.of("term")
    for name in (*terms, *(name for name in asked.query.concepts if name not in terms)) if named is None else named:
        conclusions = known.about(name) if known.given(name) else known.everything()
        facts = conclusions.of("definition", term=name) or known.everything().of("definition", term=name)
        if facts:
            conclusions = conclusions if facts[0] in conclusions.reasons else known.everything()
            lines = tuple((f"{fact['term']}：{fact['text']}", known.clauses_of(conclusions, [fact])) for fact in facts)
            return Found(Statements(name, lines), conclusions, facts)
        code = known.standard.concepts[name].code if name in known.standard.concepts else ""
        lost = [clause for clause in known.standard.clauses.values() if code and clause.code == code and clause.status == "lost"]
        if lost:
            return Found(ClauseText(code, tuple(known.cite(clause.number) for clause in lost)), clauses=tuple(c.number for c in lost))
    return None


def provision(known: Knowledge, asked: Asked) -> Found | None:
    """The provisions that most of the concepts named bear on; None where none does."""
    concepts = [name for name in dict.fromkeys(asked.query.concepts) if name in known.standard.concepts]
    conclusions = known.everything()
    if asked.categories and asked.places and not asked.of("matter"):
        return None  # a question about a category of a place: the listing has its provisions too
    rivals, zones = _rivals(known, asked), asked.of("zone")
    chapters = _chapters(known, asked)
    scored: list[tuple[float, Fact]] = []
    for fact in conclusions.of("provision"):
        subject, topic, text = fact.text("subject"), fact.text("topic"), fact.text("text")
        if chapters and not clause_of(conclusions, fact).startswith(chapters):
            continue
        if subject in rivals or (zones and subject not in zones and not any(zone in text for zone in zones)):
            continue
        score = 0.0
        for name in concepts:
            cases = known.standard.narrower[name]
            cls = known.standard.class_of(name)
            if topic in cases:
                score += 2
            elif subject in cases:
                score += 1 if cls in ("channel", "hall") else 1.5
            elif name in text and cls != "category":
                score += 1.5 if cls in ("facility", "matter", "term", "document") else 1
        if score:
            scored.append((score, fact))
    best = max((score for score, _ in scored), default=0.0)
    if best < 1.5 and zones and asked.of("matter") and asked.query.kind == "provision":  # 自助区机器坏了怎么办: as anywhere in a hall
        return provision(known, asked.only(*(name for name in asked.query.concepts if name not in zones)))
    if best < 1.5:
        return _elsewhere(known, asked) if chapters and asked.of("matter") and not asked.services else None
    chosen = _siblings(conclusions, tuple(fact for score, fact in scored if score == best))
    if asked.of("matter") and (staff := asked.of("staff")) and not any(_speaks_of(known, fact, staff) for fact in chosen):
        return _elsewhere(known, asked)  # 主管能不能兼收费员
    different = {fact.text("text"): fact for fact in reversed(chosen)}.values()
    lines = tuple((_sentence(fact), known.clauses_of(conclusions, [fact])) for fact in chosen if fact in different)
    return Found(Statements("、".join(dict.fromkeys(concepts)), lines[:MOST]), conclusions, chosen[:MOST])


def _speaks_of(known: Knowledge, fact: Fact, staff: tuple[str, ...]) -> bool:
    """Whether a provision is on one of the kinds of staff, or names it."""
    return any(fact["subject"] in known.standard.narrower[name] or name in fact.text("text") for name in staff)


def clause_of(conclusions: Conclusions, fact: Fact) -> str:
    """The number of the clause whose rule concluded a fact."""
    rule = conclusions.reasons[fact][0].rule
    return rule.clause if rule else ""


def _chapters(known: Knowledge, asked: Asked) -> tuple[str, ...]:
    """How the numbers of the clauses on the channels named begin; nothing where halls are named as well, or none is."""
    if asked.halls or ANY_HALL in asked.channels or asked.of("facility", "zone"):
        return ()
    codes = {known.standard.concepts[name].code for name in asked.channels}
    return tuple(clause.number for clause in known.standard.clauses.values() if clause.code and clause.code in codes)


def _elsewhere(known: Knowledge, asked: Asked) -> Found | None:
    """That a matter is not regulated for the channel named, with what the standard says of it for others; None where it says nothing."""
    said = provision(known, replace(asked, query=replace(asked.query, concepts=asked.of("matter"))))
    if said is None or not isinstance(said.finding, Statements):
        return None
    statement = f"标准没有对{'、'.join(asked.of('staff') or asked.channels)}作这样的规定。"
    details = tuple(text for text, _ in said.finding.statements)
    return replace(said, finding=Verdict("no", statement, "标准里与此相近的规定：", details))


def code(known: Knowledge, asked: Asked) -> Found | None:
    """The code of a service or channel, from the clause that has it; None where none is named that has a code."""
    named = [known.standard.concepts[name] for name in asked.of("service", "channel") if known.standard.concepts[name].code]
    clauses = {clause.code: clause.number for clause in known.standard.clauses.values() if clause.code}
    lines = tuple((f"{concept.name}的编码：{concept.code}", (clauses[concept.code],)) for concept in named if concept.code in clauses)
    if not lines:
        return None
    return Found(Statements("、".join(concept.name for concept in named), lines), clauses=tuple(number for _, (number,) in lines))


def layout(known: Knowledge, halls: tuple[str, ...]) -> Found:
    """Where halls of the grades named, or of all, are set up, and how many there may be."""
    conclusions = known.everything()
    halls = halls or known.standard.of_class("hall")
    facts = tuple(fact for hall in halls for fact in conclusions.of("provision", subject=hall, topic=LAYOUT))
    lines = tuple((_sentence(fact), known.clauses_of(conclusions, [fact])) for fact in facts)
    return Found(Statements("、".join(halls), lines), conclusions, facts)


def _siblings(conclusions: Conclusions, chosen: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The provisions chosen, with the others of their rule where these are few: they say one thing together."""
    rules = {conclusions.reasons[fact][0].rule for fact in chosen}
    group = tuple(fact for fact in conclusions.of("provision") if conclusions.reasons[fact][0].rule in rules)
    others = tuple(fact for fact in group if fact not in chosen)
    return (*chosen, *others) if len(group) <= FEW else chosen


def _rivals(known: Knowledge, asked: Asked) -> frozenset[str]:
    """The places and zones that the question is not about, when it names some."""
    rivals: set[str] = set()
    if asked.halls or set(asked.channels) - {ANY_HALL}:
        rivals |= {*known.standard.of_class("hall"), *known.standard.of_class("channel")} - {*asked.places}
        rivals -= {ANY_HALL} if asked.halls else set()
    return frozenset(rivals)


def _sentence(fact: Fact) -> str:
    subject, text = fact.text("subject"), fact.text("text")
    return text if subject in text else f"{subject}：{text}"


def outside(known: Knowledge, asked: Asked) -> Found | None:
    """What the standard does not say, where to turn, and what it says nearby; None where no such topic was named."""
    topics = asked.of("outside")
    if not topics:
        return None
    named = [known.standard.outside[name] for name in topics]
    topic = named[0]
    found: Found | None = None
    if asked.of("matter", "facility") and not asked.services:
        found = provision(known, asked)
    elif topic.nearby == "hours" and asked.places:
        found = hours_laid_down(known, asked)
    elif topic.nearby != "none" and asked.of("service"):
        found = steps(known, asked)
    elif topic.nearby != "none" and asked.services:
        found = channels(known, asked)
    elif topic.nearby != "none" and asked.of("step"):
        found = step_holders(known, asked)
    if found is None or isinstance(found.finding, (Missing, NotFound, Verdict)):
        return Found(outside_topics(named))
    return Found(outside_topics(named, found.finding), found.conclusions, found.facts, found.clauses)


def outside_topics(topics: Sequence[OutsideTopic], nearby: Finding | None = None) -> Outside:
    """Topics outside the standard as one finding: what the standard does not say of each, then where to turn."""
    says = "".join(dict.fromkeys(topic.says for topic in topics))
    turn_to = "".join(dict.fromkeys(topic.turn_to for topic in topics))
    return Outside("、".join(topic.name for topic in topics), says, turn_to, nearby, any(topic.urgent for topic in topics))
