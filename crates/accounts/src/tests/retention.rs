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
