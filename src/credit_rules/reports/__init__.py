"""A scorecard as something that people and programs read."""
