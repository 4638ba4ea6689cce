"""What is said of names that nothing has."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.text import Text


def unknown(
    kind: Text,
    name: str,
    known: Iterable[str],
    listing: str | None,
    titles: Mapping[str, str] = MappingProxyType({}),
) -> Problem:
    """*name* is no *kind*; *listing* is the command that shows all of them.

    *listing* is None where no command can show them, because a rulebook does not load.
    *titles* are other words by which somebody may have called one, and its name.
    """
    known = list(known)
    wanted = name.strip().casefold()
    ends = [full for full in known if full.endswith(f".{wanted}")]
    names = {word.casefold(): of for word, of in titles.items()}
    names |= {full.casefold(): full for full in reversed(known)}
    near = ends or [names[word] for word in _alike(wanted, names)]
    few = known if len(known) <= _FEW else None
    look = (
        _MEND
        if listing is None
        else Text(f"运行 {listing} 查看全部", f"Run {listing} to see them all")
    )
    return problem(
        zh=(
            f"{kind.zh} {shown(name)} 不存在",
            f"{kind.zh}名称：{'、'.join(few)}" if few else f"已有的{kind.zh}",
            f"是否为 {near[0]}" if near else look.zh,
        ),
        en=(
            f"there is no {kind.en} {shown(name)}",
            f"one of {', '.join(few)}" if few else f"a known {kind.en}",
            f"Did you mean {near[0]}" if near else look.en,
        ),
    )


def nearest(name: str, known: Iterable[str]) -> str | None:
    """What of *known* somebody who wrote *name* most likely meant; None where nothing is near."""
    return next(iter(_alike(name, known)), None)


def _alike(name: str, known: Iterable[str]) -> list[str]:
    """What is near *name*, the nearest first: letters in another order are a slip of the fingers."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, cutoff=0.5)
    return sorted(close, key=lambda word: sorted(word) != sorted(name))


_FEW = 8
_MEND = Text("改正插件中的名称", "Mend the name in the plugin")

DEPARTMENT = Text("部门", "department")
MEASURE = Text("数据项", "measure")
INDICATOR = Text("指标", "indicator")
HEADING = Text("类别", "heading")
READING = Text("释义", "reading")
OPTION = Text("选项", "option")
RULEBOOK = Text("考核细则", "rulebook")
PLUGIN = Text("插件", "plugin")
COLUMN = Text("列", "column")
VETO = Text("一票否决", "veto")
DUTY = Text("任务", "duty")
GRADE = Text("等级", "grade")
GROUP = Text("分组", "group")
PART = Text("类别或指标", "category or indicator")
APPLICABILITY = Text("适用表条目", "row of the applicability table")


def option_of(reading: str) -> Text:
    """The kind of name that the options of *reading* are."""
    return Text(f"释义 {reading} 的选项", f"option of the reading {reading}")


def doubled_name(name: str, first: str, second: str) -> Problem:
    """One name for two departments."""
    return problem(
        zh=(f"名称 {name!r} 同时指 {first} 和 {second}", "一个名称只指一个部门", "改用不同的名称"),
        en=(
            f"the name {name!r} stands for {first} and {second}",
            "one department for a name",
            "Give them different names",
        ),
    )


def groups_differ(code: str) -> Problem:
    """One code for two groups of departments."""
    return problem(
        zh=(f"组别 {code} 有两种不同的名称", "同一代码只有一种名称", "统一名称，或改用不同的代码"),
        en=(
            f"the group {code} has two titles",
            "one title for a code",
            "Give it one title, or give them different codes",
        ),
    )


def nobody_scored() -> Problem:
    """Nobody is left to be scored."""
    return problem(
        zh=("没有可计分的部门", "至少一个部门", "换一个分组，或写明部门"),
        en=("nobody is left to be scored", "one department at least", "Name others, or no group"),
    )
