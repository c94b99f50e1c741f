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
    .examples =
        symbolon programme plan programme --dry-run
        symbolon programme plan programme --effective-on 2022-01-01
cli-programme-approve = Agrees to a plan as the second person
    .examples =
        symbolon programme approve pln_… --digest sha-256:… --dry-run
cli-programme-apply = Applies a plan
    .examples =
        symbolon programme apply pln_… --digest sha-256:… --dry-run
        symbolon programme apply pln_… --digest sha-256:… --yes
cli-programme-history = Shows the versions of the programme, or what changes from one to another
    .examples =
        symbolon programme history
        symbolon programme history --of 2 --since 1
cli-programme-export = Writes the files of a version into a folder, byte for byte as they were given; with --json, prints them
    .arg-version = number of the version; without it, the newest one
    .arg-folder = folder to make, or an empty one; without it, programme
    .examples =
        symbolon programme export --to programme
        symbolon programme export --version 1 --to before
cli-programme-init = Writes the files of a built-in programme into an empty folder, to begin one of your own
    .arg-folder = folder to make, or an empty one
    .examples =
        symbolon programme init --from example-isv programme
cli-arg-from-programme = the built-in programme: mpn-2020 or example-isv
cli-programme-exported = Version { $version } in { $folder }: { $files ->
    [one] { $files } file.
   *[other] { $files } files.
}
cli-programme-export-next = After you have changed something: symbolon programme plan { $folder }
cli-programme-made = { $programme } in { $folder }: { $files ->
    [one] { $files } file.
   *[other] { $files } files.
}
cli-programme-made-next = Next: symbolon programme validate { $folder }
cli-programme-path = The version holds a file that no folder can hold, { $file }. Nothing was written. Read it with --json instead.
cli-folder-unwritable = The folder { $file } cannot be written to: { $cause }.
cli-folder-not-empty = The folder { $folder } is not empty, and what is in it stays as it is. Name an empty one, or one that does not exist yet.
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
