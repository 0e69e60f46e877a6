"""When a wish falls due: dates recur on the local calendar and the zone comes last."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def moment_at(on: date, at: time, zone: str) -> datetime:
    """Return the UTC moment of a local time in an IANA zone.

    A time that the clocks skip is read with the offset before the gap, as RFC 5545 (section 3.3.5) says, so
    01:30 becomes 02:30; of a time that comes twice, the first pass counts.
    """
    return datetime.combine(on, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)
