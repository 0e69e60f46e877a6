"""The practice workspace most tests of the sandbox open."""

from collections.abc import AsyncIterator

import pytest

from tests.unit.sandbox.practising import Practice, practising


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    """Open a practice workspace with its members, its app and its clock."""
    async with practising() as opened:
        yield opened
