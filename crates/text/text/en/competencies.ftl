# Competencies: what is asked for, what is shown, and what is refused.

stage-started = started
stage-qualified = qualified
stage-active = active
stage-at_risk = at risk
stage-ended = ended
requirement-kind-certified_people = certified people
requirement-kind-exams = exams and assessments
requirement-kind-revenue = revenue
requirement-kind-customers = customers
requirement-kind-active_users = active users
requirement-kind-consumption = consumption
requirement-kind-units = seats, entitlements or devices
credential-kind-exam = exam
credential-kind-assessment = assessment
credential-kind-certification = certification
measure-sum = total of the period
measure-latest = newest reading
capability-view_competencies = seeing competencies
capability-record_evidence = recording evidence
capability-link_profiles = linking certification profiles
remedy-act-meet_requirement = meet the requirement
remedy-act-name_known = name what the programme knows
remedy-act-link_profile = link the profile
remedy-act-end_association = end the association
remedy-act-withdraw_evidence = withdraw the evidence

question-may_record_evidence = May evidence for { $subject } be recorded on { $as_of }?
question-may_withdraw_evidence = May the evidence { $subject } be withdrawn on { $as_of }?
question-may_link_profile = May the certification profile of { $subject } be linked on { $as_of }?
question-may_unlink_profile = May the association { $subject } be ended, if asked for on { $as_of }?
question-which_stage = How far is the competency { $subject } on { $as_of }?

fact-requirement_met = { $answer ->
    [yes] Requirement met ({ $kind_word }, { $what }){ $option ->
        [none] {""}
       *[other] , option { $option }
    }: { $have } of { $needed }{ $as_of ->
        [none] {""}
       *[other] , as read on { $as_of }
    }.
    [value] { $basis ->
        [override] Requirement replaced by the vendor’s statement
       *[campaign] Requirement excused
    } ({ $kind_word }, { $what }){ $option ->
        [none] {""}
       *[other] , option { $option }
    }: { $have } of { $needed }{ $as_of ->
        [none] {""}
       *[other] , as read on { $as_of }
    }.
   *[no] Requirement not met ({ $kind_word }, { $what }){ $option ->
        [none] {""}
       *[other] , option { $option }
    }: { $have } of { $needed }{ $as_of ->
        [none] {""}
       *[other] , as read on { $as_of }
    }.
}
    .topic = the requirements of the competency
fact-override_in_force = The vendor states the attainment, whatever the requirements say{ $until ->
        [none] {""}
       *[other] , until { $until }
    }.
    .topic = the vendor’s statement
fact-level_bought = { $answer ->
    [yes] The level is paid for with { $membership }, to the anniversary on { $anniversary }.
   *[no] No membership of this level is paid for.
}
    .topic = the membership of this level
fact-long_override_reasoned = { $answer ->
    [yes] A reason is given for an override that runs until { $until }.
   *[no] An override that runs beyond { $limit } needs a reason (field reason), and this one runs until { $until }.
}
    .topic = the reason for a long override
fact-override_ends = { $answer ->
    [yes] The statement counts until { $until }; from then on the requirements decide again.
   *[no] A statement overrides the requirements for a time only, and no last day is given.
}
    .topic = the last day of the statement
fact-forecast_met = { $answer ->
    [yes] { $renew_to ->
        [none] { $basis ->
            [override] The vendor’s statement still counts at the anniversary on { $anniversary }; the requirements are not needed on that day.
            [campaign] A campaign excuses the requirements at the anniversary on { $anniversary }.
           *[other] The requirements will be met at the anniversary on { $anniversary }.
        }
       *[other] Nothing is missing for the renewal, which is possible until { $renew_to }.
    }
   *[no] { $renew_to ->
        [none] At the anniversary on { $anniversary } a requirement would not be met any more.
       *[other] A requirement is still missing for the renewal; what is shown until { $renew_to } counts.
    }
}
    .topic = the forecast at the anniversary
fact-known_in_programme = { $answer ->
    [yes] The programme knows { $value }.
   *[no] Field { $field }: the programme does not know { $value }.
}
    .topic = what the programme names
fact-not_in_future = { $answer ->
    [yes] Field { $field }: { $day } does not lie in the future.
   *[not_yet] Field { $field }: { $day } lies in the future, and nobody can know it yet.
}
    .topic = the day of the evidence
fact-not_retired = { $answer ->
    [yes] The exam could be passed until { $retires_on }.
   *[over] The exam could not be passed any more after { $retires_on }.
}
    .topic = the end of the exam
fact-evidence_new = { $answer ->
    [yes] This evidence is not recorded yet.
   *[no] Field { $field }: the same evidence, of { $dated }, is recorded already (source { $source }).
}
    .topic = earlier evidence
fact-evidence_open = { $answer ->
    [yes] The evidence was not withdrawn.
   *[over] The evidence was withdrawn before.
}
    .topic = the withdrawal of the evidence
fact-evidence_counts = The evidence of { $dated } counts { $until ->
    [none] without end
   *[other] until { $until }
}.
    .topic = how long the evidence counts
fact-profile_linked = { $answer ->
    [yes] The certification profile counts for this company.
    [over] The certification profile does not count for this company any more{ $until ->
        [none] {""}
       *[other] {" "}since { $until }
    }.
   *[no] The certification profile is not linked to this company.
}
    .topic = the link of the profile
fact-profile_free = { $answer ->
    [yes] The person and the certification profile are free.
   *[no] { $since ->
        [none] The certification profile counts for another company: it counts for one at a time.
       *[other] The person or the certification profile is linked to this company already, since { $since }.
    }
}
    .topic = whether the profile is free
fact-profile_may_move = { $answer ->
    [yes] The profile may change companies.
   *[not_yet] The profile changed companies before ({ $moves } times); at most { $most } times a year, { $apart } days apart.
}
    .topic = how often the profile changed companies

remedy-meet_requirement = { $until ->
    [none] Meet the requirement, then have the evidence recorded.
   *[other] Meet the requirement by { $until }, then have the evidence recorded.
}
remedy-name_known = Name an exam, a certification or a figure that the programme knows on that day.
remedy-link_profile = Link the person’s certification profile to the company first.
remedy-end_association = End the association that is in force first.
remedy-withdraw_evidence = If it is wrong, withdraw the recorded evidence first.

effect-evidence-counts_until = { $to ->
    [none] { $from ->
        [none] The evidence counts without end.
       *[other] The evidence, which counted until { $from }, does not count any more.
    }
   *[other] The evidence counts until { $to }.
}
effect-attainment-until = The statement counts until { $to }; the one before it, which ran until { $from }, counts no more.
effect-competency-level = Competency { $competency }{ $on ->
        [none] {""}
       *[other] , from { $on } on
    }: { $from ->
    [none] level { $to } attained.
   *[other] { $to ->
        [none] the level { $from } is not qualified any more.
       *[other] level { $to } instead of { $from }.
    }
}
effect-competency-ended = Competency { $competency } ends on { $on } at the level { $from }{ $to ->
        [none] {""}
       *[other] {" "}and goes on at the level { $to }
    }.
effect-profile-linked_on = The certification profile counts for the company from { $to } on.
effect-profile-last_day = The certification profile counts for the company until { $to }.

history-profile_linked = { $actor } linked the certification profile of { $person }{ $moved ->
        [yes] {" "}(which came from another company)
       *[no] {""}
    }.
    .title = Profile linked
history-profile_unlinked = { $actor } ended that the certification profile of { $person } counts; last day { $last_day }.
    .title = Profile released
history-evidence_recorded = { $actor } recorded evidence of { $dated } for { $what }{ $amount ->
        [none] {""}
       *[other] : { $amount }
    } (source { $source }, read on { $as_of }){ $until ->
        [none] {""}
       *[other] ; it counts until { $until }
    }.
    .title = Evidence recorded
history-evidence_withdrawn = { $actor } withdrew the evidence for { $what }.
    .title = Evidence withdrawn

problem-credential-unknown = The programme knows no such exam
    .causes =
        The id is mistyped, or the programme names no such exam, assessment or certification.
    .cures =
        Choose one of those in “known”; where one is missing, the vendor adds it to the programme.
problem-metric-unknown = The programme measures no such figure
    .causes =
        The id is mistyped, or the programme measures no such figure.
    .cures =
        Choose one of those in “known”; where one is missing, the vendor adds it to the programme.
problem-evidence-in-future = This evidence lies in the future
    .causes =
        The day of the evidence, or of its reading, comes after today in the programme’s zone.
    .cures =
        Correct the day, or record the evidence on that day.
problem-credential-retired = This exam could not be passed any more on that day
    .causes =
        The exam was retired before the day of the evidence.
    .cures =
        Check the day, or name the exam that took its place.
problem-profile-not-linked = This certification profile does not count for the company
    .causes =
        The profile was never linked to the company, or is not any more.
    .cures =
        Link the person’s profile, then record the evidence again.
problem-evidence-duplicate = This evidence is recorded already
    .causes =
        Nobody is certified twice for the same thing on the same day, and a reading counts once for each source and day.
    .cures =
        There is nothing to do; if the first one is wrong, withdraw it before you record the right one.
problem-evidence-withdrawn = This evidence was withdrawn before
    .causes =
        Somebody withdrew it earlier.
    .cures =
        There is nothing to do; if it was right, record it again.
problem-profile-linked-elsewhere = This certification profile counts for another company
    .causes =
        A certification profile counts for one company at a time.
    .cures =
        The person has the old association ended; the profile is free on the day after its last one.
problem-profile-locked = This certification profile cannot change companies yet
    .causes =
        How often a profile changes companies within twelve months, and how soon after the last time, is limited by the programme.
    .cures =
        Wait for the day given.

# The command line.
cli-competency = Competencies: how far a company is, and what each asks for
cli-competency-list = Lists the competencies that were begun, with stage, level and anniversary
    .examples =
        symbolon competency list
        symbolon competency list --stage at-risk
cli-competency-show = Shows a competency: every requirement with what counts, and the forecast
    .examples =
        symbolon competency show cloud-platform --as-of 2021-09-01
cli-competency-override = States a level whatever the requirements say, for the vendor
    .examples =
        symbolon competency override devops --level silver --until 2021-12-10 --account 1000001
cli-competency-requirements = Lists what the programme asks for, by level and market
    .examples =
        symbolon competency requirements
        symbolon competency requirements devops
cli-evidence = Evidence for requirements
cli-evidence-list = Lists the evidence with its source and the day on which it was read
    .examples =
        symbolon evidence list
cli-evidence-record = Records an exam of a person or a reading of a figure, for the vendor
    .examples =
        symbolon evidence record --credential az-400 --profile MC-17 --dated 2021-09-01 --source skills-feed --account 1000001
        symbolon evidence record --metric azure-consumption --amount 12500.00 --dated 2021-08-31 --source insights --account 1000001
cli-evidence-import = Imports a table of evidence, with a verdict for each row, for the vendor
    .arg-file = file of comma-separated values with the columns account, dated, and profile and credential or metric and amount
    .examples =
        symbolon evidence import readings.csv --source insights --read-on 2021-09-09 --dry-run
cli-evidence-withdraw = Withdraws evidence that was recorded wrongly, for the vendor
    .examples =
        symbolon evidence withdraw evd_… --dry-run
cli-certification = Certification profiles that count for a company
cli-certification-list = Lists whose certification profiles count, and until when
    .examples =
        symbolon certification list
cli-certification-link = Links a certification profile to the company; it counts for one company at a time
    .examples =
        symbolon certification link marc@lumen.example --profile MC-17
cli-certification-release = Ends that a certification profile counts, today or after an announced last day
    .examples =
        symbolon certification release marc@lumen.example --last-day 2021-10-31 --dry-run
cli-arg-stage = started, qualified, active, at-risk or ended
cli-arg-area = the solution area, by id
cli-arg-competency = the competency, for example devops
cli-arg-level = the level, for example silver
cli-arg-until = last day on which it counts
cli-arg-credential = the exam, assessment or certification, for example az-400
cli-arg-profile = number of the certification profile; kept only as a keyed hash
cli-arg-metric = the figure, for example azure-consumption
cli-arg-amount = how much: 250, or 12500.00 for money
cli-arg-dated = the day that the evidence speaks of
cli-arg-valid-until = last day on which it is valid by itself
cli-arg-read-on = the day on which its source was read (today)
cli-arg-source = the system that it comes from, for example insights
cli-arg-file = the file to send: a PDF, JPEG or PNG
cli-arg-evidence = the evidence, by id
cli-arg-last-day = last day on which the profile counts (today)
cli-competency-leaving = People who leave, and whose certification counts
cli-competency-leaves = { $person }{ $day ->
        [none] , gone from the directory
       *[other] , last day { $day }
    }: for { $level } there are { $left } of { $needed } left afterwards
cli-competency-stated-until = The attainment is stated until { $day }; then the requirements decide again.
cli-confirm-override = State { $competency } at level { $level }, whatever the requirements say?
cli-evidence-recorded = Recorded as { $id }.
cli-evidence-withdrawn = { $id } is withdrawn.
cli-evidence-refused = { $refused ->
    [one] { $refused } row is refused; the others do not depend on it.
   *[other] { $refused } rows are refused; the others do not depend on them.
}
cli-verdict-accepted = accepted
cli-verdict-refused = refused
cli-certification-linked = The certification profile of { $person } counts for the company from today on.
cli-certification-released = The certification profile of { $person } counts until { $day }.
cli-confirm-release = End that the certification profile of { $person } counts?
cli-col-competency = competency
cli-col-area = area
cli-col-stage = stage
cli-col-level = level
cli-col-read-on = read on
cli-col-option = option
cli-col-requirement = requirement
cli-col-asked = what
cli-col-needed = needed
cli-col-have = have
cli-col-in-year = in the year
cli-col-forecast = forecast
cli-col-met-until = met until
cli-col-at-least = at least
cli-col-market = market
cli-col-dated = dated
cli-col-counts-until = counts until
cli-col-source = source
cli-col-line = line
cli-col-verdict = verdict
cli-col-field = field
cli-col-linked-on = linked on
cli-col-last-day = last day
cli-col-person = person
remedy-state_last_day = Give the last day on which the statement counts (until).
remedy-act-state_last_day = State the last day
fact-people_held = { $answer ->
    [yes] The offer { $offer } asks for at least { $needed ->
        [one] { $needed } person
       *[other] { $needed } people
    } with { $what }: the company has { $have }.
   *[no] The offer { $offer } asks for at least { $needed ->
        [one] { $needed } person
       *[other] { $needed } people
    } with { $what }: the company has { $have ->
        [0] none
       *[other] only { $have }
    }.
}
    .topic = the people whom the offer asks for

# Certification profiles, on the page of the competencies.
ui-profiles-title = Certification profiles
ui-profiles-lead = The exams of a person count as long as their certification profile is linked to the company. A profile counts for one company at a time.
ui-profiles-none = No certification profile is linked to the company.
ui-profiles-since = Linked on
ui-profiles-last-day = Last day
ui-profiles-over = does not count any more
ui-profiles-number = Number of the certification profile
ui-profiles-number-hint = The number itself is not kept, only a hash of it.
ui-profiles-person-error = Choose a person.
ui-profiles-number-error = Write the number of the profile.
ui-profiles-link = Link the profile
ui-profiles-helpers = Who can link a profile, or end the link:
ui-profiles-end = See what follows
ui-profiles-end-page = End the link
ui-profiles-end-title = End the link of { $person }’s profile?
ui-profiles-last-day-error = Give the last day on which the profile counts.

# What the vendor records, withdraws and states, on the page of the competencies.
ui-evidence-record-skill = Record an exam
ui-evidence-record-figure = Record a reading
ui-evidence-holder = Person
ui-evidence-holder-hint = Those whose certification profile is linked to the company.
ui-evidence-holder-error = Choose a person; if somebody is missing, link their profile first.
ui-evidence-credential = Exam, assessment or certification
ui-evidence-credential-error = Choose an exam, an assessment or a certification.
ui-evidence-passed-on = Passed on
ui-evidence-read-on = Reading of
ui-evidence-day-error = Give the day that the evidence speaks of.
ui-evidence-valid-until = Valid until, if it says so
ui-evidence-valid-until-error = Give a day, or leave the field empty.
ui-evidence-source = Source
ui-evidence-source-hint = The system that it comes from, in small letters, digits, full stops and hyphens, for example insights.
ui-evidence-source-error = Give the system that it comes from.
ui-evidence-metric = Figure
ui-evidence-metric-error = Choose a figure.
ui-evidence-amount = Value
ui-evidence-amount-hint = For example 250, or 12500.00 for money.
ui-evidence-amount-error = Give the value that was read.
ui-evidence-withdraw = Withdraw
ui-evidence-withdraw-title = Withdraw the evidence: { $what }?
ui-evidence-withdraw-text = It is taken never to have counted; what was granted meanwhile stays until its year ends.
ui-attainment-title = State an attainment
ui-attainment-lead = A statement stands in the place of the requirements until its last day; from then on they decide again.
ui-attainment-competency = Competency
ui-attainment-level = Level
ui-attainment-until = Last day
ui-attainment-until-error = Give the last day of the statement.
ui-attainment-reason = Reason
ui-attainment-reason-hint = Needed where the statement runs for longer than evidence of today would count.
ui-attainment-reason-error = A statement that runs beyond { $limit } needs a reason.
ui-attainment-act = State the attainment
