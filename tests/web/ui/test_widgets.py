"""Controls of our own look like those they stand for."""

from django import forms

from tingban.web.ui import filters
from tingban.web.ui.templatetags.ui import dress


class Narrowing(forms.Form):
    state = filters.choice("状态", "不论", [("open", "整改中")])


def test_a_drop_down_list_of_a_filter_looks_like_one():
    form = Narrowing()

    dress(form)

    assert 'class="form-select"' in str(form["state"])
