//! Statistics: over many, without text or names, and not against anybody's will.

use store::site;

use super::*;

impl Site {
    /// Somebody with reviews that she remembered and reviews that she did not.
    async fn reviewer(&self, number: u32, passed: u32, failed: u32) -> AccountId {
        let id = self.account(&format!("marker{number}@example.org")).await;
        let loan = self.shelf.borrow(id).await.unwrap();
        let now = self.ground.clock.now().0;
        loan.run(move |collection| {
            let mut sql = String::new();
            for at in 0..passed + failed {
                let (id, button) = (now - 1_000 * i64::from(at), if at < passed { 3 } else { 1 });
                let row = format!("({id}, 1, -1, {button}, 20, 10, 2500, 5000, 1)");
                sql += &["insert into revlog values ", &row, ";"].concat();
            }
            sql += "update deck_config set name = 'marker-preset';";
            collection.connection().execute_batch(&sql)
        })
        .await
        .unwrap()
        .unwrap();
        loan.commit(OpId(self.ground.chance.token())).await.unwrap();
        id
    }
}

fn draft() -> Draft {
    Draft {
        facts: Facts {
            purposes: vec!["statistics".to_owned()],
            ..Facts::default()
        },
        ..Draft::default()
    }
}

#[tokio::test]
async fn pr_07_the_average_pass_rate_holds_no_marker_and_pr_65_who_objects_changes_nothing() {
    let site = Site::new();
    Policy::new(draft(), &[])
        .publish(&site.ground)
        .await
        .unwrap();
    for number in 0..MEMBERS_MIN {
        site.reviewer(number, 8, 2).await;
    }

    let drawn = draw_statistics(&site.ground, &site.shelf).await.unwrap();

    let all = drawn.all.unwrap();
    assert_eq!((all.members, all.reviews, all.per_mille), (20, 200, 800));
    let kept = site
        .ground
        .db
        .read(async |r| site::fact(r, "privacy.statistics").await);
    let kept = kept.await.unwrap().unwrap();
    assert!(
        !kept.contains("marker") && !kept.contains("canary"),
        "{kept}"
    );
    assert_eq!(figures(&site.ground).await.unwrap(), Some(drawn.clone()));

    let _mia = site.account(MIA).await;
    let who = site.who().await;
    object(&site.ground, &who, true).await.unwrap();
    let mia = who.account.id;
    let loan = site.shelf.borrow(mia).await.unwrap();
    loan.run(|collection| {
        let sql = "insert into revlog values (1799999999000, 1, -1, 1, 20, 10, 2500, 5000, 1)";
        collection.connection().execute_batch(sql)
    })
    .await
    .unwrap()
    .unwrap();
    loan.commit(OpId("reviews".to_owned())).await.unwrap();
    assert_eq!(
        draw_statistics(&site.ground, &site.shelf).await.unwrap(),
        drawn
    );
    object(&site.ground, &who, false).await.unwrap();
    let with_her = draw_statistics(&site.ground, &site.shelf).await.unwrap();
    assert_eq!(with_her.all.unwrap().reviews, 201);
}

#[tokio::test]
async fn pr_69_statistics_leave_out_who_does_not_know_of_them() {
    let site = Site::new();
    Policy::new(Draft::default(), &[])
        .publish(&site.ground)
        .await
        .unwrap();
    for number in 0..MEMBERS_MIN {
        site.reviewer(number, 1, 0).await;
    }
    site.later(DAY);
    Policy::new(draft(), &[])
        .publish(&site.ground)
        .await
        .unwrap();

    let drawn = draw_statistics(&site.ground, &site.shelf).await.unwrap();

    assert_eq!(drawn.all, None);
}
