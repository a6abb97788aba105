-- the link of a letter that checks an address works for a while only; those under way have sixty days
alter table address_checks add column ends_at bigint not null default 0;
update address_checks set ends_at = asked_at + 5184000000;
