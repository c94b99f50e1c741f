# One sentence for each fact of the ledger: who did what, with which outcome.

history-account_opened = { $actor } opened the account { $number } ({ $country }).
    .title = Account opened
history-location_added = { $actor } added the location { $number } ({ $country }).
    .title = Location added
history-tenant_linked = { $actor } linked the tenant { $tenant }.
    .title = Tenant linked
history-attainment_stated = { $actor } stated the competency { $competency } as attained at the level { $level }{ $until ->
        [none] {""}
       *[other] , until { $until }
    }.
    .title = Attainment stated
history-membership_purchased = The offer { $offer } was bought as { $membership } (payment { $reference }{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }); { $lines ->
        [one] { $lines } benefit was granted
       *[other] { $lines } benefits were granted
    }. Renew between { $renew_from } and { $renew_to }.
    .title = Membership bought
history-membership_renewed = { $membership } was renewed with the offer { $offer } (payment { $reference }{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }); { $lines ->
        [one] { $lines } benefit was granted
       *[other] { $lines } benefits were granted
    }. Renew next between { $renew_from } and { $renew_to }.
    .title = Membership renewed
history-membership_closed = { $why ->
    [upgraded] { $membership } gave way to a higher level; its last day was { $last_day }.
    [refunded] { $membership } ended because its fee was refunded; its last day was { $last_day }.
    [merged] { $membership } gave way to the membership with which it is renewed since the merge; its last day was { $last_day }.
   *[lapsed] { $membership } was not renewed and lapsed; its last day was { $last_day }.
}
    .title = Membership ended
history-grants_added = The competency { $competency } added { $lines ->
    [one] { $lines } benefit
   *[other] { $lines } benefits
} to { $membership }.
    .title = Benefits added
history-code_shown = { $actor } had the code of a token for { $benefit } shown.
    .title = Token code shown
history-token_redeemed = { $actor } redeemed a token of { $token_seats ->
    [one] { $token_seats } seat
   *[other] { $token_seats } seats
} for { $benefit } on { $tenant }{ $mode ->
    [extend] , extending the end date
    [add_seats] , adding licences
   *[new] , as a new subscription
}: { $seats ->
    [one] { $seats } seat
   *[other] { $seats } seats
}, usable until { $usable_until }.
    .title = Token redeemed
history-replacement_requested = { $actor } asked for a replacement of the token for { $benefit }: { $reason ->
    [wrong_tenant] it was redeemed on the wrong tenant{ $intended_tenant ->
        [none] {""}
       *[other] , { $intended_tenant } was meant
    }
    [added_instead_of_extended] licences were added instead of extending the end date
   *[other] another reason
}.
    .title = Replacement asked for
history-replacement_granted = { $actor } issued a replacement token for { $benefit }, redeem by { $redeem_by }; { $seats ->
    [none] the subscription of the original token ended
    [one] the subscription of the original token keeps { $seats } seat, usable until { $usable_until }
   *[other] the subscription of the original token keeps { $seats } seats, usable until { $usable_until }
}.
    .title = Replacement token issued
history-replacement_declined = { $actor } declined to replace the token for { $benefit }.
    .title = Replacement declined
history-key_revealed = { $actor } had the product key of { $benefit } shown.
    .title = Product key shown
history-activation_counted = { $actor } recorded an activation of { $benefit } { $counted_for ->
    [hardware_change] on a machine whose hardware changed significantly
    [reimage] on a machine that was set up anew
   *[new_device] on a new machine
}; { $used ->
    [one] { $used } activation is used
   *[other] { $used } activations are used
}.
    .title = Activation counted
history-seat_assigned = { $actor } assigned a seat of { $benefit } to { $person }{ $country ->
    [none] {""}
   *[other] {" "}{ $country }
}; it can go to somebody else from { $locked_until } on.
    .title = Seat assigned
    .own = { $actor } assigned you a seat of { $benefit }{ $country ->
        [none] {""}
       *[other] {" "}{ $country }
    }; it can go to somebody else from { $locked_until } on.
history-seat_activated = { $person } activated the seat of { $benefit }.
    .title = Seat activated
history-seat_unassigned = { $why ->
    [slip] { $actor } undid the assignment of a seat of { $benefit } to { $person } at once.
    [holder_left] { $actor } took back the seat of { $benefit } from { $person }, who left the company.
    [membership_ended] The seat of { $benefit } of { $person } ended with the membership.
   *[returned] { $actor } took back the seat of { $benefit } from { $person }.
}{ $locked_until ->
    [none] {""}
   *[other] {" "}It can go to somebody else from { $locked_until } on.
}
    .title = Seat taken back
history-wind_down_confirmed = { $actor } confirmed for { $where ->
    [machine] one machine
    [seat] one seat
   *[line] all licences
} that { $benefit } { $how ->
    [commercially_licensed] is licensed commercially
   *[uninstalled] was uninstalled
}.
    .title = Removal confirmed
history-key_blocked = { $actor } blocked the product key of { $benefit }: { $why_word }.
    .title = Product key blocked
history-key_unblocked = { $actor } lifted the block of the product key of { $benefit }.
    .title = Block of a product key lifted
history-marketing_activated = { $actor } activated { $benefit } with a marketing contact; it can be used from { $active_from } on.
    .title = Go-to-market activated
