"""文书 of every layout, set as pdf and as docx from the same wording: 0.3 s each (DESIGN 7)."""

import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from benchmarks.measuring import timed
from tingban.reports.documents.paper_docx import paper_docx
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.documents.templates import Issue, Layout, SlotKind, Table, Value, compose
from tingban.rules.law import ARTICLE_BY_KEY
from tingban.rules.supervision.papers import CIRCULAR

ON = date(2024, 6, 18)
_SAYING = "全市物业服务专项整治工作有序推进，各县（市、区）压实责任、逐项销号。" * 8


def _value(kind: SlotKind) -> Value:
    if kind is SlotKind.TABLE:
        return Table(
            ("县（市、区）", "问题", "完成"), tuple(("盐湖区", "37", "29") for _ in range(14))
        )
    if kind is SlotKind.LINES:
        return tuple(f"{place}县：整改率九成" for place in range(14))
    return ON if kind is SlotKind.DAY else _SAYING


def main() -> dict[str, Any]:
    """Milliseconds for one paper of each layout, its fonts already looked for."""
    facts = {slot.label: _value(slot.kind) for slot in CIRCULAR.slots}
    facts |= {"主送": "各县（市、区）住建局", "抄送": "市政府办公室", "附注": "（主动公开）"}
    issue = Issue("运建房字〔2024〕1号", "运城市住房和城乡建设局", ON)
    told = {}
    for layout in Layout:
        template = replace(CIRCULAR, layout=layout)
        text = compose(template, template.body, facts, issue=issue, articles=ARTICLE_BY_KEY)
        told[f"{layout.value}.pdf"] = timed(partial(paper_pdf, text, ON)).as_json()
        told[f"{layout.value}.docx"] = timed(partial(paper_docx, text, ON)).as_json()
    return told


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
