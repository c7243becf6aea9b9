"""More than this case: policy issues, problems of the procedure, and who still disagrees."""

from collections.abc import Callable

from casework import asking, policy
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import policy as forms
from procedure.refusal import Refused


def _report_form(desk: Desk, press: Press) -> View:
    kinds = policy.kinds(desk.database, press.reference, by=press.by, now=press.now)
    return forms.report(press.reference, kinds)


def _report(desk: Desk, form: Sent) -> None:
    reported = policy.Form(
        kind=form.one_of(ids.POLICY_KIND, policy.Kind),
        words=form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
    )
    policy.report(desk.database, form.reference, reported, by=form.by, now=form.now)


def _read(desk: Desk, press: Press) -> View:
    return forms.issue(
        policy.issue(desk.database, press.reference, press.number(1), by=press.by, now=press.now)
    )


def _receive(desk: Desk, press: Press) -> View:
    policy.receive(desk.database, press.reference, press.number(1), by=press.by, now=press.now)
    return answers.done("policy_received")


def _deal_with_form(desk: Desk, press: Press) -> View:
    issue = policy.issue(desk.database, press.reference, press.number(1), by=press.by, now=press.now)
    if not issue.is_held:
        raise Refused("not_yours_to_receive")
    return forms.deal_with(issue)


def _deal_with(desk: Desk, form: Sent) -> None:
    policy.deal_with(
        desk.database,
        form.reference,
        form.number(1),
        form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )


def _dissent_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_still_disagree, by=press.by, now=press.now)
    return forms.still_disagree(press.reference)


def _still_disagree(desk: Desk, form: Sent) -> Callable[[], View]:
    policy.still_disagree(
        desk.database,
        form.reference,
        form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )

    def follows() -> View:
        higher = policy.way_higher(desk.database, form.reference, by=form.by, now=form.now)
        return forms.disagreed(form.reference, higher)

    return follows


OPENS: dict[str, doors.Opens] = {
    ids.REPORT_POLICY: _report_form,
    ids.READ_POLICY: _read,
    ids.DEAL_WITH_POLICY: _deal_with_form,
    ids.STILL_DISAGREE: _dissent_form,
}
ACTS: dict[str, doors.Acts] = {ids.RECEIVE_POLICY: _receive}
TAKES: dict[str, doors.Takes] = {
    ids.POLICY_FORM: _report,
    ids.DEAL_WITH_POLICY_FORM: _deal_with,
    ids.STILL_DISAGREE_FORM: _still_disagree,
}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
