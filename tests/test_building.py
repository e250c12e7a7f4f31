"""Papers for everybody on the lists: how they come, what is made again, what outlives a broken run."""

import base64
import io
import multiprocessing
import os
import pickle
import signal
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import repeat
from pathlib import Path
from typing import NoReturn

import attrs
import pytest
from docx import Document
from person_papers import (
    BRANCHING,
    CLASSES,
    DIRECTORY,
    STAFF_PLEDGE,
    STUDENT_PLEDGE,
    Papers,
    make_workspace,
    student_items,
    write_list,
)

from antifraud_plan import Packing, PageStart, ProblemsFoundError, Severity, build, build_documents, check
from antifraud_plan.api import Built
from antifraud_plan.offers import Brief, DocumentKind, Item, Scope
from antifraud_plan.papers.packing import Bundle, pack
from antifraud_plan.papers.paper import Paper, prepare_papers
from antifraud_plan.papers.rendering import compile_kind
from antifraud_plan.plugin import StaffMember, Student
from antifraud_plan.problems import Problem
from antifraud_plan.testing import read_word, small_county
from antifraud_plan.word import CompiledTemplate, DocumentProperties, FrozenTemplate, Layout, Picture

PICTURE = Picture(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
    width=10.0,
)
CROWD = {"示例县第一小学": {"三年级1班": [f"学生{number}" for number in range(700)]}}


def files(folder: Path) -> dict[str, bytes]:
    """Return what was generated, by path: everything but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def codes(built: Built) -> set[str]:
    return {problem.code for problem in built.problems}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the kinds of the papers that go into files made in this process."""
    made: list[str] = []
    original = Bundle.chunks

    def chunks(bundle: Bundle) -> Iterator[bytes]:
        made.extend(paper.kind for paper in bundle.papers)
        return original(bundle)

    monkeypatch.setattr(Bundle, "chunks", chunks)
    return made


@pytest.mark.parametrize(
    ("packing", "expected"),
    [
        (
            Packing.PERSON,
            {
                "学生承诺书/示例县第一小学/三年级1班/002李示例.docx",
                "学生承诺书/示例县机关幼儿园/大班/001孙模拟.docx",
                "教职工承诺书/示例县第一小学/林样例.docx",
            },
        ),
        (
            Packing.CLASS,
            {
                "学生承诺书/示例县第一小学/三年级1班.docx",
                "学生承诺书/示例县机关幼儿园/大班.docx",
                "教职工承诺书/示例县第一小学.docx",
            },
        ),
        (Packing.SCHOOL, {"学生承诺书/示例县第一小学.docx", "教职工承诺书/示例县机关幼儿园.docx"}),
        (Packing.ARCHIVE, {"压缩包/示例县第一小学.zip", "压缩包/示例县机关幼儿园.zip", "名录.txt"}),
    ],
)
def test_files_are_named_by_kind_school_class_and_person(
    packing: Packing, expected: set[str], tmp_path: Path
) -> None:
    built = build(make_workspace(tmp_path), packing=packing)
    made = files(tmp_path / "out")
    assert expected <= made.keys()
    counts = {Packing.PERSON: 11, Packing.CLASS: 5, Packing.SCHOOL: 4, Packing.ARCHIVE: 2}
    assert len(made) == counts[packing] + 1
    assert {written.path for _, written in built.written} == {tmp_path / "out" / path for path in made}


def test_an_archive_holds_the_very_papers_that_are_made_one_by_one(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    build(workspace, packing=Packing.PERSON, out=tmp_path / "每人")
    build(workspace, packing=Packing.ARCHIVE, out=tmp_path / "压缩")
    alone = files(tmp_path / "每人")
    for school in CLASSES:
        with zipfile.ZipFile(tmp_path / "压缩" / "压缩包" / f"{school}.zip") as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        folder = f"/{school}/"
        assert held == {path.replace(folder, "/"): data for path, data in alone.items() if folder in path}


@pytest.mark.parametrize("start", PageStart)
def test_a_class_s_file_holds_its_papers_in_the_order_of_the_list(start: PageStart, tmp_path: Path) -> None:
    build(make_workspace(tmp_path), packing=Packing.CLASS, start=start)
    lines = read_word((tmp_path / "out/学生承诺书/示例县第一小学/三年级1班.docx").read_bytes())
    assert [line for line in lines if line.startswith("承诺人")] == [
        f"承诺人：{name}" for name in CLASSES["示例县第一小学"]["三年级1班"]
    ]


def test_every_school_s_papers_name_their_own_school(tmp_path: Path) -> None:
    build(make_workspace(tmp_path), packing=Packing.SCHOOL)
    for school, other in (CLASSES, reversed(CLASSES)):
        said = "".join(read_word((tmp_path / f"out/学生承诺书/{school}.docx").read_bytes()))
        assert said.count(f"我是{school}的") == sum(map(len, CLASSES[school].values()))
        assert other not in said


@pytest.mark.parametrize("packing", Packing)
def test_any_number_of_processes_makes_the_same_bytes(packing: Packing, tmp_path: Path) -> None:
    not_frozen = attrs.evolve(STAFF_PLEDGE, source=BRANCHING)
    workspace = make_workspace(tmp_path, Papers((STUDENT_PLEDGE, not_frozen)))
    build(workspace, packing=packing, out=tmp_path / "一")
    build(workspace, packing=packing, out=tmp_path / "二", jobs=2)
    assert files(tmp_path / "一") == files(tmp_path / "二")


def test_papers_whose_template_only_prints_a_person_s_own_values_are_frozen() -> None:
    kinds = Counter[bool]()
    for source in (STUDENT_PLEDGE.source, BRANCHING):
        kind = attrs.evolve(STUDENT_PLEDGE, source=source)
        kinds.update(isinstance(paper.template, FrozenTemplate) for paper in prepare(kind))
    assert kinds == {True: 3, False: 3}


@pytest.mark.parametrize("packing", Packing)
def test_what_is_made_is_not_made_again(packing: Packing, tmp_path: Path, rendered: list[str]) -> None:
    workspace = make_workspace(tmp_path)
    build(workspace, packing=packing)
    before = files(tmp_path / "out")
    assert Counter(rendered) == {"学生承诺书": 7, "教职工承诺书": 4}
    rendered.clear()
    again = build(workspace, packing=packing)
    assert rendered == []
    assert not any(written.is_new for _, written in again.written)
    assert files(tmp_path / "out") == before


def test_only_what_a_changed_list_concerns_is_made_again(tmp_path: Path, rendered: list[str]) -> None:
    workspace = make_workspace(tmp_path)
    build(workspace)
    rendered.clear()
    write_list(tmp_path, "示例县机关幼儿园", {"大班": ["孙模拟", "周模拟", "吴模拟"]})
    changed = build(workspace)
    assert rendered == ["学生承诺书"] * 3
    assert [written.path.name for _, written in changed.written if written.is_new] == ["大班.docx"]


def test_a_changed_template_makes_every_paper_again(tmp_path: Path, rendered: list[str]) -> None:
    build(make_workspace(tmp_path))
    rendered.clear()
    redrawn = attrs.evolve(STUDENT_PLEDGE, source=STUDENT_PLEDGE.source.replace("陌生人", "不认识的人"))
    build(make_workspace(tmp_path, Papers((redrawn, STAFF_PLEDGE))))
    assert Counter(rendered) == {"学生承诺书": 7}


def test_a_file_that_is_missing_is_made_again_and_an_edited_one_is_kept(
    tmp_path: Path, rendered: list[str]
) -> None:
    workspace = make_workspace(tmp_path)
    build(workspace)
    rendered.clear()
    missing = tmp_path / "out/学生承诺书/示例县机关幼儿园/大班.docx"
    edited = tmp_path / "out/学生承诺书/示例县第一小学/三年级2班.docx"
    before = missing.read_bytes()
    missing.unlink()
    edited.write_bytes(b"edited")
    again = build(workspace)
    assert missing.read_bytes() == before
    assert edited.read_bytes() == b"edited"
    assert [(each.code, str(each.location)) for each in again.problems] == [("file-edited", str(edited))]


def test_a_killed_worker_damages_nothing_and_the_next_run_does_the_rest(
    tmp_path: Path, rendered: list[str]
) -> None:
    workspace = make_workspace(tmp_path, classes=CROWD)
    build(workspace, packing=Packing.PERSON, out=tmp_path / "安稳")
    undisturbed = files(tmp_path / "安稳")
    assert len(undisturbed) == 703

    def kill(done: int, total: int) -> None:
        assert total == 702
        for worker in multiprocessing.active_children()[:1]:
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)

    broken = build(workspace, packing=Packing.PERSON, jobs=2, progress=kill)
    assert "worker-stopped" in codes(broken)
    survived = {
        path: data for path, data in files(tmp_path / "out").items() if path.endswith((".docx", ".txt"))
    }
    assert survived.keys() < undisturbed.keys()
    assert len(survived) >= 256
    assert all(undisturbed[path] == data for path, data in survived.items())

    rendered.clear()
    resumed = build(workspace, packing=Packing.PERSON)
    assert codes(resumed) == set()
    assert files(tmp_path / "out") == undisturbed
    papers = sum(path.endswith(".docx") for path in survived)
    assert len(rendered) == 702 - papers


def test_a_run_somebody_stopped_is_taken_up_where_it_was(tmp_path: Path, rendered: list[str]) -> None:
    def stop(done: int, total: int) -> NoReturn:
        raise KeyboardInterrupt

    workspace = make_workspace(tmp_path, classes=CROWD)
    with pytest.raises(KeyboardInterrupt):
        build(workspace, packing=Packing.PERSON, progress=stop)
    made = len(rendered)
    assert made < 702
    assert codes(build(workspace, packing=Packing.PERSON)) == set()
    assert len(rendered) == 702
    assert [path.name for path in (tmp_path / "out").glob("manifest*")] == ["manifest.json"]


def test_progress_counts_papers_whatever_file_they_are_in(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build(make_workspace(tmp_path), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (12, 12)  # 11 papers and the directory
    assert told == sorted(told)


def test_files_of_other_kinds_are_made_beside_the_papers(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    assert workspace.registry.find_kind("名录") is DIRECTORY
    assert workspace.registry.find_kind("学生承诺书") is STUDENT_PLEDGE
    built = build(workspace, [DIRECTORY])
    assert [(title, written.path.name) for title, written in built.written] == [("名录", "名录.txt")]
    assert (tmp_path / "out/名录.txt").read_text("utf-8").splitlines()[0] == "示例县教育体育局"


def test_a_kind_asked_for_under_two_of_its_names_is_made_once(tmp_path: Path) -> None:
    built = build(make_workspace(tmp_path), [DIRECTORY, DIRECTORY])
    assert (len(built.written), built.problems) == (1, ())


def test_a_file_kind_whose_code_fails_is_named_and_the_others_are_made(tmp_path: Path) -> None:
    def fail(_: Brief) -> Iterator[object]:
        raise RuntimeError("内部")

    papers = Papers(files=(attrs.evolve(DIRECTORY, documents=fail),))
    built = build(make_workspace(tmp_path, papers))
    assert codes(built) == {"plugin-failed"}
    assert len(built.written) == 5


def test_a_kind_that_fails_half_way_is_left_out_whole(tmp_path: Path) -> None:
    def fail_late(brief: Brief) -> Iterator[Item]:
        yield from student_items(brief)
        raise RuntimeError("内部")

    built = build(
        make_workspace(tmp_path, Papers((attrs.evolve(STUDENT_PLEDGE, items=fail_late), STAFF_PLEDGE)))
    )
    assert codes(built) == {"plugin-failed"}
    assert {title for title, _ in built.written} == {"教职工承诺书", "名录"}


def test_a_name_that_kinds_of_both_sorts_claim_goes_to_one_of_them(tmp_path: Path) -> None:
    papers = Papers(files=(attrs.evolve(DIRECTORY, aliases=("学生承诺书",)),))
    registry = make_workspace(tmp_path, papers).registry
    assert registry.kinds == (STUDENT_PLEDGE, STAFF_PLEDGE)
    assert [problem.code for problem in registry.problems] == ["name-clash"]


def test_that_there_is_nothing_to_make_is_said(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, classes={})
    [note] = build(workspace).problems
    assert (note.code, note.severity) == ("nothing-to-make", Severity.NOTE)
    assert "学生承诺书、教职工承诺书" in note.message
    [note] = build(workspace, [STAFF_PLEDGE]).problems
    assert "教职工承诺书" in note.message


def test_nothing_to_make_is_said_in_words_that_fit_what_was_asked_for(tmp_path: Path) -> None:
    nothing = attrs.evolve(DIRECTORY, documents=lambda brief: ())
    workspace = make_workspace(tmp_path, Papers((STUDENT_PLEDGE,), (nothing,)), classes={})
    of_people, of_files = build(workspace, [STUDENT_PLEDGE, nothing]).problems
    assert "名单" in of_people.message
    assert "[[pledge]]" in of_people.remedy
    assert of_files.message == "名录 0 份：没有可以写进去的内容。"
    assert "方案" in of_files.remedy
    [of_a_school] = build(workspace, [nothing], units=["示例县第一小学"]).problems
    assert of_a_school.remedy == "这次只为示例县第一小学生成；由上级汇总报送的学校，请写汇总的单位。"


def test_a_kind_made_of_what_comes_in_says_what_it_awaits(tmp_path: Path) -> None:
    plain = attrs.evolve(DIRECTORY, documents=lambda brief: ())
    awaiting = attrs.evolve(plain, name="reviews", title="审核", awaits="请先登记学校报来的方案。")
    kinds = (attrs.evolve(STUDENT_PLEDGE, items=lambda brief: (), scope=Scope.SCHOOL), awaiting, plain)
    workspace = make_workspace(tmp_path, Papers(kinds[:1], kinds[1:]))
    notes = build(workspace, kinds).problems
    assert [(note.message.split(" ")[0], "登记" in note.remedy) for note in notes] == [
        ("学生承诺书", False),
        ("名录", False),
        ("审核", True),
    ]
    [of_a_school] = build(workspace, [awaiting], units=["示例县第一小学"]).problems
    assert of_a_school.remedy == "这次只为示例县第一小学生成；请先登记学校报来的方案。"


def test_a_kind_that_is_switched_off_is_worth_a_word_only_to_who_asks_for_it(tmp_path: Path) -> None:
    switched_off = attrs.evolve(STUDENT_PLEDGE, items=lambda brief: ())
    workspace = make_workspace(tmp_path, Papers((switched_off, STAFF_PLEDGE)))
    assert build(workspace).problems == ()
    assert codes(build(workspace, [switched_off])) == {"nothing-to-make"}


def test_a_row_that_is_wrong_stops_the_build_before_anything_is_written(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    path = write_list(tmp_path, "示例县第一小学", {"三年级1班": ["张示例", ""]})
    with pytest.raises(ProblemsFoundError) as refused:
        build(workspace)
    assert all(path.name in str(problem.location) for problem in refused.value.problems)
    assert not (tmp_path / "out").exists()
    assert len(build(workspace, units=["示例县机关幼儿园"]).written) == 3


def test_two_persons_of_one_path_are_told_and_neither_is_lost_in_silence(tmp_path: Path) -> None:
    def namesakes(brief: Brief) -> Iterator[Item]:
        for item in student_items(brief):
            yield attrs.evolve(item, path=(*item.path[:-1], "同名"))

    workspace = make_workspace(tmp_path, Papers((attrs.evolve(STUDENT_PLEDGE, items=namesakes),)))
    alone = build(workspace, packing=Packing.PERSON, out=tmp_path / "每人")
    assert [problem.code for problem in alone.problems] == ["same-file-name"] * 3
    archived = build(workspace, packing=Packing.ARCHIVE, out=tmp_path / "压缩")
    assert [problem.code for problem in archived.problems] == ["same-file-name"] * 2
    assert list((tmp_path / "压缩").rglob("*.zip")) == []
    merged = build(workspace, packing=Packing.CLASS, out=tmp_path / "每班")
    assert merged.problems == ()


def test_a_school_s_list_is_read_once_to_look_through_and_once_to_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(tmp_path)
    [reader] = workspace.registry.people_readers
    reads = Counter[str]()

    def count(path: Path) -> Iterator[Student | StaffMember | Problem]:
        reads[path.stem] += 1
        return reader.read(path)

    monkeypatch.setattr(workspace.registry, "people_readers", (attrs.evolve(reader, read=count),))
    build(workspace, packing=Packing.ARCHIVE)
    assert reads.keys() == CLASSES.keys()
    assert max(reads.values()) <= 2


def test_check_fills_a_template_once_for_all_who_share_its_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[Mapping[str, object]] = []
    monkeypatch.setattr(
        "antifraud_plan.checking.render_item", lambda template, item, brief: filled.append(item.values)
    )
    assert check(make_workspace(tmp_path, classes=CLASSES | CROWD)) == ()
    assert len(filled) == 4  # two kinds, two schools


def test_check_finds_what_a_template_asks_for_in_vain_and_every_wrong_row(tmp_path: Path) -> None:
    careless = attrs.evolve(STUDENT_PLEDGE, source="# {{ title }}\n\n{{ nane }}\n")
    workspace = make_workspace(tmp_path, Papers((careless,)))
    for school in CLASSES:
        write_list(tmp_path, school, {"大班": ["张示例", ""]})
    assert Counter(problem.code for problem in check(workspace))["template-undefined"] == 1
    assert len({str(problem.location) for problem in check(workspace)} - {"学生承诺书.docx"}) >= 2


@pytest.mark.parametrize("packing", Packing)
def test_an_embedding_program_gets_the_same_files_in_memory(packing: Packing, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    build(workspace, [STUDENT_PLEDGE], packing=packing)
    documents = build_documents(STUDENT_PLEDGE, workspace.brief(), packing=packing)
    assert {"/".join(each.path): b"".join(each.chunks) for each in documents} == files(tmp_path / "out")


def test_papers_that_differ_in_their_title_alone_are_frozen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[object] = []
    original = CompiledTemplate.freeze

    def freeze(
        template: CompiledTemplate,
        shared: Mapping[str, object],
        names: Set[str],
        *,
        properties: DocumentProperties,
    ) -> FrozenTemplate | None:
        frozen.append(shared)
        return original(template, shared, names, properties=properties)

    monkeypatch.setattr(CompiledTemplate, "freeze", freeze)
    papers = prepare(STUDENT_PLEDGE, titles=("甲的承诺书", "乙的承诺书", "丙的承诺书"))
    assert len(frozen) == 1
    titles = [Document(io.BytesIO(paper.render())).core_properties.title for paper in papers]
    assert titles == ["甲的承诺书", "乙的承诺书", "丙的承诺书"]


def test_a_value_that_only_some_papers_bring_is_printed_on_these() -> None:
    telling = "# {{ title }}\n\n{{ name }}{% if post is defined %}，岗位{{ post }}{% endif %}\n"
    kind = attrs.evolve(STUDENT_PLEDGE, source=telling)
    papers = prepare(kind, own=[{"name": "甲"}, {"name": "乙", "post": "教师"}, {"name": "丙"}])
    assert [read_word(paper.render())[-1] for paper in papers] == ["甲", "乙，岗位教师", "丙"]


def test_a_picture_among_the_own_values_of_any_paper_is_printed() -> None:
    papers = prepare(STUDENT_PLEDGE, own=[{"name": "甲"}, {"name": PICTURE}, {"name": "丙"}])
    drawn = [len(Document(io.BytesIO(paper.render())).inline_shapes) for paper in papers]
    assert drawn == [0, 2, 0]


@pytest.mark.parametrize("source", [STUDENT_PLEDGE.source, BRANCHING])
def test_papers_are_made_again_when_code_prints_the_same_record_otherwise(source: str) -> None:
    kind = attrs.evolve(STUDENT_PLEDGE, source=source)
    old, new = (prepare(kind, school=School())[0].series.basis for School in (full_name(), short_name()))
    assert (old == new) is (source == BRANCHING)  # which does not print it


def full_name() -> type:
    @attrs.frozen
    class School:
        name: str = "示例县第一小学"

        def __str__(self) -> str:
            return self.name

    return School


def short_name() -> type:
    @attrs.frozen
    class School:
        name: str = "示例县第一小学"

        def __str__(self) -> str:
            return self.name.removeprefix("示例县")

    School.__qualname__ = School.__qualname__.replace("short", "full")
    return School


def test_of_many_papers_that_wait_for_their_file_hardly_anything_stands_in_memory() -> None:
    crowd = [{"name": f"学生{number}"} for number in range(3000)]
    few, many = (
        len(pickle.dumps(bundle))
        for count in (300, 3000)
        for bundle in pack(prepare(STUDENT_PLEDGE, crowd[:count]), Packing.ARCHIVE)
    )
    assert many - few < 2700 * 32  # bytes


def prepare(
    kind: DocumentKind,
    own: Sequence[Mapping[str, object]] = ({"name": "甲"}, {"name": "乙"}, {"name": "丙"}),
    titles: Iterable[str] = repeat("承诺书"),
    school: object = "示例县第一小学",
) -> list[Paper]:
    """Return the papers of one school as they are handed to workers."""
    brief = small_county()
    shared = {"title": "承诺书", "school": school}
    items = [
        Item(("学生承诺书", "校", f"{number}"), title, values, shared=shared)
        for number, (title, values) in enumerate(zip(titles, own, strict=False))
    ]
    template = compile_kind(kind, Layout())
    return list(prepare_papers(((kind, item) for item in items), {kind.name: template}, brief))


@pytest.mark.parametrize("packing", Packing)
def test_no_name_leads_out_of_the_folder_of_an_embedding_program(packing: Packing) -> None:
    pupils = [Student("../../张示例", "../大班"), Student("CON", "a/b")]
    school = small_county().tree.require("S1")
    away = attrs.evolve(school, name="../示例县第一小学", parent=None)
    tree = attrs.evolve(small_county().tree, organisations=(away,))
    brief = attrs.evolve(small_county(), tree=tree, people=lambda _: pupils)
    paths = [document.path for document in build_documents(STUDENT_PLEDGE, brief, packing=packing)]
    assert paths
    for path in paths:
        assert not [name for name in path if set(name) & set('/\\:*?"<>|') or name.startswith(".")]
