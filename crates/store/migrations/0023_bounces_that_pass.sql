-- letters that could not be delivered on a day although the mailbox exists: counted by keyed hash, until
-- there are so many days that the address is suppressed, or a month without another
create table soft_bounces (
    address_hash bytea not null primary key,
    days bigint not null,
    last_day bigint not null
);
