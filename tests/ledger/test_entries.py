"""Rows become entries, or every bad one is refused with place, value, expectation and remedy."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.ledger.samples import (
    DUTIES,
    Row,
    Wrong,
    day,
    decision,
    duty_list,
    made,
    row,
)

from credit_rules import ByEndOf, Every, Unit
from credit_rules.duty_lists import DutyList
from credit_rules.errors import LedgerError
from credit_rules.ledger import Entry
from credit_rules.periods import Period

HEADER = "department,duty,period,done_on"

Read = Callable[[str | bytes], tuple[Entry, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a file of that content."""

    def _read(content: str | bytes) -> tuple[Entry, ...]:
        path = tmp_path / "done.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return DUTIES.read_ledger(path)

    return _read


def refusal(*rows: Row, of: DutyList = DUTIES) -> list[str]:
    """What is said of *rows*, in English, a line each; the Chinese has as many."""
    with pytest.raises(LedgerError) as refused:
        of.entries(rows)
    assert refused.value.exit_code == 2
    assert len(refused.value.read("zh").splitlines()) == len(refused.value.problems)
    return refused.value.read("en").splitlines()


def entry(one: Row, of: DutyList = DUTIES) -> Entry:
    """The entry of a row."""
    (found,) = of.entries([one])
    return found


# --- What is taken -------------------------------------------------------------------------------


def test_a_row_becomes_an_entry(read: Read) -> None:
    (found,) = read(
        f"{HEADER},evidence,reference\n教体局, monthly_report ,2023-07,2023-08-03, 回执3 ,A-1\n"
    )

    assert (found.line, found.department.code, found.duty.code) == (
        2,
        "education",
        "monthly_report",
    )
    assert (found.period, found.done_on) == (Period.month(2023, 7), date(2023, 8, 3))
    assert (found.decided_on, found.count) == (None, 1)
    assert (found.evidence, found.reference) == ("回执3", "A-1")


@pytest.mark.parametrize("name", ["education", "根河市教育体育局", "市教体局", "教体局"])
def test_a_department_goes_by_code_full_and_short_name(name: str) -> None:
    assert entry(row("monthly_report", "2023-07", department=name)).department.code == "education"


@pytest.mark.parametrize(
    "name",
    ["monthly_report", "填报月调度系统", "report to the monthly scheduling system"],
)
def test_a_duty_goes_by_code_and_by_title(name: str) -> None:
    assert entry(row(name, "2023-07")).duty.code == "monthly_report"


def test_one_title_stands_for_what_the_department_itself_owes() -> None:
    title = "报送其他公共信用信息"
    assert entry(row(title, "2023-07")).duty.code == "other_information"
    standing = row(title, "2023-07", department="民委")
    assert entry(standing).duty.code == "other_information_standing"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_any_of_its_encodings(read: Read, encoding: str) -> None:
    content = f"{HEADER},evidence\n市教体局,填报月调度系统,2023-07,2023/8/3,“回执”\n"
    (found,) = read(content.encode(encoding))

    assert (found.department.code, found.evidence) == ("education", "“回执”")


def test_columns_come_in_any_order(read: Read) -> None:
    content = (
        "done_on,count,period,department,evidence,duty\n2023-08-03,2,2023-Q3,education,,campaigns\n"
    )
    (found,) = read(content)

    assert (found.done_on, found.count, str(found.period)) == (day("08-03"), 2, "2023-Q3")


@pytest.mark.parametrize(
    "written", ["2023-08-03", "2023/8/3", "2023/08/03", "2023/8/03", date(2023, 8, 3)]
)
def test_a_day_is_also_taken_as_spreadsheets_write_it(written: object) -> None:
    assert entry(row("monthly_report", "2023-07", written)).done_on == date(2023, 8, 3)
    assert entry(decision(written)).decided_on == date(2023, 8, 3)


@pytest.mark.parametrize("nothing", ["", "  ", None])
def test_what_is_not_done_yet_has_no_day(nothing: str | None) -> None:
    assert entry(row("monthly_report", "2023-07", nothing)).done_on is None
    assert entry(decision("2023-08-10", nothing)).done_on is None


def test_values_from_programs_need_not_be_words() -> None:
    quarter: Wrong = Period.quarter(2023, 3)
    found = entry(row("campaigns", quarter, day("08-03"), count=3))
    assert (found.period, found.count) == (quarter, 3)


@pytest.mark.parametrize("period", ["", "2023-08", "2023-Q3", "2023"])
def test_of_a_decision_the_period_is_its_month(period: str) -> None:
    found = entry(row("double_publicity", period, "2023-09-01", decided_on="2023-08-31"))
    assert found.period == Period.month(2023, 8)


@pytest.mark.parametrize("period", ["", "2023-08"])
def test_a_duty_of_once_needs_no_period(period: str) -> None:
    assert entry(row("application_rules", period, "2023-07-01")).period == Period.month(2023, 8)


def test_what_was_due_once_may_have_been_done_before_the_rulebook_was_valid() -> None:
    assert entry(row("application_rules", "", "2022-03-01")).done_on == date(2022, 3, 1)
    before = duty_list(made("plan", ByEndOf("2022-11")))
    assert entry(row("plan", "", "2022-11-03"), before).period == Period.month(2022, 11)


def test_what_is_always_to_be_done_is_of_the_month_in_which_it_was_unless_it_says_so() -> None:
    assert entry(row("repair_notice", "", "2023-07-06")).period == Period.month(2023, 7)
    assert entry(row("repair_notice", "2023", "2023-07-06")).period == Period.of_year(2023)
    assert entry(row("repair_notice", "2023-Q3")).done_on is None


def test_a_count_of_none_is_one() -> None:
    assert entry(row("joint_cases", "2023-07", "2023-08-03")).count == 1
    assert entry(row("joint_cases", "2023-07", "2023-08-03", count="0")).count == 0
    assert entry(row("joint_cases", "2023-07", "2023-08-03", count="999999999")).count == 999999999


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "column", "zh", "en"),
    [
        (
            row("monthly_report", "2023-07", department="市教体"),
            "department",
            "部门 '市教体' 不存在；应为已有的部门。是否为 市教体局。",
            "there is no department '市教体'; expected a known department. Did you mean 市教体局.",
        ),
        (
            row("monthly_rep", "2023-07"),
            "duty",
            "市教体局的任务 'monthly_rep' 不存在；应为已有的市教体局的任务。是否为 monthly_report。",
            (
                "there is no duty of Education and Sports Bureau 'monthly_rep'; expected a known duty of "
                "Education and Sports Bureau. Did you mean monthly_report."
            ),
        ),
        (
            row("填报月调度", "2023-07"),
            "duty",
            "市教体局的任务 '填报月调度' 不存在；应为已有的市教体局的任务。是否为 monthly_report。",
            (
                "there is no duty of Education and Sports Bureau '填报月调度'; expected a known duty of "
                "Education and Sports Bureau. Did you mean monthly_report."
            ),
        ),
        *(
            (
                row(named, "2023-07"),
                "duty",
                (
                    f"'{named}' 不是市教体局的任务，而是其他部门的；应为市教体局的任务名称。改正部门或任务；"
                    "运行 credit-rules duties --department education 查看该部门的全部任务。"
                ),
                (
                    f"'{named}' is no duty of Education and Sports Bureau, but one of others; expected a "
                    "duty of Education and Sports Bureau. Correct the department or the duty; "
                    "credit-rules duties --department education lists what it owes."
                ),
            )
            for named in ("xinyi_loans", "“信易贷”工作方案", "scheme of loans by credit")
        ),
        (
            row("monthly_report", "2023-07", department="根河市"),
            "duty",
            (
                "'monthly_report' 不是根河市的任务，而是其他部门的；应为根河市的任务名称。改正部门或任务；"
                "运行 credit-rules duties --department genhe 查看该部门的全部任务。"
            ),
            (
                "'monthly_report' is no duty of Genhe Municipal People's Government, but one of others; "
                "expected a duty of Genhe Municipal People's Government. Correct the department or the "
                "duty; credit-rules duties --department genhe lists what it owes."
            ),
        ),
        *(
            (
                row("monthly_report", "2023-07", written),
                "done_on",
                f"日期 '{told}' 无法识别；应为存在的日期，如 2023-08-10。按年-月-日填写。",
                (
                    f"'{told}' is not a date; expected a day that exists, such as 2023-08-10. "
                    "Write it as year-month-day."
                ),
            )
            for written, told in (
                ("2023-02-30", "2023-02-30"),
                ("12/08/2023", "12/08/2023"),
                ("2023/2/30", "2023-02-30"),
                ("昨天", "昨天"),
            )
        ),
        (
            decision("2023-8-3"),
            "decided_on",
            "日期 '2023-8-3' 无法识别；应为存在的日期，如 2023-08-10。是否为 2023-08-03。",
            (
                "'2023-8-3' is not a date; expected a day that exists, such as 2023-08-10. "
                "Did you mean 2023-08-03."
            ),
        ),
        (
            row("monthly_report", "2023/7"),
            "period",
            "期间 '2023/7' 无法识别；应为月（2023-07）、季度（2023-Q3）或年（2023）。是否为 2023-07。",
            (
                "'2023/7' is not a period; expected a month (2023-07), a quarter (2023-Q3) or a year "
                "(2023). Did you mean 2023-07."
            ),
        ),
        (
            row("monthly_report", "2023-Q3", "2023-08-03"),
            "period",
            "任务 monthly_report 的期间为 '2023-Q3'；应为月份，如 2023-07。写明所完成的是哪一期。",
            (
                "the period of monthly_report is '2023-Q3'; expected a month, such as 2023-07. "
                "Name the one that it was done for."
            ),
        ),
        (
            row("campaigns", "2023-08", "2023-08-03"),
            "period",
            "任务 campaigns 的期间为 '2023-08'；应为季度，如 2023-Q3。写明所完成的是哪一期。",
            (
                "the period of campaigns is '2023-08'; expected a quarter, such as 2023-Q3. "
                "Name the one that it was done for."
            ),
        ),
        (
            row("training", "2024-Q2", "2024-08-03"),
            "period",
            "任务 training 的期间为 '2024-Q2'；应为年度，如 2024。写明所完成的是哪一期。",
            (
                "the period of training is '2024-Q2'; expected a year, such as 2024. "
                "Name the one that it was done for."
            ),
        ),
        (
            row("campaigns", "", "2023-08-03"),
            "period",
            "任务 campaigns 没有写明期间；应为季度，如 2023-Q3。写明所完成的是哪一期。",
            (
                "campaigns names no period; expected a quarter, such as 2023-Q3. "
                "Name the one that it was done for."
            ),
        ),
        (
            row("application_rules", "2023-07", "2023-07-03"),
            "period",
            "任务 application_rules 的期间为 '2023-07'；应为2023-08，或空白。改正期间，或清空。",
            (
                "the period of application_rules is '2023-07'; expected 2023-08, or nothing. "
                "Correct the period, or empty it."
            ),
        ),
        (
            row("double_publicity", "2023-08", "2023-08-03"),
            "decided_on",
            "任务 double_publicity 没有写明决定日期；应为decided_on 列中的日期。补上作出决定的日期。",
            (
                "double_publicity does not say when the decision was made; expected a day in the column "
                "decided_on. Add the day of the decision."
            ),
        ),
        *(
            (
                row(duty, period, decided_on="2023-08-01"),
                "decided_on",
                (
                    f"任务 {duty} 写有决定日期 2023-08-01；应为空白：只有按决定计算期限的任务才有决定日期。"
                    "清空 decided_on，或改正任务。"
                ),
                (
                    f"{duty} is given a day of decision, 2023-08-01; expected nothing there: only duties "
                    "that follow upon decisions have one. Empty decided_on, or correct the duty."
                ),
            )
            for duty, period in (
                ("monthly_report", "2023-08"),
                ("campaigns", "2023-Q3"),
                ("application_rules", ""),
                ("repair_notice", ""),
            )
        ),
        (
            row("double_publicity", "2023-07", decided_on="2023-08-01"),
            "period",
            "决定日期 2023-08-01 不在期间 2023-07 之内；应为2023-08，或空白。改正其中之一。",
            (
                "the decision of 2023-08-01 is not in the period 2023-07; expected 2023-08, or nothing. "
                "Correct one of the two."
            ),
        ),
        (
            decision("2023-08-10", "2023-08-09"),
            "done_on",
            "完成日期 2023-08-09 早于决定日期 2023-08-10；应为2023-08-10 或之后。改正其中一个日期。",
            (
                "done on 2023-08-09, before the decision of 2023-08-10; expected 2023-08-10 or later. "
                "Correct one of the two."
            ),
        ),
        *(
            (
                row(duty, period, "2023-06-30"),
                "done_on",
                (
                    f"完成日期 2023-06-30 早于期间 {period}；应为2023-07-01 或之后。"
                    "改正日期，或改为完成时所在的期间。"
                ),
                (
                    f"done on 2023-06-30, before {period} begins; expected 2023-07-01 or later. "
                    "Correct the day, or name the period that it was done for."
                ),
            )
            for duty, period in (
                ("monthly_report", "2023-07"),
                ("campaigns", "2023-Q3"),
                ("repair_notice", "2023-Q3"),
            )
        ),
        *(
            (
                before,
                column,
                (
                    "考核细则 genhe-2023 的有效期为自 2023-01 起，不涵盖整个期间 2022-12；应为有效期之内的期间。"
                    "改为有效期之内的期间，或安装当时有效的版本。"
                ),
                (
                    "the rulebook genhe-2023 is valid from 2023-01, not throughout 2022-12; expected a "
                    "period within its validity. Name a period within it, or install the edition that "
                    "was valid then."
                ),
            )
            for before, column in (
                (row("monthly_report", "2022-12", "2023-01-03"), "period"),
                (decision("2022-12-30", "2023-01-03"), "decided_on"),
                (row("repair_notice", "2022-12", "2023-01-03"), "period"),
                (row("repair_notice", "", "2022-12-03"), "done_on"),
            )
        ),
        (
            row("repair_notice"),
            "done_on",
            (
                "持续推进的任务 repair_notice 没有写明日期和期间；应为done_on 中的日期，或 period 中的期间。"
                "补上，或删去这一行。"
            ),
            (
                "nothing is said of the ongoing duty repair_notice; expected a day in done_on, or a "
                "period. Add it, or delete the row."
            ),
        ),
        *(
            (
                one | {"count": "2"},
                "count",
                f"任务 {one['duty']} 写有数量 '2'；应为空白：这项任务不计数量。清空 count。",
                (
                    f"{one['duty']} is given the count '2'; expected nothing there: its events are not "
                    "counted. Empty count."
                ),
            )
            for one in (row("monthly_report", "2023-07"), decision("2023-08-10"))
        ),
        *(
            (
                row("campaigns", "2023-Q3", "2023-08-03", count=count),
                "count",
                f"数量 '{count}' 不是计数；应为不小于 0 的整数（至多 9 位）。填写实际次数。",
                (
                    f"'{count}' is not a count; expected an integer of 0 or more (9 digits at most). "
                    "Enter how many there were."
                ),
            )
            for count in ("1.5", "-1", "两次", "²", "１", "9999999999", 1.5, True)
        ),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(bad: Row, column: str, zh: str, en: str) -> None:
    with pytest.raises(LedgerError) as refused:
        DUTIES.entries([row("monthly_report", "2023-07"), bad])

    assert refused.value.read("zh") == f"ledger 第 2 行 {column} 列：{zh}"
    assert refused.value.read("en") == f"ledger line 2, column {column}: {en}"


def test_a_missing_cell_is_an_empty_one() -> None:
    nobody, no_period = refusal({}), refusal({"department": "education", "duty": "monthly_report"})

    assert nobody[0].startswith("ledger line 1, column department: there is no department ''; ")
    assert no_period[0].startswith("ledger line 1, column period: monthly_report names no period; ")


def test_a_column_that_programs_misspell_is_refused_as_in_a_file() -> None:
    (told,) = refusal(row("monthly_report", "2023-07", evidense="回执"))

    assert told == (
        "ledger line 1, column evidense: there is no column 'evidense'; expected one of department, "
        "duty, period, done_on, reference, evidence, decided_on, count. Did you mean evidence."
    )


def test_of_one_row_everything_is_told() -> None:
    assert [
        told.partition(":")[0]
        for told in refusal(row("x", "y", "z", decided_on="w") | {"department": "v"})
    ] == [
        "ledger line 1, column department",
        "ledger line 1, column period",
        "ledger line 1, column done_on",
        "ledger line 1, column decided_on",
    ]
    assert [told.partition(":")[0] for told in refusal(row("x", "y", "z", decided_on="w"))] == [
        "ledger line 1, column duty",
        "ledger line 1, column period",
        "ledger line 1, column done_on",
        "ledger line 1, column decided_on",
    ]
    later = row("double_publicity", "2023-07", "2023-08-03", decided_on="2023-08-04", count="2")
    assert [told.partition(":")[0] for told in refusal(later)] == [
        "ledger line 1, column period",
        "ledger line 1, column count",
        "ledger line 1, column done_on",
    ]
    assert [t.partition(":")[0] for t in refusal(row("campaigns", "2023", "z", count="x"))] == [
        "ledger line 1, column done_on",
        "ledger line 1, column count",
    ]


def test_everything_that_is_wrong_with_a_file_is_told_in_the_order_of_its_lines(
    read: Read,
) -> None:
    with pytest.raises(LedgerError) as refused:
        read(
            f"{HEADER},decided,count\n"
            "education,monthly_report,2023-07,2023-08-03,,\n"
            "education,campaigns,2023-Q3,2023-02-30,,x\n"
            "education,monthly_report\n"
            "education,monthly_report,2023-07,2023-08-04,,\n"
            '"education",monthly_report,"2023"-08,,,\n'
            "park,monthly_report,2022-12,2023-01-04,,\n"
            "\n"
            "education,monthly_report,2022-12,2023-01-04,,\n"
        )

    assert [told.partition(":")[0] for told in refused.value.read("en").splitlines()] == [
        "done.csv line 1",
        "done.csv line 3, column done_on",
        "done.csv line 3, column count",
        "done.csv line 4",
        "done.csv line 5",
        "done.csv line 6",
        "done.csv line 7, column department",
        "done.csv line 9, column period",
    ]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (
            "department,duty,period",
            (
                "done.csv line 1: the header is department, duty, period and lacks done_on; expected the "
                "columns department, duty, period and done_on, with or without reference, evidence, "
                "decided_on, count. Add the missing names to the first line."
            ),
        ),
        (
            f"{HEADER},count,count",
            (
                "done.csv line 1: the header names count twice; expected each column once. "
                "Delete or rename one of them."
            ),
        ),
        (
            f"{HEADER},evidense",
            (
                "done.csv line 1: there is no column 'evidense'; expected one of department, duty, "
                "period, done_on, reference, evidence, decided_on, count. Did you mean evidence."
            ),
        ),
        (
            f"{HEADER},备注说明",
            (
                "done.csv line 1: there is no column '备注说明'; expected one of department, duty, "
                "period, done_on, reference, evidence, decided_on, count. Run credit-rules ledger "
                "--help to see them all."
            ),
        ),
    ],
)
def test_a_header_that_is_none_is_refused(read: Read, header: str, told: str) -> None:
    with pytest.raises(LedgerError) as refused:
        read(f"{header}\n")

    assert refused.value.read("en") == told


def test_a_file_that_cannot_be_read_is_refused_as_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refused:
        DUTIES.read_ledger(str(tmp_path / "nowhere.csv"))
    assert "nowhere.csv: cannot be read: " in refused.value.read("en")


# --- Rows that say the same twice ------------------------------------------------------------------

ONCE = (
    "ledger line 2: a second row on {duty} in {period} (the first: ledger line 1); expected one row "
    "for each duty and period. Keep one of the two."
)
ONCE_ZH = (
    "ledger 第 2 行：任务 {duty} 在 {period} 已见于ledger 第 1 行；应为同一任务、期间只有一行。"
    "只保留其中一行。"
)
SAME = (
    "ledger line 2: a second row on the same event of {duty} in {period} (the first: ledger line 1); "
    "expected one row for each day and reference. Keep one of the two; tell several of one day apart "
    "by reference."
)
SAME_ZH = (
    "ledger 第 2 行：任务 {duty} 在 {period} 的同一次已见于ledger 第 1 行；应为同一天、同一编号只有一行。"
    "只保留其中一行；同日有多次的，用 reference 区分。"
)


@pytest.mark.parametrize(
    ("one", "other", "period", "told", "told_zh"),
    [
        (
            row("monthly_report", "2023-07", "2023-08-03"),
            row("填报月调度系统", "2023-07", "2023-08-04", department="市教体局", reference="2"),
            "2023-07",
            ONCE,
            ONCE_ZH,
        ),
        (
            row("monthly_report", "2023-07"),
            row("monthly_report", "2023-07"),
            "2023-07",
            ONCE,
            ONCE_ZH,
        ),
        (
            row("application_rules", "", "2023-07-01"),
            row("application_rules", "2023-08", "2023-08-01", reference="2"),
            "2023-08",
            ONCE,
            ONCE_ZH,
        ),
        (decision("2023-08-10"), decision("2023-08-10", "2023-08-11"), "2023-08", SAME, SAME_ZH),
        (
            decision("2023-08-10", reference="7"),
            decision("2023-08-10", reference=" 7 "),
            "2023-08",
            SAME,
            SAME_ZH,
        ),
        (
            row("campaigns", "2023-Q3", "2023-08-10"),
            row("campaigns", "2023-Q3", "2023/8/10", count="2", evidence="照片"),
            "2023-Q3",
            SAME,
            SAME_ZH,
        ),
        (
            row("joint_cases", "2023-07", "2023-08-03"),
            row("joint_cases", "2023-07", "2023-08-03"),
            "2023-07",
            SAME,
            SAME_ZH,
        ),
        (
            row("repair_notice", "", "2023-07-06"),
            row("repair_notice", "2023-07", "2023-07-06"),
            "2023-07",
            SAME,
            SAME_ZH,
        ),
    ],
)
def test_a_second_row_on_the_same_is_refused(
    one: Row, other: Row, period: str, told: str, told_zh: str
) -> None:
    with pytest.raises(LedgerError) as refused:
        DUTIES.entries([one, other])

    assert refused.value.read("en") == told.format(duty=one["duty"], period=period)
    assert refused.value.read("zh") == told_zh.format(duty=one["duty"], period=period)


def test_each_further_row_is_held_against_the_first() -> None:
    first, second = refusal(*[row("monthly_report", "2023-07")] * 3)

    assert first.startswith("ledger line 2: ")
    assert second.startswith("ledger line 3: ")
    assert "(the first: ledger line 1)" in second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row("monthly_report", "2023-07"), row("monthly_report", "2023-08")),
        (row("monthly_report", "2023-07"), row("monthly_report", "2023-07", department="司法局")),
        (row("monthly_report", "2023-07"), row("administrative_information", "2023-07")),
        (decision("2023-08-10"), decision("2023-08-11")),
        (decision("2023-08-10", reference="7"), decision("2023-08-10", reference="8")),
        (decision("2023-08-10"), decision("2023-08-10", reference="8")),
        (
            row("campaigns", "2023-Q3", "2023-08-10"),
            row("campaigns", "2023-Q3", "2023-08-11"),
        ),
        (
            row("campaigns", "2023-Q3", "2023-08-10"),
            row("campaigns", "2023-Q3", "2023-08-10", reference="下午"),
        ),
        (
            row("joint_cases", "2023-07", "2023-08-02"),
            row("joint_cases", "2023-07", "2023-08-03"),
        ),
        (row("repair_notice", "", "2023-07-06"), row("repair_notice", "", "2023-07-07")),
        (
            row("repair_notice", "2023", "2023-07-06"),
            row("repair_notice", "2023", "2023-07-06", reference="2"),
        ),
    ],
)
def test_what_can_be_told_apart_is_no_double(one: Row, other: Row) -> None:
    assert [found.line for found in DUTIES.entries([one, other])] == [1, 2]


def test_what_is_asked_for_several_times_is_counted_though_no_fact_follows() -> None:
    plain = duty_list(made("rounds", Every(Unit.MONTH, 3)))
    found = plain.entries(
        [
            row("rounds", "2023-07", "2023-07-03", count="2"),
            row("rounds", "2023-07", "2023-07-04"),
        ]
    )
    assert [one.count for one in found] == [2, 1]
    once = duty_list(made("rounds", Every(Unit.MONTH, 1)))
    (told,) = refusal(row("rounds", "2023-07", "2023-07-03", count="2"), of=once)
    assert "its events are not counted" in told
