-- a row for each day on which letters to an address failed, so that days of more than four weeks ago count
-- no more; of the counts from before, the last day is known
create table bounced_days (
    address_hash bytea not null,
    day bigint not null,
    primary key (address_hash, day)
);
create index bounced_days_by_day on bounced_days (day);
insert into bounced_days (address_hash, day) select address_hash, last_day from soft_bounces;
drop table soft_bounces;
