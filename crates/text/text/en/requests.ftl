# What is wrong with a request, and what to do.

wrong-not-json = This is no JSON at line { $line }, column { $column }.
    .remedy = Correct the JSON at that place.
wrong-cut-short = The JSON ends too early, at line { $line }, column { $column }.
    .remedy = Send all of the JSON, with every closing brace, bracket and quotation mark.
wrong-after-json = Something follows the end of the JSON, at line { $line }, column { $column }.
    .remedy = Take away what follows the end of the JSON.
wrong-outsize = A number is too large.
    .remedy = Give a number that can be counted with.
wrong-too-deep = The body has more than { $most } levels.
    .remedy = Send fewer levels.
wrong-too-many = The body has more than { $most } members.
    .remedy = Send fewer members, or several requests.
wrong-too-long = A text has more than { $most } bytes.
    .remedy = Send a shorter text.
wrong-not-object = The body must be a JSON object.
    .remedy = Put the fields between braces.
wrong-no-body = No body is read here.
    .remedy = Send it without a body: what is to be said stands in the query.
wrong-nul = The character U+0000 is not allowed.
    .remedy = Take away the character U+0000.
wrong-broken = The request did not arrive whole.
    .remedy = Send it again.
wrong-header = The header { $name } cannot be read.
    .remedy = Give in { $name } a short text of letters, digits and hyphens.
wrong-address = The address is not in UTF-8.
    .remedy = Write the address in UTF-8.
wrong-unknown-field = The field { $given } does not exist here.
    .remedy = { $known ->
        [none] Take it away: no field is expected.
       *[other] Take it away or correct its name. Possible fields: { $known }.
    }
wrong-missing = The field { $name } is missing.
    .remedy = Add the field { $name }.
wrong-twice = The field { $name } stands there twice.
    .remedy = Give { $name } only once.
wrong-not-among = { $form ->
        [empty] The value is empty.
       *[given] The value { $given } is not possible.
    }
    .remedy = { $known ->
        [none] Give one of the values that the documentation of the API describes.
       *[other] Possible values: { $known }.
    }
wrong-wants = What is wanted here is { $kind ->
        [text] a text
        [whole] a whole number that is not negative
        [number] a number
        [yes_no] true or false
        [list] a list
        [object] an object
        [day] a date
        [moment] an instant
       *[when] a date or an instant
    }.
    .remedy = { $kind ->
        [text] Put the value between straight quotation marks.
        [whole] Write a whole number without quotation marks, like 25, small enough for this field.
        [number] Write a number without quotation marks, like 25.
        [yes_no] Write true or false, without quotation marks.
        [list] Put the values between brackets, with commas between them.
        [object] Put the fields between braces.
        [day] Write a day that exists, like 2021-09-01.
        [moment] Write an instant with its zone, like 2021-09-01T10:00:00Z.
       *[when] Write a day that exists, like 2021-09-01, or an instant with its zone, like 2021-09-01T10:00:00Z.
    }
wrong-id = This is no id of the kind that is expected.
    .remedy = Give an id that begins with { $prefix }_ and has 26 characters after it.
wrong-between = This must be a whole number from { $least } to { $most }.
    .remedy = Write a whole number from { $least } to { $most }, or leave it out.
wrong-empty = This field is empty.
    .remedy = Fill it in.
wrong-letters = The text must have 1 to { $most } characters.
    .remedy = Write a text of at most { $most } characters.
wrong-one-line = The text must stand on one line and have 1 to { $most } characters.
    .remedy = Write a text of one line and at most { $most } characters.
wrong-controls = The text holds invisible control characters.
    .remedy = Write the text without them; new lines and tabs may stay.
wrong-turned = The text holds invisible characters that turn the direction of writing.
    .remedy = Write the text without them.
wrong-mail = This is no e-mail address.
    .remedy = Give an address such as name@company.example.
wrong-amount = This is no amount in this currency.
    .remedy = Write a number with the decimals of the currency, like 475.00.
wrong-currency = This is no code of a currency.
    .remedy = Give an ISO 4217 code of three capital letters, like USD.
wrong-mark = This is not how a mark of the history is written.
    .remedy = Write { $least } to { $most } of the characters 0 to 9 and a to f, as the history shows them.
wrong-webhook-url =
    Events are sent to a public address that begins with https://, without a user, a password or a fragment{ $where ->
        [sandbox] ; from a sandbox also to one of the machine on which it runs, such as http://localhost/symbolon.
       *[live] .
    }
    .remedy = Give an address such as https://hooks.company.example/symbolon.
wrong-lasting = The duration must be from one hour to { $days } days.
    .remedy = Write it as ISO 8601 has it, from PT1H to P{ $days }D, for example P7D for seven days, or leave it out.
wrong-not-later = The clock only goes forward.
    .remedy = Give a date or an instant after the clock’s.
wrong-after = The date cannot be after { $day }.
    .remedy = Give { $day } or an earlier date.
wrong-before = The date cannot be before { $day }.
    .remedy = Give { $day } or a later date.
wrong-too-far = A version cannot begin after { $day }: a plan counts the memberships that run today, and cannot tell whom it would meet later than that.
    .remedy = Give { $day } or an earlier date.
wrong-version-waits = Version { $version } waits until { $day } and begins then: a version after it cannot begin today.
    .remedy = Give { $day } or a later date. On the same day, it takes the place of version { $version }.
wrong-skill-or-figure = Either profile and credential are needed, or metric and amount.
    .remedy = Give the two fields of something passed (profile, credential) or those of a reading (metric, amount), and not some of each.
wrong-one-at-most = Several of these fields do not go together: { $names }.
    .remedy = Give one of them, or none.
wrong-alone = Beside checks, only these fields are possible: { $names }.
    .remedy = Put the other fields into each question of the list.
wrong-at-most = This is more than one request takes (at most { $most }).
    .remedy = Make several requests.
wrong-no-such-offer = This offer cannot follow the offer of this membership.
    .remedy = Give the id of an offer of the programme that the company can choose at the renewal.
wrong-not-older = This version is not older than version { $version }.
    .remedy = Give a version before { $version }.
wrong-no-order = No order has this number.
    .remedy = Give the number of an order, like O-1001.
wrong-no-company = No company that you can see has this id or number.
    .remedy = Give its id or its global number, like 1000003.
wrong-not-yet = The account did not exist yet on { $day }.
    .remedy = Ask for a later day.
wrong-file-elsewhere = A file is not added in this way.
    .remedy = Send the file to the address of the ticket followed by /documents.
wrong-global-number = This is no global number.
    .remedy = Give the company’s global number, in digits.
wrong-cells = The row has { $found } cells instead of { $columns }.
    .remedy = Give the row one cell for each column, an empty one if need be.
wrong-column = The column { $given } is unknown or stands there twice.
    .remedy = Possible columns, once each: { $known }.
wrong-table = The table cannot be read.
    .remedy = Send a CSV file in UTF-8 with a first line of column names.
wrong-unacknowledged = What follows from it is not accepted: { $codes }.
    .remedy = Read what the preview shows, and add these names to acknowledge.
wrong-unreadable = This value cannot be read here.
    .remedy = Give a value as the documentation of the API describes it.
