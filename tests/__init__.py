"""What a person would notice, proved."""
