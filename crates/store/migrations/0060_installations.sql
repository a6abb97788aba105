-- installations: desktop programs that asked for a newer version; a keyed hash of each, no account, no address
create table installations (
    installation bytea not null primary key,
    version bigint not null,
    system text not null,
    seen_day bigint not null
);
create index installations_by_day on installations (seen_day);
