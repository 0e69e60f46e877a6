"""What we ask: packs of prompts, practice cards, and the choice of the next prompt."""
