"""Plugins as they really come: installed distributions that work, fail, clash, or misunderstand a hook."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from antifraud_plan import builtin
from antifraud_plan.plugin import BasePlan, hookimpl
from antifraud_plan.registry import PluginInfo, Registry

EXAMPLES = Path(__file__).parents[1] / "examples"

GOOD = """
    from antifraud_plan.plugin import BasePlan, hookimpl

    @hookimpl
    def base_plans():
        yield BasePlan("{name}", title="底稿", read=lambda: "")
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put a distribution with one module on the path, as an installer would, without a network."""
    monkeypatch.syspath_prepend(str(tmp_path))
    installed: list[str] = []

    def put(distribution: str, source: str, *, entry_point: str = "", version: str = "1.0") -> None:
        module = distribution.replace("-", "_")
        installed.append(module)
        (tmp_path / f"{module}.py").write_text(dedent(source).format(name=distribution), encoding="utf-8")
        metadata = tmp_path / f"{module}-{version}.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
        )
        (metadata / "entry_points.txt").write_text(
            f"[antifraud_plan]\n{entry_point or distribution} = {module}\n"
        )

    yield put
    for module in installed:
        sys.modules.pop(module, None)


def find_plugin(registry: Registry, name: str) -> PluginInfo:
    return next(plugin for plugin in registry.plugins if plugin.name == name)


def messages(registry: Registry) -> str:
    return "\n".join(str(problem) for problem in registry.problems)


def test_an_installed_distribution_is_found_with_its_version_and_hooks(install: Install) -> None:
    install("some-county", GOOD, version="2.5")
    registry = Registry.from_entry_points()
    assert find_plugin(registry, "some-county") == PluginInfo(
        "some-county", "some-county", "2.5", ("base_plans",)
    )
    assert "some-county" in [base.name for base in registry.base_plans]
    assert registry.problems == ()


def test_the_built_in_plugin_comes_through_the_same_door() -> None:
    assert find_plugin(Registry.from_entry_points(), "builtin").distribution == "antifraud-plan"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("import no_such_module", "ModuleNotFoundError", id="needs what is not installed"),
        pytest.param("1 / 0", "ZeroDivisionError", id="fails when imported"),
        pytest.param("raise SystemExit(3)", "SystemExit", id="wants to end the program"),
        pytest.param("def (", "SyntaxError", id="is not Python"),
        pytest.param(
            """
            from antifraud_plan.plugin import hookimpl

            @hookimpl
            def base_plan():
                return ()
            """,
            "base_plan",
            id="misspells a hook",
        ),
        pytest.param(
            """
            from antifraud_plan.plugin import hookimpl

            @hookimpl
            def base_plans(plan):
                return ()
            """,
            "plan",
            id="asks a hook for what it does not give",
        ),
        pytest.param(
            """
            from antifraud_plan.plugin import hookimpl

            @hookimpl
            def base_plans():
                raise KeyError("某处")
            """,
            "base_plans() 出错，KeyError",
            id="raises in a hook",
        ),
        pytest.param(
            """
            from antifraud_plan.plugin import hookimpl

            @hookimpl
            def base_plans():
                pass
            """,
            "base_plans() 出错，TypeError",
            id="returns nothing",
        ),
        pytest.param(
            """
            from antifraud_plan.plugin import hookimpl

            @hookimpl
            def base_plans():
                return ["county-education"]
            """,
            "base_plans() 应给出 BasePlan，实为 str",
            id="offers the wrong thing",
        ),
    ],
)
def test_a_plugin_that_fails_is_named_with_its_distribution_and_the_others_go_on(
    install: Install, source: str, reason: str
) -> None:
    install("broken-county", source, version="0.3")
    install("zz-county", GOOD)
    registry = Registry.from_entry_points()
    (problem,) = registry.problems
    assert problem.code == "plugin-failed"
    assert "插件 broken-county 0.3（broken-county）" in problem.message
    assert reason in problem.message
    assert reason in find_plugin(registry, "broken-county").failure
    assert {"county-education", "zz-county"} <= {base.name for base in registry.base_plans}


def test_a_name_that_two_offer_names_both_distributions_and_keeps_the_first(install: Install) -> None:
    install("b-county", GOOD.replace("{name}", "water"), version="2.0")
    install("a-county", GOOD.replace("{name}", "water"))
    registry = Registry.from_entry_points()
    (problem,) = registry.problems
    assert problem.code == "name-clash"
    assert "插件 a-county 1.0（a-county） 与 b-county 2.0（b-county） 都通过 base_plans 提供“water”" in str(
        problem
    )
    assert [base.name for base in registry.base_plans].count("water") == 1


def test_a_plugin_cannot_take_the_place_of_a_built_in_offer(install: Install) -> None:
    install("proud-county", GOOD.replace("{name}", "county-education"))
    registry = Registry.from_entry_points()
    (base,) = [base for base in registry.base_plans if base.name == "county-education"]
    assert base.read()
    assert "antifraud-plan 0" in messages(registry)
    assert "proud-county 1.0" in messages(registry)


def test_two_distributions_of_one_plugin_name_are_told_apart(install: Install) -> None:
    install("b-county", GOOD, entry_point="county")
    install("a-county", GOOD, entry_point="county")
    registry = Registry.from_entry_points()
    assert "b-county 1.0（county（重名）） 无法使用：与 a-county 1.0（county） 的插件名相同" in messages(
        registry
    )
    assert "a-county" in [base.name for base in registry.base_plans]


def test_the_order_of_registration_decides_nothing() -> None:
    class Early:
        @hookimpl
        def base_plans(self) -> tuple[BasePlan, ...]:
            return (BasePlan("early", "底稿", str),)

    class Late:
        @hookimpl
        def base_plans(self) -> tuple[BasePlan, ...]:
            return (BasePlan("late", "底稿", str),)

    pairs: list[tuple[str, object]] = [("b", Late()), ("a", Early()), ("builtin", builtin)]
    orders = [[base.name for base in Registry(given).base_plans] for given in (pairs, list(reversed(pairs)))]
    assert orders[0] == orders[1] == ["early", "late", "county-education"]


def test_two_registries_share_nothing() -> None:
    class County:
        @hookimpl
        def base_plans(self) -> tuple[BasePlan, ...]:
            return (BasePlan("mine", "底稿", str),)

    first, second = Registry([("county", County())]), Registry([("builtin", builtin)])
    assert [base.name for base in first.base_plans] == ["mine"]
    assert [base.name for base in second.base_plans] == ["county-education"]


def run_plugins_command(*paths: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from antifraud_plan.cli import main; sys.argv = ['antifraud-plan', 'plugins']; main()"
    setting = "import sys; sys.path[:0] = " + repr([str(path) for path in paths])
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"{setting}\n{code}"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_lists_distribution_version_hooks_and_reasons(install: Install, tmp_path: Path) -> None:
    install("good-county", GOOD, version="1.2")
    install("broken-county", "import no_such_module", version="0.3")
    done = run_plugins_command(tmp_path)
    assert done.returncode == 0
    assert "good-county 1.2（good-county）\n  提供：base_plans\n" in done.stdout
    assert (
        "broken-county 0.3（broken-county）\n"
        "  无法使用：ModuleNotFoundError: No module named 'no_such_module'\n" in done.stdout
    )
    assert "插件 broken-county 0.3（broken-county） 无法使用" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_example_of_a_county_plugin_is_listed_with_all_it_offers(tmp_path: Path) -> None:
    project = EXAMPLES / "county-plugin"
    metadata = tmp_path / "antifraud_plan_example_county-0.1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: antifraud-plan-example-county\nVersion: 0.1.0\n"
    )
    (metadata / "entry_points.txt").write_text("[antifraud_plan]\nexample-county = example_county\n")
    done = run_plugins_command(tmp_path, project / "src")
    assert (
        "antifraud-plan-example-county 0.1.0（example-county）\n"
        "  提供：base_plans、checks、document_kinds、file_kinds、holidays、settings、starter_files\n"
        in done.stdout
    )
