-- jobs: work for later, queued by the transaction that makes it necessary and gone once it is done
create table jobs (
    id bigint not null primary key,
    kind text not null,
    payload text not null,
    -- the account it is about, so that removing the account takes it back
    account_id bigint,
    not_before bigint not null,
    attempts bigint not null default 0,
    -- attempts whose outcome a crash has hidden
    interruptions bigint not null default 0,
    claimed_until bigint,
    died_at bigint,
    reason text
);
create index jobs_in_order on jobs (not_before, id);
create index jobs_of_account on jobs (account_id);

-- numbers of jobs are counted up and never given twice, or a late worker could settle another's job
create table job_numbers (
    last_id bigint not null
);
insert into job_numbers (last_id) values (0);

-- when work that comes again was last done, so that a restart neither skips nor repeats it
create table timetable (
    name text not null primary key,
    done_at bigint not null
);
