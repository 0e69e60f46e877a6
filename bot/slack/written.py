"""What Inrole writes into a conversation."""

from dataclasses import dataclass

from bot.slack.blocks import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message: `text` is complete by itself, as screen readers and notifications read nothing else."""

    text: str
    blocks: list[Json]
