"""The listed phrases of each concern, one module a concern."""

from practice.safety_words.conduct import COLLEAGUE
from practice.safety_words.own_safety import MY_SAFETY
from practice.safety_words.untold import UNTOLD
from practice.safety_words.wellbeing import HOW_I_AM

__all__ = ["COLLEAGUE", "HOW_I_AM", "MY_SAFETY", "UNTOLD"]
