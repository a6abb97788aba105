-- facts about this site that must survive a restart and are no setting: its secret, its first run
create table site (
    name text not null primary key,
    value text not null
);
