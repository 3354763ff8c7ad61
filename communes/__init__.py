"""Who and where: places through time, groups of places, people and the language. Imports nothing of ours."""
