"""Papers: facts in, bytes out."""
