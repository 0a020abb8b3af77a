"""Rows of identity: people, organisations, departments, desks, officials, their holdings, accounts, clients."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedName, SealedText, SealedWords
from tongban.registers.identity.kinds import (
    CITIZEN_CARD,
    DESK_KINDS,
    LONGEST_NAME,
    MEMBER_ROLES,
    ORGANISATION_KINDS,
    POST_ROLES,
    tidy_username,
)


class Person(models.Model):
    """A natural person (自然人)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = SealedName(owner="subject")
    name_index = models.CharField(max_length=32, blank=True, db_index=True)
    id_type = models.CharField(max_length=3, default=CITIZEN_CARD)
    id_number = SealedText(owner="subject")
    id_index = models.CharField(max_length=32)
    phone = SealedText(owner="subject")
    phone_index = models.CharField(max_length=32, blank=True, db_index=True)
    birth = models.DateField(null=True)
    area = models.CharField(max_length=9, blank=True, help_text="division code of the home")
    address = SealedText(owner="subject")
    level = models.PositiveSmallIntegerField(default=1, help_text="assurance: 1 stated, 2 real-name, 3 strong")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id_index", "id_type"], condition=~Q(id_index=""), name="person_once"),
            models.CheckConstraint(condition=Q(level__range=(1, 3)), name="person_level"),
            models.CheckConstraint(
                condition=~Q(name="") & (~Q(id_index="") | Q(id_type="", level=1)), name="person_named"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def subject(self) -> str:
        return f"person/{self.pk}"


class Organisation(models.Model):
    """A legal person or another organisation (法人和其他组织)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=20)
    credit_code = models.CharField(max_length=18, unique=True)
    legal = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="represents")
    legal_name = SealedWords(blank=True)
    phone = SealedText(owner="subject")
    area = models.CharField(max_length=9, blank=True)
    address = models.CharField(max_length=200, blank=True)
    established = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name"], name="organisation_by_name")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=sorted(ORGANISATION_KINDS)), name="organisation_kind")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"organisation/{self.pk}"


class Membership(models.Model):
    """A person who may act for an organisation (授权经办), up to and including a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=13)
    until = models.DateField(null=True)
    items = models.JSONField(default=list, help_text="codes of the only items; none is no such limit")
    may = models.JSONField(default=list, help_text="what he may do beside looking: apply, sign; none is no such limit")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=sorted(MEMBER_ROLES)), name="membership_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} of {self.organisation_id}"


class Department(models.Model):
    """A department (部门)."""

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=LONGEST_NAME)
    short = models.CharField(max_length=30)
    credit_code = models.CharField(max_length=18, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    level = models.CharField(max_length=1, blank=True, help_text="行使层级 (GB/T 39046 A.2): 3 city, 4 county, 5 town")
    area = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("code")), name="department_not_in_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """A desk where matters are handled (岗位): who sits there is a holding."""

    code = models.SlugField(max_length=60, primary_key=True)
    title = models.CharField(max_length=60)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="desks")
    kind = models.CharField(max_length=10)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(kind__in=sorted(DESK_KINDS)), name="desk_kind")]

    def __str__(self) -> str:
        return self.title


class Official(models.Model):
    """Somebody who works for a department (工作人员)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=20, unique=True, help_text="staff number, shown to citizens")
    name = models.CharField(max_length=LONGEST_NAME)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="officials")
    phone = models.CharField(max_length=30, blank=True, help_text="of the office")
    left_on = models.DateField(null=True, help_text="since when he works here no more")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who he is outside his office"
    )

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Holding(models.Model):
    """An official holds a desk (任职), for an area, in a role, from a day up to and including another."""

    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="holdings")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="holdings")
    area = models.CharField(max_length=9, blank=True, help_text='division code; "" is the whole city')
    role = models.CharField(max_length=10)
    items = models.JSONField(default=list, help_text="codes of the only items; none is no such limit")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["desk", "role"], name="holding_of_desk")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=sorted(POST_ROLES)), name="holding_role"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="holding_period"),
            models.UniqueConstraint(
                fields=["official", "desk", "area", "role"], condition=Q(until=None), name="holding_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} {self.role} at {self.desk_id}"


class Accounts(BaseUserManager["Account"]):
    """Finds an account by the name somebody types."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=tidy_username(username or ""))


class Account(AbstractBaseUser):
    """What somebody signs in with (账号): belongs to one person or one official."""

    last_login: Any = None  # the ledger knows; a column would be a second truth

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="accounts")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="accounts")
    is_active = models.BooleanField(default=True)
    phone_index = models.CharField(
        max_length=32, blank=True, help_text="of the telephone he proved to hold, with which he may sign in"
    )
    first_word_until = models.DateTimeField(
        null=True, help_text="until when a first word signs in; none once its holder chose his own"
    )

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "username"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person=None, official__isnull=False) | Q(person__isnull=False, official=None),
                name="account_of_one_holder",
            ),
            models.CheckConstraint(condition=~Q(username=""), name="account_named"),
            models.UniqueConstraint(
                fields=["phone_index"], condition=~Q(phone_index=""), name="account_of_phone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def holder(self) -> str:
        """Whose account this is: ``person/<id>`` or ``official/<id>``."""
        return f"person/{self.person_id}" if self.person_id else f"official/{self.official_id}"


class Client(models.Model):
    """Another system that calls our interfaces (接入系统)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    token_digest = models.CharField(max_length=44, unique=True)
    scopes = models.JSONField(default=list)
    purposes = models.JSONField(default=list, help_text="codes of what a department's system may call for")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="clients")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="clients")
    until = models.DateField(null=True, help_text="the last day it counts; none for departments' systems")
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="client_of_one_house", condition=models.Q(department=None) | models.Q(organisation=None)
            )
        ]

    def __str__(self) -> str:
        return self.name


class SignInAttempt(models.Model):
    """How often an account name was tried from one address; both kept as one keyed digest."""

    who = models.CharField(max_length=32, primary_key=True)
    tries = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["last"], name="attempt_by_age")]

    def __str__(self) -> str:
        return f"{self.tries} tries"
