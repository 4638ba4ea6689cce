"""The *columns* reader."""
