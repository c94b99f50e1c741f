# What changes of the programme mean, in a word.

touch-less_granted = less is granted
touch-more_granted = more is granted
touch-earlier_end = something ends earlier
touch-later_end = something ends later
touch-dearer = a dearer renewal
touch-cheaper = a cheaper renewal
touch-higher_threshold = a higher threshold
touch-lower_threshold = a lower threshold
touch-cannot_renew = a renewal that becomes impossible
touch-can_renew = a renewal that becomes possible
touch-stricter_rule = a stricter rule of use
touch-wider_rule = a wider rule of use
touch-other_kind = a benefit that is used in another way
touch-opens_later = a renewal window that opens later
touch-opens_earlier = a renewal window that opens earlier
touch-seats_lost = more people who lose their seat
touch-seats_kept = fewer people who lose their seat
meets-at_once = at once
meets-at_next_renewal = at the next renewal
meets-next_act = for whoever buys, renews or asks from then on
difference-added = new
difference-changed = changed
difference-retired = retired
guard-members_touched = The plan touches more members than one person may decide about.
guard-worse_off_now = The plan makes more members worse off at once than the guard lets pass.
guard-guard_changed = The plan changes the guard itself, or how changes reach members.
plan-ready = ready
plan-awaiting_approval = waiting for a second person
plan-approved = approved
plan-applied = applied
plan-stale = out of date

# The command line.

cli-programme-plan = Compares the files of a programme with the version in force, and counts who is touched
cli-programme-approve = Agrees to a plan as the second person
cli-programme-apply = Applies a plan
cli-programme-history = Shows the versions of the programme, or what changes from one to another
cli-arg-plan = plan (pln_…)
cli-arg-digest = digest of the plan, as it was shown
cli-arg-effective-on = first day of the version, within two years; without it, the day on which it is applied (needed while a version waits for its own)
cli-arg-of = version whose changes are shown
cli-arg-since = older version; without it, the one before
cli-plan-title = Plan { $plan }: { $programme }, version { $from } to version { $to }. { $examples ->
    [one] { $examples } worked example passed.
   *[other] { $examples } worked examples passed.
}
cli-plan-from = It begins on { $day }.
cli-plan-from-applied = It begins on the day on which it is applied.
cli-plan-people = Running memberships: { $running }. Touched at once: { $now }, at the renewal: { $later }. Worse off at once: { $worse-now }, after the renewal: { $worse-later }.
cli-plan-when = Renewals from { $from } to { $to }.
cli-plan-touch =   { $touch }: { $now } at once, { $later } at the renewal
cli-plan-guard = A second person has to agree. { $text }
cli-plan-approve = Another programme manager: symbolon programme approve { $plan } --digest { $digest }
cli-plan-apply = Then: symbolon programme apply { $plan } --digest { $digest }
cli-plan-confirm = Apply plan { $plan }? What is bought under this version stays under it for its year.
cli-plan-approved = Plan { $plan } approved.
cli-plan-applied = Version { $version } applied.
cli-plan-tried = Plan { $plan } can still be acted on; nothing was written.
cli-plan-compared = From version { $from } to version { $to }
cli-plan-same = No value changes.
cli-plan-not-kept = Nothing was kept. The plan would be:
cli-programme-newer-files = The files given are not those of version { $version }, the newest one: they have no effect. Compare and apply them with: symbolon programme plan { $programme }
cli-col-version = Version
cli-col-first-day = First day
cli-col-applied-by = Applied by
cli-col-applied-at = At
cli-col-content-hash = Content hash
cli-col-plan = Plan
