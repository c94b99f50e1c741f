-- A charge of the payment provider is one in the whole installation, whichever company’s order it paid. What a bank writes
-- under a transfer is not, and is looked up.
alter table funds add column charge text;
create unique index funds_charge on funds (charge) where charge is not null;
create index funds_reference on funds (reference);
