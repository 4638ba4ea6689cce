"""Every indicator under every combination of its own readings, by name."""

import pytest

from credit_rules import Cadence, Category, Citation, Indicator, Node, Text, capped, choose, flow
from credit_rules.formulas import each_month
from credit_rules.formulas.walk import choices
from credit_rules.plugins import Installed
from credit_rules.testing import LAWS, parametrize_with_laws, variants

visits = flow("visits.made", zh="走访", en="visits")
CITE = Citation("附件2·走访", "每走访一次得1分")


def category(*indicators: Indicator, code: str = "outreach") -> Category:
    return Category("town", code, indicators)


def indicator(
    code: str, formula: Node, maximum: Node | int = 3, cadence: Cadence = Cadence.CUMULATIVE
) -> Indicator:
    return Indicator(code, Text(code, code), maximum, cadence, formula, CITE)


def test_without_readings_the_name_is_the_full_code() -> None:
    plain = category(indicator("visits", capped(visits, 3)))
    ((name, bound),) = variants([plain])
    assert name == bound.code == "outreach.visits"
    assert bound.formula == capped(visits, 3)
    assert bound.maximum == 3


def test_with_readings_the_name_says_which() -> None:
    cap = choose("visits.maximum", clause=3, heading=5)
    by = choose("visits.maximum", clause=capped(visits, 3), heading=capped(visits, 5))
    formula = choose("visits.fold", mean=each_month(by), pooled=by)
    found = dict(variants([category(indicator("visits", formula, cap, cadence=Cadence.MONTHLY))]))
    # the maximum's readings first, then the formula's, in the order in which they are met
    maxima_and_formulas: dict[str, tuple[object, Node]] = {
        name: (bound.maximum, bound.formula) for name, bound in found.items()
    }
    assert maxima_and_formulas == {
        "outreach.visits[visits.maximum=clause,visits.fold=mean]": (
            3,
            each_month(capped(visits, 3)),
        ),
        "outreach.visits[visits.maximum=clause,visits.fold=pooled]": (3, capped(visits, 3)),
        "outreach.visits[visits.maximum=heading,visits.fold=mean]": (
            5,
            each_month(capped(visits, 5)),
        ),
        "outreach.visits[visits.maximum=heading,visits.fold=pooled]": (5, capped(visits, 5)),
    }


def test_several_categories_and_indicators_come_in_their_order() -> None:
    one = category(indicator("b", capped(visits, 3)), indicator("a", capped(visits, 3)))
    two = category(indicator("c", capped(visits, 3)), code="another")
    assert [name for name, _ in variants([one, two])] == ["outreach.b", "outreach.a", "another.c"]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        # 2 folds x 2 kinds of concealment x 3 empty months
        ("information_collection.double_publicity", 12),
        ("government_integrity.hotline", 8),  # 2 folds x 4 ways of two rates
        ("scheduling.monthly_report", 2),
        ("publicity.campaigns", 2),
        ("information_collection.labour_relations", 2),
        ("application.real_name_authentication", 1),
    ],
)
def test_the_built_in_clauses_have_every_combination(code: str, count: int) -> None:
    built_in = [category for plugin in Installed.find().plugins for category in plugin.categories]
    found = [bound for _, bound in variants(built_in) if bound.code == code]
    assert len(found) == count
    assert not [choice for bound in found for choice in choices(bound.formula)]


def test_every_pair_of_a_variant_and_a_law_is_a_test_of_its_own() -> None:
    formula = choose("visits.fold", mean=each_month(capped(visits, 3)), pooled=capped(visits, 3))
    mark = parametrize_with_laws(
        [
            category(
                indicator("visits", formula, cadence=Cadence.MONTHLY),
                indicator("again", capped(visits, 3)),
            )
        ]
    )
    names, pairs = mark.mark.args
    assert names == ("indicator", "law")
    assert [pair.id for pair in pairs] == [
        f"outreach.{variant}-{law}"
        for variant in ("visits[visits.fold=mean]", "visits[visits.fold=pooled]", "again")
        for law in LAWS
    ]
    assert {pair.values[1] for pair in pairs} == set(LAWS.values())
