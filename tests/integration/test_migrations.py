"""The migrations make the tables the code expects."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.database import Database
from storage.tables import metadata


async def test_the_migrations_from_empty_give_the_tables_of_the_code(database: Database):
    async with database.engine.connect() as connection:
        found = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )

    assert found == []


async def test_a_second_run_of_the_migrations_changes_nothing(database: Database):
    await database.migrate()

    assert await database.is_current()


def test_every_table_but_the_workspace_itself_carries_the_workspace_in_its_key():
    without = [
        name
        for name, table in metadata.tables.items()
        if name != "workspace" and "workspace" not in table.primary_key.columns
    ]

    assert len(metadata.tables) > 20
    assert without == []


def test_every_foreign_key_carries_the_workspace():
    loose = [
        f"{table.name}: {constraint.column_keys}"
        for table in metadata.tables.values()
        for constraint in table.foreign_key_constraints
        if "workspace" not in constraint.column_keys
    ]

    assert loose == []
