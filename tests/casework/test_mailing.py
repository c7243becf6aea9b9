"""The second road's use cases: what goes by e-mail, what it says, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from casework import (
    areas,
    asking,
    composing,
    delivery,
    protecting,
    raising,
    showing,
    support,
    tiers,
    undelivered,
    work,
)
from casework.delivery import Envelope
from messages import facts
from messages.result import Mail
from procedure import acts, closing, rules
from procedure.acts import CalledByMail, Danger, MadeGood, MailReason, Way
from procedure.ladder import Promise
from procedure.refusal import Refused
from sandbox.slack.screen import words_of
from storage import people
from storage.engine import Database
from storage.notices import Notice, Road
from tests.casework.casebook import Casebook
from tests.procedure.london_time import at

SENDER = "disagree@northmere.example"
LEASE = timedelta(minutes=2)


def sends_mail(database: Database, sender: str = SENDER) -> None:
    """Have the area send mail, or send none any more."""
    northmere = next(area for area in rules.example_areas() if area.id == "northmere")
    text = next(text for text in rules.published() if text.id == northmere.procedure_id)
    areas.install_area(database, replace(northmere, mail_from=sender), text)


@pytest.fixture
def mailing(casebook: Casebook) -> Casebook:
    sends_mail(casebook.database)
    return casebook


def taken(casebook: Casebook) -> Notice | None:
    return delivery.take(casebook.database, Road.MAIL, at("Tuesday 2026-12-22 16:30"), LEASE)


def mailed(casebook: Casebook) -> list[tuple[str, Mail | None]]:
    """Send every mail that waits; return to which address, and what each says."""
    sent = list[tuple[str, Mail | None]]()
    while notice := taken(casebook):
        between = delivery.envelope(casebook.database, notice)
        said = composing.by_mail(casebook.database, notice, now=casebook.now)
        sent.append((between.to if between else "", said))
        delivery.arrived(casebook.database, notice, now=casebook.now)
    return sent


def without_account(casebook: Casebook, first_name: str) -> int:
    """Have somebody whom the roster lists have no account in Slack."""
    person = casebook.person(first_name)
    with casebook.database.write() as connection:
        people.update(connection, person, slack_id=None)
    return person


def asked_by_mail(casebook: Casebook, reference: str) -> list[CalledByMail]:
    return [entry.act for entry in casebook.entries(reference) if isinstance(entry.act, CalledByMail)]


def test_a_call_in_danger_is_recorded_as_sent_by_e_mail_too_and_says_whom_to_ring(mailing: Casebook) -> None:
    reference = mailing.raised(danger=Danger.NOW)

    sent = dict(mailed(mailing))

    assert {"grace.mensah@northmere.example", "omar.haddad@northmere.example"} <= set(sent)
    assert [act.reason for act in asked_by_mail(mailing, reference)] == [MailReason.URGENT] * 2
    said = sent["omar.haddad@northmere.example"]
    assert said is not None
    assert said.subject.startswith(f"Disagreement {reference}: you are asked to act now, by Tuesday 22")
    assert "Please ring Grace Mensah (Health team leader, Health, 01632 960504)" in said.body
    assert "Please open Slack" in said.body
    assert "*" not in said.body


def to_leads(casebook: Casebook) -> dict[str, Mail]:
    """What leads get by e-mail, by their first names."""
    names = {"ruth", "gareth", "lucy", "yusuf"}
    sent = {to.partition(".")[0]: said for to, said in mailed(casebook) if said is not None}
    return {name: said for name, said in sent.items() if name in names}


def test_of_danger_the_leads_get_an_e_mail_too_that_says_whom_to_ring(mailing: Casebook) -> None:
    reference = mailing.raised(danger=Danger.NOW)

    sent = to_leads(mailing)

    assert set(sent) == {"ruth", "gareth", "lucy", "yusuf"}
    assert {said.subject for said in sent.values()} == {f"Disagreement {reference}: please ring now"}
    assert "Grace Mensah (Health team leader, Health, 01632 960504)" in sent["ruth"].body
    assert "Omar Haddad" in sent["ruth"].body
    assert "Please ring Priya Nair" in sent["lucy"].body
    assert "You are called as designated lead for Health" in sent["lucy"].body


def test_that_what_keeps_the_child_safe_does_not_hold_goes_to_leads_by_e_mail_too(mailing: Casebook) -> None:
    reference = mailing.raised()
    tom, now = mailing.person("Tom"), mailing.now
    safe = protecting.SafetyForm("A kite is up.", tom, now + timedelta(days=1), identifiers_checked=False)
    protecting.arrange_safety(mailing.database, reference, safe, by=tom, now=now)

    found = protecting.CheckForm(holds=False, check_at=None, words="It fell.", identifiers_checked=False)
    protecting.check_safety(mailing.database, reference, found, by=tom, now=now)

    assert set(to_leads(mailing)) == {"ruth", "gareth", "lucy", "yusuf"}


def test_what_is_taken_back_before_it_goes_out_asks_no_lead_to_ring(mailing: Casebook) -> None:
    reference = mailing.raised(danger=Danger.NOW)

    raising.take_back(mailing.database, reference, by=mailing.person("Priya"), now=mailing.now)

    assert to_leads(mailing) == {}


def test_an_e_mail_that_a_lead_cannot_have_stands_before_the_leads_and_is_no_line_of_the_record(
    mailing: Casebook,
) -> None:
    reference = mailing.raised(danger=Danger.NOW)
    waiting = iter(lambda: taken(mailing), None)
    notice = next(each for each in waiting if each.person_id == mailing.person("Gareth"))

    delivery.refused(mailing.database, notice, "recipient_550", now=mailing.now)

    assert not any(isinstance(entry.act, acts.NotDelivered) for entry in mailing.entries(reference))
    assert [one.what for one in showing_home(mailing, "Ruth").undelivered] == ["mail_lead"]


def fails_at(casebook: Casebook, *clock: str) -> None:
    """Have the mail server refuse the same mail at some times of the day."""
    for time in clock:
        # It waits no time: on a server that would be the server's time.
        here, wait = at(f"Tuesday 2026-12-22 {time}"), timedelta()
        notice = delivery.take(casebook.database, Road.MAIL, here, LEASE)
        assert notice is not None
        delivery.put_off(casebook.database, notice, here, wait, "login_535", may_have_arrived=False)


def test_what_the_mail_server_keeps_refusing_stands_before_the_leads_until_it_goes(mailing: Casebook) -> None:
    without_account(mailing, "Tom")
    reference = mailing.raised()
    fails_at(mailing, "16:30", "16:31")
    assert showing_home(mailing, "Ruth").undelivered == ()

    fails_at(mailing, "16:32")

    (one,) = showing_home(mailing, "Ruth").undelivered
    assert (one.what, one.reference, one.error) == ("mail", reference, "login_535")
    assert one.by_mail
    assert one.is_tried
    assert undelivered.outstanding(mailing.database) == 1
    assert "Not delivered: the call by e-mail to" in words_of(home(mailing, "Ruth"))
    assert "does not let us in (login_535); it is tried again. *Ring" in words_of(home(mailing, "Ruth"))
    assert showing_home(mailing, "Priya").undelivered == ()
    notice = delivery.take(mailing.database, Road.MAIL, at("Tuesday 2026-12-22 16:33"), LEASE)
    assert notice is not None
    assert len(showing_home(mailing, "Ruth").undelivered) == 1
    delivery.arrived(mailing.database, notice, now=mailing.now)
    assert showing_home(mailing, "Ruth").undelivered == ()


def test_what_the_mail_server_keeps_refusing_can_be_dealt_with_by_telephone(mailing: Casebook) -> None:
    without_account(mailing, "Tom")
    reference = mailing.raised()
    fails_at(mailing, "16:30", "16:31", "16:32")
    (one,) = showing_home(mailing, "Ruth").undelivered

    undelivered.deal_with(
        mailing.database, one.id, MadeGood.TELEPHONED, by=mailing.person("Ruth"), now=mailing.now
    )

    assert showing_home(mailing, "Gareth").undelivered == ()
    assert mailing.entries(reference)[-1].act == acts.DealtWith(
        "mail", mailing.person("Tom"), MadeGood.TELEPHONED
    )


def test_in_writing_to_a_designated_lead_no_other_lead_gets_anything_by_e_mail(mailing: Casebook) -> None:
    mailing.raised("Grace", way=Way.CONCERN, danger=Danger.NOW)

    sent = mailed(mailing)

    assert [to for to, _ in sent] == ["lucy.armitage@northmere.example"]


def test_no_mail_holds_anything_that_was_typed(mailing: Casebook) -> None:
    mailing.raised(danger=Danger.NOW, dispute="A yellow kite.", wanted="A blue kite.")

    for _, said in mailed(mailing):
        assert said is not None
        assert "kite" not in said.subject + said.body


def test_an_area_that_sends_no_mail_has_one_road(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.NOW)

    assert taken(casebook) is None
    assert asked_by_mail(casebook, reference) == []


def test_what_slack_has_not_taken_goes_by_e_mail_and_counts_as_arrived(mailing: Casebook) -> None:
    reference = mailing.raised()
    assert taken(mailing) is None
    mailing.moves_to("Tuesday 2026-12-22 16:33")

    mailing.strikes()

    assert [to for to, _ in mailed(mailing)] == ["tom.ellery@northmere.example"]
    assert [act.reason for act in asked_by_mail(mailing, reference)] == [MailReason.NOT_ARRIVED]
    arrived = [entry.act for entry in mailing.entries(reference) if isinstance(entry.act, acts.CallDelivered)]
    assert arrived == [acts.CallDelivered(arrived[0].agency_id, mailing.person("Tom"), None, is_by_mail=True)]


def test_where_nobody_has_an_address_the_look_finds_nothing_to_record(mailing: Casebook) -> None:
    reference = mailing.raised()
    with mailing.database.write() as connection:
        people.update(connection, mailing.person("Tom"), email=None)
    mailing.moves_to("Tuesday 2026-12-22 16:33")

    mailing.strikes()
    mailing.strikes()

    assert asked_by_mail(mailing, reference) == []


def test_what_is_taken_up_before_it_goes_out_is_asked_of_nobody_by_e_mail(mailing: Casebook) -> None:
    reference = mailing.raised(danger=Danger.NOW)
    tiers.take_up(mailing.database, reference, Promise.HOUR, by=mailing.person("Omar"), now=mailing.now)

    said = dict(mailed(mailing))

    assert said["omar.haddad@northmere.example"] is None
    assert said["grace.mensah@northmere.example"] is not None


def test_somebody_without_an_account_is_called_by_e_mail_alone_and_a_lead_has_them_rung(
    mailing: Casebook,
) -> None:
    without_account(mailing, "Tom")

    reference = mailing.raised()
    said = mailing.sends()

    assert [act.reason for act in asked_by_mail(mailing, reference)] == [MailReason.NO_ACCOUNT]
    assert not [each for each in said if each.to == "Tom"]
    (told,) = [each.words for each in said if each.kind == "lead:called_by_mail" and each.to == "Ruth"]
    assert "Tom Ellery" in told
    assert "see that somebody rings them" in told
    ((_, mail),) = mailed(mailing)
    assert mail is not None
    assert "You have no account in our Slack" in mail.body
    assert "If this is not yours to do, please ring Ruth" in mail.body


def test_the_other_side_reads_that_they_must_ring_and_record_it(mailing: Casebook) -> None:
    without_account(mailing, "Omar")

    reference = mailing.raised(danger=Danger.NOW)

    calls = [each.words for each in mailing.sends() if each.kind == "call" and each.to == "Grace"]
    assert "Omar Haddad has no account here and was asked by e-mail alone" in calls[0]
    cards = [each.words for each in mailing.said if each.kind == "card"]
    assert "Omar Haddad has no account here, so please ring" in cards[-1]
    assert reference in cards[-1]


def test_a_mailbox_that_is_not_there_is_no_road_and_the_next_is_called(mailing: Casebook) -> None:
    omar = without_account(mailing, "Omar")
    reference = mailing.raised(danger=Danger.NOW)
    notices = {notice.person_id: notice for notice in iter(lambda: taken(mailing), None)}
    between = delivery.envelope(mailing.database, notices[omar])

    delivery.unreachable(mailing.database, notices[omar], "recipient_550", now=mailing.now)

    assert between == Envelope(SENDER, "omar.haddad@northmere.example", is_only_road=True)
    (changed,) = [e.act for e in mailing.entries(reference) if isinstance(e.act, acts.HolderChanged)]
    assert changed.call is not None
    assert omar not in changed.call.holder.people
    assert delivery.envelope(mailing.database, notices[omar]) is None


def test_for_somebody_with_an_account_the_other_road_stays(mailing: Casebook) -> None:
    reference = mailing.raised(danger=Danger.NOW)
    notice = taken(mailing)
    assert notice is not None
    between = delivery.envelope(mailing.database, notice)
    assert between is not None

    delivery.refused(mailing.database, notice, "recipient_550", now=mailing.now)

    assert not between.is_only_road
    kinds = [entry.act for entry in mailing.entries(reference)]
    assert any(isinstance(act, acts.NotDelivered) and act.kind == "mail" for act in kinds)
    assert not any(isinstance(act, acts.HolderChanged) for act in kinds)


def test_an_area_that_stops_sending_mail_sends_what_waits_to_nobody(mailing: Casebook) -> None:
    mailing.raised(danger=Danger.NOW)
    notice = taken(mailing)
    assert notice is not None

    sends_mail(mailing.database, "")

    assert delivery.envelope(mailing.database, notice) is None


def test_a_written_concern_is_named_by_no_mail(mailing: Casebook) -> None:
    mailing.raised("Grace", way=Way.CONCERN)
    mailing.moves_to("Tuesday 2026-12-22 16:33")
    mailing.strikes()

    ((_, mail),) = mailed(mailing)

    assert mail is not None
    assert "A colleague has written to you" in mail.body
    assert "Priya" not in mail.body
    assert "concern" not in mail.subject + mail.body


def showing_home(casebook: Casebook, first_name: str) -> facts.Home:
    return showing.home(casebook.database, casebook.person(first_name), now=casebook.now)


def ringing(casebook: Casebook, first_name: str) -> str:
    """Whom somebody's Home asks them to ring."""
    shown = showing_home(casebook, first_name)
    return " ".join(who.name for case in shown.cases for who in case.to_ring)


def test_while_an_urgent_call_is_not_taken_up_whoever_raised_it_sees_whom_to_ring(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.NOW)
    before = ringing(casebook, "Priya"), ringing(casebook, "Grace"), words_of(home(casebook, "Priya"))

    tiers.take_up(casebook.database, reference, Promise.HOUR, by=casebook.person("Omar"), now=casebook.now)

    assert before[:2] == ("Grace Mensah Omar Haddad", "Omar Haddad")
    assert (
        "Not taken up yet: please ring Grace Mensah (Health team leader, Health, 01632 960504)" in before[2]
    )
    assert ringing(casebook, "Priya") == "Grace Mensah"


def test_what_can_wait_asks_nobody_to_ring_in_their_home(casebook: Casebook) -> None:
    casebook.raised()

    assert ringing(casebook, "Priya") == ""


def home(casebook: Casebook, first_name: str) -> object:
    return composing.home(casebook.database, f"U0{first_name.upper()}", now=casebook.now)["blocks"]


# --- what somebody without an account says by telephone ------------------------------------------


def proposed_to_omar(casebook: Casebook) -> str:
    """Grace has put an outcome in writing; Omar, who has no account, has not answered."""
    without_account(casebook, "Omar")
    reference = casebook.raised(danger=Danger.NOW)
    casebook.proposed(reference, "Grace")
    casebook.sends()
    mailed(casebook)
    return reference


def test_what_they_say_by_telephone_is_recorded_as_theirs_by_whoever_rang(mailing: Casebook) -> None:
    reference = proposed_to_omar(mailing)
    shown = showing.outcome(mailing.database, reference, by=mailing.person("Grace"), now=mailing.now)

    mailing.answered(reference, "Grace")

    assert shown.rung is not None
    assert shown.rung.name == "Omar Haddad"
    assert mailing.case(reference).state == "agreed"
    (answer,) = [e for e in mailing.entries(reference) if isinstance(e.act, acts.OutcomeAnswered)]
    assert answer.by == mailing.person("Grace")
    assert answer.of(acts.OutcomeAnswered).said_by == mailing.person("Omar")
    said = mailing.sends()
    assert any("Omar Haddad, by telephone to Grace Mensah" in each.words for each in said)
    assert [each.to for each in said if each.kind == "lead:answered_by_phone"] == ["Ruth", "Gareth"]


def test_a_lead_is_asked_to_have_them_rung_and_can_record_it_in_the_same_form(mailing: Casebook) -> None:
    reference = proposed_to_omar(mailing)
    (asked, _) = [each for each in mailing.said if each.kind == "lead:to_be_rung"]
    ruth = mailing.person("Ruth")
    shown = showing.outcome(mailing.database, reference, by=ruth, now=mailing.now)
    rule = asking.to_answer_an_outcome(shown.proposed_at.astimezone(UTC))
    asking.check(mailing.database, reference, rule, by=ruth, now=mailing.now)

    mailing.answered(reference, "Ruth")

    assert asked.to == "Ruth"
    assert "Omar Haddad (Team manager, Children's Services, 01632 960304) would answer" in asked.words
    assert "confirm" in asked.buttons
    assert shown.rung is not None
    assert shown.rung.name == "Omar Haddad"
    said = mailing.sends()
    assert any("Omar Haddad, by telephone to Ruth Adeyemi" in each.words for each in said)
    assert [each.to for each in said if each.kind == "lead:answered_by_phone"] == ["Gareth"]
    ((_, by_mail),) = mailed(mailing)
    assert by_mail is not None
    assert "Ruth Adeyemi" in by_mail.body


def test_a_lead_answers_for_nobody_once_it_is_answered(mailing: Casebook) -> None:
    reference = mailing.raised(danger=Danger.NOW)
    mailing.proposed(reference, "Grace")

    with pytest.raises(Refused, match="nobody_to_ring"):
        mailing.answered(reference, "Ruth")


def test_a_lead_can_record_it_too_once_the_time_to_confirm_is_over(mailing: Casebook) -> None:
    reference = proposed_to_omar(mailing)

    with work.on(mailing.database, reference, mailing.now) as case:
        case.record(closing.confirmation_late(case.case))
    mailing.sends()

    late = mailing.heard("Ruth", "lead:confirmation_late")[-1]
    assert "Omar Haddad" in late.words
    assert "record below what they say" in late.words
    assert "confirm" in late.buttons


def test_where_whoever_is_called_next_has_no_account_an_outcome_can_be_answered_from_that_message(
    mailing: Casebook,
) -> None:
    reference = mailing.raised(danger=Danger.NOW)
    mailing.proposed(reference, "Grace")
    omar, freya = mailing.person("Omar"), mailing.person("Freya")
    without_account(mailing, "Freya")

    tiers.not_mine(mailing.database, reference, None, by=omar, now=mailing.now)

    told = [each for each in mailing.sends() if each.kind == "lead:called_by_mail"]
    assert freya in mailing.case(reference).acting(mailing.agency("Children's Services"))
    assert told
    assert all("confirm" in each.buttons for each in told)


def test_they_get_what_is_recorded_by_e_mail_and_whom_to_ring_if_it_is_wrong(mailing: Casebook) -> None:
    reference = proposed_to_omar(mailing)

    mailing.answered(reference, "Grace")

    ((to, said),) = mailed(mailing)
    assert to == "omar.haddad@northmere.example"
    assert said is not None
    assert said.subject == f"Disagreement {reference}: your answer is recorded"
    assert "Grace Mensah (Health team leader, Health, 01632 960504) has recorded" in said.body
    assert "“Children's Services agrees”" in said.body
    assert "please ring Ruth Adeyemi" in said.body
    assert "plan goes on" not in said.body


def test_nobody_answers_for_somebody_who_can_answer_here(mailing: Casebook) -> None:
    reference = mailing.raised(danger=Danger.NOW)
    mailing.proposed(reference, "Grace")

    with pytest.raises(Refused, match="answered_already"):
        mailing.answered(reference, "Grace")


def test_somebody_beside_them_answers_for_nobody(mailing: Casebook) -> None:
    without_account(mailing, "Omar")
    reference = mailing.raised(danger=Danger.NOW)
    by = mailing.person("Priya")
    support.ask(mailing.database, reference, mailing.person("Amy"), by=by, now=mailing.now)
    mailing.proposed(reference, "Grace")

    with pytest.raises(Refused):
        mailing.answered(reference, "Amy")
