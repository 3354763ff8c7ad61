"""Measurements anyone can run again: `make bench`. Figures are ratios taken in turn in one run, never tests."""
