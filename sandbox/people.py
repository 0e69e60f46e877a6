"""The people of the workspace and how Slack describes them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.wire import Json

STRANGERS_TEAM = "T0ELSEWHERE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One account of the workspace.

    `zone` is an IANA name or `None` where Slack knows none. A guest sees some channels, a single-channel
    guest one; a stranger belongs to another workspace and is met through a shared channel.
    """

    id: str
    name: str
    real_name: str
    zone: str | None = "Europe/London"
    deleted: bool = False
    guest: bool = False
    single_channel_guest: bool = False
    bot: bool = False
    stranger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the app is in its workspace."""

    team: str
    team_name: str
    app_id: str = "A0INROLE"
    bot_id: str = "B0INROLE"
    bot_user: str = "U0INROLE"
    bot_name: str = "inrole"

    @property
    def domain(self) -> str:
        """Return the team's short name for addresses: its letters and digits joined by hyphens."""
        words = "".join(letter if letter.isalnum() else " " for letter in self.team_name.lower()).split()
        return "-".join(words)


def own_accounts(identity: Identity) -> tuple[Member, Member]:
    """Return the two accounts every workspace with an app has: the app's bot, and Slackbot.

    Slack's list says of Slackbot that it is no bot.
    """
    bot = Member(id=identity.bot_user, name=identity.bot_name, real_name="Inrole", bot=True, zone=None)
    return bot, Member(id="USLACKBOT", name="slackbot", real_name="Slackbot", zone=None)


def profile(member: Member, team: str, now: datetime) -> Json:
    """Return the account as `users.info` and `users.list` give it at that moment.

    A deactivated account has no zone and no standing; `tz_offset` (seconds) holds for this moment only.
    """
    home = STRANGERS_TEAM if member.stranger else team
    account: Json = {
        "id": member.id,
        "team_id": home,
        "name": member.name.lower(),
        "deleted": member.deleted,
        "profile": {"real_name": member.real_name, "display_name": member.name, "team": home},
        "is_bot": member.bot,
        "is_app_user": False,
        "updated": int(now.timestamp()),
    }
    if member.deleted:
        return account
    account |= {
        "real_name": member.real_name,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.guest or member.single_channel_guest,
        "is_ultra_restricted": member.single_channel_guest,
    }
    if member.stranger:
        account["is_stranger"] = True
    if member.zone is not None:
        offset = now.astimezone(ZoneInfo(member.zone)).utcoffset()
        account |= {
            "tz": member.zone,
            "tz_label": member.zone,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
        }
    return account
