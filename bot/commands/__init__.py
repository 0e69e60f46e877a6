"""How an administrator reaches us: one module a group of commands."""
