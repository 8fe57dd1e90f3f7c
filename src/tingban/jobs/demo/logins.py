"""The demo's logins, kept beside its data so that `tingban serve` can print them again."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_FILE: Final = "logins.json"
# One of each role is enough to read; the other counties' are made the same way.
_SHOWN: Final = (
    "yanhu.jb", "yanhu.fz", "shi.jb", "shi.fz", "xinfang", "sheng", "jijian",
    "yanhu.zf", "fagui", "yanhu.jd", "shenji", "guanli", "qiye", "yezhu",
)  # fmt: skip


def keep(facts: Mapping[str, Any], home: Path) -> None:
    """Only who owns the installation may read it."""
    path = home / _FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")


def lines(home: Path) -> list[str]:
    """One line a role, for people; nothing where no demo stands."""
    path = home / _FILE
    if not path.exists():
        return []
    facts = json.loads(path.read_text(encoding="utf-8"))
    shown = [login for login in facts["logins"] if login["username"] in _SHOWN]
    link = facts["link"]
    return [
        f"演示时间：{facts['now'][:16].replace('T', ' ')}（周五），密码都是 {facts['password']}",
        *(f"  {login['username']:<10} {login['unit']} · {login['role']}" for login in shown),
        "  其他县(市、区)：县名拼音加 .jb（经办）、.fz（负责人）或 .zf（执法人员），如 yongji.jb",
        f"  企业不登录也能办：打开 {link['path']}，统一社会信用代码后 4 位填 {link['tail']}",
    ]
