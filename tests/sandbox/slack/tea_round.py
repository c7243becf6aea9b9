"""A small Bolt app as anybody would write it: it asks who wants which tea, and says so."""

from typing import Any

from slack_bolt import Ack, App, Say
from slack_sdk import WebClient

from sandbox.slack.identity import SIGNING_SECRET

Json = dict[str, Any]
TEAS = ("Green", "Black", "Mint")


def words(text: str) -> Json:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    """Return an option whose value is its text in small letters."""
    return {"text": words(text), "value": text.lower()}


def order(*, milk: bool) -> Json:
    """Return the form in which a tea is ordered; milk is asked about only where it is black."""
    tea = {
        "type": "input",
        "block_id": "tea",
        "dispatch_action": True,
        "label": words("Which tea?"),
        "element": {"type": "radio_buttons", "action_id": "tea", "options": [option(one) for one in TEAS]},
    }
    search = {"type": "external_select", "action_id": "with", "min_query_length": 2}
    company = {"type": "input", "block_id": "with", "label": words("With whom?"), "element": search}
    answer = {"type": "plain_text_input", "action_id": "milk"}
    asked = {"type": "input", "block_id": "milk", "label": words("How much milk?"), "element": answer}
    return {
        "type": "modal",
        "callback_id": "order",
        "title": words("Tea"),
        "submit": words("Order"),
        "blocks": [tea, company, *([asked] if milk else [])],
    }


def thanks(tea: str) -> Json:
    """Return the view that is put on the form when it has been sent."""
    said = {"type": "section", "text": words(f"{tea} tea it is.")}
    return {
        "type": "modal",
        "callback_id": "sure",
        "title": words("Sure?"),
        "submit": words("Yes"),
        "private_metadata": tea,
        "blocks": [said],
    }


def cup(text: str) -> Json:
    """Return a message's button."""
    button = {"type": "button", "action_id": "drunk", "text": words("Drunk")}
    return {"type": "section", "text": words(text), "accessory": button}


def tea_round(client: WebClient) -> App:
    """Return the app, which nothing has connected yet."""
    app = App(client=client, token_verification_enabled=False, signing_secret=SIGNING_SECRET)
    _forms(app)
    _messages(app)
    return app


def _forms(app: App) -> None:
    @app.command("/tea")
    @app.shortcut("tea")
    def ask(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=order(milk=False))
        ack()

    @app.action("tea")
    def chosen(ack: Ack, body: Json, action: Json, client: WebClient) -> None:
        view = body["view"]
        is_black = action["selected_option"]["value"] == "black"
        client.views_update(view_id=view["id"], hash=view["hash"], view=order(milk=is_black))
        ack()

    @app.options("with")
    def people(ack: Ack, payload: Json) -> None:
        ack(options=[option(name) for name in ("Tom", "Tomasz", "Ruth") if payload["value"] in name])

    @app.view("order")
    def sent(ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        tea = values["tea"]["tea"]["selected_option"]["text"]["text"]
        if values.get("milk", {}).get("milk", {}).get("value") == "a pint":
            ack(response_action="errors", errors={"milk": "There is no more than a drop."})
            return
        ack(response_action="push", view=thanks(tea))

    @app.view("sure")
    def meant(ack: Ack, body: Json, view: Json, client: WebClient) -> None:
        ack(response_action="clear")
        text = f"{view['private_metadata']} tea"
        client.chat_postMessage(channel=body["user"]["id"], text=text, blocks=[cup(text)])


def _messages(app: App) -> None:
    @app.action("drunk")
    def drunk(ack: Ack, body: Json, client: WebClient) -> None:
        place, ts = body["channel"]["id"], body["message"]["ts"]
        client.chat_update(channel=place, ts=ts, text="Gone", blocks=[])
        ack()

    @app.shortcut("tea_for")
    def made(ack: Ack, respond: Any) -> None:
        ack()
        respond("On its way.")

    @app.event("member_joined_channel")
    def came(event: Json, say: Say) -> None:
        if event["user"] != "U0PRACTICEBOT":
            say(f"Tea, <@{event['user']}>?")

    @app.event("app_home_opened")
    def looked(event: Json, client: WebClient) -> None:
        blocks = [{"type": "section", "text": words("No tea yet.")}]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})
