# One sentence for each fact that a decision looked at. A value that the fact does not have is given as "none".

fact-not_evaluated = Not looked at: { $topic }.
fact-withheld = Not shown to you: { $topic }.

fact-role_held = { $answer ->
    [yes] The role held allows this: { $capability_word }.
   *[no] None of the roles held allows this: { $capability_word }.
}
    .topic = the roles
fact-tenant_admin = { $answer ->
    [yes] The caller is admin of { $tenant ->
        [none] the tenant
       *[other] { $tenant }
    }.
   *[no] Only a global or billing admin of { $tenant ->
        [none] the tenant
       *[other] { $tenant }
    } may redeem there.
}
    .topic = the admins of the tenant
fact-exists = { $found ->
    [none] { $asked ->
        [none] Nothing is known here under this reference.
       *[other] Nothing is known here as { $asked }.
    }
   *[other] The subscription named, { $asked }, is not the one that runs on this tenant, { $found }.
}
    .topic = whether it exists
fact-on_sale = { $answer ->
    [yes] The offer { $offer } is on sale{ $to ->
        [none] {""}
       *[other] {" "}until { $to }
    }.
    [not_yet] The offer { $offer } goes on sale on { $from }.
   *[over] { $to ->
        [none] The offer { $offer } is not on sale any more.
       *[other] The offer { $offer } was on sale until { $to }.
    }
}
    .topic = whether the offer is on sale
fact-within_limit = { $answer ->
    [yes] { $max ->
        [one] One membership of this kind may be held at a time, and { $held ->
            [0] none is held
           *[other] { $held } is held
        }.
       *[other] { $max } memberships of this kind may be held at a time, and { $held ->
            [0] none is held
            [one] one is held
           *[other] { $held } are held
        }.
    }
   *[no] { $membership ->
        [none] The offer { $offer } may not be held at present: the limit is { $max }.
       *[other] { $max ->
            [one] Only one membership of this kind may be held at a time, and { $membership } ({ $held_offer }) is held.
           *[other] Only { $max } memberships of this kind may be held at a time, and { $held } are held, among them { $membership } ({ $held_offer }).
        }
    }
}
    .topic = the limit on memberships
fact-not_excluded = { $answer ->
    [yes] No membership that is held rules out the offer { $offer }.
   *[no] The membership { $membership } ({ $held_offer }) rules out the offer { $offer } while it is held.
}
    .topic = offers that rule each other out
fact-level_attained = { $answer ->
    [yes] The level { $level } is attained{ $competency ->
        [none] {""}
       *[other] {" "}in the competency { $competency }
    }{ $since ->
        [none] {""}
       *[other] , from { $since } on
    }.
   *[no] No competency is qualified at the level { $level }.
}
    .topic = the level attained
fact-payment_recorded = { $answer ->
    [yes] The payment is recorded under the reference { $reference }.
   *[no] No payment reference was given.
}
    .topic = the payment
fact-membership_open = { $answer ->
    [yes] The membership is open.
   *[over] { $membership ->
        [none] The membership
       *[other] The membership { $membership }
    } { $why ->
        [upgraded] gave way to a higher level
       *[other] is over
    }{ $last_day ->
        [none] {""}
       *[other] ; its last day was { $last_day }
    }.
}
    .topic = whether the membership is open
fact-anniversary = Anniversary, the end of the paid year: { $anniversary }. Renewal window: from { $renew_from } to { $renew_to }.
    .topic = the anniversary
fact-inside_window = { $answer ->
    [yes] { $reopened_until ->
        [none] { $ordered_on ->
            [none] The renewal window is open: renew between { $from } and { $to }.
           *[other] The renewal window was open from { $from } to { $to } and is closed; the order of { $ordered_on } was placed within it and counts until { $pay_by }.
        }
       *[other] The renewal window was open from { $from } to { $to }; an exception lets the membership be renewed until { $reopened_until }.
    }
    [not_yet] The renewal window is not open yet: renew between { $from } and { $to }.
   *[over] The renewal window was open from { $from } to { $to } and is closed.
}
    .topic = the renewal window
fact-year_unbought = { $answer ->
    [yes] The coming year is not bought yet.
   *[no] The coming year is bought already.
}
    .topic = the coming year
fact-bought = The offer { $offer } was bought on { $on }{ $reference ->
        [none] {""}
       *[other] , payment { $reference }
    }.
    .topic = the purchase
fact-membership_access = { $answer ->
    [yes] { $state ->
        [renewal_open] The paid year of { $membership } ended on { $anniversary }; during the renewal window it gives access until { $last_day }.
       *[other] The membership { $membership } is active and gives access until { $last_day }.
    }
    [not_yet] The membership { $membership } was not bought yet.
   *[over] { $state ->
        [renewal_open] The membership { $membership } gave access until { $last_day }; it gives none while the renewal window is open, until { $renew_to }.
        [upgraded] The membership { $membership } gave way to a higher level; its last day was { $last_day }.
        [refunded] The fee of the membership { $membership } was given back; its last day was { $last_day }.
        [merged] The membership { $membership } was renewed as one with another; what it left gave access until { $last_day }.
       *[other] The membership { $membership } was not renewed and gave access until { $last_day }.
    }
}
    .topic = access through the membership
fact-granted_by_table = { $answer ->
    [yes] { $offer ->
        [none] The licence table
       *[other] The offer { $offer }
    } grants { $benefit }: { $amount }, { $layer ->
        [incremental] { $competency ->
            [none] incremental
           *[other] for the competency { $competency }
        }
       *[core] core benefit
    }, since { $on }.
   *[no] No membership of this company grants { $benefit }.
}
    .topic = the licence table
fact-not_superseded = { $answer ->
    [yes] No later year’s benefit stands in its place.
   *[over] Since { $since } a later year’s benefit stands in its place.
}
    .topic = whether a later year replaced it
fact-redeem_by = { $answer ->
    [yes] Redeem by { $redeem_by }.
   *[over] It had to be redeemed, activated or assigned by { $redeem_by }.
}
    .topic = the last day to redeem
fact-usable_until = { $answer ->
    [yes] Usable until { $until }{ $seats ->
        [none] {""}
        [one] , { $seats } seat
       *[other] , { $seats } seats
    }.
   *[over] It was usable until { $until }.
}
    .topic = the last day of use
fact-token_unused = { $answer ->
    [yes] The token was not redeemed before.
   *[no] The token was redeemed on { $redeemed_on }{ $tenant ->
        [none] {""}
       *[other] {" "}on the tenant { $tenant }
    }{ $redeemed_by ->
        [none] {""}
       *[other] {" "}by { $redeemed_by }
    }{ $mode ->
        [extend] , as an extension
        [add_seats] , to add licences
       *[other] , as a new subscription
    }. A token works once.
}
    .topic = whether the token was redeemed before
fact-token_whole = { $answer ->
    [yes] The token is used whole: { $token_seats ->
        [one] { $token_seats } seat
       *[other] { $token_seats } seats
    }.
   *[no] The token has { $token_seats ->
        [one] { $token_seats } seat
       *[other] { $token_seats } seats
    } and cannot be split: { $asked ->
        [one] { $asked } was asked for
       *[other] { $asked } were asked for
    }.
}
    .topic = whether the token is used whole
fact-tenant_verified = { $answer ->
    [yes] The tenant { $tenant } { $since ->
        [none] is linked to the account
       *[other] has been linked to the account since { $since }
    }.
   *[no] { $tenant } is no tenant that is linked to this account.
}
    .topic = the tenant
fact-subscription_live = { $live ->
    [yes] { $mode ->
        [new] A subscription to { $benefit } runs on this tenant already ({ $seats ->
            [one] { $seats } seat
           *[other] { $seats } seats
        }, usable until { $usable_until }), so a new one cannot begin.
       *[other] A subscription to { $benefit } runs on this tenant: { $seats ->
            [one] { $seats } seat
           *[other] { $seats } seats
        }, usable until { $usable_until }.
    }
   *[no] { $mode ->
        [new] No subscription to { $benefit } runs on this tenant, so a new one can begin.
        [extend] No subscription to { $benefit } runs on this tenant, so there is nothing to extend.
       *[other] No subscription to { $benefit } runs on this tenant, so there is nothing to add licences to.
    }
}
    .topic = the subscription on the tenant
fact-mode_fits = { $answer ->
    [yes] The programme offers this way to redeem: { $mode_word }.
   *[no] The programme does not offer this way to redeem: { $mode_word }.
}
    .topic = the way to redeem
fact-extend_limit = { $answer ->
    [yes] The extension stays within the limit of { $max_months } months.
   *[no] A token of { $token_seats ->
        [one] { $token_seats } seat
       *[other] { $token_seats } seats
    } would extend a subscription of { $active_seats ->
        [one] { $active_seats } seat
       *[other] { $active_seats } seats
    } by { $months } months; the limit is { $max_months }.
}
    .topic = the limit of an extension
fact-outcome = { $mode ->
    [new] A new subscription begins: { $seats_after ->
        [one] { $seats_after } seat
       *[other] { $seats_after } seats
    }, usable until { $until_after }.
    [extend] { $token_seats ->
        [one] { $token_seats } seat
       *[other] { $token_seats } seats
    } for { $token_days } days, spread over { $seats_after ->
        [one] the seat of today, which stays
       *[other] the { $seats_after } seats of today, which stay
    }, take what is left from { $days_before } to { $days_after } days: usable until { $until_after } instead of { $until_before }.
   *[other] { $seats_before ->
        [one] { $seats_before } seat
       *[other] { $seats_before } seats
    } with { $days_before ->
        [one] { $days_before } day
       *[other] { $days_before } days
    } left and { $token_seats ->
        [one] { $token_seats } seat
       *[other] { $token_seats } seats
    } for { $token_days } days make { $seats_after } seats for { $days_after } days: usable until { $until_after } instead of { $until_before }.{ $shorter ->
        [yes] {" "}That is shorter than the token’s own term.
       *[no] {""}
    }
}
    .topic = the outcome
fact-token_redeemed = { $answer ->
    [yes] The token was redeemed{ $redeemed_on ->
        [none] {""}
       *[other] {" "}on { $redeemed_on }
    }.
   *[no] No redemption is recorded yet.
}
    .topic = whether a token was redeemed
fact-reason_accepted = { $answer ->
    [yes] The programme replaces a token for this reason: { $reason_word }.
   *[no] The programme does not replace a token for this reason: { $reason_word }.
}
    .topic = the reason
fact-reason_fits = { $answer ->
    [yes] The reason fits what was done.
   *[no] { $reason ->
        [wrong_tenant] { $intended_tenant ->
            [none] The tenant that was meant is missing.
           *[other] The tenant that was meant, { $intended_tenant }, must be another tenant that is linked to this account than { $tenant }.
        }
        [added_instead_of_extended] The token was not redeemed to add licences, so this reason does not fit.
       *[other] The reason does not fit what was done.
    }
}
    .topic = whether the reason fits
fact-replacement_offered = { $answer ->
    [yes] This programme replaces tokens of { $benefit }.
   *[no] This programme replaces no token of { $benefit }.
}
    .topic = whether the programme replaces it
fact-replacement_in_time = { $answer ->
    [yes] The request comes in time: it may be made until { $until }.
    [over] The request had to be made by { $until }{ $within_days ->
        [none] {""}
        [one] , { $within_days } day after the redemption
       *[other] , { $within_days } days after the redemption
    }.
   *[no] There is no redemption from which to count the days.
}
    .topic = whether the request comes in time
fact-first_replacement = { $answer ->
    [yes] No replacement was issued for this token before.
   *[no] A replacement was issued for this token already.
}
    .topic = earlier replacements
fact-not_a_replacement = { $answer ->
    [yes] The token is not itself a replacement.
   *[no] The token is itself a replacement and cannot be replaced again.
}
    .topic = whether the token is a replacement
fact-no_open_request = { $answer ->
    [yes] No other request is open for this token.
   *[no] A request is open for this token already.
}
    .topic = other requests
fact-request_open = { $answer ->
    [yes] The request of { $requested_on } is open.
   *[no] The request of { $requested_on } was decided{ $decided_on ->
        [none] {" "}already
       *[other] {" "}on { $decided_on }
    }.
}
    .topic = whether the request is open
fact-key_needed = { $answer ->
    [yes] { $benefit } needs a key ({ $key_kind_word }).
   *[no] { $benefit } needs no key.
}{ $note ->
        [none] {""}
       *[other] {" "}{ $note }
    }
    .topic = whether a key is needed
fact-activations_left = { $answer ->
    [yes] { $limit ->
        [none] The key has no limit of activations.
       *[other] { $used } of { $limit } activations of the key are used.
    }
   *[no] { $limit ->
        [none] All activations of the key are used; no more are granted.
       *[other] All { $limit } activations of the key are used; no more are granted.
    }
}
    .topic = the activations left
fact-known_device = { $counts ->
    [yes] { $counted_for ->
        [hardware_change] The machine is known, but its hardware changed significantly: this counts as an activation.
        [reimage] The machine is known and is being set up anew: this counts as an activation.
       *[other] The machine is new to this key: this counts as an activation.
    }
   *[no] The machine is known to this key: nothing is counted.
}
    .topic = whether the machine is known
fact-refund_right = { $answer ->
    [yes] The fee of { $membership } may be refunded until { $until }, unless an act ends that right before.
    [no] { $order ->
        [none] This fee is not refundable.
       *[other] The price of the order { $order }, which waits to be paid, counts on the fee of { $membership }: it cannot be refunded meanwhile.
    }
   *[over] { $ended_on ->
        [none] The fee of { $membership } could be refunded until { $until }.
       *[other] The right to a refund of { $membership } ended on { $ended_on }{ $ended_by ->
            [none] {""}
           *[other] : { $ended_by_word }
        }.
    }
}
    .topic = the right to a refund
fact-named_person = { $answer ->
    [yes] The identity is that of one named person.
   *[no] This identity is used by several people; it has to be that of one named person.
}
    .topic = whether it is one person
fact-in_directory = { $answer ->
    [yes] The person has an entry in the company’s directory.
   *[no] The person has no entry in the company’s directory.
}
    .topic = the company’s directory
fact-address_free = { $answer ->
    [yes] Nobody else in the company has this address.
   *[no] { $person } has this address already.
}
    .topic = a free address
fact-one_seat_per_edition = { $answer ->
    [yes] The person holds no other seat of this edition.
   *[no] The person holds a seat of this edition already{ $since ->
        [none] {""}
       *[other] , since { $since }
    }.
}
    .topic = other seats of the person
fact-seat_free = { $answer ->
    [yes] { $free ->
        [0] Not all seats are assigned, but none is free yet
        [one] { $free } seat is free
       *[other] { $free } seats are free
    } of { $granted }: { $activated } activated, { $assigned } assigned, { $locked } locked.
   *[no] No seat is free: of { $granted }, { $activated } are activated and { $assigned } are assigned.
}
    .topic = whether a seat is free
fact-seat_unlocked = { $answer ->
    [yes] A seat can be given at once.
    [not_yet] A seat can be given to somebody else { $wait_days ->
        [one] { $wait_days } day
       *[other] { $wait_days } days
    } after it was assigned{ $unlocks_on ->
        [none] {""}
       *[other] , the first one from { $unlocks_on } on
    }.
   *[value] { $unlocks_on ->
        [none] The seat can be given to somebody else at once.
       *[other] Assigned on { $since }, the seat can be given to somebody else from { $unlocks_on } on ({ $wait_days } days).
    }
}
    .topic = the waiting time
fact-seats_for_all = { $granted ->
    [0] There is no seat
    [one] There is { $granted } seat
   *[other] There are { $granted } seats
} of { $benefit } for { $held ->
    [one] the person who has one
   *[other] the { $held } people who have one
}, and { $lost } will go without: those who use theirs keep it first, then those who have had it longest.
    .topic = who keeps a seat
fact-seat_kept = { $answer ->
    [yes] { $person } keeps a seat.
   *[no] { $person } loses the seat.
}
    .topic = whether the person keeps a seat
fact-seat_assigned = { $answer ->
    [yes] A seat { $since ->
        [none] is assigned
       *[other] has been assigned since { $since }
    }.
    [over] The seat was assigned on { $since } and taken back on { $ended_on }.
   *[no] No seat is assigned.
}
    .topic = whether a seat is assigned
fact-seat_activated = { $answer ->
    [yes] The seat { $since ->
        [none] is activated
       *[other] has been activated since { $since }
    }.
   *[no] The seat was not activated yet by the person who holds it.
}
    .topic = whether the seat is activated
fact-is_assignee = { $answer ->
    [yes] The caller is the person to whom the seat is assigned.
   *[no] Only the person to whom the seat is assigned may activate it.
}
    .topic = to whom the seat is assigned
fact-window_allows_acts = { $answer ->
    [yes] New acts are possible while the renewal window is open.
   *[no] While the renewal window is open, until { $to }, what is held stays usable but nothing new can be done.
}
    .topic = what the renewal window allows
fact-right_ended = { $answer ->
    [yes] The right to use the software ended; its last day was { $last_day }.
   *[not_yet] The right to use the software lasts until { $last_day }.
}
    .topic = the right to the software
fact-not_confirmed = { $answer ->
    [yes] It was not confirmed before.
   *[no] It was confirmed already{ $on ->
        [none] {""}
       *[other] , on { $on }
    }{ $how ->
        [none] {""}
       *[other] : { $how_word }
    }.
}
    .topic = earlier confirmations
fact-number_free = { $answer ->
    [yes] The reference is free.
   *[no] { $domain ->
        [none] { $reference ->
            [none] The account is open already, under the number { $number }.
           *[other] A payment with the reference { $reference } is recorded already, of another amount or for another order.
        }
       *[other] The tenant { $domain } is linked already.
    }
}
    .topic = whether the reference is free
fact-plausible = { $answer ->
    [yes] The values are plausible.
   *[no] { $value ->
        [none] The field { $field } is empty.
       *[other] The value of { $field } is not possible: { $value }.
    } { $known ->
        [none] { $from ->
            [none] { $to ->
                [none] What is wanted is { $possible_word }.
               *[other] What is wanted is a date until { $to }.
            }
           *[other] { $to ->
                [none] What is wanted is a date from { $from } on.
               *[other] What is wanted is a date from { $from } to { $to }.
            }
        }
       *[other] Possible values: { $known }.
    }
}
    .topic = the values given
fact-key_not_blocked = { $answer ->
    [yes] The key is not blocked.
   *[no] The key is blocked{ $since ->
        [none] {""}
       *[other] {" "}since { $since }
    }: { $block_reason_word }.
}
    .topic = whether the key is blocked
fact-key_is_blocked = { $answer ->
    [yes] The key is blocked{ $since ->
        [none] {""}
       *[other] {" "}since { $since }
    }{ $block_reason ->
        [none] {""}
       *[other] : { $block_reason_word }
    }.
   *[no] The key is not blocked.
}
    .topic = whether there is a block to lift
fact-role_may_be_given = { $answer ->
    [yes] Your roles let you give and take the role { $given_role_word }.
   *[no] Your roles do not let you give or take the role { $given_role_word }.
}
    .topic = who gives the role
fact-own_directory = { $answer ->
    [yes] The person is in a directory that you manage.
   *[no] The person is in the directory of another side of the merged company.
}
    .topic = the directory of the person
fact-role_fits_guest = { $answer ->
    [yes] A guest may hold the role { $given_role_word }.
   *[no] A guest of the directory cannot hold the role { $given_role_word }.
}
    .topic = the roles of guests
fact-admin_stays = { $answer ->
    [yes] { $known ->
        [yes] Nobody holds the role { $given_role_word } afterwards, and you said that you know it.
       *[other] Somebody else holds the role { $given_role_word } as well.
    }
   *[no] Nobody else holds the role { $given_role_word }: without it nobody of the company can do what it allows.
}
    .topic = whether an admin is left
fact-marketing_new = { $answer ->
    [yes] Nobody activated it before.
   *[no] It was activated before{ $since ->
        [none] {""}
       *[other] {" "}on { $since }
    }{ $from ->
        [none] {""}
       *[other] , and counts from { $from }
    }.
}
    .topic = an earlier activation
fact-marketing_activated = { $answer ->
    [yes] It has been activated since { $since }.
   *[no] Nobody has activated it.
}
    .topic = the activation of help with selling
fact-other_contact = { $answer ->
    [yes] The marketing contact has another address than who activates.
   *[no] The marketing contact has the address of who activates.
}
    .topic = the marketing contact
fact-marketing_processed = { $from ->
    [none] The vendor takes some days to prepare it.
   *[other] The vendor takes some days to prepare it; it can be used from { $from } on.
}{ $days ->
    [none] {""}
   *[other] {""}
}
    .topic = the days that the vendor takes
