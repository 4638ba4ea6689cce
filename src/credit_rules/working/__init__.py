"""The *working* reader: the steps from facts to points, with the numbers filled in.

Every step that computes carries its arithmetic as an expression that anybody can check
with pen and paper (and a law does): numbers are written without rounding, as decimals or
percentages where these end soon and as fractions elsewhere. ``stepping`` goes through the
windows, ``expressions`` writes what is computed in one.
"""

from credit_rules.working.stepping import Step, explanation, steps, working

__all__ = ["Step", "explanation", "steps", "working"]
