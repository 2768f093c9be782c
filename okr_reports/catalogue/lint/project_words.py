"""The English words by which a project or task is told from a measure (KPI-PROJECT)."""

from okr_reports.catalogue.lint.word_sets import word_set

# No measure's name begins with one of these.
PURE_VERBS = word_set(
    "implement migrate introduce establish develop create finalise finalize organise organize automate integrate"
    " negotiate prepare define deliver install modernise modernize standardise standardize digitise digitize"
    " investigate onboard relaunch consolidate"
)
# Verbs that are nouns as well: `launch success rate`, `train punctuality`, `open rate`, `build time`.
VERBS = word_set(
    "launch complete build ship release deploy hire open close train plan design test review run conduct update"
    " upgrade publish audit start pilot rewrite renew replace move sign write document recruit host hold execute"
    " finish redesign refactor rollout adopt obtain achieve"
)
TWO_WORD_VERBS = ("roll out", "set up", "go live", "kick off", "carry out", "phase out", "switch to", "move to")
# What somebody wishes of a measure: its name follows.
WISHES = word_set("increase reduce improve boost grow decrease enhance maximise maximize minimise minimize")
DETERMINERS = word_set("the a an new our all next another first second third second-generation phase")
OBJECTS = word_set(
    "pricing price-list crm erp hris lms wms website site app application campaign campaigns programme program"
    " platform portal system systems tool tools policy policies module modules store stores office offices plant"
    " warehouse handbook migration rollout roll-out training trainings workshop workshops certification audit version"
    " feature features product products dashboard dashboards process strategy roadmap survey surveys webinar webinars"
    " conference event events project projects intranet newsletter brand rebranding onboarding curriculum api apis"
    " infrastructure framework plan plans prototype mvp pilot contract agreement study report reports manual iso-27001"
    " soc-2 gdpr team teams centre center branch branches line lines wing ward"
)
# Nouns that are projects by themselves.
EVENTS = word_set(
    "implementation rollout roll-out migration relaunch go-live transformation redesign rebranding replatforming re-"
    " platforming relocation refactoring launch project programme program integration upgrade construction"
)
ANOTHER_MIGRATION = word_set(
    "net in out internal international bird population labour labor student customer patient cell domestic customers"
)
# What is measured again and again: a name with one of these is a measure.
MEASURES = word_set(
    "rate rates share ratio percentage percent % time times day days hour hours minutes cost costs spend expense"
    " revenue sales income count number score index coverage accuracy adherence frequency volume velocity margin value"
    " yield density delay delays latency throughput efficiency utilisation utilization quality satisfaction nps csat"
    " backlog incidents defects errors failures attainment punctuality uptime downtime availability length age"
    " duration overrun overruns variance performance effectiveness productivity occupancy compliance conversion"
    " retention churn turnover growth usage adoption attendance participation engagement speed pressure weight size"
    " capacity load budget price prices requests complaints tickets orders cases findings users customers visitors"
    " participants passengers applicants learners graduates hires leavers kilometres kilometers miles lead level"
    " levels timeliness reliability success position positions balance deviation slippage effort loss losses amount"
    " completeness completion readiness likelihood risk lag rework hits downloads views signups"
)
# What to measure instead, by what the project is about.
INSTEAD = {
    "pricing": "Revenue per account",
    "crm": "Share of open deals with a next step",
    "erp": "Share of orders entered without correction",
    "website": "Visitors who ask for an offer ÷ visitors",
    "app": "Weekly active users ÷ installations",
    "campaign": "Cost per qualified lead",
    "training": "Share of staff who pass the test afterwards",
    "workshop": "Share of staff who pass the test afterwards",
    "onboarding": "90-day retention",
    "migration": "Share of traffic on the new system",
    "migrate": "Share of traffic on the new system",
    "feature": "Share of accounts that use it each week",
    "portal": "Share of requests settled without an agent",
    "store": "Revenue per square metre",
    "certification": "Audit findings open for more than 30 days",
    "survey": "Answers ÷ people asked",
    "policy": "Share of cases handled as it says",
}
