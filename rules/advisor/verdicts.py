"""Yes or no: whether a place needs a thing, whether a step is in a flow, whether a service can be had at a channel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from rules.advisor.answers import Holders, Item, Listing, Statements, Verdict
from rules.advisor.asked import Asked, Found
from rules.advisor.channels import HOURS, can_do, everywhere, handling, hours_laid_down, hours_line, several
from rules.advisor.flows import in_every_flow, order, step_facts, with_flow, without_flow
from rules.advisor.knowledge import ANY_HALL, Knowledge
from rules.advisor.requirements import (
    QUALIFICATIONS,
    category_of,
    entry,
    holders,
    holding,
    kinds_of_staff,
    listing,
    requirement_facts,
    staff_of_services,
)
from rules.advisor.silence import listed_reason
from rules.advisor.texts import in_clause, provision
from rules.facts import Fact

Yes = Literal["yes", "no", "may", "unknown"]
FEE_STEP = "收取相关营业费用"
WEAK = ("可", "可选", "有条件的")
SHORT = 8


def whether(known: Knowledge, asked: Asked) -> Found | None:
    """The verdict on what the concepts named amount to; None where they amount to no question with a yes or no."""
    if asked.query.reference and (found := in_clause(known, asked)):
        return found
    one_flow = len(asked.of("step")) > 1 and len(asked.of("service")) == 1 and asked.marked("order")
    if one_flow and (ordered := order(known, asked, asked.of("service")[0])):
        return ordered
    if asked.of("step") and asked.marked("every") and (found := in_every_flow(known, asked)):
        return found
    if asked.of("step") and asked.of("service"):
        return _together(known, [_step(known, asked, wanted) for wanted in asked.of("step")])
    if HOURS in asked.categories and (found := _hours(known, asked)):
        return found
    if QUALIFICATIONS in asked.categories and not asked.of("qualification", "matter") and (asked.of("staff") or asked.places):
        return None  # 中专学历行不行: what is asked of them is what can be said
    things = asked.of("facility", "staff", "mode", "qualification")
    if asked.query.exclusive and asked.channels and not asked.halls and (found := _only_way(known, asked)):
        return found
    if asked.services and asked.marked("every") and asked.mentions("服务渠道"):
        return everywhere(known, asked.services[0])
    if asked.services and asked.channels and not asked.of("facility") and (len(asked.channels) > 1 or not asked.of("matter")):
        return _together(known, [can_do(known, service, channel) for service in asked.services for channel in asked.channels])
    if asked.services and asked.halls and not (*things, *asked.of("zone", "matter")):
        said = f"各级营业厅须具备哪些服务功能，原文缺失；{'、'.join(asked.halls)}能不能办{asked.services[0]}，不能从所见文本确定。"
        return Found(Verdict("unknown", said, ""), clauses=("4.1.2",))
    if (kinds := _kind_of(known, asked)) and not asked.halls:
        return kinds
    if asked.of("service") and asked.of("staff") and not asked.places:
        return takes_part(known, asked)
    if asked.query.exclusive and asked.halls and (*asked.of("zone"), *things):
        return _together(known, [_only(known, asked, item) for item in (*things, *asked.of("zone"))])
    if asked.of("qualification") and (found := _qualification(known, asked)):
        if QUALIFICATIONS in asked.categories and asked.of("staff"):
            return several(known, [found, *(listing(known, staff, (QUALIFICATIONS,)) for staff in asked.of("staff"))])
        return _with_provisions(known, asked, [found]) if asked.of("matter") else found
    if asked.halls and (*asked.of("zone"), *things):
        items = (*things, *asked.of("zone"))
        return _with_provisions(known, asked, [_requirement(known, hall, item) for hall in asked.halls for item in items])
    if asked.of("matter") and (found := provision(known, asked)):
        return found
    channels = tuple(name for name in asked.channels if name != ANY_HALL)
    for subjects in (channels, asked.of("zone")):
        if subjects and things:
            return _with_provisions(known, asked, [_requirement(known, subject, item) for subject in subjects for item in things])
    if asked.of("function") and not things and (found := hours_laid_down(known, asked)):
        return found
    items = (*things, *asked.of("zone"))
    return _with_provisions(known, asked, [_anywhere(known, asked, item) for item in items]) if items else None


def _kind_of(known: Knowledge, asked: Asked) -> Found | None:
    """Whether one kind of staff named is among those that the other stands for; None where no two such are named."""
    staff = asked.of("staff")
    for general in staff:
        special = [name for name in staff if name != general and name in known.standard.narrower[general]]
        if special and (listed := kinds_of_staff(known, general, known.standard.narrower[general])):
            facts = tuple(fact for fact in listed.facts if fact["item"] in special)
            weak = "；".join(f"{fact['item']}{fact['modality']}{fact['scope']}，不是必须" for fact in facts if fact["modality"] in WEAK)
            said = f"是的，{general}包括{'、'.join(special)}。"
            return Found(Verdict("may" if weak else "yes", said, f"{weak}。" if weak else ""), listed.conclusions, facts)
    return None


def _only(known: Knowledge, asked: Asked, wanted: str) -> Found:
    """Whether only the halls named need `wanted`."""
    conclusions = known.everything()
    needing = {hall: facts for hall in known.standard.of_class("hall") if (facts := holding(known, conclusions, hall, wanted))}
    facts = tuple(found[0] for found in needing.values())
    names = "、".join(needing) or "没有哪一级"
    if tuple(needing) == asked.halls:
        return Found(Verdict("yes", f"是的，只有{names}要有{wanted}。", ""), conclusions, facts)
    without = "、".join(hall for hall in asked.halls if hall not in needing)
    denied = f"标准没有要求{without}有{wanted}。" if without else ""
    return Found(Verdict("no", f"不是。{denied}要有{wanted}的是：{names}。", ""), conclusions, facts)


def _only_way(known: Knowledge, asked: Asked) -> Found | None:
    """Whether the channel named is the only one for a service, or the mode named its only one; None where neither is asked."""
    conclusions = known.everything()
    place = asked.channels[0]
    if len(asked.services) > 1:
        return None
    if asked.services:
        service = asked.services[0]
        offering = {name: fact for name in known.standard.of_class("channel") if (fact := handling(known, conclusions, service, name))}
        if place not in offering:
            return None
        facts, names = tuple(offering.values()), tuple(offering)
        said = f"可以办{service}的渠道有：{'、'.join(names)}。"
    elif asked.of("mode") and place != ANY_HALL:
        facts = requirement_facts(known, conclusions, place, "服务方式")
        names = tuple(fact.text("item") for fact in facts)
        said = f"{place}的服务方式有：{'、'.join(names)}。"
        if not set(asked.of("mode")) & set(names):
            return None
    else:
        return None
    alone = len(names) == 1
    return Found(Verdict("yes" if alone else "no", f"{'是的，' if alone else '不是只有这一种，'}{said}", ""), conclusions, facts)


def takes_part(known: Knowledge, asked: Asked) -> Found:
    """Whether kinds of staff are among those who handle a service."""
    found = staff_of_services(known, asked)
    listed = found.finding.groups[0].items if isinstance(found.finding, Listing) else ()
    names = [item.name for item in listed]
    service = "、".join(asked.of("service"))
    missing = [name for name in asked.of("staff") if name not in names]
    reason = f"标准列出的{service}的服务人员是：{'、'.join(names)}等。"
    if missing:
        return Found(Verdict("no", f"标准没有把{'、'.join(missing)}列入{service}的服务人员。", reason), found.conclusions, found.facts)
    return Found(Verdict("yes", f"是的，{service}的服务人员包括{'、'.join(asked.of('staff'))}。", reason), found.conclusions, found.facts)


def quantity(known: Knowledge, asked: Asked) -> Found | None:
    """How many of a thing are needed: the standard has no quantities, only whether it is needed."""
    found = whether(known, asked)
    if found is None or not isinstance(found.finding, Verdict):
        return found
    return replace(found, finding=replace(found.finding, details=(*found.finding.details, "标准没有规定数量")))


def _together(known: Knowledge, found: list[Found]) -> Found:
    """Several verdicts as one: the same, or "unknown" where they differ."""
    if len(found) == 1:
        return found[0]
    parts = [part.finding for part in found if isinstance(part.finding, Verdict)]
    verdicts = {part.verdict for part in parts}
    return Found(
        Verdict(
            verdict=parts[0].verdict if len(verdicts) == 1 else "unknown",
            statement="".join(dict.fromkeys(part.statement for part in parts)),
            reason="".join(dict.fromkeys(part.reason for part in parts)),
            details=tuple(dict.fromkeys(detail for part in parts for detail in part.details)),
        ),
        known.everything(),
        tuple(dict.fromkeys(fact for part in found for fact in part.facts)),
        tuple(dict.fromkeys(clause for part in found for clause in part.clauses)),
    )


def _with_provisions(known: Knowledge, asked: Asked, found: list[Found]) -> Found:
    """The verdicts as one, with what else the standard says of the things and matters named."""
    whole = _together(known, found)
    said = provision(known, asked)
    if said is None or not isinstance(said.finding, Statements) or not isinstance(whole.finding, Verdict):
        return whole
    new = [text for text, _ in said.finding.statements if text not in whole.finding.statement]
    things = asked.of("facility", "mode")
    weak = whole.finding.verdict == "yes" and any(fact["modality"] in WEAK and fact["topic"] in things for fact in said.facts)
    finding = Verdict(
        "may" if weak else whole.finding.verdict, whole.finding.statement, whole.finding.reason, (*whole.finding.details, *new)
    )
    return Found(finding, known.everything(), (*whole.facts, *said.facts), whole.clauses)


def _requirement(known: Knowledge, subject: str, wanted: str) -> Found:
    """Whether `subject` needs `wanted`, itself or in one of its zones."""
    conclusions = known.everything()
    facts = holding(known, conclusions, subject, wanted)
    if facts:
        verdict: Yes = "may" if facts[0]["modality"] in WEAK else "yes"
        listed = requirement_facts(known, conclusions, subject, category_of(known, wanted)) if facts[0]["subject"] != subject else ()
        aside = _numbered_reason(known, subject, wanted, [entry(known, conclusions, fact) for fact in listed])
        zones = {fact["subject"]: fact for fact in reversed(facts)} if facts[0]["subject"] != subject else {subject: facts[0]}
        said = "".join(_sentence(subject, fact) for fact in reversed(zones.values()))
        return Found(Verdict(verdict, said, aside), conclusions, (*facts, *(listed if aside else ())))
    category = category_of(known, wanted)
    others = requirement_facts(known, conclusions, subject, category)
    if not others and known.standard.class_of(subject) == "zone":
        others = conclusions.of("requirement", subject=subject)
    items = [entry(known, conclusions, other) for other in others]
    reason = _numbered_reason(known, subject, wanted, items) or listed_reason(subject, category, items)
    return Found(Verdict("no", f"标准没有要求{subject}有{wanted}。", reason), conclusions, others)


def _numbered_reason(known: Knowledge, subject: str, wanted: str, items: list[Item]) -> str:
    """For a long numbered list: which numbers are required, and that the number of `wanted` is not among them."""
    lists = (clause.numbered for clause in known.standard.clauses.values() if clause.numbered)
    number = next((numbered.items.index(wanted) + 1 for numbered in lists if numbered.subject == ANY_HALL and wanted in numbered.items), 0)
    if not number or len(items) <= SHORT or not all(item.number for item in items):
        return ""
    return f"{subject}应有的是清单的第{ranges([item.number for item in items])}项，{wanted}是第{number}项，不在其中。"


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order with runs drawn together: 1~3、5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}~{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _sentence(subject: str, fact: Fact) -> str:
    owner, name = fact.text("subject"), fact.text("item")
    verbs = {"应": "应有", "包括": "有", "可": "可以有", "一般": "一般有", "可选": "可选配", "有条件的": "有条件的可以有"}
    place = f"{subject}的{owner}" if owner != subject else subject
    scope = f"（{fact['scope']}）" if fact["scope"] else ""
    number = f"（第{fact['number']}项）" if fact["number"] and fact["category"] == "设施及用品" else ""
    return f"{place}{verbs[fact.text('modality')]}{name}{number}{scope}。"


def _qualification(known: Knowledge, asked: Asked) -> Found | None:
    """Whether staff, of each place where places are named, must have a qualification."""
    if not asked.places and not asked.of("staff"):
        return None
    cases = [(place, staff) for place in asked.places or ("",) for staff in asked.of("staff") or ("",)]
    return _together(known, [_qualified(known, place, staff, wanted) for wanted in asked.of("qualification") for place, staff in cases])


def _qualified(known: Knowledge, place: str, staff: str, wanted: str) -> Found:
    """Whether `staff` ("" for any) of `place` ("" for any) must have the qualification `wanted`."""
    conclusions = known.everything()
    own = [fact for fact in conclusions.of("requirement", category="任职资格") if _applies(known, fact, place, staff)]
    met = [fact for fact in own if fact["item"] == wanted]
    if met:
        lines = dict.fromkeys(f"{fact['subject']}应满足“{wanted}”（{fact['scope']}）。" for fact in met)
        return Found(Verdict("yes", "".join(lines), ""), conclusions, tuple(met))
    who = f"{place}{'的' if place and staff else ''}{staff}"
    others = [
        fact
        for fact in conclusions.of("requirement", category="任职资格", item=wanted)
        if known.standard.class_of(fact.text("subject")) in ("hall", "channel")
    ]
    elsewhere = "；".join(f"{fact['subject']}（{fact['scope']}）" for fact in others)
    names = "、".join(dict.fromkeys(fact.text("item") for fact in own))
    reason = f"标准只对这些人员提出这一要求：{elsewhere}。" + (f"对{who}的要求是：{names}。" if names else "")
    return Found(Verdict("no", f"标准没有要求{who}满足“{wanted}”。", reason), conclusions, (*own, *others))


def _applies(known: Knowledge, fact: Fact, place: str, staff: str) -> bool:
    """Whether a qualification is asked of `staff` in `place`: said of the staff, with the place as its scope, or of the place."""
    subject, scope = fact.text("subject"), fact.text("scope")
    in_hall = known.standard.class_of(place) == "hall"
    if staff:
        covered = (staff, known.standard.concepts[staff].broader)
        return subject in covered and (not place or place in scope or (in_hall and "各级营业厅" in scope))
    return subject == place or (in_hall and subject == ANY_HALL)


def _step(known: Knowledge, asked: Asked, wanted: str) -> Found:
    """Whether the flows of the services named contain the step `wanted`."""
    cases = known.standard.narrower[wanted]
    services = tuple(dict.fromkeys(name for service in asked.of("service") for name in with_flow(known, service)))
    without = [service for service in asked.of("service") if not with_flow(known, service)]
    if not services:
        return without_flow(known, without[0])
    conclusions = known.about(*services)
    lines = [f"所见文本没有{service}的流程。" for service in without]
    facts: list[Fact] = []
    verdicts: list[Yes] = ["unknown" for _ in without]
    for service in services:
        flow = step_facts(conclusions, service)
        hit = next((fact for fact in flow if fact["action"] in cases), None)
        lost = any(known.item(fact, "action").lost for fact in flow)
        if hit:
            verdicts.append("yes")
            lines.append(f"{service}的流程有“{hit['action']}”，是第{hit['number']}步。")
            facts.append(hit)
        else:
            verdicts.append("unknown" if lost else "no")
            near = next((fact for fact in flow if fact["action"] in known.standard.concepts[wanted].related), None)
            tail = f"，但有“{near['action']}”（第{near['number']}步）" if near else ""
            if lost:
                lines.append(f"{service}的流程里，读得出的环节没有“{wanted}”{tail}；流程末尾原文缺失，缺失部分有没有不能确定。")
            else:
                lines.append(f"{service}的流程没有“{wanted}”这一步{tail}。")
            facts += flow
    verdict: Yes = verdicts[0] if len(set(verdicts)) == 1 else "unknown"
    remark = ("标准只列环节，没有规定收费金额。",) if wanted == FEE_STEP else ()
    return Found(Verdict(verdict, "".join(lines), "", remark), conclusions, tuple(facts), ("5.1.1",) if without else ())


def _hours(known: Knowledge, asked: Asked) -> Found | None:
    """Whether something is to be had round the clock."""
    if asked.places == (ANY_HALL,):
        return None
    if not asked.places and not asked.of("function"):
        return None
    found = hours_laid_down(known, asked)
    if found is None or found.conclusions is None:
        if not asked.halls:
            return None
        reason = "所见文本没有规定各级营业厅的营业时间；只有D级具备“客户自助”方式的，可根据当地情况和客户需求提供24小时服务。"
        conclusions = known.about("D级营业厅")
        return Found(Verdict("no", f"标准没有要求{asked.halls[0]}提供24小时服务。", reason), conclusions, conclusions.of("hours"))
    modes = asked.of("mode")
    # beside a function the scope may name the mode by another word (人工受理故障报修); K20: by itself that mode is not served at all hours
    words = {mode: known.standard.concepts[mode].words if asked.of("function") else (mode,) for mode in modes}
    unnamed = [mode for mode in modes if not any(not fact["scope"] or _names(fact.text("scope"), words[mode]) for fact in found.facts)]
    lines = [hours_line(known, fact) for fact in found.facts]
    silent = [place for place in asked.places if all(fact["subject"] != place for fact in found.facts)]
    lines += [f"标准没有规定{place}的服务时间" for place in silent]
    whole = [fact for fact in found.facts if "24小时" in fact.text("hours")]
    if unnamed:
        statement = f"标准没有要求{'、'.join(unnamed)}提供24小时服务。"
        return Found(Verdict("no", statement, f"规定的是：{'；'.join(lines)}。"), found.conclusions, found.facts)
    verdict: Yes
    if {fact.text("modality") for fact in whole} == {"可"}:
        verdict, statement = "may", "不是必须：" + "；".join(lines) + "。"
    elif whole and len(whole) == len(lines):
        verdict, statement = "yes", "是的：" + "；".join(lines) + "。"
    elif whole:
        verdict, statement = "may", "分情况：" + "；".join(lines) + "。"
    else:
        verdict, statement = "no", "标准没有这样规定：" + "；".join(lines) + "。"
    return Found(Verdict(verdict, statement, ""), found.conclusions, found.facts)


def _names(scope: str, words: Iterable[str]) -> bool:
    return any(word in scope for word in words)


def _anywhere(known: Knowledge, asked: Asked, wanted: str) -> Found:
    """Whether a thing is needed when no place was named: which grades of hall, channels and zones need it."""
    query = type(asked.query)("holder", concepts=(wanted,))
    found = holders(known, Asked(query, asked.standard))
    if not isinstance(found.finding, Holders):
        return found
    halls = [holder for holder in found.finding.holders if known.standard.class_of(holder.name) == "hall"]
    others = [holder for holder in found.finding.holders if holder not in halls]
    lacking = "、".join(holder.name for holder in found.finding.lacking)
    in_others = "、".join(holder.name + (f"（{holder.detail}）" if holder.detail else "") for holder in others)
    inside = [fact for fact in known.everything().of("requirement", category="区内配置") if wanted in fact.text("scope")]
    details = (f"{inside[0]['scope']}：{'、'.join(fact.text('item') for fact in inside)}",) if inside else ()
    verdict: Yes
    if halls and not lacking:
        verdict, statement = "yes", f"各级（A、B、C、D级）营业厅都应有{wanted}。"
    elif halls:
        verdict, statement = "unknown", f"要有{wanted}的是：{'、'.join(holder.name for holder in halls)}；标准没有要求{lacking}有{wanted}。"
    elif others:
        verdict, statement = "unknown", f"标准没有要求营业厅有{wanted}。"
    elif services := [
        fact for fact in known.everything().of("requirement", item=wanted) if asked.standard.class_of(str(fact["subject"])) == "service"
    ]:
        listed = Verdict("unknown", f"{wanted}列在新装、增容及变更用电业务的服务人员之中，标准没有说由哪个营业厅或渠道配备。", "")
        return Found(listed, known.everything(), tuple(services[:1]))
    else:
        verdict, statement = "no", f"标准没有要求{wanted}。"
    if others:
        details = (f"列有{wanted}的还有：{in_others}", *details)
    return Found(Verdict(verdict, statement, "", details), found.conclusions, (*found.facts, *inside), found.clauses)
