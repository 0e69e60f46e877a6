"""One class a story; the only owners of transactions."""
