"""A county's file over the base plan: what it changes, adds, removes, and who is said to have set what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.loading import (
    Array,
    Broken,
    Entry,
    Leaf,
    Node,
    Origins,
    Table,
    load_chain,
    load_tree,
    merge,
)
from antifraud_plan.problems import Location, Problem

BASE = """\
title = "方案"
[names]
bureau = "教育局"
section = "法安股"
[[task]]
id = "4.1.1"
cadence = "常态化"
[[task]]
id = "4.1.2"
cadence = "每月至少1次"
evidence = ["会议记录", "签到表"]
[[task]]
id = "4.1.3"
cadence = "每年1次"
"""


def lay(overlay: str) -> tuple[Table, tuple[Problem, ...]]:
    text = f'extends = "base"\n{overlay}'
    return load_chain(text, "plan.toml", {"base": lambda: BASE})


def ids(tree: Table) -> list[object]:
    return [value_at(tree, ("task", index, "id")) for index in range(len(tree.find("task").items))]


def value_at(tree: Table, path: tuple[str | int, ...]) -> object:
    node: Node = tree
    for step in path:
        node = node.items[step] if isinstance(node, Array) else node.find(step)
    return node.value


def place(tree: Table, *path: str | int) -> str:
    return str(Origins(tree).find(path))


def test_what_the_county_does_not_mention_stays_and_knows_the_base() -> None:
    tree, problems = lay('[names]\nbureau = "教育体育局"\n')
    assert problems == ()
    assert value_at(tree, ("names", "bureau")) == "教育体育局"
    assert place(tree, "names", "bureau") == "plan.toml:3:10"
    assert place(tree, "names", "section") == "base.toml:4:11"
    assert place(tree, "title") == "base.toml:1:9"
    assert tree.find("extends") is None


def test_the_same_id_changes_an_entry_key_by_key() -> None:
    tree, problems = lay('[[task]]\nid = "4.1.2"\ncadence = "每月至少2次"\nevidence = ["纪要"]\n')
    assert problems == ()
    assert ids(tree) == ["4.1.1", "4.1.2", "4.1.3"]
    assert value_at(tree, ("task", 1, "cadence")) == "每月至少2次"
    assert place(tree, "task", "4.1.2", "cadence") == "plan.toml:4:11"
    assert place(tree, "task", "4.1.2", "id") == "plan.toml:3:6"
    assert place(tree, "task", "4.1.1", "cadence") == "base.toml:7:11"
    assert [item.value for item in tree.find("task").items[1].find("evidence").items] == ["纪要"]


def test_a_new_id_is_added_at_the_end_or_where_it_is_wanted() -> None:
    tree, problems = lay(
        '[[task]]\nid = "4.9"\n'
        '[[task]]\nid = "4.1.2a"\nafter = "4.1.2"\n'
        '[[task]]\nid = "4.1.1"\nafter = "4.9"\n'
    )
    assert problems == ()
    assert ids(tree) == ["4.1.2", "4.1.2a", "4.1.3", "4.9", "4.1.1"]
    assert tree.find("task").items[1].find("after") is None


def test_an_entry_is_removed() -> None:
    tree, problems = lay('[[task]]\nid = "4.1.2"\nremove = true\n')
    assert problems == ()
    assert ids(tree) == ["4.1.1", "4.1.3"]


@pytest.mark.parametrize(
    ("overlay", "code", "where", "in_words"),
    [
        ('[[task]]\nid = "4.1.22"\nremove = true', "overlay-unknown-id", "3:6", "是否想写“4.1.2”？"),
        ('[[task]]\nid = "4.9"\nafter = "4.1.33"', "overlay-unknown-id", "4:9", "是否想写“4.1.3”？"),
        ('[[task]]\nid = "4.9"\nafter = "4.9"', "overlay-unknown-id", "4:9", "没有编号为“4.9”"),
        ('[[task]]\nid = "4.9"\nafter = 4', "overlay-unknown-id", "4:9", "没有编号为“4”"),
        ('[[task]]\nid = "4.1.2"\nremove = false', "overlay-remove", "4:1", "remove = true"),
        ('[[task]]\nid = "4.1.2"\nremove = true\ncadence = "x"', "overlay-remove", "4:1", "其余的键"),
        ('[[task]]\ncadence = "每月2次"', "overlay-without-id", "2:3", "4.1.1、4.1.2、4.1.3"),
        ('task = ["4.1.1"]', "overlay-without-id", "2:9", "没有 id"),
        ("[[task]]\nid = 4", "overlay-without-id", "2:3", "没有 id"),
        ('[[task]]\nid = "4.9"\n[[task]]\nid = "4.9"', "duplicate-id", "5:6", "plan.toml:3:6"),
        ('[[new]]\nid = "1"\nremove = true', "overlay-unknown-id", "3:6", "已有的编号：无"),
    ],
)
def test_a_patch_that_fits_nothing_is_told(overlay: str, code: str, where: str, in_words: str) -> None:
    _, (problem,) = lay(overlay)
    assert (problem.code, str(problem.location)) == (code, f"plan.toml:{where}")
    assert in_words in problem.message + problem.remedy


def test_of_two_patches_with_one_id_the_first_holds() -> None:
    tree, _ = lay('[[task]]\nid = "4.1.2"\ncadence = "甲"\n[[task]]\nid = "4.1.2"\ncadence = "乙"')
    assert ids(tree) == ["4.1.1", "4.1.2", "4.1.3"]
    assert value_at(tree, ("task", 1, "cadence")) == "甲"


def test_a_line_lost_in_either_file_is_remembered() -> None:
    assert lay("名称 = 1")[0].is_incomplete
    assert load_chain('extends = "base"', "plan.toml", {"base": lambda: "名称 = 1"})[0].is_incomplete
    assert not lay("")[0].is_incomplete


def test_a_value_may_take_the_place_of_another_kind_of_value() -> None:
    tree, problems = lay('title = ["一"]\nnames = "教育局"\ntask = []\n')
    assert problems == ()
    assert [type(tree.find(key)) for key in ("title", "names", "task")] == [Array, Leaf, Array]
    assert tree.find("task").items == ()


def test_layers_lie_on_each_other_in_order() -> None:
    bases = {
        "national": lambda: 'title = "国"\nyear = 1\nlevel = "国"',
        "city": lambda: 'extends = "national"\ntitle = "市"\nyear = 2',
    }
    tree, problems = load_chain('extends = "city"\ntitle = "县"', "plan.toml", bases)
    assert problems == ()
    assert [place(tree, key) for key in ("title", "year", "level")] == [
        "plan.toml:2:9",
        "city.toml:3:8",
        "national.toml:3:9",
    ]


@pytest.mark.parametrize(
    ("text", "code", "in_words"),
    [
        ('extends = "conty"', "unknown-base", "是否想写“county”？"),
        ('extends = "x"', "unknown-base", "可用的底稿：county、a、b"),
        ('extends = "a"', "extends-cycle", "a → b → a"),
        ("extends = 3", "wrong-type", "名称"),
    ],
)
def test_a_base_that_cannot_be_had_is_told(text: str, code: str, in_words: str) -> None:
    bases = {"county": lambda: "", "a": lambda: 'extends = "b"', "b": lambda: 'extends = "a"'}
    tree, (problem,) = load_chain(text, "plan.toml", bases)
    assert problem.code == code
    assert in_words in problem.message + problem.remedy
    assert tree.is_incomplete


def test_without_its_base_a_patch_is_not_blamed_for_what_it_lacks() -> None:
    tree, _ = load_chain('extends = 底稿\n[[task]]\nid = "1"', "plan.toml", {})
    assert isinstance(tree.find("task"), Array)
    assert tree.is_incomplete
    assert tree.find("task").items[0].is_incomplete


def test_mistakes_of_base_and_overlay_come_together() -> None:
    _, problems = load_chain('extends = "base"\na = 县', "plan.toml", {"base": lambda: "b ="})
    assert [str(problem.location) for problem in problems] == ["base.toml:1:4", "plan.toml:2:5"]


# Random trees: the name of a key tells what it holds, so that kinds never clash.
def _tables(file: str) -> st.SearchStrategy[Table]:
    locations = st.integers(1, 9999).map(lambda line: Location(file, line, 1))
    leaves = st.builds(Leaf, st.integers(0, 9), st.just("0"), locations)
    values = st.dictionaries(st.sampled_from(["name", "year"]), leaves)

    def table(children: dict[str, Node], location: Location) -> Table:
        return Table({key: Entry(location, node) for key, node in children.items()}, location)

    def tasks(children: dict[str, dict[str, Node]], location: Location) -> Array:
        ids = ((Leaf(name, f'"{name}"', location), nodes) for name, nodes in children.items())
        return Array(tuple(table({"id": leaf, **nodes}, location) for leaf, nodes in ids), location)

    arrays = st.builds(tasks, st.dictionaries(st.sampled_from("123"), values, min_size=1), locations)
    return st.builds(
        lambda leaves, names, task, location: table(
            {**leaves, **({"names": names} if names else {}), **({"task": task} if task else {})}, location
        ),
        values,
        st.none() | st.builds(table, values, locations),
        st.none() | arrays,
        locations,
    )


def leaves_of(node: Node, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Leaf]:
    """Every leaf by its path, entries of arrays named by id."""
    match node:
        case Leaf():
            return {path: node}
        case Table():
            below = [leaves_of(entry.node, (*path, key)) for key, entry in node.entries.items()]
        case Array():
            below = [leaves_of(item, (*path, str(item.find("id").value))) for item in node.items]
        case Broken():
            below = []
    return {key: leaf for leaves in below for key, leaf in leaves.items()}


@given(_tables("base"), _tables("plan"))
def test_every_leaf_is_the_overlays_or_else_the_bases(base: Table, overlay: Table) -> None:
    merged, problems = merge(base, overlay)
    assert problems == ()
    assert leaves_of(merged) == leaves_of(base) | leaves_of(overlay)
    for path, leaf in leaves_of(merged).items():
        assert Origins(merged).find(path) == leaf.location


@given(_tables("base"))
def test_an_empty_overlay_changes_no_leaf(base: Table) -> None:
    empty = Table({}, Location("plan"))
    assert leaves_of(merge(base, empty)[0]) == leaves_of(base) == leaves_of(merge(empty, base)[0])


@given(_tables("base"), _tables("city"), _tables("county"))
def test_layers_may_be_joined_from_either_end(base: Table, city: Table, county: Table) -> None:
    from_below = merge(merge(base, city)[0], county)[0]
    from_above = merge(base, merge(city, county)[0])[0]
    assert from_below == from_above


def test_a_tree_without_extends_is_itself() -> None:
    assert load_chain(BASE, "plan.toml", {}) == load_tree(BASE, "plan.toml")
