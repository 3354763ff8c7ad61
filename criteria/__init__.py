"""The yardstick and its readings: sets, targets, reports and recognition. Imports communes only."""
