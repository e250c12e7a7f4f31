"""A typed face over pluggy: which plugins there are, what they offer, who failed."""

import logging
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, Self, TypeVar

import attrs
import pluggy

from antifraud_plan import hookspecs
from antifraud_plan.model.plan import Plan
from antifraud_plan.offers import (
    BasePlan,
    Check,
    DocumentKind,
    FileKind,
    HolidaySource,
    ListsReader,
    NamedOffer,
    PeopleReader,
    Settings,
    StarterFile,
    TableReader,
)
from antifraud_plan.problems import Problem, ProblemsFoundError, Severity


@attrs.frozen
class PluginInfo:
    """A plugin as ``antifraud-plan plugins`` lists it.

    Attributes:
        name: entry point name.
        distribution: distribution it came in; empty for one registered in code.
        version: version of that distribution.
        hooks: names of the hooks it implements.
        failure: why it is not in use; empty if it is.
    """

    name: str
    distribution: str = ""
    version: str = ""
    hooks: tuple[str, ...] = ()
    failure: str = ""

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}（{self.name}）" if self.distribution else self.name


_LOG = logging.getLogger(__name__)
_OWN_TABLES = frozenset(
    ["extends", *(field.metadata.get("toml", field.name) for field in attrs.fields(Plan))]
)

RecordT = TypeVar("RecordT")


class _Offer(Protocol):
    @property
    def answers_to(self) -> tuple[str, ...]: ...


OfferT = TypeVar("OfferT", bound=_Offer)


class Registry:
    """The plugins of one program; make as many as you like, none is global.

    Attributes:
        plugins: every plugin found, those that failed with the reason.
        kinds: document kinds, then file kinds: everything ``build`` makes.
        problems: plugins that failed, names that two plugins offer: notes, for the others go on.

    >>> registry = Registry.from_entry_points()
    >>> [plan.name for plan in registry.base_plans]
    ['county-education']
    """

    def __init__(self, plugins: Iterable[EntryPoint | tuple[str, object]]) -> None:
        """Take entry points, or (name, module or object with hooks) pairs."""
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._plugins: dict[str, PluginInfo] = {}
        self._problems: list[Problem] = []
        self._owners: list[tuple[object, PluginInfo]] = []
        for plugin in sorted(plugins, key=_order):
            self._add(plugin)
        self.base_plans = self._collect("base_plans", BasePlan)
        self.lists_readers = self._collect("lists_readers", ListsReader)
        self.people_readers = self._collect("people_readers", PeopleReader)
        self.table_readers = self._collect("table_readers", TableReader)
        self.holidays = self._collect("holidays", HolidaySource)
        kinds: dict[str, PluginInfo] = {}  # both sorts of kind answer to the same command
        self.document_kinds = self._collect("document_kinds", DocumentKind, kinds)
        self.file_kinds = self._collect("file_kinds", FileKind, kinds)
        self.kinds: tuple[DocumentKind | FileKind, ...] = (*self.document_kinds, *self.file_kinds)
        self.checks = self._collect("checks", Check)
        self.settings = self._collect("settings", Settings)
        self.starter_files = self._collect("starter_files", StarterFile)
        self.plugins = tuple(self._plugins.values())
        self.problems = tuple(self._problems)

    @classmethod
    def from_entry_points(cls) -> Self:
        """Load every installed plugin of the group ``antifraud_plan``."""
        return cls(entry_points(group=hookspecs.PROJECT))

    def find_kind(self, name: str, plan: Plan | None = None) -> DocumentKind | FileKind | None:
        """Return the kind of either sort that answers to an English name, Chinese title or alias.

        A paper that *plan* adds is found by its title.
        """
        found = next((kind for kind in self.kinds if name in kind.answers_to), None)
        if found is not None or plan is None:
            return found
        return next((kind for kind in self.document_kinds if name in kind.added(plan)), None)

    def require_kind(self, name: str, plan: Plan | None = None) -> DocumentKind | FileKind:
        """Return what `find_kind` finds; raises `LookupError` if there is none."""
        kind = self.find_kind(name, plan)
        if kind is None:
            known = "、".join(each.title for each in self.kinds)
            raise LookupError(f"no kind answers to {name}; there are: {known or 'none'}")
        return kind

    def find_document_kind(self, name: str) -> DocumentKind | None:
        """Return the kind that answers to an English name, Chinese title or alias."""
        return next((kind for kind in self.document_kinds if name in kind.answers_to), None)

    def require_document_kind(self, name: str) -> DocumentKind:
        """Return the kind that answers to *name*; raises `LookupError` if there is none."""
        kind = self.find_document_kind(name)
        if kind is None:
            known = "、".join(each.title for each in self.document_kinds)
            raise LookupError(f"no document kind answers to {name}; there are: {known or 'none'}")
        return kind

    def run(
        self, offer: NamedOffer, work: Callable[[], Iterable[RecordT]], report: Callable[[Problem], None]
    ) -> tuple[RecordT, ...]:
        """Run the code behind an offer; whatever it raises is reported under its plugin's name.

        Args:
            offer: the record it came with, as this registry gave it.
            work: calls it.
            report: takes the ``plugin-failed`` problem; nothing is returned then.

        `ProblemsFoundError` passes through: that is a user's mistake, not the plugin's.
        """
        failures: list[Problem] = []
        made = tuple(self.stream(offer, work, failures.append))
        for failure in failures:
            report(failure)
        return () if failures else made

    def stream(
        self, offer: NamedOffer, work: Callable[[], Iterable[RecordT]], report: Callable[[Problem], None]
    ) -> Iterator[RecordT]:
        """Do as `run` does, but hand on each record at once; those made before a failure stand."""
        try:
            yield from work()
        except ProblemsFoundError:
            raise
        except Exception as error:  # other people's code may fail in any way
            plugin = next((owner for owned, owner in self._owners if owned is offer), PluginInfo("?"))
            _LOG.debug("plugin %s failed", plugin.name, exc_info=True)
            reason = f"{type(error).__name__}：{error}"
            message = f"插件 {plugin} 的“{offer.label}”出错了（{reason}），这一部分没有做。"
            report(Problem("plugin-failed", message, remedy="请升级、重新安装或卸载它，或告诉它的作者。"))

    def _add(self, plugin: EntryPoint | tuple[str, object]) -> None:
        info = _describe(plugin) if isinstance(plugin, EntryPoint) else PluginInfo(plugin[0])
        if info.name in self._plugins:
            twin = attrs.evolve(info, name=f"{info.name}（重名）")
            self._fail(twin, f"与 {self._plugins[info.name]} 的插件名相同")
            return
        try:
            module = plugin.load() if isinstance(plugin, EntryPoint) else plugin[1]
            self._manager.register(module, name=info.name)
            self._manager.check_pending()
        except (Exception, SystemExit) as error:
            # A plugin is other people's code and may fail in any way; the others must go on.
            if self._manager.has_plugin(info.name):
                self._manager.unregister(name=info.name)
            self._fail(info, f"{type(error).__name__}: {error}")
            return
        callers = self._manager.get_hookcallers(module) or []
        self._plugins[info.name] = attrs.evolve(info, hooks=tuple(sorted(caller.name for caller in callers)))

    def _fail(self, info: PluginInfo, reason: str) -> None:
        self._plugins[info.name] = attrs.evolve(info, failure=reason)
        self._problems.append(
            Problem(
                "plugin-failed",
                f"插件 {info} 无法使用：{reason}。",
                remedy="其余插件照常工作；请升级、重新安装或卸载它。",
                severity=Severity.NOTE,
            )
        )

    def _collect(
        self, hook: str, record: type[OfferT], owners: dict[str, PluginInfo] | None = None
    ) -> tuple[OfferT, ...]:
        """Gather what all plugins offer through one hook, in the order of the plugins' names.

        Names that stand in *owners* are taken, and new ones are put there.
        """
        caller = getattr(self._manager.hook, hook)
        offers: list[OfferT] = []
        owners = {} if owners is None else owners
        for implementation in sorted(caller.get_hookimpls(), key=lambda found: found.plugin_name):
            plugin = self._plugins[implementation.plugin_name]
            try:
                offered = tuple(implementation.function())
            except (Exception, SystemExit) as error:  # likewise other people's code
                self._fail(plugin, f"{hook}() 出错，{type(error).__name__}: {error}")
                continue
            for offer in offered:
                if not isinstance(offer, record):
                    self._fail(plugin, f"{hook}() 应给出 {record.__name__}，实为 {type(offer).__name__}")
                    continue
                if isinstance(offer, Settings) and (fault := _find_settings_fault(offer)):
                    self._fail(plugin, fault)
                    continue
                taken = [name for name in offer.answers_to if name in owners]
                if taken:
                    self._problems.append(_clash(hook, taken[0], owners[taken[0]], plugin))
                    continue
                owners.update(dict.fromkeys(offer.answers_to, plugin))
                self._owners.append((offer, plugin))
                offers.append(offer)
        return tuple(offers)


def _order(plugin: EntryPoint | tuple[str, object]) -> tuple[str, str]:
    """Sort by name, then distribution: the order of installation must decide nothing."""
    if isinstance(plugin, EntryPoint):
        return plugin.name, plugin.dist.name if plugin.dist else ""
    return plugin[0], ""


def _describe(entry_point: EntryPoint) -> PluginInfo:
    distribution = entry_point.dist
    if distribution is None:
        return PluginInfo(entry_point.name)
    return PluginInfo(entry_point.name, distribution.name, distribution.version)


def _clash(hook: str, name: str, first: PluginInfo, second: PluginInfo) -> Problem:
    who = f"插件 {first} 与 {second} 都" if first != second else f"插件 {first} 两次"
    return Problem(
        "name-clash",
        f"{who}通过 {hook} 提供“{name}”，只采用前者。",
        remedy="请卸载其中一个，或请插件作者改名。",
        severity=Severity.NOTE,
    )


def _find_settings_fault(settings: Settings) -> str:
    """Say why a table cannot be claimed with this record; empty when it can."""
    if not attrs.has(settings.record):
        return f"settings() 的“{settings.table}”应给出 attrs 类"
    missing = [field.name for field in attrs.fields(settings.record) if field.default is attrs.NOTHING]
    if missing:
        return f"settings() 的“{settings.table}”里 {'、'.join(missing)} 没有默认值"
    if settings.table in _OWN_TABLES:
        return f"settings() 不能占用方案自己的“{settings.table}”"
    return ""
