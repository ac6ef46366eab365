<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages in English: every word that a page shows and the XML does not carry. How it works is said in zh.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:include href="report.xsl"/>

<!-- ============================================================ sentences -->

<xsl:variable name="say.lang" select="'en'"/>
<xsl:variable name="say.lang-query" select="'&amp;lang=en'"/>
<xsl:variable name="say.product" select="'Promises to enterprises'"/>
<xsl:variable name="say.skip" select="'Skip to content'"/>
<xsl:variable name="say.nav" select="'Main'"/>
<xsl:variable name="say.other-language" select="'中文'"/>
<xsl:variable name="say.other-lang" select="'zh-CN'"/>
<xsl:variable name="say.as-of" select="'As of'"/>
<xsl:variable name="say.known-at" select="'known at'"/>
<xsl:variable name="say.revision" select="'rollup'"/>
<xsl:variable name="say.no-rollup" select="'no rollup closed yet'"/>
<xsl:variable name="say.pinned" select="'moment pinned'"/>
<xsl:variable name="say.late" select="'The last rollup is overdue; the figures below are counted from live records.'"/>
<xsl:variable name="say.late-link" select="'See health'"/>
<xsl:variable name="say.synthetic-page" select="'This store holds made-up records: splits and details that the published articles do not give are filled in, and carry the mark synthetic.'"/>
<xsl:variable name="say.synthetic" select="'synthetic'"/>
<xsl:variable name="say.synthetic-title" select="'Contains made-up data'"/>
<xsl:variable name="say.reported" select="'reported only'"/>
<xsl:variable name="say.source" select="'Source: '"/>
<xsl:variable name="say.not-reported" select="'not reported'"/>
<xsl:variable name="say.interval" select="'interval'"/>
<xsl:variable name="say.interval-of" select="'% interval'"/>
<xsl:variable name="say.to" select="' to '"/>
<xsl:variable name="say.change" select="'since last period'"/>
<xsl:variable name="say.headline" select="'Headline figures'"/>
<xsl:variable name="say.figures" select="'Figures'"/>
<xsl:variable name="say.funnel" select="'Progress'"/>
<xsl:variable name="say.trend" select="'Trend by period'"/>
<xsl:variable name="say.curve" select="'Time to solve'"/>
<xsl:variable name="say.pace" select="'Until the target day'"/>
<xsl:variable name="say.enterprises" select="'Enterprises reached'"/>
<xsl:variable name="say.money" select="'Loans and subsidies'"/>
<xsl:variable name="say.more" select="'Further figures'"/>
<xsl:variable name="say.rates" select="'Rates'"/>
<xsl:variable name="say.rules" select="'Counting rules'"/>
<xsl:variable name="say.filters" select="'Filters'"/>
<xsl:variable name="say.remove" select="'remove this filter'"/>
<xsl:variable name="say.remove-all" select="'Remove all'"/>
<xsl:variable name="say.all" select="'All'"/>
<xsl:variable name="say.moment" select="'As of another day'"/>
<xsl:variable name="say.show" select="'Show'"/>
<xsl:variable name="say.pages" select="'Pages'"/>
<xsl:variable name="say.first" select="'First page'"/>
<xsl:variable name="say.next" select="'Next page'"/>
<xsl:variable name="say.forms" select="'Also as'"/>
<xsl:variable name="say.forms-xml" select="'XML'"/>
<xsl:variable name="say.forms-csv" select="'CSV'"/>
<xsl:variable name="say.viewer" select="'Viewer'"/>
<xsl:variable name="say.yes" select="'yes'"/>
<xsl:variable name="say.no" select="'no'"/>
<xsl:variable name="say.empty" select="'No record meets the conditions.'"/>
<xsl:variable name="say.not-shown" select="'Cases are shown to viewers with a role only.'"/>
<xsl:variable name="say.error-parameter" select="'Parameter'"/>
<xsl:variable name="say.error-value" select="'Value given'"/>
<xsl:variable name="say.error-reason" select="'Reason'"/>
<xsl:variable name="say.error-expected" select="'Expected'"/>
<xsl:variable name="say.error-path" select="'Address'"/>
<xsl:variable name="say.search" select="'Search'"/>
<xsl:variable name="say.search-hint" select="'Every word must occur; width, case and traditional characters do not matter'"/>
<xsl:variable name="say.home" select="'Back to the overview'"/>
<xsl:variable name="say.colon" select="': '"/>

<!-- =========================================================== catalogues -->

<xsl:variable name="labels.report">
overview=Overview
demands=Demands
demand=Demand
requirements=Requirements
requirement=Requirement
units=Units
unit=Unit
enterprises=Enterprises
enterprise=Enterprise
rollups=Rollups
rollup=Rollup
health=Health
error=This page cannot be given
loans=Loans
subsidies=Subsidies
policies=Policies
policy=Policy
events=Events that rates count
coverage=Coverage
search=Search
ledger=Ledger
batches=Batches
batch=Batch
problems=Common problems
problem=Common problem
</xsl:variable>

<xsl:variable name="labels.nav">
problems=Problems
</xsl:variable>

<xsl:variable name="labels.figure">
demands-collected=Demands collected
demands-valid=Valid demands
demands-not-valid=Demands not valid
demands-untriaged=Untriaged
valid-rate=Share valid
enterprises-registered=Enterprises registered
enterprises-contacted=Enterprises contacted
enterprises-with-valid=With a valid demand
enterprises-without-valid=Without a valid demand
enterprises-with-valid-rate=Share with a valid demand
enterprises-valid-rate=Share with a valid demand
enterprises-coverage=Coverage
requirements-solved=Solved
requirements-solved-on-time=Solved on time
requirements-solved-late=Solved late
requirements-dispatched=Dispatched
requirements=Requirements
solved-on-time=Solved on time
solved-late=Solved late
solve-rate=Share solved
solve-rate-collected=Share solved, of collected
requirements-open=Open
requirements-overdue=Overdue
requirements-not-due=Not due
requirements-awaiting=Awaiting dispatch
requirements-without-deadline=Without deadline
requirements-closed-unsolved=Closed unsolved
requirements-withdrawn=Withdrawn
overdue-rate=Share overdue
period-collected=Collected this period
period-opening=Opening
period-valid=Valid this period
period-dispatched=Dispatched this period
period-solved=Solved this period
period-returned=Returned this period
period-closed-unsolved=Closed unsolved this period
period-withdrawn=Withdrawn this period
period-overdue=Overdue at the end
period-closing=Closing
days-left=Calendar days to the target
workdays-left=Working days to the target
rate-needed=To be solved a day
rate-needed-workday=To be solved a working day
solved-recently=Solved a day of late
clear-chance=Chance of clearing in time
clear-chance-arriving=Chance if more keep coming
loans-applied=Loans applied for
loans-credit-granted=Credit granted
loans-approved=Loans approved
loans-disbursed=Loans disbursed
subsidies-declared=Subsidies declared
subsidies-approved=Subsidies approved
subsidies-paid=Subsidies paid
loans-credit-granted-rate=Credit granted, of applied
loans-approved-rate=Approved, of applied
loans-disbursed-rate=Disbursed, of applied
disbursement-rate=Disbursement rate
policy-clauses=Clauses
clause-coverage=Clause coverage
policy-applications=Applications
policy-payments=Payments
policy-paid=Amount paid
response-rate=Response rate
solve-rate-confirmed=Solved, confirmed by follow-up
on-time-rate=On-time rate
on-time-rate-dated=On time, of all with a deadline
on-time-rate-closed=On time among the closed
return-rate=Return rate
extension-rate=Extension rate
reopen-rate=Reopening rate
satisfaction-rate=Satisfaction
reporting-discipline=Reporting on time
median-days=Median days to solve
batches=Batches handed in
batches-faulty=Batches to be corrected
batch-rows=Rows
batch-taken=Recorded
batch-unchanged=Already there
batch-good=Without a fault
batch-faulty=Faulty rows
batch-faults=Faults
</xsl:variable>

<xsl:variable name="labels.table">
units=Responsible units ranked
contact-units=Contact units
overdue=Overdue requirements
categories=Categories
demands=Demands
demand-facts=Particulars
requirement-facts=Particulars
unit-facts=Particulars
enterprise-facts=Particulars
rollup-facts=Particulars
facts=Particulars
evidence=Why it is proposed
similar=Earlier demands that it may repeat
dispositions=Triage
requirements=Requirements
events=Events
members=Member units
periods=By period
enterprises=Enterprises
rollups=Rollups by period
rollup=The period
lines=Lines by unit and category
days=Collected and solved by day
conservation=Conservation
unit-days=Days by unit
difference=Change against the revision before
rhythm=Reports of the period
escalated=Escalated
revisions=Revisions
checks=Checks
loan-stages=Loan funnel
loan-steps=From stage to stage
banks=Banks
loans=Loans
targets=Targets
subsidy-stages=Subsidy funnel
subsidy-steps=From stage to stage
policies=Policies
clauses=Clauses
subsidies=Subsidies
policy-facts=Facts
overlaps=Clauses that overlap with other policies
measures=Measures
money=Money in the period
ageing=Age of the backlog
submissions=Submissions
forecast=Will the backlog be cleared in time?
forecast-history=The days that the forecast is drawn from
rates=Rates of the period
unit-rates=Rates of units at the end of the period
counted=Events that rates count
grids=Contacts by grid
coverage=Enterprises and their contacts
ledger=Ledger
next-steps=What may be done now
batches=Batches
batch-facts=Particulars
faults=Faults
levels=Open by level
problems=Common problems
problem=Common problem
problem-source=Where these figures come from
problem-demands=Demands that it was counted from
</xsl:variable>

<xsl:variable name="notes.table">
units=In order of the lower limit of the 95% interval of the share solved: a unit with few cases has a wide interval and does not lead by chance.
contact-units=Enterprises are counted once in each unit; their sum over units can exceed the distinct count of the zone.
overdue=The longest overdue first.
conservation=The two sides come from different records and must be equal.
loan-stages=Number: loans whose net amount at the stage is above zero; net = gross less reversed. The share is of the net amount applied for; where stages are not linked case by case it is no conversion rate.
loan-steps=Only loans that have records of both stages; days by local date. Cases whose later stage has the earlier date are in no column about days; their number is under Dates reversed.
subsidy-stages=Number: subsidies whose net amount at the stage is above zero; net = gross less reversed.
subsidy-steps=Only subsidies that have records of both stages; days by local date. Cases whose later stage has the earlier date are in no column about days; their number is under Dates reversed.
escalated=Open requirements that were taken up to the level.
difference=Records that came late made the period close again; the old revision stays.
rhythm=Reports that were due by the moment.
unit-days=The days of the units sum to what the period collected and solved.
targets=Where the target names no amount it is what was approved; where neither is reported nothing is worked out. The rate held is the net amount paid a day since the end of the seventh closed period before.
clauses=Demands: valid demands in the categories that the clause answers. A clause without demand, application and payment is silent.
rollup=The chain head covers every record before and the figures of this period; whoever can rewrite the whole file can rebuild the chain, so print and sign it, or keep it elsewhere.
money=Gross and reversed are of the period; net and number are totals at its end.
ageing=Days since dispatch less pauses; those without a deadline apart; the sum is what is open.
submissions=One is due after the end of each period; of checks only those missed within 14 days are listed.
forecast=Until the target day. Chances come from 1,000 courses drawn from the last four weeks; where the pace changes much, those near 0 or 100% are too sure of themselves.
forecast-history=Days of the last four weeks of closed periods; what came on balance is spread evenly over its period.
rates=Of what fell due, was dispatched, closed or rated in the period.
unit-rates=Up to the end: what the page of units showed then. In the period: of what fell due, was dispatched, closed or rated in it.
ledger=Open requirements, longest overdue first, those without deadline last; days since dispatch less pauses; the first deadline is shown where it was extended.
batches=The newest first; the same file handed in again is the same batch.
faults=By row of the table. To correct, hand in the rows again in a file whose name says which batch it corrects.
levels=All open requirements by the level on which they stand; they add up to the open ones.
problems=What enterprises of several grids ask for, by category and by wording, so a demand may be in both; as the closed period named above left it. Open and solved are requirements; a duplicate, or a demand not decided or not valid, is neither.
problem-demands=The state is that at the end of the period.
problem-source=Common problems are frozen with each rollup; demands that came since are grouped when their period closes.
</xsl:variable>

<xsl:variable name="empty.table">
overdue=Nothing is overdue.
evidence=No term of the rules or the model.
similar=No earlier demand is like it.
dispositions=Not triaged yet.
events=No event yet.
members=No member unit.
requirements=No requirement meets the conditions.
demands=No demand meets the conditions.
rollups=No rollup closed yet.
loan-steps=No loan has records of two stages.
subsidy-steps=No subsidy has records of two stages.
loans=No such loan.
subsidies=No such subsidy.
targets=No target is recorded.
unit-days=Nothing was collected or solved in the period.
difference=The period was not revised.
rhythm=No report of the period is due yet.
escalated=Nothing is escalated.
overlaps=No clause overlaps with another policy.
measures=No measure is recorded as a rule.
banks=No record.
policies=No policy is recorded.
clauses=No clause is recorded.
money=No loan or subsidy was recorded in the period.
ageing=Nothing is open.
submissions=No submission is due yet.
forecast=There is no target day, it has passed, or fewer than seven days are closed.
forecast-history=No closed days to forecast from.
rates=Nothing to count in this period.
unit-rates=Nothing to count yet.
counted=No event matches.
grids=No grid is recorded.
units=No unit is recorded.
contact-units=No contact unit is recorded.
coverage=No enterprise.
ledger=No open requirement meets the conditions.
next-steps=Nothing may be done.
batches=No batch fits.
faults=No faults.
problems=No common problem, or no period closed yet.
problem=No such problem.
problem-source=No period closed yet.
problem-demands=No demand meets the conditions, or none that you may see.
</xsl:variable>

<xsl:variable name="labels.column">
ref=Reference
no=No.
code=Code
unit=Unit
kind=Kind
name=Name
value=Content
enterprise=Enterprise
uscc=Credit code
grid=Grid
contact_unit=Contact unit
category=Category
disposition=Disposition
requirement=Requirement
requirements=Requirements
demand=Demand
demands=Demands
term=Term
weight=Weight
context=Where it stands
similar=May repeat
similarity=Similarity
proposed=Proposed category
responsible=Proposed unit
method=Decided by
of_demand=Duplicate of
text=Text
at=At
recorded_at=Recorded at
dispatched=Dispatched
deadline=Deadline
days_overdue=Days overdue
state=State
section=Section
reason=Reason
actor=Actor
note=Note
phone_name=Contact
contact_name=Contact person
phone=Phone
collected=Collected
valid=Valid
valid_rate=Share valid
solved=Solved
rate=Share solved
open=Open
overdue=Overdue
enterprises=Enterprises
contacted=Contacted
lead=Leads
role=Role
start=Start
end=End
period=Period
revision=Revision
closed_at=Closed at
version=Version
trail_no=Number in the chain
head=Chain head
opening=Opening
closing=Closing
reopened=Reopened
opened=Opened
returned_in=Returned to here
returned=Returned
reassigned=Reassigned
closed_unsolved=Closed unsolved
withdrawn=Withdrawn
day=Day
date=Date
identity=Identity
place=Place
left=Left side
right=Right side
holds=Holds
ok=OK
escalated_to=Level
received=Came
late=Late
on_time=On time
measure=Measure
missing=Missing
reminders=Reminded
report=Report
line=Line
column=Column
before=Before
after=After
change=Change
synthetic=Synthetic
source=Source
stage=Stage
next_stage=Next stage
number=Number
gross=Gross
reversed=Reversed
net=Net
of_applied=Of applied
linked=Linked cases
amount=Amount before
next_amount=Amount after
of_previous=Of the stage before
days_median=Median days
days_min=Fewest days
days_max=Most days
reversed_order=Dates reversed
bank=Bank
applied_number=Applied, number
applied=Applied
credit_granted=Credit granted
approved_number=Approved, number
approved=Approved
disbursed=Disbursed
declared=Declared
paid=Paid
paid_number=Payments
stage_at=Reached on
ended=Ended
policy=Policy
clause=Clause
clauses=Clauses
members=Members
due_on=Due
target=Target
days_left=Days left
rate_held=A day, held
rate_needed=A day, needed
title=Title
level=Level
issuer=Issued by
issued_on=Issued
silent=Silent
applications=Applications
aspect=Aspect
other_clause=Other clause
clause_no=Clause no.
use=Use
rank=Rank
days=Days
reporting_discipline=Reported on time
expected=Reports expected
on_time_rate=On-time rate
rate_name=Rate
rate_at_end=Up to the end
rate_in_period=In the period
n=Numerator
d=Denominator
event=Event
respond_by=Respond by
answered=Answered in time
outcome=Outcome
median_days=Median days
target_day=Target day
solved_recently=Solved of late
clear_chance=Chance of clearing
clear_chance_arriving=If more keep coming
came_net=Came, on balance
not_contacted=Not contacted
coverage=Coverage
with_valid=With a valid demand
contacts=Contacts
last_channel=Last channel
last_contact=Last contact
channels=Channels
phase=Phase
given=First deadline
urged=Urged
progress=Last progress
next=Then
quantity=Quantity
batch_kind=What
file=File
batch_state=State
rows=Rows
taken=Recorded
unchanged=Already there
faulty=Faulty rows
faults=Faults
corrects=Corrects
settled_by=Put right by
row=Row
remedy=Remedy
cadres=Cadres
per_cadre=Enterprises per cadre
by=Grouped by
problem=Problem
terms=What they share
grids=Grids
first=First
last=Last
open_enterprises=Open: enterprises
open_grids=Open: grids
escalated=Escalated as common
common_days=Days looked back
common_demands=Newest demands at most
common_enterprises=Enterprises at least
common_grids=Grids at least
demands_since=Demands since
</xsl:variable>

<xsl:variable name="labels.series">
collected=collected
valid=valid
solved=solved
dispatched=dispatched
open=open
overdue=overdue
solved-share=Share solved within so many days of dispatch
</xsl:variable>

<xsl:variable name="labels.param">
as_of=As of
known_at=Known at
unit=Unit
category=Category
disposition=Disposition
state=State
period=Period
enterprise=Enterprise
contact=Contact
event=Event in period
stage=Stage
bank=Bank
policy=Policy
clause=Clause
age=Age
mark=Counted as
grid=Grid
q=Search for
phase=Phase
returned=Returned
level=Level
result=Result
</xsl:variable>

<xsl:variable name="labels.value">
state.open=Open
state.overdue=Overdue
state.not_due=Not due
state.without_deadline=Without deadline
state.awaiting=Awaiting dispatch
state.solved=Solved
state.solved_on_time=Solved on time
state.solved_late=Solved late
state.solved_without_deadline=Solved, no deadline
state.closed_unsolved=Closed unsolved
state.withdrawn=Withdrawn
disposition.valid=Valid
disposition.duplicate=Duplicate
disposition.out_of_scope=Out of scope
disposition.incomplete=Incomplete
disposition.consultation=Consultation
disposition.superseded=Superseded
disposition.untriaged=Untriaged
disposition.not_valid=Not valid
contact.contacted=Contacted
contact.valid=With a valid demand
contact.without_valid=Contacted, no valid demand
contact.none=Not contacted
event.dispatched=dispatched
event.solved=solved
event.returned=returned
event.closed_unsolved=closed unsolved
event.withdrawn=withdrawn
event.reopened=reopened
role.leader=leader
role.unit=unit
role.auditor=auditor
role.none=totals only
stage.applied=applied
stage.credit_granted=credit granted
stage.approved=approved
stage.disbursed=disbursed
stage.declared=declared
stage.paid=paid
state.confirmed=Solved, confirmed
state.due_met=Due and closed on time
state.closed_on_time=Closed on time
state.extended=Extended past the first deadline
age.d0=0 to 1 days
age.d2=2 to 3 days
age.d4=4 to 6 days
age.d7=7 to 14 days
age.d15=15 to 29 days
age.d30=30 days or more
mark.dispatched=Dispatches
mark.returned=Dispatches sent back
mark.limit=Limits that fell
mark.answered=Answered in time
mark.closed=Closings
mark.reopened=Opened again
mark.rated=Ratings
mark.satisfied=Satisfied
phase.awaiting=Awaiting dispatch
phase.dispatched=Dispatched
phase.accepted=Worked on
phase.paused=Waits for the enterprise
returned.once=Sent back
returned.pingpong=Ping-pong
result.faulty=to be corrected
result.corrected=corrected
result.good=without a fault
result.unchecked=not checked
state.escalated=Escalated as common
</xsl:variable>

<xsl:variable name="labels.unit">
days=days
workdays=working days
per_day=a day
</xsl:variable>

<xsl:variable name="labels.status">
400=The request is not right
401=Sign in first
403=Not for this viewer
404=There is no such page
405=Method not allowed
406=Not in this form
408=The request took too long
414=The address is too long
429=Too many requests
431=The request headers are too large
500=The server failed
502=The service is not available
503=The service is not available
504=The server took too long
</xsl:variable>

</xsl:stylesheet>
