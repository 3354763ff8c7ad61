"""The province's picture: progress, charts, dashboards and commands. Imports criteria and communes."""
