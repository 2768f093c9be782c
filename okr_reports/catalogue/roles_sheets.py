"""A role with its place: as read, before it is held against anything else."""

from dataclasses import dataclass

from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.roles_model import Role

# The keys and list positions that lead to a value.
Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class RoleSheet:
    """A role as read, and what of it was spoiled: that is reported already, and sums over it mean nothing."""

    role: Sheet[Role]
    spoiled: frozenset[Steps] = frozenset()

    def has_unread_weights(self, *holder: str | int) -> bool:
        """Whether a weight in the list at this path, or the list itself, could not be read."""
        depth = len(holder)
        return any(
            path[:depth] == holder[: len(path)] and (len(path) <= depth + 1 or path[depth + 1 :] == ("weight",))
            for path in self.spoiled
        )
