//! Columns that say nothing about a person.

use store::Impersonal;

const END: &str = "when a link or a half log-in ends, which the letter says";
const GENERATION: &str = "counts passwords, to void a link after a new one";

pub(super) const IMPERSONAL: &[Impersonal] = &[
    Impersonal {
        place: "account_numbers",
        columns: &[],
        why: "the highest number that was given",
    },
    Impersonal {
        place: "invitations",
        columns: &[],
        why: "made by the operator, for nobody in particular",
    },
    Impersonal {
        place: "invitation_uses",
        columns: &["token_hash"],
        why: "the invitation, which names nobody",
    },
    Impersonal {
        place: "sign_ups",
        columns: &["token_hash", "expires_at"],
        why: END,
    },
    Impersonal {
        place: "password_resets",
        columns: &["password_generation", "expires_at"],
        why: GENERATION,
    },
    Impersonal {
        place: "address_changes",
        columns: &["password_generation", "expires_at"],
        why: GENERATION,
    },
    Impersonal {
        place: "half_sign_ins",
        columns: &["password_generation", "expires_at"],
        why: GENERATION,
    },
    Impersonal {
        place: "devices",
        columns: &["number"],
        why: "puts the devices of a day in order",
    },
];
