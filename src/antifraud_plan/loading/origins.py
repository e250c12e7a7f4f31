"""Who set what: from a path of keys to the place in the file that wrote it."""

import attrs

from antifraud_plan.loading.toml.tree import Array, Node, Table, entry_id
from antifraud_plan.problems import Location


@attrs.frozen
class Origins:
    """The places behind what a tree says, after all overlays.

    Attributes:
        root: the tree.
    """

    root: Table

    def find(self, path: tuple[str | int, ...]) -> Location | None:
        r"""Tell where *path* was set; ``None`` when nothing was.

        A path consists of keys as they stand in the text; an entry of an array is named by its
        ``id`` or its index. A leaf's place is where its value begins; a table's is its header.

        >>> from antifraud_plan.loading.toml.document import load_tree
        >>> tree, _ = load_tree('[[task]]\nid = "4.1.2"\ncadence = "每月至少1次"', "plan.toml")
        >>> str(Origins(tree).find(("task", "4.1.2", "cadence")))
        'plan.toml:3:11'
        """
        node: Node | None = self.root
        for step in path:
            node = _step(node, step)
        return node.location if node else None

    def find_nearest(self, path: tuple[str | int, ...]) -> Location | None:
        """Tell where *path* was set or, when it is a default, the innermost thing around it that was."""
        ends = range(len(path), 0, -1)
        return next((place for end in ends if (place := self.find(path[:end]))), self.root.location)

    def find_removed(self, key: str, removed_id: str) -> Location | None:
        """Tell where an overlay took the entry out of the array *key*; ``None`` when none did."""
        node = self.root.find(key)
        return node.removed.get(removed_id) if isinstance(node, Array) else None


def _step(node: Node | None, step: str | int) -> Node | None:
    match node, step:
        case Table(), str():
            return node.find(step)
        case Array(), int():
            return node.items[step] if 0 <= step < len(node.items) else None
        case Array(), str():
            return next((item for item in node.items if entry_id(item) == step), None)
        case _:
            return None
