"""Values of visits."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import TextChoices

SPAN = timedelta(minutes=30)


class Shown(TextChoices):
    """How the visitor showed who he is (身份核验方式)."""

    CODE = "code", "我的码"
    CARD = "card", "身份证件"
    PHONE = "phone", "手机验证码"


ASSENT_LIFE = timedelta(minutes=10)
"""How long somebody found by his answers may say yes, and how long the code he was sent counts."""
ASSENT_BETWEEN, ASSENT_KEPT = timedelta(minutes=1), timedelta(days=2)
ASSENTS_A_DAY, MOST_WRONG, FREE_SEARCHES, MOST_FOUND = 5, 5, 10, 3
"""Codes to one person within a day; wrong tries at one code; searches of one clerk that nobody said yes to before he
waits; people of the same name and birthday who are told apart on one list."""


class Way(TextChoices):
    """How he said that what the clerk wrote is right (确认方式)."""

    SCREEN = "screen", "在第二屏核对确认"
    PAPER = "paper", "在打印的申请表上签字"
