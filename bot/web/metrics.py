"""Delivery in numbers for Prometheus: the whole service, and nothing that one choice of a person changes."""

from collections.abc import Iterator

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response

from bot.flows.seen_delivery import DeliverySeen
from bot.web.access import ThisWeb

routes = APIRouter(include_in_schema=False)

_COUNTED = {
    "due": "Questions that rhythms wished for up to now, whatever people chose for themselves.",
    "sent": "Of these, those whose time passed with nothing of ours in the way.",
    "late": "Of these, those whose time began in an outage that ended before the working day did.",
    "missed": "Of these, those whose working day passed in an outage; and messages Slack refused for good.",
    "slowed_minutes": "Minutes in which Slack asked us to send more slowly (429).",
}
_MEASURED = {
    "unknown": "Messages that Slack may or may not have, until its history has been asked.",
    "lag_seconds": "How long delivery has been behind, in whole minutes; fewer than twenty waiting are not.",
}
_NAMES = {"slowed_minutes": "slack_429_minutes", "lag_seconds": "delivery_lag_seconds"}


class _Delivery(Collector):
    """Puts the numbers under their names."""

    def __init__(self, seen: DeliverySeen) -> None:
        self._seen = seen

    def collect(self) -> Iterator[Metric]:
        """Return each number with the sentence that says what it is."""
        for field, sentence in _COUNTED.items():
            yield CounterMetricFamily(_name(field), sentence, value=getattr(self._seen, field))
        for field, sentence in _MEASURED.items():
            yield GaugeMetricFamily(_name(field), sentence, value=getattr(self._seen, field))


@routes.get("/metrics")
async def metrics(web: ThisWeb) -> Response:
    """Return the numbers in Prometheus's text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Delivery(await web.flows.watching.delivery()))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def _name(field: str) -> str:
    return f"inrole_{_NAMES.get(field, field)}"
