"""Well-formed questions for hypothesis: trees of every form over the concepts of the standard, each of which it can be asked."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from rules.loader import load
from rules.question import forms
from rules.question.forms import (
    All,
    And,
    Conditional,
    Counts,
    Decide,
    DescribedHall,
    Difference,
    Entered,
    Entries,
    EntriesOf,
    Has,
    Intersection,
    Named,
    Not,
    OpenAllHours,
    Or,
    Predicate,
    Question,
    SameAs,
    Subjects,
    Union,
    Where,
)

STANDARD = load()
ASPECTS = STANDARD.aspects.aspects
Strategy = st.SearchStrategy

KNOWN = tuple(name for name, concept in STANDARD.concepts.items() if not concept.lost)
HALLS, CHANNELS, ZONES = (STANDARD.of_class(cls) for cls in ("hall", "channel", "zone"))
SERVICES, FUNCTIONS = STANDARD.of_class("service"), STANDARD.of_class("function")
STEPS = tuple(name for name in STANDARD.of_class("step") if name in KNOWN)
THINGS = tuple(name for cls in ("mode", "staff", "zone", "facility") for name in STANDARD.of_class(cls) if name in KNOWN)
CLASSES = ("hall", "channel", "service", "zone", "staff")
ENTERED = (("变更用电", "服务项目"), ("新装、增容及变更用电", "服务项目"), ("95598供电服务热线", "服务方式"), ("A级营业厅", "功能分区"))
"""Lists of which the entries are themselves subjects."""


def aspects_of(cls: str) -> tuple[str, ...]:
    """The aspects that subjects of a class have, of halls also what is in their zones."""
    own = [name for name, view in ASPECTS.items() if cls in view.subjects]
    return (*own, "区内配置") if cls == "hall" else tuple(own)


def entries_in(aspect: str) -> tuple[str, ...]:
    """What could stand in an aspect."""
    return tuple(name for cls in ASPECTS[aspect].entries for name in STANDARD.of_class(cls) if name in KNOWN)


def one(values: Any) -> Strategy[Any]:
    """One of some values."""
    return st.sampled_from(tuple(values))


def some(values: Any, least: int = 1, most: int = 3) -> Strategy[tuple[Any, ...]]:
    """A few different ones of some values."""
    return st.lists(one(values), min_size=least, max_size=most, unique=True).map(tuple)


def parts(of: Strategy[Any], most: int = 3) -> Strategy[tuple[Any, ...]]:
    """Two or more different parts of a tree."""
    return st.lists(of, min_size=2, max_size=most, unique=True).map(tuple)


WORDS = st.text("一二三四五六七八九十甲乙丙丁ABC123", min_size=1, max_size=8)
"""Any text without signs, for what the standard has no word for."""


# ---- entries


@st.composite
def lists_of(draw: Any, aspect: str = "", subjects: tuple[str, ...] = ()) -> EntriesOf:
    """A list of a subject, in an aspect that its class has."""
    cls = draw(one(CLASSES)) if not aspect else ""
    aspect = aspect or draw(one(aspects_of(cls)))
    owners = subjects or tuple(name for cls in ASPECTS[aspect].subjects for name in STANDARD.of_class(cls))
    scope = draw(one(("", *HALLS))) if aspect == "任职资格" else ""
    way = draw(one(("", "", "预受理"))) if aspect == "服务功能" else ""
    return EntriesOf(draw(one(owners)), aspect, scope, way)


@st.composite
def entries(draw: Any, aspect: str = "", subjects: tuple[str, ...] = (), leaves: int = 4) -> Entries:
    """A list, or one made from several of the same aspect."""
    aspect = aspect or draw(one([name for name, view in ASPECTS.items() if view.entries]))
    return draw(
        st.recursive(
            lists_of(aspect, subjects),
            lambda inner: st.builds(Union, parts(inner)) | st.builds(Intersection, parts(inner)) | st.builds(Difference, inner, inner),
            max_leaves=leaves,
        )
    )


# ---- predicates


@st.composite
def leaves(draw: Any, cls: str) -> Predicate:
    """A predicate without parts that makes sense of a class of subjects."""
    having = [name for name in aspects_of(cls) if ASPECTS[name].entries]
    kinds = ["has", "has", "has", "counts", "same"] + ["open"] * (cls in ("hall", "channel")) + ["way"] * (cls == "channel")
    kinds += ["conditional"] * (cls in ("service", "function"))
    kind, aspect = draw(one(kinds)), draw(one(having))
    if kind == "way":
        return Has(draw(one((*SERVICES, "校表"))), way="预受理")
    if kind == "conditional":
        return Conditional(draw(one(CHANNELS)))
    if kind == "open":
        scope = draw(one(("", "客户自助", "故障报修", "短信"))) if cls == "channel" else ""
        return OpenAllHours(scope)
    if kind == "counts":
        return Counts(aspect, draw(one(get_args(forms.Comparison))), draw(st.integers(0, 33)))
    if kind == "same":
        owners = tuple(name for name in STANDARD.of_class(cls))
        return SameAs(draw(one(owners)), aspect, draw(some(entries_in(aspect), 0, 2)))
    scope = draw(one(("", *HALLS))) if (cls, aspect) == ("staff", "任职资格") else ""
    return Has(draw(one(entries_in(aspect))), draw(one(("", aspect))), scope)


def predicates(cls: str, most: int = 4) -> Strategy[Predicate]:
    """A predicate of subjects of a class."""
    return st.recursive(
        leaves(cls),
        lambda inner: st.builds(And, parts(inner)) | st.builds(Or, parts(inner)) | st.builds(Not, inner),
        max_leaves=most,
    )


# ---- subjects


def subjects(cls: str, filtered: bool = True) -> Strategy[Subjects]:
    """Subjects of a class: named, all, those in a list, or those of them that satisfy a predicate."""
    plain: Strategy[Any] = st.builds(Named, some(STANDARD.of_class(cls))) | st.just(All(cls))
    if cls == "service":
        plain |= one(ENTERED[:2]).map(lambda pair: Entered(EntriesOf(*pair)))
    if cls == "zone":
        plain |= st.just(Entered(EntriesOf(*ENTERED[3])))
    return plain | st.builds(Where, plain, predicates(cls, 2)) if filtered else plain


@st.composite
def chosen(draw: Any) -> Where:
    """Subjects with a predicate."""
    cls = draw(one(CLASSES))
    return Where(draw(subjects(cls)), draw(predicates(cls)))


# ---- questions


@st.composite
def decisions(draw: Any) -> Decide:
    """Whether a predicate holds of subjects."""
    cls = draw(one((*CLASSES, "mode")))
    if cls == "mode":
        modes = draw(some(STANDARD.of_class("mode")))
        return Decide(Named(modes), OpenAllHours(at=draw(one((*CHANNELS, "D级营业厅")))))
    quantifier = draw(one(get_args(forms.Quantifier)))
    asked = st.builds(Named, some(STANDARD.of_class(cls))) if quantifier == "only" else subjects(cls)
    return Decide(draw(asked), draw(predicates(cls)), quantifier)


@st.composite
def ranging(draw: Any) -> tuple[Subjects, str]:
    """Subjects with an aspect in which they are counted or compared."""
    cls = draw(one(CLASSES))
    aspect = draw(one([name for name in aspects_of(cls) if ASPECTS[name].entries and name != "任职资格"] or ["任职资格"]))
    return draw(subjects(cls)), aspect


@st.composite
def comparisons(draw: Any) -> forms.Compare:
    """Subjects of one class side by side."""
    cls = draw(one(CLASSES))
    return forms.Compare(Named(draw(some(STANDARD.of_class(cls), 2))), draw(some(aspects_of(cls), 0, 2)))


@st.composite
def described(draw: Any) -> DescribedHall:
    """A hall as somebody might describe it."""
    has = draw(some(THINGS, 1, 4))
    lacks = draw(some([thing for thing in THINGS if thing not in has], 0, 2))
    return DescribedHall(draw(one(("甲厅", "乙厅", "城东厅"))), draw(one(("", *HALLS))), has, lacks, draw(st.booleans()))


@st.composite
def compliances(draw: Any) -> forms.Comply:
    """One or two described halls, each with a grade or none of them."""
    halls = draw(st.lists(described(), min_size=1, max_size=2, unique_by=lambda hall: hall.label))
    if any(not hall.grade for hall in halls):
        halls = [DescribedHall(halls[0].label, "", halls[0].has, halls[0].lacks, halls[0].complete)]
    return forms.Comply(tuple(halls), draw(some(tuple(STANDARD.checking.levels), 0, 1)))


@st.composite
def suppositions(draw: Any) -> forms.Suppose:
    """A hall that changes."""
    hall = draw(one(HALLS))
    change = draw(
        st.builds(forms.Becomes, one([other for other in HALLS if other != hall]))
        | st.builds(forms.Adds, some(THINGS, 1, 2))
        | st.builds(forms.Removes, some(THINGS, 1, 2))
    )
    aspects = draw(some(("服务方式", "服务人员", "功能分区", "设施及用品"), 0, 2)) if isinstance(change, forms.Becomes) else ()
    return forms.Suppose(hall, change, aspects)


NUMBERED = (("供电营业厅", "服务方式"), ("供电营业厅", "服务人员"), ("供电营业厅", "设施及用品"), ("网上营业厅", "服务方式"))
TOPICS = tuple(STANDARD.outside)
REFERENCES = (*STANDARD.clauses, "SC03", "SI01-06", "4.1.3.2", "9.9")
SIMPLE: dict[type, Strategy[Any]] = {
    forms.List: st.builds(forms.List, st.lists(lists_of() | entries(), min_size=1, max_size=3, unique=True).map(tuple)),
    forms.Select: st.builds(forms.Select, chosen()),
    forms.Decide: decisions(),
    forms.Count: st.builds(
        forms.Count, st.builds(forms.Select, chosen()) | st.builds(forms.List, st.lists(entries(), min_size=1, max_size=2).map(tuple))
    ),
    forms.Rank: ranging().flatmap(lambda of: one(get_args(forms.Extreme)).map(lambda extreme: forms.Rank(*of, extreme))),
    forms.Alike: ranging().map(lambda of: forms.Alike(*of)),
    forms.Compare: comparisons(),
    forms.StepAt: st.builds(forms.StepAt, one(SERVICES), st.integers(-13, 13), st.just("") | one(STEPS)),
    forms.Between: st.builds(forms.Between, one(SERVICES), one(STEPS), st.just("") | one(STEPS))
    | st.builds(forms.Between, one(SERVICES), st.just(""), one(STEPS)),
    forms.Order: st.builds(forms.Order, one(SERVICES), some(STEPS, 2)),
    forms.Hours: st.builds(forms.Hours, some((*CHANNELS, *HALLS), 0), one(("", "客户自助", "故障报修", "故障抢修"))),
    forms.Provision: st.builds(forms.Provision, one((*CHANNELS, *ZONES, *HALLS)), st.just("") | one(STANDARD.of_class("matter")))
    | st.builds(forms.Provision, topic=one((*STANDARD.of_class("matter"), "服务环境", "一米线"))),
    forms.Define: st.builds(forms.Define, one(KNOWN)),
    forms.Read: st.builds(forms.Read, some(REFERENCES, 1, 2)),
    forms.Mention: st.builds(forms.Mention, one(REFERENCES), some(THINGS)),
    forms.Entry: st.builds(
        lambda of, numbers: forms.Entry(*of, numbers), one(NUMBERED), st.lists(st.integers(1, 34), min_size=1, max_size=3).map(tuple)
    ),
    forms.Serial: st.builds(forms.Serial, one(THINGS), one(("", "供电营业厅", "网上营业厅", "C级营业厅"))),
    forms.Quantity: st.builds(forms.Quantity, one(THINGS), one(("", *HALLS, *CHANNELS)), st.integers(0, 40)),
    forms.Code: st.builds(forms.Code, some((*SERVICES, *CHANNELS), 1, 2)),
    forms.Comply: compliances(),
    forms.Suppose: suppositions(),
    forms.Lost: st.just(forms.Lost()),
    forms.Unlisted: st.builds(forms.Unlisted, one((*HALLS, *CHANNELS)), st.just("") | WORDS, some(("服务方式", "服务人员"), 0, 1)),
    forms.Unknown: st.builds(forms.Unknown, WORDS, one(("hall", "staff", "service"))),
    forms.Search: st.builds(forms.Search, WORDS),
    forms.Social: st.builds(forms.Social, one(get_args(forms.Act))),
}
"""A strategy for each form of question that does not hold another."""
LEAVES: Strategy[Question] = st.one_of(*SIMPLE.values())
SIMPLE[forms.Beyond] = st.builds(forms.Beyond, some(TOPICS, 1, 2), st.none() | LEAVES)
SIMPLE[forms.Why] = st.builds(forms.Why, LEAVES)
SIMPLE[forms.Many] = st.builds(forms.Many, parts(LEAVES))
QUESTIONS: Strategy[Question] = st.one_of(*SIMPLE.values())
"""Any well-formed question."""
