"""What schools type into a return, cell by cell: what is surely meant is read and said, the rest refused."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from antifraud_plan.loading.lists.personal import has_personal_number, mask_personal_numbers
from antifraud_plan.loading.lists.table import Cell
from antifraud_plan.loading.returns.classes import ClassNames
from antifraud_plan.loading.returns.columns import list_form
from antifraud_plan.model.calendar import DateSpan
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation, OrganisationKind
from antifraud_plan.problems import Location, Severity

YEAR = DateSpan(date(2023, 1, 1), date(2023, 12, 31))
MARCH_5 = date(2023, 3, 5)


def read(kind, written, **limits):
    """Return (value, codes of the problems) of one cell in a column of this kind."""
    column = Column("x", "列", kind, **limits)
    (shape,) = list_form(Form("f", "表", (column,)), YEAR).columns
    problems = []
    value = shape.read(Cell(written, "列", lambda: Location("x"), problems.append))
    assert (value is None) == any(each.severity is Severity.ERROR for each in problems)
    return value, [each.code for each in problems]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (MARCH_5, []), (datetime(2023, 3, 5), []), ("2023-3-5", []), ("2023/03/05", []),
        ("2023.3.5", ["read-as"]), ("2023年3月5日", ["read-as"]), ("２０２３．３．５", ["read-as"]),
        ("20230305", ["read-as"]), (20230305.0, ["read-as"]), (44990.0, ["read-as"]),
        ("3月5日", ["year-assumed"]), ("３月 5 号", ["year-assumed"]),
        ("2023-3-5 08:30", ["time-dropped", "read-as"]),
    ],
)  # fmt: skip
def test_dates_surely_meant_are_read_and_said(written, told):
    assert read(ColumnKind.DAY, written) == (MARCH_5, told)


@pytest.mark.parametrize(
    "written", ["3.5", "2023-2-30", "2月30日", "三月", 44000.0, 1.5, True, "下周一", "03/05/2023"]
)
def test_other_dates_are_refused(written):
    assert read(ColumnKind.DAY, written) == (None, ["bad-date"])


@pytest.mark.parametrize(
    ("written", "number", "told"),
    [
        (45.0, 45, []), ("45", 45, []), ("４５", 45, ["read-as"]), ("1,200", 1200, ["read-as"]),
        ("45人", 45, ["read-as"]), ("四十五", 45, ["read-as"]),
        (" 45 ", 45, ["read-as"]), ("一百零五人", 105, ["read-as"]),
        (4.5, None, ["bad-number"]), ("约45", None, ["bad-number"]), ("45-50", None, ["bad-number"]),
        (True, None, ["bad-number"]), (date(2023, 3, 5), None, ["bad-number"]), ("", None, ["bad-number"]),
        (-1.0, None, ["number-out-of-range"]), ("12,00", None, ["bad-number"]), (1e300, None, ["bad-number"]),
    ],
)  # fmt: skip
def test_whole_numbers(written, number, told):
    assert read(ColumnKind.COUNT, written) == (number, told)


def test_a_number_has_the_limits_of_its_column():
    assert read(ColumnKind.COUNT, 13.0, at_least=1, at_most=12) == (None, ["number-out-of-range"])
    assert read(ColumnKind.COUNT, -3.0, at_least=-5) == (-3, [])


@pytest.mark.parametrize(
    ("written", "share", "told"),
    [
        ("98%", Fraction(98, 100), []), (0.98, Fraction(98, 100), []),
        ("0.98", Fraction(98, 100), ["read-as"]),
        ("百分之九十八", Fraction(98, 100), ["read-as"]), (98.0, Fraction(98, 100), ["read-as"]),
        ("98.5％", Fraction(985, 1000), ["read-as"]),
        ("98", Fraction(98, 100), ["read-as"]), (1.0, Fraction(1), ["read-as"]),
        (0.0, Fraction(0), []), (1.5, None, ["bad-share"]),
        ("120%", None, ["bad-share"]), (-0.1, None, ["bad-share"]),
        ("九成八", None, ["bad-share"]), (True, None, ["bad-share"]),
    ],
)  # fmt: skip
def test_shares(written, share, told):
    assert read(ColumnKind.SHARE, written) == (share, told)


@pytest.mark.parametrize(
    ("written", "amount", "told"),
    [
        (1200.5, "1200.50", []), ("1200", "1200.00", []), ("1,200.50", "1200.50", ["read-as"]),
        ("1200元", "1200.00", ["read-as"]), ("1.2万元", "12000.00", ["read-as"]),
        ("￥1200", "1200.00", ["read-as"]),
        (0.1 + 0.2, "0.30", []), (1200.005, None, ["bad-amount"]), ("约三千", None, ["bad-amount"]),
        (-5.0, None, ["number-out-of-range"]),
    ],
)  # fmt: skip
def test_amounts_are_exact(written, amount, told):
    assert read(ColumnKind.AMOUNT, written) == (None if amount is None else Decimal(amount), told)


@pytest.mark.parametrize(
    ("written", "choice", "told"),
    [
        ("微信或QQ推送", "微信或QQ推送", []), (" 会议 ", "会议", ["spaces-trimmed"]),
        ("微信或ｑｑ推送", "微信或QQ推送", ["read-as"]), ("会 议", "会议", ["read-as"]),
        ("会义", None, ["unknown-choice"]),
    ],
)  # fmt: skip
def test_choices(written, choice, told):
    assert read(ColumnKind.CHOICE, written, choices=("会议", "微信或QQ推送")) == (choice, told)


@pytest.mark.parametrize(
    ("written", "said", "told"),
    [("无", "无", []), ("没有", "无", ["read-as"]), ("有", "有", []), ("0", None, ["unknown-choice"])],
)
def test_nil_reports(written, said, told):
    assert read(ColumnKind.NIL, written) == (said, told)


@pytest.mark.parametrize(
    ("written", "tail", "told"),
    [("0123", "0123", []), (23.0, "23", []), ("12345", None, ["bad-tail"]), ("末四位", None, ["bad-tail"])],
)
def test_no_more_than_the_last_four_digits(written, tail, told):
    assert read(ColumnKind.TAIL, written) == (tail, told)


CLASSES = (
    "三年级1班",
    "三年级2班",
    "十一年级1班",
    "大一班",
    "初一（2）班",
    "301班",
    "高一1班",
    "高一10班",
    "高二1班",
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("三年级1班", "三年级1班"), ("三(1)班", "三年级1班"),
        ("三年级（1）班", "三年级1班"), ("３年级一班", "三年级1班"),
        ("302", "三年级2班"), ("大(1)班", "大一班"), ("初一2班", "初一（2）班"),
        ("高一一班", "高一1班"), ("高一（十）班", "高一10班"), ("高一十班", "高一10班"),
        ("初一二班", "初一（2）班"),
        ("高十一班", None),
        ("301", None), ("三年级3班", None), ("三一班", None), ("1班", None), ("", None),
    ],
)  # fmt: skip
def test_a_class_is_read_only_where_no_other_can_be_meant(written, name):
    names = ClassNames(Organisation(f"S/{each}", each, OrganisationKind.CLASS, "S") for each in CLASSES)
    found = names.find(written)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    "written",
    ["13900001234", "139 0000 1234", "139-0000-1234", "１３９００００１２３４", "139　0000　1234",
     "139.0000.1234", "139\n0000\n1234", "1390000/1234", "139 / 0000 / 1234", "139。0000。1234",
     "1\u200b3900001234", "139\xad0000\xad1234", "１３９／００００／１２３４", "139(0000)1234",
     "110101\n19900307\n1234", "110101/19900307/123X", "6222/0202/0001/1223", "6222\r\n0202\r\n0001\r\n1223",
     "6222 0212 3456 7890 123", "11010119900101001X", "110101 1990-01-01 001X",
     "电话139‑0000‑1234转3", 13900001234,
     13900001234.0, "1.3900001234E+10", "一三九〇〇〇〇一二三四", "2023.3.5 13900001234"],
)  # fmt: skip
def test_personal_numbers_are_seen_however_they_are_grouped(written):
    assert has_personal_number(written)
    if isinstance(written, str) and "E+" not in written:
        masked = mask_personal_numbers(written)
        assert not has_personal_number(masked)
        assert "＊＊＊" in masked


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("13900001234.pdf", "＊＊＊.pdf"), ("139 0000 1234 转", "＊＊＊ 转"),
        ("一三九〇〇〇〇一二三四 王", "＊＊＊ 王"), ("11010119900101001 X。", "＊＊＊。"),
    ],
)  # fmt: skip
def test_only_the_number_is_masked(written, masked):
    assert mask_personal_numbers(written) == masked


@pytest.mark.parametrize(
    "written",
    ["2023.3.5-2023.6.30", "2023-3-5 2023-6-30", "20230305", "20230305-20230630", "示教体字〔2023〕5号",
     1234567890,
     "301/302/303/304", "301\n302\n303\n304", "10、20、30、40、50、60", "14:30-15:10，9:00",
     "2019/2020/2021/2022", "3000、4000、5000、6000", "2023/3/5\n2023/3/6\n2023/3/17", "0.333333333333333",
     "33.3333333333%",
     "实到1234567890", "45人、46人、47人", date(2023, 3, 5), None, True, 1200.5],
)  # fmt: skip
def test_dates_and_short_numbers_are_not_personal(written):
    assert not has_personal_number(written)
    if isinstance(written, str):
        assert mask_personal_numbers(written) == written


def test_what_stands_beside_a_masked_number_stays():
    assert mask_personal_numbers("张13900001234.xlsx") == "张＊＊＊.xlsx"
    assert mask_personal_numbers("身份证11010119900101001X，完") == "身份证＊＊＊，完"
