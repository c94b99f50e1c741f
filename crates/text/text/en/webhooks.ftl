# Events, and the addresses to which they are sent.
webhook-waiting = waiting
webhook-delivered = arrived
webhook-failed = given up
webhook-rests-failing = nothing has arrived there for five days
webhook-rests-gone = it answered that it is gone (410)
webhook-rests-owner_left = its owner may not do this any more
webhook-rests-merged = the company is a part of another one

ui-webhooks-page = Webhooks
ui-webhooks-link = Webhooks: send events to another system
ui-webhooks-lead = What happens to { $company } can be sent to other systems as soon as it is recorded, with a signature that they verify.
ui-webhooks-list = Addresses
ui-webhooks-none = Nothing is sent anywhere.
ui-webhooks-fresh = Secret of { $url }
ui-webhooks-fresh-once = It is shown once. Give it to the system that receives: by it, it knows what comes from here. The secret before it, if there was one, signs as well for a day.
ui-webhooks-types = Events
ui-webhooks-types-hint = Types with blanks between them, such as membership.renewed token.redeemed. Leave it empty to receive everything.
ui-webhooks-all = all
ui-webhooks-owner = Owner
ui-webhooks-runs = running
ui-webhooks-fails = failing
ui-webhooks-rests = paused
ui-webhooks-rests-since = Nothing has been sent since { $when }: { $why }. What happens meanwhile is sent once it is resumed.
ui-webhooks-fails-since = Nothing has arrived since { $when }. Each event is tried ten times in three days.
ui-webhooks-deliveries = Newest deliveries
ui-webhooks-event = Event
ui-webhooks-since = Since
ui-webhooks-state = { $state }{ $waits ->
    [yes] : next attempt on { $when }
   *[no] {" "}on { $when }
}, { $attempts ->
    [0] no attempt
    [one] one attempt
   *[other] { $attempts } attempts
}{ $cause ->
    [none] {""}
    [address] {" "}(the address does not lead to a public one)
    [connection] {" "}(the address cannot be reached)
    [encryption] {" "}(no encrypted connection is possible)
    [timeout] {" "}(no answer in time)
   *[other] {" "}(answer { $cause })
}
ui-webhooks-resend = Send again
ui-webhooks-test = Send a test
ui-webhooks-wake = Resume
ui-webhooks-renew = New secret
ui-webhooks-end = Remove
ui-webhooks-end-text = Nothing will be sent there any more, and what waits will not leave.
ui-webhooks-end-act = Remove the address
ui-webhooks-add = Add an address
ui-webhooks-url = Address
ui-webhooks-url-hint = A public address that begins with https://.
ui-webhooks-add-text = You become its owner: if you may not let other systems in any more, nothing is sent until somebody else resumes it.
ui-webhooks-add-act = Add
ui-webhooks-full = The company has twenty addresses, which is the most. Remove one that is not used any more.
ui-webhooks-known = The company has this address already.

cli-event = Events: what happens to a company, for programs
cli-event-list = Lists the events of a company, the oldest first
    .examples =
        symbolon event list --account 1000001
        symbolon event list --type membership.renewed --json
cli-event-show = Shows an event as it is sent
    .examples =
        symbolon event show evt_01h9ttv4xe8n4rqz1wtb31j2vq.00000042
cli-event-tail = Prints events as they happen
    .examples =
        symbolon event tail --account 1000001
cli-event-tail-waits = Waiting for events; Ctrl-C to stop.
cli-webhook = Addresses to which the events of a company are sent
cli-webhook-list = Lists the addresses, never their secrets
    .examples =
        symbolon webhook list --account 1000001
cli-webhook-add = Adds an address and shows its secret once
    .examples =
        symbolon webhook add https://hooks.company.example/symbolon
        symbolon webhook add http://localhost/symbolon --type token.redeemed,key.revealed
cli-webhook-test = Sends an event that tells nothing, to see whether it arrives
    .examples =
        symbolon webhook test whk_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-deliveries = Lists what was sent to an address within thirty days
    .examples =
        symbolon webhook deliveries whk_01h9ttv4xe8n4rqz1wtb31j2vq --state failed
cli-webhook-resend = Sends an event again at once
    .examples =
        symbolon webhook resend wdl_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-replay = Sends events again, from a number on
    .arg-from = number of the first event
    .arg-to = number of the last; without it, the newest
    .examples =
        symbolon webhook replay whk_01h9ttv4xe8n4rqz1wtb31j2vq --from 120
cli-webhook-secret = Renews the secret of an address; the one before signs as well for a day
    .examples =
        symbolon webhook secret whk_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-resume = Resumes an address that is paused, and makes you its owner
    .examples =
        symbolon webhook resume whk_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-remove = Removes an address: nothing is sent there any more
    .examples =
        symbolon webhook remove whk_01h9ttv4xe8n4rqz1wtb31j2vq --dry-run
cli-webhook-all = all
cli-webhook-runs = running
cli-webhook-once = The secret is shown once: give it to the system that receives.
cli-webhook-resumed = { $url } is sent events again.
cli-webhook-sent = { $count ->
    [0] No event to send.
    [one] One event is on its way.
   *[other] { $count } events are on their way.
}
cli-webhook-would-send = { $count ->
    [0] No event would be sent.
    [one] One event would be sent.
   *[other] { $count } events would be sent.
}
cli-webhook-removed = Nothing is sent to { $url } any more.
cli-confirm-webhook = Remove the address { $name }? Nothing will be sent there any more.
cli-arg-no-webhooks = sends no event to webhooks, such as for looking at a copy
cli-arg-event = id of the event
cli-arg-event-type = only events of this type
cli-arg-event-types = types of events, with commas between them; without it, all
cli-arg-after = only what happened after this event
cli-arg-url = public address that begins with https://
cli-arg-webhook = id of the address
cli-arg-delivery = id of the delivery
cli-arg-delivery-state = only deliveries in this state
cli-col-sequence = no.
cli-col-type = type
cli-col-types = events
cli-col-effective-on = from
cli-col-url = address
cli-col-owner = owner
cli-col-attempts = attempts
cli-col-cause = cause
