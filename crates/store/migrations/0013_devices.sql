-- devices: Anki apps that are signed in; the host key itself is not kept, days are as close as dates get
create table devices (
    id bigint not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    key_hash bytea not null,
    program text not null,
    version text not null,
    system text not null,
    signed_in_day bigint not null,
    first_sync_day bigint,
    last_sync_day bigint,
    -- counts the account's sign-ins: tells older from newer within a day
    number bigint not null,
    unique (key_hash)
);
create index devices_of_account on devices (account_id);
