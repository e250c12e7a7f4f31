"""Long work shared out over executors: in order, never far ahead, nothing begun in vain."""

import itertools
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan import render_all

P = ParamSpec("P")
T = TypeVar("T")


class LateExecutor(Executor):
    """Begins nothing until somebody waits, then runs what it holds, the latest first."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.submitted = 0
        self.cancelled = 0
        self.most_waiting = 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future = LateFuture[T](self)

        def run() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(fn(*args, **kwargs))
                except Exception as error:
                    future.set_exception(error)

        self.waiting.append(run)
        self.submitted += 1
        self.most_waiting = max(self.most_waiting, len(self.waiting))
        return future

    def run_all(self) -> None:
        while self.waiting:
            self.waiting.pop()()


class LateFuture(Future[T]):
    def __init__(self, executor: LateExecutor) -> None:
        super().__init__()
        self.executor = executor

    def result(self, timeout: float | None = None) -> T:
        self.executor.run_all()
        return super().result(timeout)

    def cancel(self) -> bool:
        self.executor.cancelled += 1
        return super().cancel()


def square(number: int) -> int:
    return number * number


def square_but_not_seven(number: int) -> int:
    if number == 7:
        raise ValueError("七")
    return number * number


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9), st.integers(1, 5))
def test_whatever_runs_late_or_in_another_order_comes_in_order(
    items: list[int], chunk: int, window: int
) -> None:
    assert list(render_all(items, square, LateExecutor(), chunk=chunk, window=window)) == [
        item * item for item in items
    ]


@pytest.mark.parametrize("executor", [None, LateExecutor()])
def test_without_items_there_is_nothing(executor: Executor | None) -> None:
    assert list(render_all([], square, executor)) == []


def test_threads_and_processes_give_what_this_process_gives() -> None:
    expected = list(render_all(range(1000), square))
    with ThreadPoolExecutor(2) as threads:
        assert list(render_all(range(1000), square, threads)) == expected
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert list(render_all(range(1000), square, processes)) == expected


@pytest.mark.parametrize("executor", [None, LateExecutor()])
def test_items_are_taken_no_further_ahead_than_the_window(executor: Executor | None) -> None:
    items = itertools.count()
    results = render_all(items, square, executor, chunk=10, window=3)
    assert next(results) == 0
    assert next(items) <= 30


def test_at_most_a_window_of_chunks_is_under_way() -> None:
    executor = LateExecutor()
    assert len(list(render_all(range(500), square, executor, chunk=10, window=4))) == 500
    assert executor.most_waiting == 4
    assert executor.submitted == 50


def test_what_is_pending_is_cancelled_when_the_consumer_stops() -> None:
    executor = LateExecutor()
    results = render_all(range(100), square, executor, chunk=10, window=4)
    assert next(results) == 0
    submitted = executor.submitted
    results.close()  # type: ignore[attr-defined]  # a generator, where an executor is used
    assert executor.submitted == submitted
    assert executor.cancelled == 3


def test_a_failure_comes_at_its_chunk_and_cancels_the_rest() -> None:
    executor = LateExecutor()
    results = render_all(range(100), square_but_not_seven, executor, chunk=5, window=4)
    assert [next(results) for _ in range(5)] == [0, 1, 4, 9, 16]
    with pytest.raises(ValueError, match="七"):
        next(results)
    assert executor.submitted <= 5
    assert executor.cancelled == 3


def test_items_that_fail_leave_nothing_pending() -> None:
    def items() -> Iterator[int]:
        yield from range(25)
        raise OSError("名单读不出")

    executor = LateExecutor()
    with pytest.raises(OSError, match="名单"):
        list(render_all(items(), square, executor, chunk=5, window=10))
    assert executor.cancelled == 5


def test_a_worker_that_is_killed_ends_the_work_with_an_error_not_with_a_hang() -> None:
    with (
        ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor,
        pytest.raises(BrokenExecutor),
    ):
        list(render_all(range(100), die_at_seven, executor, chunk=5))


def test_threads_of_another_program_s_pool_are_left_to_it() -> None:
    """An executor belongs to whoever made it: it is used, never shut down."""
    with ThreadPoolExecutor(1) as executor:
        list(render_all(range(10), square, executor))
        assert executor.submit(threading.get_ident).result() != threading.get_ident()


@pytest.mark.parametrize(("chunk", "window"), [(0, 8), (256, 0)])
def test_nonsense_sizes_are_refused_at_once(chunk: int, window: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        render_all([1], square, chunk=chunk, window=window)
