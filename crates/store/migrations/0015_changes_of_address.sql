-- changes of address: the new one confirms, the old one can take it back for a week
create table address_changes (
    token_hash bytea not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    -- whom it was asked by: a new password voids what the old one has begun
    password_generation bigint not null,
    new_email text not null,
    expires_at bigint not null
);
create index address_changes_of_account on address_changes (account_id);

create table former_addresses (
    token_hash bytea not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    email text not null,
    changed_at bigint not null
);
create index former_addresses_of_account on former_addresses (account_id);
