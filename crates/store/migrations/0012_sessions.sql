-- sessions of browsers: the cookie itself is not kept, only its hash
create table sessions (
    token_hash bytea not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    started_at bigint not null,
    used_at bigint not null
);
create index sessions_of_account on sessions (account_id, used_at);

-- links for a new password, void once the password has another generation
create table password_resets (
    token_hash bytea not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    password_generation bigint not null,
    expires_at bigint not null
);
create index password_resets_of_account on password_resets (account_id);
