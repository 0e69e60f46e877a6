"""Whether a request is truly Slack's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.signature import Unreadable, Unsigned, signed, verify

SECRET = "a signing secret"
NOW = 1_795_500_000.0
STAMP = str(int(NOW))
BODY = b"payload=%7B%7D"


def test_what_slack_documents_is_signed_as_slack_documents_it():
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
        b"96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    known = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"

    assert signed(body, "1531420618", secret="8f742231b10e8888abcd99yyyzzz85a5") == known


@given(body=st.text().map(str.encode), offset=st.floats(min_value=-299, max_value=299))
def test_a_body_signed_within_five_minutes_is_slacks(body: bytes, offset: float):
    verify(body, STAMP, signed(body, STAMP, secret=SECRET), secret=SECRET, now=NOW + offset)


@given(body=st.binary(), other=st.binary())
def test_a_signature_is_good_for_its_own_body_alone(body: bytes, other: bytes):
    if body == other:
        return

    with pytest.raises(Unsigned):
        verify(other, STAMP, signed(body, STAMP, secret=SECRET), secret=SECRET, now=NOW)


@pytest.mark.parametrize("offset", [-301, 301])
def test_a_stale_or_early_stamp_is_refused(offset: int):
    with pytest.raises(Unsigned):
        verify(BODY, STAMP, signed(BODY, STAMP, secret=SECRET), secret=SECRET, now=NOW + offset)


@pytest.mark.parametrize(
    "stamp", [None, "", "now", "1e9", "-5", " 1795500000", "9" * 5000, "\u0661\u0662", "1795500000.5"]
)
def test_a_stamp_that_is_no_number_is_refused(stamp: str | None):
    with pytest.raises(Unsigned):
        verify(BODY, stamp, signed(BODY, stamp or "", secret=SECRET), secret=SECRET, now=NOW)


@pytest.mark.parametrize("signature", [None, "", "v0=", "v1=abc", "v0=\u00e9\ud800", "v0=" + "0" * 64])
def test_a_missing_or_strange_signature_is_refused(signature: str | None):
    with pytest.raises(Unsigned):
        verify(BODY, STAMP, signature, secret=SECRET, now=NOW)


def test_another_secret_does_not_sign():
    with pytest.raises(Unsigned):
        verify(BODY, STAMP, signed(BODY, STAMP, secret="another"), secret=SECRET, now=NOW)


def test_a_truly_signed_body_that_is_no_text_is_unreadable():
    body = b"payload=\xff\xfe"

    with pytest.raises(Unreadable):
        verify(body, STAMP, signed(body, STAMP, secret=SECRET), secret=SECRET, now=NOW)


def test_a_stranger_does_not_learn_that_a_body_is_no_text():
    with pytest.raises(Unsigned):
        verify(b"\xff", STAMP, "v0=0", secret=SECRET, now=NOW)
