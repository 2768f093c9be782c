"""Key results of one file's text as it stood at any time, read by themselves: what it was, not whether it is right."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from okr_reports.catalogue.goals_definitions import definitions_by_key_result
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.catalogue.yaml_text import compose, decode
from okr_reports.catalogue.yaml_tree import Located


def definitions_in_text(data: bytes, *, cycle_id: str) -> Mapping[str, Mapping[str, str | None]]:
    """Key result id → field → value as text, as `definitions_by_key_result` spells them, of a file of `okrs/<cycle>/`.

    Whatever cannot be read defines nothing: the file, or a key result in it.
    """
    written = [entry.model_dump(mode="json", by_alias=True, exclude_unset=True) for entry in _key_results(data)]
    catalogue = {"objectives": [{"cycle": cycle_id, "key_results": written}]}
    return {id: fields for (_, id), fields in definitions_by_key_result(catalogue).items()}


def _key_results(data: bytes) -> Iterator[KeyResult]:
    text = decode(data, "")
    root = compose(text, "")[0] if isinstance(text, str) else None
    for objective in Located("", root).entries() if root is not None else ():
        entries = objective.within("key_results").entries() if objective.has("key_results") else ()
        for source in entries:
            written, problems = source.plain()
            try:
                entry = KeyResult.model_validate(written)
            except ValidationError:
                continue
            if not problems:
                yield entry
