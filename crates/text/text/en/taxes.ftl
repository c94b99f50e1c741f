# Taxes, exemptions, and giving a tax back.

question-may_refund_tax = May the tax of { $subject } be given back on { $as_of }?
question-may_exempt = May the company { $subject } be exempted from taxes, if decided on { $as_of }?
question-may_end_exemption = May the exemption { $subject } be ended, if decided on { $as_of }?

fact-tax_due = { $tax } of { $percent }{"%"} is added: { $amount }; { $total } in all.
    .topic = the tax
fact-tax_exempt = The company is exempt from taxes{ $since ->
    [none] {""}
   *[other] {" "}since { $since }
}{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
    .topic = the exemption from taxes
fact-exemption_free = { $answer ->
    [yes] No other exemption counts on these days.
   *[no] Another exemption counts on some of these days{ $since ->
        [none] {""}
       *[other] , from { $since } on
    }{ $until ->
        [none] {""}
       *[other] {" "}until { $until }
    }.
}
    .topic = other exemptions
fact-exempt_on_day = { $answer ->
    [yes] The company was exempt from taxes on the day of the order, { $day }.
   *[no] The company was not exempt from taxes on the day of the order, { $day }.
}
    .topic = the exemption on the day of the order
fact-tax_refund_in_time = { $answer ->
    [yes] The tax of { $amount } that was paid on { $paid_on } can be given back until { $until }.
   *[over] The tax of { $amount } that was paid on { $paid_on } can no longer be given back{ $until ->
        [none] {""}
       *[other] ; it could until { $until }
    }.
}
    .topic = the days in which the tax can be given back
fact-tax_not_refunded = { $answer ->
    [yes] The tax was not given back before.
   *[no] The tax was given back already{ $on ->
        [none] {""}
       *[other] , on { $on }
    }.
}
    .topic = whether the tax was given back
fact-tax_borne = { $answer ->
    [yes] The order { $order } bears a tax.
   *[no] The order { $order } bears no tax.
}
    .topic = whether the order bears a tax

remedy-end_exemption = End the exemption that is there.
remedy-act-end_exemption = end the exemption
remedy-exempt_before = Exempt it until { $until }: from the day after, it is exempt already.
remedy-act-exempt_before = exempt it until the day before

history-tax_refunded = { $actor } gave back the tax of { $amount } of the order { $order }{ $credit_note ->
    [none] {""}
   *[other] ; credit note { $credit_note }
}.
    .title = Tax given back
history-tax_exempted = { $actor } exempted { $company ->
    [none] the company
   *[other] the former company { $company }
} from taxes from { $from } on{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
    .title = Exempted from taxes
history-tax_exemption_ended = { $actor } ended the exemption { $company ->
    [none] from taxes
   *[other] of the former company { $company } from taxes
} after { $last_day }.
    .title = Exemption ended

effect-order-tax_refunded = The tax of { $from } is given back; the membership stays.
effect-tax-exempt_from = Orders bear no tax from { $to } on.
effect-tax-former_exempt_from = The company { $company } was exempt from { $to } on, before the merge: the tax of what it ordered can be given back.
effect-tax-exempt_until = Orders bear a tax again after { $to }.
capability-exempt_from_tax = exempt from taxes

cli-order-refund-tax = Gives back the tax of an order of an exempt company, for support
    .examples =
        symbolon order refund-tax O-1037 --dry-run
cli-company-exempt = Exempts a company from taxes, for support
    .arg-until = last day of the exemption; without it, there is none
    .examples =
        symbolon company exempt --account 1000003 --from 2021-01-01 --note charity --dry-run
cli-company-end-exemption = Ends an exemption from taxes, for support
    .arg-last-day = last day of the exemption
    .examples =
        symbolon company end-exemption exm_… --last-day 2021-12-31
cli-company-exemptions = Lists the exemptions from taxes
    .examples =
        symbolon company exemptions --account 1000003
cli-arg-from = first day
cli-arg-exemption = the exemption, by id
cli-order-tax = { $tax } { $percent }{"%"}: { $amount }
cli-col-exemption = exemption
cli-col-from = from
cli-col-until = until

# Invoices.
paper-invoice = Invoice { $number }
paper-number = Invoice number
paper-date = Date
paper-order = Order
paper-company = Global number
paper-tax-id = Tax number
paper-method = Paid by
paper-reference = Payment reference
paper-line = { $offer }, year until { $until }
paper-discount = Discount for the upgrade, { $percent }{"%"}
paper-tax = { $tax }, { $percent }{"%"}
paper-total = Total
paper-paid = Paid in full on { $date }. Nothing is due.
capability-view_invoices = see invoices
cli-order-invoices = Lists the invoices of all years
    .examples =
        symbolon order invoices
cli-order-invoice = Saves an invoice as PDF
    .arg-file = the file to make
    .examples =
        symbolon order invoice 1 invoice-1.pdf
cli-col-invoice = invoice
cli-col-date = date
cli-arg-number = the number

# Credit notes.
paper-credit-note = Credit note { $number }
paper-credit-number = Credit note number
paper-credit-of = Of invoice
paper-credit-why = Reason
paper-credit-fee = the purchase is given back
paper-credit-tax = the company is exempt from the tax
paper-credit-total = Given back
paper-credit-ended = The amount is given back in full, in the way in which it was paid. The membership has ended.
paper-credit-stays = The tax is given back, in the way in which it was paid. The membership stays.
cli-order-credit-notes = Lists credit notes
    .examples =
        symbolon order credit-notes
cli-order-credit-note = Saves a credit note as PDF
    .arg-file = the file to make
    .examples =
        symbolon order credit-note 1 credit-note-1.pdf
cli-col-credit-note = credit note
cli-col-gives-back = gives back
credit-fee = the fee
credit-tax = the tax

# Exemptions from taxes.
ui-exemptions-page = Tax exemptions
ui-exemptions-title = Tax exemptions
ui-exemptions-lead = The days on which orders of { $company } bear no tax.
ui-exemptions-held = The company’s exemptions
ui-exemptions-none = The company is not exempt from taxes.
ui-exemptions-last-day = Last day
ui-exemptions-end = End the exemption
ui-exemptions-grant = Exempt the company
ui-exemptions-text = The exemption may begin on a day that has passed: the tax that was paid since can then be given back, order by order.
ui-exemptions-from = First day
ui-exemptions-until = Last day, if it is known
ui-exemptions-company = Exempt company
ui-exemptions-own = The company of today
ui-exemptions-former = The former company { $company }, for what it ordered before the merge
ui-exemptions-note = Reason, for example the certificate that came
ui-exemptions-act = Exempt from taxes
ui-exemptions-manage = Grant an exemption, or end one
ui-exemptions-see = See the exemptions
ui-exemptions-helpers = Who can grant an exemption:
ui-exemptions-from-needed = Give the first day of the exemption, for example 2021-09-01.
ui-exemptions-until-unclear = Give the last day as a date, for example 2021-12-31.
ui-exemptions-note-needed = Give the reason for the exemption.
