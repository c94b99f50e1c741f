# Overview: how many memberships there are, what became of them, and what comes.

capability-view_reports = see figures over all companies

ui-nav-overview = Overview
ui-overview-page = Overview
ui-overview-title = Overview
ui-overview-lead = The memberships of all companies, on { $date }.
ui-overview-now = Today
ui-overview-none = No company has a membership yet.
ui-overview-offer = Offer
ui-overview-held = current
ui-overview-ahead = The coming months
ui-overview-ahead-lead = If nobody acts: each renewal takes one away.
ui-overview-nothing-ahead = Nothing falls due in the coming months.
ui-overview-month = Month
ui-overview-opens = Renewal opens
ui-overview-anniversary = Paid year ends
ui-overview-lapse = Memberships lapse
ui-overview-became = What happened
ui-overview-what = Memberships
ui-overview-this-month = This month
ui-overview-last-month = Last month
ui-overview-this-year = Since 1 January
ui-overview-bought = bought
ui-overview-renewed = renewed
ui-overview-lapsed = lapsed, and still lapsed
ui-overview-upgraded = upgraded to a higher level
ui-overview-refunded = refunded
ui-overview-merged = gone on in another one after a merge

ui-memberships-page = Memberships
ui-memberships-title = Memberships
ui-memberships-back = Back to the overview
ui-memberships-all = All memberships of all companies.
ui-memberships-days = last day without a renewal from { $from } to { $to }
ui-memberships-none = No membership meets these criteria.
ui-memberships-number = Number
ui-memberships-state = State
ui-memberships-anniversary = Anniversary
ui-memberships-renew-to = Last day without a renewal
ui-memberships-more = Next memberships

ui-why-page = Who may use what
ui-why-title = Who may use what, and why
ui-why-lead = The question that products ask, about a day that was, today, or a day to come. The address of this page is that of the question: it can be passed on.
ui-why-person = Who
ui-why-company = The company as a whole
ui-why-product = May use
ui-why-choose = Choose a product
ui-why-ask = Ask
ui-why-answer = Answer
ui-why-yes = yes
ui-why-no = no
ui-why-until = Last day of the right: { $date }.
ui-why-helps = What changes it
ui-why-product-missing = Choose a product.
ui-why-product-unknown = Choose a product of the list.
ui-why-person-unknown = Choose a person of the list.

cli-export = Figures over all companies, and calendars
cli-export-memberships = Counts memberships by offer and state
    .arg-csv = writes a table as CSV
    .examples =
        symbolon export memberships
        symbolon export memberships --as-of 2021-12-31 --csv
cli-export-activity = Counts what became of memberships
    .arg-from = the first day; the first of the month by default
    .arg-to = the last day, included; today by default
    .arg-csv = writes a table as CSV
    .examples =
        symbolon export activity --from 2021-01-01
cli-export-forecast = Counts what the coming months bring if nobody acts
    .arg-from = the first day; today by default
    .arg-to = the last day, included; a year later by default
    .arg-by = by month, or by day
    .arg-csv = writes a table as CSV
    .examples =
        symbolon export forecast
        symbolon export forecast --from 2021-10-01 --to 2021-10-31 --by day --csv
cli-export-ics = Prints what is to come as a calendar (RFC 5545)
    .arg-own = your own licences with their last days, instead of the company’s dates
    .examples =
        symbolon export ics
        symbolon export ics --own
cli-col-active = active
cli-col-renewal_open = to be renewed
cli-col-lapsed = lapsed
cli-col-upgraded = upgraded
cli-col-refunded = refunded
cli-col-merged = joined
cli-col-bought = bought
cli-col-renewed = renewed
cli-col-window_opens = renewal opens
cli-col-lapses = lapse
