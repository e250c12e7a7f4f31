"""The few filters a template may use, in one table that documentation and messages read."""

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from antifraud_plan.model.numerals import chinese_number
from antifraud_plan.word.typesetting.signature import (
    date_indent,
    issuer_indent,
    signature_axis,
    signature_lines,
)
from antifraud_plan.word.typesetting.text import squeeze
from antifraud_plan.word.typesetting.titles import break_title


@attrs.frozen
class Filter:
    """A filter as people meet it.

    Attributes:
        name: as typed after ``|``.
        meaning: one Chinese phrase.
        function: what it does to the value before it.
    """

    name: str
    meaning: str
    function: Callable[..., object]


def cn_date(value: datetime.date) -> str:
    """Write a date as official documents do: Arabic digits, no padding. Clause 7.3.5.4.

    >>> cn_date(datetime.date(2023, 2, 6))
    '2023年2月6日'
    """
    if not isinstance(value, datetime.date):
        raise ValueError(f"cn_date 要的是日期，这里是“{value}”")
    return f"{value.year}年{value.month}月{value.day}日"


def blank(width: int) -> str:
    """Make a line to write on, *width* characters long.

    >>> blank(2)
    '____'
    """
    return "_" * min(2 * width, 200)


OWN_FILTERS: Mapping[str, Filter] = MappingProxyType({
    item.name: item
    for item in (
        Filter("cn_date", "日期写成2023年2月6日", cn_date),
        Filter("cn_number", "数字写成中文：1→一，12→十二", chinese_number),
        Filter("blank", "留出几个字宽的下划线：{{ 6 | blank }}", blank),
        Filter("squeeze", "文字超过几个字宽时要压到百分之几：{{ 标志 | squeeze(8.5) }}", squeeze),
        Filter("title_lines", "长标题按意思分行，每行至多几字：{{ 标题 | title_lines(20) }}", break_title),
        Filter("signature_lines", "太长的署名按意思分行：{{ 署名 | signature_lines }}", signature_lines),
        Filter("signature_axis", "盖章时署名中线右空几字：署名 | signature_axis(日期)", signature_axis),
        Filter("issuer_indent", "不盖章时署名右空几字：署名 | issuer_indent(日期)", issuer_indent),
        Filter("date_indent", "成文日期右空几字：日期 | date_indent(署名, 是否盖章)", date_indent),
    )
})  # fmt: skip

JINJA_FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "batch": "每几个一组",
        "count": "个数",
        "default": "没有时用什么代替",
        "first": "第一个",
        "groupby": "按属性分组",
        "int": "取整数",
        "items": "逐对取出",
        "join": "连成一串：{{ 单位 | join('、') }}",
        "last": "最后一个",
        "length": "个数",
        "list": "变成列表",
        "lower": "小写",
        "map": "逐个取属性",
        "max": "最大",
        "min": "最小",
        "reject": "去掉符合的",
        "rejectattr": "去掉属性符合的",
        "replace": "替换文字",
        "reverse": "倒过来",
        "round": "四舍五入",
        "select": "留下符合的",
        "selectattr": "留下属性符合的",
        "sort": "排序",
        "string": "变成文字",
        "sum": "求和",
        "trim": "去掉两头空白",
        "unique": "去掉重复",
        "upper": "大写",
    }
)
