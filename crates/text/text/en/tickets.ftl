# Tickets, and the removal of locations.

question-may_open_ticket = What do the rules say to this question, asked on { $as_of }?
question-may_act_on_ticket = May this be done to the ticket { $subject } on { $as_of }?
question-may_remove_location = May the location { $subject } be removed on { $as_of }?

fact-ticket_open = { $answer ->
    [yes] The ticket { $ticket } of { $opened_on } is open ({ $ticket_state_word }).
   *[no] The ticket { $ticket } of { $opened_on } is not open any more ({ $ticket_state_word }).
}
    .topic = the ticket
fact-ticket_own = { $answer ->
    [yes] You opened this ticket.
   *[no] Only the person who opened this ticket can do that.
}
    .topic = who opened the ticket
fact-asked_in_ticket = The ticket { $ticket } asked for this on { $opened_on }, and that day counts.
    .topic = the day on which it was asked for
fact-ticket_fits = { $answer ->
    [yes] The ticket { $ticket } is about this: { $ticket_reason_word }.
   *[no] The ticket { $ticket } is about something else ({ $ticket_reason_word }); one about this is needed: { $needed_reason_word }.
}
    .topic = what the ticket is about
fact-ticket_names = { $answer ->
    [yes] The ticket { $ticket } names this location.
   *[no] The ticket { $ticket } names another location.
}
    .topic = what the ticket names
fact-ticket_in_turn = { $answer ->
    [yes] The ticket { $ticket } is in a state in which one can { $ticket_act_word } ({ $ticket_state_word }).
   *[no] The ticket { $ticket } is in a state in which one cannot { $ticket_act_word } ({ $ticket_state_word }).
}
    .topic = the state of the ticket
fact-may_be_granted = { $answer ->
    [yes] The rules leave it to somebody to grant this: { $ticket_reason_word }.
   *[no] The rules grant this to nobody, whoever decides: { $ticket_reason_word }.
}
    .topic = whether anybody may grant it
fact-reopen_in_time = { $answer ->
    [yes] The ticket can be reopened until { $until }.
   *[over] The ticket can no longer be reopened{ $until ->
        [none] {""}
       *[other] ; it could until { $until }
    }.
}
    .topic = the days in which the ticket can be reopened
fact-acknowledged = { $answer ->
    [yes] The company acknowledged in the ticket { $ticket }, on { $on }, that this cannot be undone.
   *[no] The company has not acknowledged in the ticket { $ticket } that this cannot be undone.
}
    .topic = the written acknowledgement
fact-location_stands = The location { $number } ({ $country }) has existed since { $since }; { $seats ->
    [0] nobody’s seat depends on it
    [one] { $seats } seat is used in its country, where the company has no other place
   *[other] { $seats } seats are used in its country, where the company has no other place
}.
    .topic = the location

remedy-ask_acknowledgement = Have the company acknowledge in the ticket that this cannot be undone.
remedy-act-ask_acknowledgement = ask for the acknowledgement

problem-ticket-not-fitting = The ticket is about something else
    .causes =
        An exception needs a ticket of the same company that asks for exactly this.
    .cures =
        Name the ticket that asks for it, or have one opened.
problem-ticket-not-in-turn = The ticket is not in a state in which this can be done
    .causes =
        A ticket is taken before it is answered, and nothing is added to one that has ended.
    .cures =
        Take the ticket first, or reopen it.
problem-reopen-too-late = The ticket ended too long ago to be reopened
    .causes =
        The programme says for how long a ticket can be reopened.
    .cures =
        Open a new ticket; it may name the old one.
problem-never-granted = The rules grant this to nobody
    .causes =
        More activations of a key, and more memberships of a kind than an offer allows, are never granted, whoever asks and whoever decides.
    .cures =
        License commercially what goes beyond the benefits.
problem-not-acknowledged = The company has not acknowledged it in writing
    .causes =
        Removing a location cannot be undone, so the company confirms in the ticket that it knows this.
    .cures =
        Ask for the acknowledgement in the ticket.

history-location_removed = { $actor } removed the location { $number } ({ $country }) for ever (ticket { $ticket }).
    .title = Location removed
effect-location-removed = The location { $from } ({ $country }) is removed for ever{ $seats ->
    [0] {""}
    [one] ; { $seats } seat is used in its country
   *[other] ; { $seats } seats are used in its country
}.
acknowledge-location-gone = I understand that the location is removed for ever.

ticket-new = new
ticket-assigned = taken
ticket-waiting_for_partner = waits for the company
ticket-in_progress = in progress
ticket-resolved = decided
ticket-closed = closed
ticket-reason-late_override = return after the window was missed
ticket-reason-wrong_tenant = a token was redeemed on the wrong tenant
ticket-reason-added_instead_of_extended = seats were added instead of extending
ticket-reason-refund = get a fee back
ticket-reason-tax_exemption = be exempted from taxes
ticket-reason-billing_help = help with orders and payments
ticket-reason-location_removal = remove a location
ticket-reason-verification_appeal = look again at a rejected check
ticket-reason-lost_admin = no admin can sign in any more
ticket-reason-more_activations = more activations of a key
ticket-reason-second_membership = a second membership of a kind
ticket-reason-other = something else
ticket-outcome-granted = granted
ticket-outcome-refused = refused
ticket-act-take = take it
ticket-act-ask = ask back
ticket-act-reply = reply
ticket-act-acknowledge = acknowledge
ticket-act-attach = add a file
ticket-act-grant = grant it
ticket-act-refuse = refuse it
ticket-act-close = close it
ticket-act-reopen = reopen it
suggested-do_it_yourself = You can do this without us.
suggested-ask_colleague = A colleague with another role can do this without us.
suggested-ask = The rules allow it, and somebody has to decide: open the ticket.
suggested-refused = The rules refuse this.
suggested-open = Somebody will look at it: open the ticket.
capability-open_ticket = open tickets
capability-view_tickets = see every ticket
capability-answer_tickets = answer tickets
capability-remove_location = remove locations

cli-ticket = Tickets: what the rules answer, your own, and the desk’s queue
cli-ticket-list = Lists tickets: your own, or the queue of the desk
    .arg-account = the company, by id, global number or name; without it, your own, and for the vendor’s people all
    .examples =
        symbolon ticket list
        symbolon ticket list --state waiting-for-partner --mine
cli-ticket-show = Shows a ticket with its thread
    .examples =
        symbolon ticket show 2106290000000001
cli-ticket-ask = Says what the rules answer, and opens nothing
    .examples =
        symbolon ticket ask more-activations
        symbolon ticket ask refund --subject ord_…
cli-ticket-open = Opens a ticket
    .examples =
        symbolon ticket open other --text question --dry-run
        symbolon ticket open late-override --subject mem_… --text crisis
cli-ticket-take = Takes a ticket, for support
    .examples =
        symbolon ticket take 2106290000000001
cli-ticket-ask-back = Asks the company something, for support
    .examples =
        symbolon ticket ask-back 2106290000000001 --text which
cli-ticket-reply = Replies
    .examples =
        symbolon ticket reply 2106290000000001 --text done
cli-ticket-acknowledge = Acknowledges in writing what cannot be undone
    .examples =
        symbolon ticket acknowledge 2106290000000001 --text understood
cli-ticket-grant = Decides a ticket as it was asked, for support
    .examples =
        symbolon ticket grant 2106290000000001 --text agreed --dry-run
        symbolon ticket grant 2106290000000001 --text agreed --yes
cli-ticket-refuse = Decides a ticket otherwise, for support
    .examples =
        symbolon ticket refuse 2106290000000001 --text too-late --yes
cli-ticket-close = Closes a ticket
    .examples =
        symbolon ticket close 2106290000000001 --yes
cli-ticket-reopen = Reopens a ticket
    .examples =
        symbolon ticket reopen 2106290000000001 --text again
cli-ticket-attach = Adds a file to a ticket
    .examples =
        symbolon ticket attach 2106290000000001 receipt.pdf --dry-run
        symbolon ticket attach 2106290000000001 receipt.pdf
cli-ticket-thread = Thread
cli-location-removed = The location { $number } is removed.
cli-arg-about = what it is about
cli-arg-subject = the thing that it is about, by id
cli-arg-text = what you write
cli-arg-ticket = the ticket, by number or id
cli-arg-ticket-state = only tickets in this state
cli-arg-mine = only those that you have taken
cli-arg-location = the location, by id
cli-col-about = about
cli-col-age = days

# Pages.
ui-nav-tickets = Tickets
ui-nav-support = Help
ui-tickets-page = Tickets
ui-tickets-title = Tickets
ui-tickets-lead = Say what it is about: the rules may answer at once. Somebody reads what they leave open.
ui-tickets-queue-lead = Those that nobody has taken come first, the oldest on top.
ui-tickets-list = Tickets
ui-tickets-none = No ticket.
ui-ticket-ask = Ask something
ui-ticket-about = About
ui-ticket-subject = What is concerned
ui-ticket-subject-none = Nothing in particular
ui-ticket-kind-membership = Memberships
ui-ticket-kind-token = Tokens
ui-ticket-kind-order = Orders
ui-ticket-kind-location = Locations
ui-ticket-kind-key = Product keys
ui-ticket-kind-offer = Offers
ui-ticket-subject-membership = Choose the membership that it is about (M-…).
ui-ticket-subject-token = Choose the token that it is about.
ui-ticket-subject-order = Choose the order that it is about (O-…).
ui-ticket-subject-location = Choose the location that it is about.
ui-ticket-subject-key = Choose the product key that it is about.
ui-ticket-subject-offer = Choose the offer that it is about.
ui-ticket-subject-needless = This reason concerns nothing in particular: choose “Nothing in particular”.
ui-ticket-already = Ticket { $number }, which is still open, asks for this already: write there.
ui-ticket-waits-for-support = This is asked for already: support has not answered yet.
ui-ticket-request-waits = The request of { $date } for a replacement is waiting for support: { $token }
ui-ticket-what-rules-say = See what the rules say
ui-ticket-answer = What the rules say
ui-ticket-text = Your question
ui-ticket-text-hint = What the rules say is attached to it.
ui-ticket-text-needless = You need not ask: you can do this yourself. If something stands in the way, say what.
ui-ticket-text-waits = You need not ask twice. If something is missing from the request, write it.
ui-ticket-open = Open a ticket
ui-ticket-number = Number
ui-ticket-state = State
ui-ticket-opened = Opened
ui-ticket-said-ask = The rules allow it; support decides on it.
ui-ticket-said-open = The rules do not decide it; support looks into it.
ui-ticket-waits = Age
ui-ticket-age = { $days ->
    [0] today
    [one] { $days } day
   *[other] { $days } days
}
ui-ticket-too-long = waits too long
ui-ticket-page = Ticket
ui-ticket-title = Ticket { $number }
ui-ticket-thread = What was said
ui-ticket-taken = taken by { $who }
ui-ticket-override = Late override for { $number }: { $state }{ $until ->
    [none] {""}
   *[other] {" "}(to be paid until { $until })
}
ui-ticket-write = Your message
ui-ticket-files = Files
ui-ticket-file = Add a file
ui-ticket-file-hint = Look at it first: a file may hold people’s data.
ui-ticket-attach = Add
ui-ticket-did-take = took it
ui-ticket-did-ask = asked back
ui-ticket-did-reply = replied
ui-ticket-did-acknowledge = acknowledged that it cannot be undone
ui-ticket-did-attach = added a file
ui-ticket-did-grant = granted it
ui-ticket-did-refuse = refused it
ui-ticket-did-close = closed it
ui-ticket-did-reopen = reopened it
ui-ticket-do-take = Take it
ui-ticket-do-ask = Ask the company
ui-ticket-do-reply = Reply
ui-ticket-do-acknowledge = Acknowledge in writing that the location is removed for ever
ui-ticket-do-grant = { $asks ->
    [no] Answer and resolve the ticket
   *[yes] Grant what is asked
}
ui-ticket-do-refuse = Refuse it
ui-ticket-do-close = Close it
ui-ticket-do-reopen = Reopen it
ui-remove-location = Remove the location
ui-remove-location-page = Remove a location
ui-remove-location-title = Remove a location of { $company }?
ui-remove-location-number = Location
ui-remove-location-country = Country
ui-remove-location-confirm = Remove it for ever
