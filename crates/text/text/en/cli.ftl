# The command line: help, results, the demo.
cli-usage = Usage:
cli-common = Options of all commands
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-command = COMMAND
cli-examples = Examples:

# Commands.
cli = Who is a member of a partner programme, until when, what that gives them, and why.
    .examples =
        symbolon demo
        symbolon membership list
        symbolon token redeem office-365-e3 --tenant lumen.example --mode add-seats --dry-run
    .arg-version = prints name and version
cli-demo = Starts a server with throw-away data and a clock that stands on 10 September 2021
    .examples =
        symbolon demo
        symbolon demo --keep demo-data --accounts 50
cli-serve = Runs the server
    .examples =
        symbolon serve --data /var/lib/symbolon --listen 127.0.0.1:7878
cli-verify = Verifies that nobody changed anything: ledgers, rows, secrets and documents
    .examples =
        symbolon verify --data /var/lib/symbolon --heads /safe/heads
cli-doctor = Looks whether an installation is fit, also while its server runs; exit code 3 means that something must be mended
    .examples =
        symbolon doctor --data /var/lib/symbolon
        symbolon doctor --data /var/lib/symbolon --backups /backup --server https://partners.example
cli-backup = Backups of an installation whose database is a file
cli-backup-create = Backs an installation up, also while its server runs
    .examples =
        symbolon backup create --data /var/lib/symbolon --to /backup/2021-09-10
cli-backup-verify = Proves a backup by restoring it into a folder that is thrown away
    .examples =
        symbolon backup verify /backup/2021-09-10 --key-file /safe/master.key
cli-backup-restore = Restores a backup into a folder that holds no installation
    .examples =
        symbolon backup restore /backup/2021-09-10 --data /var/lib/symbolon --key-file /safe/master.key
cli-move = Moves the data of an installation from its file to an empty database of PostgreSQL
    .examples =
        symbolon move --data /var/lib/symbolon --to-database postgres://symbolon@db.example/symbolon
cli-check = Says whether somebody may use a product; exit code 3 is a no
    .examples =
        symbolon check --person marc@lumen.example --product visual-studio-professional --explain
        symbolon check --product windows-10-enterprise --as-of 2021-10-02
cli-account = Companies
cli-account-list = Lists companies
    .examples =
        symbolon account list
        symbolon account list --search lumen --json
cli-account-show = Shows a company’s memberships and what comes next
    .examples =
        symbolon account show
        symbolon account show --account 1000003 --as-of 2021-10-02
cli-account-history = Shows every fact of a company’s ledger in words
    .examples =
        symbolon account history
        symbolon account history --account 1000003 --json
cli-account-verify = Verifies that nothing in a company’s history was changed
    .arg-mark = the beginning of a hash that was noted earlier, 12 characters at least
    .examples =
        symbolon account verify --account Lumen
        symbolon account verify --mark 3f9a0c5be127
cli-account-intact = Nothing was changed: { $facts ->
        [one] one fact,
       *[other] { $facts } facts,
    } { $rows ->
        [one] one row
       *[other] { $rows } rows
    } and { $secrets ->
        [one] one code or key
       *[other] { $secrets } codes and keys
    } looked at.
cli-account-newest = Newest fact: no. { $seq }, { $hash }
cli-account-changed = Not as it was recorded: table { $table }, row { $row }.
cli-account-marked = Fact no. { $seq } bears this mark: what had been recorded until then stands as it stood.
cli-membership = Memberships
cli-membership-list = Lists memberships with their dates
    .arg-account = the company, by id, global number or name; without it, your own, and for the vendor’s people all
    .examples =
        symbolon membership list
        symbolon membership list --as-of 2021-10-02 --columns member,state,left
cli-membership-show = Shows a membership with its three end dates
    .examples =
        symbolon membership show M-1013
cli-membership-timeline = Draws the years and the renewal windows of a membership
    .examples =
        symbolon membership timeline M-1013
cli-membership-renew = Orders the renewal of a membership; with --payment, records one for the vendor
    .examples =
        symbolon membership renew M-1013 --method card --dry-run
cli-membership-explain = Explains the state of a membership, or what happens without a renewal
    .examples =
        symbolon membership explain M-1013 --if-lapsed
cli-benefit = Benefits
cli-benefit-list = Lists what is granted, used and free, until when
    .examples =
        symbolon benefit list
        symbolon benefit list --as-of 2021-10-02
cli-token = Cloud tokens
cli-token-list = Lists tokens
    .examples =
        symbolon token list
cli-token-show = Shows a token and how it was redeemed
    .examples =
        symbolon token show office-365-e3
cli-token-code = Shows the code of a token, which ends the refund right
    .examples =
        symbolon token code office-365-e3 --dry-run
cli-token-redeem = Redeems a token; try it out first
    .examples =
        symbolon token redeem office-365-e3 --tenant lumen.example --mode add-seats --dry-run
cli-token-replace = Asks for a replacement token
    .arg-reason = wrong-tenant or added-instead-of-extended; support refuses what is lost, wrong-product, not-redeemed-in-time or other
    .examples =
        symbolon token replace office-365-e3 --reason wrong-tenant --intended-tenant nord-atelier.example
cli-token-requests = Lists the open requests for replacement tokens, for support
    .examples =
        symbolon token requests
cli-token-decide = Decides on a request for a replacement token, for support
    .examples =
        symbolon token decide rpl_… grant --dry-run
        symbolon token decide rpl_… decline --note used --yes
cli-key = Product keys
cli-key-list = Lists product keys and their activations
    .examples =
        symbolon key list
cli-key-reveal = Shows a product key, which ends the refund right
    .examples =
        symbolon key reveal windows-10-enterprise --dry-run
cli-key-activations = Lists the machines that a key was used for
    .examples =
        symbolon key activations windows-10-enterprise
cli-seat = Developer subscriptions
cli-seat-list = Lists pools of seats and how they are used
    .examples =
        symbolon seat list
cli-seat-assign = Gives a seat to a person
    .examples =
        symbolon seat assign lea@lumen.example --pool visual-studio-professional
        symbolon seat assign eva@lumen.example --pool visual-studio-professional --country DE
cli-seat-import = Gives seats to the people of a list: those that pass, after asking
    .arg-file = the list, or - for standard input: one person on each line, or a table (CSV) with its columns in any order
    .arg-bad-rows = make this file (CSV) of the lines that do not pass, each with its reason
    .examples =
        symbolon seat import devs.csv --pool visual-studio-professional --dry-run
        symbolon seat import devs.csv --pool visual-studio-professional --bad-rows left.csv
cli-seat-unassign = Takes a seat back
    .arg-reason = returned or holder-left
    .examples =
        symbolon seat unassign lea@lumen.example --pool visual-studio-professional --dry-run
        symbolon seat unassign lea@lumen.example --pool visual-studio-professional --reason holder-left --yes
cli-notice = Notices that were sent
cli-notice-list = Lists the notices that were sent to a company, and to whom each went
    .examples =
        symbolon notice list
cli-notice-messages = Lists the messages to a company’s people, or to one of them
    .examples =
        symbolon notice messages --person ines@lumen.example
cli-notice-show = Shows a message in both languages
    .examples =
        symbolon notice show msg_…
cli-programme = Programmes as files, and the versions of the one in force
cli-programme-validate = Checks the files of a programme and shows every mistake in its place
    .examples =
        symbolon programme validate programme
        symbolon programme validate mpn-2020
cli-programme-show = Shows the offers, windows and benefits of a programme
    .examples =
        symbolon programme show example-isv
cli-programme-test = Runs the worked examples of a programme
    .examples =
        symbolon programme test programme
cli-clock = The clock of a sandbox
cli-clock-show = Shows where the clock stands
    .examples =
        symbolon clock show
cli-clock-advance = Moves the clock forward and says what happened
    .examples =
        symbolon clock advance demo --to 2021-10-02
cli-whoami = Says whom the token stands for, and with which roles
    .examples =
        symbolon whoami
cli-config = Settings
cli-config-show = Shows the settings in force and where each was stated
    .examples =
        symbolon config show
cli-admin = On this machine, on the data itself; where it is a file, while no server runs
cli-admin-person = Makes a person of the vendor, with the language of --lang, and prints their id
    .examples =
        symbolon admin person --data /var/lib/symbolon --name Claire --email claire@vendor.example --role programme-manager
cli-admin-link = Makes a link by which a person signs in on the pages, once, and prints it; it begins with --server, the public address
    .examples =
        symbolon admin link --data /var/lib/symbolon --person claire@vendor.example --server https://partners.example
cli-admin-token = Makes an API token for a person or a service and prints it once
    .arg-name = what the token is called
    .arg-account = the company of the person or the service, by global number or id
    .examples =
        symbolon admin token --data /var/lib/symbolon --role programme-manager,support-agent --name desk
cli-completion = Prints completions for a shell
    .examples =
        symbolon completion bash
cli-version = Prints the version
    .examples =
        symbolon version
cli-help = Prints the help of a command
    .examples =
        symbolon help token redeem

# Arguments and options.
cli-arg-server = the server (SYMBOLON_SERVER; http://127.0.0.1:7878)
cli-arg-token-file = file that holds the API token (or the token itself in SYMBOLON_TOKEN)
cli-arg-timeout = seconds to wait for an answer (30)
cli-arg-lang = language of the texts (SYMBOLON_LANG)
cli-arg-as-of = asks about this day, past or future: 2021-09-10
cli-arg-json = prints the document of the API
cli-arg-table = draws tables even where the output is not a terminal
cli-arg-columns = columns to print, in this order
cli-arg-no-header = leaves the names of the columns out
cli-arg-no-input = never asks anything
cli-arg-yes = agrees to acts that others notice; never to those that cannot be undone
cli-arg-idempotency-key = key of the act, to repeat a command whose outcome is not known; it never acts twice
cli-arg-verbose = says what is sent, with its keys and references
cli-arg-quiet = says nothing but the results
cli-arg-help = prints this help
cli-arg-data = folder of the installation
cli-arg-to-folder = folder to make for the backup
cli-arg-to-database = address of the empty PostgreSQL database (or SYMBOLON_DATABASE)
cli-arg-backup = folder of the backup
cli-arg-backups = a backup, or a folder of backups, of which the newest is looked at
cli-arg-heads = file, kept elsewhere, with what each ledger ended with last time: no end may have been cut off since; it is written anew when all is well
cli-arg-key-file = file that holds the master key
cli-arg-database = address of a PostgreSQL database, instead of a file in the folder (or SYMBOLON_DATABASE)
cli-arg-keep = keeps the data in this folder
cli-arg-port = port on 127.0.0.1 (7878; 0 takes a free one)
cli-arg-accounts = how many companies to invent besides the cast (1300)
cli-arg-seed = number that decides which companies are invented (2021)
cli-arg-programme = a built-in programme (mpn-2020, example-isv) or a folder
cli-arg-documents = folder of the documents, shared by all servers of a database (else one in the installation’s folder; or SYMBOLON_DOCUMENTS)
cli-arg-listen = address to listen on (127.0.0.1:7878)
cli-arg-sandbox = makes a sandbox, whose clock can be moved
cli-arg-account = the company, by id, global number or name; without it, your own
cli-arg-person = the person, by address or id
cli-arg-product = the product, for example office-365-e3
cli-arg-explain = shows every fact behind the answer
cli-arg-search = part of a name or number, or a membership (M-…), order (O-…) or ticket number, a mail address or a domain
cli-arg-membership = the membership, for example M-1042
cli-arg-payment = reference of the payment that was received
cli-arg-offer = another offer of the same group for the coming year
cli-arg-dry-run = computes everything, changes nothing
cli-arg-if-lapsed = says what stops, what runs on and what must be uninstalled without a renewal
cli-arg-token = the token, by id, end of its code or product
cli-arg-preview = digest of the dry run that you have read
cli-arg-acknowledge = consequences that you acknowledge, by name
cli-arg-tenant = the tenant, by domain or id
cli-arg-mode = new, extend or add-seats
cli-arg-seats = seats that you mean to use: all of them, or the act is refused
cli-arg-intended-tenant = the tenant that was meant, for wrong-tenant
cli-arg-note = what the reader should know
cli-arg-request = the request, by id
cli-arg-decision = grant or decline
cli-arg-key = the key, by id, its end or product
cli-arg-pool = the pool, by id or product
cli-arg-message = the message, by id
cli-arg-clock = the clock (there is one)
cli-arg-to = the day to move to
cli-arg-shell = bash, zsh, fish, powershell or elvish
cli-arg-topic = the command, for example: token redeem
cli-arg-role = roles of a service, for example programme-manager
cli-arg-name = what the company is called
cli-arg-full-name = name of the person
cli-arg-email = address of the person
cli-arg-vendor-role = their roles: support-agent, programme-manager, auditor, operator
cli-arg-hours = hours for which the link counts, 1 to 168 (24)
cli-arg-days = days for which the token counts, 1 to 3650 (90)

# A command line that cannot be understood.
cli-unknown-command = Unknown command: { $command }
cli-missing-command = A command is missing.
cli-unknown-argument = Unknown option: { $argument }
cli-word-too-many = One word too many: { $argument }
cli-missing-argument = Missing: { $argument }
cli-missing-value = { $argument } needs a value.
cli-no-value = { $argument } takes no value, not even “{ $value }”.
cli-invalid-value = { $argument } cannot be “{ $value }”.
cli-argument-conflict = { $argument } cannot be combined with { $other }.
cli-did-you-mean = Did you mean: { $values }?
cli-valid-values = Possible: { $values }
cli-wanted-moment = An instant is written year-month-day, T, time and zone, for example 2021-09-12T08:00:00Z.
cli-wanted-day = A day is written year-month-day and must exist, for example 2021-09-02.
cli-wanted-address = An address is written as an IP address and a port, for example 127.0.0.1:7878.
cli-wanted-number = A whole number is written in digits, for example 25.
cli-wanted-range = A number from { $least } to { $most } is wanted.
cli-wanted-smaller = That number is too large.
cli-see-help = More with --help.
cli-unknown-column = There is no column { $column }. There are: { $known }
cli-unknown-language = There is no language “{ $value }”: fr or en.
cli-settings-file = { $file }: { $cause }
cli-account-needed = You belong to no company: name one with --account.
cli-as-of-act = --as-of is for what is read; an act is always done on the day that it is. Leave the option out.
cli-as-of-now = This command shows what is now, and knows no other day. Leave --as-of out.
cli-not-found = Not found: { $name }
cli-tenant-unknown = The company has no tenant { $name }. { $known ->
    [none] It has none yet.
   *[other] Its tenants: { $known }.
} Link another one first: symbolon tenant add { $name }
cli-no-seat = { $person } holds no seat of this pool.
cli-several = “{ $name }” fits several; name one by its id: { $ids }
cli-yes-needed = { $question } Say so with --yes.
cli-yes-no = [yes/no]
cli-yes = yes
cli-not-done = Nothing was done.
cli-preview-first = This cannot be undone, so --yes is not enough. Look at the consequences with --dry-run, which prints what to add.

# Problems.
cli-refused = Refused: { $title }
cli-available-from = Possible from { $day }.
cli-available-until = Last day: { $day }.
cli-preview-again = Look again with --dry-run, which prints what to add.
cli-with-option = On the command line: { $options }
cli-sign-in = Put a valid token into SYMBOLON_TOKEN, or into a file that --token-file names.
cli-acknowledge-last = To do it all the same, add --acknowledge-last.
cli-unacknowledged = Not acknowledged yet: { $names }. Add what you accept to --acknowledge.
cli-helpers = Who can help: { $helpers }
cli-timed-out = { $server } did not answer within { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}. Try again, or wait longer with --timeout.
cli-outcome-unknown = { $server } gave no answer. Whether the act was done is not known.
cli-repeat = Repeat the same command with --idempotency-key { $key }: what was done is not done again.
cli-unreachable = { $server } cannot be reached.
cli-server-malformed = “{ $server }” is not the address of a server. One is written like http://127.0.0.1:7878.
cli-token-shared = { $file }: others can read the API token in it, and act with it. Run: chmod 600 { $file }
cli-token-malformed = The API token in { $origin } holds characters that no token has. Copy it again, alone and on one line.
cli-no-json = { $server } answered { $status } with something that is not the API’s.

# Acts.
cli-would = Nothing was changed. This would happen:
cli-would-only = What was asked for, and nothing besides.
cli-would-request = Support receives your request.
cli-to-do-it = To do it: { $flags }
cli-next = Next: { $command }
cli-confirm-renew = Renew { $membership }?
cli-confirm-replace = Ask support to replace the { $product } token?
cli-confirm-decline = Decline this request?
cli-confirm-seats = { $count ->
    [one] Assign one seat?
   *[other] Assign { $count } seats?
  }
cli-seat-import-empty = The list names nobody.
cli-confirm-place = Place this order? It asks for a payment.
cli-confirm-withdraw = Withdraw the order { $order }?
cli-confirm-receive = Record a payment of { $amount }? It may pay an order at once.
cli-confirm-payment = Use this payment for the order { $order }?
cli-confirm-ticket-grant = Grant what the ticket { $ticket } asks for? Its requester is told.
cli-confirm-ticket-refuse = Refuse what the ticket { $ticket } asks for? Its requester is told.
cli-confirm-ticket-close = Close the ticket { $ticket }?
cli-confirm-seat = Give the seat that is asked for?
cli-confirm-campaign-approve = { $count ->
    [one] Approve a run that enrols { $count } membership?
   *[other] Approve a run that enrols { $count } memberships?
}
cli-confirm-campaign-start = { $count ->
    [one] Start the run? It enrols { $count } membership.
   *[other] Start the run? It enrols { $count } memberships.
}
cli-confirm-campaign-close = Close the run?
cli-confirm-override-propose = Propose this override?
cli-confirm-override-grant = Approve this override?
cli-confirm-override-decline = Refuse this override?
cli-confirm-override-end = End this override?
cli-confirm-merge-invite = Invite this company to merge?
cli-confirm-merge-accept = Accept this merge?
cli-confirm-merge-reject = Refuse this merge? The invitation ends.
cli-confirm-merge-withdraw = Withdraw from this merge?
cli-confirm-credit = Assign the credit to { $person }?
cli-confirm-credit-remove = Take this credit back?
cli-confirm-role = Change the roles of { $person }?
cli-confirm-block = Block this key? Everybody loses it at once.
cli-confirm-unblock = Unblock this key?
cli-confirm-rename = Show the company to everybody as { $name }?
cli-confirm-tenant = Link the tenant { $tenant }?
cli-confirm-unassign = Take the seat of { $person } back?

# Companies and memberships.
cli-account-title = { $name } · { $number } · { $country }
cli-account-memberships = Memberships
cli-account-membership = { $number } { $offer } – { $state }; anniversary { $anniversary }; renew between { $renew_from } and { $renew_to }; benefits until { $benefits_until }
cli-account-no-membership = No membership: a member of the network.
cli-account-next = What comes next
cli-membership-title = { $number } { $offer } – { $state }
cli-membership-bought = Bought on { $day }
cli-membership-anniversary = Anniversary: { $day }, the last day of the paid year
cli-membership-window = Renew between { $from } and { $to }
cli-membership-benefits = Benefits usable until { $day } if nobody renews
cli-membership-refund = Refundable until { $day }
cli-timeline-today = { $day }
cli-timeline-year = Year { $year }: { $from } to { $to }
cli-timeline-window = Renewal window: { $from } to { $to }
cli-timeline-renewed = – renewed on { $day }
cli-timeline-closed = Ended on { $day }
cli-lapse-title = If nobody renews, from { $day }:
cli-lapse-stops = These stop
cli-lapse-tokens = These tokens can no longer be redeemed
cli-lapse-token =
    { $product } ({ $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    })
cli-lapse-seats = These people lose their seat
cli-lapse-uninstall = This must be uninstalled or licensed commercially
cli-lapse-runs-on = These run on to their own day
cli-lapse-runs-on-line = { $product } on { $tenant }, until { $day }

# Tokens, keys, seats.
cli-token-title =
    { $product }, { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    } – { $state }
cli-token-redeem-by = Redeem by { $day }
cli-token-redeemed =
    Redeemed on { $on } on { $tenant } ({ $mode }): { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    } until { $until }
cli-token-replaceable = If that was a mistake: ask for a replacement until { $day }
cli-way-now = now
cli-way-add-seats = if you add licences
cli-way-extend = if you extend
cli-way-new = as a new subscription
cli-way-not-possible = not possible
cli-redeem-for-good = The token is used whole and stays on { $tenant }.
cli-requested = The request is with support: { $request }
cli-replacement-granted = Granted. The replacement token: { $token }
cli-replacement-declined = Declined.
cli-key-used = { $used } of { $limit ->
    [one] { $limit } activation
   *[other] { $limit } activations
} used; no more will be granted.
cli-seat-assigned = { $person } has a { $product } seat. It can go to somebody else from { $day }.
cli-seat-next = Next: the person activates it with their own identity.
cli-seat-returned = The seat is free.
cli-seat-returned-locked = The seat is back. It can go to somebody else from { $day }.

# Checks and the clock.
cli-check-yes = YES
cli-check-no = NO
cli-check-until = Usable until { $day }
cli-check-was-until = It was usable until { $day }
cli-check-would-change = What would change it: { $remedies }
cli-notice-sent = To { $name }, { $day }
cli-clock-stands = The clock stands on { $day }.
cli-clock-more =
    { $more ->
        [one] And { $more } more event.
       *[other] And { $more } more events.
    }

# Programmes.
cli-programme-no-text = The file “{ $file }” is not UTF-8. Nothing was loaded. Save it as UTF-8, then try again.
cli-programme-unknown = There is no programme “{ $programme }”: a built-in one ({ $known }) or a folder.
cli-programme-valid = { $programme } is valid: { $files ->
    [one] { $files } file
   *[other] { $files } files
}, { $offers ->
    [one] { $offers } offer
   *[other] { $offers } offers
}, { $benefits ->
    [one] { $benefits } benefit
   *[other] { $benefits } benefits
}, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} of the licence table.
cli-programme-title = { $name } · { $id } · { $zone }
cli-programme-windows = Renewal windows
cli-programme-window =
    { $window }: opens { $when ->
        [on] on the anniversary
        [before] { $opens ->
            [one] { $opens } day
           *[other] { $opens } days
        } before the anniversary
       *[after] { $opens ->
            [one] { $opens } day
           *[other] { $opens } days
        } after the anniversary
    }, lasts { $lasts ->
        [one] { $lasts } day
       *[other] { $lasts } days
    }; access: { $access }
cli-programme-offers = Offers
cli-programme-offer =
    { $offer } ({ $id }): at most { $max }, { $lines ->
        [one] { $lines } row
       *[other] { $lines } rows
    } of the licence table
cli-programme-offer-level =
    { $offer } ({ $id }): for the level { $level }, at most { $max }, { $lines ->
        [one] { $lines } row
       *[other] { $lines } rows
    } of the licence table
cli-programme-category = { $category }
cli-programme-tested =
    { $passed ->
        [one] { $passed } example holds
       *[other] { $passed } examples hold
    }, { $failed ->
        [one] { $failed } does not.
       *[other] { $failed } do not.
    }

# The installation.
cli-unusable = { $place } cannot be used: { $cause }. It must be there for the user who runs Symbolon, to read and to write.
cli-unknown-setting = { $file }: there is no setting “{ $key }”. There are: { $known }
cli-is-a-sandbox = The installation in { $folder } is a sandbox and stays one: start it with --sandbox.
cli-is-live = The installation in { $folder } is for real and never a sandbox: leave --sandbox out, or choose another folder.
cli-provider-page = --provider-page must be an address that begins with https:// or http:// and has {"{order}"} where the id of the order goes, for example https://pay.example/{"{order}"}.
cli-no-installation = { $folder } holds no installation.
cli-data-missing = { $folder } holds an installation whose data is gone: { $place } is missing or empty. Mount or put back what holds it, or restore a backup into another folder with symbolon backup restore. To begin a new installation here, remove { $identity } first.
cli-database-newer = A newer version of Symbolon wrote this database (schema step { $step }). Start that version.
cli-database-other-key = The master key is not the one that this database was made with; its secrets would not open. Put the right one back from where you keep it.
cli-database-sandbox = This database is a sandbox and stays one. Put its instance.toml back, or start it with --sandbox.
cli-database-live = This database is for real and never a sandbox. Put its instance.toml back, or start it without --sandbox.
cli-key-shared = { $file }: others can read this key. Run chmod 600 on it.
cli-key-none = { $file }: this is no master key, which is 64 hexadecimal digits. Put the copy that was kept in its place.
cli-key-missing = { $file } is missing: without it the secrets of this database cannot be opened. Put it back from where you keep it.
cli-database-is-a-file = The installation in { $folder } keeps its data in that folder. Leave the address of a database out, or move the data first.
cli-database-is-on-a-server = The data of the installation in { $folder } is on a server. Give its address with --database or SYMBOLON_DATABASE.
cli-database-unreadable = This address of a database cannot be read. It must be one of PostgreSQL, and name a user, a host and a database; after its question mark stands only what the driver knows, such as sslmode=verify-full.
cli-database-in-use = { $lock }: another process has this database open; stop it first.
cli-database-unavailable = The database does not answer: { $cause }
cli-database-damaged = The database is damaged: { $cause }. Restore the last verified backup into another folder: symbolon backup restore BACKUP --data DIR --key-file FILE
cli-address-taken = { $address } cannot be used: { $cause }
cli-serving = Symbolon on { $address }, programme { $programme } version { $version }. Ctrl-C to stop.
cli-serving-sandbox = Symbolon sandbox on { $address }, programme { $programme } version { $version }. Ctrl-C to stop.
cli-serve-first = Nobody can sign in yet. Stop the server, make a person, and then a link for the pages or a token for the API:
      symbolon admin person --data { $folder } --name … --email … --role …
      symbolon admin link --data { $folder } --person …
      symbolon admin token --data { $folder } --person …
cli-serve-first-shared = Nobody can sign in yet. Make a person, and then a link for the pages or a token for the API:
      symbolon admin person --data { $folder } --name … --email … --role …
      symbolon admin link --data { $folder } --person …
      symbolon admin token --data { $folder } --person …
cli-token-once = This token is not shown again.
cli-link-once = It lets { $name } in once, within { $hours ->
    [one] an hour
   *[other] { $hours } hours
}, and is not shown again.
cli-link-server = It begins with { $server }. If people reach the server under another address, give that one with --server or SYMBOLON_SERVER.
cli-person-sign-in = To sign in on the pages: { $command }
cli-person-token = To use the API: { $command }
cli-person-not-vendor = { $role } is a role of a company or of a service, and people of the vendor do not hold it. They hold: { $known }. People of a company are added by its admins.
cli-person-name = A name stands on one line, has 1 to 200 characters, and none that turn the direction of writing.
cli-person-mail = “{ $email }” is no e-mail address.
cli-person-known = { $email } is the address of { $id } already.
cli-token-for-whom = Say for whom: --person, or --role and --name.
cli-verified = Looked at: { $accounts ->
    [one] { $accounts } company
   *[other] { $accounts } companies
}, { $facts ->
    [one] { $facts } fact
   *[other] { $facts } facts
}, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, { $secrets ->
    [one] { $secrets } secret
   *[other] { $secrets } secrets
}, { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}.
cli-verify-fine = All is as it should be.
cli-verify-difference = Not as it should be: table { $table }, row { $row }: { $what }
cli-verify-heads = { $file } now says what { $ledgers ->
    [one] one ledger ends
   *[other] { $ledgers } ledgers end
} with. Keep it where nobody who can write to the database can change it.
cli-verify-heads-unreadable = { $file } is not what an earlier verification wrote. Put the copy that was kept in its place, or name a new file.
cli-config-built-in = built in

# The doctor.
cli-doctor-folder = data folder
cli-doctor-key = master key
cli-doctor-documents = documents
cli-doctor-room = room
cli-doctor-database = database
cli-doctor-log = write-ahead log
cli-doctor-programme = programme
cli-doctor-clock = clock
cli-doctor-notices = notices
cli-doctor-people = people
cli-doctor-backup = backup
cli-doctor-server = server
cli-doctor-fine = fine
cli-doctor-warning = see to it
cli-doctor-wrong = mend it
cli-doctor-folder-fine = { $folder } can be written to, and nobody else may enter it.
cli-doctor-folder-shared = Others may enter { $folder }, which holds what partners entrust to you.
cli-doctor-folder-close = Run chmod 700 { $folder }
cli-doctor-key-fine = { $file } is a key that nobody else may read. Keep a copy where the data is not.
cli-doctor-documents-fine = { $folder } can be written to.
cli-doctor-room-left = { $left } MB are left on the disk of { $folder }.
cli-doctor-room-less = { $left } MB are left on the disk of { $folder }, less than the { $held } MB of the database.
cli-doctor-room-make = Make room, or move the installation: when the disk is full, nothing is lost and every act is refused.
cli-doctor-database-fine = { $place } answers, with schema step { $schema }.
cli-doctor-database-steps = { $place } answers, with schema step { $schema }. The next start takes { $steps ->
    [one] one step more
   *[other] { $steps } steps more
}, after which no older version starts.
cli-doctor-database-backup = Make a backup before that start.
cli-doctor-log-size = It has { $log } MB.
cli-doctor-log-long = A running server moves it into the database. If it grows all the same, a program keeps the file open: stop that program.
cli-doctor-programme-fine = { $programme }, version { $version } is the newest.
cli-doctor-clock-fine = Today is { $today } in { $zone }.
cli-doctor-clock-sandbox = The sandbox’s clock stands on { $today } ({ $zone }).
cli-doctor-clock-behind = Today is { $today } in { $zone } by this machine’s clock, but something was written later, on { $written } at the last.
cli-doctor-clock-set = Let both machines keep the right time, for example with chrony or systemd-timesyncd.
cli-doctor-notices-never = They have never been looked for.
cli-doctor-notices-fine = They were looked for until { $day }.
cli-doctor-notices-behind = They were looked for until { $day } only: nobody has been reminded of anything since.
cli-doctor-notices-start = Start the server, which makes up for the days that passed.
cli-doctor-people-none = The vendor has nobody yet.
cli-doctor-people-make = Make somebody with symbolon admin person, and let them in with symbolon admin link.
cli-doctor-people-count = { $people ->
    [one] One person
   *[other] { $people } people
} of the vendor, { $managers ->
    [0] of whom none is
    [one] of whom one is
   *[other] of whom { $managers } are
} programme manager.
cli-doctor-people-second = What needs a second person waits until there are two programme managers: symbolon admin person makes one.
cli-doctor-backup-day = { $backup } is the newest, of { $day }, and is whole.
cli-doctor-backup-none = { $folder } holds no backup that this master key opens.
cli-doctor-backup-make = Let symbolon backup create run every night, and prove one with symbolon backup verify now and then.
cli-doctor-server-fine = { $server } is ready.
cli-doctor-server-not = { $server } answers { $status }: it does not reach its database.
cli-doctor-server-look = Look into its log, and whether the database runs.
cli-doctor-server-apart = { $server } is ready, but its clock and this machine’s are { $seconds } seconds apart.
cli-doctor-sum = { $wrong ->
    [0] Nothing must be mended
    [one] One thing must be mended
   *[other] { $wrong } things must be mended
}{ $warnings ->
    [0] .
    [one] ; one should be seen to.
   *[other] ; { $warnings } should be seen to.
} Whether every row is as it was written, symbolon verify says.

# The demo.
cli-demo-title = symbolon { $version } – demo on { $url }
cli-demo-thrown-away = The data is in a temporary folder and thrown away at the end; --keep DIR keeps it.
cli-demo-kept = The data is kept in { $folder }
cli-demo-clock = The clock stands on { $day }, { $hour }:{ $minute } ({ $zone }). Move it from the foot of any page, or with { $command }
cli-demo-open = Enter as (each link works once, for 30 minutes; below it, the same person’s API token):
cli-demo-ines = Inès, global admin of Atelier Lumen – day 9 of 30 to renew
cli-demo-tom = Tom, MPN partner admin of Atelier Lumen – may buy, but is admin of no tenant
cli-demo-nadia = Nadia, billing admin of lumen.example – may redeem there, and only there
cli-demo-marc = Marc, employee – one seat to activate
cli-demo-chloe = Chloé, of Delta Formation – the Learning Action Pack
cli-demo-yann = Yann, of Vague Bleue – lapsed in August, software to uninstall
cli-demo-sofia = Sofia, of Nord Atelier – a token on the wrong tenant
cli-demo-louis = Louis, support – requests in the queue
cli-demo-claire = Claire, programme manager – every company
cli-demo-aida = Aïda, auditor – reads everything, changes nothing
cli-demo-operator = you, operator – no partner’s data
cli-demo-product = a product – asks whether somebody may use it, and nothing else
cli-demo-api = The API, as the first of them:
cli-demo-cli = The command line, with the same two variables:
cli-demo-compare = Action Pack or Learning Action Pack? As Chloé: { $url }
cli-demo-outbox = Messages are kept, not sent: { $url }
cli-demo-docs = The API to read: { $url }
cli-demo-stop = Ctrl-C to stop.

# Columns.
cli-col-key = key
cli-col-benefit = benefit
cli-col-used = used
cli-col-limit = in all
cli-col-point = looked at
cli-col-says = what was found
cli-col-remedy = what to do
cli-col-state = state
cli-col-machine = machine
cli-col-counted-on = counted on
cli-col-counted-for = because of
cli-col-sent-on = sent on
cli-col-due-on = due on
cli-col-notice = notice
cli-col-to = to
cli-col-subject = subject
cli-col-clock = clock
cli-col-day = day
cli-col-at = at
cli-col-on = on
cli-col-company = company
cli-col-event = event
cli-col-number = number
cli-col-name = name
cli-col-country = country
cli-col-opened-on = opened on
cli-col-closed-on = closed on
cli-col-id = id
cli-col-seq = no.
cli-col-actor = who
cli-col-kind = what
cli-col-text = in words
cli-col-member = member
cli-col-offer = offer
cli-col-anniversary = anniversary
cli-col-renew-between = renew between
cli-col-benefits-until = benefits until
cli-col-left = left
cli-col-setting = setting
cli-col-value = value
cli-col-origin = from
cli-col-way = way
cli-col-seats = seats
cli-col-usable-until = usable until
cli-col-request = request
cli-col-account = company
cli-col-reason = reason
cli-col-redeemed-on = redeemed on
cli-col-redeemed-tenant = on
cli-col-intended-tenant = meant
cli-col-requested-on = requested on
cli-col-token = token
cli-col-redeem-by = redeem by
cli-col-tenant = tenant
cli-col-pool = pool
cli-col-activated = activated
cli-col-assigned = assigned
cli-col-locked = waiting
cli-col-free = free
cli-col-granted = granted
cli-col-unlocks-on = next free on

# Backups, and the move to a server.
cli-backup-created = Backed up to { $folder }: { $accounts ->
    [one] { $accounts } company
   *[other] { $accounts } companies
}, { $facts ->
    [one] { $facts } fact
   *[other] { $facts } facts
}, { $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
}, { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}.
cli-backup-key = The master key is not in the backup: without it the secrets cannot be opened. Keep it somewhere else.
cli-backup-verified = { $folder } was restored and verified: { $accounts ->
    [one] { $accounts } company
   *[other] { $accounts } companies
}, { $facts ->
    [one] { $facts } fact
   *[other] { $facts } facts
}. All is as it should be.
cli-backup-verified-but = { $folder } was restored and verified: { $accounts ->
    [one] { $accounts } company
   *[other] { $accounts } companies
}, { $facts ->
    [one] { $facts } fact
   *[other] { $facts } facts
}. All that was backed up is as it should be; some documents were lost before.
cli-backup-restored = Restored to { $folder }: { $accounts ->
    [one] { $accounts } company
   *[other] { $accounts } companies
}, { $facts ->
    [one] { $facts } fact
   *[other] { $facts } facts
}. What happened after the backup was made is not in it.
cli-backup-exists = There is something of that name already. Nothing is overwritten; choose another folder.
cli-backup-unreadable = There is no backup in this folder, or it does not read.
cli-backup-newer = A newer version of Symbolon made this backup. Restore it with that version.
cli-backup-seal = This backup was made with another master key, or its manifest was changed.
cli-backup-length = The database of this backup is shorter or longer than it was when it was made.
cli-backup-changed = The database of this backup was changed after it was made.
cli-backup-missing = The content of document { $document } was missing when the backup was made, and is not in it.
cli-backup-documents = The documents of this backup were changed after it was made.
cli-backup-content = The database of this backup does not hold what its manifest says.
cli-backup-server = The database is on a server: back it up with the server’s own programs, for example pg_basebackup or pg_dump, and prove the copy with symbolon verify.
cli-moved = Moved { $tables ->
    [one] { $tables } table
   *[other] { $tables } tables
} with { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}; both sides were compared row by row.
cli-move-finished = The installation now works on the server. The file stays as it was and is not served any more.
cli-move-not-empty = { $place } is not empty. Data is moved to an empty database only.
cli-move-differs = Table { $table } did not arrive as it left. Nothing was moved.
cli-moved-to = The data of this file was moved to { $place }.
cli-move-unfinished = A move to this database was not finished. Run symbolon move again, or make an empty database.
cli-move-direction = A move goes from the file of an installation to a database of PostgreSQL.

# Packages.

cli-membership-next-year = Says what the next year would bring, compared with now
    .examples =
        symbolon membership next-year M-1013
        symbolon membership next-year M-1013 --offer learning-action-pack
cli-membership-provision = Records that what a membership grants is provisioned
    .examples =
        symbolon membership provision M-1013 --dry-run
cli-benefit-entitlements = Lists how much of each product can be used, within the ceilings
    .examples =
        symbolon benefit entitlements
cli-arg-used-in = two-letter country in which the seat is used; your headquarters’ where not given
cli-next-year-title = { $offer }, renewed on { $on }: the year runs until { $until }.
cli-next-year-refused = As things stand, it could not be renewed on that day: { $why }
cli-unlimited = without limit
cli-provisioned = { $count ->
    [0] Nothing was left to be recorded.
    [one] { $count } benefit is recorded as provisioned.
   *[other] { $count } benefits are recorded as provisioned.
}
cli-col-now = this year
cli-col-next = next year
cli-col-change = change
cli-col-why = why
cli-col-usable = can be used
cli-col-per-country = at most in a country
cli-col-worldwide = at most worldwide
cli-col-countries = used in
cli-key-block = Blocks a product key, for the vendor
    .examples =
        symbolon key block windows-10-enterprise --why leak --note forum --dry-run
cli-key-unblock = Lifts the block of a product key, for the vendor
    .examples =
        symbolon key unblock windows-10-enterprise --note removed --dry-run
cli-col-blocked = blocked
cli-arg-why = leak or terms-breach
cli-tenant = Directory tenants of a company
cli-tenant-list = Lists the tenants, and which of them are yours to administer
    .examples =
        symbolon tenant list
cli-tenant-add = Links a verified tenant to a company
    .examples =
        symbolon tenant add lumen-lab.example --dry-run
cli-tenant-added = The tenant { $tenant } is linked.
cli-arg-domain = the tenant’s domain
cli-col-yours = yours to administer
cli-location = Locations of a company
cli-location-list = Lists the locations beside the headquarters
    .examples =
        symbolon location list
cli-location-add = Adds a location, with a number of its own; only support removes it again
    .examples =
        symbolon location add DE --dry-run
    .arg-country = its two-letter country, for example DE
cli-location-remove = Removes a location for ever, after a ticket, for support
    .examples =
        symbolon location remove loc_… --ticket 2106290000000001 --dry-run
        symbolon location remove loc_… --ticket 2106290000000001 --preview p1-… --acknowledge location-gone
cli-location-added = The location { $number } is added: { $country }.
cli-person = People of a company and their roles
cli-person-list = Lists people with their roles
    .examples =
        symbolon person list
        symbolon person list --role global-admin
cli-person-add = Adds somebody to a company’s people
    .examples =
        symbolon person add zoe@lumen.example --name Zoé --language fr --give programme-admin
cli-person-correct = Corrects somebody’s name, address or language; roles and seats stay as they are
    .examples =
        symbolon person correct marc@lumen.example --email marc.petit@lumen.example --dry-run
cli-person-role = Gives somebody roles and takes others away
    .examples =
        symbolon person role tom@lumen.example --give billing-admin --dry-run
        symbolon person role tom@lumen.example --take billing-admin --yes
cli-person-changes = Lists the roles that were given and taken
    .examples =
        symbolon person changes
cli-person-remove = Takes somebody out of the directory, with their roles, sessions and own API tokens
    .examples =
        symbolon person remove tom@lumen.example --dry-run
cli-confirm-remove = Take { $person } out of the directory?
cli-person-removed = { $person } is not in the directory any more.
cli-admin-role = Gives a person of the vendor roles and takes others away, and prints those that they hold then
    .examples =
        symbolon admin role --data /var/lib/symbolon --person claire@vendor.example --take programme-manager
cli-role-of-company = { $name } is no person of the vendor. The admins of a company give and take its roles.
cli-role-too-few = Without { $name }, too few hold { $roles }. It takes two programme managers, since one approves what the other one proposes, and one person for each other role. Give the role to somebody else first, or add --acknowledge-last.
cli-person-sign-out = Ends the sessions of somebody on the pages
    .examples =
        symbolon person sign-out tom@lumen.example
cli-confirm-sign-out = Sign { $person } out of every browser?
cli-signed-out = { $count ->
    [0] { $person } had no session.
    [one] One session of { $person } was ended.
   *[other] { $count } sessions of { $person } were ended.
}
cli-api-token = API tokens of a company
cli-api-token-list = Lists API tokens, never the secret itself
    .examples =
        symbolon api-token list
cli-api-token-create = Makes an API token and shows it once
    .arg-last-day = the last day on which it counts, within a year; without it, ninety days from now
    .examples =
        symbolon api-token create nightly-report --role employee
        symbolon api-token create terminal --own --last-day 2021-12-31
cli-api-token-revoke = Revokes an API token, at once and for ever
    .examples =
        symbolon api-token revoke ci --dry-run
        symbolon api-token revoke ci --yes
cli-api-token-counts = in force
cli-api-token-revoked = revoked
cli-api-token-over = ended
cli-api-token-ended = The API token “{ $label }” lets nobody in any more.
cli-confirm-revoke = Revoke { $name }? Whatever uses it is refused from now on.
cli-arg-label = what the token is called in its company
cli-arg-service-role = roles of a service of the company, none beyond your own
cli-arg-own = for yourself, with the roles that you have when it is used
cli-arg-api-token = id of the token, or its label
cli-admin-tokens = Lists the API tokens in force of the vendor, or of a company
    .arg-account = the company; without it, the vendor’s own
    .examples =
        symbolon admin tokens --data /var/lib/symbolon --account 1000003
cli-admin-revoke-token = Revokes an API token, whosever it is
    .examples =
        symbolon admin revoke-token --data /var/lib/symbolon ci
cli-admin-sign-out = Ends the sessions of a person, whosever they are, and the links that they have not used
    .examples =
        symbolon admin sign-out --data /var/lib/symbolon --person claire@vendor.example
cli-col-label = label
cli-col-made-by = made by
cli-col-expires-at = ends
cli-arg-person-role = only those who hold this role
cli-arg-person-language = language in which they are written to: fr or en
cli-arg-person-kind = named; shared for a mailbox of several people, guest for somebody of another directory
cli-arg-give = roles that they get
cli-arg-take = roles that they lose
cli-arg-acknowledge-last = say that you know that nobody has the role afterwards
cli-col-roles = roles
cli-col-gave = given
cli-col-took = taken
cli-col-may-change = you may change
cli-col-email = address
cli-col-recorded-at = recorded
cli-arg-marketing-name = name of the marketing contact, for go-to-market
cli-arg-marketing-email = address of the marketing contact, which is not your own
cli-demo-hanna = Hanna Kowalski, global admin of Cap Horizon: the window is over, and a way back waits for a second person
