"""Values of visits."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import TextChoices

SPAN = timedelta(minutes=30)


class Shown(TextChoices):
    """How the visitor showed who he is (身份核验方式)."""

    CODE = "code", "我的码"
    CARD = "card", "身份证件"


class Way(TextChoices):
    """How he said that what the clerk wrote is right (确认方式)."""

    SCREEN = "screen", "在第二屏核对确认"
    PAPER = "paper", "在打印的申请表上签字"
