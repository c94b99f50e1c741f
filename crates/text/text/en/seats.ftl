# Requests for seats: somebody says that they need one, and whoever assigns seats answers.

question-may_request_seat = May a seat of the pool { $subject } be asked for on { $as_of }?
question-may_decide_seat_request = May the request for a seat { $subject } be decided in this way on { $as_of }?
question-may_withdraw_seat_request = May the request for a seat { $subject } be withdrawn on { $as_of }?

fact-seat_request_own = { $answer ->
    [yes] The request is made by the person whom the seat is for.
   *[no] The request is somebody else’s: one asks for a seat, and withdraws the request, for oneself.
}
    .topic = whose request it is
fact-no_seat_requested = { $answer ->
    [yes] No earlier request of the person for a seat of this pool waits for an answer.
   *[no] The person’s request of { $requested_on } for a seat of this pool waits for an answer.
}
    .topic = earlier requests for a seat
fact-seat_request_open = { $answer ->
    [yes] The request of { $requested_on } waits for an answer.
   *[no] { $request_state ->
        [approved] The request of { $requested_on } was met on { $decided_on }.
        [refused] The request of { $requested_on } was refused on { $decided_on }.
        [withdrawn] The request of { $requested_on } was withdrawn on { $decided_on }.
       *[done] The request of { $requested_on } needs no answer any more: whoever made it has a seat already or has left the company, or the seats have ended.
    }
}
    .topic = whether the request is open

remedy-await_seat = Wait until somebody who assigns seats answers the request, or withdraw it.
remedy-act-await_seat = wait for the answer
remedy-ask_requester = Ask whoever made the request to do it.
remedy-act-ask_requester = ask who made the request

capability-request_seat = asking for a seat

problem-seat-already-requested = This seat was asked for already
    .causes =
        An earlier request of the same person for a seat of this pool waits for an answer.
    .cures =
        Wait for the answer, or withdraw the earlier request and ask again.

seat-request-open = open
seat-request-approved = approved
seat-request-refused = refused
seat-request-withdrawn = withdrawn
seat-request-done = nothing left to answer

history-seat_requested = { $actor } asked for a seat of { $benefit }.
    .title = Seat asked for
history-seat_request_declined = { $actor } refused { $person } a seat of { $benefit }.
    .title = Request for a seat refused
history-seat_request_withdrawn = { $person } withdrew the request for a seat of { $benefit }.
    .title = Request for a seat withdrawn

# The page of requests.

ui-seat-requests-page = Requests for seats
ui-seat-requests-lead = Whoever needs a seat asks for it here. Giving the seat answers the request.
ui-seat-requests-link = Requests for seats
ui-seat-requests-waiting = Waiting for an answer
ui-seat-requests-waiting-none = No request waits for an answer.
ui-seat-requests-mine = Your requests
ui-seat-requests-answered = Answered
ui-seat-requests-asked = { $person } asked on { $date } for a seat of { $benefit }
ui-seat-requests-own = A seat of { $benefit }, asked for on { $date }
ui-seat-requests-answer = { $state ->
    [approved] The seat was given on { $date } by { $who }.
    [refused] Refused on { $date } by { $who }.
   *[withdrawn] Withdrawn on { $date }.
}
ui-seat-requests-reason = Reason: { $text }
ui-seat-requests-reason-gone = The reason is not kept any more.
ui-seat-request-title = Ask for a seat
ui-seat-request-none = There is no seat that you could ask for: you have one of each kind, have asked already, or the company has none.
ui-seat-request-pool = Which seat
ui-seat-request-pool-error = Choose a seat.
ui-seat-request-note = What you need it for
ui-seat-request-note-hint = A few words. Whoever assigns seats in your company reads them.
ui-seat-request-act = Ask for the seat
ui-seat-request-link = Ask for a seat
ui-seat-request-grant = Give the seat
ui-seat-request-decline = Refuse
ui-seat-request-reason = Reason of the refusal
ui-seat-request-reason-hint = { $person } reads it.
ui-seat-request-withdraw = Withdraw the request
ui-card-seat-requests-when = Since { $date }
ui-card-seat-requests-title = { $count ->
    [one] A request for a seat waits for your answer
   *[other] { $count } requests for a seat wait for your answer
}
ui-card-seat-requests-act = See and answer
ui-seat-request-option = { $benefit } ({ $number })
ui-card-seat-requests-text = Giving the seat answers the request; a refusal says why.

# The command line.

cli-seat-requests = Lists requests for seats: all of the company for those who give seats, one’s own for anybody else
    .examples =
        symbolon seat requests
        symbolon seat requests --state open
cli-seat-request = Asks for a seat, for oneself
    .arg-reason = what the seat is needed for, in a few words
    .examples =
        symbolon seat request --pool visual-studio-professional --reason onboarding
cli-seat-decide = Answers a request for a seat: grant gives the seat
    .arg-reason = why it is refused; whoever asked reads it
    .examples =
        symbolon seat decide srq_… grant
        symbolon seat decide srq_… decline --reason october
cli-seat-withdraw = Withdraws one’s own request for a seat
    .examples =
        symbolon seat withdraw srq_…
cli-arg-request-state = only requests in this state
