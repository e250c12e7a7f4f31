"""TOML's values without quotation marks: numbers, dates, true and false, and what is mistaken for them."""

import re
import tomllib
import unicodedata
from calendar import monthrange
from datetime import MINYEAR

from antifraud_plan.loading.reader import Reader
from antifraud_plan.loading.toml.tree import Broken, Leaf, Scalar

IN_LINE = re.compile(r"[^\n#]*")
"""How far a mistaken value reaches when it stands alone on its line."""

IN_BRACKETS = re.compile(r"[^\n#,，、;；\]］】}｝]*")
"""How far a mistaken value reaches inside an array or an inline table."""

_TOKEN = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2} (?=[0-9]{2}:))?[A-Za-z0-9+\-_.:]+(?=[\s,\]}#]|\Z)")
# 1,000 or 2023-02-08 8:30: what was read is not the whole of what was meant.
_GOES_ON = re.compile(r",[0-9]{3}| +[0-9]")
_DATE_LIKE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(.*)", re.DOTALL)
_NUMBER_LIKE = re.compile(r"[+-]?[0-9][0-9_.,，eE+-]*%?")
_COUNTED = re.compile(r"第?0*([0-9]{1,9})\s*(?:年度?|号|度|磅)")
_LEADING_ZERO = re.compile(r"([+-]?)0+([1-9][0-9]*)")
_TRUTHS = {
    "true": ("true", "yes", "on", "是", "对", "有"),
    "false": ("false", "no", "off", "否", "不", "无"),
}
_NOTHINGS = ("null", "none", "nil", "空")


def read_bare(reader: Reader, reach: re.Pattern[str]) -> Leaf | Broken:
    """Read a value without quotation marks; a mistaken one is skipped as far as *reach* says."""
    start = reader.position
    if token := reader.take(_TOKEN):
        value = _parse(token)
        if value is not None and not (reach is IN_LINE and _GOES_ON.match(reader.text, reader.position)):
            return Leaf(value, token, reader.location(start))
        reader.position = start
    written = (reader.take(reach) or "").rstrip()
    if written:
        reader.position = start + len(written)
        if not reader.check_characters(start, written):
            return Broken(reader.location(start))
        _report_mistaken(reader, start, written)
    else:
        reader.report("toml-missing-value", start, "这里缺少值。", '请写上值；文字要加引号，如 "各学校"。')
    return Broken(reader.location(start))


def _parse(token: str) -> Scalar | None:
    try:
        value: Scalar = tomllib.loads(f"v = {token}")["v"]
    except ValueError:
        # TOMLDecodeError, or an integer longer than Python reads.
        return None
    return value


def _report_mistaken(reader: Reader, start: int, written: str) -> None:
    """Say what is wrong with *written*, and how what was meant is written."""
    narrow = unicodedata.normalize("NFKC", written)
    shown = written if len(written) <= 30 else f"{written[:30]}…"
    if narrow != written and _TOKEN.fullmatch(narrow) and _parse(narrow) is not None:
        reader.report("toml-punctuation", start, f"“{shown}”用了全角字符。", f"请改用半角，写成 {narrow}。")
        return
    if date_like := _DATE_LIKE.fullmatch(narrow):
        _report_date(reader, start, shown, date_like)
        return
    for word, spellings in _TRUTHS.items():
        if narrow.lower() in spellings:
            remedy = f'请写成 {word}；如果是一般的文字，请加引号，写成 "{written}"。'
            reader.report("toml-boolean", start, f"“{shown}”不是值，是否只能写 true 或 false。", remedy)
            return
    if narrow.lower() in _NOTHINGS:
        reader.report("toml-value", start, f"“{shown}”不是值。", "没有内容的项请整行删去。")
    elif counted := _COUNTED.fullmatch(narrow):
        remedy = f'如果是数，请只写 {counted.group(1)}；如果是文字，请加引号，写成 "{written}"。'
        reader.report("toml-number", start, f"“{shown}”不是可用的数。", remedy)
    elif _NUMBER_LIKE.fullmatch(narrow):
        remedy = f'数请只用半角数字书写；如果是文字，请加引号，写成 "{written}"。'
        if leading := _LEADING_ZERO.fullmatch(narrow):
            remedy = f'数前面不能有 0，请写成 {"".join(leading.groups())}；如果是文字，请写成 "{written}"。'
        reader.report("toml-number", start, f"“{shown}”不是可用的数。", remedy)
    else:
        remedy = "请在文字两端加英文引号。" if '"' in written or "\\" in written else f'请写成 "{shown}"。'
        reader.report("toml-unquoted-text", start, f"“{shown}”没有加引号，文字要加英文引号。", remedy)


def _report_date(reader: Reader, start: int, shown: str, found: re.Match[str]) -> None:
    year, month, day = (int(group) for group in found.groups()[:3])
    message = f"“{shown}”不是可用的日期。"
    if year < MINYEAR or not 1 <= month <= 12:
        remedy = "月份只能是 1 至 12，日期请写成“年-月-日”，如 2023-02-28。"
    elif not 1 <= day <= (last := monthrange(year, month)[1]):
        message = f"没有{year}年{month}月{day}日这一天。"
        remedy = f"{year}年{month}月只有{last}天，请改正日期。"
    elif found.group(4):
        remedy = "日期和时刻请写成如 2023-02-28 或 2023-02-28T08:30:00。"
    else:
        remedy = f"日期请写成 {year:04}-{month:02}-{day:02}。"
    reader.report("toml-date", start, message, remedy)
