-- when the password was last asked for in a session: what matters is done shortly after
alter table sessions add column proven_at bigint not null default 0;
