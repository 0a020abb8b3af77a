"""Rows of the places: divisions and outlets."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.registers.places.kinds import OUTLET_KINDS


class Division(models.Model):
    """An administrative division (行政区划): province 1, city 2, district or county 3, street or town 4."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    fictional = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex="^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3})?)?)?$"), name="division_code_of_digits"
            ),
            models.CheckConstraint(
                condition=Q(level=1, parent=None) | Q(level__in=(2, 3, 4), parent__isnull=False),
                name="division_has_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def nominal(self) -> bool:
        """A level that exists on paper only (市辖区, 省直辖县级行政区划): left out of the names people read."""
        return self.of_municipality or (self.level == 2 and self.name.endswith("县级行政区划"))

    @property
    def of_municipality(self) -> bool:
        """The level on paper between a municipality such as 北京市 and its districts (市辖区) or counties (县)."""
        return self.level == 2 and self.name in ("市辖区", "县")


class Outlet(models.Model):
    """Where people are served (服务网点): a hall, a window outside a hall, a self-service machine."""

    code = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=100)
    area = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="outlets")
    kind = models.CharField(max_length=10)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    desks = models.JSONField(default=list, help_text="codes of the desks that serve here; empty means every desk")

    class Meta:
        ordering: ClassVar = ["area_id", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=sorted(OUTLET_KINDS)), name="outlet_of_a_known_kind")
        ]

    def __str__(self) -> str:
        return self.name
