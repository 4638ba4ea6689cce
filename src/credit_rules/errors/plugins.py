"""What is said of plugins that cannot be used."""

from collections.abc import Iterable, Sequence

from credit_rules.errors.base import Problem, problem, shown


def broken(name: str, cause: str, place: str) -> Problem:
    """A plugin that fails while it is imported or asked."""
    return problem(
        zh=(
            f"插件 {name} 无法使用（{place}）：{cause}",
            "能够导入并返回考核细则或类别的模块",
            "修复、更新或卸载该插件",
        ),
        en=(
            f"the plugin {name} cannot be used ({place}): {cause}",
            "a module that can be imported and returns rulebooks or categories",
            "Mend, update or uninstall the plugin",
        ),
    )


def unknown_hook(name: str, hook: str, known: Iterable[str]) -> Problem:
    """A plugin that implements a hook that does not exist."""
    listed = list(known)
    return problem(
        zh=(
            f"插件 {name} 实现了不存在的钩子 {hook}",
            f"其中之一：{'、'.join(listed)}",
            "改正函数名，或更新本库",
        ),
        en=(
            f"the plugin {name} implements the unknown hook {hook}",
            f"one of {', '.join(listed)}",
            "Rename the function, or update this library",
        ),
    )


def wrong_contribution(name: str, hook: str, got: object, wanted: tuple[type, ...]) -> Problem:
    """A hook that returned something else than it should."""
    returned = shown(got)
    return problem(
        zh=(
            f"插件 {name} 的 {hook} 返回了 {returned}",
            f"由 {_named(wanted)} 组成的列表",
            "改正返回值",
        ),
        en=(
            f"{hook} of the plugin {name} returned {returned}",
            f"a list of {_named(wanted)}",
            "Mend what it returns",
        ),
    )


def _named(kinds: Iterable[type]) -> str:
    return " | ".join(kind.__name__ for kind in kinds)


def returned_none(name: str, hook: str, wanted: tuple[type, ...]) -> Problem:
    """A hook that ends without saying what it brings."""
    return problem(
        zh=(
            f"插件 {name} 的 {hook} 返回了 None",
            f"由 {_named(wanted)} 组成的列表",
            "检查是否漏写 return",
        ),
        en=(
            f"{hook} of the plugin {name} returned None",
            f"a list of {_named(wanted)}",
            "Did it forget return",
        ),
    )


def nothing_brought(name: str, hooks: Sequence[str]) -> Problem:
    """A plugin without a single hook."""
    *some, last = hooks
    return problem(
        zh=(
            f"插件 {name} 什么也没有提供",
            f"用 hookimpl 标记的 {'、'.join(some)} 或 {last}",
            "补上钩子函数，或卸载该插件",
        ),
        en=(
            f"the plugin {name} brings nothing",
            f"{', '.join(some)} or {last}, marked with hookimpl",
            "Add the hook, or uninstall the plugin",
        ),
    )


def no_rulebook(awaited: Iterable[str]) -> Problem:
    """Nothing to score with; *awaited* are the rulebooks that installed categories are for."""
    codes = list(awaited)
    return problem(
        zh=(
            "没有安装任何考核细则" + (f"（已有 {'、'.join(codes)} 的类别）" if codes else ""),
            "至少一个提供 editions 的插件",
            "重新安装 credit-rules",
        ),
        en=(
            "no rulebook is installed"
            + (f", but categories of {', '.join(codes)}" if codes else ""),
            "one plugin at least that brings an edition",
            "Install credit-rules anew",
        ),
    )


def which_rulebook(codes: Iterable[str]) -> Problem:
    """Several rulebooks, and none was named."""
    listed = list(codes)
    return problem(
        zh=(
            f"安装了 {len(listed)} 个考核细则",
            f"指明其中之一：{'、'.join(listed)}",
            "用 --rulebook 指明",
        ),
        en=(
            f"{len(listed)} rulebooks are installed",
            f"one of them to be named: {', '.join(listed)}",
            "Name it with --rulebook",
        ),
    )
