"""公共信用信息归集, 30 points: what is collected, how completely, how soon."""

from collections.abc import Sequence

from credit_rules import Category, CodeList, RecordKind, hookimpl
from credit_rules_information_collection.codes import code_errors
from credit_rules_information_collection.double_publicity import double_publicity
from credit_rules_information_collection.kinds import codes, licences, penalties
from credit_rules_information_collection.records import (
    administrative_information,
    commitments,
    joint_cases,
    labour_relations,
    public_employees,
    special_information,
)


@hookimpl
def categories() -> Sequence[Category]:
    """公共信用信息归集 of the rulebook of 2023."""
    return [
        Category(
            rulebook="genhe-2023",
            code="information_collection",
            indicators=[
                double_publicity,
                administrative_information,
                commitments,
                joint_cases,
                public_employees,
                special_information,
                labour_relations,
                code_errors,
            ],
        )
    ]


@hookimpl
def record_kinds() -> Sequence[RecordKind | CodeList]:
    """“双公示”: licences and penalties; and 重错码: a list of social credit codes."""
    return [licences, penalties, codes]
