-- First day on which the vendor lets nobody use a key (E-15); null: it is not blocked.
alter table product_key add column blocked_since text;
