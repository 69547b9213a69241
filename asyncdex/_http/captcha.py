"""Asking somebody else to solve a captcha."""

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import TypeAlias, cast

from asyncdex.exceptions import Captcha, InvalidArgument

__all__ = ["Solver", "solution", "solver_of"]

#: What is given the site key of a captcha and returns its answer.
Solver: TypeAlias = Callable[[str], Awaitable[str]]


def solver_of(given: Solver | None) -> Solver | None:
    """Return what solves captchas, or None.

    Raises:
        InvalidArgument: It cannot be called.
    """
    if given is not None and not callable(cast("object", given)):
        text = "captcha_solver must be an async function that takes a site key and returns the answer"
        raise InvalidArgument(f"{text}, not {given!r}")
    return given


async def solution(solver: Solver, captcha: Captcha) -> str:
    """Return the answer to a captcha.

    Args:
        solver: What solves it.
        captcha: What stands in the way.

    Raises:
        InvalidArgument: The solver returned something that is no answer.
    """
    given: object = solver(captcha.site_key)
    answer = await cast("Awaitable[object]", given) if isawaitable(given) else given
    if not isinstance(answer, str) or not answer.strip() or not answer.isprintable() or not answer.isascii():
        text = "captcha_solver must return the answer as a text that can stand in a header"
        raise InvalidArgument(f"{text}, not one of type {type(answer).__name__}") from captcha
    return answer.strip()
