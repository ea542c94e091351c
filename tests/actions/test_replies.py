"""What is replied to every question that the standard answers, and to the golden cases: how it reads, what it cites, how it is read out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.wording import BREATH_CHARACTERS, answer_text, explanation_text, spoken_text
from rules.advisor import Advisor
from rules.findings import Amount, Answer, Finding, Item, Verdict
from rules.golden import load_cases
from rules.loader import load
from rules.question import forms
from rules.question.askable import askable
from rules.question.forms import (
    All,
    And,
    Between,
    Beyond,
    Compare,
    Comply,
    Conditional,
    Count,
    Counts,
    Decide,
    DescribedHall,
    Difference,
    Entered,
    EntriesOf,
    Has,
    Hours,
    Intersection,
    List,
    Many,
    Mention,
    Named,
    Not,
    OpenAllHours,
    Or,
    Order,
    Provision,
    Question,
    Rank,
    Removes,
    SameAs,
    Select,
    Social,
    StepAt,
    Suppose,
    Union,
    Unlisted,
    Where,
)
from tests.actions.findings import TEXTS
from tests.actions.findings.builders import GUARD, answered, case, verdict

STANDARD = load()
GOLDEN = Path(__file__).parents[2] / "data" / "golden"
A, B, C, D = "A级营业厅", "B级营业厅", "C级营业厅", "D级营业厅"
HALL, HOTLINE, ONLINE, ONSITE = "供电营业厅", "95598供电服务热线", "网上营业厅", "客户现场"
AGENTS, COMMUNITY = "银行及其他代办机构", "社区及其他渠道"
QUOTED = re.compile(r"“[^”]*”|《[^》]*》")  # words of the source, and of who asks, stay as they are
SIMPLIFIED = opencc.OpenCC("t2s")
CITED = re.compile(r"（依据 (.*?)(?:等)?）(?=[。；：\n（]|$)")
CLAUSE = re.compile(r"\d\.\d")
ABOUT_CLAUSES = ("clausetext", "passages", "mentioned", "gone")
"""Kinds of finding that speak of clauses, so that their numbers are read out."""


@dataclass(frozen=True)
class Reply:
    """What is replied to one question."""

    answer: Answer
    text: str
    spoken: str
    explanation: str

    def __str__(self) -> str:
        return f"{self.answer.says} -> {self.text}"


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor(STANDARD, search=lambda text: ())


@pytest.fixture(scope="module")
def replies(advisor: Advisor) -> list[Reply]:
    """The replies to all questions that can be asked of the standard, and to those of the golden cases."""
    questions = dict.fromkeys([*askable(advisor.views), *(case.form for case in load_cases(GOLDEN))])
    answers = [advisor.answer(question) for question in questions]
    return [Reply(answer, answer_text(answer), spoken_text(answer), explanation_text(answer)) for answer in answers]


def found_in(replies: Iterable[Reply], wrong: Callable[[Reply], object]) -> list[str]:
    """The replies with which something is wrong, a few of them."""
    return [str(reply) for reply in replies if wrong(reply)][:5]


# ---- how they read

NEVER = {
    "a comma before a full stop": "，。",
    "two full stops": "。。",
    "two semicolons": "；；",
    "two commas between entries": "、、",
    "empty brackets": "（）|\\(\\)|“”|《》",
    "punctuation after punctuation": "[。；、：，？！][。；：，、]",
    "badly filled brackets": "（[，、；。：]|[，、；：]）",
    "words of the program": "[a-z]{2,}|\\b(?:None|True|False)\\b",
    "what a template leaves behind": "[{}]",
    "blanks": "  | $|^ ",
    "應滿足": "应满足“",
    "who does not require": "没有（不要求）",
    "a number that is missing": "第项|共项|第、|、项",
    "two words for and": "既既|又又|，又又",
    "的 twice": "的的",
    "brackets in brackets": "（（|））",
    "a verb before its object": "都的",
    "a subject twice": "(?<!\\w)(\\w+级营业厅)是\\1是",
    "only that it is so": "是这样。",
    "a colon with nothing after it": "：\\n（依据|：\\n说明|：\\Z",
}
"""What no reply and no explanation holds."""


@pytest.mark.parametrize("words", NEVER.values(), ids=list(NEVER))
def test_what_no_reply_holds(replies: list[Reply], words: str) -> None:
    pattern = re.compile(words, re.MULTILINE)
    assert found_in(replies, lambda reply: pattern.search(reply.text) or pattern.search(reply.spoken)) == []
    assert [reply.explanation for reply in replies if pattern.search(reply.explanation)][:3] == []


def test_there_is_always_a_reply(replies: list[Reply]) -> None:
    assert len(replies) > 3500
    assert found_in(replies, lambda reply: not (reply.text.strip() and reply.spoken.strip() and reply.explanation.strip())) == []
    assert found_in(replies, lambda reply: any(not line.strip() for line in reply.text.split("\n"))) == []


def test_no_line_is_said_twice(replies: list[Reply]) -> None:
    assert found_in(replies, lambda reply: len(set(reply.text.split("\n"))) < len(reply.text.split("\n"))) == []


def test_brackets_and_quotation_marks_are_closed(replies: list[Reply]) -> None:
    def open_(text: str) -> bool:
        return any(text.count(left) != text.count(right) for left, right in ("（）", "“”", "《》", "［］"))

    assert found_in(replies, lambda reply: open_(reply.text) or open_(reply.spoken)) == []


def test_replies_are_in_simplified_characters(replies: list[Reply]) -> None:
    """Without the words of the source that are quoted."""
    text = "\n".join(QUOTED.sub("", f"{reply.text}\n{reply.explanation}") for reply in replies)
    assert SIMPLIFIED.convert(text) == text
    assert not re.search("坐席|勘察|规档|帐户|帐单", text)


def test_every_kind_of_finding_is_among_them(replies: list[Reply]) -> None:
    """But for what is asked back or found by words, which no question of the standard leads to."""
    assert {reply.answer.kind for reply in replies} >= {finding.__class__.__name__.lower() for finding, _ in TEXTS.values()} - {
        *("mentioned", "passages", "notfound")
    }


# ---- yes or no

BEGINS = {
    "yes": ("要，", "有，", "可以，", "是的，", "包括，"),
    "may": ("可以，", "可以有，", "不是必须"),
    "no": ("不用，", "不能，", "不是", "不包括，", "没有，"),
    "partly": ("各不相同：", "分情况："),
}
"""With what a verdict begins; what cannot be said begins with none of these."""


def begins_rightly(reply: Reply) -> bool:
    """Whether a verdict begins with its word."""
    finding = reply.answer.finding
    if not isinstance(finding, Verdict):
        return True
    if finding.truth in BEGINS:
        return reply.text.startswith(BEGINS[finding.truth])
    sure = tuple(word for words in BEGINS.values() for word in words)
    return not reply.text.startswith(sure) and bool(re.search("缺失|没有规定|没有对|不能断定|不能确定|所见文本", reply.text))


def test_a_verdict_begins_with_its_word(replies: list[Reply]) -> None:
    told = [reply for reply in replies if reply.answer.kind == "verdict"]
    assert {reply.answer.finding.truth for reply in told} >= {"yes", "may", "no", "partly", "undecidable", "silent"}
    assert found_in(told, lambda reply: not begins_rightly(reply)) == []


def test_a_no_says_what_there_is_instead(replies: list[Reply]) -> None:
    """Of halls, channels and zones: the entries that are required, or their numbers in the list."""
    instead = re.compile("列出的|应有的是清单的|要求是|流程没有|没有把|没有哪一|不是")
    told = [reply for reply in replies if reply.answer.kind == "verdict" and reply.answer.finding.truth == "no"]
    assert len(told) > 500
    assert found_in(told, lambda reply: not instead.search(reply.text)) == []


# ---- what they cite


def test_no_reply_cites_a_clause_that_is_none(replies: list[Reply]) -> None:
    def wrong(reply: Reply) -> list[str]:
        numbers = [number for cited in CITED.findall(reply.text) for number in cited.split("、")]
        return [number for number in numbers if number not in STANDARD.clauses]

    assert sum(len(CITED.findall(reply.text)) for reply in replies) > 3000
    assert found_in(replies, wrong) == []


def test_what_is_cited_is_among_the_citations(replies: list[Reply]) -> None:
    """What the text names is in the answer's structure too, as long as that has room for all."""

    def wrong(reply: Reply) -> set[str]:
        named = {number for cited in CITED.findall(reply.text) for number in cited.split("、")}
        cited = {citation.clause for citation in reply.answer.citations}
        return set() if len(cited) >= 24 else named - cited

    assert found_in(replies, wrong) == []


def uncited(reply: Reply) -> bool:
    """Whether a reply that rests on clauses names none."""
    return bool(reply.answer.citations) and "依据" not in reply.text and reply.answer.kind not in ABOUT_CLAUSES


def test_what_rests_on_clauses_names_them(replies: list[Reply]) -> None:
    assert found_in(replies, uncited) == []


def test_each_remark_is_told_once(replies: list[Reply]) -> None:
    def wrong(reply: Reply) -> bool:
        return any(reply.text.count(f"说明：{remark}") != 1 for remark in reply.answer.remarks)

    assert any(reply.answer.remarks for reply in replies)
    assert found_in(replies, wrong) == []


# ---- how they are read out


def test_what_is_read_out_is_one_breath(replies: list[Reply]) -> None:
    assert found_in(replies, lambda reply: len(reply.spoken) > BREATH_CHARACTERS + 40 or "\n" in reply.spoken) == []
    assert BREATH_CHARACTERS + 40 <= 220


def test_what_is_for_the_eye_is_not_read_out(replies: list[Reply]) -> None:
    """No clauses, bullets, arrows, states of clauses; the numbers of a list only where the standard speaks of them itself."""
    marks = re.compile("（依据|［|→|· |说明：|[①-⑳](?![、~和类项种个])|(?<=[：、])\\d+\\.")
    assert found_in(replies, lambda reply: marks.search(reply.spoken)) == []
    others = [reply for reply in replies if reply.answer.kind not in ABOUT_CLAUSES]
    assert found_in(others, lambda reply: CLAUSE.search(reply.spoken)) == []


def test_what_is_read_out_are_whole_sentences(replies: list[Reply]) -> None:
    assert found_in(replies, lambda reply: not reply.spoken.endswith(("。", "？", "！"))) == []


def test_what_is_read_out_begins_as_what_is_written(replies: list[Reply]) -> None:
    """The answer itself, not what stands around it."""
    signs = re.compile("[①-⑳]|\\d+\\.(?=\\D)|^· |（依据.*|［.*?］")

    def start(text: str) -> str:
        return re.sub("\\W", "", signs.sub("", text.split("\n")[0]))[:6]

    assert found_in(replies, lambda reply: start(reply.text) != re.sub("\\W", "", reply.spoken)[:6]) == []


# ---- whatever is composed of it


def of_class(*classes: str) -> st.SearchStrategy[str]:
    """A concept of one of the classes."""
    return st.sampled_from([name for cls in classes for name in STANDARD.of_class(cls)])


SUBJECTS = of_class("hall", "channel", "zone", "service", "function", "staff")
THINGS = of_class("staff", "mode", "zone", "facility", "qualification", "document", "step", "function", "service")
ASPECTS = st.sampled_from(list(STANDARD.aspects.aspects))
LEAVES = st.builds(EntriesOf, SUBJECTS, ASPECTS)
ALIKE = st.sampled_from([name for name, aspect in STANDARD.aspects.aspects.items() if not aspect.through])
PAIRS = st.tuples(SUBJECTS, SUBJECTS, ALIKE).map(lambda parts: (EntriesOf(parts[0], parts[2]), EntriesOf(parts[1], parts[2])))
LISTS = LEAVES | PAIRS.map(lambda pair: Difference(*pair)) | PAIRS.map(Union) | PAIRS.map(Intersection)
HAVING = st.builds(Has, THINGS)
OF_HALLS = st.builds(Has, of_class("staff", "mode", "zone", "facility", "qualification"))
OPEN = st.builds(OpenAllHours, st.just("") | of_class("mode", "function"))
SPECIAL = (
    st.builds(Counts, ASPECTS, st.sampled_from(["at least", "at most", "exactly"]), st.integers(0, 12))
    | st.builds(SameAs, SUBJECTS, ASPECTS)
    | st.builds(Conditional, of_class("channel"))
)
SEVERAL = st.lists(SUBJECTS, min_size=1, max_size=3, unique=True).map(lambda names: Named(tuple(names)))
AMONG = st.sampled_from(["hall", "channel", "zone", "service", "function", "staff", ""]).map(All) | SEVERAL
PAIR = st.lists(SUBJECTS, min_size=2, max_size=3, unique=True).map(lambda names: Named(tuple(names)))


def predicates(leaves: st.SearchStrategy[forms.Predicate]) -> st.SearchStrategy[forms.Predicate]:
    """A leaf, its opposite, or two of them together."""
    return leaves | leaves.map(Not) | st.tuples(leaves, leaves).map(And) | st.tuples(leaves, leaves).map(Or)


COMPOSED: st.SearchStrategy[Question] = st.one_of(
    LISTS.map(lambda entries: List((entries,))),
    PAIRS.map(List),
    LISTS.map(lambda entries: Count(List((entries,)))),
    st.builds(Where, AMONG, predicates(HAVING | OPEN | SPECIAL)).map(Select),
    st.builds(Where, AMONG, predicates(HAVING)).map(Select).map(Count),
    st.builds(Decide, SEVERAL, predicates(HAVING | OPEN), st.sampled_from(["each", "every", "some"])),
    st.builds(Decide, of_class("hall").map(lambda name: Named((name,))), OF_HALLS, st.just("only")),
    st.builds(Rank, AMONG, ASPECTS, st.sampled_from(["most", "least"])),
    st.builds(forms.Alike, AMONG, ASPECTS),
    st.builds(Compare, PAIR, st.just(()) | st.tuples(ASPECTS)),
    st.builds(StepAt, of_class("service"), st.integers(-14, 14), st.just("") | of_class("step")),
    st.builds(Between, of_class("service"), of_class("step"), st.just("") | of_class("step")),
    st.builds(Order, of_class("service"), st.tuples(of_class("step"), of_class("step"))),
    st.builds(Hours, st.lists(SUBJECTS, max_size=2, unique=True).map(tuple), st.just("") | of_class("mode", "function")),
    st.builds(Suppose, of_class("hall"), st.tuples(THINGS).map(forms.Adds) | st.tuples(THINGS).map(Removes)),
    st.builds(Unlisted, SUBJECTS, st.just("空调")),
    st.builds(forms.Quantity, THINGS, st.just("") | SUBJECTS, st.sampled_from([0, 3])),
    st.builds(Mention, st.sampled_from(list(STANDARD.clauses)), st.tuples(THINGS)),
    st.builds(forms.Entry, SUBJECTS, ASPECTS, st.tuples(st.integers(-1, 40))),
    st.builds(Provision, SUBJECTS, of_class("matter", "category")),
)
BROKEN = re.compile("[{}]|None|“”|（）|，。|。。|；；|、、|[。；：，？！][。；：，]")


@given(COMPOSED)
@settings(max_examples=400, deadline=None)
def test_whatever_is_composed_has_a_reply(advisor: Advisor, question: Question) -> None:
    """Whether it makes sense or not: some text, whole, with clauses that exist."""
    answer = advisor.answer(question)
    text, spoken, explanation = answer_text(answer), spoken_text(answer), explanation_text(answer)
    for told in (text, spoken, explanation):
        assert told.strip()
        assert not BROKEN.search(told), told
    assert {number for cited in CITED.findall(text) for number in cited.split("、")} <= set(STANDARD.clauses)
    assert len(spoken) <= BREATH_CHARACTERS + 40


# ---- what nobody would say, or what is not so: once said, and put right


def which(cls: str, predicate: forms.Predicate) -> Select:
    """Which of a class satisfy a predicate."""
    return Select(Where(All(cls), predicate))


def of(subject: str, aspect: str, **more: str) -> List:
    """What a subject has."""
    return List((EntriesOf(subject, aspect, **more),))


def whether(subject: str, predicate: forms.Predicate, quantifier: forms.Quantifier = "each") -> Decide:
    """Whether a predicate holds of a subject."""
    return Decide(Named((subject,)), predicate, quantifier)


FLOW, CAN, CHANNELS, MEMBERS, QUALIFIED = "服务流程", "服务功能", "服务渠道", "服务项目", "任职资格"
FACILITIES, STAFF, FITTINGS, HOURS = "设施及用品", "服务人员", "区内配置", "服务时间"
DIPLOMA = Has("大专及以上学历")
WAITING = Compare(Named((HALL, ONSITE)), (FITTINGS,))
SAID: dict[str, tuple[Question | Finding, str]] = {
    "not seven kinds": (whether(A, Counts(STAFF, "at least", 7)), "没有把列入"),
    "as many as can be read": (whether("临时用电延期", Counts(FLOW, "exactly", 4)), "“”"),
    "some with twenty steps": (Decide(All("service"), Counts(FLOW, "at least", 20), "some"), "“”"),
    "all with three kinds": (Decide(All("hall"), Counts(STAFF, "at least", 3), "every"), "要有；"),
    "on a condition": (whether("过户", Conditional(ONLINE)), "是这样"),
    "on no condition": (whether("过户", Conditional(HALL)), "不在过户的服务功能之内"),
    "not known on what condition": (whether("外呼", Conditional(ONLINE)), "网上营业厅在外呼"),
    "the same steps": (whether("新装", SameAs("增容", FLOW)), "是这样"),
    "other steps": (whether("新装", SameAs("过户", FLOW)), "“过户”这一步"),
    "perhaps the same steps": (whether("临时用电延期", SameAs("过户", FLOW)), "第项"),
    "perhaps only this one": (whether("销户", Has("结清相关费用"), "only"), "^不是"),
    "all steps": (Decide(All("service"), Has("回访"), "every"), "没有这一要求"),
    "all channels": (Decide(All("channel"), Has("投诉"), "every"), "没有这一要求"),
    "some may": (Decide(All("hall"), OpenAllHours(), "some"), "D级营业厅提供24小时"),
    "a list of all grades": (whether(HALL, Has("引导区")), "^要，"),
    "one grade only": (whether("收费员", DIPLOMA), "^要，A级"),
    "who takes part": (whether("过户", Has("网站受理员")), "过户有网站受理员"),
    "in two zones": (whether(HALL, Has("桌椅")), "供电营业厅的洽谈区"),
    "optional": (whether(COMMUNITY, Has("电费收缴")), "客户自助缴费，方式为客户自助缴费"),
    "two that only pre-accept": (Decide(Named((HOTLINE, ONLINE)), Has("过户")), "但.*但"),
    "a kind of thing": (
        verdict(case(aspect=FACILITIES, thing="自助终端设施", held=(Item("自助缴费终端", 26, "应"),))),
        "自助终端设施（第26项）",
    ),
    "hours that are not laid down": (whether(COMMUNITY, OpenAllHours()), "^不是，"),
    "hours in a row": (whether(HOTLINE, OpenAllHours()), "热线：（"),
    "hours of one function": (Hours((), "故障报修"), "网上营业厅|客户现场"),
    "hours of a mode": (Hours((HOTLINE,), "短信"), "热线短信"),
    "a list of another channel": (whether(D, Has("传真")), "4\\.2\\.3\\.1"),
    "a part that is lost": (Unlisted("临时用电延期", "", (FLOW,)), "没有列出的，标准没有规定"),
    "a service of which nothing is said": (which("channel", Has("更名")), "都不能办"),
    "hours of others": (which("hall", OpenAllHours()), "A级营业厅（具备"),
    "an end that is lost": (which("service", Has("回访")), "缺失）：原文有缺失"),
    "only pre-accepted": (which("channel", Has("新装", way="预受理")), "的是：95598供电服务热线（只是预受理"),
    "counted modes": (
        Count(Select(Where(Entered(EntriesOf(HOTLINE, "服务方式")), OpenAllHours(at=HOTLINE)))),
        "3处",
    ),
    "groups of services": (which("service", Has("临时用电")), "暂停.*标准没有规定这方面"),
    "a remark on something else": (which("function", Has(ONLINE)), "热线和网上只是预受理"),
    "of a kind of agent": (of("外语座席", QUALIFIED), "属于“95598座席”"),
    "where a notice is": (of("停电信息公告", CHANNELS), "办理"),
    "where a query is": (of("电费查询", CHANNELS), "供电营业厅：属于"),
    "a group": (of("新装、增容及变更用电", MEMBERS), "：新装、增容及变更用电、"),
    "how a service is had": (of(HOTLINE, CAN, way="预受理"), "的服务功能（共2个）"),
    "how no service is had": (of(ONSITE, CAN, way="预受理"), "标准没有规定客户现场的服务功能"),
    "hours among all the rest": (List((EntriesOf(D),)), "客户需求24小时"),
    "entries with and without a place": (
        List((Union((EntriesOf("业务办理区", FITTINGS), EntriesOf(A, FITTINGS))),)),
        "；：|：：",
    ),
    "steps and staff": (
        Count(List((Union((EntriesOf("减容", FLOW), EntriesOf("过户", STAFF))),))),
        "0\\.",
    ),
    "functions": (Count(of(HALL, CAN)), "12个"),
    "services of a group": (Count(of("变更用电", MEMBERS)), "16个|的服务项目共"),
    "steps": (Count(of("过户", FLOW)), "环节共5步"),
    "qualifications": (Count(of("外语座席", QUALIFIED)), "3个"),
    "none": (Count(List((Difference(EntriesOf(C, STAFF), EntriesOf(A, STAFF)),))), "共0"),
    "all alike": (Rank(All("service"), CHANNELS, "most"), "最多的是"),
    "nobody alike": (forms.Alike(All("hall"), STAFF), "和别的都不一样的是"),
    "alike but for the grade": (
        forms.Alike(All("staff"), QUALIFIED),
        "营业厅主管、[^的]*95598座席[^的]*的任职资格完全一样",
    ),
    "alike but for the hours": (forms.Alike(All("function"), CHANNELS), "保供电[^。]*7×24小时"),
    "the step after": (StepAt("过户", 1, "现场勘查"), "流程的“现场勘查”的"),
    "nine steps on": (StepAt("过户", 9, "现场勘查"), "后面没有了"),
    "first and then": (Order("迁址", ("收取相关营业费用", "图纸审核")), "再“图纸审核”（第5步）"),
    "with a service without a flow": (Compare(Named(("过户", "更名")), (FLOW,)), "过户相同"),
    "how only one has it": (Compare(Named((ONLINE, ONSITE)), (CAN,)), "都有的是[^。]*预受理"),
    "hours beside each other": (Compare(Named((ONLINE, ONSITE)), (HOURS,)), "（一般，"),
    "provisions beside each other": (Compare(Named((ONLINE, AGENTS)), ("服务网络布局",)), "是由|是应"),
    "without somebody": (Suppose(C, Removes(("保安员",))), "没有它"),
    "with somebody": (Suppose(C, forms.Adds(("引导员",))), "加了它"),
    "with what may be lost": (Suppose(C, forms.Adds(("触摸屏",))), "标准没有要求C级营业厅有触摸屏"),
    "what it then may": (Suppose(C, forms.Becomes(D)), "要增加：[^不]*24小时（可"),
    "clauses twice": (Suppose(C, forms.Becomes(B)), "\n（依据"),
    "an entry of a list": (Mention("4.1.6", ("便民伞",)), "没有提到"),
    "no such list": (forms.Entry(ONLINE, STAFF, (1,)), "网上营业厅、服务人员的清单"),
    "how many zones": (forms.Quantity("引导区"), "\n应设置在大厅入口旁"),
    "near, and nothing": (Beyond(("营业时间",), Hours((A,))), "相近的规定：\n标准的所见文本没有"),
    "part of itself": (which("service", Has("变更用电")), "变更用电不包括变更用电"),
    "all channels, of one": (which("channel", Not(Has("引导区"))), "各个渠道都"),
    "steps nobody asked for": (which("service", Not(Has("回访"))), "第11步"),
    "what lists are made of": (List((Difference(EntriesOf(B, "功能分区"), EntriesOf(C, "功能分区")),)), "B级营业厅的功能分区："),
    "the number of the first": (StepAt("改压", 1), "（第1步"),
    "as many as others": (Rank(All("hall"), "服务方式", "most"), "A级营业厅（5种）"),
    "hours one by one": (Hours((HOTLINE,)), "短信应提供"),
    "hours one by one, in a list": (of(HOTLINE, HOURS), "短信应提供"),
    "grades one by one": (of(HALL, "服务方式"), "· B级营业厅："),
    "notes one by one": (of(ONLINE, QUALIFIED), "大专及以上学历（"),
    "facilities grade by grade": (of(HALL, FACILITIES), "· A级营业厅：①"),
    "a yes for each": (whether(A, And((Has("保安员"), Has("收费员"), Has("引导区")))), "A级营业厅.*A级营业厅"),
    "a no for each": (Decide(Named((C, D)), Has("便民伞")), "。标准没有要求D级营业厅"),
    "the list of another": (Decide(Named((C, D)), Has("引导区")), "D级营业厅的功能分区列出的是：业务办理区"),
    "what was denied": (whether(C, Not(Has("保安员"))), "^不用"),
    "what was denied and is so": (whether(A, Not(Has("保安员"))), "^要"),
    "more than pre-accepted": (whether(HALL, Has("过户", way="预受理")), "不在供电营业厅的服务功能之内"),
    "perhaps at most four": (whether("临时用电延期", Counts(FLOW, "at most", 4)), "不环节"),
    "so many, one by one": (whether(A, Counts(FACILITIES, "at least", 30)), "营业厅门楣"),
    "all that is there": (Comply((DescribedHall("甲厅", D, complete=True),)), "在方面"),
    "kinds and what they are kinds of": (Count(of("变更用电", MEMBERS)), "有工程临时用电"),
    "others of the same place": (whether("保安员", Has("大专及以上学历", scope=A)), "有这一要求：A级营业厅"),
    "what else is laid down": (Decide(All("hall"), Has("引导区"), "every"), "大厅入口旁"),
    "twenty-five services": (Decide(Named(("过户",)), Has("网站受理员"), "only"), "减容恢复"),
    "twenty-three facilities": (Unlisted(C, "轮椅"), "营业厅门楣"),
    "all that both have": (Compare(Named((A, D)), (FACILITIES,)), "营业厅铭牌"),
    "a hall that is a hall": (Compare(Named((A, B)), ("服务网络布局",)), "A级营业厅：A级营业厅"),
    "clauses named beside": (Many((of(A, STAFF), of(B, STAFF))), "\n（依据"),
    "a list in a list": (of(HOTLINE, CAN), "外呼、新装、"),
    "all of twenty-five": (Decide(All("service"), Has("现场勘查"), "every"), "减容恢复"),
    "the number of the last": (StepAt("增容", -1), "（第12步"),
    "a sentence in a list": (Compare(Named((C, D)), ("服务网络布局",)), "“C级营业厅"),
    "all of one": (Decide(Named(("咨询查询", "并户")), Has("业务受理员"), "every"), "并户的服务人员都"),
    "alike in nothing": (forms.Alike(Named((ONLINE, HOTLINE)), FACILITIES), "都是。|完全一样，"),
    "one, and no other": (forms.Alike(Named((ONLINE,)), "服务方式"), "各不相同"),
    "a greeting": (Social("greet"), "没有听懂"),
    "thanks": (Social("thank"), "没有听懂"),
    "a guard": (Amount("保安员", 0, ((HALL, STAFF, 4, "类"),), (case(held=(GUARD,)),)), "它在"),
}
"""What is asked or found, and what the reply should not hold."""
LACKING: dict[str, tuple[Question | Finding, str]] = {
    "six kinds of staff": (whether(A, Counts(STAFF, "exactly", 6)), "^是的"),
    "five steps at most": (whether("过户", Counts(FLOW, "at most", 5)), "^是的"),
    "either will do": (whether(C, Or((Has("保安员"), Has("收费员")))), "^(是的|要)"),
    "only this, of what nothing is said": (Decide(Named((A,)), Has("供电客户服务提供标准"), "only"), "."),
    "of the staff of a hall": (whether(B, DIPLOMA), "B级营业厅的服务人员具有"),
    "a mode": (whether(ONLINE, Has("短信")), "这种服务方式"),
    "nothing listed": (Unlisted(AGENTS, "", (QUALIFIED,)), "没有规定"),
    "of a hall": (of(C, QUALIFIED), "服务人员的任职资格"),
    "functions that are lost": (of(A, CAN, way="预受理"), "\\A(?!说明)"),
    "provisions among all the rest": (List((EntriesOf(HALL),)), "整洁明亮"),
    "documents": (List((EntriesOf(HALL),)), "《国家电网品牌推广应用手册》"),
    "the same in two zones": (WAITING, "业务待办区：[^；]*桌椅"),
    "lacking what it need not have": (
        Comply((DescribedHall(C, C, lacks=("保安员", "洽谈区")),)),
        "没有要求C级营业厅有",
    ),
    "on a condition": (whether("过户", Has(ONLINE)), "必须是网站注册或认证客户"),
    "on a condition, at home": (whether("电费查询", Has(ONLINE)), "必须是网站注册或认证客户"),
    "no difference": (Compare(Named(("新装", "增容"))), "^标准对新装和增容的规定是一样的："),
    "not on a list": (whether("变更用电", Has("更名")), "列出的各项里没有更名"),
    "hours of what nobody has": (Hours((), "电话"), "没有规定电话的服务时间"),
    "of some grades": (which("channel", Has("引导区")), "供电营业厅（其中A级营业厅、B级营业厅）"),
    "those that are pre-accepted": (Count(of(HOTLINE, CAN, way="预受理")), "只是预受理的服务功能共2个"),
    "what one may have": (whether(ONSITE, Has("移动POS机")), "^可以有，不是必须："),
    "what it may have besides": (Suppose(C, forms.Becomes(D)), "可以增加（不是必须）：\n· 服务时间"),
    "who needs each of two": (forms.Entry(HALL, FACILITIES, (16, 17)), "第17项[^\n]*\n应具备"),
    "who needs each of two that differ": (
        Many((forms.Entry(HALL, STAFF, (5,)), forms.Entry(HALL, "功能分区", (5,)))),
        "洽谈区。\n应具备",
    ),
}
"""What is asked or found, and what the reply should hold."""


def reply_to(asked: Question | Finding, advisor: Advisor) -> str:
    """The text of the reply to a question, or of a finding."""
    return answer_text(advisor.answer(asked) if isinstance(asked, forms.QUESTIONS) else answered(asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(("asked", "never"), SAID.values(), ids=list(SAID))
def test_what_nobody_would_say(advisor: Advisor, asked: Question | Finding, never: str) -> None:
    assert not re.search(never, reply_to(asked, advisor))


@pytest.mark.parametrize(("asked", "should"), LACKING.values(), ids=list(LACKING))
def test_what_should_be_said(advisor: Advisor, asked: Question | Finding, should: str) -> None:
    assert re.search(should, reply_to(asked, advisor))


def test_how_a_run_of_numbers_is_read_out(replies: list[Reply]) -> None:
    assert found_in(replies, lambda reply: "~" in reply.spoken) == []
