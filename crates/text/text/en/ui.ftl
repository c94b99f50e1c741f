### The pages.

## Frame

ui-skip = Skip to the content
ui-nav = Sections
ui-nav-home = Home
ui-nav-renew = Renew
ui-nav-compare = Compare offers
ui-nav-history = History
ui-nav-notices = Notices
ui-nav-outbox = Outbox
ui-nav-desk = Support
ui-sign-out = Sign out
ui-error-prefix = Error:
ui-error-summary = There is a problem
ui-field-error = { $label }: { $text }
ui-field-named = “{ $label }”
ui-back = Back
ui-back-home = Back to home
ui-not-now = Not now
ui-day = Day
ui-event = Event
ui-as-table = View as a table
ui-foot = Symbolon keeps the books of a partner programme. Every number shown is the one that counts.
ui-foot-as-of = As of { $date }.
ui-foot-api = API documentation
ui-foot-problems = Why a request is refused
ui-sandbox-label = Sandbox
ui-sandbox = Sandbox
ui-sandbox-clock = The clock stands still at { $now }. Nothing that you do here binds a real company.
ui-clock-jump = Move the clock
ui-clock-title = The sandbox’s clock
ui-clock-now = It says { $now }.
ui-clock-forward = It moves only when you ask it to, and never back.
ui-clock-to = Move to
ui-clock-move = Move
ui-clock-moved = It is now { $date }
ui-clock-moved-lead = The clock has moved on from { $from }. This is what changed in between for { $company }.
ui-clock-moved-lead-vendor = The clock has moved on from { $from }.
ui-clock-nothing = Nothing changed for this company between these two days.
ui-clock-outbox = See the messages that were written on the way
ui-clock-refused-title = The clock did not move
ui-clock-refused-text = Choose a day after today, at most three years ahead.
ui-helper = { $count ->
    [one] { $names } ({ $role })
   *[other] { $names } (role: { $role })
}
ui-helper-you = you
ui-helper-nobody = the role “{ $role }”, which nobody holds here
ui-helper-tenant = { $names } (admin of the tenant { $tenant })
ui-token-name = { $benefit } ({ $seats })
ui-lines = { $count ->
    [one] { $count } benefit
   *[other] { $count } benefits
  }
ui-col-action = Action
ui-col-benefit = Benefit
ui-col-company = Company
ui-col-country = Country
ui-col-free = Free
ui-col-from = Source
ui-col-granted = Granted
ui-col-number = Number
ui-col-person = Person
ui-col-product = Product
ui-col-reassign = Can be reassigned from
ui-col-seats = Seats
ui-col-since = Assigned on
ui-col-state = State
ui-col-tenant = Tenant
ui-col-used = Used
ui-redeem-by = Redeem by
ui-usable-until = Usable until
ui-renew-between = Renew
ui-renew-together = renewed with { $number }
ui-renew-ordered = ordered: { $order }, to be paid until { $date } inclusive
ui-renew-reopened = possible again: to be paid until { $date } inclusive
ui-renew-dates = between { $from } and { $to }
ui-fee = Yearly fee
ui-price-change = { $more ->
    [yes] { $begun ->
        [yes] The price rises: { $now } a year since { $date }, instead of { $before }.
       *[no] The price rises: { $now } a year from { $date }, instead of { $before }.
    }
   *[no] { $begun ->
        [yes] The price falls: { $now } a year since { $date }, instead of { $before }.
       *[no] The price falls: { $now } a year from { $date }, instead of { $before }.
    }
}
ui-act-redeem = Redeem
ui-act-activate = Activate
ui-act-redemption = See the redemption
ui-act-reveal = Show the key
ui-key-is-hidden = key hidden
ui-key-is-shown = key shown

## Entering

ui-enter-page = Sign in
ui-enter-title = Sign in
ui-enter-text = This link works once. Press the button to enter; you will not be asked for a password.
ui-enter-button = Enter
ui-enter-gone-title = This link no longer works
ui-enter-gone-text = An entry link works once, and only for a short time. This one has been used or its time has passed.
ui-enter-gone-more = Ask for a new one on the page for coming in, or from the person who gave it to you. In the demo, start “symbolon demo” again: it prints one for each person.
ui-welcome-page = Welcome
ui-welcome-title = What your company holds, and why
ui-welcome-text = Symbolon keeps the books of a partner programme: who is a member, until when, what that gives them, what has been used.
ui-welcome-in = Sign in
ui-welcome-in-text = You enter by a link that works once. In the demo, the command “symbolon demo” prints one for each person.
ui-link-text = Give your work e-mail address: if somebody here has it, a link that works once arrives there within a minute.
ui-link-email = E-mail address
ui-link-button = Send me a link
ui-link-wrong = This is no e-mail address. Type all of it, such as first.last@company.example.
ui-link-sent-title = Look at your mail
ui-link-sent-text = If this address is known here, a link was just sent to it. It works once, within a quarter of an hour.
ui-link-sent-more = Nothing arrives? Check the address and the junk folder, then ask again. Three links at the most count at a time. If your company does not have you in its directory yet, ask an administrator to add you.
ui-welcome-dev = Build
ui-welcome-dev-text = Everything that these pages do also goes through the API, with the same rules and the same answers.
ui-signed-out-title = You are signed out
ui-signed-out-text = The session on this device is closed.
ui-sign-in-title = Sign in first
ui-sign-in-text = This page needs an open session. Enter by your link: you then come back here.
ui-sign-in-typed = What you had typed
ui-sign-in-copy = Nothing of it was recorded. Copy it before you enter.

## Problems

ui-problem-reference = Reference for support: { $reference }
ui-csrf-title = This form is out of date
ui-csrf-text = It comes from another session, or from another site. Nothing was recorded.
ui-csrf-more = Go back to the page, reload it and try again.
ui-missing-title = Page not found
ui-missing-text = This address leads to nothing that you can see.
ui-no-desk-title = You are signed in
ui-no-desk-text = Your role sees no data of partners, so it has no desk. An operator works with the commands of the server, such as symbolon doctor, symbolon backup create and symbolon verify, which OPERATING.md describes; in a sandbox, the clock can be moved here too.
ui-lacking-title = Your role does not include this
ui-lacking-text = This page is for other roles of the company or of the programme.
ui-lacking-helpers = Who can help: { $names }.
ui-unavailable-title = The service could not answer
ui-unavailable-text = Nothing is lost. Try again in a moment: sending the same form twice has no further effect.
ui-unreadable-title = The request could not be read
ui-unreadable-text = A field is missing, or a value has the wrong form.

## Refusals

ui-refusal-page = This is not possible
ui-refusal-eyebrow = This is not possible now
ui-refusal-when = When this changes
ui-refusal-from = Possible from { $date }.
ui-refusal-until = The time limit is { $date }.
ui-refusal-was-until = This was possible until { $date }.
ui-refusal-remedy = What you can do
ui-refusal-no-remedy = Nothing lifts this refusal today. Support can answer you.
ui-remedy-correct = Go back to the form and correct what it asks for.
ui-refusal-helpers = Who can help
ui-refusal-why = Why
ui-refusal-code = Code of the refusal:
ui-why-foot = Programme { $programme }, version { $version }, as of { $date }.
ui-why-rule = Rule { $path } ({ $file }, line { $line })
ui-why-rule-number = Rule { $number }
ui-why-changes = This changes on { $date }.
ui-why-not = Why not?

## Home

ui-home-page = Home
ui-home-eyebrow = As of { $date }
ui-home-lead = Global account { $number }
ui-home-todo = What needs you
ui-home-nothing = Nothing needs you.
ui-home-nothing-next = Nothing needs you. Next date: { $date }. { $text }
ui-home-mine = Assigned to you
ui-home-memberships = Memberships
ui-home-no-membership = The company holds no membership. Compare the offers to see what each includes.
ui-home-seats = Developer subscriptions
ui-home-benefits = Benefits
ui-home-benefits-intro = Everything that is granted to the company, with the offer it comes from and what is left of it.
ui-home-benefits-empty = No benefit is granted on this day. Benefits come with a membership.
ui-home-benefits-hidden = Your role does not include seeing the company’s benefits.
ui-home-benefits-helpers = Benefits are managed by { $names }.
ui-home-subscriptions = Cloud subscriptions
ui-home-subscriptions-intro = A subscription made from a token runs to its own day, whether or not the membership is renewed.
ui-home-next = What comes next
ui-home-next-intro = The coming twelve months, if nobody acts.
ui-home-next-empty = No date is due in the coming twelve months.
ui-home-latest = Latest events
ui-home-all-history = The whole history
ui-membership-year = year { $year }
ui-redeem-by-note = { $count ->
    [0] everything has been used
    [one] the first deadline: { $count } benefit is not used yet
   *[other] the first deadline: { $count } benefits are not used yet
  }
ui-redeem-by-passed = { $count ->
    [one] the day has passed, and { $count } benefit was not used
   *[other] the days have passed, and { $count } benefits were not used
  }
ui-redeem-by-over = the membership is over
ui-usable-if-not-renewed = if the membership is not renewed
ui-usable-suspended = benefits are suspended until the renewal
ui-usable-over = the right of use is over
ui-usable-rest = what was not used can be used until then
ui-somebody = somebody of another company
ui-usable-from-redemption = counted from redemption
ui-used-of = { $used } of { $total }

ui-lane-year = Paid year
ui-lane-window = Renewal window
ui-lane-next = Afterwards, without a renewal
ui-lane-notified = Reminder sent
ui-lane-notice = Reminder due
ui-lane-title = { $offer }: renewal calendar
ui-lane-description = Paid year from { $start } to { $anniversary }. Renew between { $from } and { $to }. Today is { $today }.
ui-lane-today = today, { $date }
ui-lane-row-start = The year begins
ui-lane-row-today = Today
ui-lane-row-anniversary = Anniversary, end of the paid year
ui-lane-row-opens = The renewal window opens
ui-lane-row-last = Last day to renew
ui-lane-before = { $days ->
    [one] The renewal window opens tomorrow, on { $date }.
   *[other] The renewal window opens in { $days } days, on { $date }.
  }
ui-lane-inside = { $left ->
    [0] Day { $day } of { $of }: the last day to renew.
    [one] Day { $day } of { $of }: { $left } day left, until { $date }.
   *[other] Day { $day } of { $of }: { $left } days left, until { $date }.
  }
ui-lane-after = The window closed on { $date }.

ui-seats-finding = { $held } of { $size } assigned, { $free } free
ui-seats-activated = activated
ui-seats-assigned = { $count ->
    [one] assigned, not activated yet
   *[other] assigned, not activated yet
  }
ui-seats-locked = { $count ->
    [one] locked
   *[other] locked
  }
ui-seats-locked-until = { $count ->
    [one] locked, free from { $date }
   *[other] locked, the first free from { $date }
  }
ui-seats-free = { $count ->
    [one] free
   *[other] free
  }

ui-card-renew-title = Renew { $offer } by { $date }
ui-card-renew-kept = Your benefits stay usable until { $until }. Without a renewal they stop then.
ui-card-renew-suspended = Your benefits are suspended until you renew.
ui-card-renew-read-only = Its benefits are kept until { $until }, and nothing new can be begun with it before you renew. Without a renewal they stop then.
ui-card-sold-title = { $offer } can no longer be renewed
ui-card-sold-text = It was on sale until { $date }. Your benefits last until { $until }: see which other offers are open to you.
ui-card-renew-act = See the renewal
ui-card-soon-title = Prepare to renew { $offer }
ui-card-soon-text = Renew between { $from } and { $date }. You can already see what the next year will bring.
ui-card-ordered-title = The renewal of { $offer } is ordered
ui-card-ordered-text = Order { $order } ({ $total }) can be paid until { $date } inclusive; the membership is renewed as soon as the money has arrived.
ui-card-ordered-kept = Your benefits stay usable until { $until }.
ui-card-ordered-off = Until then your benefits are suspended.
ui-card-reopened-when = To be paid by { $until }
ui-card-reopened-title = { $offer } can still be renewed
ui-card-reopened-text = The window closed on { $date }, but the renewal can still be ordered and paid until { $until } inclusive. Your benefits return with the payment.
ui-card-lapsed-when = Over since { $date }
ui-card-lapsed-title = { $offer } was not renewed
ui-card-lapsed-text = The window closed on { $date }.
ui-card-lapsed-again = The offer can be bought again.
ui-card-lapsed-not-again = The offer cannot be bought again for now.
ui-card-lapsed-remove = { $count ->
    [one] It is still to be said what became of { $count } item: uninstalled, licensed commercially or never installed.
   *[other] It is still to be said what became of { $count } items: uninstalled, licensed commercially or never installed.
  }
ui-card-lapsed-asked = The ticket { $ticket } asks for an override; it waits for a decision.
ui-override-granted = The override is granted: the fee can be paid until { $date }, that day included.
ui-card-lapsed-ticket = See the ticket
ui-card-lapsed-act = See what happened
ui-card-lapsed-remove-act = Say what is done
ui-card-tokens-when = Redeem by { $date }
ui-card-tokens-title = { $count ->
    [one] { $count } token to redeem
   *[other] { $count } tokens to redeem
  }
ui-card-tokens-act = See the tokens
ui-card-tokens-instead = { $token }, granted as a replacement on { $date }
ui-card-replace-when = Replacement possible until { $date }
ui-card-replace-open-when = Asked on { $on }
ui-card-replace-declined-when = Declined on { $decided }
ui-card-replace-title = { $token }: the right tenant?
ui-card-replace-text = The token was redeemed on { $tenant }. { $max ->
    [one] A mistake can be put right once.
   *[other] A mistake can be put right.
  }
ui-card-replace-open = The request of { $on } is waiting for support.
ui-card-replace-again = On { $decided }, support declined the request of { $on }. You can ask again, until { $date } at the latest.
ui-card-replace-again-act = Ask again
ui-card-replace-declined = Support declined the request of { $on }.
ui-card-replace-act = See the redemption
ui-card-order-when = To be paid by the end of { $date }
ui-card-order-title = Order { $order } waits for its payment
ui-card-order-text = { $total } is still to be paid; what is ordered takes effect after that.
ui-card-order-act = See the order
ui-card-money-when = Received on { $date }
ui-card-money-title = { $order ->
    [none] { $amount } wait without an order
   *[other] { $amount } wait, received for the order { $order }
}
ui-card-order-blocked-when = Nothing to pay
ui-card-order-blocked-title = Order { $order } cannot go through any more
ui-card-order-blocked-text = What is ordered is not possible any more: do not pay { $total }. The order says why, and can be withdrawn.
ui-card-merge-when = Since { $date }
ui-card-merge-invited = Company { $company } invites you to merge
ui-card-merge-nobody-text = Nobody here holds the role “{ $roles }”, which is needed to answer: give it to somebody, or take it yourself.
ui-card-merge-invited-text = See first what the merge would change, then accept or decline it.
ui-card-merge-accepted = Company { $company } accepted the merge
ui-card-merge-accepted-text = See what it changes and confirm it; until then neither company can buy anything, only renew.
ui-card-merge-waits = The merge with the company { $company } is accepted
ui-card-merge-waits-text = It waits to be confirmed; until then neither company can buy anything, only renew.
ui-card-profile-when = Account opened on { $date }
ui-card-profile-title = Give the company’s profile
ui-card-profile-text = Nothing can be bought before this profile is given and verified.
ui-card-profile-helpers = Who can give it: { $who }.
ui-card-check-rejected = The company’s verification is rejected
ui-card-check-rejected-text = Rejected: { $checks }. { $verified ->
    [before] Nothing can be bought or renewed: correct the profile, hand in a document or contest the decision.
   *[yes] Correct the profile, hand in a document or contest the decision.
  }
ui-card-check-pending = The company is being verified
ui-card-check-since = Since { $date }
ui-card-check-pending-text = Still to be verified: { $checks }.{ $verified ->
    [before] {" "}Until then nothing can be bought or renewed.
   *[yes] {""}
  }
ui-card-merge-act = See the merge
ui-card-version-when = Replace by { $date }
ui-card-version-title = New version of { $benefit }
ui-card-version-text = The older version must be replaced wherever it is installed.
ui-card-version-act = See the benefit
ui-card-seat-when = Assigned on { $date } by { $who }
ui-card-seat-title = { $benefit } is yours
ui-card-seat-text = Activate it to begin. It is personal and usable until { $until }.
ui-card-seat-activated = { $benefit } is activated, and usable until { $until }.
ui-card-seat-uses = What is permitted, and what is not
ui-card-seat-act = Activate
ui-card-answer-when = Ticket opened on { $date }
ui-card-answer-title = Support has answered you
ui-card-answer-asks = Support asks you something
ui-card-answer-text = Ticket { $number }: { $about }.
ui-card-answer-act = Read it
ui-mine-usable-when = Usable until { $until }
ui-mine-usable = Assigned on { $date } by { $who }. It is personal; give it back when you no longer need it.
ui-mine-suspended-when = Suspended since { $over }
ui-mine-suspended = The membership that gives it is not renewed yet. It is usable again as soon as it is.
ui-mine-ended-when = Over since { $over }
ui-mine-ended-title = { $benefit } is no longer yours
ui-mine-ended = The membership that gave it has ended.
ui-mine-ended-remove = The membership that gave it has ended. What you installed of it is to be removed, or covered by a commercial licence.

ui-change-reminder = { $text ->
    [membership-lapsed] Notice that { $offer } has lapsed.
    [software-two-weeks] Reminder: software of { $offer } is still to be settled.
    [software-a-month] Reminder: software of { $offer } is still to be settled.
    [software-two-months] Reminder: software of { $offer } is still to be settled.
   *[other] Reminder: { $offer } is to be renewed.
}
ui-change-anniversary = Anniversary of { $offer } ({ $number }): the paid year ends.
ui-change-window_opens = The renewal window of { $offer } opens.
ui-change-last_day = Last day to renew { $offer }.
ui-change-lapses = { $offer } lapses if nobody has renewed: its benefits end.
ui-change-lapsed = { $offer } has lapsed: nobody renewed it, and its benefits have ended.
ui-change-refund_ends = Last day to be refunded for { $offer }.
ui-change-pay_by = Last day to pay the order for { $offer }.
ui-change-override_ends = Last day to pay for { $offer } under the late override.
ui-change-relief_ends = Last day to pay for { $offer } after the window, without asking.
ui-change-redeem_by = { $count ->
    [one] Last day to redeem a token: { $names }.
   *[other] Last day to redeem { $count } tokens: { $names }.
  }
ui-change-activate_by = Last day to activate { $names }.
ui-change-replacement_ends = Last day to ask for a replacement token: { $names }.
ui-change-subscription_ends = { $count ->
    [one] Last day of the subscription { $names }.
   *[other] Last day of the subscriptions { $names }.
  }
ui-change-seat_unlocks = { $count ->
    [one] One { $names } subscription can go to somebody else.
   *[other] { $count } { $names } subscriptions can go to somebody else.
  }
ui-change-upgrade_by = Last day to replace the older version of { $names }.

ui-lapse-stops = { $count ->
    [one] On { $date }, { $count } benefit ends.
   *[other] On { $date }, { $count } benefits end.
  }
ui-lapse-tokens = { $count ->
    [one] The token { $names } can no longer be redeemed.
   *[other] { $count } tokens can no longer be redeemed: { $names }.
  }
ui-lapse-seats = { $count ->
    [one] { $count } person loses their developer subscription.
   *[other] { $count } people lose their developer subscription.
  }
ui-lapse-remove = { $count ->
    [one] { $count } set of licences or installation must be uninstalled or licensed commercially.
   *[other] { $count } sets of licences or installations must be uninstalled or licensed commercially.
  }
ui-lapse-runs-on = { $benefit } on { $tenant } runs on until { $date }.

## A benefit

ui-line-dates = Three dates to keep apart
ui-line-facts = What is granted
ui-line-terms = What it may be used for
ui-line-permitted = Permitted
ui-line-forbidden = Not permitted
ui-line-people = Who has it
ui-line-machines = Where the key was used
ui-line-machines-intro = An activation that was used never comes back, even when the machine is gone.
ui-line-why = Why you have it
ui-line-layer = Kind of grant
ui-line-membership = Membership
ui-line-upgrade-by = Replace by
ui-line-key-kind = Product key
ui-line-version = Rules
ui-line-version-value = { $name }, version { $version }
ui-line-redeem-by-note = last day to begin using it
ui-line-redeem-by-over = this day has passed
ui-line-redeem-by-none = nothing can be activated any more
ui-line-usable-token = the service begins on the day the token is redeemed
ui-line-usable-own = the subscription follows its own date, not the membership’s
ui-line-unofficial = This quantity does not come from an official source of the programme.
ui-terms-upgrade = { $months ->
    [one] When a new version appears, the older one must be replaced within a month.
   *[other] When a new version appears, the older one must be replaced within { $months } months.
  }
ui-terms-downgrade = An older version may be installed instead.
ui-terms-no-downgrade = An older version may not be installed instead.
ui-machine = { $name }: { $why }. Activation no. { $used }.
ui-machine-unnamed = Machine without a name

## Redeeming a token

ui-redeem-page = Redeem a token
ui-redeem-steps = Steps
ui-redeem-step-tenant = Tenant
ui-redeem-step-way = Way
ui-redeem-step-check = Check
ui-redeem-step-done = Done
ui-redeem-tenant-title = On which tenant?
ui-redeem-tenant-lead = The token stays there for ever. You will see the outcomes before you confirm.
ui-redeem-tenant-legend = Tenants of the company
ui-redeem-tenant-admin = You are an admin of it
ui-redeem-tenant-not-admin = You are not an admin of it: only an admin of the tenant can redeem a token there
ui-redeem-tenant-live = Running: { $seats }, usable until { $date }
ui-redeem-tenant-error = Choose a tenant
ui-redeem-no-tenant = No tenant is linked to the company. A global admin can link one.
ui-redeem-other-needed = Is the tenant that you want not in the list, or are you not its administrator?
ui-redeem-link-tenant = Link a tenant
ui-redeem-see-tenants = See the tenants and their administrators
ui-redeem-see-ways = See the possible outcomes
ui-redeem-other-tenant = Choose another tenant
ui-redeem-ways-title = What will this token become on { $tenant }?
ui-redeem-ways-lead = The token is used whole, in one way. Here is each of them, computed for today, { $date }.
ui-redeem-how = How this is computed
ui-redeem-shorter = Note: the time becomes shorter than what the token alone would give.
ui-redeem-picture = In each picture the height is the number of seats and the length the time left. Dashed: as it is today.
ui-redeem-final = Whichever way you choose, the token is used up and cannot move to another tenant.
ui-redeem-table = The possible ways side by side
ui-redeem-col-way = Way
ui-redeem-col-seats-before = Seats before
ui-redeem-col-seats-after = Seats after
ui-redeem-col-until-before = Usable until, before
ui-redeem-col-until-after = Usable until, after
ui-way-new = New subscription
ui-way-new-purpose = When nothing is running on this tenant.
ui-way-new-choose = Create the subscription
ui-way-extend = Extend the end date
ui-way-extend-purpose = The same seats for longer. The usual choice when renewing.
ui-way-extend-choose = Extend
ui-way-add_seats = Add seats
ui-way-add_seats-purpose = More seats, with one averaged end date. For more people.
ui-way-add_seats-choose = Add
ui-way-was = before: { $value }
ui-way-picture = { $seats } until { $date }
ui-redeem-check-title = Redeem { $token } on { $tenant }?
ui-redeem-check-final = The token is used whole and for ever.
ui-redeem-check-replace = If this turns out to be a mistake ({ $reasons }), a replacement can be asked for until { $date }.
ui-redeem-check-no-replace = This token cannot be replaced.
ui-redeem-check-way = Way
ui-redeem-confirm = Redeem the token
ui-redeem-done-title = Done
ui-redeem-not-yet-title = This token has not been redeemed yet
ui-redeem-done-on = Redeemed on
ui-redeem-done-by = By
ui-redeem-done-replace = Was it a mistake ({ $reasons })? A replacement can be asked for until { $date }.
ui-redeem-done-late = A replacement could be asked for until { $date }.
ui-redeem-done-replaced = A replacement token was granted on { $date }.
ui-redeem-done-declined = The request for a replacement was declined on { $date }.
ui-redeem-done-because = Reason given by support: “{ $text }”
ui-redeem-done-open = A request for a replacement of { $date } is waiting for support.

## Checking before acting

ui-check-consequences = What this entails
ui-check-legend = Confirm that you have understood
ui-check-why = Why this is possible or not
ui-check-stale = Something has changed since the preview. These are today’s consequences; please confirm again.
ui-check-as-of = Consequences computed for { $date }.
ui-check-error = Tick each sentence to confirm that you have understood it

## Keys

ui-reveal-page = Show a key
ui-reveal-title = Show the key of { $benefit }?
ui-reveal-limit = { $count ->
    [one] The key allows { $count } activation in all. No more will be granted.
   *[other] The key allows { $count } activations in all. No more will be granted.
  }
ui-reveal-left = { $count ->
    [one] { $count } is left.
   *[other] { $count } are left.
  }
ui-reveal-recorded = Showing it is recorded in the history, with your name.
ui-reveal-lapse = The key stops being yours to use if the membership ends.
ui-reveal-confirm = Show the key
ui-revealed-page = Product key
ui-revealed-title = Key of { $benefit }
ui-revealed-once = This page is shown once. The key can be shown again, and each time is recorded in the history.
ui-revealed-again-title = The key is not shown a second time
ui-revealed-again-text = This form had been sent before. Ask for the key again from the benefit.

## Replacement

ui-replace-page = Ask for a replacement
ui-replace-title = Ask for a replacement token
ui-replace-lead = { $max ->
    [one] A token is replaced once.
   *[other] A token is replaced up to { $max } times, one replacement after another.
  } The programme grants it for { $count ->
    [one] one reason
   *[other] these reasons
  }: { $reasons }. Any other reason is refused. Ask until { $date } inclusive.
ui-replace-lead-none = { $max ->
    [one] A token is replaced once.
   *[other] A token is replaced up to { $max } times, one replacement after another.
  } The programme grants it for { $count ->
    [one] one reason
   *[other] these reasons
  }: { $reasons }. Any other reason is refused.
ui-replace-reason = What happened?
ui-replace-reason-error = Choose what happened
ui-replace-intended = Which tenant did you mean?
ui-replace-intended-error = Choose the tenant you meant
ui-replace-intended-hint = Only if the token was redeemed on the wrong tenant.
ui-replace-no-tenant = Not applicable
ui-replace-send = Send the request
ui-replace-ask = Ask for a replacement token
ui-replace-again = Ask again, until { $date }
ui-replace-use = Redeem the replacement token

## History

ui-history-page = History
ui-history-title = History
ui-history-lead = Everything that was recorded for { $company }, the newest first. Nothing is ever erased or changed.
ui-history-day = See how it stands on a day
ui-day-page = On a day
ui-day-title = As it stands on { $date }
ui-day-lead-past = What the company held on that day, as its history tells.
ui-day-lead-today = What the company holds today.
ui-day-lead-future = What the company will hold on that day if nothing is renewed or changed until then.
ui-day-before = The account did not exist yet on { $date }.
ui-day-field = Day
ui-day-hint = Past or to come.
ui-day-show = Show this day
ui-day-unclear = Give a day of the calendar, for example 2020-12-01
ui-day-memberships = Memberships
ui-day-no-memberships = The company had no membership on that day.
ui-day-bought = Bought on
ui-day-benefits = Benefits
ui-day-no-benefits = The company had no benefits on that day.
ui-day-why = Why
ui-day-basis = Computed from the facts 1 to { $seq } of the history; mark of the last one: { $hash }.
ui-history-check = Check that nothing was changed
ui-verify-page = Check of the history
ui-verify-title = Check of the history
ui-verify-back = Back to the history
ui-verify-lead = Every entry bears a mark that depends on what it says and on the mark of the entry before. Whoever changes one changes all that follow.
ui-verify-intact = Nothing was changed.
ui-verify-intact-text = { $facts ->
        [one] The one entry bears
       *[other] All { $facts } entries follow one another without a gap, and each bears
    } the mark of what it says. { $rows ->
        [0] No lists and pages were to compare yet.
        [one] The one row that lists and pages show is what they say.
       *[other] The { $rows } rows that lists and pages show are what they say.
    } { $secrets ->
        [0] { "" }
        [one] The one code or key opens in its own place.
       *[other] The { $secrets } codes and keys open in their own places.
    }
ui-verify-broken = Something is not as it was recorded.
ui-verify-broken-text = It is found in the table { $table }, row { $row }. Tell the operator of this system at once: the command “symbolon verify” says what differs, and a backup says what stood there.
ui-verify-newest = Note the mark of the newest entry, no. { $seq } of { $date }: { $hash }. Who has it can see later, without trusting anybody, that nothing before it was replaced.
ui-verify-field = A mark that you noted
ui-verify-hint = At least 12 characters, as they stand beside each entry of the history.
ui-verify-compare = Compare
ui-verify-found = Entry no. { $seq } of { $date } bears this mark. What had been recorded until then stands as it stood when you noted it.
ui-verify-not-found = No entry bears this mark. Either it comes from the history of another company, or what had been recorded until then was replaced.
ui-history-empty = Nothing has been recorded yet.
ui-history-older = Older
ui-history-who = by { $name }
ui-history-rule = rules { $programme }, version { $version }
ui-history-effective = in effect from { $date }
ui-history-mark = no. { $seq } · { $hash }

## Comparing

ui-compare-page = Compare offers
ui-compare-title = { $one } and { $two }
ui-compare-lead = What each offer gives in a year, side by side. Rows that differ stand out.
ui-compare-one = First offer
ui-compare-two = Second offer
ui-compare-go = Compare
ui-compare-difference = Difference
ui-compare-same = the same
ui-compare-more = { $amount } more
ui-compare-less = { $amount } fewer
ui-compare-first-only = first offer only
ui-compare-second-only = second offer only
ui-renew-gone = no longer granted
ui-renew-new = new
ui-compare-nothing = –
ui-compare-note = Core quantities, without what a competency adds.
ui-compare-mine = Held: { $number } ({ $state }){ $renew ->
    [none] {""}
   *[other] , to be renewed { $renew }
}.
ui-fee-none = nothing is due
ui-fee-unofficial = unofficial source
ui-fee-note = without tax
ui-fee-with = { $amount } ({ $note })
ui-offer-needs = Requirements
ui-offer-needs-nothing = None
ui-offer-needs-level = One competency at the level { $level }
ui-offer-needs-people = { $count ->
    [one] At least { $count } person with: { $names }
   *[other] At least { $count } people with: { $names }
  }
ui-offer-limit = Limit
ui-offer-limit-value = { $max } for each global account
ui-offer-refund = Refund
ui-offer-refund-days = { $days ->
    [one] Purchase: possible for { $days } day, as long as nothing was used; a renewal is not refunded
   *[other] Purchase: possible for { $days } days, as long as nothing was used; a renewal is not refunded
  }
ui-offer-refund-never = None

## Renewal

ui-renew-page = Renew
ui-renew-title = Renew
ui-renew-lead = A membership does not renew by itself. Here is where the window stands, what the next year brings and what would stop.
ui-renew-none = The company has no membership to renew.
ui-renew-paid-until = Year paid until
ui-renew-next-year = Next year until
ui-renew-brings = What the next year brings
ui-renew-same = The next year brings exactly the same benefits.
ui-renew-changes = { $count ->
    [0] See the details
    [one] { $count } change
   *[other] { $count } changes
  }
ui-renew-now = This year
ui-renew-then = Next year
ui-renew-lapse = If you do not renew
ui-renew-button = Renew { $offer }
ui-renewed-title = { $offer } is renewed
ui-renewed-lead = The new year runs until { $date }. Its benefits are granted from today.
ui-renewed-page = Renewal recorded
ui-renewed-reference = Payment reference
ui-renewed-next = Next renewal
ui-renewed-lines = Benefits granted

## Support

ui-desk-page = Support
ui-desk-title = Support desk
ui-desk-lead = Today is { $date }. Answer what was asked, or find a company.
ui-desk-lead-reader = Today is { $date }. Find a company.
ui-desk-find = Find a company
ui-desk-search = Name of a company or a person, number, membership, order, ticket, address or domain
ui-desk-go = Search
ui-desk-none = No company matches.
ui-desk-clear = Clear the search
ui-desk-accounts = Companies
ui-desk-found = Companies that match “{ $q }”
ui-desk-more = More
ui-desk-queue = Replacement requests
ui-desk-queue-empty = No request is waiting.
ui-desk-decisions = What waits for your decision
ui-desk-tickets = Support tickets
ui-desk-tickets-untaken = { $count ->
    [0] Late tickets
    [one] One ticket that nobody took
   *[other] { $count } tickets that nobody took
  }
ui-desk-tickets-late = { $count ->
    [0] None of them waits too long.
    [one] One ticket waits too long.
   *[other] { $count } tickets wait too long.
  }
ui-desk-proposed = Proposed on { $date }
ui-desk-override-text = Late override proposed by { $who }, ticket { $ticket }: to be approved or declined.
ui-desk-run-approve = Run of a campaign to be approved: { $count ->
    [one] { $count } member counted
   *[other] { $count } members counted
  }.
ui-desk-run-start = Run of a campaign approved, to be started: { $count ->
    [one] { $count } member counted
   *[other] { $count } members counted
  }.
ui-desk-plan-text = Plan made by { $who }: to be read, then approved.
ui-desk-plan-apply = Plan made by { $who }, approved: to be applied.
ui-desk-look = Look at it
ui-desk-request-when = Asked on { $date }
ui-desk-request-title = { $company }: { $token }
ui-desk-request-text = Reason: { $reason }. Redeemed on { $tenant } on { $on }.{ $before ->
    [0] {""}
    [one] {" "}One request came before this one.
   *[other] {" "}{ $before } requests came before this one.
}
ui-decide-page = Replacement request
ui-decide-title = Grant { $company } a replacement token?
ui-decide-token = Token
ui-decide-reason = Reason given
ui-decide-used = Redeemed
ui-decide-used-value = on { $date } on { $tenant }
ui-decide-intended = Tenant that was meant
ui-decide-before = Earlier requests
ui-decide-before-value = { $count ->
    [one] { $count } request of the same company
   *[other] { $count } requests of the same company
}, { $granted ->
    [0] none granted
   *[other] { $granted } granted
}
ui-decide-grant = Grant the replacement
ui-decide-decline = Decline the request
ui-decide-decline-title = Decline
ui-decide-decline-text = The original token stays as it was redeemed. The company sees the answer on the token’s page and in its history; it can ask again as long as there is time.
ui-decide-note = Reason for declining (optional)
ui-decide-note-hint = The company reads it, in the language in which you write it.

# Notices and the outbox.
ui-notices-page = Notices
ui-notices-title = Notices
ui-notices-lead = What was sent to people of { $company }, the newest first.
ui-notices-empty = No notice has been sent yet.
ui-notices-about = { $offer }, { $membership }
ui-notices-late = was due on { $date }
ui-notices-reached = { $count ->
    [0] To nobody: nobody held one of the roles that it goes to
    [one] To one person
   *[other] To { $count } people
}
ui-message-to = To
ui-message-on = Sent on
ui-message-about = About
ui-message-notice = Notice
ui-message-late = Delay
ui-message-subject = Subject
ui-message-other = The same in { $language }
ui-outbox-page = Outbox
ui-outbox-title = Outbox
ui-outbox-lead = Messages of notices, the newest first.
ui-outbox-lead-sandbox = Messages of notices, the newest first. A sandbox only keeps them: nothing leaves this machine.
ui-outbox-empty = No message yet. In a sandbox, move the clock on to the anniversary of a membership.
ui-outbox-all = All messages
ui-outbox-failed = Only those whose mail could not be delivered
ui-outbox-none = No such message.

# Packages.

ui-unlimited = without limit
ui-next-offer = Offer for the next year
ui-next-show = Show
ui-next-planned = { $offer }, renewed on { $date } and with nothing changed until then.
ui-next-not-possible = { $offer }: as things stand, it could not be renewed on { $date }. This is what the year would bring if it could.
ui-line-ceiling = Usable of the product
ui-line-ceiling-value = { $effective } of { $granted } in all, in the company’s countries
ui-line-provisioning = Provisioning
ui-seats-withheld = { $count ->
    [one] { $count } withheld by a ceiling
   *[other] { $count } withheld by a ceiling
}

# The company’s page.
ui-nav-company = Company
ui-company-page = The company
ui-company-title = The company’s profile
ui-company-lead = Who you are to the vendor.{ $verified ->
    [before] {" "}It is verified before anything is bought.
    [yes] {" "}It is verified.
   *[no] {""}
  }{ $reviewed ->
    [yes] {" "}It is confirmed each year before a renewal.
   *[no] {""}
  }
ui-company-review-title = Yearly review
ui-company-reviewed = Last confirmed on { $date }.
ui-company-not-reviewed = Nobody has confirmed this profile yet.
ui-company-review-due = { $offer } ({ $number }): to be confirmed before the renewal, until { $until }.
ui-company-review-done = { $offer } ({ $number }): confirmed for the coming year.
ui-company-review-later = { $offer } ({ $number }): can be confirmed for the coming year from { $from } on.
ui-company-review-early = A confirmation of today counts for no renewal: it counts from { $from }.
ui-company-confirmed = The profile is confirmed.
ui-company-confirmed-early = It is too early for the renewal of { $number }: it has to be confirmed again from { $from }.
ui-company-confirmed-renew = Go on with the renewal
ui-company-review = The profile is right: confirm it
ui-company-review-vouched = Confirm that nothing has changed
ui-company-helpers = These people can confirm it:
ui-company-checks = Verification
ui-company-no-checks = This programme verifies no companies.
ui-company-since = since { $date }
ui-company-file = Document
ui-company-file-hint = Accepted: { $accepted }, at most { $limit } MB.
ui-company-hand-in = Hand in
ui-company-appeal-reason = Why should this be looked at again?
ui-company-appeal = Appeal
ui-company-reason = Reason
ui-company-reason-hint = The company reads it. A rejection needs one.
ui-company-pass = Pass
ui-company-reject = Reject
ui-company-documents = Documents
ui-company-no-documents = No documents were handed in.
ui-company-for = For
ui-company-added = Handed in on
ui-company-profile = Profile
ui-company-no-profile = The profile is not given yet.
ui-company-vouched = The vendor verified the company on other papers; its profile is not recorded here.
ui-company-legal-name = Legal name
ui-company-legal-name-missing = Enter the legal name.
ui-company-address = Legal address
ui-company-street = Street and number
ui-company-street-missing = Enter the street and number.
ui-company-postal-code = Postal code
ui-company-postal-code-missing = Enter the postal code.
ui-company-city = Town
ui-company-city-missing = Enter the town.
ui-company-country = Country: { $country }. To change it, open a support ticket.
ui-company-registration = Registration number
ui-company-registration-missing = Enter the registration number.
ui-company-contact = Primary contact
ui-company-contact-missing = Enter the name of the primary contact.
ui-company-email = Work address of the primary contact
ui-company-email-missing = Enter the work address of the primary contact.
ui-company-email-hint = At a domain of the company’s own, for example name@company.example.
ui-company-change-hint = { $verified ->
    [before] What you change is verified anew, and nothing can be bought or renewed until then.
    [yes] What you change is verified anew.
   *[no] What you change holds at once.
  }
ui-company-save = Save
ui-renew-company = Go to the company’s profile
ui-desk-checks = Companies to verify
ui-desk-checks-empty = No company waits to be verified.
ui-desk-checks-since = Waiting since { $date }

# The test provider of a sandbox.
ui-till-page = Card payment
ui-till-eyebrow = Test provider
ui-till-title = Pay by card
ui-till-lead = The order { $order }: { $amount }.
ui-till-text = This page stands for a payment provider and exists in a sandbox only. No card is asked for, and none is charged.
ui-till-pay = Pay
ui-till-decline = Decline the card
ui-till-fail = Simulate a failure for today (code 715)
ui-till-declined = The card was declined. Nothing was charged; the order still waits to be paid.
ui-till-later = The card cannot be charged today (715). Nothing was charged; the order says when to try again.

ui-closed = This account has been closed since { $date }: it can still be read.
ui-company-name = Public name
ui-company-name-hint = The name by which people know the company. It may change at any time and is compared with no register: no check begins anew.
ui-company-rename = Change the public name
ui-company-mail = Last mail on { $last }. It can be asked for again from { $from } on, { $left } more times.
ui-company-mail-spent = Last mail on { $last }. It cannot be asked for again: give another address of the primary contact.
ui-company-ask-mail = Ask for the mail again
ui-close-section = Close the account
ui-close-lead = An account is closed when the company asks for it in writing and it holds nothing any more. The next page says what follows from it, or what stands in the way and until which day.
ui-close-note = What the company asked for in writing
ui-close-note-error = Write what the company asked for in writing.
ui-close-ask = See what follows
ui-close-page = Close the account
ui-close-title = Close the account of { $company }?
ui-close-after = The account can still be read. Money that comes later is recorded in it and given back, and software to be removed is confirmed in it.
ui-close-confirm = Close for good
ui-balance-title = Balance and use
ui-balance-left = Left
ui-balance-unlimited = without limit
ui-balance-until = Usable until
ui-balance-contract = Contract
ui-balance-access = Access ID
ui-balance-not-activated = not activated yet
ui-balance-holder = Holder
ui-balance-nobody = nobody
ui-balance-activate = Activate support
ui-balance-kind = What is it about?
ui-balance-amount = { $unit ->
    [incident] How many incidents?
   *[hour] How many hours?
}
ui-balance-amount-error = Write a whole number from 1 on.
ui-balance-use = Ask
ui-balance-used = { $date }: { $usage }, asked for: { $asked }, deducted: { $deducted }
ui-renew-order = Order the renewal of { $offer }
ui-renew-waits = See the order that waits to be paid
ui-till-back = Back to the order

# Orders.
ui-nav-orders = Orders
ui-orders-page = Orders and invoices
ui-orders-title = Orders and invoices
ui-orders-lead = A membership is bought and renewed by an order. It takes effect when the order is paid.
ui-orders-list = Orders
ui-orders-none = The company has ordered nothing here yet.
ui-orders-buy = Order
ui-orders-helpers = Who can order and pay:
ui-orders-fee = a year{ $note ->
    [none] {""}
   *[other] , { $note }
}
ui-orders-no-fee = There is no price for the company’s country.
ui-orders-look = Price and conditions
ui-orders-papers = Invoices and credit notes
ui-orders-no-papers = No invoice yet: it appears when the order is paid.
ui-orders-paper = Paper
ui-orders-date = Date
ui-orders-order = Order
ui-orders-taxes = Exemption from taxes
ui-orders-exempt = Exempt from { $from } on.
ui-orders-exempt-until = Exempt from { $from } to { $until }.
ui-order-page = Order
ui-order-title = Order { $order }
ui-order-renewal-of = Renewal of { $number }, { $offer }
ui-order-what = What
ui-order-placed = Placed on
ui-order-placed-by = { $date }, by { $who }
ui-order-method = How to pay
ui-order-method-card-hint = The card is charged at once, at the payment provider; the membership is active the same day.
ui-order-method-transfer-hint = The order says the exact amount and the reference; the membership is active when the money has arrived.
ui-order-method-error = Choose how to pay
ui-order-paid-on = Paid on
ui-order-fee-back = Fee given back
ui-order-tax-back = Tax given back
ui-order-price = Price
ui-order-net = Reduced price
ui-order-tax = Tax
ui-order-no-tax = none
ui-order-total = Total
ui-order-pay-by = Pay by
ui-order-pay-by-note = that day included; afterwards the order is no longer valid
ui-order-new-page = New order
ui-order-new-renewal = Order the renewal of { $number }
ui-order-new-title = Order: { $what }
ui-order-tasks = What it takes
ui-order-tasks-none = Nothing but the payment is needed.
ui-order-price-title = What it costs
ui-order-brings = What it brings
ui-order-next-year = The next year, benefit by benefit
ui-order-tax-id = Tax number (optional)
ui-order-tax-id-hint = It stands on the invoice: 4 to 20 letters and digits, for example FR40303265045.
ui-order-tax-id-error = Enter a tax number of 4 to 20 letters and digits
ui-order-place = Place the order
ui-order-place-paid = Order and pay nothing
ui-order-new-paid = { $amount } have waited since { $date }, received for the order { $order }: they pay this order as soon as you place it. No card is charged, and nothing is to be transferred.
ui-order-new-waits = { $order ->
    [none] { $amount } have waited since { $date }, without an order; they do not pay this one by themselves.
   *[other] { $amount } have waited since { $date }, received for the order { $order }; they do not pay this one.
}
ui-order-paid-with = { $order ->
    [none] with { $amount } that came on { $date }
   *[other] with { $amount } that came on { $date } for the order { $order }
}
ui-order-pay = Pay
ui-order-exact = Exact amount
ui-order-reference = Reference of the transfer
ui-order-reference-note = the order number and the global number
ui-order-transfer = Transfer exactly this amount, in this currency, with this reference. Any other amount is held and does not pay the order.
ui-order-pay-card = Pay by card
ui-order-change = Pay in another way, or not at all
ui-order-change-text = Withdraw this order; the same thing can be ordered at once, to be paid in another way.
ui-order-keeps = The renewal window is closed: without this order, the membership can be renewed no more, nor ordered in another way.
ui-order-again = The same thing can be ordered again, to be paid in another way.
ui-order-cancel-title = Withdraw the order { $order }?
ui-order-cancel = Withdraw the order
ui-order-blocked = Cannot go through any more
ui-order-proven = proof sent, awaiting the money
ui-order-blocked-text = Pay nothing for this order. If money comes for it all the same, it is held: the vendor assigns it to another order or gives it back.
ui-order-failed = The card was not charged
ui-order-failures = Attempts to pay
ui-order-failure = The card was not charged; nothing was taken from it.
ui-order-failure-code = { $code ->
    [declined] The card was declined.
   *[other] Code { $code }.
}
ui-order-facts = The order
ui-proof-title = Prove the transfer
ui-proof-text = The document shows the date, the account that was credited, the amount, the order number and the global number.
ui-proof-paid-on = Paid on
ui-proof-paid-to = Credited account
ui-proof-reference = The bank’s reference
ui-proof-file = Transfer { $reference } ({ $kind })
ui-proof-send = Send the proof
ui-proof-again = Send another proof
ui-proof-sent = The proof is sent. Support reads it; the order is paid as soon as the money has come, and there is nothing else for you to do.
ui-proof-paid-on-error = Give the day of the transfer, between that of the order and today
ui-proof-paid-to-error = Give the credited account
ui-proof-reference-error = Give the bank’s reference
ui-proof-file-error = Choose a file
ui-proof-other-order = Note: the same reference stands for { $order } as well. A transfer pays one order.
ui-proof-other-company = Note: money of another company was recorded under the same reference. A transfer pays one order.
ui-proofs = Proofs sent
ui-money-title = Money received
ui-money-none = No payment was received.
ui-money-received = received on { $date }
ui-money-why = Held because
ui-money-waits = The vendor assigns this money to an order or gives it back; it is not lost. Ask support before you pay a second time.
ui-money-settle = Assign this money to an order that is due for exactly this amount, or give it back.
ui-money-ask = Ask support
ui-money-next-anew = What was ordered can be ordered anew: this money pays the new order at once, and you pay nothing a second time.
ui-money-next-anew-act = Order anew and pay nothing
ui-money-next-whole = { $received ->
    [none] What came for the order { $order } does not pay it: it is due for exactly { $total }.
   *[other] { $received } came for the order { $order }, which is due for exactly { $total }: it does not pay it{ $missing ->
        [none] .
       *[other] , and the { $missing } that are missing would not pay it either.
    }
} { $method ->
    [card] Pay the whole of it by card
   *[other] Transfer { $total } in one sum
} until { $date } inclusive, and ask support to give back what waits.
ui-money-became-paid = The order { $order } is paid with { $amount }.
ui-money-became-held = { $amount } waits: { $why }.{ $fits ->
    [0] {""}
    [one] {" "}It is exactly the amount of an order to be paid: assign it below.
   *[other] {" "}It is exactly the amount of { $fits } orders to be paid: assign it below.
}
ui-money-became-returned = { $amount } is given back.
ui-money-order = { $order } – { $total }
ui-money-for = For the order
ui-money-no-order = none
ui-money-assign = Assign to the order
ui-money-no-fit = No order to be paid is due for exactly this amount.
ui-money-return = Give back
ui-money-return-title = Give back { $amount }?
ui-money-record = Record a payment received
ui-money-record-text = An exact amount pays the order; any other is held, with its reason.
ui-money-record-act = Record the payment
ui-money-amount = Amount
ui-money-received-on = Received on
ui-money-received-on-hint = If that was not today. It says whether the money came in time.
ui-money-currency = Currency
ui-refund = Right to a refund
ui-refund-ends = What would end it at once:
ui-refund-how = Support gives the fee back on request.
ui-refund-act = Give the fee back
ui-refund-page = Refund
ui-refund-title = Give back the fee of the order { $order }?
ui-refund-company = Company
ui-refund-confirm = Give it back
ui-tax-refund = Giving back the tax
ui-tax-refund-act = Give the tax back
ui-tax-refund-title = Give back the tax of the order { $order }?
ui-task-helpers = Who can help:
ui-task-company = See the company’s profile
ui-task-competencies = See the competencies
ui-task-orders = See the orders
ui-colon = :
ui-desk-money = Money that waits
ui-desk-money-empty = No money waits.
ui-desk-money-text = { $amount }: { $why }.
ui-desk-proofs = Announced transfers
ui-desk-proofs-empty = No proof of a transfer waits.
ui-desk-proof-when = Proof of { $date }
ui-desk-proof-text = { $order }, { $total }, to be paid by { $date }

# Competencies.
ui-nav-competencies = Competencies
ui-competencies-page = Competencies
ui-competencies-title = Competencies
ui-competencies-lead = How far each competency is, what is missing, and what the anniversary will find.
ui-competencies-lead-market = How far each competency is, what is missing, and what the anniversary will find. Thresholds of the market “{ $market }”.
ui-competencies-none = The company has begun no competency yet.
ui-competencies-others = Competencies not begun yet
ui-competency-active = Level { $level }: active until { $date }{ $basis ->
    [override] ; the vendor’s statement still counts on that day.
    [campaign] ; a campaign excuses the requirements on that day.
   *[other] , and forecast to be met again on that day.
}
ui-competency-at-risk = Level { $level }: active until { $date }, but forecast to miss on that day what its renewal needs.
ui-competency-active-window = Level { $level }: active until { $date }; nothing is missing for its renewal.
ui-competency-at-risk-window = Level { $level }: active until { $date }; what its renewal needs is still missing, and counts if it is shown by that day.
ui-competency-qualified = Level { $level }: { $basis ->
    [override] the vendor states the attainment
   *[other] the requirements are met
}; the membership of this level is not bought.
ui-competency-ended = Level { $level }: it was active and is not any more.
ui-competency-started = Level { $level }: begun, something is still missing.
ui-competency-stated = Stated by the vendor until { $date }; afterwards the requirements decide.
ui-competency-leaving = { $person } counts until { $date } for “{ $what }”. Afterwards { $left } of { $needed } are left.
ui-competency-gone = { $person } has left the directory and still counts for “{ $what }”. Without this person { $left } of { $needed } are left.
ui-requirement = Requirement
ui-requirement-have = Today
ui-requirement-until = Met until
ui-requirement-forecast = At the anniversary
ui-requirement-renewal = For the renewal
ui-requirement-from = Source
ui-requirement-of = { $have } of { $needed }
ui-requirement-met = met
ui-requirement-missing = missing
ui-requirement-stated = stated{ $date ->
    [none] {""}
   *[other] {" "}until { $date }
}
ui-requirement-excused = excused until { $date }
ui-requirement-source = { $source }, read on { $date }
ui-evidence = What is recorded
ui-evidence-none = Nothing is recorded.
ui-evidence-what = What
ui-evidence-of = Person or figure
ui-evidence-dated = Of
ui-evidence-until = Counts until
ui-evidence-counts = counts
ui-evidence-over = does not count

## The programme at the desk

ui-nav-programme = Programme
ui-programme-title = Programme
ui-programme-lead = { $programme }, version { $version } in force.
ui-programme-plans = Plans
ui-programme-plans-none = No plan. A plan compares files with the version in force, and is made on the command line.
ui-programme-becomes = Would become
ui-programme-state = State
ui-programme-by = Made by
ui-programme-touched = Members touched
ui-programme-versions = Versions
ui-programme-version-col = Version
ui-programme-version = Version { $version }
ui-programme-in-force = in force
ui-programme-from = First day
ui-programme-from-applied = the day on which it is applied
ui-programme-applied-by = Applied by
ui-programme-made-with = the version that the installation was made with
ui-programme-hash = Content hash
ui-programme-made = { $person }, { $date }
ui-programme-compared = From version { $from } to version { $to }
ui-programme-plan-title = Plan for version { $version }
ui-programme-stale = This plan is out of date. Make a new one: only what was just read is applied.
ui-programme-changes = What changes
ui-programme-no-changes = No value changes.
ui-programme-object = Object
ui-programme-rule = Rule
ui-programme-values = Before → after
ui-programme-meets = When
ui-programme-place = File
ui-programme-more = more generous
ui-programme-less = less generous
ui-programme-people = Who is touched
ui-programme-running = Running memberships
ui-programme-touched-now = Touched at once
ui-programme-touched-later = Touched at the next renewal
ui-programme-worse-now = Worse off at once
ui-programme-worse-later = Worse off after the next renewal
ui-programme-renewals = Renewals
ui-programme-renewals-value = { $from } to { $to }
ui-programme-touch = Effect
ui-programme-now = At once
ui-programme-later = At the renewal
ui-programme-members = Members touched
ui-programme-members-more = More members are touched; the API lists them all.
ui-programme-membership = Membership
ui-programme-renews = Renewable from
ui-programme-guards = A second person has to agree
ui-programme-guards-met = A second person had to agree, and has
ui-programme-asks-nobody = Nobody else manages the programme: give that role to a second person, who opens this page.
ui-programme-asks-other = Ask { $names } to open this page.
ui-programme-approved = Approved by
ui-programme-approve = Approve this plan
ui-programme-apply-title = Apply this version
ui-programme-apply-text = What a member buys or renews under it stays under it for its year. The way back is another version.
ui-programme-apply = Apply the plan
ui-block-title = Block of the key
ui-block-since = Blocked since { $since }: { $why }.
ui-block-ask = Nobody can show or activate it. If you think that this is wrong, open a ticket.
ui-block-reason = Why
ui-block-note = What happened
ui-block-reason-error = Choose why the key is blocked.
ui-block-note-error = Write what happened, or what was found.
ui-block-act = Block the key
ui-unblock-note = What was found
ui-unblock-act = Lift the block
ui-block-lead = A blocked key can be neither shown nor activated. What is installed stays the company’s to settle.
ui-people-page = People and roles
ui-nav-people = People
ui-people-title = People and roles
ui-people-lead = Who belongs to { $company }, and who may do what.
ui-people-filter = Only with the role
ui-people-filter-all = everybody
ui-people-filter-act = Show
ui-people-none = Nobody holds this role.
ui-people-thin = Only one person holds the role { $role }. If they leave, nobody can do all that it allows any more: give it to somebody else as well.
ui-people-thin-directory = In the directory of { $company }, only one person holds the role { $role }. If they leave, nobody can do there all that it allows any more: give it to somebody else of this directory as well.
ui-people-empty-role = Nobody holds the role { $role }.
ui-people-roles = Roles
ui-people-directory = Directory
ui-people-directory-own = own
ui-people-directory-former = of the former company { $number }
ui-people-kind = Kind of account
ui-people-gone = left the directory
ui-people-change = Change
ui-people-view = View
ui-people-add = Add a person
ui-people-add-lead = They will be in the directory with the roles that you tick; roles can be changed later.
ui-people-add-found = Nobody holds the role { $role }: whoever you add gets it, and then adds their colleagues.
ui-people-add-name = Name
ui-people-add-email = E-mail address
ui-people-add-email-hint = Everybody in the company has their own.
ui-people-add-language = Language
ui-people-add-guests = Roles that a guest from another directory can hold: { $roles }.
ui-people-add-known = { $name } has this address already.
ui-people-add-title = Add { $name }?
ui-people-add-allows = The roles allow: { $acts }.
ui-people-add-letters = Check the address letter by letter: whoever signs in with it has these rights.
ui-people-added = Done: { $name } belongs to the company ({ $roles }). No message says so: let this person know.
ui-people-changed = Saved: { $name } ({ $roles }).
ui-people-gone-said = { $count ->
    [0] { $name } left the directory.
    [one] { $name } left the directory and keeps a seat until you take it back.
   *[other] { $name } left the directory and keeps { $count } seats until you take them back.
}
ui-people-gone-seats = See these seats
ui-person-seats = Seats
ui-people-add-act = Add the person
ui-person-title = { $name }
ui-person-lead = Roles add up. Tick those that this person is to hold; what you cannot give or take is shown as it is.
ui-person-fixed = You cannot change these
ui-person-none = no role
ui-person-last = { $name } is the only one with the role { $role }.
ui-person-last-ways = Ways back if nobody has it: a global admin gives it again; if there is none, a ticket to support; if nobody can sign in to the directory, its own take-over procedure.
ui-person-acknowledge = I know that nobody has the role { $role } if I take it away.
ui-person-acknowledge-error = Tick this sentence to take the role away, or give the role to somebody else first.
ui-person-roles-error = Tick only roles of this list.
ui-person-save = Save the roles
ui-person-entry = Entry in the directory
ui-person-entry-email = Messages go to this address. If you change it, sign-in links that were not used yet let nobody in any more.
ui-person-entry-act = Correct the entry
ui-person-gone = { $name } was taken out of the directory and holds no role. Whoever adds the same address again brings them back.
ui-person-nothing = You can change none of the roles of { $name }.
ui-person-helpers = Ask { $names }.
ui-person-other-directory = { $name } is in the directory of another side of the merged company. Its own admins manage it.
ui-people-history = Roles given and taken
ui-people-history-none = No role was given or taken yet.
ui-people-history-gave = { $actor } gave { $person }: { $roles }.
ui-people-history-took = { $actor } took from { $person }: { $roles }.
ui-people-history-both = { $actor } gave { $person }: { $gave }; and took: { $took }.
ui-people-history-left = Nobody held the role { $roles } afterwards.
ui-marketing-state = State
ui-marketing-from = Can be used from
ui-marketing-contact = Marketing contact
ui-marketing-name = Name of the marketing contact
ui-marketing-email = Their address
ui-marketing-email-hint = Not your own: somebody else who markets for the company.
ui-marketing-activate = Activate go-to-market
ui-offers-page = Offers
ui-nav-offers = Offers
ui-offers-title = Offers
ui-offers-lead = What you can buy or renew, what you hold, and what is over.
ui-offers-tabs = Lists of offers
ui-offers-available = Available ({ $count })
ui-offers-purchased = Purchased or ordered ({ $count })
ui-offers-ended = Ended ({ $count })
ui-offers-none-purchased = Nothing is held and no order waits.
ui-offers-none-ended = Nothing has ended.
ui-offers-discount = Discount
ui-offers-percent = { $percent }%
ui-offers-days-left = { $days ->
    [0] Last day to renew
    [one] { $days } day left to renew
   *[other] { $days } days left to renew
}
ui-offers-window = Renew between { $from } and { $to }.
ui-offers-buy = Order
ui-offers-renew = Renew
ui-offers-not-yet = { $act }: not possible now.
ui-offers-why = Why not, and what helps
ui-offers-checklist = What was checked
ui-offers-offer = Offer
ui-offers-number = Number
ui-offers-anniversary = Anniversary
ui-offers-proof = Upload a proof of payment
ui-offers-cancel = Cancel the order
ui-offers-invoice = Download the invoice
ui-benefits-page = Benefits
ui-benefits-title = Benefits
ui-benefits-lead = Where each comes from, how much it is, how much of it is used, and by when it has to be activated.
ui-benefits-filters = Quick filters
ui-benefits-all = All ({ $count })
ui-benefits-unredeemed = Not redeemed ({ $count })
ui-benefits-soon = Not redeemed, to be redeemed within { $months } months ({ $count })
ui-benefits-none = Nothing of the kind.
ui-home-benefits-filters = List with filters

## Seats, credits and machines, on the page of a benefit

ui-give-choose = Choose a person
ui-give-person-error = Choose the person.
ui-give-people = Add a person to the directory
ui-seats-manage = Assign a seat or take one back
ui-seat-person = Who gets a seat?
ui-seat-country = Country where it is used
ui-seat-give = Assign the seat
ui-seat-nobody = Everybody in the directory has a seat of this edition already.
ui-seat-full = No seat is free. Take one back to assign it to somebody else.
ui-seat-waits = No seat is free for anybody else before { $date }. Until then, only who had a seat that was taken back can have it again; or take back one that can already go to somebody else.
ui-seat-left = left the directory
ui-seat-take-back = { $left ->
    [yes] Take back the seat “{ $benefit }” of { $person }, who left the directory
   *[no] Take back the seat “{ $benefit }” of { $person }
}
ui-card-left-now = To be taken back now
ui-card-left-from = For somebody else from { $date }
ui-card-left-title = { $count ->
    [one] { $names } left the directory and still has a seat
   *[other] { $count } seats belong to people who left the directory
}
ui-card-left-text = A seat stays taken until somebody takes it back{ $count ->
    [one] {""}
   *[other] {": "}{ $names }
}. { $movable ->
    [0] Once taken back, it can go to somebody else from { $date }.
    [one] Taken back, { $count ->
        [one] it
       *[other] one of them
    } can go to somebody else at once.
   *[other] Taken back, { $movable } of them can go to somebody else at once.
}
ui-card-left-act = See the seats
ui-import-title = Give seats to several people
ui-import-list = The list
ui-import-change = Change the list
ui-import-people = One person on each line
ui-import-people-hint = Name <address>, the address alone, or rows of a spreadsheet with its columns in any order. The address says who it is.
ui-import-file = Or a file
ui-import-file-hint = A table (CSV) or a text, which is read instead of the box.
ui-import-look = Look at the list
ui-import-empty = Write at least one mail address, or choose a file.
ui-import-check = The list, line by line
ui-import-line = Line
ui-import-verdict = Verdict
ui-import-why = Reason
ui-import-ok = gets a seat
ui-import-held = has a seat
ui-import-twice = named twice
ui-import-twice-of = The same address is on line { $line }. It counts once.
ui-import-refused = gets none
ui-import-sum-ok = { $count ->
    [one] One person gets a seat.
   *[other] { $count } people get a seat.
  }
ui-import-sum-held = { $count ->
    [one] One person has a seat of this product already and keeps it.
   *[other] { $count } people have a seat of this product already and keep it.
  }
ui-import-sum-twice = { $count ->
    [one] One line repeats an address.
   *[other] { $count } lines repeat an address.
  }
ui-import-sum-failed = { $count ->
    [one] One line does not pass: its reason stands beside it.
   *[other] { $count } lines do not pass: the reason of each stands beside it.
  }
ui-import-after = Afterwards: { $finding }.
ui-import-act = { $count ->
    [one] Assign one seat
   *[other] Assign { $count } seats
  }
ui-import-done = { $count ->
    [0] No seat was assigned.
    [one] One seat is assigned.
   *[other] { $count } seats are assigned.
  }
ui-import-table = Save what does not pass (CSV)
roster-no-address = There is no mail address on this line. Add it.
roster-several-addresses = There are several mail addresses on this line. Write one person on each line.
roster-name = name
roster-email = email
roster-country = country
roster-reason = reason
ui-return-page = Take a seat back
ui-return-act = Take back
ui-return-act-own = Give back
ui-return-title = Take back the seat of { $person } for { $benefit }?
ui-return-title-own = Give back your seat for { $benefit }?
ui-return-over = { $person } may not use { $benefit } from now on; what is installed of it is no longer covered.
ui-return-over-own = You may not use { $benefit } from now on; what is installed of it is no longer covered.
ui-return-untold = No message is sent to this person: let them know.
ui-return-confirm = Take the seat back
ui-return-confirm-own = Give the seat back
ui-credit-page = Assign a credit
ui-credit-person = Who gets it?
ui-credit-other = This person has a credit from elsewhere
ui-credit-give = Assign the credit
ui-credit-give-title = Assign { $benefit } to { $person }?
ui-credit-hand-on = Transfer the credit
ui-credit-hand-on-title = Transfer { $benefit } from { $from } to { $person }?
ui-credit-back = Take the credit back
ui-credit-back-title = Take back { $benefit } from { $from }?
ui-credit-stays = It cannot be taken back, only transferred to another person.
ui-credit-removable = It can be taken back or transferred to another person.
ui-credit-nobody = Nobody else in the directory can get it.
ui-machine-page = Record an activation
ui-machine-title = Record an activation of the key for { $benefit }?
ui-machine-mark = Serial number of the machine
ui-machine-mark-hint = Or any other mark that does not change: the machine is recognised by it. Only a fingerprint of it is kept.
ui-machine-name = Name of the machine (optional)
ui-machine-called = Name of the machine
ui-machine-hardware = Hardware
ui-machine-changed = Its hardware has changed significantly since the last activation
ui-machine-known = This machine is known already: it takes no further activation.
ui-machine-record = Record an activation
ui-machine-confirm = Record the activation

## API tokens and sessions

ui-tokens-page = API access
ui-tokens-lead = Tokens with which software acts for { $company } through the API. Each has an end, and can be revoked at once.
ui-tokens-list = API tokens
ui-tokens-none = No token yet. A service with the role that is ticked below only reads.
ui-tokens-label = Label
ui-tokens-label-hint = What uses it, for example “nightly report”.
ui-tokens-whose = For whom
ui-tokens-service = a service of the company
ui-tokens-for-service = A service of the company, with the roles below. It goes on when people leave.
ui-tokens-for-own = Me, with the roles that I have when it is used.
ui-tokens-own-roles = those of the person
ui-tokens-roles = Roles of a service
ui-tokens-roles-hint = You can pass on nothing that you may not do yourself.
ui-tokens-last-day = Last day
ui-tokens-last-day-hint = At most a year from today.
ui-tokens-last-day-error = Give the last day on which the token counts.
ui-tokens-made = made by { $name }, { $when }
ui-tokens-made-before = made by the operator
ui-tokens-counts = in force
ui-tokens-revoked = revoked
ui-tokens-over = ended
ui-tokens-revoke = Revoke
ui-tokens-revoke-text = Whatever uses this token is refused from now on. This cannot be taken back; another token can be made.
ui-tokens-revoke-act = Revoke the token
ui-tokens-add = Make a token
ui-tokens-add-text = The token is shown once, on the next page. Whoever has it can do all that it allows.
ui-tokens-add-act = Make the token
ui-tokens-known = A token in force has this label. Choose another one, or revoke that token first.
ui-tokens-full = You have made fifty tokens that still count. Revoke one that is not used any more first.
ui-tokens-fresh = Token “{ $label }”
ui-tokens-fresh-once = Copy it now: it is not shown again. If it is lost, revoke it and make another one.
ui-sessions-page = Your sessions
ui-sessions-lead = Where you are signed in with a browser.
ui-sessions-since = Signed in
ui-sessions-until = Until
ui-sessions-this = this session
ui-sessions-text = If you left a device open, or somebody may have used your link, sign out everywhere else. Links that were not used yet let nobody in any more.
ui-sessions-end = Sign out everywhere else
ui-sessions-end-all = End the sessions
ui-sessions-language = Language of your messages
ui-sessions-language-act = Change the language
ui-sessions-language-text = Messages and mails come in this language. Pages are read in the one chosen at their top.
ui-person-sessions = Sessions
ui-person-sessions-text = Signs { $name } out of every browser; links that were not used yet let nobody in any more. API tokens go on until they are revoked.

## Somebody leaves

ui-leaver-act = Take out of the directory
ui-leaver-title = Take { $name } out of the directory of { $company }?
ui-leaver-kept = History keeps the name. Adding the same address again brings { $name } back.
ui-leaver-acknowledge = I know that nobody has the role { $role } afterwards.

## The calendar

ui-as-csv = Download as CSV
ui-tables-keys = product keys
ui-tables-invoices = invoices
ui-tables-credit-notes = credit notes
ui-calendar-page = Calendar
ui-calendar-link = Put these dates in your calendar
ui-calendar-lead = What is to come for { $company }, here and in the calendar program that you use.
ui-calendar-name = { $company } – Symbolon
ui-calendar-name-own = My licences at { $company } – Symbolon
ui-calendar-seat = { $benefit }: last day that you may use it.
ui-calendar-ends = Last day of this calendar’s address: make a new one on the page of the calendar.
ui-calendar-addresses = Secret addresses
ui-calendar-addresses-intro = Subscribe to such an address in a calendar program, which then reads it again by itself. Whoever knows it sees the dates that its maker may see, and nothing else; it holds no codes, keys or names of people.
ui-calendar-shows = What it shows
ui-calendar-company = The company’s dates
ui-calendar-own = My own licences, and until when
ui-calendar-whose = Made by
ui-calendar-made = Made on
ui-calendar-read = Last read on
ui-calendar-end = End this address
ui-calendar-add = Make an address
ui-calendar-add-text = The address is shown once, on the next page. It counts for a year, and ends at once when you end it or leave the company.
ui-calendar-full = There are enough addresses. End one that is not read any more first.
ui-calendar-fresh = Your calendar’s address
ui-calendar-fresh-once = Copy it now: it is not shown again. If somebody else gets to know it, end it and make another one.
