# What would help, as a sentence with its days. A day that does not matter is given as "none".

remedy-wait = { $from ->
    [none] Wait a little and try again.
   *[other] Come back from { $from } on.
}
remedy-renew = { $until ->
    [none] { $from ->
        [none] Renew the membership.
       *[other] Renew the membership, from { $from } on.
    }
   *[other] { $from ->
        [none] Renew the membership, until { $until }.
       *[other] Renew the membership between { $from } and { $until }.
    }
}
remedy-purchase = Buy the offer; a new year begins on the day of the purchase.
remedy-ticket = Open a support ticket.
remedy-ask_role_holder = Ask a colleague who holds one of the roles named.
remedy-ask_tenant_admin = Ask a global or billing admin of this tenant to do it.
remedy-request_replacement = { $until ->
    [none] Ask for a replacement token.
   *[other] If it was a mistake, ask for a replacement token, until { $until }.
}
remedy-commercial_licensing = For more, license the product commercially.
remedy-uninstall = Uninstall the software, or license it commercially.
remedy-await_decision = Wait for support’s decision on the request that was made.
remedy-redeem_as_new = Redeem a token as a new subscription.
remedy-redeem_as_extend = Extend the subscription that runs, or add seats to it.
remedy-redeem_as_add_seats = Add the seats to the subscription that runs.
remedy-redeem_whole = Redeem the token with all its seats.
remedy-verify_tenant = Link the tenant to the account and verify it.
remedy-add_person = Add the person to the company’s directory.
remedy-assign_named_person = Assign the seat to one named person.
remedy-unassign = Take back a seat that is no longer needed.
remedy-assign = Assign a seat to the person.
remedy-activate_seat = The person activates the seat that was assigned to them.
remedy-attain = { $level ->
    [none] Attain the level in one competency
   *[other] Attain the level { $level } in one competency
}{ $then_buys ->
    [none] .
   *[other] , then buy the offer { $then_buys } again.
}
remedy-choose_at_renewal = { $from ->
    [none] { $until ->
        [none] Choose the other offer when you renew.
       *[other] Choose the other offer when you renew, until { $until }.
    }
   *[other] { $until ->
        [none] Choose the other offer when you renew, from { $from } on.
       *[other] Choose the other offer when you renew, between { $from } and { $until }.
    }
}
remedy-correct_request = Correct the request and send it again.
remedy-use_existing = Use what is there already, or give another name, number or reference.
remedy-use_until_end = Use what was bought until the paid year ends; nothing renews itself.
remedy-use_newest = Use the line of the newest year.
remedy-install_without_key = Install the software without a key.
remedy-earlier_check = Decide the earlier check first.
remedy-assign_credit = Give the credit to a person.
remedy-take_ticket = Take the ticket first.
remedy-reopen_ticket = Have whoever opened the ticket reopen it, or open another one.
remedy-other_offer = Choose another offer.
remedy-act-correct_request = Correct the request
remedy-act-use_existing = Use what is there
remedy-act-use_until_end = Use it until its end
remedy-act-use_newest = Use the newest year
remedy-act-install_without_key = Install without a key
remedy-act-earlier_check = Decide the earlier check
remedy-act-assign_credit = Give the credit
remedy-act-take_ticket = Take the ticket
remedy-act-reopen_ticket = Reopen the ticket
remedy-act-other_offer = Choose another offer
remedy-other_token = Use another token of the same product.
remedy-other_company = Name another company.
remedy-act-other_token = Use another token
remedy-act-other_company = Name another company
remedy-give_role_first = Give the role to somebody else first, or say that you know that nobody has it afterwards.
remedy-take_over_directory = If nobody can sign in to the directory, take it over by its own procedure.
remedy-ask_other_directory = Ask an admin of that directory, or have them add you as a guest.
remedy-ask_other_side = Ask somebody of that company who may do it.
remedy-other_contact = Name a marketing contact with another address than your own.
