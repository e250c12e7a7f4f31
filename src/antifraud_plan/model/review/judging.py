"""Judges a filed plan: tasks left out, frequencies looser than the county's, measures without a person."""

import re
from collections.abc import Iterable, Iterator

import attrs

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence.rules import Indefinite, Rule
from antifraud_plan.model.cadence.terms import Vagueness
from antifraud_plan.model.outline import Outline
from antifraud_plan.model.review.filed import FiledLine, FiledPlan
from antifraud_plan.model.review.passages import Passage, find_passages, plain
from antifraud_plan.model.review.remark import Remark, RemarkKind, Review
from antifraud_plan.model.task import Task

# 及时, 按时 say how promptly something else is done: 会后及时整理.
_HOW_OFTEN = frozenset({
    Vagueness.PERIODICALLY, Vagueness.IRREGULARLY, Vagueness.ROUTINELY, Vagueness.OFTEN,
    Vagueness.AS_FITTING, Vagueness.AT_FITTING_TIMES,
})  # fmt: skip
_PERSON = "责任人|负责人|责任领导|分管领导|包保领导|责任教师"
_BLANK = r"(?:[_/\\—\-×xX*.…]|\[|\]|待填|暂无|待定|无(?=$)|:)*"
_LABELLED = re.compile(rf"(?:{_PERSON})[^:;。]{{0,6}}:(?P<name>[^;。\t\n]*)")
_IN_WORDS = re.compile(r"由[^由;。]{2,20}(?:负责|牵头|组织|实施)|[^;。,]{2,20}具体负责")
_NOBODY = re.compile(_BLANK)
_LONGEST_QUOTE = 24


def review_plan(filed: FiledPlan, tasks: Iterable[Task], outline: Outline) -> Review:
    """Hold *filed* against the *tasks* that fall on the school, in the county's order.

    A scan is not judged at all. Where a frequency cannot be compared, the remark says so: nothing is
    guessed. Of a task that asks for no number (常态化) no frequency is looked for.
    """
    tasks = tuple(tasks)
    if filed.is_scan:
        return Review((Remark(RemarkKind.SCANNED),), len(tasks), 0)
    passages = find_passages(filed, tasks, outline)
    headings = _find_person_columns(filed.lines)
    remarks: list[Remark] = []
    for task in tasks:
        if task.id not in passages:
            remarks.append(Remark(RemarkKind.TASK_MISSING, task, task.cadence))
            continue
        remarks += _judge_cadence(task, passages[task.id])
        remarks += _judge_persons(task, passages[task.id], headings)
    ordered = sorted(_once(remarks), key=lambda remark: not remark.kind.is_fault)
    return Review(tuple(ordered), len(tasks), len(passages))


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Leave out that the same row lacks somebody for another task as well."""
    rows: set[str] = set()
    for remark in remarks:
        if remark.kind is RemarkKind.PERSON_MISSING and remark.place:
            if remark.place + remark.written in rows:
                continue
            rows.add(remark.place + remark.written)
        yield remark


def _judge_cadence(task: Task, passages: tuple[Passage, ...]) -> Iterator[Remark]:
    asked = task.counted_cadence
    own = tuple(_find_phrases(task, passages))
    stated = Cadence(
        "；".join(phrase.text for phrase in own), tuple(rule for each in own for rule in each.rules)
    )
    place = own[0].place if own else ""
    verdict = stated.is_looser(asked) if own else None
    if verdict:
        yield Remark(RemarkKind.CADENCE_LOOSER, task, asked, str(stated), place)
    elif verdict is None and asked.is_countable:
        kind = RemarkKind.CADENCE_UNJUDGED if own else RemarkKind.CADENCE_UNSTATED
        yield Remark(kind, task, asked, str(stated), place)


@attrs.frozen
class _Phrase:
    """A frequency that the school writes."""

    text: str
    rules: tuple[Rule, ...]
    place: str


def _find_phrases(task: Task, passages: tuple[Passage, ...]) -> Iterator[_Phrase]:
    """Yield the frequencies written in *passages*, each once, as far as they speak of how often."""
    kinds = {type(rule) for rule in task.counted_cadence.rules}
    # 节假日家校宣传 names an occasion and says no frequency.
    names = re.compile("|".join(re.escape(plain(word)) for word in (task.name, *task.known_by)))
    seen: set[str] = set()
    for passage in passages:
        for clause in passage.clauses:
            text = names.sub("", clause).strip("。;!?,\t\n").rpartition("频次:")[2]
            rules = tuple(rule for rule in Cadence.parse(text).rules if _tells_how_often(rule, kinds))
            if rules and text not in seen:
                seen.add(text)
                yield _Phrase(text[:_LONGEST_QUOTE], rules, passage.line.place)


def _tells_how_often(rule: Rule, asked: set[type[Rule]]) -> bool:
    if isinstance(rule, Indefinite):
        return rule.word in _HOW_OFTEN
    return type(rule) in asked or type(rule).__name__ in ("Recurring", "Anchored")


def _find_person_columns(lines: tuple[FiledLine, ...]) -> dict[int, int]:
    """Return table → column under a heading such as 责任人."""
    columns: dict[int, int] = {}
    for line in lines:
        for column, cell in enumerate(line.cells):
            text = plain(cell)
            if line.table and line.table not in columns and len(text) <= 8 and re.search(_PERSON, text):
                columns[line.table] = column
    return columns


def _judge_persons(task: Task, passages: tuple[Passage, ...], headings: dict[int, int]) -> Iterator[Remark]:
    """Yield a remark for every measure whose person is blank, or one if nobody is named at all."""
    blanks: list[Remark] = []
    named = False
    for passage in passages:
        line, text = passage.line, "".join(passage.clauses)
        column = headings.get(line.table) if line.table else None
        if column is not None and column < len(line.cells):
            names = [plain(line.cells[column])]
        else:
            names = [match["name"] for match in _LABELLED.finditer(text)]
            named = named or _IN_WORDS.search(text) is not None
        missing = [name for name in names if _NOBODY.fullmatch(name)]
        named = named or len(missing) < len(names)
        if missing:
            blanks.append(Remark(RemarkKind.PERSON_MISSING, task, None, _shorten(line.text), line.place))
    if blanks:
        yield from blanks
    elif not named:
        yield Remark(RemarkKind.PERSON_MISSING, task)


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
