"""Signed HTTP requests to the app's request URL."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import httpx

from sandbox.slack.envelopes import ACK_SECONDS, Answer, Envelope, Silence, Sort, Why
from sandbox.slack.identity import SIGNING_SECRET, VERIFICATION_TOKEN
from sandbox.slack.loopback import NO_CERTIFICATES
from sandbox.slack.shapes import Impossible, Json

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


class HttpOut:
    """Posts each payload as Slack does and reads the acknowledgement from the answer."""

    def __init__(self, request_url: str) -> None:
        self.request_url = request_url
        self._client = httpx.AsyncClient(trust_env=False, verify=NO_CERTIFICATES)

    async def deliver(self, envelope: Envelope, seconds: float) -> Answer | Silence:
        """Post one payload; anything but a 2xx answer in time is no acknowledgement."""
        body, headers = signed(envelope)
        try:
            response = await self._client.post(
                self.request_url, content=body, headers=headers, timeout=seconds
            )
        except httpx.TimeoutException:
            return Silence(Why.TIMEOUT)
        except httpx.TransportError:
            return Silence(Why.UNREACHABLE)
        return Answer(_said(response)) if response.is_success else Silence(Why.NOT_ACCEPTED)

    async def close(self) -> None:
        """Let go of the connections to the app."""
        await self._client.aclose()

    async def verify(self) -> None:
        """Do the handshake that Slack does when a request URL is entered; raises Impossible if it fails."""
        payload = {"type": "url_verification", "token": VERIFICATION_TOKEN, "challenge": "practice-challenge"}
        answer = await self.deliver(Envelope(Sort.EVENT, payload), ACK_SECONDS)
        if not isinstance(answer, Answer) or not _meets(answer, payload["challenge"]):
            raise Impossible(f"{self.request_url} did not answer the challenge")


def signed(envelope: Envelope) -> tuple[bytes, dict[str, str]]:
    """Return the body of a request that delivers one payload, and its headers, signed as of now."""
    body, content_type = _body(envelope)
    return body, _headers(body, content_type, envelope)


def _meets(answer: Answer, challenge: str) -> bool:
    said = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
    return bool(said == challenge)


def _body(envelope: Envelope) -> tuple[bytes, str]:
    if envelope.sort is Sort.EVENT:
        return json.dumps(envelope.payload).encode(), _JSON
    fields: Json = envelope.payload
    if envelope.sort is Sort.INTERACTION:
        fields = {"payload": json.dumps(envelope.payload)}
    return urlencode(fields).encode(), _FORM


def _headers(body: bytes, content_type: str, envelope: Envelope) -> dict[str, str]:
    at = str(int(time.time()))
    signed = hmac.new(SIGNING_SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (practice)",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": f"v0={signed}",
    }
    if envelope.retry and envelope.retry_reason:
        headers |= {
            "X-Slack-Retry-Num": str(envelope.retry),
            "X-Slack-Retry-Reason": str(envelope.retry_reason),
        }
    return headers


def _said(response: httpx.Response) -> object:
    if not response.text:
        return None
    if response.headers.get("content-type", "").startswith(_JSON):
        try:
            return response.json()
        except ValueError:
            return response.text
    return response.text
