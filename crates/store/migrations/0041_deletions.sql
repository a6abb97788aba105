-- deletions: numbers of accounts that were removed, so that a restored backup does not bring them back
create table deletions (
    account_id bigint not null primary key,
    deleted_at bigint not null
);
