-- sign-ups that wait for the link in their letter: there is no account before its address is confirmed
create table sign_ups (
    -- of a known address, too, though that token was never sent: a sign-up must not show which it was
    token_hash bytea not null primary key,
    email text not null,
    email_folded text not null,
    language text not null,
    -- each letter confirms the password that was chosen with it, and no other
    password_hash text not null,
    created_at bigint not null,
    expires_at bigint not null
);
create index sign_ups_of_address on sign_ups (email_folded, created_at);

-- invitations: a link that lets so many addresses sign up
create table invitations (
    token_hash bytea not null primary key,
    kind text not null,
    uses_left bigint not null,
    created_at bigint not null,
    expires_at bigint,
    constraint kind_is_known check (kind in ('first-run', 'operator')),
    constraint uses_are_not_overdrawn check (uses_left >= 0)
);

-- which addresses used an invitation, so that a lost letter can be asked for again with it
create table invitation_uses (
    token_hash bytea not null references invitations (token_hash) on delete cascade,
    address_hash bytea not null,
    used_at bigint not null,
    primary key (token_hash, address_hash)
);
