"""Verbs of entrances: set one up; send somebody there and believe what comes back; bind and unbind accounts."""

from tongban.registers.entrances.actions.arranging import set_up, switch
from tongban.registers.entrances.actions.carrying import carry_links
from tongban.registers.entrances.actions.coming import begin, finish, meet
from tongban.registers.entrances.actions.linking import link, unlink

__all__ = ["begin", "carry_links", "finish", "link", "meet", "set_up", "switch", "unlink"]
