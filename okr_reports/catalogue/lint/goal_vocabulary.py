"""The English words by which the title of a goal is told to be a task, a wish, everyday business or a measure."""

from okr_reports.catalogue.lint.word_sets import word_set

# No outcome's name begins with one of these; only a share or an amount behind it makes it one ("Deliver 95 % …").
DOING = word_set(
    "launch relaunch implement introduce publish organise organize develop create prepare finalise finalize migrate"
    " deploy install establish define draft hire recruit integrate automate redesign rebuild rewrite refactor modernise"
    " modernize digitise digitize consolidate negotiate send hold host run conduct build write make set execute deliver"
    " complete finish produce arrange stage record schedule attend evaluate investigate explore research analyse"
    " analyze assess identify rollout roll start begin kick carry train coach certify educate upgrade update replace"
    " renovate construct purchase buy procure procurement document review audit pilot test design plan map present"
    " interview visit ship release submit translate archive clean hand migrate-over distribute print film shoot"
)
# Of these, what follows must be a thing to be done: "Launch conversion", "Hold time", "Complete orders" are measures.
AMBIGUOUS = word_set(
    "launch hold host run conduct build complete start record document review audit pilot test design plan map present"
    " interview visit ship release train coach stage schedule set make send print film shoot clean hand update upgrade"
    " research deploy finish deliver rollout hire draft install purchase buy attend begin roll"
)
TWO_WORD_DOING = (
    "roll out", "set up", "kick off", "carry out", "put in place", "go live", "hand over", "start up", "write up",
    "sign off", "bring in", "work on", "look into", "draw up",
)  # fmt: skip
ADVERBS = word_set("successfully fully quickly finally also we will shall to and jointly regularly")
DETERMINERS = word_set(
    "the a an our new all next another first second third every each one two three four five six seven eight nine ten"
    " twelve fifteen twenty more additional monthly weekly quarterly regular internal external annual at least some"
    " several many"
)
# Things that are done or made: what stands here is effort, however often.
EFFORTS = word_set(
    "webinar webinars workshop workshops training trainings interview interviews session sessions campaign campaigns"
    " newsletter newsletters post posts article articles blog blogs podcast podcasts event events conference"
    " conferences meeting meetings seminar seminars roadshow roadshows survey surveys demo demos presentation"
    " presentations report reports study studies audit audits review reviews pilot pilots experiment experiments"
    " hackathon hackathons offsite offsites townhall townhalls town-hall town-halls drill drills roundtable"
    " roundtables masterclass masterclasses bootcamp bootcamps emails calls visits tests videos brochures flyers"
    " leaflets whitepapers whitepaper e-books case-studies press-releases releases features sprints standups"
    " one-to-ones retrospectives inspections lectures courses course lessons exercises fairs fair breakfasts"
)
# Things that are built, bought, written or switched on.
ARTEFACTS = word_set(
    "app application website site portal platform system systems tool tools crm erp hris lms wms dashboard dashboards"
    " policy policies handbook guideline guidelines process processes strategy roadmap plan plans framework programme"
    " program project projects feature module modules pricing api apis intranet campaign infrastructure"
    " warehouse office offices store stores branch branches plant line lines wing ward clinic centre center lab school"
    " building team teams committee certification certificate iso soc gdpr audit curriculum catalogue database pipeline"
    " chatbot bot software migration integration rollout redesign rebranding brand product products prototype mvp"
    " version release releases model models template templates playbook playbooks manual procedure procedures contract"
    " contracts agreement agreements partnership partnerships training academy library onboarding checklist checklists"
    " kit calendar charter code standard standards machine machines equipment fleet vehicles sensors engineers engineer"
    " developers developer staff employees nurses nurse teachers teacher managers manager reps salespeople recruiters"
    " analysts people drivers agents doctors employee newsletter board council network scheme initiative"
    " service-desk helpdesk hotline data-warehouse datawarehouse cluster servers architecture documentation"
    " specification requirements backlog registry register form forms job-descriptions video page pages"
    " list study"
)
# What is measured: a head that ends so is a name, whatever verb it begins with.
MEASURED = word_set(
    "rate rates share ratio percentage percent % time times day days hour hours minute minutes week weeks cost costs"
    " spend expense expenses revenue sales income number score scores index coverage accuracy adherence frequency"
    " volume velocity margin value yield density delay delays latency throughput efficiency utilisation utilization"
    " satisfaction nps csat backlog incidents incident defects defect errors error failures failure attainment"
    " punctuality uptime downtime availability length age duration overrun overruns variance performance productivity"
    " occupancy compliance conversion retention churn turnover attrition growth usage adoption attendance participation"
    " engagement speed pressure weight capacity budget price prices requests complaints tickets orders cases findings"
    " users visitors participants passengers applicants learners graduates leavers kilometres miles level levels"
    " timeliness reliability success deviation slippage effort loss losses amount completeness completion readiness"
    " risk lag rework downloads views signups sign-ups savings arr mrr ebitda profit cash opportunities leads deals"
    " renewals bookings donations turnaround wait waits readmissions infections falls absence absenteeism vacancies"
    " mistakes bugs crashes outages returns refunds breaches injuries accidents emissions waste energy scrap stock"
    " inventory dropout drop-outs no-shows cancellations abandonment win-rate customers clients members subscribers"
    " subscriptions accounts pupils patients debt claims arrears"
)
# Behind a verb of doing these are what it was done for: "Build a pipeline of …", "Deliver savings", "Create demand".
WON = word_set(
    "revenue savings arr mrr opportunities leads deals sales profit cash orders bookings renewals donations signups"
    " sign-ups subscribers customers funding demand referrals users trials upgrades"
)
WISHING = word_set(
    "increase reduce improve boost grow decrease enhance maximise maximize minimise minimize raise lower cut lift"
    " strengthen optimise optimize foster promote drive ensure enable encourage support accelerate deepen expand"
    " streamline simplify elevate become be better achieve develop advance unlock transform shorten speed slash curb"
    " double triple halve eliminate prevent stabilise stabilize revitalise embed instil cultivate empower inspire make"
    " delight excel leverage nurture provide offer deliver build create more less fewer higher greater stronger"
    " faster attract win retain"
)
PRAISING = word_set(
    "world-class best-in-class excellent seamless happy delighted outstanding exceptional great amazing superb"
    " high-performing top-notch state-of-the-art cutting-edge strong robust healthy efficient effective good"
    " customer-centric data-driven innovative modern leading"
)
# Qualities that nobody can count before somebody says how.
QUALITIES = word_set(
    "satisfaction experience experiences quality culture collaboration communication awareness efficiency alignment"
    " morale innovation visibility knowledge processes relationship relationships loyalty trust wellbeing well-being"
    " leadership skills presence image mindset reputation standards service services usability maturity capability"
    " capabilities transparency agility happiness motivation teamwork cooperation excellence effectiveness"
    " performance accountability ownership operations work-life balance competitiveness brand impact clarity"
    " capacity-building understanding synergy synergies partnerships stakeholders focus empowerment confidence"
    " professionalism responsiveness resilience sustainability security governance inclusion diversity support"
)
# Totals that are moved by many things at once.
TOTALS = word_set(
    "attrition turnover churn retention revenue revenues sales cost costs engagement productivity absenteeism absence"
    " complaints defects incidents returns accidents delays errors traffic conversion conversions margin margins profit"
    " profits profitability expenses spending waste downtime leads usage adoption profitability cancellations"
    " dropouts growth income output overheads debt overtime vacancies tickets bugs sickness"
)
GENERAL = word_set(
    "the our overall total company general all customer customers employee employees staff client user users business"
    " organisational organizational team teams internal external product its their of and operational sales brand and"
    " across organisation organization significantly substantially drastically dramatically further more market"
    " website student students patient patients public cross-team cross-functional"
)
EVERYDAY = word_set(
    "payroll day-to-day daily operations closing bookkeeping backups backup helpdesk tickets invoices invoicing"
    " business-as-usual bau routine maintenance reporting monthly close compliance continuity lights"
)
# A measure that stands for itself: as an objective it is a figure still to be written.
HARD_MEASURES = word_set(
    "nps csat arr mrr ebitda churn attrition revenue revenues turnover margin margins profit profits costs cost sales"
    " conversion dau mau gmv roi roas cac ltv dso uptime downtime absenteeism rate rates throughput headcount traffic"
    " leads signups sign-ups bookings enps oee productivity overtime overheads occupancy"
)
MOVING = word_set(
    "increase reduce improve boost grow decrease raise lower cut lift maximise maximize minimise minimize double triple"
    " halve achieve reach hit shorten slash drive"
)
# What to measure instead, by what the task is about, as a key result.
INSTEAD = {
    "app": "Weekly active usage on mobile from <a> % to <b> %",
    "pricing": "Revenue per account from <a> to <b>",
    "webinars": "Qualified leads from webinars from <a> to <b>",
    "webinar": "Qualified leads from webinars from <a> to <b>",
    "events": "Qualified leads from events from <a> to <b>",
    "interviews": "Share of decided features that three or more customers asked for from <a> % to <b> %",
    "website": "Visitors who ask for an offer from <a> % to <b> %",
    "site": "Visitors who ask for an offer from <a> % to <b> %",
    "crm": "Open deals with a next step from <a> % to <b> %",
    "erp": "Orders entered without correction from <a> % to <b> %",
    "portal": "Requests settled without an agent from <a> % to <b> %",
    "training": "Staff who pass the test afterwards from <a> % to <b> %",
    "trainings": "Staff who pass the test afterwards from <a> % to <b> %",
    "workshops": "Participants who use it a month later from <a> % to <b> %",
    "campaign": "Cost per qualified lead from <a> to <b>",
    "campaigns": "Cost per qualified lead from <a> to <b>",
    "posts": "Trials that began on the blog from <a> to <b>",
    "articles": "Trials that began with an article from <a> to <b>",
    "newsletter": "Readers who click through from <a> % to <b> %",
    "survey": "Answers of those asked from <a> % to <b> %",
    "onboarding": "New customers live within 14 days from <a> % to <b> %",
    "migration": "Traffic on the new system from <a> % to <b> %",
    "feature": "Accounts that use it each week from <a> % to <b> %",
    "dashboard": "Weekly decisions taken from the dashboard from <a> to <b>",
    "engineers": "Roles filled within 60 days from <a> % to <b> %",
    "iso": "Audit findings open for more than 30 days from <a> to <b>",
    "policy": "Cases handled as the policy says from <a> % to <b> %",
    "handbook": "Questions answered without asking a colleague from <a> % to <b> %",
}
# What to count for a quality, as a key result.
COUNTED_AS = {
    "satisfaction": "CSAT from <a> to <b> on at least 300 responses",
    "experience": "Customers who reach their goal without help from <a> % to <b> %",
    "quality": "Work returned for correction from <a> % to <b> %",
    "collaboration": "Handovers without a question back from <a> % to <b> %",
    "communication": "Staff who can name the three goals from <a> % to <b> %",
    "awareness": "Buyers who name us unaided from <a> % to <b> %",
    "brand": "Buyers who name us unaided from <a> % to <b> %",
    "culture": "eNPS from <a> to <b> on at least 70 % answers",
    "morale": "eNPS from <a> to <b> on at least 70 % answers",
    "motivation": "eNPS from <a> to <b> on at least 70 % answers",
    "loyalty": "Customers who buy again within a year from <a> % to <b> %",
    "efficiency": "Hours per case from <a> to <b>",
    "processes": "Days from order to delivery, median, from <a> to <b>",
    "service": "Requests solved at first contact from <a> % to <b> %",
    "support": "Requests solved at first contact from <a> % to <b> %",
    "security": "Critical findings open for more than 30 days from <a> to <b>",
}
