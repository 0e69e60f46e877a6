"""What we remember: tables, queries, migrations and sealing."""
