# The company’s profile, its verification, and documents.

question-may_change_profile = May the profile of the company { $subject } be changed on { $as_of }?
question-may_review_profile = May the profile of the company { $subject } be confirmed on { $as_of }?
question-may_decide_check = May the check be decided in this way on { $as_of }?
question-may_appeal = May the rejected check be appealed on { $as_of }?
question-may_add_document = May the document be handed in on { $as_of }?

fact-profile_authorized = { $answer ->
    [yes] The company is verified.
   *[no] { $state ->
        [not_reviewed] The company has not given its profile yet.
        [rejected] A check of the company’s profile was rejected.
       *[other] The company’s profile is being verified{ $since ->
            [none] {""}
           *[other] {" "}since { $since }
        }{ $usual_days ->
            [none] {""}
           *[other] ; this usually takes up to { $usual_days } working days
        }.
    }
}
    .topic = the verification of the company
fact-check_stands = { $check_word }{ $state ->
    [not_started] : not begun yet
    [pending] : pending
    [passed] : passed
   *[rejected] : rejected
}{ $since ->
    [none] {""}
   *[other] {" "}since { $since }
}.
    .topic = a check
fact-profile_reviewed = { $answer ->
    [yes] The company’s profile was confirmed on { $last }.
   *[no] { $last ->
        [none] Nobody has confirmed the company’s profile; this is needed from { $needed_since } on.
       *[other] The company’s profile was confirmed on { $last }; this is needed again from { $needed_since } on.
    }
}
    .topic = the review of the profile
fact-profile_given = { $answer ->
    [yes] The company has given its profile.
   *[no] The company has not given its profile yet.
}
    .topic = whether there is a profile
fact-profile_unchanged = { $answer ->
    [yes] Nobody changed the profile in between.
   *[no] Somebody changed the profile in between{ $since ->
        [none] {""}
       *[other] , on { $since }
    }.
}
    .topic = the state of the profile
fact-domain_accepted = { $answer ->
    [yes] A company can have the mail domain { $domain }.
   *[no] The mail domain { $domain } is no partner company’s own.
}
    .topic = the mail domain
fact-domain_free = { $answer ->
    [yes] No other headquarters has the mail domain { $domain }.
   *[no] Another headquarters has the mail domain { $domain }.
}
    .topic = whether the mail domain is free
fact-check_open = { $check_word }{ $state ->
    [not_started] : not begun yet
    [pending] : pending
    [passed] : passed already
   *[rejected] : rejected, waiting for the company
}.
    .topic = the state of the check
fact-check_in_turn = { $answer ->
    [yes] The checks before it are passed.
   *[no] A check before it is not passed yet: { $waits_for_word }.
}
    .topic = the order of the checks
fact-order_by_transfer = { $answer ->
    [yes] The order is to be paid by transfer.
   *[no] The order is not to be paid by transfer: { $method_word }.
}
    .topic = how the order is paid
fact-order_unpaid = { $answer ->
    [yes] The order { $order } is not paid.
   *[no] The order { $order } is paid already.
}
    .topic = whether the order is paid
fact-document_type = { $answer ->
    [yes] The file is of an accepted type: { $stated }.
   *[no] The file says that it is { $stated }{ $found ->
        [none] ; its content is not recognised
       *[other] ; its content is { $found }
    }. Accepted are { $accepted }.
}
    .topic = the type of the file
fact-document_size = { $answer ->
    [yes] The file has { $bytes } bytes, at most { $max }.
   *[no] { $bytes ->
        [0] The file is empty; it may have up to { $max } bytes.
       *[other] The file has more than { $max } bytes, the most that are taken.
    }
}
    .topic = the size of the file
fact-document_count = { $answer ->
    [yes] { $held ->
        [one] { $held } document was handed in, at most { $max }.
       *[other] { $held } documents were handed in, at most { $max }.
    }
   *[no] { $held ->
        [one] { $held } document was handed in, as many as the programme takes.
       *[other] { $held } documents were handed in, as many as the programme takes.
    }
}
    .topic = the number of documents
fact-fee_due = { $answer ->
    [yes] The fee of the offer { $offer } is to be ordered.
   *[no] Nothing is to be paid for the renewal under the offer { $offer }, so there is nothing to order.
}
    .topic = whether a fee is due
fact-fee_paid = { $answer ->
    [yes] Nothing is to be paid for the offer { $offer }.
   *[no] { $total ->
        [none] The fee of the offer { $offer } is to be paid; the list has none for this country.
       *[other] The fee of the offer { $offer } is to be paid: { $total }.
    }
}
    .topic = the fee

remedy-give_profile = { $until ->
    [none] Give the company’s profile.
   *[other] Give the company’s profile; the membership can be renewed until { $until }.
}
remedy-review_profile = { $until ->
    [none] Read the company’s profile and confirm it.
   *[other] Read the company’s profile and confirm it, until { $until }.
}
remedy-await_verification = { $until ->
    [none] Wait for the vendor to decide the checks.
   *[other] Wait for the vendor to decide the checks; the membership can be renewed until { $until }.
}
remedy-correct_profile = { $until ->
    [none] Correct the profile, hand in a document or appeal.
   *[other] Correct the profile, hand in a document or appeal; the membership can be renewed until { $until }.
}
remedy-give_work_address = Give the primary contact’s work address, at a domain of the company’s own.
remedy-look_again = Look at it as it is now, and try again.
remedy-other_file = Choose another file.
remedy-act-give_profile = give the profile
remedy-act-review_profile = confirm the profile
remedy-act-await_verification = wait for the verification
remedy-act-correct_profile = correct the profile
remedy-act-give_work_address = give a work address
remedy-act-look_again = look again
remedy-act-other_file = choose another file

problem-account-not-verified = The company is not verified
    .causes =
        The company has not given its profile yet, or a check waits for the vendor.
        A check was rejected: the answer says which one.
    .cures =
        Give or correct the profile, hand in the documents asked for, or appeal.
        A pending check usually takes a few working days.
problem-profile-review-due = The company’s profile is to be confirmed
    .causes =
        Before each renewal, a Global admin or an Account admin reviews the profile.
        The last review counts for an earlier year.
    .cures =
        Ask one of the people named to read the profile and confirm it.
problem-profile-missing = The company has not given its profile yet
    .causes =
        There is nothing to confirm yet.
    .cures =
        Give the legal name, the address, the registration number and the primary contact.
problem-profile-changed = The profile has changed in between
    .causes =
        Somebody else changed it since you read it.
    .cures =
        Read the profile as it is now, and try again.
problem-domain-refused = This mail domain is not accepted
    .causes =
        The address is a personal one, or a mere login of a tenant.
    .cures =
        Give the primary contact’s work address, at a domain of the company’s own.
problem-domain-taken = Another headquarters has this mail domain
    .causes =
        Each mail domain has one headquarters.
    .cures =
        Your company may have an account already: ask your colleagues, or open a support ticket.
problem-check-not-open = The check does not wait for this
    .causes =
        It has not begun, it is decided already, or it waits for the company.
    .cures =
        Look at the profile: it says how far each check is.
problem-check-not-in-turn = A check before it is not passed
    .causes =
        Checks are decided in the order of the programme.
    .cures =
        Decide the check that is named first.
problem-proof-not-needed = This order asks for no proof of payment
    .causes =
        It is to be paid by card, or it is paid already.
    .cures =
        Look at the order: it says how far it is.
problem-document-type-refused = This type of file is not accepted
    .causes =
        The programme does not take this type, or the content is not of the type that is stated.
    .cures =
        Hand in a file of an accepted type.
problem-document-too-large = The size of the file is not accepted
    .causes =
        The file is empty, or larger than the programme takes.
    .cures =
        Make the file smaller, or divide it into several.
problem-too-many-documents = Enough documents were handed in
    .causes =
        The programme limits the files for each check and each order.
    .cures =
        Wait for the decision, or open a support ticket.

history-profile_changed = { $actor } changed the company’s profile: { $fields }{ $checks ->
    [none] {""}
   *[other] ; to be checked anew: { $checks }
}.
    .title = Profile changed
history-profile_reviewed = { $actor } read the company’s profile and confirmed it.
    .title = Profile confirmed
history-check_decided = { $passed ->
    [yes] { $actor } passed a check: { $check_word }.
   *[no] { $actor } rejected a check: { $check_word }.
}
    .title = Check decided
history-check_appealed = { $actor } appealed against the rejection of a check: { $check_word }.
    .title = Rejection appealed
history-document_added = { $order ->
    [none] { $actor } handed in a document for a check: { $check_word }.
   *[other] { $actor } handed in a proof of payment for { $order }.
}
    .title = Document handed in

effect-profile-changed = The profile changes: { $to }.
effect-profile-check = { $check }: { $from }, from now on { $to }.
effect-profile-verification = The company: { $from }, from now on { $to }.
effect-profile-reviewed = The profile is confirmed as of { $to }.
effect-profile-counts_for = The review counts for the renewal of { $to }, until { $renew_to }.
effect-profile-counts_not_for = The review does not count for the renewal of { $to } yet; one is needed from { $since } on.
effect-document-added = The document is handed in.

profile-field-legal_name = legal name
profile-field-address = address
profile-field-registration = registration number
profile-field-primary_contact = primary contact
profile-check-email = The contact’s mail address
profile-check-employment = The contact’s employment by the company
profile-check-business = Name and address in the official register
check-state-not_started = not begun
check-state-pending = pending
check-state-passed = passed
check-state-rejected = rejected
verification-not_reviewed = profile to be given
verification-pending = being verified
verification-authorized = verified
verification-rejected = verification rejected
need-profile_reviewed = profile confirmed
need-requirements_met = requirements met
need-fee_paid = fee paid
waive-profile_reviewed = confirming the profile
waive-requirements_met = meeting the requirements
waive-fee_paid = paying the fee
capability-view_profile = see the company’s profile
capability-review_profile = change and confirm the company’s profile
capability-hand_in_documents = hand in documents
capability-verify_company = verify companies

# The company.
cli-company = A company’s profile, its verification and documents
cli-company-show = Shows the profile and how far each check is
    .examples =
        symbolon company show
        symbolon company show --account 1000003
cli-company-change = Gives the profile, or changes what is named
    .examples =
        symbolon company change --city Lyon --dry-run
cli-company-review = Confirms that the profile is right, before a renewal
    .examples =
        symbolon company review --dry-run
        symbolon company review
cli-company-waiting = Lists the companies with a check in a state, for the vendor
    .examples =
        symbolon company waiting
        symbolon company waiting --state rejected
cli-company-pass = Passes a check, for support
    .examples =
        symbolon company pass business --account 1000003
cli-company-reject = Rejects a check, for support
    .examples =
        symbolon company reject business --account 1000003 --note illegible --dry-run
cli-company-appeal = Asks to look again at a rejected check
    .examples =
        symbolon company appeal business --note resent
cli-company-hand-in = Hands in a document for a check
    .examples =
        symbolon company hand-in extract.pdf --check business --dry-run
        symbolon company hand-in extract.pdf --check business
cli-company-documents = Lists the documents
    .examples =
        symbolon company documents
cli-company-download = Saves a document
    .arg-file = the file to make
    .examples =
        symbolon company download doc_… extract.pdf
cli-company-state = The company: { $state }
cli-company-reviewed = Profile confirmed on { $day }
cli-company-checks = Checks
cli-company-check = { $check }: { $state }
cli-document-added = Handed in: { $document }
cli-file-unreadable = The file { $file } cannot be read: { $cause }.
cli-file-unwritable = The file { $file } cannot be made: { $cause }.
cli-file-cause = { $cause ->
    [missing] there is none of that name
    [no-folder] its folder does not exist
    [forbidden] its permissions do not allow it
    [folder] it is a folder
    [taken] there is one already, which stays as it is
    [no-text] it is no text in UTF-8
    [full] the disk is full
   *[other] { $cause }
}
cli-file-made = Written to { $file }
cli-account-open = Opens a company’s account, for the vendor
    .examples =
        symbolon account open Cadran --country BE --dry-run
cli-membership-tasks = Lists everything that stands between the company and the renewal
    .examples =
        symbolon membership tasks M-1013
cli-order-prove = Hands in a proof that an order was paid by transfer
    .arg-reference = reference of the transfer
    .examples =
        symbolon order prove O-1037 receipt.pdf --paid-on 2021-09-09 --paid-to 7719 --reference T-1 --dry-run
cli-arg-legal-name = the name in the official register
cli-arg-street = street and number
cli-arg-postal-code = postal code
cli-arg-city = town
cli-arg-registration-number = the number in the official register
cli-arg-contact-name = name of the primary contact
cli-arg-contact-email = work address of the primary contact
cli-arg-check = the check: email, employment or business
cli-arg-state = the state of the check
cli-arg-document = the document, by id
cli-arg-paid-on = day of the payment
cli-arg-paid-to = the account that it was paid to; its last characters are enough
cli-arg-country = country of its headquarters, for example FR
cli-arg-verified = the vendor has verified the company already
cli-col-check = check
cli-col-since = since
cli-col-document = document
cli-col-for = for
cli-col-media-type = type
cli-col-bytes = bytes
cli-col-added-on = handed in on

fact-order_by_card = { $answer ->
    [yes] The order is to be paid by card.
   *[no] The order is not to be paid by card: { $method_word }.
}
    .topic = how the order is paid
problem-event-not-believed = This event is not believed
    .causes =
        Its signature is missing or is not that of the provider.
        Its time is more than five minutes from ours.
    .cures =
        Compare the secret of both sides, and the clock.
role-payment_provider = Payment provider
cli-order-pay-card = Shows where an order is paid by card
    .examples =
        symbolon order pay-card O-1037
cli-order-pay-at = Pay here: { $url }
cli-arg-provider-secret-file = file with the secret of the payment provider’s events, one a line, at most two
cli-arg-provider-page = page at which an order is paid by card, with {"{order}"} in the place of its number
cli-provider-unreadable = The secrets in { $file } cannot be used: { $cause ->
    [shared] others can read the file. Run chmod 600 on it.
    [count] one or two are needed, one a line.
    [prefix] a secret begins with whsec_.
    [encoding] a secret is base64 after whsec_.
    [short] a secret has at least 24 bytes.
   *[other] { $cause }
}
cli-order-pay-by-card = Pay by { $day }: symbolon order pay-card { $order }

question-may_change_name = May the public name of company { $subject } change on { $as_of }?
question-may_ask_mail = May the mail of the check be asked for again on { $as_of }?
question-may_close = May account { $subject } be closed on { $as_of }?
fact-name_unchecked = The public name may change in every state of the verification; only the legal name is compared with the official register, so no check begins anew.
    .topic = the public name
fact-mail_left = { $answer ->
    [yes] The mail was asked for again { $sent ->
        [one] once
       *[other] { $sent } times
    }, { $max } at the most.
   *[no] The mail was asked for again { $sent ->
        [one] once
       *[other] { $sent } times
    }, as often as the programme allows for one address.
}
    .topic = how many mails
fact-mail_waited = { $answer ->
    [yes] The last mail left on { $last }; it can be asked for again since { $from }.
   *[not_yet] The last mail left on { $last }; it can be asked for again from { $from } on.
}
    .topic = the wait for the mail
fact-account_open = The account has been closed since { $since }: it can still be read, and nothing new is possible in it.
    .topic = the state of the account
fact-free_to_close = { $answer ->
    [yes] The account holds nothing any more, and nothing waits in it.
   *[no] { $thing ->
        [membership] Membership { $number } ({ $name }) runs until { $until }, with its renewal window.
        [subscription] The subscription { $name } on { $number } can be used until { $until }.
        [token] A token { $name } can be redeemed until { $until }.
        [order] Order { $number } waits to be paid until { $until }.
        [funds] { $amount } received under the reference { $number } are neither assigned nor given back.
        [override] A late override for { $number } has been there since { $since }.
        [merge] The merge with the company { $number } has been open since { $since }.
       *[replacement] A request for a replacement token ({ $name }) has been waiting since { $since }.
    }
}
    .topic = what the account still holds
remedy-open_account = Open a new account.
remedy-act-open_account = Open an account
problem-account-closed = The account is closed
    .causes =
        The account was closed because the company asked for it, and that cannot be undone.
    .cures =
        The account can still be read; money in suspense and software to be removed can still be settled in it.
        To join again, open another account.
problem-account-in-use = The account still holds something
    .causes =
        An account can be closed only without a membership, a running benefit, an open order and money in suspense.
    .cures =
        The answer says what stands in the way, and until which day.
problem-check-mail-too-soon = The mail was sent just now
    .causes =
        The programme gives the mail time to arrive before it is asked for again.
    .cures =
        Wait for the day given, and look among the unwanted mail.
problem-check-mail-spent = The mail cannot be asked for again
    .causes =
        It was asked for again as often as the programme allows for one address.
    .cures =
        Give another address of the primary contact: the check begins anew with it.
        Or open a support ticket.
history-public_name_changed = { $actor } changed the company’s public name; no check begins anew.
    .title = Public name changed
history-check_mail_asked = { $actor } asked for the mail of a check again: { $check_word }.
    .title = Mail asked for again
history-account_closed = { $actor } closed the account, as the company asked in writing.
    .title = Account closed
effect-profile-public_name = The public name changes on { $on }; no check begins anew.
effect-profile-mails_left = The mail can be asked for again { $to } more times.
effect-account-closed = The account is closed on { $to }, for good.
effect-account-domain_freed = The mail domain { $from } can be another headquarters’.
effect-account-to_wind_down = { $to ->
    [one] One piece of software has still to be uninstalled or licensed commercially: that duty stays.
   *[other] { $to } pieces of software have still to be uninstalled or licensed commercially: that duty stays.
}
acknowledge-account-closed-for-good = The account is closed for good; it can still be read.
capability-close_account = close an account

cli-account-rename = Changes a company’s public name; no check begins anew
    .examples =
        symbolon account rename Lumen --dry-run
        symbolon account rename Lumen --yes
cli-account-close = Closes an account for good, for support
    .examples =
        symbolon account close --account 1000003 --note merger --dry-run
cli-account-closed = Account { $number } closed on { $day }
cli-company-ask-mail = Asks for the mail of the e-mail check again
    .examples =
        symbolon company ask-mail
cli-company-mail = mail can be asked for again from { $from } on, { $left ->
    [one] { $left } more time
   *[other] { $left } more times
}

# Locations and tenants, on the page of the company.
ui-locations-title = Headquarters and locations
ui-locations-number = Number
ui-locations-headquarters = headquarters
ui-locations-country = Country
ui-locations-since = Since
ui-locations-removal = Only support removes a location, after a ticket; its number stays taken.
ui-locations-remove = Ask for its removal
ui-locations-add-country = Country of the new location
ui-locations-hint = The location gets a number of its own.
ui-locations-country-error = Choose a country of the list.
ui-locations-add = Add the location
ui-locations-helpers = Who can add a location:
ui-tenants-title = Tenants
ui-tenants-lead = A token is redeemed on a tenant that is linked to the company, and only an administrator of the tenant can redeem it there.
ui-tenants-none = No tenant is linked to the company.
ui-tenants-domain = Domain
ui-tenants-since = Linked on
ui-tenants-admins = Administrators
ui-tenants-nobody = nobody
ui-tenants-not-admin = You are not one of them
ui-tenants-hint = For example company.example. The global and billing admins of the directory become its administrators.
ui-tenants-link = Link the tenant
ui-tenants-check-title = Link the tenant { $domain }?
ui-tenants-check-own = Link only a tenant of your own company, never a customer’s: read the domain again letter by letter.
ui-tenants-check-admins = The global and billing admins of your directory will be able to redeem tokens on it.
ui-tenants-check-stays = What is redeemed on it stays there, and the link cannot be undone here.
ui-tenants-helpers = Who can link a tenant:
