"""Formats read in the Vietnamese interface."""
