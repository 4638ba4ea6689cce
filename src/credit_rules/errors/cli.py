"""What is said of a command line that cannot be carried out."""

from pathlib import Path
from traceback import extract_tb

from credit_rules.errors.base import Problem, problem, shown
from credit_rules.text import Text

COMMAND = Text("命令", "command")
FORMAT = Text("格式", "format")
LANGUAGE = Text("语言", "language")
ENGINE = Text("引擎", "engine")
MONTH_OF = Text("月份归属", "day that names the month")


def extra_missing(reason: str) -> Problem:
    """The packages that only the command line needs are not there."""
    return problem(
        zh=(
            f"命令行无法启动：{reason}",
            "已安装附加组件 cli（click 和 rich）",
            '运行 pip install "credit-rules[cli]"',
        ),
        en=(
            f"the command line cannot start: {reason}",
            "the extra cli to be installed (click and rich)",
            'Run pip install "credit-rules[cli]"',
        ),
    )


def testing_missing(reason: str) -> Problem:
    """The package that the laws draw facts with is not there."""
    return problem(
        zh=(
            f"无法检验插件：{reason}",
            "已安装附加组件 testing（hypothesis）",
            '运行 pip install "credit-rules[testing]"',
        ),
        en=(
            f"no plugin can be tried: {reason}",
            "the extra testing to be installed (hypothesis)",
            'Run pip install "credit-rules[testing]"',
        ),
    )


def records_missing(extra: str, reason: str) -> Problem:
    """The packages that records are read and counted with are not there."""
    return problem(
        zh=(
            f"无法读取记录：{reason}",
            f"已安装附加组件 {extra}",
            f'运行 pip install "credit-rules[{extra}]"',
        ),
        en=(
            f"no records can be read: {reason}",
            f"the extra {extra} to be installed",
            f'Run pip install "credit-rules[{extra}]"',
        ),
    )


def missing_value(name: str, meaning: Text, command: str) -> Problem:
    """An option or argument that the command cannot do without."""
    return problem(
        zh=(
            f"{command} 缺少 {name}",
            f"完整的命令，其中 {name} 为{meaning.zh}",
            f"补上后重试，用法见 {command} --help",
        ),
        en=(
            f"{command} lacks {name}",
            f"the whole command, where {name} is {meaning.en}",
            f"Add it; {command} --help shows how",
        ),
    )


def bad_option(name: str, command: str) -> Problem:
    """An option without its value, or a value where none belongs."""
    return problem(
        zh=(
            f"选项 {name} 缺少值，或带了不该带的值",
            "帮助中所写的形式",
            f"用法见 {command} --help",
        ),
        en=(
            f"the option {name} lacks its value, or has one where none belongs",
            "the form that the help shows",
            f"See {command} --help",
        ),
    )


def superfluous(words: list[str], command: str) -> Problem:
    """More words than the command has arguments."""
    listed = " ".join(words)
    return problem(
        zh=(
            f"{command} 之后多出 {listed!r}",
            "帮助中所列的参数",
            f"删去，或写成选项；用法见 {command} --help",
        ),
        en=(
            f"{command} has {listed!r} too much",
            "the arguments that the help lists",
            f"Leave it out or make it an option; see {command} --help",
        ),
    )


def not_understood(message: str, command: str) -> Problem:
    """Anything else that the parser refuses, in its own words."""
    return problem(
        zh=(f"命令行无法理解：{message}", "帮助中所写的形式", f"用法见 {command} --help"),
        en=(
            f"the command line makes no sense: {message}",
            "the form that the help shows",
            f"See {command} --help",
        ),
    )


def not_a_choice_of_reading(value: str) -> Problem:
    """A reading without its option."""
    return problem(
        zh=(
            f"释义 {value!r} 写法不对",
            "KEY=OPTION，如 hotline.rates=lower",
            "运行 credit-rules readings 查看全部释义和选项",
        ),
        en=(
            f"{value!r} adopts no reading",
            "KEY=OPTION, such as hotline.rates=lower",
            "Run credit-rules readings to see all keys and options",
        ),
    )


def contradictory_readings(key: str, first: str, second: str) -> Problem:
    """One reading adopted in two ways."""
    return problem(
        zh=(f"释义 {key} 同时选了 {first} 和 {second}", "每个释义一个选项", "只保留其中之一"),
        en=(
            f"the reading {key} is given both {first} and {second}",
            "one option for each reading",
            "Keep one of the two",
        ),
    )


def not_a_number_of_days(value: str) -> Problem:
    """A word that counts no days."""
    return problem(
        zh=(
            f"天数 {value!r} 无法计算",
            "不超过 9 位的整数，如 7；往前数为 -7",
            "改为这样的整数",
        ),
        en=(
            f"{value!r} is no number of days",
            "a whole number of 9 digits at most, such as 7, or -7 to count back",
            "Write it as such a number",
        ),
    )


def not_a_number_of_examples(value: str) -> Problem:
    """A word that counts no examples."""
    return problem(
        zh=(f"次数 {value!r} 无法使用", "1 至 999999 的整数，如 25", "改为这样的整数"),
        en=(
            f"{value!r} is no number of examples",
            "a whole number from 1 to 999999, such as 25",
            "Write it as such a number",
        ),
    )


def unwritable(name: str, reason: Text) -> Problem:
    """A place that takes no result."""
    return problem(
        zh=(f"无法写入 {name}：{reason.zh}", "可写的位置", "检查路径、权限和剩余空间"),
        en=(
            f"cannot write to {name}: {reason.en}",
            "a place that can be written to",
            "Check path, rights and free space",
        ),
    )


def overwrites_input(output: Path) -> Problem:
    """A result that would take the place of what it comes from."""
    return problem(
        zh=(f"结果会覆盖输入文件 {output}", "另一个文件", "换一个文件名"),
        en=(
            f"the result would take the place of {output}, which it is made from",
            "another file",
            "Choose another name",
        ),
    )


def internal(error: Exception) -> Problem:
    """A fault of this library (or of a plugin), with the place where it showed."""
    frame = extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
    what = " ".join(what.split())  # a message is one line, whatever the error says
    return problem(
        zh=(f"内部错误 {what}", "结果，或对原因的说明", "请把这一行和所用的命令报告给维护者"),
        en=(
            f"internal error {what}",
            "a result, or words that say why there is none",
            "Please report this line and the command to the maintainers",
        ),
    )


def reports_missing(reason: str) -> Problem:
    """The package that writes calendars is not there."""
    return problem(
        zh=(
            f"无法生成日历：{reason}",
            "已安装附加组件 reports（icalendar）",
            '运行 pip install "credit-rules[reports]"',
        ),
        en=(
            f"no calendar can be made: {reason}",
            "the extra reports to be installed (icalendar)",
            'Run pip install "credit-rules[reports]"',
        ),
    )


def not_days_ahead(value: str) -> Problem:
    """A word that is no number of working days to be reminded ahead."""
    return problem(
        zh=(f"提前天数 {shown(value)} 无法计算", "1 至 99 的整数", "改为这样的整数，如 3"),
        en=(
            f"{shown(value)} is no number of working days ahead",
            "a whole number from 1 to 99",
            "Give one, such as 3",
        ),
    )


def no_folder(name: str, reason: Text) -> Problem:
    """A place where several files cannot lie."""
    return problem(
        zh=(
            f"无法在 {name} 中写入多个日历：{reason.zh}",
            "一个目录，每个部门一个文件",
            "换一个目录名，或用 --department 只取一个部门",
        ),
        en=(
            f"several calendars cannot be written to {name}: {reason.en}",
            "a folder, with a file for each department",
            "Name another folder, or one department with --department",
        ),
    )
