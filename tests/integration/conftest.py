"""Where the machine stands during a test over the wire: in one of four zones, the same for each run."""

import os
from collections.abc import Iterator
from zlib import crc32

import pytest

from tests.failures import SERVER_ZONES, ZONE, standing_in


@pytest.fixture(autouse=True)
def _server_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    drawn = SERVER_ZONES[crc32(request.node.nodeid.encode()) % len(SERVER_ZONES)]
    with standing_in(os.environ.get(ZONE, drawn)):
        yield
