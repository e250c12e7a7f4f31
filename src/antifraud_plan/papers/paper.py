"""Papers that any process can render: what they share is worked out once, what waits is packed tight."""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import attrgetter

import attrs

from antifraud_plan.offers import Brief, DocumentKind, Item, Scope
from antifraud_plan.papers.fingerprints import find_fingerprint, find_makers
from antifraud_plan.papers.rendering import title_item
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import Chart, CompiledTemplate, DocumentProperties, FrozenTemplate, Picture

_SHEAF = 256  # papers; fewer are not worth packing


@attrs.frozen(eq=False)
class Series:
    """What papers of one kind, one after another, have in common.

    Attributes:
        kind: title of their kind.
        scope: for whom the kind makes a paper.
        template: what they are made with: frozen where they share values, else as compiled.
        shared: what they print alike; empty if the template is frozen with it.
        properties: title, author and date of their files.
        basis: fingerprint of all this; ``None`` where it has none.
    """

    kind: str
    scope: Scope
    template: CompiledTemplate | FrozenTemplate
    shared: Mapping[str, object]
    properties: DocumentProperties
    basis: str | None


@attrs.frozen
class Paper:
    """One paper of a series.

    Attributes:
        series: what it has in common with others.
        path: folders below the output folder, then the file name without its suffix.
        own: what it prints of its own.
    """

    series: Series
    path: tuple[str, ...]
    own: Mapping[str, object]

    @property
    def kind(self) -> str:
        """Title of its kind."""
        return self.series.kind

    @property
    def template(self) -> CompiledTemplate | FrozenTemplate:
        """What it is made with."""
        return self.series.template

    @property
    def values(self) -> Mapping[str, object]:
        """What its template does not hold yet."""
        return {**self.series.shared, **self.own} if self.series.shared else self.own

    def render(self) -> bytes:
        """Return the .docx; raises `ProblemsFoundError` where the template asks for what is not there."""
        match self.series.template:
            case FrozenTemplate() as frozen:
                return frozen.render(self.own)
            case CompiledTemplate() as compiled:
                return compiled.render(self.values, properties=self.series.properties)


@attrs.frozen
class Sheaf:
    """Papers of one series, one after another, packed tight: of thousands only the names differ.

    Attributes:
        series: of all of them.
        count: how many there are.
        packed: the path and the own values of each.
    """

    series: Series
    count: int
    packed: bytes = attrs.field(repr=False)

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Paper]:
        for path, own in pickle.loads(zlib.decompress(self.packed)):
            yield Paper(self.series, path, own)


def pack_tight(papers: Iterable[Paper]) -> Iterator[Sheaf | tuple[Paper, ...]]:
    """Yield the same papers in their order, those of large series as sheaves."""
    for series, members in groupby(papers, attrgetter("series")):
        while taken := tuple(islice(members, _SHEAF)):
            if len(taken) < _SHEAF:
                yield taken
            else:
                packed = pickle.dumps([(paper.path, paper.own) for paper in taken], pickle.HIGHEST_PROTOCOL)
                yield Sheaf(series, len(taken), zlib.compress(packed, 1))


def prepare_papers(
    items: Iterable[tuple[DocumentKind, Item]], templates: Mapping[str, CompiledTemplate], brief: Brief
) -> Iterator[Paper]:
    """Yield one paper an item, in order.

    Args:
        items: with their kinds; items that share values best come one after another.
        templates: by name of the kind.
        brief: what the items were made from.
    """
    makers = find_makers()
    sources: dict[str, _Source] = {}
    for kind, item in items:
        if kind.name not in sources:
            sources[kind.name] = _Source(kind, templates[kind.name], brief, makers)
        yield Paper(sources[kind.name].find_series(item), item.path, item.values)


_Look = tuple[str, tuple[str, ...], bool]


@attrs.define
class _Source:
    """Where the papers of a kind come from, one after another.

    Attributes:
        kind: theirs.
        template: what they are made with.
        brief: what their items were made from.
        makers: see `find_makers`.
    """

    kind: DocumentKind
    template: CompiledTemplate
    brief: Brief
    makers: tuple[str, ...]
    _shared: Mapping[str, object] | None = None
    _frozen: dict[tuple[str, ...], FrozenTemplate | None] = attrs.Factory(dict)
    _look: _Look | None = None
    _series: Series | None = None

    def find_series(self, item: Item) -> Series:
        """Return the series of the paper before where *item* differs in nothing but its own values."""
        has_picture = any(isinstance(value, Picture | Chart) for value in item.values.values())
        look = item.title, tuple(item.values), has_picture
        if self._shared is not item.shared:
            self._shared, self._series = item.shared, None
            self._frozen.clear()
        if self._series is None or self._look != look:
            self._look, self._series = look, self._begin(item, has_picture=has_picture)
        return self._series

    def _begin(self, item: Item, *, has_picture: bool) -> Series:
        """Begin a series; a picture of a paper's own is a part of its file, which only running it makes."""
        properties = title_item(item, self.brief)
        frozen = None if has_picture or not item.shared else self._find_frozen(item, properties)
        if frozen is not None:
            basis = find_fingerprint(self.makers, frozen)
            return Series(self.kind.title, self.kind.scope, frozen, {}, properties, basis)
        basis = find_fingerprint(self.makers, self.template.hash, item.shared, properties)
        return Series(self.kind.title, self.kind.scope, self.template, item.shared, properties, basis)

    def _find_frozen(self, item: Item, properties: DocumentProperties) -> FrozenTemplate | None:
        """Freeze the template once for what items share, whatever their titles."""
        names = tuple(item.values)
        try:
            if names not in self._frozen:
                opened = item.values.keys()
                self._frozen[names] = self.template.freeze(item.shared, opened, properties=properties)
            frozen = self._frozen[names]
            return frozen and frozen.with_properties(properties)
        except ProblemsFoundError:
            return None  # every paper will say so for itself
