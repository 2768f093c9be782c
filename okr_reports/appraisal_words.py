"""The words of appraisal evidence (rules §8)."""

from enum import StrEnum

# Stands for a length of periods where a whole segment is meant.
SEGMENT_GRAIN = "segment"


class Measured(StrEnum):
    """Whose value of a KPI counts for an employee."""

    PERSON = "person"
    TEAM = "team"
    SHARED = "shared"


class Share(StrEnum):
    """Whether a note may enter a bundle; every other word stays out and is counted."""

    YES = "yes"
    NO = "no"


def is_shared(word: str | None) -> bool:
    """Whether this word, as somebody typed it, says yes."""
    return word is not None and word.strip().lower() == Share.YES


class NotJudged(StrEnum):
    """Why a period is not judged for an employee, or a KPI has no achievement."""

    ABSENT = "absent"
    ON_LEAVE = "on_leave"
    NO_TARGET = "no_target"
    BACK_DATED = "back_dated"
    NOT_NUMERIC = "not_numeric"
    NO_DATA = "no_data"
    UNDEFINED = "undefined"
    SMALL_N = "small_n"
    NOT_ENDED = "not_ended"
    UNKNOWN = "unknown"
    FEW_PERIODS = "few_periods"
    FEW_PEOPLE = "few_people"
    HALF_WEIGHT = "half_weight"
    NO_ROLE = "no_role"
    NO_TEAM = "no_team"
    FAILED = "failed"


class PaySubject(StrEnum):
    """What pays, as it is kept when first seen: a role, a KPI of one, the linkage policy, the policy."""

    ROLE = "role"
    KPI = "kpi"
    LINKAGE = "linkage"
    POLICY = "policy"

    @property
    def key_in_company(self) -> str:
        """The key in company.yaml, by which changes.csv names a policy."""
        return "linkage_policy" if self is PaySubject.LINKAGE else self.value


class Verdict(StrEnum):
    """By which values a restated month is judged: those known now, or those once published."""

    AS_KNOWN = "as_known"
    AS_PUBLISHED = "as_published"


class CommentStatus(StrEnum):
    """How far a comment or correction of an employee has come."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CLOSED = "closed"
    NOTED = "noted"
