"""OKR contribution in words"""

from okr_reports.number_words import TypedRow, number_findings
from okr_reports.scoring.okr_words import okr_number_findings
from tests.rules.evidence_case import EvidenceCase

_GOALS = """
    objective  | cycle   | owner
    support/o3 | 2026-Q1 |
    support/o2 | 2026-Q2 | M1
    support/o1 | 2026-Q2 |
"""
_KEY_RESULTS = """
    key result     | objective  | cycle   | owner | contributors
    support/o1/kr1 | support/o1 | 2026-Q2 | E1    | E2
    support/o1/kr2 | support/o1 | 2026-Q2 | E3    |
    support/o2/kr1 | support/o2 | 2026-Q2 |       |
    support/o3/kr1 | support/o3 | 2026-Q1 | E1    |
"""


def test_words_about_a_person_come_from_rows_that_name_the_employee(evidence: EvidenceCase) -> None:
    evidence.aims(_GOALS).pursues(_KEY_RESULTS).looked_back("""
        about goal     | cycle   | on         | author | employee | took_on   | learned
        support/o1/kr1 | 2026-Q2 | 2026-07-02 | M1     | E2       | The guide | Ask first
    """).says("""
        employee | cycle   | objective  | author | team | took_on   | learned
        E1       | 2026-Q1 | support/o3 |        |      |           |
        E1       | 2026-Q2 | support/o1 |        |      |           |
        E2       | 2026-Q2 | support/o1 | M1     | no   | The guide | Ask first
        E3       | 2026-Q2 | support/o1 |        |      |           |
    """)


def test_rows_that_name_nobody_are_about_the_team_of_their_key_result(evidence: EvidenceCase) -> None:
    evidence.aims("objective | cycle\nsupport/o1 | 2026-Q2").pursues("""
        key result     | objective  | cycle   | owner | contributors
        support/o1/kr1 | support/o1 | 2026-Q2 | E1    | E2
        support/o1/kr2 | support/o1 | 2026-Q2 | E3    |
    """).looked_back("""
        about goal     | cycle   | on         | author | moved
        support/o1/kr1 | 2026-Q2 | 2026-07-02 | M1     | Fewer repeats
    """).says("""
        employee | objective  | team | moved
        E1       | support/o1 | yes  | Fewer repeats
        E2       | support/o1 | yes  | Fewer repeats
        E3       | support/o1 |      |
    """)


def test_rows_about_an_objective_are_about_all_who_take_part_in_it(evidence: EvidenceCase) -> None:
    evidence.aims("objective | cycle | owner\nsupport/o1 | 2026-Q2 | M1").pursues("""
        key result     | objective  | cycle   | owner | contributors
        support/o1/kr1 | support/o1 | 2026-Q2 | E1    | E2
        support/o1/kr2 | support/o1 | 2026-Q2 | E3    |
    """).looked_back("""
        about goal | cycle   | on         | author | collaboration
        support/o1 | 2026-Q2 | 2026-07-02 | M1     | Sales lent its calls
    """).says("""
        employee | team | collaboration
        E1       | yes  | Sales lent its calls
        E2       | yes  | Sales lent its calls
        E3       | yes  | Sales lent its calls
    """)


def test_objectives_stand_by_cycle_then_by_id_then_by_day(evidence: EvidenceCase) -> None:
    evidence.aims("""
        objective  | cycle
        support/o3 | 2026-Q1
        support/o2 | 2026-Q2
        support/o1 | 2026-Q2
    """).pursues("""
        key result     | objective  | cycle   | owner
        support/o3/kr1 | support/o3 | 2026-Q1 | E1
        support/o2/kr1 | support/o2 | 2026-Q2 | E1
        support/o1/kr1 | support/o1 | 2026-Q2 | E1
    """).looked_back("""
        about goal | cycle   | on         | author | employee | moved
        support/o2 | 2026-Q2 | 2026-07-01 | E1     | E1       | Third
        support/o1 | 2026-Q2 | 2026-07-02 | E1     | E1       | Second
        support/o1 | 2026-Q2 | 2026-06-20 | E1     | E1       | First
        support/o3 | 2026-Q1 | 2026-04-02 | E1     | E1       | Before
    """).says("""
        employee | number | objective  | moved
        E1       | 1      | support/o3 | Before
        E1       | 2      | support/o1 | First
        E1       | 3      | support/o1 | Second
        E1       | 4      | support/o2 | Third
    """)


def test_only_cycles_that_overlap_the_appraisal_cycle_count(evidence: EvidenceCase) -> None:
    evidence.aims("""
        objective | cycle
        old       | 2025-Q4
        now       | 2026-Q1
        next      | 2026-Q3
    """).pursues("""
        key result | objective | cycle   | owner
        old/kr1    | old       | 2025-Q4 | E1
        now/kr1    | now       | 2026-Q1 | E1
        next/kr1   | next      | 2026-Q3 | E1
    """).says("""
        employee | objective
        E1       | now
    """)


def test_of_a_check_in_only_date_author_and_sentence_are_taken(evidence: EvidenceCase) -> None:
    evidence.aims("objective | cycle\nsupport/o1 | 2026-Q1").pursues("""
        key result     | objective  | cycle   | owner | contributors
        support/o1/kr1 | support/o1 | 2026-Q1 | E1    | E2
    """).checks_in("""
        key result     | on         | author | confidence | note
        support/o1/kr1 | 2026-01-12 | E1     | off_track  | The first two guides are out
        support/o1/kr1 | 2026-01-19 | E1     | on_track   |
        support/o1/kr1 | 2026-07-02 | E1     | on_track   | After the cycle
    """).lays_out("""
        employee | on         | source   | author | team | objective  | text
        E1       | 2026-01-12 | check_in | E1     | yes  | support/o1 | The first two guides are out
        E2       | 2026-01-12 | check_in | E1     | yes  | support/o1 | The first two guides are out
    """)
    columns = {name for table in vars(evidence.said()).values() for name in table.columns}
    numbers = {"value", "confidence", "score", "grade", "decision", "cause", "baseline", "target", "manual_score"}
    assert columns & numbers == set()


def test_what_was_said_about_a_team_before_an_employees_first_day_is_not_about_the_employee(
    evidence: EvidenceCase,
) -> None:
    evidence.work("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-06-30
        E2       | 2026-03-01 | 2026-06-30
    """).aims("objective | cycle\nsupport/o1 | 2026-Q1").pursues("""
        key result     | objective  | cycle   | owner | contributors
        support/o1/kr1 | support/o1 | 2026-Q1 | E1    | E2
    """).checks_in("""
        key result     | on         | author | note
        support/o1/kr1 | 2026-02-27 | E1     | Before
        support/o1/kr1 | 2026-03-02 | E1     | After
    """).lays_out("""
        employee | text
        E1       | Before
        E1       | After
        E2       | After
    """)


def test_whoever_has_left_learns_nothing_more_of_the_team(evidence: EvidenceCase) -> None:
    evidence.work("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-06-30
        E2       | 2026-01-01 | 2026-02-13
    """).aims("""
        objective  | cycle
        support/o1 | 2026-Q1
        support/o2 | 2026-Q2
    """).pursues("""
        key result     | objective  | cycle   | owner | contributors
        support/o1/kr1 | support/o1 | 2026-Q1 | E1    | E2
        support/o2/kr1 | support/o2 | 2026-Q2 | E1    | E2
    """).checks_in("""
        key result     | on         | author | note
        support/o1/kr1 | 2026-02-13 | E1     | The last day
        support/o1/kr1 | 2026-02-16 | E1     | After it
    """).looked_back("""
        about goal     | cycle   | on         | author | employee | moved
        support/o1/kr1 | 2026-Q1 | 2026-04-02 | E1     |          | What we did together
        support/o2/kr1 | 2026-Q2 | 2026-06-29 | E1     |          | What the others did
        support/o2/kr1 | 2026-Q2 | 2026-06-29 | E1     | E2       | What came of E2's work
    """).lays_out("""
        employee | text
        E1       | The last day
        E1       | After it
        E1       | What we did together
        E1       | What the others did
        E2       | The last day
        E2       | What we did together
        E2       | What came of E2's work
    """).says("""
        employee | objective  | moved
        E1       | support/o1 | What we did together
        E1       | support/o2 | What the others did
        E2       | support/o1 | What we did together
        E2       | support/o2 | What came of E2's work
    """)


def test_a_goal_of_days_on_which_somebody_was_not_there_is_not_asked_of_them(evidence: EvidenceCase) -> None:
    evidence.work("""
        employee | from       | to
        E1       | 2026-04-01 | 2026-06-30
        E2       | 2026-01-01 | 2026-03-31
    """).aims("""
        objective  | cycle
        support/o1 | 2026-Q1
        support/o2 | 2026-Q2
    """).pursues("""
        key result     | objective  | cycle   | owner | contributors
        support/o1/kr1 | support/o1 | 2026-Q1 | E2    | E1
        support/o2/kr1 | support/o2 | 2026-Q2 | E1    | E2
    """).looked_back("""
        about goal     | cycle   | on         | author | employee | moved
        support/o1/kr1 | 2026-Q1 | 2026-04-02 | E2     |          | Before E1 came
    """).says("""
        employee | objective  | moved
        E1       | support/o2 |
        E2       | support/o1 | Before E1 came
    """)


def test_a_sentence_with_a_percentage_or_a_score_is_listed_to_its_author(evidence: EvidenceCase) -> None:
    evidence.lists("""
        sentence                                         | listed
        We reached 72 % of it                            | yes
        Up by 7.5%, then nothing                         | yes
        About seventy per cent done                      | yes
        Churn fell by 3 percentage points                | yes
        Fell by 3 pp in August                           | yes
        It stands at 0.7                                 | yes
        It stands at 0,65 now                            | yes
        We ended on .8                                   | yes
        We ended on 1.0, and are proud                   | yes
        I would give it 7/10                             | yes
        8 out of 10 for effort                           | yes
        Eight out of ten for effort                      | yes
        A score of seven                                 | yes
        We scored a solid 4                              | yes
        Our grade was 2                                  | yes
        Graded green in the end                          | yes
        I rated it B                                     | yes
        Green at 72                                      | yes
        Amber (45)                                       | yes
        ७२ % पूरा                                         | yes
        72％                                             | yes
    """)


def test_other_numbers_in_a_sentence_are_not_listed(evidence: EvidenceCase) -> None:
    evidence.lists("""
        sentence                                         | listed
        Ran 12 interviews and wrote two guides           | no
        It took 0.5 days and 1.5 hours                   | no
        Version 1.0 went out on 14 September             | no
        Library 0.7.3 broke the build                    | no
        See build v0.8 for the change                    | no
        Meeting of 07/10/2026 with five customers        | no
        The red thread through all interviews            | no
        A high score is not the point                    | no
        The scores fall after five in the evening        | no
        In 2026 we hired 4 people                        | no
        The team of 10 shared the work                   | no
        Costs fell from 1,000 to 800 euros               | no
        Took on the migration for Q3                     | no
        Green field, no legacy                           | no
        The graded road to the plant                     | no
    """)


def test_the_finding_names_row_and_author_and_never_the_sentence() -> None:
    found = number_findings((
        TypedRow("check_ins", 12, "support/o1/kr1", "E012", ("We are at 72 %",)),
        TypedRow("check_ins", 13, "support/o1/kr1", "E012", ("Interviews are done",)),
        TypedRow("retro_notes", 3, "support/o1", None, (None, "It moved", "A score of 4", None)),
    ))  # fmt: skip
    assert [(finding.code, finding.subject_id, finding.text.split(":")[0]) for finding in found] == [
        ("OKR-NUMBER-IN-TEXT", "support/o1/kr1", "check_ins, row 12, by E012"),
        ("OKR-NUMBER-IN-TEXT", "support/o1", "retro_notes, row 3, by nobody named"),
    ]
    assert not any("72" in finding.text or "score of" in finding.text for finding in found)


def test_titles_check_ins_and_retro_notes_are_looked_at(evidence: EvidenceCase) -> None:
    said = (
        evidence.aims("""
            objective  | cycle   | owner | title
            support/o1 | 2026-Q1 | M1    | Reach 90 % self-service
        """)
        .pursues("key result | objective | cycle | owner\nsupport/o1/kr1 | support/o1 | 2026-Q1 | E1")
        .checks_in("""
            key result     | on         | author | note
            support/o1/kr1 | 2026-01-12 | E1     | Nothing to say
            support/o1/kr1 | 2026-01-19 | E1     | At 0.4 now
        """)
        .looked_back("""
            about goal | cycle   | on         | author | learned
            support/o1 | 2026-Q1 | 2026-04-02 | M1     | Graded amber
        """)
        .said()
    )
    assert [(finding.subject_id, finding.text.split(":")[0]) for finding in okr_number_findings(said)] == [
        ("support/o1", "the objective's title, by M1"),
        ("support/o1/kr1", "check_ins, row 2, by E1"),
        ("support/o1", "retro_notes, row 1, by M1"),
    ]
