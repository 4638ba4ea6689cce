"""What holds of every ledger."""

from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.ledger.samples import ALL_KINDS, Row, kept, row, states, weekdays

from credit_rules.ledger import DutyStatus, Item, Ledger
from credit_rules.periods import Period, Unit
from credit_rules.workdays import WorkingDayCalendar

_DAY = timedelta(days=1)
_FIRST, _LAST = date(2023, 5, 1), date(2024, 2, 28)
_WORST = {status: place for place, status in enumerate(DutyStatus)}

days = st.dates(_FIRST, _LAST)
calendars = st.sampled_from(
    [WorkingDayCalendar.china(), weekdays("2023-01-01", "2023-09-15")]  # one ends among the days
)
asked: Any = st.fixed_dictionaries({"calendar": calendars, "extend": st.booleans()})


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    """A row that can be true, on whatever is owed in any way."""
    began = draw(days)
    done_on = draw(st.none() | st.dates(began, _LAST))
    month = Period.month(began.year, began.month)
    reference = draw(st.sampled_from(["", "1", "2"]))
    count = draw(st.sampled_from(["", "0", "1", "2"]))
    match draw(st.sampled_from(["licences", "returns", "drills", "always"])):
        case "licences":
            return row("licences", "", done_on, decided_on=began, reference=reference)
        case "returns":
            return row("returns", str(month), done_on)
        case "drills":
            quarter = Period(month.first // 3 * 3, Unit.QUARTER)
            return row("drills", str(quarter), done_on, reference=reference, count=count)
        case _:
            return row("always", str(month), done_on, reference=reference)


def _about(one: Row) -> tuple[Any, ...]:
    """What only one row may be about."""
    match one["duty"]:
        case "licences":
            return one["duty"], one["decided_on"], one["reference"]
        case "returns":
            return one["duty"], one["period"]
        case _:
            return one["duty"], one["period"], one["done_on"], one["reference"]


ledgers = st.lists(_rows(), max_size=8, unique_by=_about)


def _ledger(rows: list[Row], as_of: date, **more: Any) -> Ledger:
    return kept(rows, as_of, of=ALL_KINDS, **more)


def _plain(item: Item) -> Item:
    """An item without the lines of its rows."""
    return evolve(item, entries=tuple(evolve(entry, line=0) for entry in item.entries))


def _worst(ledger: Ledger) -> dict[tuple[str, ...], int]:
    return {key: _WORST[item.status] for key, item in states(ledger).items()}


@given(ledgers, days, asked)
def test_every_obligation_stands_once(rows: list[Row], as_of: date, how: Any) -> None:
    ledger = _ledger(rows, as_of, **how)
    assert len(states(ledger)) == len(ledger.items)


@given(ledgers, st.data(), days, asked)
def test_finishing_earlier_never_worsens_a_status(
    rows: list[Row], data: st.DataObject, as_of: date, how: Any
) -> None:
    before = _worst(_ledger(rows, as_of, **how))
    dated = [k for k, one in enumerate(rows) if one["done_on"]]
    assume(dated)
    k = data.draw(st.sampled_from(dated))
    start = rows[k].get("decided_on") or Period.parse(rows[k]["period"]).start
    earlier = data.draw(st.dates(start, rows[k]["done_on"]))
    changed = [*rows[:k], rows[k] | {"done_on": earlier}, *rows[k + 1 :]]
    assume(len({_about(one) for one in changed}) == len(rows))
    after = _worst(_ledger(changed, as_of, **how))

    assert all(after[key] <= worst for key, worst in before.items())


@given(ledgers, st.data(), days, asked)
def test_finishing_what_was_not_done_never_worsens_a_status(
    rows: list[Row], data: st.DataObject, as_of: date, how: Any
) -> None:
    undone = [k for k, one in enumerate(rows) if one["done_on"] is None]
    assume(undone)
    k = data.draw(st.sampled_from(undone))
    start = rows[k].get("decided_on") or Period.parse(rows[k]["period"]).start
    changed = [*rows[:k], rows[k] | {"done_on": data.draw(st.dates(start, _LAST))}, *rows[k + 1 :]]
    assume(len({_about(one) for one in changed}) == len(rows))
    before, after = _worst(_ledger(rows, as_of, **how)), _worst(_ledger(changed, as_of, **how))

    # What is there only because a row speaks of it is not, where the row is of a later day.
    assert all(after.get(key, worst) <= worst for key, worst in before.items())


@given(ledgers, ledgers, days, asked)
def test_nothing_that_is_dated_later_changes_an_item(
    rows: list[Row], more: list[Row], as_of: date, how: Any
) -> None:
    known = {_about(one) for one in rows}
    later = [
        one
        for one in more
        if max(one.get("decided_on") or _FIRST, one["done_on"] or _FIRST) > as_of
        and (one.get("decided_on") is None or one["decided_on"] > as_of)
        and _about(one) not in known
    ]
    before, after = _ledger(rows, as_of, **how), _ledger([*rows, *later], as_of, **how)

    assert after.items == before.items
    assert len(after.ignored) == len(before.ignored) + len(later)
    assert evolve(after, ignored=()) == evolve(before, ignored=())


@given(ledgers, days, asked)
def test_what_is_done_later_is_as_if_it_were_not_done(
    rows: list[Row], as_of: date, how: Any
) -> None:
    cut = [
        one | {"done_on": None} if one["done_on"] and one["done_on"] > as_of else one
        for one in rows
    ]
    assume(len({_about(one) for one in cut}) == len(rows))
    told, untold = _worst(_ledger(cut, as_of, **how)), _worst(_ledger(rows, as_of, **how))
    assert untold.items() <= told.items()


@given(ledgers, days, days, asked)
def test_what_is_not_done_only_worsens_as_time_goes_by(
    rows: list[Row], one: date, other: date, how: Any
) -> None:
    undone = [row | {"done_on": None} for row in rows]
    assume(len({_about(row) for row in undone}) == len(rows))
    first, then = (_worst(_ledger(undone, day, **how)) for day in sorted([one, other]))

    assert all(then[key] >= worst for key, worst in first.items())


@given(ledgers, st.randoms(use_true_random=False), days, asked)
def test_the_order_of_rows_does_not_matter(
    rows: list[Row], random: Any, as_of: date, how: Any
) -> None:
    shuffled = random.sample(rows, len(rows))
    one, other = _ledger(rows, as_of, **how), _ledger(shuffled, as_of, **how)

    assert [_plain(item) for item in one.items] == [_plain(item) for item in other.items]
    facts = ALL_KINDS.facts(one), ALL_KINDS.facts(other)
    assert facts[0] == facts[1]


@given(days, st.integers(0, 30), asked)
def test_a_decision_of_a_later_day_is_never_due_earlier(
    decided_on: date, more: int, how: Any
) -> None:
    one, other = (
        _ledger([row("licences", decided_on=day)], _LAST + _DAY * 60, **how).items
        for day in (decided_on, decided_on + _DAY * more)
    )
    first, then = (
        next(i.obligation.due for i in items if i.obligation.decided_on) for items in (one, other)
    )

    assert first
    assert then
    assert decided_on < first.earliest <= then.earliest
    assert first.on is None or then.on is None or first.on <= then.on
