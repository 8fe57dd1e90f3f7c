"""The base of every fact row: what was stated, when we knew it, and by which act (ADR 0004).

A row is believed from `recorded_at` until `retracted_at`. Nothing else of it ever changes:
the database trigger made by `append_only` refuses every other update and every delete.
"""

from datetime import datetime
from typing import Self, TypeVar

from django.db import migrations, models
from django.db.models import Q

M = TypeVar("M", bound="Known")


class KnownQuerySet(models.QuerySet[M]):
    """Facts as they were believed at some moment."""

    def believed(self, known_at: datetime) -> Self:
        """Facts that stood at this moment."""
        return self.filter(recorded_at__lte=known_at).filter(
            Q(retracted_at__isnull=True) | Q(retracted_at__gt=known_at)
        )

    def standing(self) -> Self:
        """Facts that stand now."""
        return self.filter(retracted_at__isnull=True)


class Known(models.Model):
    """A fact with its second clock. `origin` is "sheet:row" where an import brought it."""

    recorded_at = models.DateTimeField("知悉时间")
    retracted_at = models.DateTimeField("撤回时间", null=True, blank=True)
    act = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")
    retracted_by = models.ForeignKey(
        "audit.Entry", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    origin = models.CharField("出处", max_length=16, blank=True, default="")

    objects = KnownQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


def append_only(*tables: str) -> list[migrations.RunSQL]:
    """Migration operations that make the tables append-only."""
    return [
        migrations.RunSQL(
            sql=f"""
            CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION tingban_append_only();
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION tingban_append_only();
            """,
            reverse_sql=f"""
            DROP TRIGGER {table}_append_only ON {table};
            DROP TRIGGER {table}_no_truncate ON {table};
            """,
        )
        for table in tables
    ]


# The one change a fact may suffer: it is retracted, once, by an act.
APPEND_ONLY_FUNCTION = """
CREATE FUNCTION tingban_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) ? 'retracted_at' THEN
        IF (to_jsonb(OLD) - 'retracted_at' - 'retracted_by_id')
             = (to_jsonb(NEW) - 'retracted_at' - 'retracted_by_id')
           AND to_jsonb(OLD) ->> 'retracted_at' IS NULL
           AND to_jsonb(NEW) ->> 'retracted_at' IS NOT NULL
           AND to_jsonb(NEW) ->> 'retracted_by_id' IS NOT NULL THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
