"""The words of a plan that a school filed, with the place of each line."""

import attrs


@attrs.frozen
class FiledLine:
    """A paragraph, or a row of a table.

    Attributes:
        place: where a person finds it: 第12段, 第2个表第3行.
        cells: its text; of a row a text for every column, repeated where a cell covers several.
        table: number of the table it is a row of, from 1; 0 for a paragraph.
    """

    place: str
    cells: tuple[str, ...]
    table: int = 0

    @property
    def text(self) -> str:
        r"""Its words; those of a row divided by tabs, each cell once.

        >>> FiledLine("第1个表第1行", ("主题班会", "主题班会", "每月1次"), table=1).text
        '主题班会\t每月1次'
        """
        return "\t".join(dict.fromkeys(self.cells))


@attrs.frozen
class FiledPlan:
    """What could be read of a filed plan.

    Attributes:
        lines: its paragraphs and rows from top to bottom, none of them blank.
        pictures: how many pictures it holds: a scan has little else.
    """

    lines: tuple[FiledLine, ...]
    pictures: int = 0

    @property
    def is_scan(self) -> bool:
        """Whether it is pictures of pages rather than words.

        >>> FiledPlan((FiledLine("第1段", ("方案",)),), pictures=3).is_scan
        True
        """
        return self.pictures > 0 and sum(len(line.text) for line in self.lines) < _FEWEST_CHARACTERS


_FEWEST_CHARACTERS = 200
