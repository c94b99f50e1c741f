# One sentence for each computed consequence. "none" means that it did not exist before, or does not exist afterwards.

effect-membership-anniversary = { $from ->
    [none] The anniversary is { $to }.
   *[other] The anniversary moves from { $from } to { $to }.
}
effect-membership-grants = { $to ->
    [one] { $to } benefit is granted.
   *[other] { $to } benefits are granted.
}
effect-membership-upgraded = { $from } gives way to the higher level and ends.
effect-membership-tokens_lost = { $to ->
    [one] { $to } token of it that nobody redeemed is revoked.
   *[other] { $to } tokens of it that nobody redeemed are revoked.
}
effect-membership-seats_lost = { $to ->
    [one] { $to } person loses a seat: the new package has no free one of the product.
   *[other] { $to } people lose their seats: the new package has no free ones of the product.
}
effect-refund-seats_lost = { $to ->
    [one] { $to } person loses a seat.
   *[other] { $to } people lose their seats.
}
effect-refund-to_wind_down = { $to ->
    [one] { $to } piece of software has to be uninstalled or licensed commercially.
   *[other] { $to } pieces of software have to be uninstalled or licensed commercially.
}
effect-membership-credits_lost = { $to ->
    [one] { $to } person loses the credit: the new package has none of the product.
   *[other] { $to } people lose their credit: the new package has none of the product.
}
effect-seat-given_up = The person’s seat of { $from }, which has lapsed, goes back: it does not return to them if { $from } is renewed after all.
effect-subscription-seats = { $from ->
    [none] The subscription has { $to ->
        [one] { $to } seat
       *[other] { $to } seats
    }.
   *[other] { $to ->
        [none] The subscription ends with all its seats ({ $from }).
       *[other] Seats: { $from } before, { $to } afterwards.
    }
}
effect-subscription-usable_until = { $from ->
    [none] The subscription is usable until { $to }.
   *[other] { $to ->
        [none] The subscription, usable until { $from }, ends now.
       *[other] Usable until { $to } instead of { $from }.{ $shorter ->
            [yes] {" "}Note: that is for a shorter time than the token alone.
           *[no] {""}
        }
    }
}
effect-token-state = The token, { $from } before, is { $to } afterwards; this cannot be undone.
effect-refund-until = The right to a refund, open until { $from }, ends now.
effect-replacement-redeem_by = A replacement token is issued; redeem by { $to }.
effect-key-state = The key, { $from } before, is { $to } afterwards; this cannot be undone.
effect-key-used = Activations used: { $from } before, { $to } afterwards; they do not come back.
effect-pool-free = Free seats: { $from } before, { $to } afterwards.
effect-seat-locked_until = { $to ->
    [none] The seat can go to somebody else at once.
   *[other] The seat can go to somebody else from { $to } on.
}
effect-assignment-state = The seat, { $from } before, is { $to } afterwards.
effect-key-blocked = The key is blocked and can be neither shown nor activated: { $to }.
effect-key-unblocked = The key may be used again; it is { $to }.
effect-marketing-active_from = The vendor prepares it; it can be used from { $to } on.
effect-marketing-until = It can be used until { $to }.
effect-person-role_given = The role { $to } is given.
effect-person-role_taken = The role { $to } is taken away.
effect-person-nobody_left = Nobody holds the role { $to } afterwards.
effect-person-seats_kept = { $to ->
    [one] They keep a developer subscription until it is taken back.
   *[other] They keep { $to } developer subscriptions until these are taken back.
}
effect-person-credits_kept = { $to ->
    [one] They keep a credit until it is taken back or handed on.
   *[other] They keep { $to } credits until these are taken back or handed on.
}
effect-person-profiles_kept = Their certification profile counts until it is released.
effect-person-services_kept = { $to ->
    [one] A service that they made goes on: end its API token where nobody needs it.
   *[other] { $to } services that they made go on: end their API tokens where nobody needs them.
}
effect-person-access_ended = Their sessions end, and so do the API tokens that stand for them.
effect-person-services_ended = What was made with these tokens ends as well: { $to }.
effect-api_token-others_ended = What was made with this token ends as well: { $to }.
