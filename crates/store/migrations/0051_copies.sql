-- copies: of everything the site keeps of a member, made at her wish; the files lie in the folder copies
create table copies (
    id bigint not null primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    kind text not null,
    -- opens the file, for whoever has the link
    token text not null,
    asked_at bigint not null,
    -- media files that are packed, of how many
    packed bigint not null default 0,
    to_pack bigint not null default 0,
    ready_at bigint,
    bytes bigint,
    constraint kind_is_known check (kind in ('everything', 'collection'))
);
create index copies_of_account on copies (account_id);
