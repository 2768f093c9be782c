"""Secrets have no place in the company folder: URLs stand in the environment and are named `${NAME}`."""

import re

_VARIABLE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_PASSWORD = re.compile(r"://[^/@\s]*:([^/@]*)@|://[^@\s/]*:([^@\s]+)@")
_PARAMETER = re.compile(
    r"[?&;](?:[a-z_]*(?:password|passwd|pwd|secret|token|access_?key|api_?key|credential)[a-z_]*)=([^&;\s]+)",
    re.IGNORECASE,
)


def holds_secret(url: str) -> bool:
    """Whether the URL has a password, token or key written out in it."""
    bare = _VARIABLE.sub("", url)
    found = [*_PASSWORD.finditer(bare), *_PARAMETER.finditer(bare)]
    return any(any(match.groups()) for match in found)


def is_in_environment(url: str) -> bool:
    """Whether the URL, or a part of it, comes from an environment variable."""
    return _VARIABLE.search(url) is not None


def unclosed_variable(url: str) -> bool:
    """Whether a `$` or `${` is there that names no variable."""
    return "$" in _VARIABLE.sub("", url)
