"""Who sees what in appraisal evidence"""

from tests.rules.evidence_case import EvidenceCase


def test_everybody_with_a_day_in_the_cycle_gets_a_bundle_joiners_and_leavers_too(evidence: EvidenceCase) -> None:
    evidence.employs("""
        employee | from       | to
        E1       | 2024-05-01 |
        E2       | 2026-06-30 |
        E3       | 2023-01-01 | 2026-01-01
        E4       | 2023-01-01 | 2025-12-31
        E5       | 2026-07-01 |
    """).work("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-06-30
        E2       | 2026-06-30 | 2026-06-30
        E3       | 2026-01-01 | 2026-01-01
    """).bundles("""
        employee    | bundle
        E1          | made
        E2          | made
        E3          | made
        left before | 1
        joins after | 1
    """)


def test_bundles_whose_files_could_be_taken_for_each_other_are_withheld(evidence: EvidenceCase) -> None:
    evidence.employs("""
        employee | from
        e1       | 2025-01-01
    """).work("""
        employee | from       | to
        E1       | 2026-01-01 | 2026-06-30
        e1       | 2026-01-01 | 2026-06-30
        E/2      | 2026-01-01 | 2026-06-30
        nul      | 2026-01-01 | 2026-06-30
        E3       | 2026-01-01 | 2026-06-30
    """).bundles("""
        employee | bundle
        E/2      | withheld
        E1       | withheld
        E3       | made
        e1       | withheld
        nul      | withheld
    """)


def test_a_note_enters_only_when_its_author_says_share_yes(evidence: EvidenceCase) -> None:
    evidence.noted("""
        employee | on         | author | share | note
        E1       | 2026-02-03 | M1     | yes   | Helped the new ones
        E1       | 2026-02-04 | M1     | Yes   | Wrote the guide
        E1       | 2026-02-05 | M1     | no    | For myself
        E1       | 2026-02-06 | M1     | Y     | Perhaps
        E1       | 2026-02-07 | M1     |       | Nothing said
        E1       | 2026-02-08 | M1     | true  | Nothing said
    """).met("""
        employee | on         | author | share | note
        E1       | 2026-03-02 | M1     | yes   | Agreed on two guides
        E1       | 2026-03-09 | M1     | later | Not yet
    """).lays_out("""
        employee | on         | source       | author | text
        E1       | 2026-02-03 | manager_note | M1     | Helped the new ones
        E1       | 2026-02-04 | manager_note | M1     | Wrote the guide
        E1       | 2026-03-02 | one_to_one   | M1     | Agreed on two guides
    """).keeps_out("""
        employee | source       | note_count | unknown_share_count
        E1       | manager_note | 4          | 3
        E1       | one_to_one   | 1          | 1
    """)


def test_notes_of_other_cycles_stay_out_and_are_not_counted(evidence: EvidenceCase) -> None:
    evidence.noted("""
        employee | on         | author | share | note
        E1       | 2025-12-31 | M1     | yes   | Last year
        E1       | 2026-01-01 | M1     | yes   | First day
        E1       | 2026-06-30 | M1     | yes   | Last day
        E1       | 2026-07-01 | M1     | no    | Too late
    """).lays_out("""
        employee | on         | text
        E1       | 2026-01-01 | First day
        E1       | 2026-06-30 | Last day
    """).keeps_out("""
        employee | note_count
    """)


def test_what_is_written_about_one_employee_stands_in_that_bundle_alone(evidence: EvidenceCase) -> None:
    evidence.noted("""
        employee | on         | author | share | note
        E1       | 2026-02-03 | M1     | yes   | About E1
        E3       | 2026-02-03 | M2     | yes   | About E3
    """).rated("""
        employee | on         | competency | comment   | rater
        E2       | 2026-07-02 | Ownership  | Steady    | M1
    """).lays_out("""
        employee | source       | text
        E1       | manager_note | About E1
        E2       | competency   | Ownership: Steady
        E3       | manager_note | About E3
    """)


def test_a_bundle_names_its_employee_the_manager_and_the_authors_of_what_it_prints(evidence: EvidenceCase) -> None:
    evidence.noted("""
        employee | on         | author | share | note
        E1       | 2026-02-03 | M2     | yes   | Helped us
        E2       | 2026-02-03 | M2     | no    | For myself
    """).names("""
        bundle | names
        E1     | E1 M1 M2
        E2     | E2 M1
        E3     | E3 M2
    """)


def test_evidence_stands_by_day_then_by_source_and_undated_last(evidence: EvidenceCase) -> None:
    evidence.met("""
        employee | on         | author | share | note
        E1       | 2026-03-02 | M1     | yes   | Second
    """).noted("""
        employee | on         | author | share | note
        E1       | 2026-03-02 | M1     | yes   | Third
        E1       | 2026-01-15 | M1     | yes   | First
    """).rated("""
        employee | competency | comment | rater | on
        E1       | Ownership  | Last    | M1    |
    """).commented("""
        employee | on         | about    | text
        E1       | 2026-07-04 | My March | Fourth
    """).lays_out("""
        employee | number | source       | text
        E1       | 1      | manager_note | First
        E1       | 2      | one_to_one   | Second
        E1       | 3      | manager_note | Third
        E1       | 4      | comment      | My March: Fourth
        E1       | 5      | competency   | Ownership: Last
    """)


def test_a_correction_has_a_status_and_a_word_that_is_none_leaves_it_open(evidence: EvidenceCase) -> None:
    evidence.commented("""
        employee | on         | about  | text         | status
        E1       | 2026-07-01 | March  | I was away   | open
        E1       | 2026-07-02 | April  | Wrong KPI    | Accepted
        E1       | 2026-07-03 | May    | Half a month | declined
        E1       | 2026-07-03 | May    | Half of June | closed
        E1       | 2026-07-04 | June   | Please look  | pending
        E1       | 2026-07-05 | thanks | A good year  |
    """).answers("""
        employee | about  | status
        E1       | March  | open
        E1       | April  | accepted
        E1       | May    | declined
        E1       | May    | closed
        E1       | June   | open
        E1       | thanks |
    """)


def test_comments_and_competencies_belong_to_the_cycle_that_they_name(evidence: EvidenceCase) -> None:
    evidence.commented("""
        employee | cycle   | on         | text
        E1       | 2025-H2 | 2026-02-01 | Of the last one
        E1       | 2026-H1 | 2026-07-09 | Of this one
    """).lays_out("""
        employee | source  | text
        E1       | comment | Of this one
    """)
