"""Every text box of the product has the guard in front of what it stores; only guarded words are sealed."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.house.committed import ROOT, committed_files

GUARD = "guard_lines"
SEALERS = {"write_words", "Words"}
TAKES_TEXT = re.compile(r"(plain|rich|email|url)_text_input")
INPUT = re.compile(r"<(textarea|input)\b([^>]*)>")
ATTRIBUTE = re.compile(r"""\b(type|name)=["']((?:\{\{.*?\}\}|[^"'])*)["']""")
NO_WORDS = {"hidden", "radio", "checkbox", "date", "time", "submit"}

BOXES = {
    "bot/slack/form.py: _line": ("keeping.keep_step",),
    "bot/slack/plan_views.py: _line": ("committing.make_smaller", "committing.say", "following.tell"),
    "bot/slack/share_views.py: line_form": ("receiving.write_line",),
    "bot/slack/wordings.py: suggest_form": ("suggesting.suggest",),
    "bot/web/templates/plan_follow_up.html: line": ("following.tell",),
    "bot/web/templates/plan_say.html: said": ("committing.say",),
    "bot/web/templates/plan_smaller.html: act": ("committing.make_smaller",),
    "bot/web/templates/plan_smaller.html: moment": ("committing.make_smaller",),
    "bot/web/templates/reflect_form.html: line:{{ field.name }}": ("keeping.keep_step",),
    "bot/web/templates/shared_one.html: line": ("receiving.write_line",),
    "bot/web/templates/suggest.html: words": ("suggesting.suggest",),
}
"""Each text box, and the flows (module and function) that guard what is typed in it before it is stored."""

STORED_NOWHERE = {"bot/web/templates/journal.html: words": "looked for in one's own words, and forgotten"}
"""Each text box whose words are stored nowhere, and what they are for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of the flows, by its module and name, with the names it calls."""

    module: str
    name: str
    calls: frozenset[str]


@cache
def functions() -> tuple[Function, ...]:
    flows = [
        path for path in committed_files() if path.parts[:2] == ("bot", "flows") and path.suffix == ".py"
    ]
    return tuple(
        Function(module=path.stem, name=node.name, calls=called(node))
        for path in flows
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def called(node: ast.AST) -> frozenset[str]:
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    names = (getattr(call, "attr", None) or getattr(call, "id", None) for call in calls)
    return frozenset(name for name in names if name)


def is_guarded(function: Function, *, through: frozenset[str] = frozenset()) -> bool:
    """Say whether a function guards what it is given, or is called only by functions that do."""
    if GUARD in function.calls or any(GUARD in each.calls for each in own_parts(function)):
        return True
    name = f"{function.module}.{function.name}"
    callers = [each for each in functions() if calls_it(each, function)]
    return (
        name not in through
        and bool(callers)
        and all(is_guarded(each, through=through | {name}) for each in callers)
    )


def own_parts(function: Function) -> list[Function]:
    return [
        each
        for each in functions()
        if each.module == function.module and each.name in function.calls and each.name.startswith("_")
    ]


def calls_it(caller: Function, function: Function) -> bool:
    is_near = caller.module == function.module or not function.name.startswith("_")
    return is_near and function.name in caller.calls and caller != function


def boxes() -> Iterator[str]:
    for path in committed_files():
        place, written = path.as_posix(), None
        if path.parts[:2] == ("bot", "slack") and path.suffix == ".py":
            written = (ROOT / path).read_text(encoding="utf-8")
            yield from (f"{place}: {name}" for name in boxes_in_slack(written))
        if path.parts[:3] == ("bot", "web", "templates"):
            written = (ROOT / path).read_text(encoding="utf-8")
            yield from (f"{place}: {name}" for name in boxes_on_page(written))


def boxes_in_slack(written: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(written)):
        if isinstance(node, ast.FunctionDef) and any(draws_box(each) for each in ast.walk(node)):
            yield node.name


def draws_box(node: ast.AST) -> bool:
    values = node.values if isinstance(node, ast.Dict) else []
    return any(isinstance(each, ast.Constant) and TAKES_TEXT.fullmatch(str(each.value)) for each in values)


def boxes_on_page(written: str) -> Iterator[str]:
    for tag, inside in INPUT.findall(written):
        attributes = dict(ATTRIBUTE.findall(inside))
        kind = attributes.get("type", "text")
        if tag == "textarea" or not (kind in NO_WORDS or "checkbox" in kind):
            yield attributes.get("name", "without a name")


def test_each_text_box_is_known_with_the_flow_that_guards_it():
    known = {*BOXES, *STORED_NOWHERE}

    assert set(boxes()) == known, "name the text box here, with the flow that guards what is typed in it"


def test_each_flow_behind_a_text_box_guards_what_is_typed():
    named = {f"{each.module}.{each.name}": each for each in functions()}
    flows = {flow for behind in BOXES.values() for flow in behind} | {"talking._write"}

    assert flows <= named.keys()
    assert {flow for flow in flows if not is_guarded(named[flow])} == set()


def test_only_guarded_words_are_sealed():
    sealing = [each for each in functions() if SEALERS & each.calls]

    assert len(sealing) >= 4
    assert [f"{each.module}.{each.name}" for each in sealing if not is_guarded(each)] == []


def test_words_are_sealed_in_flows_alone():
    elsewhere = [
        path.as_posix()
        for path in committed_files()
        if path.parts[0] == "bot" and path.parts[1] != "flows" and path.suffix == ".py"
        if SEALERS & called(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    ]

    assert elsewhere == []
