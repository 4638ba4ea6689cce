"""根政办字〔2023〕52号: text, headings, roster, open questions, who is scored on what, who owes what.

The indicators come from the plugins of the eight categories.
"""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from credit_rules import Document, Edition, Heading, Text, hookimpl
from credit_rules_genhe_2023.applicability import APPLIES
from credit_rules_genhe_2023.owed import DUTIES
from credit_rules_genhe_2023.readings import READINGS
from credit_rules_genhe_2023.roster import ROSTER

SOURCE = "genhe-2023-52.zh-Hans.txt"
HEADINGS = (
    Heading("institution_building", Text("制度建设", "institution building"), 12),
    Heading("information_collection", Text("公共信用信息归集", "public credit information"), 30),
    Heading("government_integrity", Text("政务诚信", "government integrity"), 15),
    Heading("business_integrity", Text("商务诚信", "business integrity"), 6),
    Heading("application", Text("信用信息应用", "application of credit information"), 18),
    Heading("repair", Text("信用修复", "credit repair"), 2),
    Heading("publicity", Text("诚信宣传教育", "publicity and education"), 7),
    Heading("scheduling", Text("月调度系统填报", "monthly scheduling system"), 10),
)


@hookimpl
def editions() -> Sequence[Edition]:
    """The rulebook of 2023."""
    return [
        Edition(
            code="genhe-2023",
            title=Text(
                "根河市社会信用体系建设工作考核细则（2023）",
                "Genhe: scoring of the social credit system, 2023",
            ),
            document=Document(
                title="根河市社会信用体系建设工作提升方案",
                number="根政办字〔2023〕52号",
                published=date(2023, 8, 9),
                text=(files(__name__) / SOURCE).read_text(encoding="utf-8"),
                misprints={"合规律": "合规率"},
            ),
            headings=HEADINGS,
            roster=ROSTER,
            readings=READINGS,
            applies=APPLIES,
            duties=DUTIES,
            # The text names no first day; its targets are those of the year 2023.
            since="2023-01",
            series="genhe",
        )
    ]
