"""诚信宣传教育, 7 points: campaigns, training, education."""

from collections.abc import Sequence

from credit_rules import (
    Cadence,
    Category,
    Citation,
    Foreseen,
    Indicator,
    Text,
    Unit,
    capped,
    choose,
    each_month,
    each_quarter,
    flow,
    hookimpl,
)

TIMES = Text("次", "times")

campaigns_held = flow("campaigns.held", zh="诚信文化宣传", en="campaigns held", unit=TIMES)
by_campaign = capped(1 * campaigns_held, 3)
campaigns = Indicator(
    code="campaigns",
    title=Text("诚信文化宣传", "campaigns on the culture of integrity"),
    maximum=3,
    cadence=Cadence.MONTHLY,
    formula=choose("campaigns.fold", mean=each_month(by_campaign), pooled=by_campaign),
    cite=Citation(
        "附件2·诚信宣传教育·1",
        "1.开展诚信文化宣传情况。月度指标,共3分,每开展一次得1分。",
    ),
    foreseen=(
        Foreseen(
            "campaigns.held",
            (Citation("附件1·4·二·5(1)", "每季度至少开展1次诚信文化宣传"),),
            Unit.QUARTER,
        ),
    ),
)

training_held = flow("training.held", zh="信用相关培训", en="trainings held", unit=TIMES)
training = Indicator(
    code="training",
    title=Text("信用相关培训", "training on credit"),
    maximum=2,
    cadence=Cadence.QUARTERLY,
    formula=each_quarter(capped(2 * training_held, 2)),
    cite=Citation(
        "附件2·诚信宣传教育·2",
        "2.开展信用相关培训情况,涉及政务诚信建设、信用信息报送、信用监管、信用应用、信用修复、"
        "诚信典型选树等相关内容。季度指标,共2分,每开展一次得2分。",
    ),
    foreseen=(
        Foreseen(
            "training.held",
            (Citation("附件1·4·二·5(2)", "每年至少开展1次信用相关培训"),),
            Unit.YEAR,
        ),
    ),
)

education_held = flow(
    "integrity_education.held",
    zh="公职人员诚信教育",
    en="rounds of integrity education for public employees",
    unit=TIMES,
)
integrity_education = Indicator(
    code="integrity_education",
    title=Text("公职人员诚信教育", "integrity education of public employees"),
    maximum=2,
    cadence=Cadence.QUARTERLY,
    formula=each_quarter(capped(1 * education_held, 2)),
    cite=Citation(
        "附件2·诚信宣传教育·3",
        "3.开展公职人员诚信教育情况。季度指标,共2分,每开展一次得1分。",
    ),
    foreseen=(
        Foreseen(
            "integrity_education.held",
            (Citation("附件1·4·二·5(3)", "每年至少开展1次公职人员诚信教育"),),
            Unit.YEAR,
        ),
    ),
)


@hookimpl
def categories() -> Sequence[Category]:
    """诚信宣传教育 of the rulebook of 2023."""
    return [
        Category(
            rulebook="genhe-2023",
            code="publicity",
            indicators=[campaigns, training, integrity_education],
        )
    ]
