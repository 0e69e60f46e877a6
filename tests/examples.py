"""Clearly made-up services, people and words that tests tell their stories with."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sandbox.workspace import Member

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

AGREED = """
[service]
name = "Northshire Children's Services"
practice_leads = ["U0LEAD"]
{service}

[[service.signposts]]
name = "Duty manager"
contact = "01632 960 111"
when = "a child may be at risk"

{people}

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
at = "09:30"
spread_minutes = 0
starts_on = {starts_on}
{rhythm}
"""

TWELVE = (
    "U0AMIRA",
    "U0BEN",
    "U0CARYS",
    "U0DELE",
    "U0EWA",
    "U0FARID",
    "U0GRACE",
    "U0HANA",
    "U0IDRIS",
    "U0JO",
    "U0KIT",
    "U0LENA",
)

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def service(*practitioners: str, taking_part: str = "ask") -> bytes:
    """Return a service file with one team of these practitioners, Amira always among them."""
    names = ", ".join(f'"{slack}"' for slack in ("U0AMIRA", *practitioners))
    return SERVICE.format(practitioners=names, taking_part=taking_part).encode()


def agreed(
    *practitioners: str,
    service: str = "",
    rhythm: str = "",
    detail: str = "",
    asked: Sequence[str] = (),
    starts_on: str = "2026-11-24",
) -> bytes:
    """Return a service file with one team that agreed elsewhere; it is asked on Tuesdays at 09:30.

    `service`, `rhythm` and `detail` (of every person) are more lines of the file; `asked` get the welcome.
    """
    people = "\n".join(
        f'[[people]]\nslack = "{slack}"\nrole = "social worker"\n'
        f'taking_part = "{"ask" if slack in asked else "agreed"}"\n{detail}'
        for slack in practitioners
    )
    names = ", ".join(f'"{slack}"' for slack in practitioners)
    written = AGREED.format(
        people=people, practitioners=names, service=service, rhythm=rhythm, starts_on=starts_on
    )
    return written.encode()


def members() -> list[Member]:
    """Return a practice workspace of made-up people, a guest and somebody without a zone among them."""
    named = ["Amira", "Ben", "Carys", "Dele", "Ewa", "Farid", "Grace", "Hana", "Idris", "Jo", "Kit", "Lena"]
    practitioners = [
        Member(id=f"U0{name.upper()}", name=name, real_name=f"{name} Example", zone="Europe/London")
        for name in named
    ]
    return [
        *practitioners,
        Member(id="U0SUP", name="Sunita", real_name="Sunita Example", zone="Europe/London"),
        Member(id="U0MAN", name="Marek", real_name="Marek Example", zone="Europe/London"),
        Member(id="U0LEAD", name="Priya", real_name="Priya Example", zone="Europe/London"),
        Member(id="U0COM", name="Clare", real_name="Clare Example", zone=None),
        Member(id="U0GUEST", name="Guy", real_name="Guy Example", zone="Europe/London", guest=True),
        Member(id="U0STRANGER", name="Sam", real_name="Sam Example", zone="Europe/London"),
    ]
