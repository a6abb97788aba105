-- accounts: one for each address, whatever its letters' case; numbers are counted up, never given twice
create table accounts (
    id bigint not null primary key,
    email text not null,
    -- the address in lower case
    email_folded text not null,
    language text not null,
    password_hash text not null,
    -- counts the passwords: what was made for an earlier one is void
    password_generation bigint not null default 0,
    created_at bigint not null,
    verified_at bigint,
    disabled_at bigint,
    unique (email_folded)
);

create table account_numbers (
    last_id bigint not null
);
insert into account_numbers (last_id) values (0);
