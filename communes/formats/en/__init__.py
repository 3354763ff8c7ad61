"""Formats read in the English interface."""
