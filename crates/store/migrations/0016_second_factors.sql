-- second factors: a key shared with an authenticator app, and codes for the day the phone is lost
create table second_factors (
    account_id bigint not null primary key references accounts (id) on delete cascade,
    secret bytea not null,
    turned_on_at bigint not null,
    -- the half minute of the last code that was taken: none works twice
    last_step bigint not null
);

create table recovery_codes (
    account_id bigint not null references second_factors (account_id) on delete cascade,
    code_hash bytea not null,
    primary key (account_id, code_hash)
);

-- log-ins whose password was right and whose code is still missing
create table half_sign_ins (
    token_hash bytea not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    password_generation bigint not null,
    expires_at bigint not null
);

-- device passwords: each lets apps in and opens nothing else
create table device_passwords (
    id bigint not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    name text not null,
    password_hash bytea not null,
    made_day bigint not null,
    used_day bigint,
    unique (password_hash)
);
create index device_passwords_of_account on device_passwords (account_id);

-- the device password by which an app came in: it goes with it
alter table devices add column password_id bigint;
