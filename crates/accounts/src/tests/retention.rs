use std::collections::BTreeSet;

use super::*;

#[tokio::test]
async fn what_has_ended_is_removed_once_a_day() {
    let mut site = open_site();
    let _session = site.account("mia@example.org").await;
    site.device("mia@example.org").await;
    sign_up(
        &site.ground,
        &site.passwords,
        form("ben@example.org", PASSWORD),
        network(1),
    )
    .await
    .unwrap();
    request_reset(&site.ground, &site.passwords, "mia@example.org", network(1))
        .await
        .unwrap();
    let new = NewInvitation {
        uses: 1,
        days: 7,
        email: None,
        language: Language::En,
    };
    invite(&site.ground, &Operator::at_the_terminal(), new)
        .await
        .unwrap();
    site.letters().await;
    let left = async |site: &Site| {
        let mut left = vec![];
        for table in [
            "select count(*) from sign_ups",
            "select count(*) from password_resets",
            "select count(*) from sessions",
            "select count(*) from devices",
            "select count(*) from invitations",
        ] {
            left.push(site.number(table).await);
        }
        left
    };
    assert_eq!(left(&site).await, [1, 1, 1, 1, 1]);

    for (day, expected) in [
        (1, [1, 1, 1, 1, 1]),
        (2, [0, 0, 1, 1, 1]),
        (29, [0, 0, 1, 1, 1]),
        (30, [0, 0, 0, 1, 1]),
        (37, [0, 0, 0, 1, 0]),
        (190, [0, 0, 0, 1, 0]),
        (191, [0, 0, 0, 0, 0]),
    ] {
        site.ground.clock.set(START.plus(DAY * day));
        site.worker.run_due().await.unwrap();
        assert_eq!(left(&site).await, expected, "day {day}");
    }
    assert_eq!(count(&site.ground).await.unwrap(), 1, "the account stays");
}

/// Columns that say nothing about a person.
const IMPERSONAL: [&str; 16] = [
    "address_changes.password_generation",
    "address_changes.expires_at",
    "half_sign_ins.password_generation",
    "half_sign_ins.expires_at",
    "devices.number",
    "sign_ups.token_hash",
    "sign_ups.expires_at",
    "password_resets.password_generation",
    "password_resets.expires_at",
    "invitations.token_hash",
    "invitations.kind",
    "invitations.uses_left",
    "invitations.created_at",
    "invitations.expires_at",
    "invitation_uses.token_hash",
    "invitation_uses.used_at",
];

#[tokio::test]
async fn pr_63_every_column_is_in_the_inventory_or_known_to_be_impersonal() {
    let site = open_site();
    let tables = [
        "accounts",
        "sign_ups",
        "invitations",
        "invitation_uses",
        "sessions",
        "password_resets",
        "devices",
        "deletions",
        "address_changes",
        "former_addresses",
        "second_factors",
        "recovery_codes",
        "half_sign_ins",
        "device_passwords",
        "departures",
        "removals",
        "unused_accounts",
    ];
    let mut columns = BTreeSet::new();
    for table in tables {
        let rows: Result<_, Fault> = site
            .ground
            .db
            .read(async move |r| {
                r.rows("select name from pragma_table_info($1)", args![table])
                    .await
            })
            .await;
        for row in rows.unwrap() {
            columns.insert(format!("{table}.{}", row.get::<String>(0).unwrap()));
        }
    }

    let declared: BTreeSet<String> = INVENTORY
        .iter()
        .map(|entry| entry.place.to_owned())
        .chain(IMPERSONAL.map(str::to_owned))
        .collect();

    assert_eq!(columns, declared);
}
