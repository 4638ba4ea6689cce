"""The expressions of the rulebook for zen-engine in the words of others.

Whoever has an expression language of its own gets the same 26 expressions, so that all compute
the same thing in the same order. An expression becomes a syntax tree of Python's, and from that
whatever a peer reads.
"""

import ast
from collections.abc import Callable, Mapping
from typing import Any

from zen_rulebook import POINTS, TOTAL

Numbers = Mapping[str, int]
EVERYTHING = {**POINTS, "total": TOTAL}
"""The 26 indicators, and their sum."""

_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.GtE: ">=",
    ast.LtE: "<=",
    ast.Eq: "==",
}


def tree(expression: str) -> ast.expr:
    """The syntax tree of an expression for zen-engine."""
    return ast.parse(_pythonic(expression), mode="eval").body


def _pythonic(text: str) -> str:
    """``(c ? a : b)`` is ``(a if c else b)``; everything else is alike."""
    depth, marks, groups, begin = 0, {}, [], 0
    for place, sign in enumerate(text):
        if sign == "(" and depth == 0:
            begin = place
        depth += (sign == "(") - (sign == ")")
        if sign == ")" and depth == 0:
            groups.append((begin, place))
        if sign in "?:" and depth == 0:
            marks.setdefault(sign, place)
    if marks:
        condition, then = text[: marks["?"]], text[marks["?"] + 1 : marks[":"]]
        otherwise = text[marks[":"] + 1 :]
        return f"{_pythonic(then)} if {_pythonic(condition)} else {_pythonic(otherwise)}".strip()
    for first, last in reversed(groups):
        text = f"{text[: first + 1]}{_pythonic(text[first + 1 : last])}{text[last:]}"
    return text.strip()


def function(expression: str, number: Callable[[Any], Any]) -> Callable[[Numbers], Any]:
    """A Python function of it whose constants are a *number*: floats, fractions, decimals.

    Counts stay integers, which all of these take; every quotient begins with a constant.
    """

    constants: dict[str, Any] = {}

    class Wrapped(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.AST:
            name = f"c{len(constants)}"
            constants[name] = number(str(node.value))
            return ast.Name(name)

        def visit_Name(self, node: ast.Name) -> ast.AST:
            return ast.parse(f"n[{node.id!r}]", mode="eval").body

    words = ast.unparse(Wrapped().visit(tree(expression)))
    exec(f"def function(n):\n    return {words}", constants)  # noqa: S102 -- its own words
    found: Callable[[Numbers], Any] = constants["function"]
    return found


def json_logic(node: ast.expr) -> Any:
    """JsonLogic."""
    match node:
        case ast.Name(id=name):
            return {"var": name}
        case ast.Constant(value=value):
            return value
        case ast.BinOp(left=left, op=op, right=right):
            return {_SIGNS[type(op)]: [json_logic(left), json_logic(right)]}
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return {_SIGNS[type(op)]: [json_logic(left), json_logic(right)]}
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return {"if": [json_logic(test), json_logic(body), json_logic(orelse)]}
    raise NotImplementedError(ast.dump(node))


def sql(node: ast.expr, number: str, quotient: str) -> str:
    """SQL: counts are cast to the type *number*, and what was divided to *quotient*."""
    match node:
        case ast.Name(id=name):
            return f"{name}::{number}"
        case ast.Constant(value=value):
            return f"{value}::{quotient}"
        case ast.BinOp(left=left, op=op, right=right):
            one, other = sql(left, number, quotient), sql(right, number, quotient)
            found = f"({one} {_SIGNS[type(op)]} {other})"
            return f"{found}::{quotient}" if isinstance(op, ast.Div) else found
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            sign = "=" if isinstance(op, ast.Eq) else _SIGNS[type(op)]
            return f"{sql(left, number, quotient)} {sign} {sql(right, number, quotient)}"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            found = [sql(one, number, quotient) for one in (test, body, orelse)]
            return "(CASE WHEN {} THEN {} ELSE {} END)".format(*found)
    raise NotImplementedError(ast.dump(node))


def arrays(expression: str) -> str:
    """Python for NumPy: both sides of a condition are computed, and chosen between."""

    class Chosen(ast.NodeTransformer):
        def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
            parts = [ast.unparse(self.visit(one)) for one in (node.test, node.body, node.orelse)]
            return ast.parse("where({}, {}, {})".format(*parts), mode="eval").body

    return ast.unparse(Chosen().visit(tree(expression)))
