"""More about it: kept beside the rest, shown to those with a part, corrected, and told to nobody."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework import details, showing
from messages import plain
from procedure import acts
from procedure.acts import About, Danger, Meeting
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

NOTHING = details.Form(
    about=None,
    subject="",
    answers=(),
    chair=None,
    meeting=None,
    met_on=None,
    manager=None,
    talked_on=None,
    manager_view="",
    why_not="",
    own_procedure=None,
    identifiers_checked=False,
)


def adds(casebook: Casebook, reference: str, by: str = "Priya", **changes: Any) -> None:
    form = replace(NOTHING, **changes)
    details.add(casebook.database, reference, form, by=casebook.person(by), now=casebook.now)


def record(casebook: Casebook, reference: str) -> str:
    by = casebook.person("Priya")
    return plain.record_copy(showing.whole_record(casebook.database, reference, by=by, now=casebook.now))


@pytest.mark.clause("London 11.1.3")
def test_what_it_is_about_stands_in_the_record_with_its_stage_and_is_told_to_nobody(
    casebook: Casebook,
) -> None:
    reference = casebook.raised()
    casebook.sends()
    casebook.told()

    adds(casebook, reference, about=About.INACTION, subject="referral_silence")

    assert "added what it is about. Something that was not done." in record(casebook, reference)
    assert "A referral: it was not answered at all (London 11.1.3)." in record(casebook, reference)
    assert casebook.told() == [("card", "room")]


def test_what_was_asked_of_the_subject_and_the_talk_with_the_manager_stand_under_their_names(
    casebook: Casebook,
) -> None:
    reference = casebook.raised()
    adds(
        casebook,
        reference,
        subject="core_group_quoracy",
        answers=(("missing", "The school, twice."),),
        meeting=Meeting.CORE_GROUP,
        met_on=date(2026, 12, 21),
        manager=casebook.person("Grace"),
        talked_on=date(2026, 12, 22),
        manager_view="She would raise it too.",
    )

    words = record(casebook, reference)

    assert "Which agencies were missing, and when?:\n    The school, twice." in words
    assert "It came up in a core group on Monday 21 December 2026." in words
    assert "Talked with Grace Mensah" in words
    assert "What their own manager thinks:\n    She would raise it too." in words


def test_why_there_was_no_talk_is_kept_and_a_correction_is_a_version_of_its_own(casebook: Casebook) -> None:
    reference = casebook.raised()
    adds(casebook, reference, why_not="Nobody could be reached.")
    adds(casebook, reference, about=About.DECISION, why_not="On leave.")

    words = record(casebook, reference)

    assert "put right what it is about" in words
    assert words.count("Why they have not talked with their own manager:") == 2


def test_in_danger_nothing_is_kept_of_a_talk(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.NOW)

    adds(casebook, reference, why_not="No time.")

    detailed = casebook.case(reference).details
    assert detailed is not None
    assert detailed.talk == acts.Talk()


@pytest.mark.clause("London 11.2.1")
def test_the_chair_gets_a_part_is_told_so_once_and_is_called_for_nothing(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    chair = casebook.person("Nadia")

    adds(casebook, reference, subject="plan_progress", chair=chair)
    adds(casebook, reference, subject="plan_progress", chair=chair, about=About.ACTION)
    casebook.sends()

    (told,) = casebook.heard("Nadia")
    assert "has asked for you to have a copy" in told.words
    assert "Police" not in casebook.called(reference)
    shown = showing.card(casebook.database, reference, by=chair, now=casebook.now)
    assert shown.details.chair is not None
    assert shown.details.chair.name == "Nadia Brook"


def test_a_chair_of_whom_nobody_knows_where_they_work_is_refused_beside_the_field(casebook: Casebook) -> None:
    reference = casebook.raised()

    with refuses("unknown_person") as refused:
        adds(casebook, reference, subject="plan_progress", chair=999_999)

    assert refused.value.field == "chair"


@pytest.mark.clause("Beds 5 (own)")
def test_the_other_side_says_only_whether_its_own_procedure_has_begun(casebook: Casebook) -> None:
    reference = casebook.raised()
    adds(casebook, reference, by="Tom", about=About.ACTION, own_procedure=True)
    adds(casebook, reference, by="Tom", own_procedure=True)
    adds(casebook, reference, own_procedure=False)

    said = [act for act in casebook.acts(reference) if isinstance(act, acts.OwnProcedureSaid)]

    assert [act.has_begun for act in said] == [True, False]
    assert "Children's Services has begun its own escalation procedure" in record(casebook, reference)
    (about,) = [act for act in casebook.acts(reference) if isinstance(act, acts.Detailed)]
    assert about.about is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": "plan_progress", "answers": (("progress", "x" * 201),)}, "asked_progress"),
        ({"manager_view": "x" * 301}, "manager_view"),
        ({"why_not": "x" * 301}, "why_not"),
    ],
)
def test_what_is_too_long_is_refused_beside_its_field(
    casebook: Casebook, changes: dict[str, Any], field: str
) -> None:
    reference = casebook.raised()

    with refuses("too_long") as refused:
        adds(casebook, reference, **changes)

    assert refused.value.field == field


def test_the_form_shows_what_is_known_and_the_subject_that_is_chosen_in_it(casebook: Casebook) -> None:
    reference = casebook.raised()
    adds(casebook, reference, subject="core_group_timing", own_procedure=True)
    priya, tom = casebook.person("Priya"), casebook.person("Tom")

    first = details.form(casebook.database, reference, None, by=priya, now=casebook.now)
    chosen = details.form(casebook.database, reference, "assessment", by=priya, now=casebook.now)
    other = details.form(casebook.database, reference, None, by=tom, now=casebook.now)

    assert first.chosen is not None
    assert (first.chosen.id, first.own_procedure) == ("core_group_timing", True)
    assert chosen.chosen is not None
    assert chosen.chosen.id == "assessment"
    assert (other.is_raising_side, other.own_procedure) == (False, None)


def test_a_lead_without_a_part_can_read_the_form_that_nobody_else_outside_can(casebook: Casebook) -> None:
    reference = casebook.raised()
    lead, outsider = casebook.person("Ruth"), casebook.person("Joan")

    shown = details.form(casebook.database, reference, None, by=lead, now=casebook.now)

    assert (shown.is_raising_side, shown.own_procedure) == (False, None)
    with refuses("no_part"):
        details.form(casebook.database, reference, None, by=outsider, now=casebook.now)


def test_the_receipts_one_question_is_kept(casebook: Casebook) -> None:
    reference = casebook.raised()
    by = casebook.person("Priya")

    details.name_kind(casebook.database, reference, About.DECISION, by=by, now=casebook.now)

    assert casebook.case(reference).details == acts.Detailed(1, About.DECISION)
