"""Refusals: what a user asked for and the rules do not allow.

A refusal carries a full Chinese sentence that may be shown as it is, and the id of the rule
it rests on. Everything else that goes wrong is a bug and stays an ordinary exception.
"""


class Refused(Exception):
    """The rules do not allow this; `sentence` says why and what to do."""

    def __init__(self, sentence: str, *, rule: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.rule = rule


class NotAllowed(Refused):
    """Somebody else may do this, not this actor."""


class NotNow(Refused):
    """The act exists, but not in this state or at this moment."""


class NotFound(Refused):
    """Nothing with this key exists within the actor's sight."""


class Conflict(Refused):
    """Somebody else was faster; what the actor saw is no longer so."""


class Overtaken(Conflict):
    """What the actor saw was changed since; the sentence names who did it, for colleagues alone."""


class NotSure(Refused):
    """It would overwrite what the same person said before: it is done once said again."""


class NotPublished(Refused):
    """A date lies beyond the last loaded year of the calendar (DOMAIN 4.1)."""
