"""Every flow behind the pages, and a client over real requests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.flows.browsing import Browsing
from bot.web.app import create_web
from tests.unit.web.examples import ADDRESS, LIBRARY, NOW
from tests.unit.web.own_fakes import (
    FakeCpd,
    FakeExporting,
    FakeForgetting,
    FakeJournalling,
    FakeSharing,
    NothingReceived,
)
from tests.unit.web.plan_fakes import FakeCommitting, FakeFollowing
from tests.unit.web.team_fakes import (
    FakeCarding,
    FakeEntering,
    FakeHealth,
    FakeLedgering,
    FakePreviewing,
    FakeReading,
    FakeSignposting,
    FakeSuggesting,
    FakeTelling,
    FakeWatching,
    NobodysRhythms,
)
from tests.unit.web.writing_fakes import FakeAnswering, FakeReflecting


@dataclass
class FakeFlows:
    entering: FakeEntering = field(default_factory=FakeEntering)
    reading: FakeReading = field(default_factory=FakeReading)
    reflecting: FakeReflecting = field(default_factory=FakeReflecting)
    answering: FakeAnswering = field(default_factory=FakeAnswering)
    journalling: FakeJournalling = field(default_factory=FakeJournalling)
    sharing: FakeSharing = field(default_factory=FakeSharing)
    cpd: FakeCpd = field(default_factory=FakeCpd)
    committing: FakeCommitting = field(default_factory=FakeCommitting)
    following: FakeFollowing = field(default_factory=FakeFollowing)
    exporting: FakeExporting = field(default_factory=FakeExporting)
    forgetting: FakeForgetting = field(default_factory=FakeForgetting)
    signposting: FakeSignposting = field(default_factory=FakeSignposting)
    telling: FakeTelling = field(default_factory=FakeTelling)
    browsing: Browsing = field(default_factory=lambda: Browsing(LIBRARY))
    suggesting: FakeSuggesting = field(default_factory=FakeSuggesting)
    carding: FakeCarding = field(default_factory=FakeCarding)
    previewing: FakePreviewing = field(default_factory=FakePreviewing)
    ledgering: FakeLedgering = field(default_factory=FakeLedgering)
    watching: FakeWatching = field(default_factory=FakeWatching)
    receiving: NothingReceived = field(default_factory=NothingReceived)
    rhythms: NobodysRhythms = field(default_factory=NobodysRhythms)
    health: FakeHealth = field(default_factory=FakeHealth)


@pytest.fixture
def flows() -> FakeFlows:
    return FakeFlows()


@pytest.fixture
def opened(flows: FakeFlows) -> Callable[..., TestClient]:
    """Return what opens a client on an application built with some of its arguments changed."""

    def opened(*, signed_in: bool = False, **changed: Any) -> TestClient:
        given = {"clock": lambda: NOW, "address": ADDRESS, "local_slack": False, **changed}
        client = TestClient(create_web(flows, **given), base_url=given["address"], follow_redirects=False)
        if signed_in:
            client.cookies.set("inrole", "amira-session")
        return client

    return opened


@pytest.fixture
def stranger(opened: Callable[..., TestClient]) -> TestClient:
    return opened()


@pytest.fixture
def amira(opened: Callable[..., TestClient]) -> TestClient:
    return opened(signed_in=True)
