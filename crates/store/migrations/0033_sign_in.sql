-- Whoever asks for a link by mail is found by their address, among all people.
create index person_email on person (lower(email));
create index enter_link_person on enter_link (person, expires_at);
