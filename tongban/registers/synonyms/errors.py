"""Ways the synonyms refuse."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class BadSynonym(Refusal):
    """A word that is empty, too long, a single character, or the same as what it means."""

    code = "bad-synonym"
    status = 422
    next_step = "请填写群众的说法（2 到 40 个字）和它的规范说法（2 到 100 个字），两者不能相同。"


class SynonymKnown(Refusal):
    """It is in use already."""

    code = "synonym-known"
    sentence = "这条近义说法已经在用，不需要再加。"
    next_step = "请在列表中查看；如果不想再用，可以停用。"


class NoSuchSynonym(Refusal):
    """Nobody added it, and it does not come with the program."""

    code = "no-such-synonym"
    status = 404
    sentence = "没有找到这条近义说法，可能已被同事停用。"
    next_step = "请刷新列表后再试。"
