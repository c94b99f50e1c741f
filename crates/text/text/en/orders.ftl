# Orders, the money that pays them, and refunds.

question-may_cancel_order = May the order { $subject } be withdrawn on { $as_of }?
question-may_record_payment = May the money for { $subject } be recorded on { $as_of }?
question-may_record_failed_charge = May a failed charge for { $subject } be recorded on { $as_of }?
question-pays_order = Does the money received pay { $subject } on { $as_of }?
question-may_return_funds = May the money { $subject } be given back on { $as_of }?
question-may_refund = May the fee of { $subject } be given back on { $as_of }?

fact-method_offered = { $answer ->
    [yes] This way to pay is offered { $in_country }: { $method_word }.
   *[no] This way to pay is not offered { $in_country }: { $method_word }.
}
    .topic = the way to pay
fact-cards_charged = { $answer ->
    [yes] Cards can be charged here.
   *[no] No cards are charged here: the vendor has connected no payment provider.
}
    .topic = the charging of cards
fact-paid_by_order = { $answer ->
    [yes] The offer { $offer } is paid by an order.
   *[no] The vendor collects the fee of the offer { $offer } itself, and records the purchase when it has arrived.
}
    .topic = how the fee is collected
fact-card_tried_again = { $from ->
    [none] The card was not charged{ $code ->
        [none] {""}
        [declined] {" "}because it was declined
       *[other] {" "}(code { $code })
    }. Nothing was taken from it.
   *[other] The card was not charged (code { $code }). Nothing was taken from it; it can be tried again from { $from }.
}
    .topic = the card
fact-price_known = { $answer ->
    [yes] The offer { $offer } costs { $price } { $in_country } on that day{ $discount ->
        [none] {""}
        [0] {""}
       *[other] , less { $discount }{"%"} for the upgrade: { $total }
    }.
   *[no] The list has no price for the offer { $offer } { $in_country } on that day.
}
    .topic = the price
fact-price_holds = { $answer ->
    [yes] The price of the order is still that of what it brings.
   *[no] { $discount ->
        [0] The offer { $upgrade_of } is there: going up a level costs less than { $total }, the price of this order. Withdraw it and order again.
       *[other] The price of this order, { $total }, counts on the offer { $upgrade_of }, which is not there any more. Withdraw it and order again.
    }
}
    .topic = the price of the order
fact-no_order_open = { $answer ->
    [yes] No order for the same thing is open.
   *[no] { $payable ->
        [no] The order { $order } for the same thing cannot go through any more, and stays open until { $pay_by }.
       *[other] The order { $order } for the same thing waits to be paid until { $pay_by }.
    }
}
    .topic = open orders
fact-order_open = { $answer ->
    [yes] { $state ->
        [expired] The money came on { $received_on }; the order { $order } could be paid until { $pay_by }.
       *[other] The order { $order } can be paid until { $pay_by }.
    }
   *[other] { $state ->
        [expired] The order { $order } could be paid until { $pay_by }.
        [cancelled] The order { $order } was withdrawn.
        [refunded] The fee of the order { $order } was given back.
       *[other] The order { $order } is paid.
    }
}
    .topic = whether the order is open
fact-amount_exact = { $answer ->
    [yes] { $received } were received, exactly what is due.
   *[no] { $received } were received, and { $due } are due.
}
    .topic = the amount
fact-pays_order = The money pays no order and is held: { $held_why_word }.
    .topic = what the money does
fact-funds_held = { $answer ->
    [yes] { $received } of the payment { $reference } are held since { $since }.
    [value] The payment { $reference } is recorded already.
   *[other] The payment { $reference } has paid an order or was given back.
}
    .topic = the money
fact-order_paid = { $answer ->
    [yes] The order { $order } is paid.
   *[no] The order { $order } is not paid, or its fee was given back.
}
    .topic = whether the order is paid

remedy-pay_order = { $until ->
    [none] Pay the order.
   *[other] Pay the order, until { $until }.
}
remedy-cancel_order = Withdraw the order.
remedy-place_order = Place a new order; money that came for the old one pays it.
remedy-order = Order it; it takes effect when the order is paid.
remedy-try_card_again = { $from ->
    [none] Try again, with another card if need be, until { $until }.
   *[other] Try the card again from { $from }, until { $until }.
}
remedy-settle_funds = Assign the money to an order, or give it back.
remedy-other_method = Pay in another way.
remedy-act-pay_order = Pay the order
remedy-act-cancel_order = Withdraw the order
remedy-act-place_order = Place a new order
remedy-act-order = Order it
remedy-act-try_card_again = Try the card again
remedy-act-settle_funds = Assign the money or give it back
remedy-act-other_method = Pay in another way

problem-nothing-due = Nothing is due for this renewal
    .causes =
        A campaign waives the fee of this renewal, or the programme asks for none.
    .cures =
        Renew without an order.
problem-method-not-offered = This way to pay is not offered here
    .causes =
        The offer cannot be paid in this way in the company’s country.
        No cards are charged here, for want of a payment provider.
    .cures =
        Choose another way to pay.
problem-price-unknown = There is no price for this country
    .causes =
        The programme’s list has no price that holds on that day in the company’s country.
    .cures =
        Open a support ticket; the vendor completes the list.
problem-order-open = An order for this waits to be paid
    .causes =
        The same thing was ordered before and neither paid nor withdrawn.
    .cures =
        Pay the open order.
        To pay in another way, withdraw it first, then order again.
problem-order-not-open = The order is not open
    .causes =
        It was paid, withdrawn or refunded before.
    .cures =
        Look at the order: it says what became of it and when.
problem-order-expired = The order was not paid in time
    .causes =
        It was not paid within the days that the programme gives.
    .cures =
        Place a new order. Money that arrived too late pays the new one.
problem-amount-differs = The amount is not what is due
    .causes =
        The money is more or less than what the order costs, or in another currency.
        The price of the order is not that of what it brings any more: the membership that it goes up from has begun or ended since.
    .cures =
        Give the money back and ask for the exact amount in the order’s currency.
problem-funds-not-held = The money is not held any more
    .causes =
        It has paid an order, or was given back.
    .cures =
        Look at the money: it says what became of it and when.
problem-refund-not-possible = The fee cannot be given back
    .causes =
        The last day for it has passed, or the order was not paid.
        A key or a code was shown, or a benefit was used.
        A renewal is not refunded, nor is a level on top of which a higher one was bought.
    .cures =
        Look at the membership: it says until when the right lasted and what ended it.

history-order_placed = { $of ->
    [renewal] { $actor } ordered the renewal of { $offer } as { $order } for { $total }, payable until { $pay_by }: { $method_word }.
   *[purchase] { $actor } ordered { $offer } as { $order } for { $total }, payable until { $pay_by }: { $method_word }.
}
    .title = Order placed
history-order_closed = { $why ->
    [cancelled] The order { $order } was withdrawn.
   *[expired] The order { $order } was not paid in time.
}
    .title = Order ended
history-funds_received = { $held ->
    [none] { $amount } were received{ $received_on ->
        [none] {""}
       *[other] {" "}on { $received_on }
    } under the reference { $reference }.
   *[other] { $amount } were received{ $received_on ->
        [none] {""}
       *[other] {" "}on { $received_on }
    } under the reference { $reference } and are held: { $held }.
}
    .title = Money received
history-charge_failed = A card could not be charged for the order { $order }{ $code ->
    [none] {""}
    [declined] {" "}because it was declined
   *[other] {" "}(code { $code })
}{ $retry_from ->
    [none] {""}
   *[other] ; it can be tried again from { $retry_from }
}.
    .title = Card not charged
history-funds_returned = { $actor } gave back { $amount }, received under the reference { $reference }.
    .title = Money given back
history-order_paid = The order { $order } is paid; invoice { $invoice }.
    .title = Order paid
history-order_refunded = { $actor } gave back { $amount } for the order { $order }{ $credit_note ->
    [none] {""}
   *[other] ; credit note { $credit_note }
}.
    .title = Fee given back

effect-order-total = { $to } are due.
effect-order-cancelled = The order { $from } is withdrawn.
effect-membership-renewal_given_up = The membership { $from }, whose window closed on { $until }, cannot be renewed any more: only this order still allowed it.
effect-membership-return_given_up = If the fee of { $bought }, which can be given back until { $refund_until }, is given back after the window of { $from }, nothing is left: only this order would still bring { $from } back.
effect-membership-upgrade_given_up = The lower price, which counts on the membership { $from }, is gone: its window closed on { $until }, and only this order still upgraded it. The seats of { $from } end with it.
effect-order-paid = The order is paid with { $to }.
effect-order-refunded = { $from } are given back.
effect-order-charge_failed = The card is not charged with { $to }; the order waits to be paid.
effect-funds-held = { $to } are held; no order is paid.
effect-funds-returned = { $from } are given back.
effect-membership-refunded = The membership { $from } ends today.

membership-refunded = refunded
close-refunded = fee given back
order-created = waits for the card
order-awaiting_funds = waits for the transfer
order-paid = paid
order-expired = not paid in time
order-cancelled = withdrawn
order-refunded = refunded
method-card = card
method-transfer = bank transfer
held-no_order = the payment names no order
held-order_not_open = the order is not open
held-currency_differs = the payment is in another currency
held-amount_differs = it is not the amount due
held-not_possible = what was ordered is not possible any more
order-end-expired = not paid in time
order-end-cancelled = withdrawn
capability-record_purchase = recording what was bought without an order
capability-settle_orders = recording payments
capability-refund = giving fees back
acknowledge-membership-ends = I understand that the membership ends today, with all its benefits.
acknowledge-chance-given-up = I understand that what only this order still allowed is lost for good.
acknowledge-money-given-back = I understand that the money goes back and pays no order any more.
acknowledge-tax-given-back = I understand that the tax is given back for good.

# Orders.
cli-order = Orders, payments and refunds
cli-order-list = Lists orders
    .examples =
        symbolon order list
cli-order-show = Shows an order and what a transfer must name
    .examples =
        symbolon order show O-1037
cli-order-place = Orders an offer, or the renewal of a membership
    .arg-membership = the membership to renew, for example M-1042
    .arg-offer = the offer, for example action-pack
    .examples =
        symbolon order place --membership M-1013 --method transfer --dry-run
cli-order-cancel = Withdraws an order that waits to be paid
    .examples =
        symbolon order cancel O-1037 --dry-run
        symbolon order cancel O-1037 --yes
cli-order-refund = Gives back the fee of an order, for support
    .examples =
        symbolon order refund O-1037 --dry-run
        symbolon order refund O-1037 --preview p1-… --acknowledge membership-ends
cli-order-payments = Lists the money received, with what became of it
    .examples =
        symbolon order payments
        symbolon order payments --account 1000003 --columns reference,amount,state
cli-order-receive = Records money that was received, for the vendor
    .arg-amount = the amount received, for example 475.00
    .arg-on = day on which it came, if that was not today
    .examples =
        symbolon order receive --account 1000001 --order O-1042 --amount 475.00 --currency USD --reference W-7
cli-order-charge-failed = Records that a card could not be charged, for the vendor
    .arg-reference = the payment provider’s reference of the charge that failed
    .examples =
        symbolon order charge-failed O-1037 --reference ch-1 --code 715 --dry-run
cli-order-assign = Pays an order with money that is held, for the vendor
    .examples =
        symbolon order assign fun_… --order O-1037 --dry-run
        symbolon order assign fun_… --order O-1037 --yes
cli-order-return = Gives back money that is held, for the vendor
    .examples =
        symbolon order return fun_… --dry-run
cli-order-title = { $order } { $offer }, { $total } – { $state }
cli-order-blocked = Cannot go through any more, pay nothing:
cli-order-pay = Pay by { $day }; the transfer names: { $reference }
cli-confirm-order = Order the renewal of { $membership }?
cli-order-failed = The card was not charged on { $day } { $code }; try again, with another card if need be
cli-order-failed-retry = The card was not charged on { $day } (code { $code }); it can be tried again from { $retry }
cli-order-refundable = The fee can be given back until { $day }
cli-order-paid = Paid on { $day }; invoice { $invoice }
cli-order-payment = { $reference }, { $amount } – { $state }
cli-arg-order = the order, for example O-1042
cli-arg-method = card or transfer
cli-arg-tax-id = the company’s tax number
cli-arg-code = why, as the payment provider’s code, for example 715
cli-arg-currency = its currency, for example USD
cli-arg-reference = reference under which the money was received
cli-arg-payment-id = the payment, by id
cli-col-order = order
cli-col-total = total
cli-col-pay-by = pay by
cli-col-payment = payment
cli-col-reference = reference
cli-col-amount = amount
cli-col-received-on = received on
cli-col-held-why = held because

funds-paid = has paid an order
funds-returned = given back
funds-held = held
history-membership_reopened = { $actor } took membership { $membership } up again where the higher level had replaced it, with its anniversary.
    .title = Membership taken up again
effect-membership-resumed = { $order ->
    [none] Membership { $to }, which is not refunded, goes on until the end of its renewal window on { $renew_to }.
   *[other] Membership { $to }, which is not refunded, can be renewed by the order { $order }, to be paid until { $pay_by }.
}
