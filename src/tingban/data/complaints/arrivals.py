"""Reports that were acknowledged and are not yet cases (T-C01, ADR 0025)."""

from django.db import models


class Arrival(models.Model):
    """What the portal took, sealed by the vault, until it is a case; then the row goes.

    No fact: nothing is counted or shown of it. The facts are written when it is taken in.
    """

    number = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField(db_index=True)
    box = models.BinaryField()
    key_id = models.CharField(max_length=32)
    # The digest of the 查询码, as the case will keep it.
    code_mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = "待登入的反映"

    def __str__(self) -> str:
        return self.number
