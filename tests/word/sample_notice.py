"""A notice that uses every block of the text source, and the values it is filled with."""

import datetime

from antifraud_plan.word import (
    Block,
    DocumentProperties,
    Layout,
    build_template,
    compile_template,
    parse_source,
)

SENTENCE = (
    "为深入贯彻上级部署切实加强校园预防电信网络诈骗宣传教育工作有效遏制涉校案件高发态势"
    "维护广大师生财产安全结合全县教育系统实际制定本方案请各校认真组织实施并按期报送"
)

NOTICE = """\
::: head
mark: {{ issuer }}文件
number: 某教发〔2023〕6号
:::

# 关于印发《{{ title }}<br>实施方案》的通知

::: addressee
各中心学校，县直各学校：
:::

{{ opening }}

__一是加强领导。__由{{ leader }}负责，[[责任人]]填写。**注意**“安全”——好……
{% for section in sections %}

## {{ section.title }}

### （一）具体要求

#### 1.学校

##### （1）班级

{{ section.text }}{% if section.more %}，还有{{ section.more }}{% endif %}。

{% endfor %}

::: annex-note
titles: {{ annexes }}
:::

::: signature
issuer: {{ issuer }}
date: {{ issued | cn_date }}
sealed: {{ sealed }}
:::

::: annex number="1"
title: 单位名单
:::

::: table widths="2 3 1"
| 单位 | 职责 | 人数 |
|:---:|---|---:|
{% for unit in units %}
| {{ unit.name }} | 落实上级部署，组织开展班会 | {{ unit.count }} |
{% endfor %}
| 以上单位按期报送 |
:::

::: landscape
::: annex number="2"
title: 工作配档表
:::

| 月份 | 内容 | 单位 |
|:-:|---|---|
{% for unit in units * 14 %}
| {{ loop.index }} | 主题班会 | {{ unit.name }} |
{% endfor %}
:::

::: form widths="3 5 3 5"
12mm | 文号 | {{ number }} | 密级 | |
20mm | 签发 | | 会签 | [[待签]] |
15mm | 标题 | {{ title }} |||
:::

::: pagebreak

::: plain
抄写件与原件一致。
:::

::: imprint
copies: {{ copies }}
printer: {{ issuer }}办公室
date: {{ issued | cn_date }}
:::
"""

VALUES: dict[str, object] = {
    "issuer": "某县教育局",
    "title": "2023年预防电信网络诈骗工作",
    "opening": SENTENCE * 3,
    "leader": "甲&乙",
    "sections": [
        {"title": "一、工作目标", "text": "全面知晓", "more": ""},
        {"title": "二、工作任务", "text": "逐项落实" * 20, "more": "<督查>"},
    ],
    "annexes": ["单位名单", "工作配档表"],
    "issued": datetime.date(2023, 2, 6),
    "sealed": False,
    "units": [{"name": "第一中学", "count": 3}, {"name": "第二中学", "count": 35}],
    "number": "6号",
    "copies": "县委办公室，县政府办公室，县公安局，县人大常委会办公室，县政协办公室",
}

PROPERTIES = DocumentProperties("实施方案", "某县教育局", datetime.date(2023, 2, 6))


def blocks_of(source: str) -> tuple[Block, ...]:
    return parse_source(source, file="通知.md")


def filled(source: str, values: dict[str, object], layout: Layout | None = None) -> bytes:
    template = build_template(blocks_of(source), layout or Layout())
    return compile_template(template, file="通知.docx").render(values, properties=PROPERTIES)
