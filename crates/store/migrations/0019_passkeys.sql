-- passkeys: keys that browsers and phones keep, each able to log in alone and to be a second factor
create table passkeys (
    id bigint not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    -- the name by which the authenticator knows its key
    credential_id bytea not null,
    -- as the authenticator wrote it (COSE)
    public_key bytea not null,
    -- what the authenticator last counted; stays 0 where it does not count
    sign_count bigint not null,
    name text not null,
    made_at bigint not null,
    used_day bigint,
    unique (credential_id)
);
create index passkeys_of_account on passkeys (account_id);

-- recovery codes now stand for every kind of second factor, so they belong to the account
create table recovery_codes_of_accounts (
    account_id bigint not null references accounts (id) on delete cascade,
    code_hash bytea not null,
    primary key (account_id, code_hash)
);
insert into recovery_codes_of_accounts (account_id, code_hash)
select account_id, code_hash from recovery_codes;
drop table recovery_codes;
alter table recovery_codes_of_accounts rename to recovery_codes;
