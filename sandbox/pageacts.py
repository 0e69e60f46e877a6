"""What the page can let a person do, by name, each from the fields of a JSON body."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.hands import Hand
from sandbox.wire import Json


async def _press(hand: Hand, body: Json) -> None:
    await hand.press(_text(body, "ts"), _text(body, "words"))


async def _choose(hand: Hand, body: Json) -> None:
    await hand.choose(_text(body, "ts"), _text(body, "words"), _any(body, "option"))


async def _say(hand: Hand, body: Json) -> Json:
    return {"ts": (await hand.say(_text(body, "words"))).ts}


async def _edit(hand: Hand, body: Json) -> None:
    await hand.edit(_text(body, "ts"), _text(body, "words"))


async def _remove(hand: Hand, body: Json) -> None:
    await hand.remove(_text(body, "ts"))


async def _command(hand: Hand, body: Json) -> Json:
    return {"answer": await hand.command(_text(body, "name"), str(body.get("text", "")))}


async def _open_home(hand: Hand, body: Json) -> None:
    await hand.open_home(str(body.get("tab", "home")))


async def _press_home(hand: Hand, body: Json) -> None:
    await hand.press_home(_text(body, "words"))


async def _choose_home(hand: Hand, body: Json) -> None:
    await hand.choose_home(_text(body, "words"), _any(body, "option"))


async def _fill(hand: Hand, body: Json) -> None:
    hand.fill(_text(body, "words"), _any(body, "value"))


async def _press_view(hand: Hand, body: Json) -> None:
    await hand.press_view(_text(body, "words"))


async def _choose_view(hand: Hand, body: Json) -> None:
    await hand.choose_view(_text(body, "words"), _any(body, "option"))


async def _submit(hand: Hand, _: Json) -> Json:
    return {"errors": await hand.submit()}


async def _close_view(hand: Hand, _: Json) -> None:
    await hand.close_view()


ACTS: dict[str, Callable[[Hand, Json], Awaitable[Json | None]]] = {
    "press": _press,
    "choose": _choose,
    "say": _say,
    "edit": _edit,
    "remove": _remove,
    "command": _command,
    "open-home": _open_home,
    "press-home": _press_home,
    "choose-home": _choose_home,
    "fill": _fill,
    "press-view": _press_view,
    "choose-view": _choose_view,
    "submit": _submit,
    "close-view": _close_view,
}
"""Every act by the last part of its address."""


def _text(body: Json, name: str) -> str:
    if not isinstance(body.get(name), str) or not body[name]:
        message = f"`{name}` is missing or no text."
        raise ValueError(message)
    return str(body[name])


def _any(body: Json, name: str) -> Any:
    if name not in body:
        message = f"`{name}` is missing."
        raise ValueError(message)
    return body[name]
