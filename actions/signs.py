"""What small words in a message say about how its concepts are meant: negation, only, most, this one, not that but this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rules.model import Standard
from rules.text import normal

Superlative = Literal["", "most", "least"]

_NEGATION = re.compile(r"不|没|无|缺|少|除了|差哪|lack|without|not |no ")
_LACKS = re.compile(
    r"(?:缺|少|差)(?:了|的)?(?:哪|什么|啥|几)|(?:没有|不要求|不需要|不用|不必|不含|免)(?:的|配|设|提供|哪|什么|啥|几)|(?:是|都)没有的|没把|没写|没列|未列|没提|办不了|不能办|不给办|不在.{0,6}(?:之内|里)"
)
_EXCLUSIVE = re.compile(r"只有|唯有|唯独|独有|仅有?|光是|单单|才(?:有|要|配|需|能|设)|\bonly\b")
# 只有D级才不要…吗 asks who lacks it: it is answered for the grade named, not as 只有…才要
_ONLY_NOT = re.compile(r"才(?:不|没|无)|(?:只有|唯有|唯独|仅).*(?:不要|不用|不需要|不必|没有|不配|不设|缺)")
_MOST = re.compile(r"最(?:多|长|全|高|复杂|麻烦)|\bmost\b|\blongest\b")
_LEAST = re.compile(r"最(?:少|短|低|简单|省事)|\bleast\b|\bfewest\b|\bshortest\b")
_PRONOUN = re.compile(
    r"它|这(?:个|种|项|级|类|边|里|业务|厅|区|一)|那(?:个|种|项|级|类|边|里|业务|厅|区)|该(?:厅|区|业务|项)|此"
    r"|\bit\b|\bthere\b|\bthat one\b"
)
_FORMER = re.compile(r"前(?:面|头|边)的?(?:那|一)?(?:个|级|种)(?!环节|步)|前一(?:个|级|种)(?:呢|厅|级|业务|渠道|要|有)|前者")
_LATTER = re.compile(r"后(?:面|头|边)的?(?:那|一)?(?:个|级|种)(?!环节|步)|后一(?:个|级|种)(?:呢|厅|级|业务|渠道|要|有)|后者")
_REVERSED = re.compile(r"反过来|倒过来|反之|相反|the other way")
_WHETHER = re.compile(r"吗|有没有|是不是|要不要|[不没]$|[不没][?？]$")
_CORRECTS = re.compile(r"^不[是对]|(?<!是)不是.{1,12}[,，、 ]是|错了|说错|打错|弄错|口误|搞错|应该是|改成|我说的是|我问的是")
_ASKS = re.compile(r"什么|啥|哪|几|多少|怎|咋|如何|吗|谁|为何|[不没]$|\b(?:what|which|how|who|where|when)\b")
_DENIED = "不是"


@dataclass(frozen=True)
class Signs:
    """What the small words of a message say.

    `lacking`: asked for what is not there; `exclusive`: whether only these; `superlative`: most or least; `pronoun`: something spoken of
    before is meant; `former`, `latter`: the first or second of those spoken of before; `reversed`: the other way round; `whether`: yes
    or no; `corrects`: takes back what was said.
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
    )


def asks(text: str) -> bool:
    """Whether a text has an interrogative of its own; 呢 alone is none."""
    return bool(_ASKS.search(normal(text)))


def denied(text: str, concepts: tuple[str, ...], standard: Standard) -> frozenset[str]:
    """Of the concepts named, those that a correction takes back: 不是C级,是D级."""
    form = normal(text).replace("是不是", "")  # 是不是C级 asks, 不是C级 takes back
    words = {name: standard.concepts[name].words for name in concepts if name in standard.concepts}
    return frozenset(
        name
        for name, found in words.items()
        if any(f"{_DENIED}{normal(word)}" in form or f"{_DENIED}说{normal(word)}" in form for word in found)
    )
