"""What a failure of the database or the disk means, in words: no refusal, and no bug of ours."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import psycopg
from django.db import InterfaceError, OperationalError

_UNREACHABLE: Final = "数据库暂时连接不上，通常半分钟内会自行恢复"
_DATABASE: Final[tuple[tuple[type[psycopg.Error], str], ...]] = (
    (psycopg.errors.DeadlockDetected, "有人在同一时刻修改同样的内容，这一次让给了对方"),
    (psycopg.errors.SerializationFailure, "有人在同一时刻修改同样的内容，这一次让给了对方"),
    (psycopg.errors.DiskFull, "服务器磁盘已满，数据库写不进去"),
    (psycopg.errors.TooManyConnections, "数据库连接已用完，同时使用的人太多"),
    (psycopg.errors.ReadOnlySqlTransaction, "数据库现在只能读，不能写"),
)
_DISK: Final[dict[int, str]] = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过允许的大小",
    errno.EROFS: "磁盘只能读，不能写",
    errno.EACCES: "没有读写权限",
    errno.EPERM: "没有读写权限",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOENT: "文件或文件夹不存在",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错",
}

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@dataclass(frozen=True, slots=True)
class Outage:
    """What happened; `is_clash` where the same act may succeed at once.

    `where` names a file of this machine: for whoever sits at it, never for a page.
    """

    what: str
    is_clash: bool = False
    where: str = ""

    @property
    def told(self) -> str:
        """What happened and where."""
        return f"{self.where}：{self.what}" if self.where else self.what


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage behind an exception; None where it is a bug."""
    for link in _chain(error, lambda it: it.__cause__):
        if isinstance(link, psycopg.OperationalError | psycopg.InterfaceError):
            return _of_database(link)
        if isinstance(link, OSError) and link.errno in _DISK:
            return _of_disk(link, _DISK[link.errno])
    # Whatever goes wrong while a full disk is being cleared away is the full disk's doing.
    for link in _chain(error, lambda it: it.__cause__ or it.__context__):
        if isinstance(link, OSError) and link.errno in _FULL:
            return _of_disk(link, _DISK[link.errno])
    if isinstance(error, OperationalError | InterfaceError):
        return Outage(_UNREACHABLE)
    return None


def _chain(
    error: BaseException | None, before: Callable[[BaseException], BaseException | None]
) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = before(error)


def _of_disk(error: OSError, words: str) -> Outage:
    return Outage(words, where=str(error.filename or ""))


def _of_database(error: psycopg.Error) -> Outage:
    told = next((words for kind, words in _DATABASE if isinstance(error, kind)), _UNREACHABLE)
    clashes = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)
    return Outage(told, is_clash=isinstance(error, clashes))
