"""Take a view from the app, by a Web API call or in an acknowledgement, or refuse it as Slack does."""

import json
from typing import Any

from sandbox.slack.arguments import invalid_arguments
from sandbox.slack.elements import with_ids
from sandbox.slack.installation import rights_of
from sandbox.slack.kit import surfaces
from sandbox.slack.modals import View
from sandbox.slack.shapes import Json, SlackError
from sandbox.slack.workspace import Workspace

VIEW_BYTES = 250_000


def accepted_view(workspace: Workspace, given: Any, kind: str, *, replaces: View | None = None) -> Json:
    """Return the view as Slack keeps it; raises SlackError with what is wrong and where."""
    if not isinstance(given, dict):
        raise invalid_arguments("must be an object [json-pointer:/view]")
    if len(json.dumps(given, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = surfaces.faults_in_view(given, kind, rights_of(workspace.app))
    if faults:
        raise invalid_arguments(*faults)
    external_id = given.get("external_id")
    if external_id and workspace.modals.find_external(external_id) not in (None, replaces):
        raise SlackError("duplicate_external_id")
    return given | {"blocks": with_ids(given["blocks"], workspace.new_id)}
