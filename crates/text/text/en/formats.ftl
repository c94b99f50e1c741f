# Days to go, and things with their number.

days-left = { $days ->
    [0] last day
    [one] { $days } day left
   *[other] { $days } days left
}
days-over = { $days ->
    [one] over for { $days } day
   *[other] over for { $days } days
}

# Units of the licence table.
unit-seat = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
unit-licence = { $n ->
    [one] { $n } licence
   *[other] { $n } licences
}
unit-core = { $n ->
    [one] { $n } core
   *[other] { $n } cores
}
unit-server = { $n ->
    [one] { $n } server
   *[other] { $n } servers
}
unit-unit = { $n ->
    [one] { $n } unit
   *[other] { $n } units
}
unit-hour = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
unit-incident = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}
amount-per-month = { $amount } a month
amount-per-year = { $amount } a year

# Things that are counted.
count-token = { $n ->
    [one] { $n } token
   *[other] { $n } tokens
}
count-seat = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
count-key = { $n ->
    [one] { $n } product key
   *[other] { $n } product keys
}
count-activation = { $n ->
    [one] { $n } activation
   *[other] { $n } activations
}
count-line = { $n ->
    [one] { $n } benefit
   *[other] { $n } benefits
}
count-person = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
count-machine = { $n ->
    [one] { $n } machine
   *[other] { $n } machines
}
count-day = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
count-month = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
unit-activation = { $n ->
    [one] { $n } activation
   *[other] { $n } activations
}
