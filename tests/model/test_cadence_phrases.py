"""Every phrase of the field and what it must mean; ``?`` marks what has to stay unread."""

import attrs
import pytest

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence.dates import DateWindow, PlanDate, SemesterWindow, TermTime
from antifraud_plan.model.cadence.rules import (
    Anchored,
    Campaign,
    Deadline,
    Delay,
    Duration,
    EachOf,
    Indefinite,
    Quota,
    Recurring,
    Scope,
    Triggered,
    Within,
)
from antifraud_plan.model.cadence.terms import Per

# phrase | reading, rule by rule
MINIMUM_PER_PERIOD = """
每年一次以上应急演练 | 每年 1次
每学期不少于两次安全检查 | 每学期 2次
每学期至少1次(组织学习法律法规) | 每学期 1次
每学期每班至少开展2次主题班会 | 每学期 2次 每班
每学期不少于2次 | 每学期 2次
每月至少召开一次专题会议 | 每月 1次
每月应不少于2次、每学期不能少于4次 | 每月 2次；每学期 4次
每月组织学生、教职工各一次 | 每月 1次 对学生、教职工
每季度至少对教职工开展1次集中培训 | 每季度 1次 对教职工
每学年至少8课时 | 每学年 8课时
每月不少于十二课时 | 每月 12课时
每月１次 | 每月 1次
每 月 至少 1 次 | 每月 1次
每半年1次 | 每半年 1次
一月一次 | 每月 1次
全年不少于4次 | 每年 4次
每月1-2次 | 每月 1次
每名签订人每年1次 | 每年 1次 每人
每名学生每学期1次 | 每学期 1次 每人 对学生
对学生、家长每学期各1次 | 每学期 1次 对学生、家长
教职工每季度1次 | 每季度 1次 对教职工
每月召开1次专题会议、1次班会 | 每月 1次；每月 1次
1次/学期 | 每学期 1次
不少于2次/班/学期 | 每学期 2次 每班
半年1次 | 每半年 1次
一学期两次 | 每学期 2次
每生每学期1次 | 每学期 1次 每人 对学生
每学期2次4课时 | 每学期 2次；每学期 4课时
"""
COUNT_IMPLIED = """
每月向县局报告 | 每月 (1次)
每日走访提醒 | 每日 (1次)
每学期召开一次专题会议 | 每学期 1次
每天不间断滚动播放 | 每日 (1次)
班主任每日 | 每日 (1次)
每学期与班主任签定责任状 | 每学期 (1次)
每天 | 每日 (1次)
年度签订 | 每年 (1次)
每月(报送)宣传活动开展情况 | 每月 (1次)
每周进行一次 | 每周 1次
每月进行一次 | 每月 1次
每日走访、每周巡查2次 | 每日 (1次)；每周 2次
每周发送一条安全短信 | 每周 1次
"""
INSIDE_A_WINDOW = """
2023年3月至6月，每月至少1次 | 每月 1次 〔2023年3月至6月〕
在校期间每周1次 | 每周 1次 〔在校期间〕
每年2月28日前 | 每年 (1次) 〔即日起至2月28日〕
上半年1次 | 全程 1次 〔1月至6月〕
第一季度1次 | 全程 1次 〔1月至3月〕
2028年第一季度 | 〔2028年1月至2028年3月〕
每年9月、3月各1次 | 每年 1次 〔9月〕；每年 1次 〔3月〕
每年3月和9月各1次 | 每年 1次 〔3月〕；每年 1次 〔9月〕
3月、9月各1次 | 全程 1次 〔3月〕；全程 1次 〔9月〕
3月至5月、9月至11月每月1次 | 每月 1次 〔3月至5月〕；每月 1次 〔9月至11月〕
3月至5月、9月至11月，每月1次 | 每月 1次 〔3月至5月〕；每月 1次 〔9月至11月〕
5月、6月定期巡查 | 定期 〔5月〕；定期 〔6月〕
2月28日前开展1次 | 全程 1次 〔即日起至2月28日〕
"""
ONCE_IN_THE_CAMPAIGN = """
开展一次反电信诈骗职工会 | 全程 1次
开展一次反诈知识测试 | 全程 1次
邀请派出所开展一次反诈知识讲座 | 全程 1次
开展一次反电信诈骗主题升旗仪式、一次主题班会 | 全程 1次；全程 1次
一次会议动员 | 全程 1次
一次宣誓签名活动 | 全程 1次
"""
DEADLINES = """
2020年底前 | 2020年12月底前
在6月30日前 | 6月30日前
9月9日下班前 | 9月9日前
12月15日之前 | 12月15日前
3月13日前 | 3月13日前
20xx年4月25日前 | 4月25日前
9月28日前 | 9月28日前
到2024年底 | 2024年12月底前
2023年2月28日前 | 2023年2月28日前
２月２８日前 | 2月28日前
2月28日之前（含28日） | 2月28日前
5月底前、11月底前 | 5月底前；11月底前
二〇二三年二月二十八日前 | 2023年2月28日前
"""
WINDOWS = """
2020年1月1日至2月10日 | 〔2020年1月1日至2月10日〕
2020年9月至12月 | 〔2020年9月至12月〕
即日起至2月8日 | 〔即日起至2月8日〕
从20xx年10月下旬至11月下旬 | 〔10月下旬至11月下旬〕
11月25日起至12月底 | 〔11月25日至12月底〕
2023年6月15日至7月15日 | 〔2023年6月15日至7月15日〕
2024年1月1日至12月底 | 〔2024年1月1日至12月底〕
即日起 | 〔即日起〕
即日起至2月26日 | 〔即日起至2月26日〕
即日起至2023年5月底 | 〔即日起至2023年5月底〕
2025-2026学年第二学期 | 〔2025—2026学年第二学期〕
自4月下旬起 | 〔自4月下旬起〕
从即日起至20xx年12月31日 | 〔即日起至12月31日〕
2020年2月10日至11月30日 | 〔2020年2月10日至11月30日〕
2023年6月15日至7月15日集中宣传 | 〔2023年6月15日至7月15日〕
9月至12月，广泛宣传，每月1次 | 每月 1次 〔9月至12月〕；？广泛宣传
9月至12月，小学开展宣传 | 〔9月至12月〕；？小学开展宣传
即日起至2月8日开展排查、每周1次 | 每周 1次 〔即日起至2月8日〕
小学，每月1次 | 每月 1次 小学
小学，每月1次，每学期2次 | 每月 1次 小学；每学期 2次
小学。每月1次 | 每月 1次；？小学
9月至12月；每月1次 | 〔9月至12月〕；每月 1次
5月17日至21日 | 〔5月17日至5月21日〕
"""
ANCHORS = """
开学第一课 | 开学第一课 (1次)
秋季开学期间 | 秋季开学 (1次)
年初有计划,年底有总结 | 年初 (1次)；年底 (1次)
在校期间 | 〔在校期间〕
每天上下午最后一节课1分钟安全教育 | 每日 (1次)；？最后一节课；？1分钟安全教育
新生军训 | 新生军训 (1次)
开学 | 开学 (1次)
开学、寒暑假以及六一 | 开学、寒假、暑假、六一 (1次)
开学后、放假前 | 开学、放假前 (1次)
新生入学和离校学生 | 新生入学、学生离校 (1次)
所有课堂开始前和下课前 | ？所有课堂开始前和下课前
节假日 | 节假日 (1次)
新生入学教育 | 新生入学 (1次)
每年三月份最后一周 | 每年 (1次) 〔3月最后一周〕
每个节假日、寒暑假各1次 | 节假日、寒假、暑假 1次
每学期期初、期末各1次 | 开学、期末 1次
每学期不少于2次，开学第一课1次 | 每学期 2次；开学第一课 1次
"""
INDEFINITE = """
定期巡查 | 定期
及时通报最新发案类型 | 及时
年度考评 | 每年 (1次)
定期发布提示通告 | 定期
不定期检查督导 | 不定期
常态化 | 常态化
定期召开专题联席会 | 定期
定期督导 | 定期
按时上报相关资料 | 按时
定期清理异常卡并建台账 | 定期
持续开展 | 持续
永久保留 | 永久
按时 | 按时
在校期间常态化 | 常态化 〔在校期间〕
每月定期召开 | 每月 (1次)
定期开展1次 | 定期；？1次
"""
TRIGGERED = """
重大隐患立即报告 | 重大隐患 → 立即 → 报告
发现…请立即向学校或公安机关报备 | 发现… → 立即 → 向学校或公安机关报备
被骗学生的教育和安抚工作 | 被骗学生 →  → 教育和安抚工作
整改通知→限期整改 | 整改通知 → 限期 → 整改
被骗学生事后心理辅导 | 被骗学生 →  → 事后心理辅导
三十日内提交调查报告 |  → 30日内 → 提交调查报告
约谈后立即整改 | 约谈后 → 立即 → 整改
遇到违法犯罪行为要及时报案 | 遇到违法犯罪行为 → 及时 → 报案
十日内完成调查 |  → 10日内 → 完成调查
遇有案件线索及时报告 | 遇有案件线索 → 及时 → 报告
发现线索，立即报告 | 发现线索 → 立即 → 报告
一个月内完成整改 |  → 1个月内 → 完成整改
一日内上报 |  → 1日内 → 上报
24小时内上报 |  → 24小时内 → 上报
接到报告后3个工作日内核实 | 接到报告后 → 3个工作日内 → 核实
"""
ONE_FOR_EACH = """
一人一策 | 每人一
所有寝室 | 每个寝室一
全班学生单独签署 | 每人一 对学生
每班 | 每班一
人手一份 | 每人一
一生一档 | 每人一 对学生
每一位学生需签订 | 每人一 对学生
逐一签署 | 逐一一
"""
QUOTAS_AND_DURATIONS = """
不少于500份 | 500份
约200人 | 约200人
三年 | 为期3年
百日行动 | 为期100日
为期三个月 | 为期3月
为期半年 | 为期6月
两个月时间 | 为期2月
为期一个月 | 为期1月
为期10日 | 为期10日
每班发放约500份 | 约500份 每班
"""
BY_SCHOOL = """
寄宿制学校、特殊教育学校适当增加 | 适当 特殊教育、寄宿制学校
中小学每月、幼儿园每季度、高等学校每学期至少两次 | 每月 2次 中小学；每季度 2次 幼儿园；每学期 2次 高等学校
中小学每月至少1次、幼儿园每季度至少1次 | 每月 1次 中小学；每季度 1次 幼儿园
示范学校…不少于2课时 | 全程 2课时 示范学校
每学期小学至少2次、初中至少3次 | 每学期 2次 小学；每学期 3次 初中
安全教育123制度 | ？安全教育123制度
日查、周结、月报 | 每日 (1次)；每周 (1次)；每月 (1次)
"""
IN_BRACKETS = """
每月至少2次（寄宿制学校每月至少3次） | 每月 2次；每月 3次 寄宿制学校
每月至少2次（寄宿制学校每月至少3次，幼儿园每季度1次） | 每月 2次；每月 3次 寄宿制学校；每季度 1次 幼儿园
每月至少2次（寄宿制学校3次） | 每月 2次；每月 3次 寄宿制学校
每月至少1次（幼儿园每季度1次） | 每月 1次；每季度 1次 幼儿园
每月（寄宿制学校每周）至少1次 | 每月 1次；每周 (1次) 寄宿制学校
中小学每月1次（寒暑假各1次），幼儿园每学期1次 | 每月 1次 中小学；寒假、暑假 1次 中小学；每学期 1次 幼儿园
每月1次（每季度通报） | 每月 1次；每季度 (1次)
每学期2次（含开学第一课） | 每学期 2次；？含开学第一课
每学期2次（开学、期末） | 每学期 2次；？开学、期末
每学期2次（春季1次、秋季1次） | 每学期 2次；？春季1次、秋季1次
每日2次（早晚各1次） | 每日 2次；？早晚各1次
每月1次（有条件的学校每周1次） | 每月 1次；？有条件的学校每周1次
隔周1次（寄宿制学校2次） | ？隔周1次（寄宿制学校2次）；？寄宿制学校2次
3月至6月每月1次（寄宿制学校每周1次） | 每月 1次 〔3月至6月〕；每周 1次 寄宿制学校 〔3月至6月〕
小学每月1次（每季度通报） | 每月 1次 小学；每季度 (1次) 小学
每月1次（寒暑假除外） | ？每月1次（寒暑假除外）
小学（含幼儿园）每月1次 | ？小学（含幼儿园）每月1次
小学每月1次会议、1次班会 | 每月 1次 小学；每月 1次 小学
"""
A_LIMIT_NOT_UNDERSTOOD_LEAVES_NO_RULE = """
每年春秋两季各1次
上下半年各1次
夏季每日1次
上学期1次
下学期每月1次
本学期2次
周五1次
周二、周五各1次
工作日每天1次
课间1次
中考前1次
暑假前1次
每年寒假前1次
国庆节前1次
国庆前
开学前一周
春节前、国庆节前各1次
节假日后1次
隔周1次
双周1次
双月1次
隔天1次
两个月1次
两周1次
月均1次
平均每月1次
一周一课
每月若干次
每月数次
每月多次
每月一两次
每学期班会、家长会各1次
3月、9月1次
农村学校每月1次、城区学校每季度1次
农村小学每月1次
初三年级每月1次
高三每月1次
毕业班每月1次
有条件的学校每月1次
农村学校寒暑假各1次
每月1次，寒暑假除外
除寒暑假外每月1次
每月（不含寒暑假）1次
"""
BETTER_UNREAD_THAN_MISREAD = """
每学期不超过2次 | ？每学期不超过2次
每次不少于2课时 | ？每次不少于2课时
每两周1次 | ？每两周1次
每隔一周1次 | ？每隔一周1次
节假日每天1次 | ？节假日每天1次
第一次 | ？第一次
一次性 | ？一次性
2月30日前 | ？2月30日前
6月前 | ？6月前
每月25日前报送 | 每月 (1次)；？25日前报送
每月底 | 每月 (1次)；？底
放假前一周 | 放假前 (1次)；？一周
每季度最后一个月25日前 | 每季度 (1次)；？最后一个月25日前
每季度最后一周1次 | 每季度 1次；？最后一周
农村学校，每月1次 | ？农村学校；？每月1次
暑假前，开展1次。每月1次 | 每月 1次；？暑假前；？开展1次
学校每月1次 | 每月 1次
农村学校每月1次 | ？农村学校每月1次
三年级每月1次 | ？三年级每月1次
每月到小学宣讲1次 | 每月 1次；？小学
节假日前开展1次 | ？节假日前开展1次
每学期至少2次（其中家长1次） | 每学期 2次；？其中家长1次
每月1次、共12次 | 每月 1次；？共12次
每月０次 | ？每月０次
每月1.5课时 | ？每月1.5课时
每月三五次 | ？每月三五次
2月28日前（不含28日） | ？2月28日前（不含28日）
周末、节假日 | ？周末、节假日
即日起至学期末 | 期末 (1次) 〔即日起〕；？至
每学期第一个月 | 每学期 (1次)；？第一个月
每季度末月25日前 | 每季度 (1次)；？末月25日前
对学生 | ？对学生
寄宿制学校加强巡查 | ？寄宿制学校加强巡查
加强领导 | ？加强领导
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Split a table into phrases and readings."""
    pairs = [line.split(" | ") for line in table.strip("\n").splitlines()]
    return [(phrase, reading) for phrase, reading in pairs]


def spell(rule: object) -> str:
    """Say in a few words what a rule means, field by field and without the code under test."""
    match rule:
        case Recurring() | Campaign() | Anchored():
            count = f"{rule.minimum}{rule.unit.value}"
            stated = isinstance(rule, Campaign) or rule.stated
            match rule:
                case Recurring():
                    when = f"每{rule.period.value}"
                case Anchored():
                    when = "、".join(anchor.value for anchor in rule.anchors)
                case Campaign():
                    when = "全程"
            words = [
                when,
                count if stated else f"({count})",
                *scope_words(rule.scope),
                *window_words(rule.window),
            ]
        case Within():
            words = [*window_words(rule.window), *scope_words(rule.scope)]
        case Deadline():
            words = [f"{date_words(rule.by)}前", *scope_words(rule.scope)]
        case Indefinite():
            words = [rule.word.value, *scope_words(rule.scope), *window_words(rule.window)]
        case Triggered():
            delay = rule.delay
            soon = (
                f"{delay.number}{delay.unit.value}内"
                if isinstance(delay, Delay)
                else delay.value
                if delay
                else ""
            )
            return f"{rule.event} → {soon} → {rule.action}"
        case EachOf():
            words = [f"{rule.scope.per.value}一", *scope_words(attrs.evolve(rule.scope, per=Per.SCHOOL))]
        case Quota():
            words = [f"{'约' if rule.approximate else ''}{rule.minimum}{rule.unit}", *scope_words(rule.scope)]
        case Duration():
            words = [f"为期{rule.length}{rule.unit.value}"]
        case _:
            raise AssertionError(rule)
    return " ".join(words)


def scope_words(scope: Scope) -> list[str]:
    schools = "、".join(school.value for school in (*scope.levels, *scope.traits))
    words = [schools.replace("小学、初中、高中", "中小学")]
    words += [scope.per.value] if scope.per is not Per.SCHOOL else []
    words += ["对" + "、".join(audience.value for audience in scope.audiences)] if scope.audiences else []
    return [word for word in words if word]


def date_words(day: PlanDate | None) -> str:
    assert day is not None
    parts = ((day.year, "年"), (day.month, "月"), (day.day, "日"))
    written = "".join(f"{number}{unit}" for number, unit in parts if number is not None)
    return written + (day.part.value if day.part else "")


def window_words(window: object) -> list[str]:
    match window:
        case None:
            return []
        case TermTime():
            return ["〔在校期间〕"]
        case SemesterWindow():
            number = "一二"[window.number - 1] if window.number else "?"
            return [f"〔{window.school_year}—{(window.school_year or 0) + 1}学年第{number}学期〕"]
        case DateWindow(start=None, end=None):
            return ["〔即日起〕"]
        case DateWindow(start=None):
            return [f"〔即日起至{date_words(window.end)}〕"]
        case DateWindow(end=None):
            return [f"〔自{date_words(window.start)}起〕"]
        case DateWindow():
            start, end = date_words(window.start), date_words(window.end)
            return [f"〔{start}〕" if start == end else f"〔{start}至{end}〕"]
    raise AssertionError(window)


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        row
        for table in (
            MINIMUM_PER_PERIOD,
            COUNT_IMPLIED,
            INSIDE_A_WINDOW,
            ONCE_IN_THE_CAMPAIGN,
            DEADLINES,
            WINDOWS,
            ANCHORS,
            INDEFINITE,
            TRIGGERED,
            ONE_FOR_EACH,
            QUOTAS_AND_DURATIONS,
            BY_SCHOOL,
            IN_BRACKETS,
            BETTER_UNREAD_THAN_MISREAD,
        )
        for row in rows(table)
    ],
)
def test_a_phrase_of_the_field_means(phrase: str, reading: str) -> None:
    cadence = Cadence.parse(phrase)

    spelled = [*map(spell, cadence.rules), *(f"？{piece}" for piece in cadence.unread)]

    assert "；".join(spelled) == reading
    assert str(cadence) == phrase


@pytest.mark.parametrize("phrase", A_LIMIT_NOT_UNDERSTOOD_LEAVES_NO_RULE.split())
def test_who_or_when_in_words_not_understood_leaves_the_whole_phrase_uncounted(phrase: str) -> None:
    assert Cadence.parse(phrase) == Cadence(phrase, unread=(phrase,))


@pytest.mark.parametrize("phrase", ["", "   ", "。，；", "()"])
def test_a_phrase_that_says_nothing_leaves_nothing_unread(phrase: str) -> None:
    assert Cadence.parse(phrase) == Cadence(phrase)


@pytest.mark.parametrize(
    ("phrase", "countable", "indefinite"),
    [
        ("每月1次", True, False),
        ("2月28日前", True, False),
        ("人手一份", True, False),
        ("2023年6月15日至7月15日", True, False),
        ("即日起", False, False),
        ("定期", False, True),
        ("定期巡查，每月至少1次", True, False),
        ("发现线索立即报告", False, False),
        ("安全教育123制度", False, False),
    ],
)
def test_a_cadence_knows_whether_it_can_be_counted(phrase: str, countable: bool, indefinite: bool) -> None:
    cadence = Cadence.parse(phrase)

    assert (cadence.is_countable, cadence.is_indefinite) == (countable, indefinite)
