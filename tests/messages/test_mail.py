"""Calls by e-mail: what they say, and what no mail ever says."""

import re

import pytest

from messages import mail
from messages.facts import MailedCall, MailedLead, RecordedAnswer, SlackLost
from messages.leads import URGENT
from messages.result import Mail
from procedure.acts import Way
from tests.messages.samples import CALL_REASONS, NOW, REFERENCE, Samples

PLANTED = "the yellow kite over the harbour"
NAMED = " Quickfinch"


def mails(samples: Samples) -> dict[str, Mail]:
    """
    Return a call by e-mail for each reason and each way, to people with and without an account, and what
    asks leads to ring now.
    """
    asked = {f"because {reason}": samples.call(reason=reason) for reason in CALL_REASONS}
    asked |= {f"by the way {way}": samples.call(way=way, raised_by=samples.priya) for way in Way}
    asked |= {
        "in danger": samples.call(has_danger=True),
        "of the partnership": samples.call(is_partnership=True, others=samples.parties),
        "at the top": samples.call(due_at=None, next_tier=""),
    }
    to_leads = {
        f"to leads: {kind}": mail.lead(MailedLead(samples.event(kind), "Example Vale")) for kind in URGENT
    }
    return to_leads | {
        f"{name}, {'with' if has_account else 'without'}": mail.call(
            MailedCall(call, has_account, "Example Vale", (samples.ruth,))
        )
        for name, call in asked.items()
        for has_account in (True, False)
    }


def test_a_mail_says_what_is_asked_by_when_whom_to_ring_and_why_it_came_this_way() -> None:
    said = mail.call(MailedCall(Samples().call(times=1), has_account=True, area="Example Vale"))

    assert (
        said.subject == f"Disagreement {REFERENCE}: you are asked to act, by Monday 30 November 2026, 16:53"
    )
    assert "Please ring Omar Nasser (team manager, Children’s Services, 01632 960304)" in said.body
    assert "Please open Slack, and press “I’m on it” there" in said.body
    assert "in danger ring 999" in said.body
    assert "What it is about stands in no e-mail" in said.body


def test_whoever_has_no_account_is_told_to_ring_and_whom_to_ring_if_it_is_not_theirs() -> None:
    samples = Samples()

    said = mail.call(
        MailedCall(samples.call(), has_account=False, area="Example Vale", leads=(samples.ruth,))
    )

    assert "You have no account in our Slack" in said.body
    assert "If this is not yours to do, please ring Ruth" in said.body
    assert "open Slack" not in said.body


def test_what_may_have_arrived_says_so_in_its_subject() -> None:
    facts = MailedCall(Samples().call(), has_account=True, area="Example Vale")

    assert mail.call(facts, may_have_arrived=True).subject == (
        f"You may have had this already. {mail.call(facts).subject}"
    )


def test_no_mail_holds_case_text_and_no_subject_a_name_or_an_agency() -> None:
    for name, said in mails(Samples(typed=PLANTED, suffix=NAMED)).items():
        assert PLANTED not in said.subject + said.body, name
        assert not re.search(f"{NAMED.strip()}|Priya|Health|Police|concern", said.subject), name


def test_no_mail_says_who_wrote_a_concern_or_that_there_is_one() -> None:
    for name, said in mails(Samples()).items():
        if "concern" in name:
            assert not re.search("Priya|concern", said.body), name


@pytest.mark.parametrize("trick", ["\nBcc: zed@example.org", "\r\n.\r\nQUIT"])
def test_no_name_makes_a_line_of_its_own_in_a_subject(trick: str) -> None:
    for name, said in mails(Samples(suffix=trick)).items():
        assert "\n" not in said.subject + name
        assert "\nBcc:" not in said.body


def test_mails_are_plain_text() -> None:
    for name, said in mails(Samples()).items():
        assert not re.search(r"[*<>]|_{2}|None", said.body), name
        assert "\n\n\n" not in said.body, name


def test_what_is_recorded_of_a_telephone_call_says_by_whom_and_nothing_that_was_typed() -> None:
    samples = Samples()
    recorded = RecordedAnswer(REFERENCE, "Health", "accept", samples.grace, NOW, "Example Vale")

    said = mail.answer_recorded(recorded)
    again = mail.answer_recorded(recorded, may_have_arrived=True)

    assert said.subject == f"Disagreement {REFERENCE}: your answer is recorded"
    assert "Grace Osei" in said.body
    assert "“Health accepts it but does not agree”" in said.body
    assert "please ring them now" in said.body
    assert again.subject.startswith("You may have had this already.")


def test_a_lead_is_asked_to_ring_and_told_whom() -> None:
    asked = MailedLead(Samples().event("danger"), "Example Vale")

    said = mail.lead(asked)

    assert said.subject == f"Disagreement {REFERENCE}: please ring now"
    assert "Please ring now and make sure that the police" in said.body
    assert "Called: Omar Nasser (team manager, Children’s Services, 01632 960304)" in said.body
    assert "can’t wait for Slack" in said.body
    assert mail.lead(asked, may_have_arrived=True).subject.startswith("You may have had this already.")


def test_that_slack_is_lost_is_marked_too_where_it_may_have_arrived() -> None:
    lost = SlackLost("Example Vale", NOW, 1, "token_revoked")

    assert "1 message waits" in mail.slack_lost(lost).body
    assert mail.slack_lost(lost, may_have_arrived=True).subject.startswith("You may have had this already.")
