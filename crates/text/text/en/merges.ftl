# Two companies become one (H-20…H-51).

question-may_invite = May the company { $subject } be invited to merge on { $as_of }?
question-may_accept_merge = May the invitation of the company { $subject } be accepted on { $as_of }?
question-may_reject_merge = May the invitation of the company { $subject } be rejected on { $as_of }?
question-may_withdraw_merge = May the invitation to the company { $subject } be withdrawn on { $as_of }?
question-may_confirm_merge = May the merge with the company { $subject } be carried out on { $as_of }?

fact-company_known = { $answer ->
    [yes] The number { $number ->
        [none] that was given
       *[other] { $number }
    } is that of a company.
   *[no] No company has the number { $number ->
        [none] that was given
       *[other] { $number }
    }.
}
    .topic = whose the number is
fact-global_number = { $answer ->
    [yes] It is the global number of a company.
   *[no] { $number ->
        [none] This
       *[other] { $number }
    } is the number of a location. Only a company can merge, under its global number.
}
    .topic = whether it is a global number
fact-companies_differ = { $answer ->
    [yes] They are two companies.
   *[no] A company cannot merge with itself.
}
    .topic = whether they are two companies
fact-no_open_invitation = { $answer ->
    [yes] No invitation between the two companies is open.
   *[no] An invitation between the two companies is open already{ $since ->
        [none] {""}
       *[other] {" "}since { $since }
    }.
}
    .topic = open invitations between the two
fact-merge_open = { $answer ->
    [yes] The merge is still open.
   *[over] { $state ->
        [declined] The invitation was rejected
        [cancelled] The invitation was withdrawn
        [completed] The two companies are one
       *[other] The merge is over
    }{ $on ->
        [none] {""}
       *[other] {" "}since { $on }
    }{ $state ->
        [completed] ; this cannot be undone.
       *[other] .
    }
}
    .topic = whether the merge is open
fact-not_answered = { $answer ->
    [yes] The invitation was not answered yet.
   *[no] The invitation was accepted already{ $on ->
        [none] {""}
       *[other] , on { $on }
    }.
}
    .topic = an earlier answer
fact-merge_side = { $answer ->
    [yes] It is for this company to do.
   *[no] { $side ->
        [invitee] It is for the invited company to do.
       *[other] It is for the inviting company to do.
    }
}
    .topic = whose turn it is
fact-merge_accepted = { $answer ->
    [yes] The invited company has accepted{ $on ->
        [none] {""}
       *[other] , on { $on }
    }.
   *[not_yet] The invited company has not answered yet.
}
    .topic = the answer of the invited company
fact-no_other_merge = { $answer ->
    [yes] No other merge of the company{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } is open.
   *[no] Another merge of the company{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } is open. Companies merge two at a time.
}
    .topic = other merges
fact-company_orders_settled = { $answer ->
    [yes] No order of the company{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } waits to be paid.
   *[no] { $order ->
        [none] An order
       *[other] The order { $order }
    } of the company{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } waits to be paid{ $pay_by ->
        [none] {""}
       *[other] , until { $pay_by }
    }.
}
    .topic = open orders
fact-company_authorized = { $answer ->
    [yes] The profile of the company{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } is authorized.
   *[no] The profile of the company{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } is not authorized{ $state ->
        [rejected] : a check was rejected.
        [pending] : a check is under way.
       *[other] .
    }
}
    .topic = the profiles
fact-tenants_distinct = { $answer ->
    [yes] Each tenant is linked to one of the two only.
   *[no] { $tenant ->
        [none] A tenant
       *[other] The tenant { $tenant }
    } is linked to both companies.
}
    .topic = the tenants
fact-no_merge_pending = { $answer ->
    [yes] No merge waits for its confirmation.
   *[no] A merge{ $company ->
        [none] {""}
       *[other] {" "}with the company { $company }
    } was accepted{ $since ->
        [none] {""}
       *[other] {" "}on { $since }
    } and waits for its confirmation. Until then, neither of the two buys anything; renewals stay possible.
}
    .topic = merges that wait
fact-renews_alone = { $answer ->
    [yes] The membership is renewed by itself.
   *[no] Since the merge, { $membership ->
        [none] the membership
       *[other] { $membership }
    } is renewed together with { $with ->
        [none] another one
       *[other] { $with }
    }{ $from ->
        [none] {""}
       *[other] , between { $from } and { $to }
    }. What it grants stays to its own last day.
}
    .topic = whether it is renewed by itself

remedy-give_global_number = Give the company’s global number; its admins see it on every page.
remedy-await_answer = An account admin of the invited company answers.
remedy-settle_merge = Have the merge that is open confirmed, withdrawn or rejected first.
remedy-invite_anew = Invite the company anew.
remedy-act-give_global_number = give the global number
remedy-act-await_answer = wait for the answer
remedy-act-settle_merge = settle the open merge
remedy-act-invite_anew = invite anew

problem-renewed-together = This membership is renewed together with another one
    .causes =
        Since a merge, the company renews once what two companies had renewed before, at the later date.
    .cures =
        Renew the membership that is named, in its window. What this one grants stays to its own last day.
problem-merge-pending = A merge waits for its confirmation
    .causes =
        An invitation to merge was accepted, and the two companies could not hold together what one of them would buy now.
    .cures =
        Confirm the merge, withdraw it, or reject it; then buy.
        Renewals stay possible meanwhile.
problem-company-unknown = No company has this number
    .causes =
        The number was mistyped, or is not one of this programme.
    .cures =
        Ask the other company for its global number; its admins see it on every page.
problem-global-number-needed = This is the number of a location
    .causes =
        Locations have numbers of their own, and a company that became a part of another one is a location of it.
    .cures =
        Ask for the global number of the company.
problem-merge-not-open = The merge is not open any more
    .causes =
        The invitation was rejected or withdrawn, or was answered before.
        The merge was carried out, which cannot be undone.
    .cures =
        Look at the merge: it says what became of it and when. After a rejection or a withdrawal, the company can be invited anew.
problem-merge-not-possible = The two companies cannot merge now
    .causes =
        An order waits to be paid, a profile is not authorized, or another merge is open, in one of the two companies.
        It is for the other company to act.
        The two are one company already.
    .cures =
        Settle each of the obstacles that are listed, then try again.

history-merge_invited = { $side ->
    [invitee] { $actor } invited this company to become a part of the company { $company }.
   *[initiator] { $actor } invited the company { $company } to become a part of this one.
}
    .title = Invited to merge
history-merge_accepted = { $side ->
    [initiator] The company { $company } accepted the merge
   *[other] { $actor } accepted the merge{ $company ->
        [none] {""}
       *[other] {" "}with the company { $company }
    }
}; it waits for its confirmation.
    .title = Merge accepted
history-merge_rejected = { $side ->
    [initiator] The company { $company } rejected the merge
   *[other] { $actor } rejected the merge{ $company ->
        [none] {""}
       *[other] {" "}with the company { $company }
    }
}{ $reason ->
    [yes] , and gave a reason
   *[no] {""}
}.
    .title = Merge rejected
history-merge_withdrawn = { $actor } withdrew the merge{ $company ->
    [none] {""}
   *[other] {" "}with the company { $company }
}.
    .title = Merge withdrawn
history-company_absorbed = { $actor } confirmed the merge: the company { $company } is a location of this one from now on, with all that it holds; { $count ->
    [one] { $count } fact of its ledger is taken in
   *[other] { $count } facts of its ledger are taken in
}.
    .title = Company taken in
history-company_merged = { $actor } confirmed the merge: this company is a location of the company { $company } from now on. Its ledger ends here.
    .title = Merged
history-membership_joined = { $membership } is renewed together with { $with } from now on{ $until ->
    [none] ; it keeps its own days
   *[other] ; its year runs on to { $until }
}.
    .title = Renewed together

effect-merge-invited = The company { $to } is invited; its account admins answer.
effect-merge-accepted = The merge with the company { $to } is accepted. Nothing changes before it is confirmed, and until then neither of the two can buy anything, only renew.
effect-merge-declined = The merge with the company { $from } is rejected.
effect-merge-cancelled = The merge with the company { $from } is withdrawn.
effect-merge-company = The company { $from } becomes a part of the company { $to }, for good. Its number goes on as that of a location.
effect-merge-locations = Locations: { $to }.
effect-merge-tenants = Tenants: { $to }. They stay separate, and licences stay where they are.
effect-merge-membership_kept = { $to } ({ $offer }) is kept: anniversary { $anniversary }, renew between { $renew_from } and { $renew_to }.
effect-merge-membership_joined = { $from } ({ $offer }) is kept to { $benefits_until }; it is renewed with { $to }, as one, between { $renew_from } and { $renew_to }.
effect-merge-anniversary = { $membership }: the year runs on to { $to } instead of { $from }.
effect-merge-competencies = Competencies: { $to }.
effect-merge-late_right_lost = The membership { $from }, whose window has closed and which could still be paid until { $until }, can be paid no more: another one stands in its place.
effect-merge-refund_right_lost = The right to the refund of { $from }, open until { $until }, ends: what its fee paid is used for the common year.
effect-merge-override_lost = The late override that is proposed for { $from } can be approved no more: another membership stands in its place.
effect-merge-free_year_lost = The next year of { $from }, for which nothing was due, is renewed as that of { $to }: its fee is due.
effect-merge-seats = { $to ->
    [one] { $to } person keeps a developer seat
   *[other] { $to } people keep their developer seats
}, of { $granted }.
effect-merge-tokens_open = { $to ->
    [one] { $to } token is not redeemed yet: redeem it
   *[other] { $to } tokens are not redeemed yet: redeem them
} in time, the first until { $first }.
effect-merge-subscriptions = { $to ->
    [one] { $to } cloud subscription runs on, on its tenant.
   *[other] { $to } cloud subscriptions run on, each on its tenant.
}
effect-merge-subscription_extended = The cloud subscription of { $benefit } on { $tenant }, which lasts as long as its membership, runs on to { $to } instead of { $from }.
effect-membership-merged = { $from } ends: what it granted is replaced by the new year.

membership-merged = renewed together
close-merged = another one was renewed in its place
capability-view_merges = see merges
capability-manage_merges = merge companies
merge-invited = invited
merge-accepted = accepted
merge-declined = rejected
merge-cancelled = withdrawn
merge-completed = carried out
merge-side-initiator = inviting company
merge-side-invitee = invited company
acknowledge-companies-merged = I understand that the two companies become one for good, and that nobody can undo it.

next-reason-renewed_together = After the merge, one package stands in the place of two.

ui-nav-merges = Merges
ui-merges-page = Merges
ui-merges-title = Merges
ui-merges-lead = Two companies become one: one of them goes on, and the other becomes a location of it, with all that it holds. This company’s global number is { $number }.
ui-merges-open = Open
ui-merges-none = No merge is open. To begin one, you need the global number of the other company, not a location’s.
ui-merges-with = Merge with the company { $company }
ui-merges-invite-title = Invite a company to become a part of this one
ui-merges-company = Global number of the other company
ui-merges-company-error = Write the other company’s global number, in digits.
ui-merges-company-hint = Its admins see it on every page. The number of a location does not do.
ui-merges-invite = Invite
ui-merges-helpers = Who can merge this company
ui-merges-past = Past
ui-merge-page = Merge
ui-merge-title = Merge with the company { $company }
merge-named = { $name } ({ $number })
ui-merge-somebody = somebody of company { $company }
ui-merge-invited-on = Invited on
ui-merge-accepted-on = Accepted on
ui-merge-declined-on = Rejected on
ui-merge-cancelled-on = Withdrawn on
ui-merge-completed-on = Confirmed on
ui-merge-waits = What the merge would bring can be seen here once the other company has accepted.
ui-merge-impact = What the merge brings
ui-merge-impact-lead = On the left, both companies as they are today; on the right, the one that would come of them.
ui-merge-survivor = Goes on
ui-merge-absorbed = Becomes a location
ui-merge-together = Together
ui-merge-row-number = Global number
ui-merge-row-locations = Locations
ui-merge-row-tenants = Tenants
ui-merge-row-memberships = Memberships
ui-merge-row-competencies = Competencies
ui-merge-row-tokens = Tokens to redeem
ui-merge-row-subscriptions = Cloud subscriptions
ui-merge-row-seats = Developer seats
ui-merge-row-people = People
ui-merge-kept = { $membership } { $offer }: anniversary { $anniversary }
ui-merge-joined = { $membership } { $offer }: used until { $until }, then renewed together with { $with }
ui-merge-token = { $benefit }, { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    }, redeem by { $until }
ui-merge-subscription = { $benefit }, { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    } on { $tenant }
ui-merge-seats = { $held } of { $granted } held
ui-merge-renewals = At the joint renewal
ui-merge-renewal = { $offer }: renewed once, from { $from } on, for the year until { $until }.
ui-merge-seats-lost = { $count ->
    [one] For { $count } person no developer seat will be left, as things stand.
   *[other] For { $count } people no developer seats will be left, as things stand.
}
ui-merge-before = Before merging, redeem and activate what is wanted: what is on a tenant stays there for good. Tenants are never merged; every admin still manages the people of their own.
ui-merge-answer = Answer
ui-merge-accept-hint = Nothing changes before the other company confirms; until then neither of the two can buy, only renew.
ui-merge-accept = Accept
ui-merge-reason = Reason for rejecting
ui-merge-reason-hint = Both companies can read it. You may leave it empty.
ui-merge-reject = Reject
ui-merge-withdraw = Withdraw the invitation
ui-merge-go = Review and confirm
ui-merge-back = Back to the merge
ui-merge-check-title = Merge with the company { $company } for good?
ui-merge-check-people = People keep their roles, and stay in the directory in which they are.
ui-merge-check-bank = Check the bank and tax data afterwards.
ui-merge-confirm = Merge for good
ui-history-former = Ledger of the former company { $number }
ui-day-former = The former company { $number } on this day
ui-day-lead-former = What the former company { $number } held on that day, as its history tells.

cli-merge = Merges two companies
cli-merge-list = Lists merges, past and failed ones included
    .examples =
        symbolon merge list
cli-merge-show = Shows a merge
    .examples =
        symbolon merge show mrg_…
cli-merge-invite = Invites a company to become a part of this one
    .examples =
        symbolon merge invite 1000007 --dry-run
        symbolon merge invite 1000007 --yes
cli-merge-accept = Accepts an invitation
    .examples =
        symbolon merge accept mrg_… --yes
cli-merge-reject = Rejects an invitation
    .examples =
        symbolon merge reject mrg_… --note later --yes
cli-merge-withdraw = Withdraws an invitation
    .examples =
        symbolon merge withdraw mrg_… --yes
cli-merge-preview = Shows what a merge would bring
    .examples =
        symbolon merge preview mrg_…
cli-merge-confirm = Carries out a merge, for good
    .examples =
        symbolon merge confirm mrg_… --dry-run
        symbolon merge confirm mrg_… --preview p1-… --acknowledge companies-merged
cli-arg-merge = the merge, by id, or by the number of the other company
cli-arg-company = the global number of the other company
cli-merge-unknown = There is no merge with the company { $company }.
cli-merge-line = Merge with the company { $company }: { $state }
cli-merge-invited = Invited on { $day }
cli-merge-accepted = Accepted on { $day }
cli-merge-ended = Ended on { $day }
cli-merge-survivor = Goes on: { $company }
cli-merge-absorbed = Becomes a location: { $company }
cli-merge-together = Together: { $company }
cli-merge-locations = Locations: { $list }
cli-merge-tenants = Tenants: { $list }
cli-merge-membership = { $membership } { $offer }: anniversary { $anniversary }, benefits until { $until }{ $with ->
    [none] {""}
   *[other] , then renewed together with { $with }
}
cli-merge-token = To redeem by { $until }: { $benefit }
cli-merge-seats = Developer seats: { $held } of { $granted } held
cli-merge-people = People: { $count }
cli-merge-before = Redeem and activate what is wanted before merging: what is on a tenant stays there for good.
cli-col-merge = merge
cli-col-side = side
cli-col-invited = invited
cli-col-accepted = accepted
cli-col-ended = ended
cli-demo-alix = Alix, account admin of Aurore Numérique – a merge to confirm
cli-demo-bruno = Bruno, account admin of Boréal Studio – has accepted to merge
ui-merge-row-roles = Roles, all kept
ui-merge-row-managed = Who gives their people roles
ui-merge-role = { $role }: { $count }
ui-merge-managed = { $count ->
    [one] { $count } person of the own directory
   *[other] { $count } people of the own directory
}
ui-merge-managed-nobody = nobody: give somebody the role first
ui-merge-managed-each = each side’s admins the people of their own directory
ui-merge-check-managed = An admin manages the people of their own directory only, and those of the other one where they are a guest there.
cli-merge-role = role { $role }: { $count }
cli-merge-managed = { $count ->
    [one] { $count } person gives the people of this directory roles
   *[other] { $count } people give the people of this directory roles
}
cli-merge-managed-each = each side’s admins give the people of their own directory roles
