"""Delivery: the only part that posts in Slack. Each notice is tried until its fate is known."""

from bot.delivery.worker import Worker

__all__ = ["Worker"]
