# Packages: ceilings on use, shared entitlements, what the next year brings, and provisioning.

question-how_much = How much of { $subject } may be used on { $as_of }?
question-what_next_year = What would the next year of { $subject } bring, if renewed on { $as_of }?
question-may_provision = May the benefits of { $subject } be recorded as provisioned on { $as_of }?

fact-company_country = { $answer ->
    [yes] The company has its headquarters or a location { $in_country }.
   *[no] The company has neither its headquarters nor a location { $in_country }.
}
    .topic = the countries of the company
fact-within_country_cap = { $answer ->
    [yes] Used { $in_country }: { $used } of at most { $cap } ({ $times } times the initial grant of { $initial }).
   *[no] Used { $in_country }: { $used }, and no more can be; the ceiling is { $cap }, { $times } times the initial grant of { $initial }, although { $granted } are granted.
}
    .topic = the ceiling in the country
fact-within_world_cap = { $answer ->
    [yes] Worldwide, { $used } of at most { $cap } are used ({ $times } times the initial grant of { $initial }).
   *[no] Worldwide, { $used } are used and no more can be: the ceiling is { $cap }, { $times } times the initial grant of { $initial }, although { $granted } are granted.
}
    .topic = the worldwide ceiling
fact-ceiling = { $answer ->
    [yes] All { $granted } that are granted can be used: no ceiling withholds anything.
   *[no] Of { $granted } that are granted, { $effective } can be used{ $per_country ->
        [none] {""}
       *[other] , at most { $per_country } in one country
    }{ $worldwide ->
        [none] {""}
       *[other] , at most { $worldwide } worldwide
    } (initial grant { $initial }, countries of the company: { $countries }{ $staying ->
        [none] {""}
       *[other] , staying in a country where it is no more: { $staying }
    }).
}
    .topic = the ceilings on use
fact-within_shared_pool = { $answer ->
    [yes] { $benefits } share { $granted } in all: { $used } are used, { $free } are left.
   *[no] { $benefits } share { $granted } in all: { $used } are used and { $free } are left, which is less than the { $asked } asked for.
}
    .topic = what the products share
fact-unlimited = It is without limit, because the company holds a cloud competency.
    .topic = whether it is without limit
fact-provisioned = { $count ->
    [0] No benefit is left to be recorded as provisioned.
    [one] { $count } benefit is recorded as provisioned.
   *[other] { $count } benefits are recorded as provisioned.
}
    .topic = the provisioning

remedy-assign_elsewhere = Assign the seat in another country of the company.
remedy-add_location = Add a location in the country first.

problem-shared-pool-exhausted = What these products share is used up
    .causes =
        Several products share one entitlement, and together they cannot be used more often than its size.
    .cures =
        Use no more than what is left, or license the product commercially.
problem-country-without-location = The company is not in this country
    .causes =
        A seat is used where the company has its headquarters or a location.
    .cures =
        Choose a country of the company, or add a location first.
problem-seat-cap-reached = The ceiling on the use of this product is reached
    .causes =
        A product can be used only up to a multiple of its initial grant, in one country and worldwide, however much is granted.
    .cures =
        Assign the seat in another country of the company, or take back a seat that is no longer needed.

capability-provision_grants = recording what is provisioned

history-grants_provisioned = { $actor } recorded { $lines ->
    [one] { $lines } benefit
   *[other] { $lines } benefits
} of { $membership } as provisioned.
    .title = Benefits provisioned

effect-membership-provisioned = { $to ->
    [one] { $to } benefit is recorded as provisioned.
   *[other] { $to } benefits are recorded as provisioned.
}

provision-provisioning = being provisioned
provision-provisioned = provisioned
provision-overdue = overdue

next-same = as now
next-more = more
next-less = less
next-new = new
next-ends = ends

next-reason-competency_gained = { $competency } is qualified.
next-reason-competency_lost = { $competency } is not qualified any more{ $on ->
    [none] {""}
   *[other] {" "}(last day { $on })
}.
next-reason-competency_level = { $competency } counts under { $to } instead of { $from }.
next-reason-other_offer = The offer { $to } instead of { $from }.
next-reason-catalogue = The programme’s tables have changed{ $on ->
    [none] {""}
   *[other] , from { $on } on
}.
next-reason-unlimited = { $change ->
    [more] Without limit, because the company holds a cloud competency.
   *[less] No longer without limit: no cloud competency is qualified.
}
next-reason-ceiling = { $count } can be used in the company’s countries; a ceiling withholds the rest.
next-reason-seats_continue = { $count ->
    [one] { $count } person keeps the seat.
   *[other] { $count } people keep their seats.
}
next-reason-credits_continue = { $count ->
    [one] The person who has the credit keeps it.
   *[other] The { $count } people who have a credit keep it.
}
next-reason-credits_lost = { $count ->
    [one] The person who has the credit loses it.
   *[other] { $count } people lose their credit.
}
next-reason-seats_lost = { $count ->
    [one] { $count } person loses the seat.
   *[other] { $count } people lose their seats.
}
next-seats-kept = Who keeps a seat: { $names }.
next-seats-lost = Who loses the seat: { $names }.

remedy-act-assign_elsewhere = assign in another country
remedy-act-add_location = add a location
