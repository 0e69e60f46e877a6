"""Every setting, read once and frozen."""

from pathlib import Path
from typing import Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import WrongSetting
from storage.sealing import is_key

REAL_SLACK = "https://slack.com/api/"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
HOW_TO_GET = {
    "SLACK_SIGNING_SECRET": "It is under Basic Information of your Slack app.",
    "SLACK_BOT_TOKEN": "It starts with xoxb- and is under OAuth & Permissions of your Slack app.",
    "INROLE_SECRET_KEYS": (
        "Make one with: python3 -c "
        "'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'"
    ),
    "INROLE_PUBLIC_URL": "It is the address people's browsers reach Inrole at, such as https://inrole.example.org.",
    "INROLE_DATABASE_URL": (
        "Write sqlite+aiosqlite:///inrole.db or postgresql+asyncpg://name:password@host/database."
    ),
    "INROLE_SLACK_API_URL": (
        "Leave it out for Slack itself; "
        "a practice workspace needs a loopback address and INROLE_LOCAL_SLACK=true."
    ),
}


PLAINLY = {
    "string_pattern_mismatch": "it is not the address of a server",
    "too_short": "it is too short",
    "string_too_short": "it is too short",
    "string_too_long": "it is too long",
}
ADDRESS = "^https?://[^/?#]+/?$"


class AddressSettings(BaseSettings):
    """What `inrole manifest` needs to know."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    public_url: str | None = Field(default=None, alias="INROLE_PUBLIC_URL", pattern=ADDRESS, max_length=200)


class LibrarySettings(BaseSettings):
    """What `inrole prompts` needs to know."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    prompts_dir: Path | None = Field(default=None, alias="INROLE_PROMPTS_DIR")


class DatabaseSettings(BaseSettings):
    """What `inrole migrate` needs to know."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, populate_by_name=True)

    database_url: str = Field(
        default="sqlite+aiosqlite:///inrole.db",
        alias="INROLE_DATABASE_URL",
        description="Where the database is.",
        min_length=1,
    )
    log_format: Literal["console", "json"] = Field(
        default="console",
        alias="INROLE_LOG_FORMAT",
        description="How log lines are written: console or json.",
    )


class Settings(DatabaseSettings):
    """Everything Inrole can be told; a wrong value stops the start with one sentence."""

    slack_signing_secret: SecretStr = Field(
        alias="SLACK_SIGNING_SECRET", min_length=8, description="Proves that a request comes from Slack."
    )
    slack_bot_token: SecretStr = Field(
        alias="SLACK_BOT_TOKEN", min_length=8, description="Lets Inrole write in your workspace."
    )
    secret_keys: SecretStr = Field(
        alias="INROLE_SECRET_KEYS",
        min_length=44,
        description="Fernet keys with commas: the first encrypts, all open, other secrets derive from it.",
    )
    public_url: str = Field(
        alias="INROLE_PUBLIC_URL",
        pattern=ADDRESS,
        max_length=200,
        description="The address people's browsers reach Inrole at.",
    )
    host: str = Field(
        default="127.0.0.1", alias="INROLE_HOST", min_length=1, description="The address to listen on."
    )
    port: int = Field(default=8000, alias="INROLE_PORT", ge=1, le=65535, description="The port to listen on.")
    prompts_dir: Path | None = Field(
        default=None,
        alias="INROLE_PROMPTS_DIR",
        description="A folder of your own packs and cards that adds to or overrides ours.",
    )
    sends_per_minute: int = Field(
        default=300,
        alias="INROLE_SENDS_PER_MINUTE",
        ge=1,
        le=1_000_000,
        description="The most messages a minute to one workspace.",
    )
    slack_api_url: str = Field(
        default=REAL_SLACK, alias="INROLE_SLACK_API_URL", description="Where Slack's Web API is."
    )
    local_slack: bool = Field(
        default=False,
        alias="INROLE_LOCAL_SLACK",
        description="Says that a practice workspace on this machine stands in for Slack.",
    )

    @property
    def keys(self) -> tuple[str, ...]:
        """The Fernet keys, the sealing one first."""
        return tuple(key.strip() for key in self.secret_keys.get_secret_value().split(",") if key.strip())

    @property
    def address(self) -> str:
        """The public address without a closing slash."""
        return self.public_url.rstrip("/")

    @model_validator(mode="after")
    def _token_is_a_bots(self) -> Self:
        if not self.slack_bot_token.get_secret_value().startswith("xoxb-"):
            raise ValueError("SLACK_BOT_TOKEN: it is not a bot token")
        return self

    @model_validator(mode="after")
    def _keys_open(self) -> Self:
        if not self.keys or not all(is_key(key) for key in self.keys):
            raise ValueError("INROLE_SECRET_KEYS: each key is 32 bytes in url-safe base64")
        return self

    @model_validator(mode="after")
    def _slack_is_slack(self) -> Self:
        if self.slack_api_url == REAL_SLACK:
            return self
        address = urlsplit(self.slack_api_url)
        if not self.local_slack or address.hostname not in LOOPBACK or address.scheme != "http":
            raise ValueError(
                "INROLE_SLACK_API_URL: only Slack itself or a practice workspace on this machine"
            )
        if not self.slack_api_url.endswith("/"):
            raise ValueError("INROLE_SLACK_API_URL: ends with a slash")
        return self

    @model_validator(mode="after")
    def _prompts_are_there(self) -> Self:
        if self.prompts_dir is not None and not self.prompts_dir.is_dir():
            raise ValueError("INROLE_PROMPTS_DIR: there is no such folder")
        return self


Kind = TypeVar("Kind", bound=BaseSettings)


def read_settings(**given: Any) -> Settings:
    """Return the settings of the environment and `.env`; raise WrongSetting with one sentence."""
    return _read(Settings, given)


def read_database_settings(**given: Any) -> DatabaseSettings:
    """Return what is needed to reach the database; raise WrongSetting with one sentence."""
    return _read(DatabaseSettings, given)


def read_public_url() -> str | None:
    """Return the public address, None where none is set; raise WrongSetting with one sentence."""
    return _read(AddressSettings, {}).public_url


def read_prompts_dir() -> Path | None:
    """Return the folder of an organisation's own packs and cards, None where there is none."""
    return _read(LibrarySettings, {}).prompts_dir


def _read(kind: type[Kind], given: dict[str, Any]) -> Kind:
    try:
        return kind(**given)
    except ValidationError as error:
        raise WrongSetting(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = str(first["loc"][0]) if first["loc"] else ""
    reason = PLAINLY.get(first["type"], first["msg"].removeprefix("Value error, "))
    name = place or reason.split(":", 1)[0]
    said = (
        "is missing" if first["type"] == "missing" else f"cannot be used: {reason.removeprefix(f'{name}: ')}"
    )
    return f"{name} {said}. {HOW_TO_GET.get(name, '')}".strip()
