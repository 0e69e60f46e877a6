"""One file per question; each prints a ratio within one run."""
