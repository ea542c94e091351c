"""Personal data in what people write: taken out before anything is understood, stored or logged.

In: a text in NFKC. Out: the same with `MASK` in the place of numbers of telephones, identity cards, customers, bank cards and meters, of
e-mail addresses, of where somebody lives, and of the name that somebody gives as theirs.
"""

from __future__ import annotations

import re

MASK = "***"

# Ten digits and more are somebody's number, whatever it is: nothing in the standard has so many. With single blanks or dashes between.
_LONG_NUMBER = re.compile(r"(?<![\d.])\d(?:[ -]?\d){9,}[xX]?(?![\d.]*\.\d)")
# Fewer where a word says that they are; a fixed telephone has seven.
_NAMED_NUMBER = re.compile(
    r"(?P<word>(?:户号|户口号|编号|客户号|用户号|电话|手机|号码|卡号|账号|帐号|表号|身份证|证件号?)(?:码|号)*(?:是|为|:|：)? ?)"
    r"(?P<number>[A-Za-z]{0,2}\d(?:[ -]?\d){5,}[xX]?)"
)
_SPELT_NUMBER = re.compile(r"[零〇一二三四五六七八九幺两]{7,}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
# A house: what stands before it as far as a word that leads up to a place. No nested repetition, which somebody could make endless.
_HOUSE = re.compile(r"(?:\d{1,5}(?:号楼|号院|号|栋|幢|弄|单元|室|层)(?:之?\d{1,5}(?!\d*(?:号|栋|幢|弄|单元|室|层)))?)+")
_BEFORE = re.compile(r"[^\W\d_到在住从往去是的址我你他她家请问于至给把将为]{2,40}\Z")
_STREET = re.compile(r"(?:镇|乡|街道|村|路|街|巷|大道|胡同|小区|花园|公寓|苑)\Z")
_INDOORS = re.compile(r"号楼|栋|幢|单元")
# The hundred commonest surnames, nine people in ten: "我叫什么", "户名是开发商" are no names.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段"
    "雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
_NAME = re.compile(
    rf"(?P<word>(?<!帮)我叫|名叫|姓名是|户名是|姓名:|户名:|机主是|户主是)(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=[的,，.。;；、!！?？ ]|$|想|要|电话)"
)


def masked(text: str) -> str:
    """The text without personal data; doing it twice changes nothing."""
    text = _EMAIL.sub(MASK, text)
    text = _NAMED_NUMBER.sub(lambda found: found["word"] + MASK, text)
    text = _LONG_NUMBER.sub(MASK, text)
    text = _SPELT_NUMBER.sub(MASK, text)
    text = _without_addresses(text)
    return _NAME.sub(lambda found: found["word"] + MASK, text)


def _without_addresses(text: str) -> str:
    """The text without houses, and the streets and places named before them."""
    parts: list[str] = []
    at = 0
    for house in _HOUSE.finditer(text):
        before = _BEFORE.search(text[at : house.start()])
        in_street = before and _STREET.search(before.group())
        if in_street or _INDOORS.search(house.group()):
            start = house.start() - len(before.group()) if before and in_street else house.start()
            parts += [text[at:start], MASK]
            at = house.end()
    return "".join(parts) + text[at:]
