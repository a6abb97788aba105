-- departures: accounts whose owners want them removed, until the week to think about it is over
create table departures (
    account_id bigint not null primary key references accounts (id) on delete cascade,
    token_hash bytea not null,
    asked_at bigint not null,
    due_at bigint not null,
    unique (token_hash)
);
create index departures_in_order on departures (due_at);

-- removals that are under way: they outlive the account, so that one that was cut off goes on
create table removals (
    account_id bigint not null primary key,
    asked_at bigint not null,
    began_at bigint not null,
    -- for the last letter; both go with this row
    email text not null,
    language text not null,
    -- what was there at the beginning, as JSON
    found text not null
);
