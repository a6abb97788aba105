-- policy_versions: what this site has promised, version by version; policy_notices: who was told of which, and how
create table policy_versions (
    number bigint not null primary key,
    published_at bigint not null,
    -- of the words in the program
    release bigint not null,
    text_hash text not null,
    text text not null,
    is_significant bigint not null,
    -- controller, places, processors, limits and purposes, as JSON
    facts text not null
);

create table policy_notices (
    account_id bigint not null references accounts (id) on delete cascade,
    version bigint not null,
    channel text not null,
    -- which app it was, for the channel "sync"; 0 otherwise
    device_id bigint not null default 0,
    at bigint not null,
    primary key (account_id, version, channel, device_id),
    constraint channel_is_known check (channel in ('sign-up', 'banner', 'sync', 'letter', 'accepted'))
);

-- controller_changes: announcements that somebody else will be responsible, or corrections
create table controller_changes (
    announced_at bigint not null primary key,
    effective_at bigint not null,
    name text not null,
    address text not null,
    is_correction bigint not null
);
