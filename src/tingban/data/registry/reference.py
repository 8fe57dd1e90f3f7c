"""Load the campaign of the decree into an empty installation; used by a data migration."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tingban.rules.registry.campaign import YUNCHENG_2024


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the campaign and its phases."""
    decree = YUNCHENG_2024
    campaign = apps.get_model("registry", "Campaign").objects.create(
        code=decree.code,
        name=decree.name,
        short_name=decree.short_name,
        decree=decree.decree,
        starts_on=decree.starts_on,
        ends_on=decree.ends_on,
        first_report_on=decree.first_report_on,
    )
    phase = apps.get_model("registry", "Phase")
    phase.objects.bulk_create(
        phase(
            campaign=campaign,
            code=row.code,
            name=row.name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in decree.phases
    )
