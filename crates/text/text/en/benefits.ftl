# Other benefits: support incidents, advisory hours, credits.

question-may_activate_benefit = May this support be activated on { $as_of }?
question-may_use_balance = May this balance be used on { $as_of }?
question-may_assign_credit = May this person be given this credit on { $as_of }?
question-may_end_credit = May this credit be taken back or handed on on { $as_of }?

fact-support_new = { $answer ->
    [yes] This support was not activated before.
   *[no] This support has been activated since { $since }, under contract { $contract }.
}
    .topic = the activation of support
fact-support_activated = { $answer ->
    [yes] Support has been activated since { $since }.
   *[no] Support is not activated: there is no contract and no access ID yet.
}
    .topic = the state of support
fact-engagement_fits = { $answer ->
    [yes] { $asked ->
        [one] { $asked } hour is
       *[other] { $asked } hours are
    } asked for, { $max } at the most for one engagement.
   *[no] { $asked ->
        [one] { $asked } hour is
       *[other] { $asked } hours are
    } asked for; one engagement takes { $max } at the most.
}
    .topic = the length of an engagement
fact-presales_free = Help before a sale is without limit with the offer { $offer }: nothing is deducted.
    .topic = help before a sale
fact-balance_left = { $answer ->
    [yes] Balance: { $left } of { $granted }, until { $until }; asked for: { $asked }.
   *[no] Balance: { $left } of { $granted }, until { $until }; asked for: { $asked }, more than what is left.
}
    .topic = the balance
fact-credit_free = { $answer ->
    [yes] Nobody holds this credit.
   *[no] { $person } has held this credit since { $since }.
}
    .topic = the holder of the credit
fact-one_credit = { $answer ->
    [yes] { $person } holds no other credit.
   *[no] { $person } has held a credit since { $since } already: { $benefit }.
}
    .topic = the person’s other credits
fact-credit_combines = { $answer ->
    [yes] { $person } has no credit from elsewhere.
   *[no] { $person } has a credit from elsewhere; this one goes with no other.
}
    .topic = combining credits
fact-credit_assigned = { $answer ->
    [yes] Somebody holds this credit.
   *[no] Nobody has held this credit since { $ended_on }.
}
    .topic = the state of the credit
fact-credit_held = { $answer ->
    [yes] This credit has been held since { $since }.
   *[no] { $person ->
        [none] Nobody holds this credit.
       *[other] This person does not hold this credit.
    }
}
    .topic = who holds the credit
fact-credit_removable = { $answer ->
    [yes] This credit can be taken back at any time.
   *[no] This credit cannot be taken back; it can be handed on to another person.
}
    .topic = taking the credit back

remedy-activate_benefit = Have support activated; once is enough.
remedy-ask_less = Ask for fewer hours.
remedy-buy_support = Buy an incident or a support plan.
remedy-other_person = Name another person.
remedy-remove_credit = Take the credit back first.
remedy-transfer_credit = Hand the credit on to another person.
remedy-act-activate_benefit = Activate support
remedy-act-ask_less = Ask for less
remedy-act-buy_support = Buy support
remedy-act-other_person = Name another person
remedy-act-remove_credit = Take the credit back
remedy-act-transfer_credit = Hand the credit on

problem-benefit-not-activated = Support is not activated
    .causes =
        A global admin or partner admin activates support once, which makes a contract and an access ID.
    .cures =
        Ask one of the people named to activate it.
problem-engagement-too-long = The engagement is too long
    .causes =
        One advisory engagement takes only so many hours; long-term advice is not part of it.
    .cures =
        Ask for fewer hours, or for several engagements.
problem-balance-spent = Not enough is left
    .causes =
        The balance of the year is used. It ends with the benefits, and nothing is carried over.
    .cures =
        Buy an incident or a support plan.
        The renewal brings the next year’s balance.
problem-credit-taken = Somebody holds this credit
    .causes =
        A credit has one holder at a time.
    .cures =
        Take it back or hand it on, as the credit allows.
problem-credit-already-held = The person holds a credit already
    .causes =
        Each person holds one credit at a time.
    .cures =
        Name another person.
problem-credit-not-combinable = This credit goes with no other
    .causes =
        The person has a credit from another offer, and this one goes with no other.
    .cures =
        Name another person.
problem-credit-not-shareable = A credit is for one person
    .causes =
        The identity chosen is a mailbox or account that several people use.
    .cures =
        Name the person who will use it.
problem-credit-not-removable = This credit cannot be taken back
    .causes =
        The bulk credit stays with its holder for the year.
    .cures =
        Hand it on to another person.
problem-credit-not-assigned = Nobody holds this credit any more
    .causes =
        It was taken back or handed on in the meantime.
    .cures =
        Look at the company’s balances.

history-support_activated = { $actor } activated { $benefit }: contract { $contract }.
    .title = Support activated
history-balance_used = { $actor } used { $benefit } ({ $usage_word }): { $asked }; deducted from the balance: { $deducted }.
    .title = Balance used
history-credit_assigned = { $actor } gave { $benefit } to { $person }.
    .title = Credit given
history-credit_ended = { $actor } ended the credit { $benefit } of { $person }.
    .title = Credit taken back or handed on

effect-support-activated = Support is activated on { $to }; everybody in the company sees the contract and the access ID.
effect-balance-left = Balance: { $from }, from now on { $to }.
effect-balance-free = Nothing is deducted from the balance.
effect-credit-holder = { $from ->
    [none] The credit is given.
   *[other] { $to ->
        [none] The credit is taken back.
       *[other] The credit goes to another person.
    }
}
capability-activate_benefits = activate benefits and give credits
capability-use_balance = open an incident and ask for advisory hours

usage-incident = support incident
usage-presales = help before a sale
usage-deployment = help with a deployment
usage-marketplace = help for the marketplace

cli-benefit-balances = Lists the balances: what is left, until when, and the contracts
    .examples =
        symbolon benefit balances
cli-benefit-activate = Activates support, once
    .examples =
        symbolon benefit activate grt_… --dry-run
        symbolon benefit activate grt_… --marketing-name Ana --marketing-email ana@agency.example
cli-benefit-use = Opens an incident or asks for advisory hours
    .examples =
        symbolon benefit use grt_… incident --dry-run
        symbolon benefit use grt_… presales 2
cli-benefit-assign-credit = Gives a credit to a person
    .examples =
        symbolon benefit assign-credit grt_… marc@lumen.example --dry-run
cli-benefit-remove-credit = Takes a credit back, where that is possible
    .examples =
        symbolon benefit remove-credit crd_… --dry-run
cli-benefit-transfer-credit = Hands a credit on to another person
    .examples =
        symbolon benefit transfer-credit crd_… lea@lumen.example --dry-run
cli-arg-grant = the granted line, by id
cli-arg-credit = the credit, by id
cli-arg-kind = incident, presales, deployment or marketplace
cli-arg-quantity = how many hours, or one incident
cli-arg-other-credit = the person has a credit from elsewhere
cli-col-contract = contract
cli-col-activated-on = activated on
cli-col-active-from = counts from
cli-col-access = access
cli-col-grant = line
cli-col-credit = credit
