# A word for each value of each closed list.

membership-active = active
membership-renewal_open = to be renewed
membership-lapsed = lapsed
membership-upgraded = upgraded
membership-not_yet = not bought yet

token-available = available
token-revealed = code shown
token-redeemed = redeemed
token-past_redeem_by = past its redeem-by day
token-replaced = replaced
token-revoked = withdrawn

subscription-active = active
subscription-expired = past its end, still usable
subscription-disabled = open to administrators only
subscription-deleted = deleted
subscription-revoked = withdrawn

key-hidden = hidden
key-revealed = shown
key-exhausted = all activations used
key-ended = ended

seat-free = free
seat-assigned = assigned
seat-activated = activated
seat-locked_until = locked
seat-ended = ended

line-available = available
line-revealed = shown
line-redeemed = redeemed
line-past_redeem_by = past its redeem-by day
line-replaced = replaced
line-revoked = withdrawn
line-hidden = hidden
line-exhausted = all activations used
line-usable = usable
line-ended = ended

role-global_admin = Global admin
role-programme_admin = Programme admin
role-account_admin = Account admin
role-user_admin = User admin
role-billing_admin = Billing admin
role-admin_agent = Admin agent
role-report_viewer = Report viewer
role-employee = Employee
role-guest = Guest
role-support_agent = Support agent
role-programme_manager = Programme manager
role-auditor = Auditor
role-operator = Operator
role-product = Product

identity-named = one person
identity-shared = shared mailbox or account
identity-guest = guest from another directory

capability-open_account = opening a company’s account
capability-view_memberships = seeing offers and memberships
capability-view_benefits = seeing benefits
capability-view_history = seeing the history
capability-buy = buying and renewing
capability-state_attainment = stating an attainment
capability-add_location = adding a location
capability-link_tenant = linking a tenant
capability-manage_people = managing people and roles
capability-reveal = showing keys and codes
capability-record_activation = recording an activation
capability-assign_seats = assigning seats
capability-request_replacement = asking for a replacement token
capability-decide_replacement = deciding on a replacement token
capability-confirm_wind_down = confirming the removal of software
capability-check_entitlement = asking who may use what
capability-view_programme_plans = seeing the versions of the programme and the plans for new ones
capability-change_programme = planning, approving and applying a version of the programme
capability-move_clock = moving the clock of a sandbox

mode-new = new subscription
mode-extend = extend the end date
mode-add_seats = add licences

reason-wrong_tenant = redeemed on the wrong tenant
reason-added_instead_of_extended = licences added instead of extending the end date
reason-lost = code lost
reason-wrong_product = wrong product chosen
reason-not_redeemed_in_time = not redeemed in time
reason-other = another reason

key-kind-none = no key needed
key-kind-static = same key for all
key-kind-retail = one activation for each licence
key-kind-multiple_activation = multiple activation key

layer-core = core
layer-incremental = incremental

access-kept = benefits stay usable during the renewal window
access-read_only = what is held stays usable during the renewal window, nothing new can be done
access-suspended = no access during the renewal window

refund-end-benefit_activated = the use of a benefit
refund-end-key_revealed = the display of a key or a code
refund-end-upgrade_ordered = the order of an upgrade at a reduced price
refund-end-upgraded = the move to a higher level
refund-end-renewed = the renewal, since when a later year is paid as well
refund-end-merged = the merge, after which another membership runs to the same anniversary

close-lapsed = not renewed
close-upgraded = upgraded to a higher level

counted-for-new_device = new machine
counted-for-hardware_change = hardware changed significantly
counted-for-reimage = machine set up anew

unassign-returned = taken back or given back
unassign-slip = slip undone at once
unassign-holder_left = holder left the company
unassign-membership_ended = membership ended

wind-down-uninstalled = uninstalled
wind-down-commercially_licensed = licensed commercially
wind-down-never_installed = never installed

change-kind-reminder = Reminder
change-kind-anniversary = Anniversary
change-kind-window_opens = Renewal window opens
change-kind-last_day = Last day to renew
change-kind-lapses = Membership lapses
change-kind-refund_ends = Last day for a refund
change-kind-pay_by = Last day to pay an order
change-kind-redeem_by = Redeem by
change-kind-activate_by = Last day to activate
change-kind-replacement_ends = Last day for a replacement
change-kind-subscription_ends = Usable until
change-kind-seat_unlocks = Seat free again
change-kind-upgrade_by = Replace the older version by

check-allowed = may be used
check-allowed_in_renewal_window = may be used, the renewal window is open
check-no_grant = nothing of the kind is granted
check-unknown_person = person not known in this company
check-unknown_product = product not in the programme
check-membership_lapsed = membership lapsed
check-membership_suspended = no access during the renewal window
check-not_assigned = no seat assigned
check-not_activated = not activated yet
check-usable_until_passed = past the last day of use
check-balance_spent = nothing is left of the balance

remedy-act-wait = wait
remedy-act-renew = renew
remedy-act-purchase = buy again
remedy-act-ticket = open a ticket
remedy-act-ask_role_holder = ask a colleague
remedy-act-ask_tenant_admin = ask an admin of the tenant
remedy-act-request_replacement = ask for a replacement
remedy-act-commercial_licensing = commercial licensing
remedy-act-uninstall = uninstall
remedy-act-await_decision = wait for the decision
remedy-act-redeem_as_new = redeem as a new subscription
remedy-act-redeem_as_extend = extend or add licences
remedy-act-redeem_as_add_seats = add licences
remedy-act-redeem_whole = redeem whole
remedy-act-verify_tenant = link the tenant
remedy-act-add_person = add the person
remedy-act-assign_named_person = choose one person
remedy-act-unassign = take back a seat
remedy-act-assign = assign a seat
remedy-act-activate_seat = activate the seat
remedy-act-attain = attain the level
remedy-act-choose_at_renewal = choose at the renewal

language-fr = French
language-en = English

year-rule-calendar = same day a year later
year-rule-days = a fixed number of days later

reach-at_once = at once
reach-at_next_renewal = at the next renewal

anchor-anniversary = the anniversary
anchor-renew_to = the last day of the renewal window

# Ticked before an act that cannot be undone.
acknowledge-token-used-whole = I understand that the token is used up whole.
acknowledge-tenant-permanent = I understand that the licences stay on this tenant for good.
acknowledge-refund-right-ends = I understand that showing it ends any right to a refund there still is, even if it is never used.
acknowledge-original-revoked = I understand that the seats of the original token are taken back.

# The three days that are never mixed up.
label-redeem-by = Redeem by
label-usable-until = Usable until
label-renew-between = Renew between { $from } and { $to }

# The values that a field can have.
possible-tax_number = a tax number of 4 to 20 capital letters and digits
possible-country = the ISO 3166-1 code of a country in two capital letters, like FR
possible-domain = a domain such as company.example
possible-short_text = a text of 1 to 100 characters
possible-amount = an amount or a number above zero, with the decimals of its unit (incidents are counted one by one)
possible-provider_code = a code of 1 to 40 letters, digits, full stops, hyphens or underscores
possible-quantity = a number of installations above zero, and not beyond what anybody has
possible-last_day = a date that is neither past nor before the first day
possible-fitting_benefit = a line of a benefit for which this act exists
possible-fitting_kind = a use that this balance knows
possible-fitting_check = a check that the programme asks for and for which this act exists
possible-reason = a reason, in a few words
possible-subject = the id of what the ticket is about
possible-source = a short name of a system: 1 to 64 small letters, digits, hyphens, full stops or underscores
possible-calendar = dates of the calendar that can be counted with
possible-documented = a value as the documentation of the API describes it
key-blocked = blocked
line-blocked = blocked
key-block-leak = others came to know it
key-block-terms_breach = it was used against the terms
capability-block_keys = blocking product keys
capability-give_roles = giving and taking roles
capability-make_api_tokens = making API tokens
capability-end_access = ending API tokens and sessions
remedy-act-give_role_first = give the role to somebody first
remedy-act-take_over_directory = take over the directory
remedy-act-ask_other_directory = ask an admin of that directory
remedy-act-ask_other_side = ask that company
remedy-act-other_contact = name another marketing contact
marketing-not_activated = not activated
marketing-processing = being prepared
marketing-active = active
