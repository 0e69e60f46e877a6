"""The `views.*` methods: open, update, push and publish."""

from sandbox.limits import checked_view
from sandbox.refusals import Refused
from sandbox.views import OpenView, check_hash
from sandbox.wire import Json
from sandbox.workspace import Workspace


def open_view(workspace: Workspace, args: Json) -> Json:
    """Open a modal in front of the person whose trigger it is."""
    body = checked_view(args["view"], "modal")
    _refuse_twin(workspace, body)
    person = workspace.tickets.exchange(args["trigger_id"])
    return _shown(workspace, workspace.screens[person].open(body))


def push_view(workspace: Workspace, args: Json) -> Json:
    """Lay a modal on top of the person's stack."""
    body = checked_view(args["view"], "modal")
    _refuse_twin(workspace, body)
    person = workspace.tickets.exchange(args["trigger_id"])
    return _shown(workspace, workspace.screens[person].push(body))


def update_view(workspace: Workspace, args: Json) -> Json:
    """Show another body in an open view, unless it has changed since the hash given."""
    body = checked_view(args["view"], "modal", "home")
    view = workspace.find_view(view_id=args.get("view_id"), external_id=args.get("external_id"))
    if view is None or view.body["type"] != body["type"]:
        raise Refused("not_found")
    check_hash(view, args.get("hash"))
    _refuse_twin(workspace, body, view)
    view.show(body)
    return _shown(workspace, view)


def publish_view(workspace: Workspace, args: Json) -> Json:
    """Show a Home to a person."""
    body = checked_view(args["view"], "home")
    screen = workspace.screens.get(args["user_id"]) if isinstance(args["user_id"], str) else None
    if screen is None:
        raise Refused("user_not_found")
    _refuse_twin(workspace, body, screen.home)
    return _shown(workspace, screen.publish(body, args.get("hash")))


def _refuse_twin(workspace: Workspace, body: Json, own: OpenView | None = None) -> None:
    external = body.get("external_id")
    twin = workspace.find_view(external_id=external) if external else None
    if twin is not None and twin is not own:
        raise Refused("duplicate_external_id")


def _shown(workspace: Workspace, view: OpenView) -> Json:
    workspace.changes.happened()
    return {"ok": True, "view": view.as_json(workspace.identity)}
