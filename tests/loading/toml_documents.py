"""Random TOML: mostly sound documents, and the small damage that hands do to them."""

from typing import Any

from hypothesis import strategies as st

from antifraud_plan.loading import Array, Broken, Leaf, Node, Table

BARE_KEYS = st.sampled_from(["a", "b", "c", "id", "task", "name-1", "2023"])
QUOTED_KEYS = st.sampled_from(['"名称"', "'a'", '"a.b"', '"\\u0061"', '""'])
KEY_PARTS = st.one_of(BARE_KEYS, BARE_KEYS, BARE_KEYS, QUOTED_KEYS)
KEYS = st.lists(KEY_PARTS, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([".", " . ", ".\t"]).map(lambda dot: dot.join(parts))
)

TEXTS = st.text(st.sampled_from("ab 县“”，=#[]{}.,\t\U0001f600-0"), max_size=8)
ESCAPES = st.sampled_from(["\\n", "\\t", '\\"', "\\\\", "\\u53bf", "\\U0001F600", ""])
STRINGS = st.one_of(
    st.tuples(TEXTS, ESCAPES, TEXTS).map(lambda parts: f'"{"".join(parts)}"'),
    TEXTS.map(lambda text: f"'{text}'"),
    st.tuples(TEXTS, st.sampled_from(["\n", "\\\n  ", '"', '""', "\\  \n\n"]), ESCAPES, TEXTS).map(
        lambda parts: f'"""{"".join(parts)}"""'
    ),
    st.tuples(TEXTS, st.sampled_from(["\n", "'", "''", "\\"]), TEXTS).map(
        lambda parts: f"'''{''.join(parts)}'''"
    ),
)
NUMBERS = st.sampled_from(
    [
        "0",
        "7",
        "-3",
        "+12",
        "1_000",
        "0xFF",
        "0o17",
        "0b101",
        "1.0",
        "-0.5",
        "6.02e23",
        "1e-3",
        "inf",
        "-inf",
        "+nan",
        "01",
        "1__0",
        "0xg",
        ".5",
        "1.",
        "3_",
    ]
)
DATES = st.sampled_from(
    [
        "2023-02-28",
        "2024-02-29",
        "2023-02-29",
        "2023-13-01",
        "2023-2-8",
        "2023-02-28T08:30:00",
        "2023-02-28T08:30:00Z",
        "2023-02-28T08:30:00.5+08:00",
        "08:30:00",
        "24:00:00",
        "2023-02-28t08:30:00",
    ]
) | st.sampled_from(["2023-02-28 08:30:00", "2023-02-28 08:30", "2023-02-30 08:30:00"])
TRUTHS = st.sampled_from(["true", "false", "True", "truefalse"])
LEAVES = st.one_of(STRINGS, STRINGS, NUMBERS, DATES, TRUTHS)
GAPS = st.sampled_from(["", "", " ", "\n", " # 说明\n  "])


def _arrays(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(GAPS, values, GAPS).map("".join), max_size=3).map(",".join)
    return st.tuples(items, st.sampled_from(["", "", "", ",", ",\n"])).map(
        lambda pair: f"[{pair[0]}{pair[1]}]"
    )


def _inline_tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(KEYS, values).map(" = ".join), max_size=3).map(", ".join)
    return pairs.map(lambda inside: f"{{ {inside} }}")


VALUES = st.recursive(LEAVES, lambda values: st.one_of(_arrays(values), _inline_tables(values)), max_leaves=5)
SPACES = st.sampled_from(["", " ", "\t"])
STATEMENTS = st.one_of(
    st.tuples(SPACES, KEYS, SPACES, st.just("="), SPACES, VALUES, st.sampled_from(["", " # 注", " "])).map(
        "".join
    ),
    st.tuples(KEYS, VALUES).map(" = ".join),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[ {key} ]]"),
    st.sampled_from(["", "# 说明", "  "]),
)
DOCUMENTS = st.tuples(
    st.lists(STATEMENTS, max_size=8), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n"])
).map(lambda parts: parts[1].join(parts[0]) + parts[2])

DAMAGE = st.sampled_from(
    [
        "",
        "=",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "\\",
        "#",
        "\n",
        "\r",
        " ",
        "\x00",
        "\x7f",
        "\u3000",
        *list("＝“”，［］：、。①县x1-+:_TZ"),
        '"""',
        "'''",
        "[[",
        "\r\n",
        "\ufeff",
        "\ud7ff",
        "\\u",
        "\\ud800",
    ]
)


@st.composite
def damaged_documents(draw: st.DrawFn) -> str:
    """A document with up to three small pieces put in, taken out or overwritten."""
    text = draw(DOCUMENTS)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(DAMAGE) + text[place + draw(st.integers(0, 2)) :]
    return text


def plain(node: Node) -> Any:
    """What a tree says, as tomllib would give it."""
    match node:
        case Leaf():
            return node.value
        case Array():
            return [plain(item) for item in node.items]
        case Table():
            return {key: plain(entry.node) for key, entry in node.entries.items()}
        case Broken():
            raise AssertionError(f"unreadable value at {node.location}")
