"""The city, its 13 counties in the order of 附件1, and their townships."""

from tingban.rules.areas.divisions import (
    AREA_BY_CODE,
    AREA_CODE,
    AREAS,
    CITY,
    CITY_AREA,
    COUNTIES,
    PRINTED,
    TOTAL_NAME,
    Area,
)
from tingban.rules.areas.naming import (
    area_by_text,
    area_mentioned,
    area_of_unit,
    area_proposed,
    township_by_text,
)
from tingban.rules.areas.townships import TOWNSHIP_BY_CODE, TOWNSHIPS, Township

__all__ = [
    "AREAS",
    "AREA_BY_CODE",
    "AREA_CODE",
    "CITY",
    "CITY_AREA",
    "COUNTIES",
    "PRINTED",
    "TOTAL_NAME",
    "TOWNSHIPS",
    "TOWNSHIP_BY_CODE",
    "Area",
    "Township",
    "area_by_text",
    "area_mentioned",
    "area_of_unit",
    "area_proposed",
    "township_by_text",
]
