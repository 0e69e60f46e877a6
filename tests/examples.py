"""Clearly made-up services, people and words that tests tell their stories with."""

from datetime import UTC, datetime

SERVICE = """
[service]
name = "Northshire Children's Services"
practice_leads = ["U0LEAD"]
commissioners = ["U0COM"]

[[service.signposts]]
name = "Duty manager"
contact = "01632 960 111"
when = "a child may be at risk"

[[people]]
slack = "U0AMIRA"
role = "social worker"
taking_part = "{taking_part}"

[[teams]]
name = "Assessment North"
focus = ["offering-a-real-choice"]
supervisors = ["U0SUP"]
managers = ["U0MAN"]
practitioners = [{practitioners}]

[[teams.rhythms]]
name = "Weekly question"
pack = "pulse"
on = ["tue"]
starts_on = 2026-11-24
"""

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def service(*practitioners: str, taking_part: str = "ask") -> bytes:
    """Return a service file with one team of these practitioners, Amira always among them."""
    names = ", ".join(f'"{slack}"' for slack in ("U0AMIRA", *practitioners))
    return SERVICE.format(practitioners=names, taking_part=taking_part).encode()
