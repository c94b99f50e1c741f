-- A check of a past day asks when people were taken out of their directory and came back, which only the audit knows (G-14).
create index audit_moves on audit (object, id) where act in ('take_out', 'person');

-- What is renewed with another membership has that one's window, and is looked for beside those with days of their own (H-37).
create index membership_joined on membership (id) where renewed_with is not null;
