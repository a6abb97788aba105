-- with what somebody came in: which browser a session belongs to, by name alone
alter table sessions add column program text not null default '';
alter table sessions add column system text not null default '';

-- and what was used for an account lately, to tell its owner of what was not: keyed hashes of a browser or
-- an app, and of a network
create table whereabouts (
    account_id bigint not null references accounts (id) on delete cascade,
    mark bytea not null,
    used_day bigint not null,
    primary key (account_id, mark)
);
create index whereabouts_by_day on whereabouts (used_day);

-- null: nobody has come in yet; of earlier accounts it is not known, so their next log-in tells nobody
alter table accounts add column entered_day bigint;
