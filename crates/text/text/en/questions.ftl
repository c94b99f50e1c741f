# The question at the head of an explanation, and what frames its answer.

question-may_open_account = May this company’s account be opened on { $as_of }?
question-may_add_location = May a location be added on { $as_of }?
question-may_link_tenant = May the tenant { $subject } be linked on { $as_of }?
question-may_state_attainment = May the competency { $subject } be stated as attained on { $as_of }?
question-may_buy = May the offer { $subject } be bought on { $as_of }?
question-may_renew = May the membership { $subject } be renewed on { $as_of }?
question-may_show_code = May the code of the token { $subject } be shown on { $as_of }?
question-may_redeem = May the token { $subject } be redeemed in this way on { $as_of }?
question-may_replace = May the token { $subject } be replaced, if asked for on { $as_of }?
question-may_decide = May the replacement request { $subject } be decided in this way on { $as_of }?
question-may_decide_override = May the late override { $subject } be decided in this way on { $as_of }?
question-may_reveal = May the product key { $subject } be shown on { $as_of }?
question-may_activate_key = May the product key { $subject } activate this machine on { $as_of }?
question-may_assign = May a seat of the pool { $subject } be given to this person on { $as_of }?
question-may_activate_seat = May the seat assigned under { $subject } be activated on { $as_of }?
question-may_unassign = May the seat assigned under { $subject } be taken back on { $as_of }?
question-may_confirm = May the removal of the software { $subject } be confirmed on { $as_of }?
question-may_use = May { $subject } be used on { $as_of }?
question-why_held = Why is the benefit { $subject } held on { $as_of }?
question-which_state = Which state is the membership { $subject } in on { $as_of }?

answer-yes = yes
answer-no = no
answer-not_yet = not yet
answer-over = no longer
answer-not_evaluated = not looked at
answer-withheld = withheld
answer-value = noted

answer-after-question = { $text } Answer: { $answer }.
answer-before-fact = [{ $answer }] { $text }
answer-what-helps = What would help: { $remedy }
answer-changes-on = If nobody acts, this changes on { $day }.
question-may_block_key = May the product key { $subject } be blocked on { $as_of }?
question-may_unblock_key = May the block of the product key { $subject } be lifted on { $as_of }?
question-may_change_roles = May the roles of { $subject } be changed on { $as_of }?
question-may_correct_person = May the entry of { $subject } in the directory be corrected on { $as_of }?
question-may_take_out = May { $subject } be taken out of the directory on { $as_of }?
