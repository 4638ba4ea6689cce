"""Kinds of records: their columns, the rules that each record is held to, what its counts feed.

All of it is values, and a reading of one record at a time that says what they mean. How tables of
millions are counted by the same values is :mod:`credit_rules.collecting`'s business.
"""

from credit_rules.records.declared import (
    CodeList,
    Column,
    Counted,
    CountedCodes,
    RecordKind,
    TableKind,
    fitting,
)
from credit_rules.records.feeding import feeds, misfed
from credit_rules.records.rules import (
    Filled,
    InOrder,
    OneOf,
    PossibleDay,
    RecordRule,
    SocialCreditCode,
)

__all__ = [
    "CodeList",
    "Column",
    "Counted",
    "CountedCodes",
    "Filled",
    "InOrder",
    "OneOf",
    "PossibleDay",
    "RecordKind",
    "RecordRule",
    "SocialCreditCode",
    "TableKind",
    "feeds",
    "fitting",
    "misfed",
]
