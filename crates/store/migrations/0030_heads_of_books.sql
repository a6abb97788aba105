-- heads, changes, snapshots and generations of each account's two books (its collection and the index
-- of its media): what makes a change acknowledged, and what any earlier state is rebuilt from
create table heads (
    account_id bigint not null,
    book text not null,
    generation bigint not null,
    seq bigint not null,
    facts text not null,
    primary key (account_id, book),
    constraint book_is_known check (book in ('collection', 'media'))
);

create table changes (
    account_id bigint not null,
    book text not null,
    generation bigint not null,
    seq bigint not null,
    op text not null,
    at bigint not null,
    facts text not null,
    record bytea not null,
    primary key (account_id, book, generation, seq),
    constraint op_happens_once unique (account_id, op)
);
create index changes_by_time on changes (at);

create table generations (
    account_id bigint not null,
    book text not null,
    generation bigint not null,
    reason text not null,
    started_at bigint not null,
    ended_at bigint,
    op text,
    primary key (account_id, book, generation),
    constraint generation_op_happens_once unique (account_id, op)
);

create table snapshots (
    account_id bigint not null,
    book text not null,
    generation bigint not null,
    seq bigint not null,
    file text not null,
    bytes bigint not null,
    at bigint not null,
    facts text not null,
    primary key (account_id, book, generation, seq),
    constraint file_is_never_reused unique (file)
);
