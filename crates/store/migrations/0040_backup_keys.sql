-- backup_keys: the key under which everything of an account lies in backups; it goes with the account
create table backup_keys (
    account_id bigint not null primary key references accounts (id) on delete cascade,
    key bytea not null,
    made_at bigint not null
);
