"""A line of 附件1 as it is shared by those departments that have it, and by when it is due."""

from attrs import frozen

from credit_rules import AfterDecision, ByEndOf, Every, Feeds, NextMonth, Standing, Text

Due = AfterDecision | ByEndOf | Every | NextMonth | Standing

BY_JULY = ByEndOf("2023-07", quote="完成时限:2023年7月")
BY_AUGUST = ByEndOf("2023-08", quote="完成时限:2023年8月")
BY_SEPTEMBER = ByEndOf("2023-09", quote="完成时限:2023年9月")
# All that is named of the event; housing's line speaks of licences alone (行政许可决定之日起).
EACH_DECISION = AfterDecision(7, quote="决定之日起7个工作日内")
MONTHLY_INFORMATION = NextMonth(4, quote="每月4日前报送上月产生信息")
MONTHLY = NextMonth(4, quote="每月4日前报送上月信息")
ONGOING = Standing(quote="持续推进")
NOTHING_NAMED = Standing()


@frozen(eq=False)  # one line, one task
class Task:
    """What a line says: its duty, but for the departments that owe it.

    Attributes:
        quote: the line without its number and its deadline.
    """

    code: str
    title: Text
    quote: str
    due: Due
    feeds: Feeds | None = None
