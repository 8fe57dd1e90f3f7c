"""The left rail: topics in their order, each shown to the roles that its page lets in."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.urls import NoReverseMatch, resolve, reverse

from tingban.rules.actors import Actor, Role
from tingban.web.doors import Door


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the rail; pages whose url name begins with `name` belong to it.

    `roles` narrows further than the page's own door; empty means whoever the door lets in.
    """

    name: str
    label: str
    icon: str
    roles: frozenset[Role] = frozenset()
    # Pages of other names that belong to it too.
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A topic as one person sees it."""

    name: str
    label: str
    icon: str
    href: str
    count: int
    is_current: bool


TOPICS: Final = (
    Topic("desk:home", "工作台", "layout-dashboard"),
    Topic("desk:weekly", "周报送", "calendar-check"),
    Topic("desk:communities", "小区台账", "building-community"),
    Topic("desk:companies", "物业企业", "briefcase"),
    Topic("desk:contracts", "服务合同", "file-text"),
    Topic("desk:problems", "问题清单", "alert-square", also=("desk:order",)),
    Topic("desk:visits", "检查记录", "clipboard-check", also=("desk:mission", "desk:field")),
    Topic("desk:cases", "登记办理台账", "notebook", also=("desk:slips",)),
    Topic("desk:level_cases", "等级核定", "stairs", also=("desk:level", "desk:service_level")),
    Topic("desk:penalty_cases", "行政处罚", "gavel", also=("desk:penalt",)),
    Topic("desk:transfers", "移送", "send"),
    Topic("desk:exposure_cases", "媒体曝光", "news", also=("desk:exposure",)),
    Topic("desk:credit_pushes", "信用推送", "certificate", also=("desk:credit",)),
    Topic("desk:exit_cases", "企业退出", "door-exit", also=("desk:exit",)),
    Topic("desk:votes", "业主表决", "checklist"),
    Topic("desk:papers", "文书", "file-certificate"),
    Topic("desk:law", "法律条文", "scale"),
    Topic("desk:exchange", "导入导出", "transfer", also=("desk:export", "desk:mapper")),
    Topic("desk:drill", "统计下钻", "chart-bar"),
    Topic("desk:users", "用户与岗位", "users"),
    Topic("desk:settings", "设置", "settings"),
    Topic("desk:audit", "审计", "shield-check"),
)


@lru_cache(maxsize=len(TOPICS))
def _page(name: str) -> tuple[str, Door] | None:
    """Where the topic's page stands, and its door; None while it is still to be built.

    Addresses do not change while the program runs, and every page of the desk asks for all.
    """
    try:
        href = reverse(name)
    except NoReverseMatch:
        return None
    return href, resolve(href).func.door  # type: ignore[attr-defined]  # set by doors


def _is_open(topic: Topic, door: Door, role: Role) -> bool:
    return door.lets_in(role) and (not topic.roles or role in topic.roles)


def _belongs(view_name: str, topic: Topic) -> bool:
    """`desk:community` and `desk:community_edit` belong to `desk:communities`."""
    stem = topic.name.removesuffix("s").removesuffix("ie")
    return (
        view_name in (topic.name, stem)
        or view_name.startswith((f"{stem}_", *topic.also))
        or (view_name.startswith(stem) and topic.name.endswith(("ies", "s")))
    )


def rail(actor: Actor, *, view_name: str, counts: dict[str, int]) -> list[Stop]:
    """The topics open to the actor, the present one marked."""
    stops = []
    # 企业退出 and 退出登记 begin alike: the longer name is meant.
    near = [topic for topic in TOPICS if _belongs(view_name, topic)]
    current = max(near, key=lambda topic: len(topic.name), default=None)
    for topic in TOPICS:
        page = _page(topic.name)
        if page is None or not _is_open(topic, page[1], actor.role):
            continue
        stops.append(
            Stop(
                topic.name,
                topic.label,
                topic.icon,
                page[0],
                counts.get(topic.name, 0),
                topic is current,
            )
        )
    return stops
