# Notices: what each is called, and the message that it becomes. A blank line begins a new paragraph.

notice-renewal-upcoming = Anniversary is near
    .subject = Renew from { $renew_from }: { $offer }
    .text =
        The paid year of your membership { $membership } ({ $offer }) ends on { $anniversary }. It does not renew by itself: it can be renewed from { $renew_from } to { $renew_to } inclusive, and not before.

        Renewing late in that window costs nothing and gains nothing: the next anniversary is counted from this one. Bring the company’s information up to date beforehand, so that nothing holds the renewal up.
notice-renewal-open = Renewal window is open
    .subject = To be renewed by { $renew_to }: { $offer }
    .text =
        Your membership { $membership } ({ $offer }) can be renewed now, and by { $renew_to } inclusive. It does not renew by itself.

        If nobody renews it, the membership lapses on { $lapses } and its benefits end.
notice-renewal-closing = Renewal window closes soon
    .subject = Last day { $renew_to }: renew { $offer }
    .text =
        Your membership { $membership } ({ $offer }) has not been renewed. The last day to do so is { $renew_to }.

        If nobody renews it, the membership lapses on { $lapses }: unused tokens and keys are lost, developer subscriptions end, and software on your own machines must be uninstalled or licensed commercially.
notice-renewal-last-day = Last day to renew
    .subject = Last day to renew: { $offer }, { $renew_to }
    .text =
        { $renew_to } is the last day on which your membership { $membership } ({ $offer }) can be renewed.

        If nobody renews it, the membership lapses on { $lapses } and its benefits end.
notice-membership-lapsed = Membership lapsed
    .subject = Membership lapsed on { $lapses }: { $offer } – uninstall or license
    .text =
        Your membership { $membership } ({ $offer }) could be renewed until { $renew_to } and was not. It lapsed on { $lapses } and its benefits have ended.

        Software that you hold only through this membership must now be uninstalled, or licensed commercially: the right to use it has ended. The page of your company lists what that is, and you confirm there what you did.

        Cloud subscriptions made with tokens that you redeemed before run on to their own end.
notice-software-two-weeks = Software still installed
    .subject = Still installed: software of { $offer }
    .text =
        Your membership { $membership } ({ $offer }) lapsed on { $lapses }. Your register still shows software that you held only through it: it must be uninstalled, or licensed commercially.

        The page of your company lists entry by entry what is left, also as a file, and you confirm there what you did. Once nothing is left, no further message comes.
notice-software-a-month = Software still installed, a month after
    .subject = Still installed after a month: software of { $offer }
    .text =
        Your membership { $membership } ({ $offer }) lapsed on { $lapses }. Your register still shows software that you held only through it: it must be uninstalled, or licensed commercially.

        The page of your company lists entry by entry what is left, also as a file, and you confirm there what you did. Once nothing is left, no further message comes.
notice-software-two-months = Software still installed, last reminder
    .subject = Last reminder, still installed: software of { $offer }
    .text =
        Your membership { $membership } ({ $offer }) lapsed on { $lapses }. Your register still shows software that you held only through it: it must be uninstalled, or licensed commercially.

        The page of your company lists entry by entry what is left, also as a file, and you confirm there what you did. Once nothing is left, no further message comes.
notice-other = Notice
    .subject = About { $offer }, { $membership }
    .text = The paid year of your membership { $membership } ({ $offer }) ends on { $anniversary }. It can be renewed from { $renew_from } to { $renew_to } inclusive.

# What stands around each message.
notice-frame = Message
    .hello = To the people in charge of { $programme } at { $company }
    .why = You receive this message because you hold one of these roles at { $company }: { $roles }. It is part of the membership and cannot be cancelled; who gives out roles in your company decides who receives it.

# What stands around the history’s sentence in a message of what happened.
event-frame = Message
    .subject = { $title } – { $company }
    .hello = { $concerned ->
        [assignee] To the holder of a seat at { $company }
       *[other] To the people in charge of { $programme } at { $company }
    }
    .reason = Reason given: { $reason }
    .why = { $concerned ->
        [assignee] You receive this message because the seat is yours.
        [buyer] You receive this message because you placed the order, or hold one of these roles at { $company }: { $roles }.
       *[nobody] You receive this message because you hold one of these roles at { $company }: { $roles }.
    } It cannot be cancelled.
