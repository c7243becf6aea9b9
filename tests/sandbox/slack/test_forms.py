"""A person fills, presses, searches, submits and closes the app's views, as Slack lets them."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Impossible, Practice
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.screen import SeenView
from tests.sandbox.slack.foreign import Foreign
from tests.sandbox.slack.pieces import (
    actions,
    button,
    field,
    home,
    modal,
    option,
    plain,
    radio,
    section,
    typed,
)

Json = dict[str, Any]


def opened(practice: Practice, foreign: Foreign, view: Json, person: str = "UPRIYA") -> SeenView:
    """Have the app open a view for a person who types its command."""

    def answer(ack: Ack, body: Json) -> None:
        foreign.client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    foreign.on("command", answer)
    assert practice.command(person, "/tea").acknowledged
    seen = practice.sees(person).view
    assert seen is not None
    return seen


def code_of(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refused.value.response["error"])


def test_what_was_filled_in_arrives_as_state(practice: Practice, foreign: Foreign) -> None:
    view = opened(
        practice,
        foreign,
        modal(
            field(typed(max_length=10), "what"),
            field(radio("soon", "today", "later"), "when"),
            field({"type": "multi_users_select", "action_id": "people"}, "who", optional=True),
            field({"type": "datepicker", "action_id": "day"}, "day", optional=True),
            private_metadata="kept",
        ),
    )

    submitted = practice.submit("UPRIYA", view.id, {"what": "Words", "soon": "today", "day": "2024-05-13"})

    body = foreign.next("view")
    assert submitted.outcome == "closed"
    assert practice.sees("UPRIYA").view is None
    assert body["view"]["private_metadata"] == "kept"
    assert (body["user"]["id"], body["team"]["domain"], body["enterprise"]) == ("UPRIYA", "practice", None)
    values = body["view"]["state"]["values"]
    assert values["what"]["text"] == {"type": "plain_text_input", "value": "Words"}
    assert values["when"]["soon"]["selected_option"]["value"] == "today"
    assert values["who"]["people"]["selected_users"] == []
    assert values["day"]["day"]["selected_date"] == "2024-05-13"


def test_a_required_field_left_empty_is_shown_and_not_sent(practice: Practice, foreign: Foreign) -> None:
    view = opened(
        practice, foreign, modal(field(typed(), "what"), field(typed("more"), "more", optional=True))
    )

    submitted = practice.submit("UPRIYA", view.id)

    assert submitted.outcome == "errors"
    assert submitted.errors == {"what": "Please complete this required field."}
    assert foreign.none_of("view")


LENGTHS = {
    "too short": (typed(min_length=3), "ab", "Please enter at least 3 characters."),
    "as long as it may be": (typed(max_length=10), "x" * 10, None),
    "too long": (typed(max_length=10), "x" * 11, "Please enter no more than 10 characters."),
    "a whole book": (typed(), "x" * 100_000, "Please enter no more than 3000 characters."),
    "an endless address": (
        {"type": "url_text_input", "action_id": "text"},
        "https://" + "x" * 3000,
        "Please enter no more than 3000 characters.",
    ),
}


@pytest.mark.parametrize(("element", "words", "error"), LENGTHS.values(), ids=LENGTHS.keys())
def test_what_is_too_long_or_too_short_is_kept_and_said_beside_its_field(
    practice: Practice, foreign: Foreign, element: Json, words: str, error: str | None
) -> None:
    view = opened(practice, foreign, modal(field(element, "what")))

    practice.fill("UPRIYA", view.id, {"what": words})
    submitted = practice.submit("UPRIYA", view.id)
    shown = practice.sees("UPRIYA").view

    if error is None:
        assert (submitted.outcome, shown) == ("closed", None)
    else:
        assert shown is not None
        assert (submitted.errors, shown.errors, shown.value("what")) == (
            {"what": error},
            {"what": error},
            words,
        )
        assert foreign.none_of("view")


def test_anybody_with_an_account_can_be_chosen(practice: Practice, foreign: Foreign) -> None:
    people = {"type": "multi_users_select", "action_id": "people"}
    view = opened(practice, foreign, modal(field(people, "who")))
    practice.deactivate("UZED")

    practice.fill("UPRIYA", view.id, {"who": ["UTOM", "UZED", "U0PRACTICEBOT"]})
    shown = practice.sees("UPRIYA").view

    assert shown is not None
    assert shown.value("who") == ["UTOM", "UZED", "U0PRACTICEBOT"]


IMPOSSIBLE = {
    "two lines in one": ({"what": "a\nb"}, "is one line"),
    "an option not offered": ({"when": "never"}, "does not offer 'never'"),
    "no such field": ({"colour": "red"}, "no field colour"),
    "a stranger": ({"who": ["UNOBODY"]}, "is nobody"),
    "no date": ({"day": "tomorrow"}, "takes a date"),
    "a radio button unchosen": ({"when": None}, "cannot be cleared"),
}


@pytest.mark.parametrize(("values", "why"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_nobody_fills_in_what_slack_does_not_let_them(
    practice: Practice, foreign: Foreign, values: Json, why: str
) -> None:
    view = opened(
        practice,
        foreign,
        modal(
            field(typed(max_length=10), "what"),
            field(radio("soon", "today", "later"), "when"),
            field({"type": "multi_users_select", "action_id": "people"}, "who", optional=True),
            field({"type": "datepicker", "action_id": "day"}, "day", optional=True),
        ),
    )

    with pytest.raises(Impossible, match=why):
        practice.fill("UPRIYA", view.id, values)


def test_errors_are_shown_beside_their_fields_until_the_next_try(
    practice: Practice, foreign: Foreign
) -> None:
    view = opened(practice, foreign, modal(field(typed(), "what")))
    foreign.on("view", lambda ack, _: ack(response_action="errors", errors={"what": "Say more."}))

    refused = practice.submit("UPRIYA", view.id, {"what": "Words"})
    shown = practice.sees("UPRIYA").view
    foreign.on("view", lambda ack, _: ack())
    taken = practice.submit("UPRIYA", view.id)

    assert (refused.outcome, refused.errors) == ("errors", {"what": "Say more."})
    assert shown is not None
    assert (shown.errors, shown.value("what")) == ({"what": "Say more."}, "Words")
    assert taken.outcome == "closed"


BAD_ANSWERS: dict[str, Json] = {
    "errors for no input": {"response_action": "errors", "errors": {"elsewhere": "x"}},
    "a view that is none": {"response_action": "update", "view": {"type": "modal"}},
    "a Home": {"response_action": "update", "view": home()},
    "an unknown action": {"response_action": "explode"},
    "words": {"text": "Thanks"},
}


@pytest.mark.parametrize("answer", BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_an_answer_that_slack_does_not_take_leaves_the_form_open(
    practice: Practice, foreign: Foreign, answer: Json
) -> None:
    view = opened(practice, foreign, modal(field(typed(), "what")))
    foreign.on("view", lambda ack, _: ack(answer))

    submitted = practice.submit("UPRIYA", view.id, {"what": "Words"})

    assert (submitted.outcome, submitted.failure) == ("failed", "We had some trouble connecting. Try again?")
    still = practice.sees("UPRIYA").view
    assert still is not None
    assert still.value("what") == "Words"
    assert practice.problems()


def test_a_form_is_replaced_stacked_and_cleared_by_its_answer(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal())
    answers: Iterator[Json] = iter(
        [
            {"response_action": "update", "view": modal(title=plain("Second"))},
            {"response_action": "push", "view": modal(title=plain("Third"))},
            {"response_action": "clear"},
        ]
    )
    foreign.on("view", lambda ack, _: ack(next(answers)))

    updated = practice.submit("UPRIYA", view.id)
    pushed = practice.submit("UPRIYA", view.id)
    stack = practice.sees("UPRIYA").views
    assert pushed.view is not None
    cleared = practice.submit("UPRIYA", pushed.view["id"])

    assert [one.outcome for one in (updated, pushed, cleared)] == ["updated", "pushed", "cleared"]
    assert [one.title for one in stack] == ["Second", "Third"]
    assert pushed.view["previous_view_id"] == pushed.view["root_view_id"] == view.id
    assert practice.sees("UPRIYA").views == ()


def test_choosing_tells_the_app_at_once_and_what_was_typed_stays(
    practice: Practice, foreign: Foreign
) -> None:
    danger = field(radio("danger", "yes", "no"), "danger", dispatch_action=True)
    view = opened(practice, foreign, modal(danger, field(typed(), "what")))

    def warn(ack: Ack, body: Json) -> None:
        warned = modal(section("Ring now."), danger, field(typed(), "what"), field(typed("new"), "new"))
        foreign.client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=warned)
        ack()

    foreign.on("action", warn)
    practice.fill("UPRIYA", view.id, {"what": "Words", "danger": "yes"})

    body, seen = foreign.next("action"), practice.sees("UPRIYA").view
    assert body["actions"][0]["selected_option"]["value"] == "yes"
    assert body["view"]["state"]["values"]["what"]["text"]["value"] == "Words"
    assert body["container"] == {"type": "view", "view_id": view.id}
    assert seen is not None
    assert seen.words.startswith("Ring now.")
    assert (seen.value("what"), seen.value("danger"), seen.value("new")) == ("Words", "yes", None)


def test_a_field_under_another_name_starts_anew(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal(field(typed(), "what")))
    practice.fill("UPRIYA", view.id, {"what": "Words"})

    foreign.client.views_update(view_id=view.id, view=modal(field(typed(), "what-2")))

    seen = practice.sees("UPRIYA").view
    assert seen is not None
    assert seen.value("what-2") is None


def test_a_stale_hash_is_refused(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal())
    first = foreign.client.views_update(view_id=view.id, view=modal())["view"]["hash"]
    foreign.client.views_update(view_id=view.id, hash=first, view=modal())

    with pytest.raises(SlackApiError) as refused:
        foreign.client.views_update(view_id=view.id, hash=first, view=modal())

    assert code_of(refused) == "hash_conflict"


def test_a_trigger_opens_one_view(practice: Practice, foreign: Foreign) -> None:
    opened(practice, foreign, modal())
    trigger = foreign.next("command")["trigger_id"]

    with pytest.raises(SlackApiError) as refused:
        foreign.client.views_open(trigger_id=trigger, view=modal())

    assert code_of(refused) == "exchanged_trigger_id"


def test_a_refused_view_leaves_the_trigger_good(practice: Practice, foreign: Foreign) -> None:
    practice.command("UPRIYA", "/tea")
    trigger = foreign.next("command")["trigger_id"]

    with pytest.raises(SlackApiError) as refused:
        foreign.client.views_open(trigger_id=trigger, view=modal(title=plain("x" * 25)))

    assert code_of(refused) == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in refused.value.response["response_metadata"]["messages"][-1]
    assert foreign.client.views_open(trigger_id=trigger, view=modal())["ok"]


def test_a_fourth_view_is_not_stacked(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal(actions(button("deeper"))))
    codes: list[str] = []

    def deeper(ack: Ack, body: Json) -> None:
        try:
            foreign.client.views_push(trigger_id=body["trigger_id"], view=modal(actions(button("deeper"))))
        except SlackApiError as refused:
            codes.append(refused.response["error"])
        ack()

    foreign.on("action", deeper)
    for _ in range(3):
        top = practice.sees("UPRIYA").view
        assert top is not None
        practice.press_in_view("UPRIYA", top.id, "deeper")

    assert codes == ["push_limit_reached"]
    assert practice.sees("UPRIYA").views[0].id == view.id


def test_a_view_opened_from_inside_a_modal_is_not_seen(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal(actions(button("open"))))

    def another(ack: Ack, body: Json) -> None:
        foreign.client.views_open(trigger_id=body["trigger_id"], view=modal(title=plain("Other")))
        ack()

    foreign.on("action", another)
    practice.press_in_view("UPRIYA", view.id, "open")

    assert [one.title for one in practice.sees("UPRIYA").views] == ["Form"]
    assert "views.open from inside a modal" in practice.problems()[-1]["what"]


def test_a_search_offers_what_the_app_answers_and_nothing_else(practice: Practice, foreign: Foreign) -> None:
    search = {
        "type": "multi_external_select",
        "action_id": "who",
        "min_query_length": 2,
        "max_selected_items": 2,
    }
    view = opened(practice, foreign, modal(field(search, "who")))
    foreign.on(
        "options", lambda ack, body: ack(options=[option("tom", "Tom Reed"), option("team", "Tom's team")])
    )

    short = practice.search("UPRIYA", view.id, "who", "t")
    offered = practice.search("UPRIYA", view.id, "who", "tom")
    with pytest.raises(Impossible, match="does not offer"):
        practice.fill("UPRIYA", view.id, {"who": ["zed"]})
    submitted = practice.submit("UPRIYA", view.id, {"who": ["tom", "Tom's team"]})

    assert short == ()
    assert [one["value"] for one in offered] == ["tom", "team"]
    assert foreign.next("options")["value"] == "tom"
    assert submitted.outcome == "closed"
    chosen = foreign.next("view")["view"]["state"]["values"]["who"]["who"]["selected_options"]
    assert [one["value"] for one in chosen] == ["tom", "team"]


@pytest.mark.parametrize(("answered", "offered"), [(100, 100), (101, 0)])
def test_a_search_offers_a_hundred_and_not_one_more(
    practice: Practice, foreign: Foreign, answered: int, offered: int
) -> None:
    search = {"type": "external_select", "action_id": "who", "min_query_length": 0}
    view = opened(practice, foreign, modal(field(search, "who")))
    foreign.on("options", lambda ack, _: ack(options=[option(str(number)) for number in range(answered)]))

    assert len(practice.search("UPRIYA", view.id, "who", "")) == offered


def test_closing_is_told_where_the_view_asks_for_it(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal(notify_on_close=True))

    practice.close_view("UPRIYA", view.id)

    closed = foreign.next("closed")
    assert (closed["view"]["id"], closed["is_cleared"]) == (view.id, False)
    assert practice.sees("UPRIYA").view is None


def test_home_is_published_pressed_and_guarded_by_its_hash(practice: Practice, foreign: Foreign) -> None:
    first = foreign.client.views_publish(user_id="UPRIYA", view=home(actions(button("go"))))["view"]["hash"]

    practice.open_home("UPRIYA")
    reply = practice.press_in_home("UPRIYA", "go")

    opened_event, body = foreign.next("app_home_opened"), foreign.next("action")
    assert (opened_event["event"]["tab"], opened_event["event"]["view"]["hash"]) == ("home", first)
    assert reply.acknowledged
    assert (body["view"]["type"], body["container"]["type"]) == ("home", "view")
    foreign.client.views_publish(user_id="UPRIYA", hash=first, view=home())
    with pytest.raises(SlackApiError) as refused:
        foreign.client.views_publish(user_id="UPRIYA", hash=first, view=home())
    assert code_of(refused) == "hash_conflict"
    with pytest.raises(Impossible, match="no go to press"):
        practice.press_in_home("UPRIYA", "go")


def test_an_external_id_names_one_view(practice: Practice, foreign: Foreign) -> None:
    opened(practice, foreign, modal(external_id="mine"))

    foreign.client.views_update(external_id="mine", view=modal(external_id="mine", title=plain("New")))
    with pytest.raises(SlackApiError) as refused:
        foreign.client.views_publish(user_id="UTOM", view=home(external_id="mine"))

    assert code_of(refused) == "duplicate_external_id"
    seen = practice.sees("UPRIYA").view
    assert seen is not None
    assert seen.title == "New"


def test_nobody_acts_on_anothers_view(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal())

    with pytest.raises(Impossible, match="has view none before them"):
        practice.submit("UZED", view.id)
    assert practice.sees("UZED").view is None
    assert BOT_USER_ID not in practice.sees("UZED").words
