"""How many messages a second leave, beside the bare client posting the same message."""

import asyncio
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.counterpart import NOW, TOKEN, counterpart, people
from benchmarks.filling import fill
from benchmarks.proof import write_result
from bot.flows.delivering import Delivering
from bot.flows.ground import Ground, the_workspace
from bot.flows.messenger import Purpose
from bot.flows.seen import QuestionSeen, Stage
from bot.slack.chat import metadata
from bot.slack.messages import drawn
from bot.slack.messenger import SlackMessenger, make_client, make_session
from prompts.library import load_library
from sandbox.clock import SteppingClock
from storage.database import Database, open_database
from storage.sealing import Seal, new_key
from storage.tables import Sending
from storage.tables.ground import opaque
from tests.databases import KINDS, fresh_database

IN_FLIGHT = 64
ROUNDS = 3


def question() -> QuestionSeen:
    """Return the message both sides send."""
    return QuestionSeen(
        occurrence="0" * 24,
        question="Offering a real choice: since last Tuesday, did you get to use it?",
        taps=(
            ("yes", "Yes"),
            ("partly", "Partly"),
            ("could_not", "Came up, couldn't"),
            ("did_not", "Didn't come up"),
        ),
        is_weekly=True,
        stage=Stage.ASKED,
        later=(("tomorrow", "tomorrow"),),
        element="offering-a-real-choice",
    )


async def bare(address: str, count: int) -> float:
    """Return the messages a second of the SDK's client with one shared session, drawn once each."""
    async with make_session() as session:
        client = make_client(token=TOKEN, base_url=address, session=session)
        waiting = iter(people(count))

        async def work() -> None:
            for person in waiting:
                message = drawn(question())
                await client.chat_postMessage(
                    channel=person,
                    text=message.text,
                    blocks=message.blocks,
                    metadata=metadata(Purpose.NUDGE, opaque()),
                    unfurl_links=False,
                    unfurl_media=False,
                )

        begun = perf_counter()
        await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
        return count / (perf_counter() - begun)


async def inrole(address: str, database: Database, count: int) -> float:
    """Return the messages a second of a whole delivery: claim, choose, send, record."""
    ground = Ground(
        database=database,
        clock=SteppingClock(NOW),
        library=load_library(),
        seal=Seal((new_key(),)),
        draw_key=b"0" * 32,
        names_keys=(b"1" * 32,),
        address="https://inrole.example.org",
        workspace=await the_workspace(database),
    )
    await fill(database, ground.workspace, count)
    async with make_session() as session:
        messenger = SlackMessenger(make_client(token=TOKEN, base_url=address, session=session))
        delivering = Delivering(ground, messenger, sends_per_minute=1_000_000, in_flight=IN_FLIGHT)
        begun = perf_counter()
        await delivering.deliver()
        taken = perf_counter() - begun
    async with database.reading() as session_:
        sent = (await session_.execute(Sending.__table__.select().where(Sending.state == "sent"))).all()  # type: ignore[attr-defined]
    if len(sent) != count:
        raise SystemExit(f"{len(sent)} of {count} were sent")
    return count / taken


async def _round(kind: str, address: str, count: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with fresh_database(kind, Path(folder)) as url:
            database = open_database(url)
            await database.migrate()
            ours = await inrole(address, database, count)
            await database.close()
    return ours, await bare(address, count)


def main() -> None:
    """Print messages a second, ours and the bare client's, and the median ratio; write the page of proof."""
    lines = []
    for latency, count in ((0.1, 3000), (0.0, 3000)):
        for kind in KINDS:
            with counterpart(count=count, latency=latency) as address:
                asyncio.run(bare(address, 500))
                rounds = [asyncio.run(_round(kind, address, count)) for _ in range(ROUNDS)]
            ratio = median(ours / theirs for ours, theirs in rounds)
            lines.append(
                f"- Slack answers in {latency * 1000:.0f} ms, {IN_FLIGHT} in flight, {kind}: "
                f"{median(ours for ours, _ in rounds):.0f}/s against "
                f"{median(bare for _, bare in rounds):.0f}/s bare, ratio {ratio:.2f}"
            )
            print(lines[-1], flush=True)
    write_result("Sending", "python -m benchmarks.sending", "\n".join(lines))


if __name__ == "__main__":
    main()
