"""What small words in a message say about how its concepts are meant: negation, only, most, this one, not that but this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rules.advisor.query import Mark
from rules.model import Standard
from rules.text import normal

Superlative = Literal["", "most", "least"]

_NEGATION = re.compile(r"不|没|无|缺|少|除了|差哪|lack|without|not |no ")
_LACKS = re.compile(
    r"(?:缺|少|差)(?:了|的)?(?:哪|什么|啥|几)|(?:没有|不要求|不需要|不用|不必|不含|免)(?:的|配|设|提供|哪|什么|啥|几)|(?:是|都)没有的|没把|没写|没列|未列|没提|办不了|不能办|不给办|不在.{0,6}(?:之内|里)"
)
_EXCLUSIVE = re.compile(
    r"(?<!附近)(?<!家里)(?<!这里)(?<!这边)(?<!镇上)(?<!县里)(?<!乡里)(?<!村里)(?<!我们)(?<!旁边)只有|只能|只可以|只许|就只|非得.*才|非要.*才|一种方式|一个渠道|一条路|唯有|唯独|独有|独一份|独一家|独享|专享|仅有?|光是|单单|才(?:有|要|配|需|设)|\bonly\b"
)
# 只有D级才不要…吗 asks who lacks it: it is answered for the grade named, not as 只有…才要
_ONLY_NOT = re.compile(r"才(?:不|没|无)|(?:只有|唯有|唯独|仅).*(?:不要|不用|不需要|不必|没有|不配|不设|缺)")
_MOST = re.compile(r"[最顶](?:多|长|全|高|复杂|麻烦)|\bmost\b|\blongest\b")
_LEAST = re.compile(r"[最顶](?:少|短|低|简单|省事)|\bleast\b|\bfewest\b|\bshortest\b")
_EXCEPT = re.compile(r"除了?[^，,。]{1,8}(?:[，,]|之外|以外|外|还|别的|其他|其余)")
_BOTH = re.compile(r"(?:两|二)(?:个|者|种|级|样)|俩|它们|他们|\bboth\b|\btwo\b")
_MAY = re.compile(r"[能可]|办|行[不吗么]|给办|\bcan\b")
_HOLDERS = re.compile(
    r"(?:哪|啥|什么样?的?)(?:些|几)?(?:个|种|级|类|家|项)*(?:等级|级|营业厅|厅|业务|渠道|流程)(?:里面?|里头)?(?:才|会|都|也|能|可以|应该?|必须|需要?)*"
    r"[^，,。]{0,6}(?:有|要|配|设|需|得|备|少不了|缺|没有|不)"
)
_ENTRIES = re.compile(r"第[零一二三四五六七八九十百\d]{1,4}项")
_WHICH_ENTRY = re.compile(r"第几(?!步|个?环节|道|条|章|款)|(?<!安)排几|几号项|编号(?:是)?(?:几|多少)|序号")
_SUPPOSED = re.compile(r"如果|要是|假如|假设|倘若|若是|万一|的话|\b(?:if|suppose)\b")
_BECOMES = re.compile(
    r"(?:升|降|提|调|转|改|变|评|建)(?:格|级)?(?:为|到|成|上)|升(?=[a-d])|(?:升|降|提)(?:级|格)"
    r"|\b(?:upgraded?|downgraded?|becomes?|turned into)\b"
)
_REMOVES = re.compile(r"没有?|不设|不配|不放|取消|去掉|撤|拆|少了|砍|省掉|停用|不再|\b(?:without|remove[ds]?|lacks?)\b")
_ADDS = re.compile(r"加|增|添|多(?:一|个|设|配|放|了)|再(?:设|配|放|摆|来)|配上|设(?:一)?个|弄个|搞个|\b(?:add(?:s|ed)?)\b")
_PART = re.compile(r"其中|占|里头有几")
_THERE = re.compile(r"[那这](?:里|儿|边)|(?<!谁)那头")
_JUDGED = re.compile(r"^判断|判断[:：]|判断题|对还是错|是否正确|\btrue or false\b")
_AGAINST = re.compile(r"[比跟和与].{1,8}(?:缺|少|多|差|强|不同|不一样|区别|比)|比.{1,8}呢")
_PERSONS = re.compile(r"他们|她们|人家|[他她](?![们家])|这些人|那些人|\bthey\b")
_OTHERS = re.compile(r"别的|其他|其它|其余|另外的")
_COMPARES = re.compile(r"差|区别|不同|不一样|一样|相同|相比|比一比|对比|\bdiffer")
_PRONOUN = re.compile(
    r"它|这(?:个|种|项|级|类|边|里|业务|厅|区|一)|那(?:个|种|项|级|类|边|里|业务|厅|区)|该(?:厅|区|业务|项)|此"
    r"|\bit\b|\bthere\b|\bthat one\b"
)
_FORMER = re.compile(r"前(?:面|头|边)的?(?:那|一)?(?:个|级|种)(?!环节|步)|前一(?:个|级|种)(?:呢|厅|级|业务|渠道|要|有)|前者")
_LATTER = re.compile(r"后(?:面|头|边)的?(?:那|一)?(?:个|级|种)(?!环节|步)|后一(?:个|级|种)(?:呢|厅|级|业务|渠道|要|有)|后者")
_REVERSED = re.compile(r"反过来|倒过来|反之|相反|the other way")
_WHETHER = re.compile(r"吗|也[要得需][^哪什啥谁几]*[?？]?$|有没有|是不是|要不要|[不没]$|[不没][?？]$")
_CORRECTS = re.compile(r"^不[是对]|(?<!是)不是.{1,12}[,，、 ]是|错了|说错|打错|弄错|口误|搞错|应该是|改成|我说的是|我问的是")
_ASKS = re.compile(r"什么|啥|哪|几|多少|怎|咋|如何|吗|谁|为何|[不没]$|\b(?:what|which|how|who|where|when)\b")
_MARKS: dict[Mark, re.Pattern[str]] = {
    "whether": re.compile(r"吗|会不会|是不是|有没有|要不要|用不用|[不没]$|[不没][?？]$"),
    "may": re.compile(r"[能可]|办|行不|行吗|受理|\bcan\b"),
    "every": re.compile(
        r"每(?:一|个|种|项|级|样|类)|(?:所有|全部|任何|凡是|统统|一律|通通)|不管[^，,。]{0,4}(?:啥|什么|哪)|(?:啥|什么|样样|件件|个个|级级)[^，,。]{0,6}都|都[得要有]|\b(?:every|all)\b"
    ),
    "belongs": re.compile(r"算|属于|包括"),
    "comprises": re.compile(r"包[含括]|都有哪些|指哪些"),
    "fitted": re.compile(r"[放摆备配有][^哪，,。]{0,4}(?:什么|啥|哪些|些)"),
    "order": re.compile(r"先|之前|之后|前头|后头|还是后|后签|前签"),
}
_DENIED = (("不是", ""), ("不是说", ""))
_LEFT_OUT = (("", "之外"), ("", "以外"), ("除了", "外"), ("除了", ",别的"), ("除了", ",其他"), ("除了", ",其它"))


@dataclass(frozen=True)
class Signs:
    """What the small words of a message say.

    `lacking`: asked for what is not there; `exclusive`: whether only these; `superlative`: most or least; `pronoun`: something spoken of
    before is meant; `former`, `latter`: the first or second of those spoken of before; `reversed`: the other way round; `whether`: yes
    or no; `corrects`: takes back what was said; `besides`: asked of all but those named; `both`: the two spoken of before are compared;
    `may`: whether something can be done; `holders`: which of several have it; `persons`: people spoken of before; `others`: all the others;
    `judged`: a statement to be judged; `there`: at the place spoken of; `against`: what was spoken of against what is named; `entries`:
    numbered entries of a list; `which_entry`: what number something has in a list; `part`: a share of what was spoken of; `supposed`:
    what is not so is supposed; `becomes`, `removes`, `adds`: something turns into another, goes, or comes.
    """

    negated: bool = False
    lacking: bool = False
    exclusive: bool = False
    superlative: Superlative = ""
    pronoun: bool = False
    former: bool = False
    latter: bool = False
    reversed: bool = False
    whether: bool = False
    corrects: bool = False
    besides: bool = False
    both: bool = False
    may: bool = False
    holders: bool = False
    persons: bool = False
    others: bool = False
    judged: bool = False
    there: bool = False
    against: bool = False
    entries: bool = False
    which_entry: bool = False
    part: bool = False
    supposed: bool = False
    becomes: bool = False
    removes: bool = False
    adds: bool = False


def signs_of(text: str) -> Signs:
    """The signs in a text."""
    form = normal(text)
    return Signs(
        negated=bool(_NEGATION.search(form)),
        lacking=bool(_LACKS.search(form)),
        exclusive=bool(_EXCLUSIVE.search(form)) and not _ONLY_NOT.search(form),
        superlative="most" if _MOST.search(form) else "least" if _LEAST.search(form) else "",
        pronoun=bool(_PRONOUN.search(form)),
        former=bool(_FORMER.search(form)),
        latter=bool(_LATTER.search(form)),
        reversed=bool(_REVERSED.search(form)),
        whether=bool(_WHETHER.search(form)),
        corrects=bool(_CORRECTS.search(form)),
        besides=bool(_EXCEPT.search(form)),
        there=bool(_THERE.search(form)),
        judged=bool(_JUDGED.search(form)),
        supposed=bool(_SUPPOSED.search(form)),
        becomes=bool(_BECOMES.search(form)),
        removes=bool(_REMOVES.search(form)),
        adds=bool(_ADDS.search(form)),
        part=bool(_PART.search(form)),
        entries=bool(_ENTRIES.search(form)),
        which_entry=bool(_WHICH_ENTRY.search(form)),
        against=bool(_AGAINST.search(form)),
        holders=bool(_HOLDERS.search(form)),
        persons=bool(_PERSONS.search(form)),
        others=bool(_OTHERS.search(form)),
        may=bool(_MAY.search(form)),
        both=bool(_BOTH.search(form) and _COMPARES.search(form)),
    )


def marks_of(text: str) -> tuple[Mark, ...]:
    """What the small words of a text say that the advisor has to know."""
    form = normal(text)
    return tuple(mark for mark, pattern in _MARKS.items() if pattern.search(form))


def asks(text: str) -> bool:
    """Whether a text has an interrogative of its own; 呢 alone is none."""
    return bool(_ASKS.search(normal(text)))


def denied(text: str, concepts: tuple[str, ...], standard: Standard) -> frozenset[str]:
    """Of the concepts named, those that a correction takes back (不是C级,是D级) or that are left out (抢修之外的服务)."""
    form = normal(text).replace("是不是", "")  # 是不是C级 asks, 不是C级 takes back
    words = {name: standard.concepts[name].words for name in concepts if name in standard.concepts}
    return frozenset(
        name
        for name, found in words.items()
        if any(before + normal(word) + after in form for word in found for before, after in _frames(name, standard))
    )


def _frames(name: str, standard: Standard) -> tuple[tuple[str, str], ...]:
    """What stands before and after a word that is taken back or left out; of a hall, 除了A级 asks for what only it has."""
    return (*_DENIED, *_LEFT_OUT) if standard.class_of(name) in ("service", "function") else _DENIED
