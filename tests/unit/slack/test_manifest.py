"""The app as Slack is told of it."""

import pytest

from bot.slack.manifest import manifest


@pytest.mark.parametrize("address", ["https://inrole.example", "https://inrole.example/"])
def test_everything_arrives_at_one_address(address: str):
    told = manifest(address)

    addresses = {
        told["settings"]["event_subscriptions"]["request_url"],
        told["settings"]["interactivity"]["request_url"],
        *(command["url"] for command in told["features"]["slash_commands"]),
    }
    assert addresses == {"https://inrole.example/slack/events"}


def test_it_asks_for_the_smallest_scopes():
    scopes = manifest("https://inrole.example")["oauth_config"]["scopes"]

    assert scopes == {"bot": ["chat:write", "commands", "im:history", "im:write", "users:read"]}


def test_it_listens_to_what_listeners_hear():
    events = manifest("https://inrole.example")["settings"]["event_subscriptions"]["bot_events"]

    assert set(events) == {
        "message.im",
        "app_home_opened",
        "user_change",
        "team_join",
        "tokens_revoked",
        "app_uninstalled",
    }


def test_people_can_write_to_it_and_tokens_do_not_rotate():
    told = manifest("https://inrole.example")

    assert told["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert told["settings"]["token_rotation_enabled"] is False
    assert {command["command"] for command in told["features"]["slash_commands"]} == {
        "/reflect",
        "/digest",
        "/rhythm",
    }


def test_its_words_fit_slacks_sizes():
    shown = manifest("https://inrole.example")["display_information"]

    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000
