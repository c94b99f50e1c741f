# The audit log: what was done beside the ledgers of companies.

capability-view_audit = reading the audit log

audit-act-profile = company named
audit-act-person = person added or changed
audit-act-person_origin = directory of origin noted
audit-act-change_roles = roles changed
audit-act-change_person = entry in the directory corrected
audit-act-take_out = taken out of the directory
audit-act-attend_tenant = admins of a tenant named
audit-act-api_token = API token made
audit-act-revoke_api_token = API token revoked
audit-act-export_feed = address of a calendar made
audit-act-end_export_feed = address of a calendar ended
audit-act-enter_link = sign-in link made
audit-act-sign_in = sign-in
audit-act-sign_out = sign-out
audit-act-open_ticket = ticket opened
audit-act-take_ticket = ticket taken
audit-act-ask_in_ticket = question asked in a ticket
audit-act-reply_in_ticket = reply in a ticket
audit-act-acknowledge_in_ticket = written acknowledgement in a ticket
audit-act-attach_to_ticket = file added to a ticket
audit-act-grant_ticket = request of a ticket granted
audit-act-refuse_ticket = request of a ticket refused
audit-act-close_ticket = ticket closed
audit-act-reopen_ticket = ticket reopened
audit-act-simulate_campaign = campaign simulated
audit-act-approve_campaign = campaign approved
audit-act-start_campaign = campaign started
audit-act-close_campaign = campaign closed
audit-act-campaign_member = membership enrolled in a campaign or skipped
audit-act-programme_plan = version of the programme planned
audit-act-programme_approval = plan of the programme approved
audit-act-programme_application = plan of the programme applied
audit-act-notices = notices sent
audit-act-clock = clock moved
audit-act-restore = backup restored

actor-admin = the command “symbolon admin”
actor-campaigns = the run of a campaign
actor-demo = the demo
actor-notices = the sending of notices
actor-payment-provider = the payment provider

ui-nav-audit = Audit
ui-audit-page = Audit log
ui-audit-title = Audit log
ui-audit-lead = Who did what, and when: people and roles, access, tickets, campaigns, versions of the programme. The newest comes first.
ui-audit-histories = What was done in a company’s account stands in its history:
ui-audit-company = find a company
ui-audit-filter = Filter
ui-audit-when = When
ui-audit-who = Who
ui-audit-who-hint = A mail address, an id, or the name of a service.
ui-audit-what = What
ui-audit-anything = All acts
ui-audit-act-error = Choose an act from the list.
ui-audit-object = On what
ui-audit-object-hint = A mail address, an id, or a number.
ui-audit-from = From
ui-audit-to = Until
ui-audit-search = Search
ui-audit-clear = Show everything
ui-audit-entries = Entries
ui-audit-empty = Nothing has been recorded yet.
ui-audit-none = No entry matches these filters.

cli-audit = Audit log
cli-audit-search = Finds who did what beside the ledgers of companies
    .arg-actor = by whom: a person by mail address or id, or a service by its name
    .arg-act = what was done
    .arg-object = to what: an id, a mail address, or the number of a company, a membership or a ticket
    .arg-from = the first day, or the first instant
    .arg-to = the last day, or the last instant, included
    .arg-limit = at most so many entries, the newest ones; 50 where not given
    .examples =
        symbolon audit search --actor louis@vendor.example --from 2021-09-01
        symbolon audit search --act change-roles --json
cli-audit-more = There are older ones: --to { $at } shows them.
cli-col-act = what
cli-col-object = on what
