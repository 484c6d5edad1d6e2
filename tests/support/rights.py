"""Every function of the services that takes a unit of work or a reading, as a table: right, verb, or internal part."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator

import hipdesk.services
from hipdesk.services.registry import SERVICES


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Name and function of everything public in the services whose first argument is a Work or a Reading."""
    for module in pkgutil.walk_packages(hipdesk.services.__path__, "hipdesk.services."):
        loaded = importlib.import_module(module.name)
        for name, function in vars(loaded).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.name:
                continue
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if _is_of_work(first):
                yield f"{module.name.removeprefix('hipdesk.services.')}.{name}", function


def _is_of_work(first: inspect.Parameter | None) -> bool:
    return first is not None and getattr(first.annotation, "__name__", first.annotation) in ("Work", "Reading")


def table() -> list[str]:
    """One line per function: name, right and verb; or ``internal`` for a part of a service."""
    lines = []
    for name, _function in functions():
        service = SERVICES.get(name)
        if service is None:
            lines.append(f"{name} | internal")
        else:
            kind = "writes" if service.writes else "reads"
            lines.append(f"{name} | {kind} | {service.right.value} | {service.verb or '-'}")
    return sorted(set(lines))


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
