"""The shapes of what Slack sends, as far as Inrole reads them; whatever else is there is left alone."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import Mistaken

NOT_READABLE = "That didn't arrive in a shape I can read. Nothing was changed; please try again."

_SLACKBOT = "USLACKBOT"


class Shape(BaseModel):
    """A part of a payload."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class TeamShape(Shape):
    """A workspace."""

    id: str = Field(min_length=1)


class WhoShape(Shape):
    """A person who acts."""

    id: str = Field(min_length=1)
    team_id: str | None = None


class OptionShape(Shape):
    """A choice."""

    value: str = ""


class InputShape(Shape):
    """The state of an input."""

    type: str
    value: str | None = None
    selected_option: OptionShape | None = None
    selected_options: list[OptionShape] | None = None
    selected_date: str | None = None
    selected_time: str | None = None
    selected_user: str | None = None

    def chosen(self) -> tuple[str, ...]:
        """Return the codes, date, time or person chosen, none as an empty tuple."""
        many = [option.value for option in self.selected_options or ()]
        plain = self.selected_date or self.selected_time or self.selected_user
        one = self.selected_option.value if self.selected_option else plain
        return tuple([*many, one] if one else many)


class StateShape(Shape):
    """What is typed and chosen, by block id and action id."""

    values: dict[str, dict[str, InputShape]] = {}


class ViewShape(Shape):
    """A modal or Home."""

    id: str = Field(min_length=1)
    hash: str = ""
    callback_id: str = ""
    private_metadata: str | None = ""
    state: StateShape | None = None


class ActionShape(InputShape):
    """Something pressed or chosen."""

    action_id: str = Field(min_length=1, max_length=255)
    block_id: str = ""
    action_ts: str = ""


class ChannelShape(Shape):
    """A conversation."""

    id: str


class ContainerShape(Shape):
    """Where something was pressed."""

    message_ts: str | None = None
    channel_id: str | None = None


class Interaction(Shape):
    """A press, a submitted view or a closed one."""

    type: str
    user: WhoShape
    team: TeamShape | None = None
    trigger_id: str = ""
    response_url: str | None = None
    container: ContainerShape | None = None
    channel: ChannelShape | None = None
    view: ViewShape | None = None
    actions: list[ActionShape] = []

    @property
    def workspace(self) -> str:
        """Return the workspace's id, which an organisation-wide install gives beside the person."""
        found = self.team.id if self.team else self.user.team_id
        if not found:
            raise Mistaken(NOT_READABLE)
        return found


class CommandShape(Shape):
    """A slash command."""

    team_id: str = Field(min_length=1)
    user_id: str = Field(min_length=1)
    command: str = Field(min_length=1)
    text: str = ""
    channel_id: str = ""
    trigger_id: str = ""
    response_url: str = ""


class TokensShape(Shape):
    """The tokens that were revoked."""

    bot: list[str] | None = None


class SaidShape(Shape):
    """A message as it stands after an edit, or stood before it was deleted."""

    user: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    ts: str = ""
    text: str = Field(default="", repr=False)
    edited: dict[str, Any] | None = None


class Happening(Shape):
    """An event."""

    type: str
    subtype: str | None = None
    user: str | dict[str, Any] | None = None
    bot_id: str | None = None
    channel: str | None = None
    ts: str = ""
    text: str = Field(default="", repr=False)
    files: list[dict[str, Any]] | None = Field(default=None, repr=False)
    message: SaidShape | None = None
    previous_message: SaidShape | None = None
    deleted_ts: str = ""
    tab: str = "home"
    view: ViewShape | None = None
    tokens: TokensShape | None = None


class Envelope(Shape):
    """An event with its id."""

    team_id: str = Field(min_length=1)
    event_id: str = Field(min_length=1)
    event: Happening


class ProfileShape(Shape):
    """How an account presents itself."""

    display_name: str | None = None
    real_name: str | None = None


class Account(Shape):
    """Somebody in a list of people."""

    id: str = Field(min_length=1)
    name: str | None = None
    real_name: str | None = None
    profile: ProfileShape | None = None
    tz: str | None = None
    deleted: bool | None = None
    is_bot: bool | None = None
    is_stranger: bool | None = None
    is_restricted: bool | None = None
    is_ultra_restricted: bool | None = None

    def called(self) -> str:
        """Return the name the workspace knows this account by."""
        shown = (self.profile.display_name, self.profile.real_name) if self.profile else ()
        return next((name for name in (*shown, self.real_name, self.name) if name), self.id)

    def standing(self) -> str:
        """Return member, guest, bot, stranger or left."""
        if self.deleted:
            return "left"
        if self.is_bot or self.id == _SLACKBOT:
            return "bot"
        if self.is_stranger:
            return "stranger"
        return "guest" if self.is_restricted or self.is_ultra_restricted else "member"
