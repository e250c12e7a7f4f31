"""A whole county's pledges into archives: 200 schools, 3,000 classes, 120,000 students, 9,000 staff."""

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from antifraud_plan import Packing, build, open_workspace
from antifraud_plan.starting import copy_demo
from benchmarks.contest import Row
from benchmarks.memory import peak_memory
from benchmarks.people_lists import CLASSES, write_list

KINDS = ("unit-pledge", "staff-pledge", "class-teacher-pledge", "family-pledge")
TOWNSHIPS, SCHOOLS_A_TOWNSHIP = 20, 10  # the central school is one of them


def write_organisations(folder: Path) -> None:
    """Write plan and organisations: the demo county's plan, schools and classes of its own, no people."""
    copy_demo(folder)
    for path in (*folder.glob("*.xlsx"), *folder.glob("名单/*")):
        path.unlink()
    (folder / "名单").mkdir(exist_ok=True)
    _write(folder / "单位.csv", ("编号", "名称", "类别", "上级", "学段"), _units())
    classes = ((school, name) for school in _schools() for name in CLASSES)
    _write(folder / "班级.csv", ("学校", "班级"), classes)


def write_county(folder: Path) -> None:
    """Write plan, organisations and the lists of people."""
    write_organisations(folder)
    for number, school in enumerate(_schools()):
        write_list(folder / "名单" / f"{school}.xlsx", number)


def _units() -> Iterator[tuple[str, ...]]:
    yield "B", "示例县教育体育局", "主管局", "", ""
    for number, school in enumerate(_schools()):
        central = number - number % SCHOOLS_A_TOWNSHIP
        kind, parent = ("中心学校", "B") if number == central else ("学校", f"S{central:03}")
        yield f"S{number:03}", school, kind, parent, "小学"


def _schools() -> Iterator[str]:
    return (f"示例县第{number + 1}学校" for number in range(TOWNSHIPS * SCHOOLS_A_TOWNSHIP))


def _write(path: Path, headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


def build_county() -> None:
    """Build township by township, so that no more than one stands on the disk; print what it took."""
    papers, size, seconds = 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        county, out = Path(folder) / "county", Path(folder) / "out"
        write_county(county)
        start = time.perf_counter()
        workspace = open_workspace(county)
        kinds = [workspace.registry.require_document_kind(name) for name in KINDS]
        for central in range(0, TOWNSHIPS * SCHOOLS_A_TOWNSHIP, SCHOOLS_A_TOWNSHIP):
            counts: list[int] = []
            built = build(
                workspace,
                kinds,
                units=[f"S{central:03}"],
                out=out,
                packing=Packing.ARCHIVE,
                progress=partial(_note, counts),
            )
            seconds += time.perf_counter() - start
            papers += max(counts)
            size += sum(written.path.stat().st_size for _, written in built.written)
            shutil.rmtree(out)
            start = time.perf_counter()
    print(papers, seconds, peak_memory(), size / 1_000_000)


def _note(counts: list[int], done: int, _: int) -> None:
    counts.append(done)


def run() -> Row:
    code = "from benchmarks.county import build_county; build_county()"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    papers, seconds, peak, size = map(float, done.stdout.split())
    return Row(
        f"a county of 200 schools: {papers:,.0f} pledges in 200 archives, lists read and checked",
        f"{seconds:.0f} s, {papers / seconds:,.0f} papers/s, {size:,.0f} MB",
        f"peak memory {peak:.0f} MiB",
        "–",
    )


if __name__ == "__main__":
    print(run())
