"""Forms of signing in, of one's own account, and of users and posts."""

from typing import Any

from django import forms

from tingban.reads.accounts import Person
from tingban.rules import accounts as rules
from tingban.rules.actors import ENABLED, Role
from tingban.rules.areas import AREAS


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label="登录名", max_length=32,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )  # fmt: skip
    password = forms.CharField(
        label="密码", max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class CodeForm(forms.Form):
    """The code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label="动态口令", max_length=20,
        help_text="打开手机上的验证器，输入“听办”下面的 6 位数字。手机不在身边时，输入一个恢复码。",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}
        ),
    )  # fmt: skip


class PasswordForm(forms.Form):
    """The present password and the new one, twice."""

    old = forms.CharField(
        label="现在的密码", max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label="新密码", max_length=128, strip=False,
        help_text=f"至少 {rules.PASSWORD_LENGTH} 位，大写字母、小写字母、数字、符号都要有，"
        "不含登录名和姓名。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="再输一遍新密码", max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both new ones must be the same."""
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "两次输入的新密码不一样，请重新输入。")
        return cleaned


class OwnPasswordForm(forms.Form):
    """The present password, before what guards the account is changed."""

    password = forms.CharField(
        label="现在的密码", max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class AgainForm(forms.Form):
    """The password or a one-time code, before a grave act."""

    step_up = forms.CharField(
        label="密码", max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person.has_second_factor:
            self.fields["step_up"].label = "密码或动态口令"


class UserForm(forms.Form):
    """A new user."""

    username = forms.CharField(
        label="登录名", max_length=32, help_text="英文字母、数字、点或短横，例如 yanhu.wang"
    )
    name = forms.CharField(label="姓名", max_length=64)


def role_choices() -> list[tuple[str, str]]:
    """Roles whose workplace is open first; the others may be given, and wait."""
    given = [role for role in Role if role is not Role.PUB]
    opened = [(role.value, rules.role_label(role)) for role in given if role in ENABLED]
    waiting = [
        (role.value, f"{rules.role_label(role)}（工作台尚未开通）")
        for role in given
        if role not in ENABLED
    ]
    return [("", "请选择"), *opened, *waiting]


class PostForm(forms.Form):
    """A post to give; the units come from the page."""

    unit = forms.ChoiceField(label="单位")
    role = forms.ChoiceField(label="角色", choices=role_choices)
    valid_from = forms.DateField(label="任职自", widget=forms.DateInput(attrs={"type": "date"}))
    valid_to = forms.DateField(
        label="任职至", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="长期任职不填",
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ChoiceField):
            unit.choices = [("", "请选择"), *units]


class EndPostForm(forms.Form):
    """The last day of a post."""

    last_day = forms.DateField(label="最后一天", widget=forms.DateInput(attrs={"type": "date"}))


class UserFilter(forms.Form):
    """Which users."""

    q = forms.CharField(
        label="登录名、姓名", required=False, max_length=64,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    role = forms.ChoiceField(
        label="角色", required=False,
        choices=lambda: [("", "全部角色"), *((r.value, rules.role_label(r)) for r in Role)],
    )  # fmt: skip
    area = forms.ChoiceField(
        label="县(市、区)", required=False,
        choices=lambda: [("", "全部"), *((area.code, area.name) for area in AREAS)],
    )  # fmt: skip
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[("", "全部"), ("active", "在用"), ("off", "已停用"), ("none", "没有岗位")],
    )  # fmt: skip


class UnitForm(forms.Form):
    """A new unit."""

    code = forms.SlugField(label="单位代码", max_length=32, help_text="英文字母、数字和短横")
    name = forms.CharField(label="单位名称", max_length=64)
    kind = forms.ChoiceField(label="类型", choices=[(kind, kind) for kind in rules.UNIT_KINDS])
    area = forms.ChoiceField(
        label="所在县(市、区)", choices=lambda: [(area.code, area.name) for area in AREAS]
    )
