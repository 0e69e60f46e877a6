"""The app as Slack is told of it: what it asks for, what it listens to, and where it is reached."""

from bot.slack.blocks import Json

SCOPES = ("chat:write", "commands", "im:history", "im:write", "users:read")
EVENTS = ("app_home_opened", "app_uninstalled", "message.im", "team_join", "tokens_revoked", "user_change")
COMMANDS = {
    "/reflect": ("Write something for yourself, about work", "visit"),
    "/digest": ("Open your team's digest", ""),
    "/rhythm": ("Set when your team is asked, if you manage it", ""),
}
"""Each slash command with its description and the hint of what may follow."""

REQUEST_PATH = "/slack/events"


def manifest(public_url: str) -> Json:
    """Return the app manifest for an Inrole reached at `public_url`."""
    url = public_url.rstrip("/") + REQUEST_PATH
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Inrole",
            "description": "Short questions about practice, private answers, digests a team can trust.",
            "long_description": (
                "Inrole asks a team one short question about practice, about once a week, in a direct "
                "message. Taking part is each person's own choice. Nobody's answer is shown to anyone; when "
                "enough people have replied, the team sees few, some or most. Words stay their writer's "
                "unless shared. Inrole is not monitored and is not a safeguarding route."
            ),
            "background_color": "#1f5f57",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Inrole", "always_online": True},
            "slash_commands": [
                _command(name, url, description, hint) for name, (description, hint) in COMMANDS.items()
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"request_url": url, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, "request_url": url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }


def _command(name: str, url: str, description: str, hint: str) -> Json:
    command: Json = {"command": name, "url": url, "description": description, "should_escape": False}
    return {**command, "usage_hint": hint} if hint else command
