"""The refusals a person may read: each message is the sentence they see."""


class Refusal(Exception):
    """Something that cannot be done, said in one sentence that tells what to do."""


class Unknown(Refusal):
    """There is no such thing, or it is not theirs to see: both read the same."""


class NotAllowed(Refusal):
    """The person may not do this."""


class Mistaken(Refusal):
    """What was given cannot be used as it stands."""


class NotYet(Refusal):
    """It will be there later; the sentence says when."""


class WrongSetting(Refusal):
    """A setting is missing or cannot be used; the sentence names it and how to get it."""
