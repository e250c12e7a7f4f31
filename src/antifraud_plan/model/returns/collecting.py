"""Holds everything that came back against everything that is due."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import attrs

from antifraud_plan.model.calendar import CalendarGapError
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import LEDGER, Evidence, ReturnedBook
from antifraud_plan.model.returns.judged.cases import compare_cases
from antifraud_plan.model.returns.judged.judging import Judge
from antifraud_plan.model.returns.judged.placing import Dues
from antifraud_plan.model.returns.judged.repeats import refuse_repeats
from antifraud_plan.model.returns.judged.versions import Choice, choose_versions
from antifraud_plan.model.returns.owed.due import DueReturn, Key, derive_returns
from antifraud_plan.model.returns.owed.owing import Owed, derive_owed
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.returns.standing import Receipt, ReturnState, Standing, find_state
from antifraud_plan.problems import Location, Problem, Severity, has_errors

T = TypeVar("T")


def collect_returns(
    plan: Plan,
    tree: OrganisationTree,
    books: Iterable[ReturnedBook | Problem],
    arrivals: Iterable[Arrival | Problem] = (),
    kept: Iterable[Evidence | Problem] = (),
    *,
    on: date,
) -> Collection:
    """Hold everything that came back against what is due.

    Args:
        plan: tells what is due.
        tree: tells from whom.
        books: the files, with the problems of those that cannot be read.
        arrivals: the log (收文登记), which alone tells lateness.
        kept: what the bureau keeps itself.
        on: what is logged later has not come yet, what happened later is a mistake; `date.max` takes all.

    A return whose periods the calendar does not tell is a problem, and nothing is due in it.
    """
    problems: dict[Problem, None] = {}
    dues = Dues.of(due for spec in plan.returns for due in _derive(plan, tree, spec, problems))
    owed = tuple(derive_owed(plan, tree, dues.by_key.values()))
    log = _by_key(_take(arrivals, problems))
    _report_unmatched(log, owed, problems)
    files, unplaced = _place(_take(books, problems), dues, plan, problems)
    choices: dict[Key, Choice] = {}
    for key, came in files.items():
        # What the log says came later has not come yet, though its file is there.
        is_early = key in log and all(each.day > on for each in log[key])
        choices[key] = Choice((), tuple(came)) if is_early else choose_versions(came, on=on)
        problems |= dict.fromkeys(choices[key].problems)
    judged = tuple(refuse_repeats(_judge(choices, dues, plan, tree, on), plan, tree))
    by_file = {book.place.file: book for book in judged}
    standings = tuple(
        _stand(each, choices.get(each.key), log.get(each.key, ()), by_file, on)
        for each in owed
        if each.key in choices or each.key in log or not (each.key in dues.by_key and _was_over(each, plan))
    )
    problems |= dict.fromkeys(_find_unlogged(standings, choices, log))
    records = tuple(_take(kept, problems))
    case_problems = compare_cases(
        records,
        (record for book in judged for record in book.evidence),
        plan,
        tree,
        _Timetable(dues, {_key(each): each.state for each in standings}).is_over,
    )
    problems |= dict.fromkeys(case_problems)
    passed_over = tuple(book for choice in choices.values() for book in choice.passed_over)
    return Collection(on, standings, judged, passed_over, tuple(unplaced), records, tuple(problems))


def _derive(
    plan: Plan, tree: OrganisationTree, spec: Return, problems: dict[Problem, None]
) -> tuple[DueReturn, ...]:
    try:
        return tuple(derive_returns(plan, tree, spec))
    except CalendarGapError as error:
        message = f"校历不全，{error}，排不出{spec.title}。"
        remedy = "请在 plan.toml 的校历里补上，check 会说缺什么。"
        problems.setdefault(Problem("calendar-gap", message, None, remedy, Severity.GAP))
        return ()


def _take(entries: Iterable[T | Problem], problems: dict[Problem, None]) -> Iterator[T]:
    for entry in entries:
        if isinstance(entry, Problem):
            problems.setdefault(entry)
        else:
            yield entry


def _by_key(arrivals: Iterable[Arrival]) -> Mapping[Key, Sequence[Arrival]]:
    log: dict[Key, list[Arrival]] = {}
    for arrival in arrivals:
        log.setdefault((arrival.unit, arrival.item, arrival.period), []).append(arrival)
    return {key: sorted(each, key=lambda arrival: arrival.day) for key, each in log.items()}


def _report_unmatched(
    log: Mapping[Key, Sequence[Arrival]], owed: Iterable[Owed], problems: dict[Problem, None]
) -> None:
    known = {each.key for each in owed}
    for key, arrivals in log.items():
        if key not in known:
            message = "登记的这一件，这个单位在这个时段不用报，没有计入。"
            remedy = "请核对单位、事项和时段；多报的可以不管。"
            place = arrivals[0].place
            problems.setdefault(Problem("arrival-not-owed", message, place, remedy, Severity.NOTE))


def _place(
    books: Iterable[ReturnedBook], dues: Dues, plan: Plan, problems: dict[Problem, None]
) -> tuple[Mapping[Key, Sequence[ReturnedBook]], Sequence[ReturnedBook]]:
    """Return the files by the return they are, and those that are none."""
    placed: dict[Key, list[ReturnedBook]] = {}
    unplaced: list[ReturnedBook] = []
    for book, key in dues.place(books):
        if key is not None and _is_of(book, plan):
            placed.setdefault(key, []).append(book)
            if book.identity is None:
                due = dues.by_key[key]
                name = due.spec.name_in(due.period.label)
                message = f"按表里的内容和放的地方，认作{due.unit.name}的 {name}。"
                problems.setdefault(Problem("return-recognised", message, book.place, "", Severity.NOTE))
            continue
        unplaced.append(book)
        if _is_of(book, plan) and not _is_of_nobody(book):  # else that is among its problems
            problems.setdefault(_refuse(book, plan))
        problems |= dict.fromkeys(book.problems)
    return placed, unplaced


def _is_of(book: ReturnedBook, plan: Plan) -> bool:
    """Tell whether a file is of this plan and year, as far as it says."""
    return book.identity is None or (book.identity.plan, book.identity.year) == (plan.id, plan.year)


def _is_of_nobody(book: ReturnedBook) -> bool:
    return any(problem.code == "unknown-reporter" for problem in book.problems)


def _refuse(book: ReturnedBook, plan: Plan) -> Problem:
    found = book.identity
    if found is not None and found.return_id == LEDGER:
        message = "这是学校留存的台账，不是上报表，没有统计。"
        return Problem("ledger-returned", message, book.place, "可以移走。", Severity.NOTE)
    if found is not None:
        spec = next((spec for spec in plan.returns if spec.id == found.return_id), None)
        name = f"{found.period}{found.return_id}" if spec is None else spec.name_in(found.period)
        named = f"单位编号 {found.unit}、{name}"
        message = f"方案里没有这份上报表（{named}），没有统计。"
        remedy = "发表以后改了方案或名册的，请重新发表；放错了文件夹的，请移走。"
        return Problem("return-not-owed", message, book.place, remedy)
    message = "看不出是哪个单位、哪个时段的上报表，没有统计。"
    remedy = "请填在程序发出的上报表里，重新报送；CSV 请一份上报表放一个文件夹，文件夹叫时段的名称，如 3月。"
    return Problem("return-unplaced", message, book.place, remedy)


def _judge(
    choices: Mapping[Key, Choice], dues: Dues, plan: Plan, tree: OrganisationTree, on: date
) -> Iterator[ReturnedBook]:
    for key, choice in choices.items():
        judge = Judge(plan, tree, dues.by_key[key], dues.owed[key[:2]], on)
        judged = [judge.judge(book) for book in choice.taken]
        if judged:
            missing = tuple(judge.find_missing(judged))
            judged[0] = attrs.evolve(judged[0], problems=(*judged[0].problems, *missing))
        yield from judged


def _stand(
    owed: Owed,
    choice: Choice | None,
    arrivals: Sequence[Arrival],
    judged: Mapping[str, ReturnedBook],
    on: date,
) -> Standing:
    came = [arrival for arrival in arrivals if arrival.day <= on]
    taken = [judged[book.place.file] for book in choice.taken] if choice else []
    errors = sum(problem.severity is Severity.ERROR for book in taken for problem in book.problems)
    seen = [*taken, *(choice.passed_over if choice and (came or not arrivals) else ())]
    files = (*(book.place.file for book in seen), *(arrival.file for arrival in came if arrival.file))
    return Standing(
        owed.unit,
        owed.item,
        owed.title,
        find_state(_receipt(taken, files, came), on=on, last=owed.last, deadline=owed.deadline),
        owed.period,
        owed.deadline,
        came[0].day if came else None,
        came[-1].day if came else None,
        tuple(dict.fromkeys(files)),
        errors,
        came[0].place if came else None,
    )


def _was_over(owed: Owed, plan: Plan) -> bool:
    """Tell whether a return was due before the plan was issued, so that nobody could hand it in by then.

    It counts where it came all the same, and is asked of nobody.
    """
    return owed.deadline is not None and owed.deadline < plan.issue.date


def _receipt(taken: Sequence[ReturnedBook], files: Sequence[str], came: Sequence[Arrival]) -> Receipt:
    if taken:
        return Receipt.FAULTY if any(has_errors(book.problems) for book in taken) else Receipt.SOUND
    return Receipt.UNREAD if files or came else Receipt.NOTHING


def _key(standing: Standing) -> Key:
    return standing.unit.id, standing.item, standing.period


def _find_unlogged(
    standings: Iterable[Standing], choices: Mapping[Key, Choice], log: Mapping[Key, Sequence[Arrival]]
) -> Iterator[Problem]:
    """Yield a note for each return whose file is there and whose arrival is not logged."""
    unlogged = [each for each in standings if _key(each) in choices and _key(each) not in log]
    if unlogged and not log:
        message = f"收文登记里还没有一件，已有的 {len(unlogged)} 份不知道是否按时。"
        yield Problem("not-logged", message, None, "请用 antifraud-plan receive 登记。", Severity.NOTE)
        return
    for standing in unlogged:
        message = f"{standing.unit.name}的 {standing.title}没有收文登记，不知道是否按时。"
        remedy = "请用 antifraud-plan receive 登记。"
        yield Problem("not-logged", message, Location(standing.files[0]), remedy, Severity.NOTE)


@attrs.frozen
class _Timetable:
    """Tells whether a school should have reported a case by now."""

    dues: Dues
    states: Mapping[Key, ReturnState]

    def is_over(self, case: Evidence, form: Form) -> bool:
        """Tell whether the return into which *case* belongs has come or is late, or is asked of nobody."""
        keys = [
            key
            for key, due in self.dues.by_key.items()
            if case.day is not None and case.day in due.period.span
            if any(school.id == case.unit for school in due.schools)
            if any(sheet.form.id == form.id for sheet in due.sheets)
        ]
        early = (ReturnState.NOT_DUE, ReturnState.AWAITED)
        return not keys or any(self.states.get(key) not in early for key in keys)
