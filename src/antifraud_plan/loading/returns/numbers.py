"""Numbers as schools type them into a return: 1,200, 45人, 四十五, 98%, 百分之九十八, 1.2万元."""

import re
from decimal import Decimal
from fractions import Fraction

from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.lists.table import Cell, Unreadable
from antifraud_plan.model.characters import half_width
from antifraud_plan.model.forms.column import Column
from antifraud_plan.model.numerals import find_number

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?"
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_WHOLE = re.compile(
    rf"(?P<number>{_NUMBER}|[零〇一二两三四五六七八九十百]+)(?:[人名个份张次位件户群起]|人次|人数)?"
)
_PERCENT = re.compile(rf"(?P<number>{_NUMBER})[%％]")
_PERCENT_WORDS = re.compile(r"百分之(?P<number>[零〇一二两三四五六七八九十百]+)")
_MONEY = re.compile(rf"[¥￥]?(?P<number>{_NUMBER})(?P<unit>万?)元?")
_CENT = Decimal("0.01")
_UNSURE = 2


def read_whole(cell: Cell, column: Column) -> int | None:
    """Read a whole number within the column's limits."""
    number = _find_typed(cell)
    if isinstance(cell.value, str):
        written = _WHOLE.fullmatch(_fold(cell.value))
        number = None if written is None else _find_decimal(written["number"])
    if isinstance(cell.value, Unreadable):
        return None
    if number is None or number != number.to_integral_value():
        cell.refuse("bad-number", f"应为整数，却是{_show(cell)}。", "请只填数字，不带单位。")
        return None
    whole = int(number)
    _note_reading(cell, str(whole))
    return whole if _is_within(cell, column, Decimal(whole)) else None


def read_share(cell: Cell, column: Column) -> Fraction | None:
    """Read a share from 0 to 100 %: 98%, 0.98, 98; what might be two things is refused."""
    number = _find_typed(cell)
    share: Fraction | None = None
    if isinstance(cell.value, Unreadable):
        return None
    if isinstance(cell.value, str):
        text = _fold(cell.value)
        percent = _PERCENT.fullmatch(text) or _PERCENT_WORDS.fullmatch(text)
        hundredths = None if percent is None else _find_decimal(percent["number"])
        if hundredths is not None:
            share = Fraction(hundredths) / 100
        elif re.fullmatch(_NUMBER, text):
            number = _find_decimal(text)
    if share is None and number is not None and not 1 < number < _UNSURE:
        share = Fraction(number) if number <= 1 else Fraction(number) / 100
    if share is None or not 0 <= share <= 1:
        cell.refuse("bad-share", f"应为 0 到 100% 的比率，却是{_show(cell)}。", "请写成 98% 这样。")
        return None
    if isinstance(cell.value, str):
        _note_reading(cell, show_share(share))
    elif share == 1 or (number is not None and number > 1):  # 0.98 is how a spreadsheet keeps 98 %
        cell.note("read-as", f"里的{_show(cell)}按 {show_share(share)} 读。")
    return share if _is_within(cell, column, Decimal(share.numerator) * 100 / share.denominator) else None


def read_amount(cell: Cell, column: Column) -> Decimal | None:
    """Read an amount in yuan, exact to the fen."""
    number = _find_typed(cell)
    if isinstance(cell.value, Unreadable):
        return None
    if isinstance(cell.value, str):
        written = _MONEY.fullmatch(_fold(cell.value))
        number = None if written is None else _find_decimal(written["number"])
        if written is not None and number is not None and written["unit"]:
            number *= 10_000
    if number is None or number != number.quantize(_CENT):
        cell.refuse(
            "bad-amount",
            f"应为最多两位小数的金额，却是{_show(cell)}。",
            "请以元为单位，只填数字，如 1200.50。",
        )
        return None
    amount = number.quantize(_CENT)
    if not (isinstance(cell.value, str) and _PLAIN.fullmatch(cell.value)):
        _note_reading(cell, f"{amount}元")
    return amount if _is_within(cell, column, amount) else None


def show_share(share: Fraction) -> str:
    """Write a share as a percentage.

    >>> show_share(Fraction(49, 50))
    '98%'
    """
    return f"{Decimal(share.numerator) * 100 / share.denominator:.15g}%"


def _find_typed(cell: Cell) -> Decimal | None:
    """Return the number a numeric cell holds, as the fifteen digits that a spreadsheet keeps of it."""
    match cell.value:
        case Unreadable(problem=problem):
            cell.report(problem)
            return None
        case bool():
            return None
        case int() | float() as number if abs(number) < 10**15:
            return Decimal(f"{number:.15g}")
        case _:
            return None


def _find_decimal(text: str) -> Decimal | None:
    if re.fullmatch(_NUMBER, text):
        return Decimal(text.replace(",", ""))
    number = find_number(text)
    return None if number is None else Decimal(number)


def _fold(text: str) -> str:
    return "".join(half_width(text).split())


def _show(cell: Cell) -> str:
    return "逻辑值" if isinstance(cell.value, bool) else quote(str(cell.value).strip())


def _note_reading(cell: Cell, shown: str) -> None:
    """Say how a text was read unless it is written as the guide asks."""
    if isinstance(cell.value, str) and cell.value != shown:
        cell.note("read-as", f"里的{quote(cell.value)}按 {shown} 读。")


def _is_within(cell: Cell, column: Column, number: Decimal) -> bool:
    lowest, highest = column.at_least, column.at_most
    if lowest is None:
        lowest = 0
    if number >= lowest and (highest is None or number <= highest):
        return True
    limits = f"不小于 {lowest}" if highest is None else f"在 {lowest} 到 {highest} 之间"
    cell.refuse("number-out-of-range", f"应{limits}，却是{_show(cell)}。", "请核对。")
    return False
