"""Rows of the addresses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

_BEGINNING = ["varchar_pattern_ops", "int2_ops"]


class StandardAddress(models.Model):
    """One house of the city (标准地址), by its code."""

    code = models.CharField(max_length=18, primary_key=True)
    street = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    community = models.CharField(max_length=40)
    road = models.CharField(max_length=40)
    letters = models.CharField(max_length=40, help_text="initials of the road in pinyin")
    house = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["street", "road", "house"], name="one_house"),
            models.CheckConstraint(condition=Q(code__regex="^[0-9]{18}$"), name="address_code_of_digits"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["road", "house"], name="address_by_road", opclasses=_BEGINNING),
            models.Index(fields=["letters", "house"], name="address_by_letters", opclasses=_BEGINNING),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def text(self) -> str:
        """The address within its street: 青屿路 20 号."""
        return f"{self.road} {self.house} 号"

    @property
    def district(self) -> str:
        """The code of the district or county that decides about what is there."""
        return str(self.street_id)[:6]
