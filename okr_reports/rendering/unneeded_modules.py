"""Modules that a PDF engine imports and hardly ever calls."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

# A hundred modules and a sixth of the engine's start, for fonts that HarfBuzz cannot cut or bend by itself.
_UNNEEDED = ("fontTools.subset", "fontTools.varLib.instancer")


class _LoadedWhenCalled(ModuleType):
    """Stands for a module: its names are functions that load it when they are called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def load_and_call(*values: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*values, **options)

        return load_and_call


@contextmanager
def unneeded_modules_unloaded() -> Iterator[None]:
    """What is imported meanwhile holds the functions of these modules, but not yet the modules."""
    stand_ins = {name: _LoadedWhenCalled(name) for name in _UNNEEDED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
