-- when an account was last used, by a visit or a sync; and what its apps are to say once each
alter table accounts add column used_day bigint;
alter table accounts add column news text;
alter table accounts add column news_day bigint;
alter table devices add column news_day bigint;

-- accounts that nobody uses: how often they were written to, and when their data were put away
create table unused_accounts (
    account_id bigint not null primary key references accounts (id) on delete cascade,
    notices bigint not null,
    noticed_day bigint not null,
    put_away_at bigint
);
