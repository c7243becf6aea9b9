"""Discussion notes, what is to be done, and the letters that belong to the record."""

from casework.view.seen import View
from messages import facts
from procedure.case import Action, Communication, Note
from procedure.notes import is_approved, missing_approvals


def note_of(shown: View, found: Note) -> facts.NoteShown:
    """Return a note with its texts and its approvals."""
    reachable = set(shown.roster.reachable(found.content.took_part))
    content = found.content
    return facts.NoteShown(
        reference=shown.case.reference,
        number=found.number,
        version=found.version,
        author=shown.who(found.author),
        held_at=shown.local(found.held_at),
        written_at=shown.local(found.written_at),
        channel=content.channel,
        took_part=shown.everyone(content.took_part),
        others=shown.body(content.others),
        said=shown.body(content.said),
        child=shown.body(content.child),
        actions=shown.body(content.actions),
        same_child=content.same_child,
        leaves=content.leaves,
        approved_by=shown.everyone(found.approved_by),
        missing=shown.everyone(missing_approvals(shown.case, found, reachable)),
        disputes=tuple(
            facts.Disputed(shown.who(each.person), shown.body(each.words), each.version)
            for each in found.disputes
        ),
        is_approved=is_approved(shown.case, found, reachable),
        working_days=shown.case.rules.calendar.working_days_between(
            shown.local(found.held_at).date(), shown.local(found.written_at).date()
        ),
        agencies=tuple(shown.agency(agency) for agency in found.agencies),
        inside=shown.agency(found.inside),
        read_backs=tuple(
            facts.ReadBack(
                by=shown.who(each.person),
                version=each.version,
                who=shown.body(each.who),
                read_at=shown.local(each.read_at),
                is_right=each.is_right,
                words=shown.body(each.words),
            )
            for each in found.read_backs
        ),
        filings=tuple(
            facts.Filing(
                agency=shown.agency(each.agency_id),
                by=shown.who(each.person),
                version=each.version,
                at=shown.local(each.at),
                their_reference=shown.body(each.their_reference),
            )
            for each in found.filings
        ),
    )


def communication_of(shown: View, found: Communication) -> facts.Communication:
    """Return a letter or e-mail that belongs to the record."""
    who, what, kept = shown.who(found.person), shown.body(found.what), shown.body(found.kept)
    return facts.Communication(found.number, who, what, found.sent_on, kept)


def action_of(shown: View, action: Action) -> facts.Action:
    """Return what somebody will do by a day, and whether it is done."""
    return facts.Action(
        number=action.number,
        text=shown.body(action.text),
        owner=shown.who(action.owner),
        by=action.by,
        note=action.note or 0,
        done_at=shown.local_if_any(action.done_at),
        done_by=shown.who(action.done_by) if action.done_by is not None else None,
    )
