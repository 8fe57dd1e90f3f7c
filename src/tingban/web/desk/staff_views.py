"""Users, posts and units: for the system administrator."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tingban.actions.audit import staff as acts
from tingban.kit import clock
from tingban.kit.dates import chinese_day
from tingban.kit.windows import Found, Window
from tingban.reads.audit import staff
from tingban.rules.actors import Role
from tingban.rules.errors import Refused
from tingban.web import doors
from tingban.web.desk.accounts_forms import EndPostForm, PostForm, UnitForm, UserFilter, UserForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Crumb, Moment, Tab

_SYS: Final = {Role.SYS}
USERS: Final = (
    Column("username", "登录名", sort=True), Column("name", "姓名", sort=True),
    Column("posts", "现任岗位"), Column("state", "状态"), Column("factor", "动态口令"),
    Column("last_login", "最近登录", sort=True),
)  # fmt: skip
UNITS: Final = (
    Column("name", "单位"), Column("code", "代码"), Column("kind", "类型"),
    Column("area", "县(市、区)"), Column("posts", "在任岗位", numeric=True, unit="个"),
)  # fmt: skip


def _tabs(current: str) -> list[Tab]:
    pages = (("用户", "desk:users"), ("单位", "desk:units"))
    return [Tab(label, reverse(name), is_current=name == current) for label, name in pages]


@doors.desk(roles=_SYS)
def users(request: DeskRequest) -> HttpResponse:
    """Who may sign in, in which posts."""
    form = UserFilter(request.GET)
    query = listing.asked(request, USERS, default="username")
    window = Window(sort=query.sort, offset=query.offset, limit=query.size)
    found: Found[staff.UserLine] = Found([], 0)
    if form.is_valid():
        asked = staff.Asked(**form.cleaned_data)
        found = staff.users(request.actor, asked, window, on=clock.today())
    context = {
        "listing": Listing(query, USERS, found),
        "filters": form, "tabs": _tabs("desk:users"),
    }  # fmt: skip
    return render(request, "desk/staff/users.html", context)


@never_cache
@doors.desk(roles=_SYS)
def user_add(request: DeskRequest) -> HttpResponse:
    """A new user; the temporary password is shown once."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = acts.temporary_password(form.cleaned_data["username"])
        try:
            user_id = acts.add_user(
                **form.cleaned_data, password=password, actor=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("name" if "姓名" in refusal.sentence else "username", refusal.sentence)
        else:
            return _told_once(request, user_id, password)
    crumbs = [Crumb("用户与岗位", reverse("desk:users")), Crumb("新增用户")]
    return render(request, "desk/staff/user_add.html", {"form": form, "crumbs": crumbs})


def _told_once(request: DeskRequest, user_id: int, password: str) -> HttpResponse:
    """The temporary password, on a page that no cache keeps."""
    card = staff.user(request.actor, user_id, at=clock.now())
    return render(request, "desk/staff/password.html", {"card": card, "password": password})


@doors.desk(roles=_SYS)
def user(request: DeskRequest, user_id: int) -> HttpResponse:
    """One account: its posts, its state, what happened to it."""
    return _card(request, user_id, _post_form(request))


def _post_form(request: DeskRequest) -> PostForm:
    """The form of a post to give, from today on unless told otherwise."""
    choices = staff.unit_choices(request.actor)
    first = {"valid_from": clock.today().isoformat()}
    return PostForm(request.POST or None, units=choices, initial=first)


def _card(request: DeskRequest, user_id: int, form: PostForm, status: int = 200) -> HttpResponse:
    card = staff.user(request.actor, user_id, at=clock.now())
    context = {
        "card": card, "form": form, "today": clock.today().isoformat(),
        "is_self": card.id == request.person.user_id,
        "moments": [Moment(line.at, line.what, line.who, line.note) for line in card.trail],
        "crumbs": [Crumb("用户与岗位", reverse("desk:users")), Crumb(card.name)],
    }  # fmt: skip
    return render(request, "desk/staff/user.html", context, status=status)


@require_POST
@doors.desk(roles=_SYS)
def post_give(request: DeskRequest, user_id: int) -> HttpResponse:
    """Bind the user to a role in a unit."""
    form = _post_form(request)
    if not form.is_valid():
        return _card(request, user_id, form)
    told = form.cleaned_data
    term = acts.Term(told["unit"], Role(told["role"]), told["valid_from"], told["valid_to"])
    try:
        acts.give_post(user_id=user_id, term=term, actor=request.actor, at=clock.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _card(request, user_id, form)
    messages.success(request, "岗位已安排，对方下次打开页面即生效。")
    return redirect("desk:user", user_id)


@require_POST
@doors.desk(roles=_SYS)
def post_end(request: DeskRequest, user_id: int, post_id: int) -> HttpResponse:
    """End a post after a day."""
    form = EndPostForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写岗位的最后一天，例如 2024-06-30。岗位没有改动。")
        return redirect("desk:user", user_id)
    last_day = form.cleaned_data["last_day"]
    try:
        acts.end_post(post_id=post_id, last_day=last_day, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"岗位到 {chinese_day(last_day)}为止。")
    return redirect("desk:user", user_id)


@never_cache
@require_POST
@doors.desk(roles=_SYS)
def password_reset(request: DeskRequest, user_id: int) -> HttpResponse:
    """A temporary password in the place of a forgotten one, shown once."""
    try:
        password = acts.reset_password(user_id=user_id, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:user", user_id)
    return _told_once(request, user_id, password)


def _deactivate(request: DeskRequest, user_id: int) -> None:
    acts.set_active(user_id=user_id, is_active=False, actor=request.actor, at=clock.now())


def _activate(request: DeskRequest, user_id: int) -> None:
    acts.set_active(user_id=user_id, is_active=True, actor=request.actor, at=clock.now())


def _unlock(request: DeskRequest, user_id: int) -> None:
    acts.unlock(user_id=user_id, actor=request.actor, at=clock.now())


def _drop_factor(request: DeskRequest, user_id: int) -> None:
    acts.drop_second_factor(user_id=user_id, actor=request.actor, at=clock.now())


_ACTS: Final[dict[str, tuple[Callable[[DeskRequest, int], None], str]]] = {
    "deactivate": (_deactivate, "账号已停用，对方下次打开页面即退出。"),
    "activate": (_activate, "账号已恢复。"),
    "unlock": (_unlock, "已解除锁定，现在可以登录。"),
    "drop-second-factor": (_drop_factor, "动态口令已停用，请提醒对方登录后重新启用。"),
}


@require_POST
@doors.desk(roles=_SYS)
def user_act(request: DeskRequest, user_id: int, act: str) -> HttpResponse:
    """Deactivate, bring back, unlock, take the second factor away."""
    if act not in _ACTS:
        raise Http404
    run, told = _ACTS[act]
    try:
        run(request, user_id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, told)
    return redirect("desk:user", user_id)


@doors.desk(roles=_SYS)
def units(request: DeskRequest) -> HttpResponse:
    """Offices that posts belong to."""
    query = listing.asked(request, UNITS, default="name")
    window = Window(offset=query.offset, limit=query.size)
    found = staff.units(request.actor, window, on=clock.today())
    shown = Listing(query, UNITS, found)
    return render(request, "desk/staff/units.html", {"listing": shown, "tabs": _tabs("desk:units")})


@doors.desk(roles=_SYS)
def unit_add(request: DeskRequest) -> HttpResponse:
    """A new unit."""
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.add_unit(
                code=told["code"], name=told["name"], kind=told["kind"], area_code=told["area"],
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("code", refusal.sentence)
        else:
            messages.success(request, f"已新增单位：{told['name']}。")
            return redirect("desk:units")
    crumbs = [Crumb("单位", reverse("desk:units")), Crumb("新增单位")]
    return render(request, "desk/staff/unit_add.html", {"form": form, "crumbs": crumbs})
