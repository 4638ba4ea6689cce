"""The command line: what a person asks, and what is answered.

Every command first makes its whole answer and then writes it, so that nothing half-made
reaches anybody. Results go to stdout (or a file), everything else to stderr.
"""
