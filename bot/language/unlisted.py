"""Things that a question asks for and that are no concept of the standard: C级厅要不要空调 asks for 空调.

Found by the frame of the question (要不要…, 有没有…吗) around what no concept covers, so that the answer can say which word the
standard does not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

COVERED = "\0"
_AUXILIARY = (
    r"(?:要不要|有没有|需不需要|用不用|该不该|能不能|可不可以|是不是|是否|必须|应该|应当|一定|需要|可以|标准|规定|要求|"
    r"得|须|应|能|要|该|还|也|都)"
)
_VERB = r"(?:配备|配置|配|设置|设立|设有|设|提供|安装|装|准备|摆放|摆|放|备有|备|安排|做|搞|开|支持|有|要|用)"
_MEASURE = r"(?:一)?(?:个|台|间|张|套|把|条|块|部|种|些|点|处)?(?:专门的?|专用的?|那种|这种|免费的?)?"
_THING = rf"(?P<thing>[^{COVERED}\s,，。?？!！、吗么呢不没的了]{{2,7}}?)"
_END = rf"(?:这一|这种|这个|{COVERED}|吗|么|不|没|呢|呗|啊|吧|服务|的要求|的规定|[?？。!！]|\s|$)+$"
_FRAMES = (
    re.compile(rf"(?:{_AUXILIARY}+{_VERB}?|{_VERB}){_MEASURE}{_THING}{_END}"),
    re.compile(rf"(?:^|{COVERED}|里|里面|里头|\s|的){_THING}(?:{_AUXILIARY}+{_VERB}?|{_VERB})(?:[吗么不没呢]|[?？]|$)+$"),
)
_HOW_MUCH = re.compile(r"几|多少|多久|多长|多大")
_LATIN = re.compile(r"[a-z0-9-]+")
_PLAIN = re.compile(
    r"什|些|俩|开|关|想|用|恢复|非得|非要|厅|把|被|直接|啥|哪|谁|几|多少|怎|咋|东西|规定|要求|标准|这|那|它|他|她|你|我|咱|人|事|必须|应该|需要|一样|办|问|说|知道|区别|不同|关系|问题|时间|条件|一个|"
    r"可以|能|要|有|配|设|是|会|到|去|来|给"
)


def unlisted(text: str, covered: Sequence[tuple[int, int]]) -> str:
    """The thing that the question in `text` (in normal form) asks for, where no concept covers it; else nothing.

    `covered`: where concepts were found, from and up to.
    """
    if _HOW_MUCH.search(text):
        return ""
    masked = text
    for start, end in covered:
        masked = masked[:start] + COVERED * (end - start) + masked[end:]
    for frame in _FRAMES:
        if match := frame.search(masked):
            thing = match.group("thing")
            if _LATIN.fullmatch(thing) or not _PLAIN.search(thing):
                return thing
    return ""
