# One line for each change to come, without its day.

change-reminder = Reminder about { $subject } ({ $offer }) to the people in charge: { $text ->
    [renewal-upcoming] the anniversary is near
    [renewal-open] the renewal window is open
    [renewal-closing] the renewal window closes soon
    [renewal-last-day] last day to renew
    [membership-lapsed] the membership lapsed
    [software-two-weeks] software is still installed
    [software-a-month] software is still installed
    [software-two-months] software is still installed
   *[other] a notice is due
}
change-anniversary = Anniversary of { $subject } ({ $offer }): the paid year ends
change-window_opens = The renewal window of { $subject } ({ $offer }) opens
change-last_day = Last day to renew { $subject } ({ $offer })
change-lapses = { $subject } ({ $offer }) lapses and its benefits end, unless it is renewed
change-refund_ends = Last day for a refund of { $subject } ({ $offer })
change-pay_by = Last day to pay the order { $subject } ({ $offer })
change-redeem_by = Redeem by: a token for { $benefit }, { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
change-activate_by = Last day to activate { $benefit }
change-replacement_ends = Last day to ask for a replacement of the token for { $benefit }
change-subscription_ends = Usable until: the subscription to { $benefit }, { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
change-seat_unlocks = { $count ->
    [one] A seat of { $benefit } can go to somebody else
   *[other] { $count } seats of { $benefit } can go to somebody else
}
change-upgrade_by = Last day to replace the older version of { $benefit }
