"""Units, users and posts (DOMAIN 0.3): rights belong to the post, the post to the unit."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class Unit(models.Model):
    """An office, company or body that posts belong to; continuity when people change."""

    code = models.CharField("单位代码", primary_key=True, max_length=32)
    name = models.CharField("单位名称", max_length=64)
    kind = models.CharField("类型", max_length=16)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ("area", "code")
        verbose_name = "单位"

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Looks users up by their sign-in name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this sign-in name, whatever its case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in; what they may do stands in their posts."""

    username = models.CharField("登录名", max_length=32, unique=True)
    name = models.CharField("姓名", max_length=64)
    is_active = models.BooleanField("在用", default=True)
    must_change_password = models.BooleanField("须改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    session_key = models.CharField("当前会话", max_length=40, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ("username",)
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by validity."""

    def valid_on(self, day: date) -> Self:
        """Posts held on this day."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Post(models.Model):
    """One role in one unit, held by one user for a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField("角色", max_length=8)
    valid_from = models.DateField("任职自")
    valid_to = models.DateField("任职至", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("user", "id")
        verbose_name = "岗位"
        constraints = [
            models.UniqueConstraint(
                fields=("user", "unit", "role"),
                condition=Q(valid_to__isnull=True),
                name="accounts_post_once",
            ),
            models.CheckConstraint(
                name="accounts_post_dates",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit}"


class PasswordHistory(models.Model):
    """The last passwords, hashed, so that the last five stay barred (DOMAIN 9.2)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_history")
    password = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        verbose_name = "历史密码"

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"


class SecondFactor(models.Model):
    """The secret of a user's authenticator (RFC 6238), sealed; counts once it is confirmed."""

    user = models.OneToOneField(User, models.CASCADE, related_name="second_factor")
    secret = models.BinaryField("密钥")
    key_id = models.CharField(max_length=16)
    confirmed_at = models.DateTimeField("启用时间", null=True, blank=True)
    # A code of this time step or an earlier one is never taken again.
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "动态口令"

    def __str__(self) -> str:
        return f"{self.user}"


class RecoveryCode(models.Model):
    """A code for the day the telephone is lost; kept as a keyed digest, good once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    mark = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "恢复码"
        constraints = [
            models.UniqueConstraint(fields=("user", "mark"), name="accounts_recoverycode_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class Tally(models.Model):
    """How often one address has done one thing since when; the address only as a keyed digest."""

    mark = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField()
    since = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "次数"

    def __str__(self) -> str:
        return f"{self.mark[:16]} {self.count}"
