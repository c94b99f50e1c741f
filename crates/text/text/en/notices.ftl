# Notices: what each is called, and the message that it becomes. A blank line begins a new paragraph.

notice-renewal-upcoming = Anniversary is near
    .subject = Renew from { $renew_from }: { $offer }
    .text =
        The paid year of your membership { $membership } ({ $offer }) ends on { $anniversary }. It does not renew by itself: it can be renewed from { $renew_from } to { $renew_to } inclusive, and not before.

        { $access ->
            [suspended] Its benefits stop after { $anniversary }, and come back when it is renewed. The next anniversary is counted from this one, so renewing late gains nothing.
            [read_only] After { $anniversary } nothing new can be begun with it until it is renewed; what is in use goes on. The next anniversary is counted from this one, so renewing late gains nothing.
           *[kept] Renewing late in that window costs nothing and gains nothing: the next anniversary is counted from this one.
        } Bring the company’s information up to date beforehand, so that nothing holds the renewal up.
notice-renewal-open = Renewal window is open
    .subject = To be renewed by { $renew_to }: { $offer }
    .text =
        Your membership { $membership } ({ $offer }) can be renewed now, until { $renew_to } inclusive. It does not renew by itself.

        { $access ->
            [suspended] Its benefits stop after { $anniversary } until it is renewed. If nobody renews it, the membership lapses on { $lapses } and they do not come back.
            [read_only] After { $anniversary } nothing new can be begun with it until it is renewed. If nobody renews it, the membership lapses on { $lapses } and its benefits end.
           *[kept] If nobody renews it, the membership lapses on { $lapses } and its benefits end.
        }
notice-renewal-closing = Renewal window closes soon
    .subject = Last day { $renew_to }: renew { $offer }
    .text =
        Your membership { $membership } ({ $offer }) has not been renewed. The last day to do so is { $renew_to }.

        { $access ->
            [suspended] Its benefits stop after { $anniversary } until it is renewed.{" "}
            [read_only] After { $anniversary } nothing new can be begun with it until it is renewed.{" "}
           *[kept] {""}
        }If nobody renews it, the membership lapses on { $lapses }: unused tokens and keys are lost{ $uninstall ->
            [no] {" "}and developer subscriptions end.
           *[yes] , developer subscriptions end, and software on your own machines must be uninstalled or licensed commercially.
        }
notice-renewal-last-day = Last day to renew
    .subject = Last day to renew: { $offer }, { $renew_to }
    .text =
        { $renew_to } is the last day on which your membership { $membership } ({ $offer }) can be renewed.

        { $access ->
            [suspended] Its benefits stop after { $anniversary } until it is renewed. If nobody renews it, the membership lapses on { $lapses } and they do not come back.
            [read_only] After { $anniversary } nothing new can be begun with it until it is renewed. If nobody renews it, the membership lapses on { $lapses } and its benefits end.
           *[kept] If nobody renews it, the membership lapses on { $lapses } and its benefits end.
        }
notice-membership-lapsed = Membership lapsed
    .subject = Membership lapsed on { $lapses }: { $offer }{ $uninstall ->
        [no] {""}
       *[yes] {" "}– uninstall or license
    }
    .text =
        Your membership { $membership } ({ $offer }) could be renewed until { $renew_to } and was not. It lapsed on { $lapses } and its benefits have ended.

        { $uninstall ->
            [no] {""}
           *[yes] Software that you hold only through this membership must now be uninstalled, or licensed commercially: the right to use it has ended. The page of your company lists what that is, and you confirm there what you did.
        }

        { $cloud ->
            [none] {""}
            [with] Cloud subscriptions made with its tokens have ended with it.
            [mixed] Of the cloud subscriptions made with tokens that you redeemed before, some have ended with it and others run on to their own end; the page of your company gives the day of each.
           *[own] Cloud subscriptions made with tokens that you redeemed before run on to their own end.
        }
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
notice-ordered = Renewal ordered
    .subject = Ordered, to be paid by { $pay_by }: { $offer }
    .text =
        The renewal of your membership { $membership } ({ $offer }) is ordered: order { $order }, to be paid by { $pay_by } inclusive. The membership is renewed as soon as the payment is there.

        { $access ->
            [suspended] Its benefits stop after { $anniversary } and come back with the payment.
           *[kept] If nothing is paid by { $renew_to }, its benefits stop after that day and come back with the payment.
        }
notice-ordered-over = Renewal ordered, to be paid
    .subject = Benefits have stopped until it is paid, by { $pay_by }: { $offer }
    .text =
        The renewal window of your membership { $membership } ({ $offer }) closed on { $renew_to }, and its benefits have stopped. Its renewal is ordered: the order { $order } can be paid by { $pay_by } inclusive, and they come back as soon as the payment is there.

        { $uninstall ->
            [no] {""}
           *[yes] Until then, do not use software that you hold only through this membership. If the order is not paid, it must be uninstalled, or licensed commercially.
        }
notice-upgrade-ordered = Higher level ordered
    .subject = Higher level ordered, to be paid by { $pay_by }: { $offer }
    .text =
        A higher level is ordered in the place of your membership { $membership } ({ $offer }): order { $order }, to be paid by { $pay_by } inclusive. As soon as the payment is there, the membership gives way to it, and its seats go on. Then nothing is to be renewed.

        { $access ->
            [suspended] The benefits of { $membership } stop after { $anniversary } until the higher level begins.
           *[kept] If nothing is paid by { $renew_to }, the benefits of { $membership } stop after that day until the higher level begins.
        }
notice-upgrade-ordered-over = Higher level ordered, to be paid
    .subject = Benefits have stopped until it is paid, by { $pay_by }: { $offer }
    .text =
        The renewal window of your membership { $membership } ({ $offer }) closed on { $renew_to }, and its benefits have stopped. A higher level is ordered in its place: the order { $order } can be paid by { $pay_by } inclusive, and the level begins as soon as the payment is there.

        { $uninstall ->
            [no] {""}
           *[yes] Until then, do not use software that you hold only through this membership. If the order is not paid, it must be uninstalled, or licensed commercially.
        }
notice-late = Still to be renewed
    .subject = Benefits have stopped until the fee is paid, by { $pay_by }: { $offer }
    .text =
        The renewal window of your membership { $membership } ({ $offer }) closed on { $renew_to }, and its benefits have stopped. It can still be renewed by { $pay_by } inclusive: they come back as soon as the fee is paid.

        { $uninstall ->
            [no] {""}
           *[yes] Until then, do not use software that you hold only through this membership. If it is not renewed by that day, the software must be uninstalled, or licensed commercially.
        }
notice-renewed-with = Renewed with another membership
    .subject = Renewed with { $with }: { $offer }
    .text =
        The own benefits of your membership { $membership } ({ $offer }) ended on { $lapses }. Since the merge it is renewed with the membership { $with }: from { $with_from } to { $with_to } inclusive, once for both. Nothing is to be renewed for it alone.

        { $uninstall ->
            [no] {""}
           *[yes] Software that you hold only through it must be uninstalled, or licensed commercially. The page of your company lists what that is.
        }
notice-other = Notice
    .subject = About { $offer }, { $membership }
    .text = The paid year of your membership { $membership } ({ $offer }) ends on { $anniversary }. It can be renewed from { $renew_from } to { $renew_to } inclusive.

# What stands around each message.
notice-frame = Message
    .hello = To the people in charge of the programme at { $company }
    .why = You receive this message because you hold { $count ->
        [one] the role { $roles } at { $company }
       *[other] one of these roles at { $company }: { $roles }
    }. You cannot unsubscribe from this message, which is part of the membership; whoever gives out roles in your company decides who receives it.

# What stands around the history’s sentence in a message of what happened.
event-frame = Message
    .subject = { $title } – { $company }
    .hello = { $concerned ->
        [assignee] To the holder of a seat at { $company }
        [requester] To whoever asked at { $company }
       *[other] To the people in charge of the programme at { $company }
    }
    .begin = It has to be activated by { $begin_by } inclusive, on the page of your company, signing in with the address that this message was sent to: until then the seat cannot be used. It is yours alone, and cannot be shared.
    .number = Your request has the number { $number }. Quote it in whatever you write about it.
    .reason = Reason given: { $reason }
    .why = { $concerned ->
        [assignee] You receive this message because the seat is yours.
        [requester] You receive this message because the request is yours.
        [buyer] You receive this message because you placed the order, or hold { $count ->
            [one] the role { $roles } at { $company }
           *[other] one of these roles at { $company }: { $roles }
        }.
       *[nobody] You receive this message because you hold { $count ->
            [one] the role { $roles } at { $company }
           *[other] one of these roles at { $company }: { $roles }
        }{ $stand_in ->
            [yes] , or because nobody there holds it and you can give it
           *[no] {""}
        }.
    } You cannot unsubscribe from this message.

# Notices about an order, a cloud subscription or a ticket.
matter-frame = Message
    .hello = To those whom it concerns at { $company }
    .said = What was written: { $said }
matter-order-expired = Order not paid in time
    .subject = Order { $order } { $obstructed ->
        [yes] closed, it could not be paid
       *[no] { $funds_held ->
            [yes] closed, the money for it is held
           *[no] was not paid in time
        }
    }: { $offer }
    .text =
        The order { $order } ({ $offer }, { $total }) could be paid until { $pay_by } and was not. Since { $over_on } it cannot be paid any more.
    .refused =
        The order { $order } ({ $offer }, { $total }) was to be paid by { $pay_by }, and could not be: “{ $obstacle }”. Since { $over_on } it counts no more.
    .held =
        The order { $order } ({ $offer }, { $total }) waited to be paid until { $pay_by }. The money that came could not pay it and is held in your name. The order has been closed since { $over_on }.
    .again = If you still want { $offer }, place a new order. Whatever was paid for the old one is not lost: the new one is paid with it if the amount is exactly the same, and you need not pay a second time.
    .later = If you still want { $offer }, place a new order once nothing stands in its way any more. Whatever was paid for the old one is not lost: the new one is paid with it if the amount is exactly the same, and you need not pay a second time.
    .lapsed =
        Your membership { $membership } cannot be renewed any more, and its benefits have ended. Software that you hold only through it must now be uninstalled, or licensed commercially. The page of your company lists what that is, and you confirm there what you did.

        Whoever buys { $offer } again begins a new membership, with an anniversary and tokens of its own; seats do not go on. Whatever was paid for the order is not lost: it is held for you until it is used or given back.
    .why = You receive this message because you placed the order, or hold { $count ->
        [one] the role { $roles } at { $company }
       *[other] one of these roles at { $company }: { $roles }
    }. You cannot unsubscribe from this message.
matter-subscription-ending = Cloud subscription ends soon
    .subject = Ends on { $usable_until }: { $benefit } on { $tenant }
    .text =
        The subscription to { $benefit } on the tenant { $tenant } ({ $seats ->
            [one] { $seats } seat
           *[other] { $seats } seats
        }) ends on { $usable_until }, whatever the dates of the membership are.

        For it to go on, use another token of the same product by then and choose to extend the subscription, or take a commercial licence. Otherwise it stops after that day.
    .why = You receive this message because you administer this tenant, or because nobody is known to administer it and you hold { $count ->
        [one] the role { $roles } at { $company }
       *[other] one of these roles at { $company }: { $roles }
    }.
matter-ticket-opened = Ticket received
    .subject = Ticket { $ticket } received: { $reason_word }
    .text =
        Your ticket of { $opened_on } was received. It has the number { $ticket }: quote it in whatever you write about it.

        You are told as soon as there is an answer. Nobody else of your company sees it.
    .why = You receive this message because the ticket is yours. You cannot unsubscribe from this message.
matter-ticket-asked = More information is asked for
    .subject = Ticket { $ticket }: more information is asked for
    .text = To go on with your ticket { $ticket } ({ $reason_word }), something is needed from you. It waits for your reply.
    .why = You receive this message because the ticket is yours. You cannot unsubscribe from this message.
matter-ticket-answered = Ticket answered
    .subject = Ticket { $ticket }: an answer
    .text = There is an answer to your ticket { $ticket } ({ $reason_word }).
    .why = You receive this message because the ticket is yours. You cannot unsubscribe from this message.
matter-ticket-resolved = Ticket decided
    .subject = { $outcome ->
        [granted] Ticket { $ticket } granted: { $reason_word }
       *[refused] Ticket { $ticket } refused: { $reason_word }
    }
    .text = { $outcome ->
        [granted] Your ticket { $ticket } ({ $reason_word }) was granted.
       *[refused] Your ticket { $ticket } ({ $reason_word }) was refused. If something was overlooked, you can reopen it.
    }
    .why = You receive this message because the ticket is yours. You cannot unsubscribe from this message.
matter-ticket-closed = Ticket closed
    .subject = Ticket { $ticket } closed
    .text = Your ticket { $ticket } ({ $reason_word }) was closed. If something is left to settle, you can reopen it.
    .why = You receive this message because the ticket is yours. You cannot unsubscribe from this message.
