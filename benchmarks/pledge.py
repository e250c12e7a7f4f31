"""The paper of the contests: a pledge of one page, ten clauses, a table to sign in, as for a whole class."""

import datetime
import functools
from collections.abc import Iterator, Mapping

from antifraud_plan.word import (
    CompiledTemplate,
    DocumentProperties,
    FrozenTemplate,
    Layout,
    build_template,
    compile_template,
    parse_source,
)

SOURCE = """\
# 防范电信网络诈骗承诺书

我是{{ school }}的学生，为防范电信网络诈骗，保护自己和家人，郑重承诺：
{% for promise in promises %}
{{ loop.index | cn_number }}、{{ promise }}。
{% endfor %}
以上承诺，我一定做到，请老师、同学和家长监督。

::: form widths="5 9 5 9"
11mm | 学校 | {{ school }} | 班级 | {{ class_name }} |
11mm | 学生姓名 | {{ name }} | 承诺人（签字） | |
11mm | 编号 | {{ number }} | 日期 | {{ year }}年　月　日 |
:::
"""

PROMISES = (
    "认真参加学校组织的反诈主题班会，学会识别冒充熟人、刷单返利、网络游戏交易等常见骗术",
    "不轻信陌生来电、短信和好友申请，不点击来历不明的链接，不扫描来历不明的二维码",
    "不向任何人透露银行卡号、支付密码和短信验证码，不把自己和家人的照片、证件发给陌生人",
    "不出租、出借、出售电话卡、银行卡、支付账户和社交账号，也不替别人办理",
    "不参与刷单、跑分、吸粉引流等违法活动，不为任何人转账取现，不贪图小利",
    "网上购买游戏装备、点卡和门票只走正规平台，不私下转账，不相信免费赠送",
    "遇到自称公检法、老师或客服要求转账的，先挂断电话，再告诉家长和老师核实",
    "在家长帮助下安装国家反诈中心应用，做到手机系统及时更新，不安装来历不明的软件",
    "把学到的反诈知识讲给家人听，提醒爷爷奶奶不听信保健品和投资理财的推销",
    "发现自己或同学可能受骗，立即告诉家长和老师，并拨打九六一一零或一一零",
)
SHARED: Mapping[str, object] = {"school": "某县第一初级中学", "promises": PROMISES, "year": 2023}
PROPERTIES = DocumentProperties("学生承诺书", "某县教育和体育局", datetime.date(2023, 3, 1))


def people(count: int) -> Iterator[dict[str, object]]:
    """Yield what is each student's own, class by class."""
    names = "示例样本演示模拟假设虚拟"
    for number in range(count):
        name = "张" + names[number % 11 : number % 11 + 2] + chr(0x4E00 + number % 20000)
        yield {"name": name, "class_name": f"七年级{number // 50 + 1}班", "number": f"{number % 50 + 1:02}"}


@functools.cache
def pledge_template() -> CompiledTemplate:
    return compile_template(
        build_template(parse_source(SOURCE, file="pledge.md"), Layout()), file="学生承诺书.docx"
    )


def freeze_pledge() -> FrozenTemplate:
    frozen = pledge_template().freeze(SHARED, next(people(1)).keys(), properties=PROPERTIES)
    if frozen is None:
        raise SystemExit("pledge: the template does more with a student's values than print them")
    return frozen
