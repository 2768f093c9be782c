"""Six very different employees of the invented company: what each one's bundle is made from."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from okr_reports.findings import Finding
from okr_reports.packs.bundle.inputs import EmployeeTables
from okr_reports.words import Severity
from tests.rendering.bundle_sample import Person, tables_of, with_texts, with_values

MEERA = Person(
    "E187",
    people="""
Meera Pillai | support-lead | tier2 | E012 | 2024-02-01 | 2026-03-31 | active | 1.0
Meera Pillai | support-lead | tier2 | E012 | 2026-04-01 | 2026-04-30 | on_leave | 1.0
Meera Pillai | support-lead | tier2 | E012 | 2026-05-01 | | active | 1.0
""",
    segments="support-lead | tier2 | E012 | 2026-01-01 | 2026-06-30 | 123 | 20",
    results="""
1 | support-lead | answers | support/p90-first-response | MMMLxx | 1.8 1.8 1.9 2.0 2.2 2.4
1 | support-lead | answers | support/first-contact | MMMLMM | 72 71 70 72 71 70
1 | support-lead | quality | support/reopen-rate | tnMLMM | 4.2 - 4.3 4.4 4.1 4.4
1 | support-lead | quality | support/csat | MMMLxM | 4.3 4.3 4.4 4.2 4.1 4.3
1 | support-lead | prevention | support/tickets-per-100 | MMMLMM | 33 34 35 33 32 34
1 | support-lead | prevention | people-finance/enps | pppppp | - - - - - -
""",
    competencies="""
Ownership | proficient | proficient | Took over the reopen rate in March without being asked and wrote down how it \
is counted. | E012 | 2026-07-03
Clear writing | proficient | advanced | The replies are the ones we copy into the macros. | E031 | 2026-07-03
Coaching | proficient | developing | Two of three new agents had no plan for their first month. From June they \
have. | E012 | 2026-07-03
Judgement | proficient | proficient | Raised the evening gap on 21 April, with numbers and two options. | E020 | \
2026-07-02
""",
    words="""
2026-Q1 | support/o1 | Customers can help themselves | 2026-03-27 | E187 | | The help-centre articles for \
onboarding, with two agents. | New customers find the set-up steps inside the product. | Articles written from real \
tickets are read. | Customer Success lent its onboarding calls as source.
2026-Q2 | support/o2 | Ready for Europe | 2026-06-08 | E012 | yes | The evening hand-over between shifts, from May. \
| Every open ticket has a hand-over note and an owner. | A hand-over without a named person is a wish. | \
Engineering added the owner field to the ticket form.
""",
    evidence="""
2026-01-12 | check_in | E187 | | First drafts of the onboarding articles.
2026-01-20 | one_to_one | E012 | | Agreed: two agents, four hours a week, for articles.
2026-01-29 | check_in | E031 | yes | Joined six onboarding calls to collect questions.
2026-02-09 | check_in | E187 | | Macro replies cut from 140 to 60.
2026-02-24 | one_to_one | E012 | | Will take over the reopen rate from March.
2026-03-02 | check_in | E187 | | How a reopened ticket is counted, agreed by both shifts.
2026-03-27 | retro_note | E187 | | Articles written from real tickets are read.
2026-03-27 | one_to_one | E012 | | Leave cover arranged with R. Iyer for April.
2026-06-08 | check_in | E012 | yes | Evening hand-over runs.
2026-06-15 | one_to_one | E012 | | Plans for new agents start this month.
2026-06-26 | check_in | E020 | yes | Owner field live; the team tested it in two days.
""",
    notes="""
2026-07-06 | E012 | A steady half-year. The reopen rate is in better hands than mine. For the second half: \
plans for new agents from their first day, and the evening queue, for which the staff is now there.
""",
    comments="""
2026-07-04 | P90, April | April should not count for me: I was on leave. | accepted
2026-07-05 | P90, May and June | The evening gap was reported on 21 April; I could not hire. | open
2026-07-05 | The half-year | I liked the calls with new customers most. | noted
""",
    kept_out="""
one_to_one | 3 | 1
manager_note | 2 | 0
""",
)
ARJUN = Person(
    "E044",
    people="""
Arjun O’Neill-Rao | support-agent | tier1 | E012 | 2023-05-01 | 2026-02-28 | active | 1.0
Arjun O’Neill-Rao | support-agent | tier2 | E020 | 2026-03-01 | | active | 0.5
""",
    segments="""
support-agent | tier1 | E012 | 2026-01-01 | 2026-02-28 | 41 | 0
support-agent | tier2 | E020 | 2026-03-01 | 2026-06-30 | 82 | 0
""",
    results="""
1 | support-agent | answers | support/p90-first-response | MM.... | 1.8 1.9 - - - -
1 | support-agent | answers | support/first-contact | Mx.... | 72 69 - - - -
1 | support-agent | load | engineering/deployments | MM.... | 12 13 - - - -
2 | support-agent | answers | support/p90-first-response | ..MMxM | - - 1.9 2.0 2.4 1.9
2 | support-agent | answers | support/first-contact | xM | 68.4 71.2 | quarter
2 | support-agent | load | engineering/deployments | ..MxMM | - - 5.5 4.0 5.6 6.1
""",
    scales={"engineering/deployments": "- - 0.5 0.5 0.48 0.5"},
    restated={"support/p90-first-response": ("2026-04", 2.3, False)},
    changes="""
kpi | support/p90-first-response | target | <= 1.8 | <= 2.0 | 2026-03-04 | 2026-03-02 | E012 | Two shifts were \
merged, agreed with the team on 27 February.
role | support-agent | weight of load | 30 | 40 | 2026-04-09 | | |
""",
    before=0.6389,
    competencies="Ownership | proficient | proficient | Answers the phone first. | E020 | 2026-07-01",
    evidence="""
2026-01-12 | check_in | E044 | | Learned the new ticket form.
2026-02-16 | one_to_one | E012 | | Moves to tier 2 in March, half time.
2026-03-16 | one_to_one | E020 | | First week in tier 2.
2026-04-20 | one_to_one | E020 | | Targets halved with the hours, as the policy says.
2026-05-11 | check_in | E044 | | Outage of 9 May: all tickets answered by the 11th.
2026-06-22 | comment | E044 | | Half time suits me.
""",
    findings=(
        Finding("BACKDATED-TARGET", Severity.WARNING, "E044", "the target of support/p90-first-response was set late"),
    ),
)
NOBODY = Person("E404", people="")
JOINER = Person(
    "E210",
    people="Søren Müller-Łukasz | support-agent | | | 2026-05-18 | | active | 1.0",
    segments="support-agent | | | 2026-05-18 | 2026-06-30 | 31 | 0",
    results="""
1 | support-agent | answers | support/p90-first-response | ....ax | - - - - - 2.4
1 | support-agent | answers | support/first-contact | ....as | - - - - - -
1 | support-agent | load | engineering/deployments | ....an | - - - - - -
""",
)
W_NOTE = "W" * 5_000
LONG_NOTE = "The queue was long and the answers were short. " * 21_300
CONTROL_NOTE = "before\x00\x1b[31m\ud800after \u202eright to left\u2069 and\r\nanother line\n\n\n" + "line\n" * 60
TALKER_EVIDENCE = "\n".join(
    f"2026-{1 + number // 8:02}-{1 + 3 * (number % 8):02} | {('one_to_one', 'check_in', 'comment')[number % 3]} | "
    f"{('E012', 'E066', 'E020')[number % 3]} | | "
    f"Note number {number + 1} about the evening queue, its length and what was done."
    for number in range(46)
)
TALKER = Person(
    "E066",
    people="मीरा पिल्लै | support-lead | tier2 | E012 | 2020-01-01 | | active | 1.0",
    segments="support-lead | tier2 | E012 | 2026-01-01 | 2026-06-30 | 123 | 0",
    results="""
1 | support-lead | answers | support/p90-first-response | MMMMMM | 1.8 1.8 1.9 1.7 1.6 1.5
1 | support-lead | answers | support/first-contact | MMMMMM | 72 71 70 72 71 70
1 | support-lead | quality | support/reopen-rate | MMMMMM | 4.2 4.1 4.3 4.4 4.1 4.4
1 | support-lead | quality | support/csat | MMMMMM | 4.3 4.3 4.4 4.2 4.2 4.3
1 | support-lead | prevention | support/tickets-per-100 | MMMMMM | 33 34 35 33 32 34
1 | support-lead | prevention | people-finance/enps | MMMMMM | 31 32 33 31 30 35
""",
    evidence=TALKER_EVIDENCE,
)
HOSTILE_NAME = '<script>alert("x")</script>\u202e\u0000 عبد الرحمن {{ pack }} ' + "Unpronounceable" * 16
HOSTILE = replace(MEERA, id="E999", people=MEERA.people.replace("Meera Pillai", HOSTILE_NAME.replace("|", "")))


def talker() -> EmployeeTables:
    """Somebody with 46 records, of which three are no ordinary texts."""
    made = tables_of(TALKER)
    texts = made.evidence.column("text")
    texts[3], texts[17], texts[30] = W_NOTE, LONG_NOTE, CONTROL_NOTE.replace("\ud800", "")
    return replace(made, evidence=with_values(made.evidence, "text", texts))


def hostile() -> EmployeeTables:
    """Markup, overrides of the writing direction and words without end, in every field that people type."""
    nasty = "</td><script>x</script>\u202e&amp;" + W_NOTE
    return with_texts(
        tables_of(HOSTILE),
        evidence=("text", nasty),
        manager_notes=("note", nasty),
        comments=("text", nasty),
        competencies=("comment", nasty),
        okr_words=("took_on", nasty),
    )


PEOPLE: Mapping[str, Callable[[], EmployeeTables]] = {
    "lead": lambda: tables_of(MEERA),
    "transfer": lambda: tables_of(ARJUN),
    "nobody": lambda: tables_of(NOBODY),
    "joiner": lambda: tables_of(JOINER),
    "talker": talker,
    "hostile": hostile,
}
