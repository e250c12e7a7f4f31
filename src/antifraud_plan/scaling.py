"""Share a long stream of work out over any executor: in order, in chunks, never far ahead of who takes it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


def render_all(
    items: Iterable[ItemT],
    fn: Callable[[ItemT], ResultT],
    executor: Executor | None = None,
    *,
    chunk: int = 256,
    window: int = 8,
) -> Iterator[ResultT]:
    """Yield ``fn(item)`` for every item, in the order of the items.

    Items are taken as results are, so neither need ever stand in memory together. When the consumer
    stops, when *items* or *fn* raises, or when a worker dies, what has not begun is cancelled.

    Args:
        items: any iterable; picklable for a process pool.
        fn: called once an item; picklable for a process pool.
        executor: any `concurrent.futures.Executor`; everything is done in this process if ``None``.
        chunk: items sent together, 1 or more: what they share is sent once, and a round trip is paid once.
        window: chunks under way at a time, 1 or more.

    Raises:
        ValueError: *chunk* or *window* is below 1.
        Exception: whatever *fn* raised, at the place of its chunk; `concurrent.futures.BrokenExecutor`
            when a worker died.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as executor:
    ...     list(render_all(range(5), str, executor, chunk=2))
    ['0', '1', '2', '3', '4']
    """
    if chunk < 1 or window < 1:
        raise ValueError(f"chunk and window must be 1 or more, not {chunk} and {window}")
    return map(fn, items) if executor is None else _share_out(iter(items), fn, executor, chunk, window)


def _share_out(
    items: Iterator[ItemT], fn: Callable[[ItemT], ResultT], executor: Executor, chunk: int, window: int
) -> Iterator[ResultT]:
    waiting: deque[Future[list[ResultT]]] = deque()
    try:
        while taken := tuple(islice(items, chunk)):
            waiting.append(executor.submit(_run_chunk, fn, taken))
            if len(waiting) == window:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _run_chunk(fn: Callable[[ItemT], ResultT], items: Sequence[ItemT]) -> list[ResultT]:
    return [fn(item) for item in items]
