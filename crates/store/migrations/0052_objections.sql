-- objections: members whose reviews take no part in statistics
create table objections (
    account_id bigint not null primary key references accounts (id) on delete cascade,
    at bigint not null
);
