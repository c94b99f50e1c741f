# Campaigns, and late overrides.

question-may_enrol = May { $subject } be enrolled in the campaign on { $as_of }?
question-may_run_campaign = May this be done to the campaign { $subject } on { $as_of }?
question-may_override = May { $subject } be paid after its window, if proposed on { $as_of }?
question-may_end_override = May the override { $subject } be ended on { $as_of }?

fact-campaign_selects = { $answer ->
    [yes] The campaign { $campaign } selects the membership: its anniversary { $anniversary } lies between { $from } and { $to }.
   *[no] { $campaign ->
        [none] No campaign selects a membership{ $offer ->
            [none] {""}
           *[other] {" "}of the offer { $offer }
        } with the anniversary { $anniversary }.
       *[other] The campaign { $campaign } selects anniversaries between { $from } and { $to } of other offers or on other days: this one is { $anniversary }{ $offer ->
            [none] {""}
           *[other] {" "}({ $offer })
        }.
    }
}
    .topic = whether the campaign selects the membership
fact-not_enrolled = { $answer ->
    [yes] No campaign excuses this year yet.
   *[no] The campaign { $campaign } excuses this year already, since { $since }.
}
    .topic = earlier enrolments
fact-competency_extends = { $answer ->
    [yes] { $count ->
        [0] The campaign { $campaign } keeps the membership as it is.
        [one] The campaign { $campaign } keeps { $count } competency: { $competencies }.
       *[other] The campaign { $campaign } keeps { $count } competencies: { $competencies }.
    }
   *[no] The year has no competency that the campaign { $campaign } keeps. It leaves out: { $excluded }.
}
    .topic = the competencies that are kept
fact-waived_by_campaign = The campaign { $campaign } counts for the renewal after { $anniversary }{ $requirements ->
    [waived] ; its requirements need not be met again
   *[other] {""}
}{ $review ->
    [waived] ; the profile need not be reviewed
   *[other] {""}
}{ $fee ->
    [waived] ; no fee is due
   *[other] ; the fee is still due
}{ $next_anniversary ->
    [none] {""}
   *[other] ; the next anniversary is then { $next_anniversary }
}{ $self_service_until ->
    [none] {""}
   *[other] ; it can be paid until { $self_service_until }
}.
    .topic = what a campaign excuses
fact-no_other_run = { $answer ->
    [yes] No other run of the campaign { $campaign } is open.
   *[no] Another run of the campaign { $campaign } is open since { $since } ({ $run_state_word }).
}
    .topic = other runs
fact-within_members = { $answer ->
    [yes] { $members } members were counted; the campaign may have { $max }.
   *[no] { $members } members were counted, more than the { $max } that the campaign may have.
}
    .topic = the number of members
fact-run_in_turn = { $answer ->
    [yes] The run is in a state in which this can be done ({ $run_state_word }).
   *[no] The run is in a state in which this cannot be done ({ $run_state_word }){ $run_act ->
        [close] ; members left: { $pending }
       *[other] {""}
    }.
}
    .topic = the state of the run
fact-campaign_unchanged = { $answer ->
    [yes] The programme is the one by which the members were counted on { $proposed_on }.
   *[no] The programme has changed since the members were counted on { $proposed_on }.
}
    .topic = whether the programme has changed
fact-other_person = { $answer ->
    [yes] Another person decides than the one who proposed it.
   *[no] { $proposed_by } proposed it, and another person must decide.
}
    .topic = the second person
fact-late_override = The override by the campaign { $campaign } (ticket { $ticket }) lets the fee be paid until { $pay_by }; { $approved_by } approved it on { $granted_on }.
    .topic = the late override
fact-window_over = { $answer ->
    [yes] The window, from { $from } to { $to }, has passed.
   *[not_yet] The window is not over: it goes from { $from } to { $to }.
}
    .topic = the end of the window
fact-override_in_time = { $answer ->
    [yes] It was asked for on { $asked_on }; the campaign { $campaign } can bring back who asks by { $until }.
    [over] It was asked for on { $asked_on }; the campaign { $campaign } could bring back who asked by { $until }.
   *[no] The campaign { $campaign } brings back nobody after the window.
}
    .topic = the days in which an override can be asked for
fact-late_year_runs = { $answer ->
    [over] The year that would be paid for is over: its window closed on { $until }.
   *[yes] The year that is paid for runs, with its window, until { $until }.
}
    .topic = whether the year still runs
fact-no_open_override = { $answer ->
    [yes] No other override for this year is open or in force.
   *[no] Another override for this year is there since { $since }{ $pay_by ->
        [none] , and waits for a decision
       *[other] , and lets the fee be paid until { $pay_by }
    }.
}
    .topic = other overrides
fact-override_open = { $answer ->
    [yes] The override waits or counts ({ $override_state_word }).
   *[over] The override neither waits nor counts any more ({ $override_state_word }).
}
    .topic = the state of the override

remedy-ask_override = Open a ticket that asks for a late override{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
remedy-act-ask_override = open a ticket
remedy-settle_override = Decide on the other override first, or end it.
remedy-act-settle_override = decide on the other override
remedy-ask_second_person = Have another person decide.
remedy-act-ask_second_person = ask another person
remedy-ask_opener = Ask whoever opened the ticket to do it.
remedy-act-ask_opener = ask who opened it
remedy-close_run = Close the run that is open.
remedy-act-close_run = close the open run
remedy-simulate_again = Close this run and count the members anew.
remedy-act-simulate_again = simulate again

problem-campaign-not-applicable = The campaign does not reach this membership
    .causes =
        The campaign selects offers and anniversaries, and may leave out competencies.
        A year that was renewed, has lapsed, or is enrolled already is skipped.
    .cures =
        Read in the explanation which of these it is.
problem-campaign-too-large = The campaign has more members than it may have
    .causes =
        The programme limits the members of a run, so that a wrong selection reaches nobody.
    .cures =
        Correct the selection or the limit in the programme’s files, and simulate again.
problem-campaign-not-in-turn = The run is not in a state in which this can be done
    .causes =
        A run is simulated, approved by a second person, started and, when all its members are done, closed.
    .cures =
        Do the step before, or wait until all members are done.
problem-campaign-changed = The programme has changed since the simulation
    .causes =
        What was simulated and approved would not be what runs.
    .cures =
        Close the run and simulate again.
problem-approver-is-proposer = Another person must approve it
    .causes =
        Whoever proposes an exception or a campaign cannot approve it.
        A service cannot approve it: a person must.
    .cures =
        Ask another person who may decide.
problem-override-not-eligible = No override is possible for this membership
    .causes =
        Only a year in a campaign that lets late payers come back can be paid after its window.
        The window must have passed, the year must not be renewed, and the ticket must have come in time.
    .cures =
        Read in the explanation which of these it is.
        Buy the offer afresh, where it can be bought.

history-campaign_enrolled = { $actor } enrolled { $membership } in the campaign { $campaign }{ $count ->
    [0] {""}
    [one] , which keeps the competency { $competencies }
   *[other] , which keeps the competencies { $competencies }
}. The anniversary { $anniversary } stays; { $fee ->
    [waived] no fee is due, and
   *[other] the fee is still due, and with it
} the next one is { $next_anniversary }.
    .title = Enrolled in a campaign
history-override_proposed = { $actor } proposed a late override for { $membership } by the campaign { $campaign } (ticket { $ticket }).
    .title = Override proposed
history-override_granted = { $actor } approved the late override for { $membership }: the fee can be paid until { $pay_by }.
    .title = Override approved
history-override_declined = { $actor } declined the late override for { $membership }.
    .title = Override declined
history-override_ended = { $actor } ended the late override for { $membership }.
    .title = Override ended

effect-campaign-waives = The renewal is excused from: { $to }. Campaign: { $campaign }.
effect-campaign-pay_by = The window stays: the last day to renew is { $to }.
effect-override-proposed = An override for { $to } is proposed; another person must approve it.
effect-override-pay_by = { $to ->
    [none] The override ends now.
   *[other] The fee can be paid until { $to }; on that day the override ends by itself.
}

change-override_ends = Last day to pay { $subject } ({ $offer }) under the late override
change-relief_ends = Last day to pay { $subject } ({ $offer }) after the window, without asking
change-kind-override_ends = last day of the override
change-kind-relief_ends = last day to pay after the window

run-simulated = simulated
run-approved = approved
run-running = running
run-closed = closed
skip-not_selected = not selected
skip-renewed = renewed before
skip-lapsed = membership lapsed
skip-closed = ended by another act
skip-excluded = competency left out
skip-nothing_to_extend = no competency to keep
skip-already_enrolled = enrolled already
skip-account_closed = account closed
skip-not_possible = not possible
override-open = waits for a decision
override-approved = approved
override-refused = declined
override-done = paid
override-ended = ended
capability-run_campaigns = run campaigns
capability-view_campaigns = see campaigns
capability-propose_override = propose late overrides
capability-decide_override = decide on late overrides

member-pending = pending
member-enrolled = enrolled
member-skipped = skipped

cli-campaign = Campaigns: from the simulation to the report
cli-campaign-list = Lists the campaigns of the programme
    .examples =
        symbolon campaign list
cli-campaign-simulate = Counts the members and makes a run, which a second person approves
    .examples =
        symbolon campaign simulate relief-2021-h2 --dry-run
        symbolon campaign simulate relief-2021-h2
cli-campaign-runs = Lists the runs
    .examples =
        symbolon campaign runs --campaign relief-2021-h2
cli-campaign-approve = Approves a run that somebody else simulated
    .examples =
        symbolon campaign approve run_… --dry-run
        symbolon campaign approve run_… --yes
cli-campaign-start = Starts a run that was approved; it goes on by itself
    .examples =
        symbolon campaign start run_… --dry-run
        symbolon campaign start run_… --yes
cli-campaign-report = Shows what became of a run’s members
    .examples =
        symbolon campaign report run_…
cli-campaign-members = Lists the members of a run with what became of each
    .examples =
        symbolon campaign members run_… --state skipped
cli-campaign-selected = selected
cli-campaign-close = Closes a run whose members are all done
    .examples =
        symbolon campaign close run_… --yes
cli-campaign-fees = Fees due: { $amount }
cli-campaign-expected = expected to be enrolled
cli-campaign-pending = still to do
cli-campaign-enrolled = enrolled
cli-campaign-paid = of them, paid since
cli-campaign-to-pay = of them, can still pay
cli-campaign-missed = of them, missed the window
cli-campaign-asked-late = of them, asked for an override
cli-campaign-run = { $id } { $campaign }: { $state_text }
cli-member-pending = still to do
cli-member-enrolled = enrolled
cli-member-skipped = skipped
cli-campaign-skipped = skipped: { $reason }
cli-override = Late overrides, proposed by one person and approved by another
cli-override-list = Lists late overrides: of a company, or of all
    .arg-account = the company, by id, global number or name; without it, your own, and for the vendor’s people all
    .examples =
        symbolon override list --open
cli-override-propose = Proposes to let a membership be paid after its window, for support
    .examples =
        symbolon override propose M-1005 --campaign relief-2020-h2 --ticket 2106290000000001 --note crisis --account 1000003 --dry-run
cli-override-grant = Approves an override that somebody else proposed
    .examples =
        symbolon override grant ovr_… --dry-run
        symbolon override grant ovr_… --yes
cli-override-decline = Declines an override
    .examples =
        symbolon override decline ovr_… --note too-late --yes
cli-override-end = Ends an override before its day
    .examples =
        symbolon override end ovr_… --dry-run
cli-arg-campaign = the campaign, by its id in the programme
cli-arg-run = the run, by id
cli-arg-member-state = only members in this state
cli-arg-open = only those that wait for a decision
cli-arg-late-override = the override, by id
cli-col-campaign = campaign
cli-col-most = at most
cli-col-expected = expected
cli-col-count = count
cli-col-run = run
cli-col-members = members
cli-col-enrolled = enrolled
cli-col-member-state = members
cli-col-override = override
cli-col-membership = membership
cli-col-ticket = ticket

# Pages.
ui-nav-campaigns = Campaigns
ui-nav-overrides = Overrides
ui-campaigns-page = Campaigns
ui-campaigns-title = Campaigns
ui-campaigns-lead = What the programme waives, for whom, and how far each is.
ui-campaigns-none = This programme has no campaign.
ui-campaign = Campaign
ui-campaign-anniversaries = Anniversaries
ui-campaign-anniversary = Anniversary
ui-campaign-state = State
ui-campaign-days = { $from } to { $to }
ui-campaign-never = never run
ui-campaign-offers = Offers
ui-campaign-waives = Waives
ui-campaign-except = Leaves out
ui-campaign-late = Who missed the window
ui-campaign-late-value = asks by { $date }, and pays within { $days ->
    [one] { $days } day
   *[other] { $days } days
} of the approval
ui-campaign-simulation = Simulation
ui-campaign-now = { $selected ->
    [0] No membership is selected today.
   *[other] Memberships selected today: { $selected }; { $reached ->
        [0] none would be enrolled.
       *[other] { $reached } would be enrolled.
    }
} A run enrols { $most } at most.{ $fees ->
    [none] {""}
   *[other] {" "}Fees due all the same: { $fees }.
}
ui-campaign-simulate = Count and propose
ui-campaign-run = Run: { $state }
ui-campaign-simulated-by = Simulated by { $who } on { $date }
ui-campaign-approved-by = Approved by { $who } on { $date }
ui-campaign-started-by = Started by { $who } on { $date }
ui-campaign-closed-by = Closed by { $who } on { $date }
ui-campaign-do-approve = Approve
ui-campaign-do-start = Start
ui-campaign-do-close = Close
ui-campaign-members = Members
ui-campaign-all = All ({ $count })
ui-campaign-skipped = Passed over ({ $count })
ui-campaign-shown = { $count ->
    [0] No member.
   *[other] { $from } to { $to } of { $count }
}
ui-campaign-will-skip = { $reason }: will not be enrolled
ui-campaign-membership = Membership
ui-campaign-because = Reason
ui-overrides-page = Overrides
ui-overrides-title = Late overrides
ui-overrides-lead = One person proposes, another approves; each ends by itself on the day by which the fee is to be paid.
ui-overrides-none = No override waits or counts.
ui-override-text = Proposed by { $who } on { $date }, ticket { $ticket }.
ui-override-pay-by = to be paid by { $date }
ui-override-fee = The company then pays { $amount }{ $note ->
    [none] {""}
   *[other] {" "}({ $note })
}.
ui-override-approve = Approve
ui-override-decline = Decline
ui-override-end = End now
ui-override-propose = Propose an override
ui-override-ticket = Ticket
ui-override-reason = Why
ui-override-reason-hint = It stays with the vendor.
ui-override-ticket-error = Choose a ticket about a membership whose window has passed.
ui-override-campaign-error = Choose the campaign.
ui-override-reason-error = Write why.
