"""The commands: one module each, found through the table in dateline.cli."""
