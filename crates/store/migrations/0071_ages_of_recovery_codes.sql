-- when a recovery code was made: those of a thief go when what he did is taken back
alter table recovery_codes add column made_at bigint not null default 0;
