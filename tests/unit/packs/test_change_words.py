"""Changes of what pays as an employee reads them: no file format, no ids where there are names."""

import pytest

from okr_reports.packs.bundle.change_words import field_words, value_words
from tests.rendering.bundle_sample import facts

FROM = "target from 2026-01"
# field | as registered | in words
VALUES = """
target from 2026-01   | {"from": "2026-01", "op": "<=", "set_on": "2025-12-01", "value": 3.9} | ≤ 3.9
target from 2026-01   | {"from": "2026-01", "op": ">=", "value": 5000000, "at_risk": 4e6}     | ≥ 50,00,000, at risk to 40,00,000
target from 2026-01   | {"between": [4.0, 6.5], "at_risk": [3.5, 7], "from": "2026-01"}       | between 4 and 6.5, at risk to 3.5 and 7
target from 2026-01   | {"change": {"by": "-15%", "from": "previous"}, "due": "2026-06-30"}   | -15% against the period before, due 2026-06-30
target from 2026-01   | {"change": {"by": "-5pt", "from": "last_year"}}                       | -5pt against last year
target from 2026-01   | {"of_average": {"months": 12, "op": "<=", "times": 1.5, "for": 3}}    | ≤ 1.5 times the mean of 12 months
target from 2026-01   | {"from": "2026-01", "state": "tbd"}                                   | open
target from 2026-01   | {"from": "2026-01", "state": {"qualitative": "As agreed"}}            | As agreed
target from 2026-01   | {"op": ">=", "value": 4, "from_key_result": "support/o1/kr1"}         | ≥ 4, adopted from support/o1/kr1
target from 2026-01   | {"of": "a form of later years"}                                       | {"of": "a form of later years"}
target from 2026-01   | no object                                                             | no object
target from 2026-01   | [1, 2]                                                                | [1, 2]
answers / support/csat | 50 person                                                            | 50, own value
answers / support/csat | 12.5 shared                                                          | 12.5, shared value
answers               | 60                                                                    | 60
formula               | AVG(hours) / 2                                                        | AVG(hours) / 2
definition            | there                                                                 | there
kpi_achievement       | months_met                                                            | periods met
verdict               | as_published                                                          | by the published values
holidays              | IN                                                                    | IN
"""  # noqa: E501


@pytest.mark.parametrize("line", VALUES.strip().splitlines())
def test_what_was_registered_is_said_in_words(line: str) -> None:
    field, value, words = (cell.strip() for cell in line.split(" | "))
    assert (value_words(value, field=field, locale="en_IN") or "").replace("\u00a0", " ") == words


def test_what_came_or_went_was_not_there_or_is_not() -> None:
    assert value_words(None, field="definition", locale="en_IN") == "not there"
    assert value_words(None, field=FROM, locale="en_IN") is None


def test_fields_of_a_role_go_by_the_names_of_area_and_kpi() -> None:
    known = facts()
    role_id, role = next((id, role) for id, role in known.roles.items() if role.kras)
    area, kpi = role.kras[0], role.kras[0].kpis[0]
    weight = field_words(f"{area.id} / {kpi.kpi}", role_id=role_id, facts=known)
    assert weight == f"weight of {known.kpis[kpi.kpi].name} in {area.name}"
    assert field_words(str(area.id), role_id=role_id, facts=known) == f"weight of {area.name}"
    assert field_words(f"{area.id} / gone/kpi", role_id=role_id, facts=known) == f"weight of gone/kpi in {area.name}"
    assert field_words("formula", role_id="no-such-role", facts=known) == "formula"
    assert field_words("kpi_achievement", role_id="policy", facts=known) == "how achievement is figured"
