-- addresses that letters do not reach: a keyed hash of each, with why and since when; no account
create table suppressions (
    address_hash bytea not null primary key,
    reason text not null,
    noted_at bigint not null,
    constraint reason_is_known check (reason in ('bounced', 'complained', 'operator'))
);
