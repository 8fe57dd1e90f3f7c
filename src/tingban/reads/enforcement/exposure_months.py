"""Which counties published a 典型案例 in a month (DL-31)."""

from tingban.data.enforcement.models import ExposureStep
from tingban.rules.enforcement import ExposureStepKind
from tingban.rules.enforcement.exposure_month import Month


def counties_with_a_case(month: Month) -> frozenset[str]:
    """Their codes; what was published and withdrawn later was a case of its month."""
    steps = ExposureStep.objects.standing().filter(
        kind=ExposureStepKind.PUBLISH.value, on__gte=month.first, on__lte=month.last
    )
    return frozenset(steps.values_list("exposure__county_id", flat=True))
