-- checks of addresses, once a year where the site wants it: whether letters still reach the account's owner
create table address_checks (
    account_id bigint not null primary key references accounts (id) on delete cascade,
    token_hash bytea not null unique,
    asked_at bigint not null,
    -- from then on pages ask for the confirmation before anything else
    due_at bigint not null
);

-- when a letter to the address was last answered; null: at verified_at
alter table accounts add column checked_at bigint;
