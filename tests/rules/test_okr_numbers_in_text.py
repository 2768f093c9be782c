"""Percentages and scores in sentences about goals"""

from okr_reports.number_words import TypedRow, holds_number, number_findings
from tests.rules.appraisal_words_case import sentences


def test_a_sentence_with_a_percentage_or_a_score_is_listed() -> None:
    assert sentences("""
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
    """, holds_number) == []  # fmt: skip


def test_other_numbers_are_not() -> None:
    assert sentences("""
        sentence                                         | listed
        Ran 12 interviews and wrote two guides           | no
        It took 0.5 days and 1.5 hours                   | no
        Version 1.0 went out on 14 September             | no
        Library 0.7.3 broke the build                    | no
        See build v0.8 for the change                    | no
        Meeting of 07/10/2026 with five customers        | no
        The red thread through all interviews            | no
        A high score is not the point                    | no
        In 2026 we hired 4 people                        | no
        The team of 10 shared the work                   | no
        Costs fell from 1,000 to 800 euros               | no
        Took on the migration for Q3                     | no
        Green field, no legacy                           | no
        The graded road to the plant                     | no
    """, holds_number) == []  # fmt: skip


def test_the_finding_names_row_and_author_and_never_the_sentence() -> None:
    said = (
        TypedRow("check_ins.csv", 12, "support/o1/kr1", "E012", ("We are at 72 %",)),
        TypedRow("check_ins.csv", 13, "support/o1/kr1", "E012", ("Interviews are done",)),
        TypedRow("retro_notes.csv", 3, "support/o1", None, (None, "It moved", "A score of 4", None)),
    )
    found = number_findings(said)
    assert [(finding.code, finding.subject_id, finding.text.split(":")[0]) for finding in found] == [
        ("OKR-NUMBER-IN-TEXT", "support/o1/kr1", "check_ins.csv, row 12, by E012"),
        ("OKR-NUMBER-IN-TEXT", "support/o1", "retro_notes.csv, row 3, by nobody named"),
    ]
    assert not any("72" in finding.text or "score of 4" in finding.text.lower() for finding in found)
