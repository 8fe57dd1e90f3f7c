"""The rail marks where one is, on pages that hang below a topic too."""

import pytest

from tests.people import clerk
from tingban.web.ui.rail import rail

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("view", "label"),
    [
        ("desk:orders", "问题清单"), ("desk:order_link", "问题清单"), ("desk:missions", "检查记录"),
        ("desk:visit_edit", "检查记录"), ("desk:slips_batch", "登记办理台账"),
        ("desk:exit_case_handover", "企业退出"), ("desk:exit_guide", "企业退出"),
        ("desk:exit_confirm", "企业退出"),
    ],
)  # fmt: skip
def test_a_page_below_a_topic_marks_it(view, label):
    stops = rail(clerk(), view_name=view, counts={})

    assert [stop.label for stop in stops if stop.is_current] == [label]
