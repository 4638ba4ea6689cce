"""Tables of records, counted where they are: on DuckDB, Polars, pandas, PyArrow, Ibis or Spark.

The rules of :mod:`credit_rules.records` become one plan of look-ups, comparisons and counts, by
Narwhals; engines return counts, and everything else is made of them in Python, exactly.
"""
