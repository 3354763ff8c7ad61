"""What the rules of ntm.progress.contradictions say of the figures in the database, and in which words."""

from ntm.findings.examined import Examined
from ntm.findings.words import Teller

__all__ = ["Examined", "Teller"]
