# Licences: the register of installations, what the terms say, and what is left to do when the right ends.

question-may_register = May the register of installations say this on { $as_of }?
question-may_keep_installed = May what is installed of { $subject } stay as it is on { $as_of }?

fact-within_entitlement = { $answer ->
    [yes] { $granted ->
        [none] Nothing is installed.
       *[other] { $installed } installed, { $granted } granted.
    }
    [over] { $installed } installed, and no right to them is left: uninstall them or license them commercially.
   *[no] { $in_countries ->
        [none] { $installed } installed, { $granted } granted: { $over } too many.
       *[other] { $installed } installed, of which { $over } more than the { $cap } that one country may use ({ $in_countries }).
    } The programme adds no licence, and a renewal replaces the licences of the year before without adding to them.
}
    .topic = the number of installations
fact-use_permitted = { $answer ->
    [yes] A permitted use: { $use }.
   *[no] A use that the programme’s terms forbid: { $use }.
}
    .topic = the declared use
fact-version_in_time = { $answer ->
    [over] Version { $version } had to give way to version { $newest } by { $by }.
   *[yes] { $by ->
        [none] Version { $version } may stay installed.
       *[other] Version { $newest } is on offer: version { $version } has to give way to it by { $by }.
    }
}
    .topic = the version installed
fact-no_downgrade = { $answer ->
    [yes] Version { $version } is allowed.
   *[no] Version { $version } is older than version { $granted_version }; these licences give no right to earlier versions.
}
    .topic = going back to an earlier version
fact-location_own = { $answer ->
    [yes] { $number ->
        [none] At the headquarters ({ $country }).
       *[other] At the company’s location { $number } ({ $country }).
    }
   *[no] This place is no location of the company. Licences are shared between its locations, never with another company.
}
    .topic = the place of the installation
fact-still_installed = { $answer ->
    [yes] The installation is in the register.
   *[no] The installation left the register on { $on }: { $how_word }.
}
    .topic = the state of the installation

remedy-install_new_version = Install the newer version.
remedy-act-install_new_version = Install the newer version

problem-installation-ended = The installation is in the register no more
    .causes =
        It was uninstalled, or is licensed commercially by now.
    .cures =
        If the software is installed again, record a new installation.
problem-location-not-own = This place is not the company’s
    .causes =
        Licences are shared between the headquarters and the locations of one company, never between two companies.
    .cures =
        Choose the headquarters or a location of the company, or have that location added to it.
problem-downgrade-not-allowed = No way back to an earlier version
    .causes =
        The programme’s terms give no right to earlier versions.
    .cures =
        Keep the present version or install a newer one.
        An earlier version needs a commercial licence.

history-installation_recorded = { $actor } recorded an installation of { $benefit }{ $version ->
    [none] {""}
   *[other] , version { $version }
} ({ $quantity ->
    [one] { $quantity } licence
   *[other] { $quantity } licences
}).
    .title = Installation recorded
history-installation_changed = { $actor } changed an installation of { $benefit } in the register{ $version ->
    [none] {""}
   *[other] , version { $version } from now on
}.
    .title = Installation changed
history-installation_removed = { $actor } took an installation of { $benefit } out of the register: it was uninstalled.
    .title = Installation removed

effect-installations-count = Installations in the register: { $from }, now { $to }.
effect-installations-over = { $to ->
    [0] None is too many any more.
    [one] One installation too many: it needs a commercial licence.
   *[other] { $to } installations too many: they need commercial licences.
}
effect-installation-version = Version { $to } in the place of { $from ->
    [none] none
   *[other] { $from }
}.
effect-installation-quantity = Licences that the installation takes: { $from } before, { $to } from now on.
effect-installation-purpose = The declared use changes.
effect-installation-location = The installation changes its place.

duty-in_order = in order
duty-move_due = newer version to install
duty-breach = against the terms

ui-licences-page = Licences
ui-licences-title = Licences and installations
ui-licences-lead = The vendor does not follow your installations: this register is yours, and it counts in an audit.
ui-licences-register = Register of installations
ui-licences-none = The company is granted no software.
ui-licences-product = Product
ui-licences-granted = Granted
ui-licences-installed = Installed
ui-licences-state = State
ui-licences-no-right = no right left
ui-licences-over = { $count } too many
ui-licences-attention = { $count } to look at
ui-licences-fine = in order
ui-licences-wind-down = To be uninstalled or licensed commercially
ui-licences-wind-down-lead = The right to use this software has ended. Say of each what was done.
ui-licences-wind-down-progress = { $done } of { $count } confirmed.
ui-licences-export = Download the list (CSV)
ui-licences-what = What
ui-licences-since = No right since
ui-licences-done = Done
ui-licences-open = to do
ui-licences-confirmed = { $how } on { $on } by { $by }
ui-licences-whole = all licences ({ $count })
ui-licences-seat = seat of { $person }
ui-licences-uninstalled = Uninstalled
ui-licences-licensed = Licensed commercially
ui-licences-never = Never installed
table-benefit = Benefit
table-product = Product
table-of = Installation or seat
table-name = Machine
table-person = Person
table-quantity = Quantity
table-right_ends_on = No right since
table-how = What was done
table-on = On
table-by = By
ui-register-back = Back to licences
ui-register-over = { $count ->
    [one] One installation more than is granted. Record what is true; to keep the one that is too many, it needs a commercial licence.
   *[other] { $count } installations more than are granted. Record what is true; to keep those that are too many, they need commercial licences.
}
ui-register-no-right = No right to this software is left: uninstall it or license it commercially.
ui-register-counts = { $installed } installed, { $granted ->
    [none] no right left
   *[other] { $granted } granted
}
ui-register-entries = What is installed
ui-register-none = Nothing is recorded.
ui-register-name = Machine
ui-register-name-label = Machine (optional)
ui-register-name-hint = The name by which you know it. Left empty, the installation is recorded without a name.
ui-register-unnamed = unnamed
ui-register-version = Version
ui-register-place = Place
ui-register-headquarters = headquarters
ui-register-gone-place = removed location
ui-register-use = Use
ui-register-use-none = not declared
ui-register-quantity = Licences
ui-register-quantity-error = Write a whole number from 1 to { $most }.
ui-register-since = Since
ui-register-move-by = to be replaced by { $by }
ui-register-change = Change
ui-register-keep = as it is
ui-register-remove = Uninstalled
ui-register-record = Record an installation
ui-register-save = Record
ui-register-permitted = { $use } (permitted)
ui-register-forbidden = { $use } (forbidden)

cli-licence = Licences: the register of installations, and what is left to do when a right ends
cli-licence-list = Lists what is installed, and what may be
    .examples =
        symbolon licence list
cli-licence-show = Shows the installations of a product and what the terms say
    .examples =
        symbolon licence show windows-10-enterprise
cli-licence-record = Records an installation
    .examples =
        symbolon licence record grt_… --machine-name desk-12 --purpose demonstration --dry-run
cli-licence-change = Moves an installation, or changes its version or its use
    .examples =
        symbolon licence change act_… --purpose development-test --dry-run
cli-licence-remove = Takes out an installation that was uninstalled
    .examples =
        symbolon licence remove act_… --dry-run
cli-licence-wind-down = Lists what has to be uninstalled or licensed commercially
    .examples =
        symbolon licence wind-down
        symbolon licence wind-down --csv
cli-licence-confirm = Confirms an uninstallation or a commercial licence
    .examples =
        symbolon licence confirm grt_… uninstalled --installed act_… --dry-run
cli-confirm-which = What this line was used for is confirmed one by one: name it with { $option }: { $ids }
cli-arg-benefit = the product
cli-arg-installed = the installation, by id
cli-arg-version = its version
cli-arg-place = headquarters, or the location by id
cli-arg-purpose = its use, by id in the terms
cli-arg-licences = how many licences it takes
cli-arg-machine-name = what the machine is called
cli-arg-seat = the seat, by the id of its assignment
cli-arg-how = uninstalled or commercially-licensed
cli-arg-csv = the list as CSV
cli-col-installed = installed
cli-col-over = too many
cli-col-place = place
cli-col-move-by = replace by
cli-col-confirmed = confirmed
cli-col-quantity = licences
cli-col-how = how

cli-licence-file = Licence files: the answer of a check, signed, that is believed without a network
cli-licence-file-issue = Issues a licence file, if the product may be used today
    .arg-device = the one device on which the file counts; without it, it counts on all
    .arg-ttl = how long it counts at the most, from PT1H to P30D; without it P7D, seven days
    .examples =
        symbolon licence-file issue --person marc@lumen.example --product visual-studio-professional
        symbolon licence-file issue --product windows-10-enterprise --device desk-12 --ttl P30D
cli-licence-file-verify = Says without a network whether a licence file counts; exit code 3 is a no
    .arg-file = the licence file, or - for standard input
    .arg-keys = the public keys of the server, from its address /.well-known/jwks.json
    .arg-device = the device on which the file is to count
    .arg-seen = the latest instant that was ever seen, so that turning the clock back wins nothing
    .arg-at = the instant that is meant, for example 2021-09-12T08:00:00Z; without it, now
    .examples =
        symbolon licence-file verify marc.jws --keys jwks.json --product visual-studio-professional
        symbolon licence-file verify - --keys jwks.json --product windows-10-enterprise --device desk-12 --seen 2021-09-12T08:00:00Z
cli-licence-file-inspect = Shows what a licence file says, without verifying who signed it
    .arg-file = the licence file, or - for standard input
    .examples =
        symbolon licence-file inspect marc.jws
cli-licence-file-state = { $state ->
    [valid] The file counts.
    [valid_refresh_due] The file counts, but more than half of its time is over: fetch a new one.
    [grace] The file counts, but the year is over: the right has to be renewed.
    [ended] The file does not count any more: ask for a new one.
    [wrong_product] The file is for another product.
    [wrong_device] The file is for another device.
    [clock_rolled_back] The clock is behind: it showed more before, or the file is not signed yet at that time.
   *[bad_signature] None of the known keys signed this file, or it was changed.
}
cli-licence-file-sandbox = This file is of a sandbox, where nothing counts.
cli-licence-file-unverified = None of this is verified: “symbolon licence-file verify” says what counts.
cli-licence-file-none = This is no licence file.
cli-licence-file-no-keys = The file { $file } holds no public Ed25519 key. Fetch it from /.well-known/jwks.json of the server.
