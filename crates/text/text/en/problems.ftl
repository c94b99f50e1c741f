# What was refused, why it happens and what to do. One line for each cause and each cure.

problem-not-found = Nothing is known under this reference
    .causes =
        The id or number is mistyped, or the object never existed.
        It belongs to another company: the answer is the same, so that nothing is given away.
    .cures =
        Check the reference, and that you are signed in for the right company.
problem-role-missing = Your role does not allow this
    .causes =
        Each act needs one of a few roles, and none of them was held at that moment.
        A role in one company counts for that company only.
    .cures =
        Ask one of the people named to do it, or to give you the role.
        If nobody holds the role any more, open a support ticket.
problem-validation-failed = A value is not possible
    .causes =
        A value is missing, malformed or out of range; the answer names it.
    .cures =
        Correct the values named and send the request again.
problem-already-exists = This exists already
    .causes =
        Something with this number or name was recorded before, or the same thing was confirmed before.
    .cures =
        Use the one that exists.
problem-token-already-redeemed = This token was redeemed already
    .causes =
        A token works once, on one tenant, for good.
    .cures =
        Look at the token’s page: it says when, where and by whom it was redeemed.
        If that was a mistake, ask for a replacement while there is time.
problem-token-revoked = This token was withdrawn
    .causes =
        Its membership gave way to a higher level before the token was redeemed.
    .cures =
        Use the tokens of the membership that took its place.
problem-token-indivisible = A token is used whole
    .causes =
        A token stands for a fixed number of seats and cannot be split over several subscriptions.
    .cures =
        Redeem it with all its seats on one tenant, as a new subscription or on the one that runs.
problem-membership-not-active = The membership gives no access
    .causes =
        The membership was not renewed in its window, or it gave way to a higher level.
        Some programmes give no access while the renewal window is open.
    .cures =
        Renew while the window is open; afterwards buy the offer again.
problem-window-read-only = Nothing new can be done during the renewal window
    .causes =
        In this programme what is held stays usable during the renewal window, but nothing new can be redeemed, shown or assigned.
    .cures =
        Renew the membership; everything is possible again from that day.
problem-renewal-not-open = The renewal window is not open yet
    .causes =
        A membership can be renewed from the first day of its window only, after the anniversary.
    .cures =
        Come back on the first day of the window; the answer names it.
problem-renewal-window-closed = The renewal window is closed
    .causes =
        The last day of the window has passed without a renewal.
    .cures =
        Buy the offer again: a new year begins on the day of the purchase.
        If something kept you from renewing in time, open a support ticket.
problem-offer-not-on-sale = The offer is not on sale
    .causes =
        The offer is sold between two days, and this day is not one of them.
    .cures =
        Look at the offers for those that are on sale.
problem-offer-limit-reached = No further membership of this kind can be held
    .causes =
        A company may hold a limited number of memberships of a kind, and holds as many already.
    .cures =
        Renew the one that is held, or choose the other offer when you renew.
problem-offer-excluded = Another membership rules this offer out
    .causes =
        A membership that is held already gives what this offer would give.
    .cures =
        Use the benefits of the membership that is held.
problem-requirements-unmet = What the offer asks for is not attained
    .causes =
        The offer needs at least one competency qualified at its level on this day.
        Or it asks for certified people whom the company does not have on this day.
    .cures =
        Attain the level in one competency; the vendor states it, and the offer opens the same day.
        Or have the certifications recorded that the offer asks for: the explanation names them.
problem-grant-superseded = A later year took its place
    .causes =
        After a renewal the benefits of the new year stand in the place of the old ones.
    .cures =
        Use the same benefit of the new year.
problem-redeem-by-passed = The last day to redeem has passed
    .causes =
        Each benefit has a last day on which it may be redeemed, activated or assigned.
    .cures =
        Renew the membership: the new year brings the benefit again.
problem-tenant-not-verified = The tenant is not linked to this account
    .causes =
        Tokens can be redeemed only on tenants that the company has linked.
    .cures =
        Have a global admin link the tenant, then try again.
problem-tenant-admin-required = Only an admin of the tenant may do this
    .causes =
        A token changes a tenant for good, so one of its own global or billing admins redeems it.
    .cures =
        Ask an admin of this tenant, or choose a tenant of which you are admin.
problem-mode-not-offered = This way to redeem is not offered
    .causes =
        The programme offers some of the ways to redeem a token for this product only.
    .cures =
        Choose one of the ways shown for the token.
problem-subscription-live = A subscription runs on this tenant already
    .causes =
        A tenant has one subscription of a product, so a new one cannot begin beside it.
    .cures =
        Extend it, or add licences to it; the preview shows both outcomes.
problem-subscription-not-live = No subscription runs on this tenant
    .causes =
        There is nothing to extend or to add licences to: none was begun, or it has ended.
    .cures =
        Redeem the token as a new subscription.
problem-tenant-mismatch = This is another subscription
    .causes =
        The subscription named is not the one that runs on the tenant chosen.
    .cures =
        Check the tenant and the subscription; the preview names the one that runs.
problem-extend-limit-exceeded = The extension would be too long
    .causes =
        A token of many seats on a subscription of few would extend it beyond what the programme allows.
    .cures =
        Add licences instead, or redeem the token as a new subscription on another tenant.
problem-replacement-not-eligible = This token cannot be replaced
    .causes =
        A token is replaced once, within some days of its redemption, and only for the reasons that the programme accepts, such as the wrong tenant, or licences added instead of extending the end date.
        Every condition is listed in the explanation with its answer.
    .cures =
        Look at the condition that is not met. If you think that a record is wrong, open a support ticket.
problem-request-not-open = This request is not open any more
    .causes =
        Somebody else decided on it before, whoever made it withdrew it, or nothing is left to decide.
    .cures =
        Look at the request for the decision.
problem-key-not-required = This product needs no key
    .causes =
        The software can be installed as it is, or a licence counts for it on the server.
    .cures =
        Install it from its download; there is nothing to show.
problem-activations-exhausted = All activations of this key are used
    .causes =
        A key has a fixed number of activations. Setting up a new machine, or one whose hardware changed significantly, uses one for good.
    .cures =
        No more are granted. License further machines commercially, or wait for the key of the next year.
problem-seat-not-shareable = A seat is for one person
    .causes =
        The identity chosen is a mailbox or account that several people use.
    .cures =
        Assign the seat to the person who will use it.
problem-person-not-in-directory = This person is not in the directory
    .causes =
        The person was never added to the company’s directory, or has left it.
    .cures =
        Add the person to the directory, then assign the seat.
problem-seat-already-held = This person holds a seat already
    .causes =
        A person holds at most one seat of an edition.
    .cures =
        Nothing to do: the person can use the seat held.
problem-seat-none-free = No seat is free
    .causes =
        Every seat of the pool is assigned.
    .cures =
        Take back a seat that was never activated; the answer lists them.
problem-seat-locked = This seat cannot go to somebody else yet
    .causes =
        After an assignment a seat stays with its holder for some days before it can go to somebody else.
    .cures =
        Assign it from the day given on, or give it back to the person who had it.
problem-seat-not-assigned = This seat is not assigned any more
    .causes =
        It was taken back or given back before.
    .cures =
        Look at the pool for the seats as they are now.
problem-not-the-assignee = Only the holder may do this
    .causes =
        A seat is activated by the person to whom it is assigned, with their own identity.
    .cures =
        Ask the person to sign in and activate it.
problem-right-not-ended = The right to this software lasts
    .causes =
        Removal is confirmed once the right has ended; it has not.
    .cures =
        Keep using it; come back after the last day given, if you do not renew.

problem-not-entitled = There is no right that a licence file could say
    .causes =
        A licence file vouches for the answer of a check, and that is no: this product may not be used today.
    .cures =
        Look at what would change the answer, and ask for the file again.
problem-malformed-request = The request cannot be read
    .causes =
        The body is not JSON, a field is unknown, or a value has the wrong type; the answer says where.
    .cures =
        Compare the request with the description of the interface and correct it.
problem-idempotency-key-missing = The idempotency key is missing
    .causes =
        An act that counts needs the header Idempotency-Key, so that sending it twice does it once.
    .cures =
        Make a fresh random value for each act, and send the same one again when you repeat it.
problem-idempotency-key-reused = This idempotency key was used for something else
    .causes =
        A request with the same key but another content was received before.
    .cures =
        Use a fresh key for each act.
problem-idempotency-key-in-progress = The same request is being worked on
    .causes =
        A request with the same key came in a moment ago and has no outcome yet.
    .cures =
        Wait a few seconds and send the same request again: its outcome will be there.
problem-preview-required = Look at the consequences first
    .causes =
        This act cannot be undone, so it needs the digest of a fresh preview and the consequences acknowledged by name.
    .cures =
        Ask for the preview, read what it says, then send the digest and the acknowledgements.
problem-preview-stale = The consequences have changed
    .causes =
        Since the preview was made, something that it depended on has changed, or it is too old.
    .cures =
        Read the new preview that comes with this answer, then confirm that one.
problem-precondition-required = The version is missing
    .causes =
        This change needs the header If-Match, so that nobody overwrites what somebody else has just written.
    .cures =
        Read the object first, then send its ETag with the change.
problem-version-conflict = Somebody else was quicker
    .causes =
        The object has changed since you read it.
    .cures =
        Read it again, then repeat your change if it still makes sense.
problem-cursor-mismatch = This page mark belongs to another list
    .causes =
        The cursor was made for another list, filter or order, or it was altered.
    .cures =
        Begin again on the first page, and follow the links as they are.
problem-unauthenticated = Please sign in
    .causes =
        The request carries no token or session, or one that is unknown, withdrawn or too old.
    .cures =
        Sign in again, or send a valid token in the header Authorization.
problem-scope-missing = This token is limited to other things
    .causes =
        A token can be made for a few purposes only, and this is not one of them.
    .cures =
        Use a token made for this purpose.
problem-payload-too-large = The request is too large
    .causes =
        The body is larger than this address accepts.
    .cures =
        Send less at a time.
problem-unsupported-media-type = This format is not understood
    .causes =
        The headers name another format than the one that this address accepts, another character set than UTF-8, or a compressed body.
    .cures =
        Send JSON with the header Content-Type: application/json.
problem-method-not-allowed = This address does not do that
    .causes =
        The address exists, but not with this method.
    .cures =
        See the header Allow for the methods that it has.
problem-outcome-unknown = The outcome is not known yet
    .causes =
        The connection to the database broke while the act was being recorded. It was recorded whole, or not at all.
    .cures =
        Send the same request with the same idempotency key: it is done once, and you will see its outcome.
problem-storage-full = Nothing can be recorded at the moment
    .causes =
        The disk of this installation is full. Nothing was changed; reading still works.
    .cures =
        Try again later. The operator has to make room.
problem-overloaded = Too much at once
    .causes =
        More requests are waiting than can be answered in good time. Nothing was changed.
    .cures =
        Wait a moment and send the same request again.
problem-dependency-unavailable = The database does not answer
    .causes =
        This server does not reach its database, or the database did not answer in time. Nothing was changed.
    .cures =
        Wait a moment and send the same request again. If it lasts, the operator has to look at the database.
problem-clock-not-movable = This clock cannot be moved
    .causes =
        Only the clock of a sandbox moves, forward only, and not too far at once.
    .cures =
        Choose a later day within the limit, in a sandbox.
problem-programme-invalid = The files of the programme have faults
    .causes =
        The files do not read, or do not agree with each other. Nothing was planned.
    .cures =
        Put right what the answer names, file by file, or run `symbolon programme validate` first.
problem-programme-identity-changed = This is another programme
    .causes =
        The files have another id or another time zone than the programme in force. Days that were promised would move.
    .cures =
        Keep the id and the time zone, or make an installation of its own for the other programme.
problem-worked-examples-fail = The worked examples do not come out
    .causes =
        Examples in the files expect something else than the rules in the files give.
    .cures =
        Put right the rule or the example; `symbolon programme test` shows each difference.
problem-plan-changes-nothing = Nothing is different
    .causes =
        The files are those of the version in force.
    .cures =
        Nothing has to be done.
problem-too-many-api-tokens = There are enough API tokens
    .causes =
        Somebody has made fifty in a company that still count, which is the most.
    .cures =
        End those that are not used any more, and make this one again.
problem-too-many-feeds = There are enough addresses of calendars
    .causes =
        Somebody has eight in a company at the most, and a company a thousand in all.
    .cures =
        End one that is not read any more, and make this one again.
problem-too-many-webhook-endpoints = There are enough webhook addresses
    .causes =
        A company has twenty addresses to which its events are sent at the most.
    .cures =
        Remove one that is not used any more, and add this one again.

problem-plan-stale = The plan is out of date
    .causes =
        Since it was made, another version came, the members whom it touches are others, its first day passed, or a day went by.
    .cures =
        Make a new plan and read it: `symbolon programme plan`.
problem-plan-needs-approval = A second person has to agree
    .causes =
        The programme’s guard asks for it: the plan touches many, makes somebody worse off at once, or changes the guard.
    .cures =
        Ask another programme manager to read the plan and to agree to it.
problem-self-approval = Two different people are needed
    .causes =
        Who made a plan cannot agree to it, and who agreed cannot apply it. Only a person agrees, never a service.
    .cures =
        Ask another programme manager.
problem-internal-error = Something went wrong on our side
    .causes =
        An error that we did not foresee. It is recorded under the number of this request.
    .cures =
        Try again; if it comes back, tell the operator the number of the request.

## The description of the API, as pages

docs-title = The Symbolon API
docs-intro = Every operation, from the published description. Answers come in the language that you ask for.
docs-problems = Problems, and what to do about them
docs-parameters = Parameters and fields
docs-causes = Why
docs-cures = What to do
problem-key-blocked = This key is blocked
    .causes =
        The vendor blocked the key, because others came to know it or because it was used against the terms.
    .cures =
        Open a ticket: support says what happened and can lift the block. The right to the software itself is another matter, and a renewal brings a new key.
problem-key-not-blocked = This key is not blocked
    .causes =
        Somebody lifted the block before, or there never was one.
    .cures =
        Look at the key as it is now.
problem-other-directory = This person is in another directory
    .causes =
        After a merge the company has several directories, and an admin manages only the people of their own, or of one in which they are a guest.
    .cures =
        Ask an admin of that directory, or have them add you as a guest.
problem-role-not-for-guests = A guest cannot hold this role
    .causes =
        A guest of the directory can be programme admin or account admin, and nothing else.
    .cures =
        Give a role that fits a guest, or add the person to the directory of the company.
problem-last-admin = Nobody else holds this role
    .causes =
        The role would be taken from the last person who holds it. A company that loses its last admin cannot help itself any more.
    .cures =
        Give the role to somebody else first.
        If it must be so, acknowledge it by name. Ways back: a global admin gives the role again; if there is none, a ticket to support; if nobody can sign in to the directory, its own take-over procedure.
problem-contact-not-other = The marketing contact has your own address
    .causes =
        Whoever activates go-to-market names somebody who markets, and that is somebody else.
    .cures =
        Name a colleague with another address.
