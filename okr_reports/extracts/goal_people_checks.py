"""People whom key results name beside their owners, looked up where there is a people table."""

from collections.abc import Iterator, Set

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.findings import Finding
from okr_reports.words import Severity

PERSON_UNKNOWN = "PERSON-UNKNOWN"


def unknown_in_goals(catalogue: Catalogue, people: Set[str]) -> Iterator[Finding]:
    """Contributors and authors of manual scores whom the people table does not know, at their key result.

    Nothing is measured by them, so that nothing stops; who answers for a key result is an error if unknown.
    """
    for id, placed in catalogue.key_results.items():
        for person, what in _named(placed.entry):
            if person not in people:
                text = f"{what} {person!r} is not in the people table"
                place = catalogue.places[id]
                yield Finding(PERSON_UNKNOWN, Severity.WARNING, id, text, place, "the id of a person in people.csv")


def _named(key_result: KeyResult) -> Iterator[tuple[str, str]]:
    for person in dict.fromkeys(key_result.contributors):
        yield person, "the contributor"
    if key_result.manual_score is not None:
        yield key_result.manual_score.author_id, "the author of the manual score"
