"""What people of the sample write about each other: invented sentences without a name and without a figure."""

# As roles/*.yaml names them.
COMPETENCIES = {
    "account-executive": ("Listening", "Negotiation", "Honest forecasts"),
    "success-manager": ("Customer empathy", "Planning", "Clear writing"),
    "support-agent": ("Ownership", "Clear writing", "Product knowledge"),
    "software-engineer": ("Design", "Code review", "Learning from incidents"),
    "people-finance-partner": ("Discretion", "Accuracy", "Fairness"),
    "team-lead": ("Coaching", "Planning", "Decisions"),
    "department-head": ("Direction", "Coaching", "Working across departments"),
    "chief-executive": ("Direction", "Decisions"),
}
LEVELS = ("Learning", "Solid", "Strong")
EXPECTED = {"team-lead": "Strong", "department-head": "Strong"}
# What a rater says of each level.
RATERS_SAY = {
    "Learning": (
        "Asks early and takes advice; needs somebody to look over the harder cases.",
        "Gets there with help. We agreed on one thing to practise until we talk again.",
        "The second half was steadier than the first.",
    ),
    "Solid": (
        "Does what the role asks, also when it is busy.",
        "Reliable. Others know what they will get.",
        "Good, and says so when something will be late.",
    ),
    "Strong": (
        "Others learn it from here.",
        "Saw the problem before it was one, and told the people it would reach.",
        "Carried the hard cases of the whole team when it was short of people.",
    ),
}  # fmt: skip

ONE_TO_ONES = {
    "": (
        "Talked about the last weeks. Wants fewer meetings in the morning; we moved two of them.",
        "Asked for feedback on the handover. It was complete, and two days earlier than agreed.",
        "Would like to learn how budgets are made. Sits in on the next round.",
        'Said: "I\'d rather be told early." Agreed, in both directions.',
        "The move of the desk helps. Nothing else to report.",
        "Looks for more to decide alone. From next month signs off the smaller cases.",
        "पिछले महीने का काम अच्छा रहा; अगले महीने नई टीम के साथ बैठना है।",
    ),
    "account-executive": (
        "Lost a deal late. We went through the notes: the buyer's own deadline was never asked for.",
        "Discounts are given more carefully now; the list of reasons helps.",
        "Wants to try the longer first call with every new contact.",
    ),
    "success-manager": (
        "Two renewals were called early and one customer was saved by it.",
        "The set-up of a customer in Europe took long because of the bank. Wrote down the steps.",
        "Too many accounts without a plan. We sorted them together.",
    ),
    "support-agent": (
        "The evening shift is tiring. We try a week on and a week off.",
        "Wrote three model answers, and the others use them.",
        "A customer was angry and wrote back to say thanks.",
    ),
    "software-engineer": (
        "The failed deployment came from a missing test. It is written now, and so is the story of it.",
        "Reviewed more than wrote this month; that was right for the release.",
        "On call twice. The runbook for the queue was wrong and is right now.",
    ),
    "people-finance-partner": (
        "The correction of a payslip was explained in person, the same day.",
        "One seat was offered twice. We keep one list from now on.",
        "Closing the books went quietly; the checklist works.",
    ),
    "team-lead": (
        "Two people asked for the same shift. Found a rule that both call fair.",
        "Plans for the new starters are ready before they come.",
    ),
    "department-head": (
        "Wants the departments to plan together once a quarter, not one after the other.",
        "Said no to a project that nobody had asked for.",
    ),
    "chief-executive": ("Spoke with the board about the next year.",),
}  # fmt: skip

MANAGER_NOTES = (
    "Stayed with a difficult case until it was solved, and wrote down how.",
    "Helped a new colleague through the first week without being asked.",
    "Missed the weekly review twice; we talked about it and it has not happened since.",
    "Took over a shift at short notice.",
    "Gave a clear account of a mistake of their own to the whole team.",
    "Prepared the meeting well: everybody knew beforehand what was to be decided.",
    "A colleague from another department came to say thanks.",
    "Was late with a promised answer. The customer had to ask again.",
    "Proposed to drop a report that nobody reads. We dropped it.",
    "Explained the change to those who did not want it, and listened.",
    "Hat einer Kundin in deren Sprache geholfen; sie hat sich bedankt.",
    "Keeps the list of open questions short and current.",
)

# What employees comment on, and the comment.
COMMENTS = (
    ("One-to-ones", "I'd like a note of what we agreed each time."),
    ("Timeline", "The project with the partner is missing here; it took six weeks."),
    ("Competencies", "I agree with most of it. About planning I see it differently and would like to talk."),
    ("Notes", "Thank you for the note about the new colleague."),
)
CORRECTIONS = (
    ("Changes that work", "Two of the deployments counted for me were made by the release robot in my name."),
    ("Deals that last", "The discount on the framework contract was decided by the head of department, not by me."),
)
