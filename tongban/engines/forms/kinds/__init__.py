"""The kinds of fields (字段类型): one class per kind, one registry for all.

A kind reads, judges, shows, describes and asks one sort of answer. "name", "division" and "bare-id" are the parts of
composite kinds and may be used alone.
"""

from tongban.engines.forms.kinds import choices, codes, composite, plain
from tongban.engines.forms.kinds.base import KINDS, Kind, Place, kind
from tongban.engines.forms.kinds.codes import ID_TYPES

__all__ = ["ID_TYPES", "KINDS", "Kind", "Place", "choices", "codes", "composite", "kind", "plain"]
