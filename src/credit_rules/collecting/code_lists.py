"""Lists of social credit codes, counted where they are: which are wrong, and which are several bodies'.

As with records, an engine looks up, compares and counts; whose codes they are and what they are
facts of is said in Python.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import narwhals as nw
from attrs import field, frozen

from credit_rules.collecting.cells import day_key, words
from credit_rules.collecting.codes import with_validity
from credit_rules.collecting.engines import different, fetched, streamed
from credit_rules.collecting.failing import Failure
from credit_rules.collecting.frames import Frame, Look, Lookup, Values
from credit_rules.collecting.given import Given
from credit_rules.periods import Period
from credit_rules.records.cells import CORRECTED, NOT_CORRECTED, UNCLEAR, correction
from credit_rules.records.codes import LENGTH, public
from credit_rules.records.declared import CodeList
from credit_rules.records.rules import SocialCreditCode
from credit_rules.text import NOTHING, Text

_EMPTY, _NO_CODE, _NOBODYS = -1, -2, -3
"""In place of a department: the row is not counted."""
_UNASSIGNED = {
    _EMPTY: Text("没有代码", "no code"),
    _NO_CODE: Text(
        f"不是 {LENGTH} 位，不是统一社会信用代码", f"no social credit code: not {LENGTH} characters"
    ),
    _NOBODYS: Text(
        "没有登记管理部门的代码以此开头", "nobody gives out codes that begin like this one"
    ),
}
_WRONG = SocialCreditCode.code, SocialCreditCode.title
_DOUBLED = "doubled_code", Text("一码多赋：几个主体同一代码", "one code for several bodies")
_DUPLICATE = (
    "duplicate",
    Text("同一主体同一代码的重复行，不计入", "another row of a body and its code, not counted"),
)
_UNCLEAR = (
    "correction",
    Text("是否已纠正无法辨认，按未纠正计", "not clear whether it was corrected: counted as not"),
)
_AND_CORRECTED = Text("，已纠正", ", corrected")
_SEVERAL = 2


@frozen
class CodeCounts:
    """What an engine counted in a list.

    Attributes:
        rows: how many rows were read.
        bodies: how many of them are counted: the first one of each body and code.
        duplicates: how many are further rows of a body and code.
        unassigned: how many have no code, or one that nobody gives out.
        codes: by place, how many codes there are.
        found: by place, how many of them are wrong or of several bodies.
        corrected: by place, how many of those found were corrected.
    """

    rows: int
    bodies: int
    duplicates: int
    unassigned: int
    codes: Mapping[int, int] = field(repr=False)
    found: Mapping[int, int] = field(repr=False)
    corrected: Mapping[int, int] = field(repr=False)


@frozen(eq=False)
class Listing(Given):
    """A list of codes as it stood at the end of a month.

    Attributes:
        kind: what kind of list it is.
        registrars: the first characters of codes -> the place of the department that gives them out.
        month: the month.
        excerpt: whether it has some codes only, so that nobody knows how many there are.
    """

    kind: CodeList = field(kw_only=True)
    registrars: Mapping[str, int] = field(kw_only=True)
    month: Period = field(kw_only=True)
    excerpt: bool = field(kw_only=True)

    @property
    def not_checked(self) -> tuple[str, ...]:
        """The columns without which nobody can say that a code is of several bodies."""
        return () if self._bodies else self.kind.bodies

    @property
    def _bodies(self) -> list[str]:
        return [column for column in self.kind.bodies if column in self.schema]

    @property
    def _names(self) -> list[str]:
        """What the columns that tell bodies apart are called here."""
        return [f"body_{at}" for at, _ in enumerate(self._bodies)]

    @property
    def _every(self) -> list[str]:
        """The columns that say whether all rows of a code fill those, but for the last of them."""
        return [f"all_{name}" for name in self._names[:-1]]

    def count(self) -> CodeCounts:
        """What the codes of the list come to."""
        counted = nw.when(nw.col("bodies") > 0).then(nw.col("bodies")).otherwise(nw.lit(1))
        cells = ["place", "wrong", "doubled", "corrected"]
        found = self._codes(self._rows()).with_columns(counted.alias("bodies"))
        by_cell = found.group_by(*cells).agg(
            nw.len().alias("codes"), nw.col("read").sum(), nw.col("bodies").sum()
        )
        rows = bodies = unassigned = 0
        total: dict[int, int] = {}
        wrong: dict[int, int] = {}
        mended: dict[int, int] = {}
        for place, is_wrong, is_doubled, is_corrected, codes, read, of in fetched(by_cell):
            rows += read
            if place < 0:
                unassigned += read
                continue
            bodies += of
            total[place] = total.get(place, 0) + codes
            if is_wrong or is_doubled:
                wrong[place] = wrong.get(place, 0) + codes
                mended[place] = mended.get(place, 0) + (codes if is_corrected else 0)
        duplicates = rows - bodies - unassigned
        return CodeCounts(rows, bodies, duplicates, unassigned, total, wrong, mended)

    def facts(self, counts: CodeCounts) -> Iterator[tuple[int, str, int]]:
        """Place, measure and number of what the list says of everybody whom it covers."""
        feeds = self.kind.feeds
        # Where nothing is wrong, nothing is to be corrected, whether a column says so or not.
        told = self._correction is not None or not any(counts.found.values())
        for place in self.registrars.values():
            yield place, feeds.found, counts.found.get(place, 0)
            if feeds.corrected and told:
                yield place, feeds.corrected, counts.corrected.get(place, 0)
            if feeds.total and not self.excerpt:
                yield place, feeds.total, counts.codes.get(place, 0)

    def failures(self, departments: list[str]) -> Iterator[Failure]:
        """What is wrong in the list, row by row; *departments* are the codes of the places."""
        rows = self._rows(numbered=True)
        codes = self._codes(self._rows())
        of_codes = codes.select(
            nw.col("code").alias("of_code"),
            *(*self._every, "place", "wrong", "doubled", "corrected", "read", "bodies"),
        )
        found = rows.join(of_codes, how="inner", left_on="code", right_on="of_code")
        alone = (nw.col("place") < 0) | (nw.col("read") == 1)
        found = found.filter(~alone | (nw.col("place") < 0) | nw.col("wrong"))
        found = found.with_columns(
            nw.when(alone).then(nw.lit("")).otherwise(nw.col("code")).alias("together"),
            nw.when(alone).then(nw.lit("")).otherwise(self._key()).alias("key"),
        )
        ordered = found.select(*_Row._fields).sort("together", "key", "source", "at")
        before = None
        for row in (_Row(*cells) for cells in streamed(ordered)):
            body = row.together, row.key
            if row.together and (body == before or (row.bodies and not row.key)):
                yield self._failure(row, departments, *_DUPLICATE)
            else:
                yield from self._told(row, departments)
                before = body

    def _told(self, row: "_Row", departments: list[str]) -> Iterator[Failure]:
        column = self.kind.social_credit_code
        if row.place < 0:
            yield self._failure(row, departments, "unassigned", _UNASSIGNED[row.place], column)
            return
        mended = _AND_CORRECTED if row.corrected else NOTHING
        for broken, (rule, what) in ((row.wrong, _WRONG), (row.doubled, _DOUBLED)):
            if broken:
                yield self._failure(row, departments, rule, what + mended, column)
        if (row.wrong or row.doubled) and row.state == UNCLEAR:
            yield self._failure(row, departments, *_UNCLEAR, self.kind.corrected)

    def _failure(
        self,
        row: "_Row",
        departments: list[str],
        rule: str,
        what: Text,
        column: str | None = None,
    ) -> Failure:
        return Failure(
            kind=self.kind.code,
            source=row.source or None,
            row=row.at or None,
            number=row.code and public(row.code),
            department="" if row.place < 0 else departments[row.place],
            rule=rule,
            column=column,
            what=what,
        )

    def _rows(self, *, numbered: bool = False) -> Frame:
        """Each row: its ``code``, what tells its body apart, and the ``state`` of its correction."""
        table = self.numbered if numbered else self.table
        row = nw.lit(0) if self.row is None else nw.col(self.row)
        source = nw.lit("") if self.source is None else nw.col(self.source)
        beside = (row.alias("at"), source.alias("source")) if numbered else ()
        frame = table.select(
            *beside,
            self._words(self.kind.social_credit_code).alias("code"),
            *(self._words(of).alias(n) for n, of in zip(self._names, self._bodies, strict=True)),
            (nw.lit("") if self._correction is None else self._correction).alias("said"),
        )
        if not self._corrections:
            return frame.with_columns(nw.lit(NOT_CORRECTED).alias("state")).drop("said")
        states = Lookup(_states(self._corrections))
        frame = self._tables.joined(frame, [Look("said", states, {"state": "state"})])
        return frame.with_columns(nw.col("state").fill_null(NOT_CORRECTED))

    def _words(self, column: str) -> nw.Expr:
        return words(column, self.table, self.schema[column])

    @cached_property
    def _correction(self) -> nw.Expr | None:
        """What cells say of corrections; None where the list says nothing of them."""
        column = self.kind.corrected
        if column is None or column not in self.schema:
            return None
        return day_key(column, self.table, self.schema[column])

    @cached_property
    def _corrections(self) -> Mapping[Any, int]:
        """What cells say of corrections, where they say that there was one, or something unclear."""
        if self._correction is None:
            return {}
        found = fetched(different(self.table, self._correction))
        said = ((cell, correction(str(cell), self.month.end)) for (cell,) in found)
        return {cell: state for cell, state in said if state != NOT_CORRECTED}

    def _codes(self, rows: Frame) -> Frame:
        """Each code: how many rows were ``read``, of how many ``bodies``, and what is wrong with it.

        ``place`` is that of the department that gives it out, or why there is none.
        """
        every = self._every
        once = rows.group_by("code", *self._names).agg(
            nw.len().alias("read"), nw.col("state").max()
        )
        bodies = (
            self._with_filled(once.with_columns(nw.col("read").cast(nw.Int64)))
            .with_columns(self._key().alias("key"))
            .group_by("code", "key")
            .agg(nw.col("read").sum(), nw.col("state").max(), *(nw.col(n).min() for n in every))
        )
        # A row that names nobody is of no other body, and says nothing of the correction of one.
        named = nw.col("key") != ""
        bodies = bodies.with_columns(
            _bit(named).alias("bodies"),
            nw.when(named).then(nw.col("state")).otherwise(nw.lit(CORRECTED)).alias("least"),
        )
        codes = bodies.group_by("code").agg(
            nw.col("read").sum(),
            nw.col("bodies").sum(),
            nw.col("least").min(),
            nw.col("state").max(),
            *(nw.col(name).min() for name in every),
        )
        codes = with_validity(codes, "code", "valid", self._tables)
        state = nw.when(nw.col("bodies") > 0).then(nw.col("least")).otherwise(nw.col("state"))
        return codes.select(
            *("code", "read", "bodies", *every),
            self._place().alias("place"),
            (~nw.col("valid")).alias("wrong"),
            (nw.col("bodies") >= _SEVERAL).alias("doubled"),
            (state == CORRECTED).alias("corrected"),
        )

    def _with_filled(self, once: Frame) -> Frame:
        """*once*, and for each code whether all of its rows fill a column that tells bodies apart."""
        every = self._every
        if not every:
            return once
        bits = (_bit(nw.col(n) != "").alias(to) for n, to in zip(self._names, every, strict=False))
        filled = once.select(nw.col("code").alias("of_code"), *bits)
        filled = filled.group_by("of_code").agg(*(nw.col(name).min() for name in every))
        return once.join(filled, how="inner", left_on="code", right_on="of_code")

    def _key(self) -> nw.Expr:
        """Whose code it is: what the first column says that all rows of the code fill, else the last."""
        key: nw.Expr = nw.col(self._names[-1]) if self._names else nw.lit("")
        for name, filled in reversed(list(zip(self._names, self._every, strict=False))):
            key = nw.when(nw.col(filled) == 1).then(nw.col(name)).otherwise(key)
        return key

    def _place(self) -> nw.Expr:
        """The department that gives the code out; of two beginnings the longer one counts."""
        code = nw.col("code")
        place: nw.Expr = nw.lit(_NOBODYS)
        for begins in sorted(self.registrars, key=len):
            ours = nw.lit(self.registrars[begins])
            place = nw.when(code.str.starts_with(begins)).then(ours).otherwise(place)
        place = nw.when(code.str.len_chars() == LENGTH).then(place).otherwise(nw.lit(_NO_CODE))
        return nw.when(code == "").then(nw.lit(_EMPTY)).otherwise(place)


class _Row(NamedTuple):
    """A row of the list, and what its code came to."""

    at: int
    source: str
    place: int
    wrong: bool
    doubled: bool
    corrected: bool
    code: str
    together: str
    """The code, where several rows have it."""
    key: str
    state: int
    bodies: int


def _bit(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _states(corrections: Mapping[Any, int]) -> Mapping[str, Values]:
    """What cells say of corrections, as a table."""
    return {"key": list(corrections), "state": list(corrections.values())}
