"""README.zh-CN.md explains messages that people really meet."""

import re

import pytest
from pages import ROOT, tables_after
from problem_codes import modules

CODE = "\n".join(path.read_text(encoding="utf-8") for path, _ in modules())
(MESSAGES,) = tables_after((ROOT / "README.zh-CN.md").read_text(encoding="utf-8"), "## 常见的提示")


@pytest.mark.parametrize("message", [row[0] for row in MESSAGES])
def test_a_message_is_one_of_ours(message: str) -> None:
    for fragment in re.split(r"“[^”]*”| ?plan\.toml|县里的频次", message):
        assert fragment in CODE
