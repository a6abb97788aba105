//! Every page, asked for by everybody who may not have it.

use std::collections::BTreeSet;

use accounts::{Credentials, Operator};
use axum::http::Method;

use crate::addresses::{CACHEABLE, MISSING, PUBLIC};
use crate::crowd::{BEN, CANARIES, Crowd, DAN, MIA, PASSWORD, UMA};

#[tokio::test]
async fn pr_05_nobody_else_learns_from_any_address_whether_something_of_mine_is_there() {
    let crowd = Crowd::gather().await;
    let routes = crowd.routes();
    assert!(routes.len() > 80, "{routes:?}");
    let (mut with_numbers, mut seen_by_mia) = (0, BTreeSet::new());

    for route in &routes {
        let [mias, missing] = crowd.filled(route);
        for method in [Method::GET, Method::POST] {
            let cookie = crowd.cookie(BEN).await;
            let (about_mias, _) = crowd.ask(&cookie, method.clone(), &mias, "name=x").await;
            for canary in CANARIES {
                assert!(!about_mias.text.contains(canary), "{method} {route}");
            }
            if mias == missing {
                continue;
            }
            with_numbers += 1;
            let own = crowd.cookie(MIA).await;
            if method == Method::GET
                && crowd.ask(&own, method.clone(), &mias, "").await.0.status == 200
            {
                let name = route.split(['{', '}']).nth(1).unwrap();
                seen_by_mia.insert(name.to_owned());
            }
            let cookie = crowd.cookie(BEN).await;
            let (about_none, _) = crowd.ask(&cookie, method.clone(), &missing, "name=x").await;
            let number = mias.split('/').rfind(|part| part.parse::<i64>().is_ok());
            assert_eq!(
                about_mias.without(number.unwrap()),
                about_none.without(MISSING),
                "{method} {route}"
            );
        }
    }

    assert!(with_numbers > 40, "{with_numbers}");
    // These are hers, and there.
    for name in ["card", "deck", "note"] {
        assert!(seen_by_mia.contains(name), "{name}: {seen_by_mia:?}");
    }
    for sql in [
        "select count(*) from devices",
        "select count(*) from device_passwords where name = 'Canary phone'",
        "select count(*) from passkeys",
    ] {
        assert_eq!(crowd.count(sql).await, 1, "{sql}");
    }
    let cookie = crowd.cookie(MIA).await;
    let decks = crowd.ask(&cookie, Method::GET, "/decks", "").await.0;
    assert!(decks.text.contains("Canary deck"));
}

#[tokio::test]
async fn pr_05_what_is_not_public_is_shut_for_strangers_the_unverified_and_the_disabled() {
    let crowd = Crowd::gather().await;
    let operator = Operator::at_the_terminal();
    let dan = accounts::find(&crowd.site.ground, &operator, DAN)
        .await
        .unwrap();
    accounts::disable(&crowd.site.ground, &operator, dan.id)
        .await
        .unwrap();
    let uma = Credentials {
        email: UMA,
        password: PASSWORD,
    };
    let from = accounts::Network::from(std::net::IpAddr::from([192, 0, 2, 9]));
    let (ground, passwords) = (&crowd.site.ground, &crowd.site.passwords);
    assert!(
        accounts::sign_in(ground, passwords, uma, from)
            .await
            .is_err()
    );
    let unverified = crowd.cookie(UMA).await;
    let disabled = crowd.cookie(DAN).await;

    let mut open = BTreeSet::new();
    for route in crowd.routes() {
        let [mias, _] = crowd.filled(&route);
        for cookie in ["", disabled.as_str(), unverified.as_str()] {
            for method in [Method::GET, Method::POST] {
                let (answer, _) = crowd.ask(cookie, method.clone(), &mias, "").await;
                for canary in CANARIES {
                    assert!(!answer.text.contains(canary), "{method} {route}");
                }
                if PUBLIC.contains(&route.as_str()) || answer.status == 405 {
                    continue;
                }
                let is_sent_away =
                    answer.status == 303 && answer.location.starts_with("/account/login?");
                if !is_sent_away && !matches!(answer.status, 401 | 404) {
                    open.insert(format!("{method} {route}: {}", answer.status));
                }
            }
        }
    }

    assert!(open.is_empty(), "are these public? {open:#?}");
}

#[tokio::test]
async fn pr_35_every_answer_has_its_headers_and_only_what_is_the_same_for_all_may_be_cached() {
    let crowd = Crowd::gather().await;
    let mia = crowd.cookie(MIA).await;

    for route in crowd.routes() {
        for path in crowd.filled(&route) {
            for (method, cookie) in [
                (Method::GET, ""),
                (Method::GET, mia.as_str()),
                (Method::POST, ""),
                (Method::PUT, ""),
            ] {
                let (answer, headers) = crowd.ask(cookie, method.clone(), &path, "").await;
                let says = |name: &str| {
                    let value = headers.get(name).and_then(|value| value.to_str().ok());
                    value.unwrap_or_default().to_owned()
                };
                let at = format!("{method} {path} ({})", answer.status);
                assert!(
                    says("content-security-policy").contains("default-src"),
                    "{at}"
                );
                assert_eq!(says("x-content-type-options"), "nosniff", "{at}");
                assert_ne!(says("referrer-policy"), "", "{at}");
                assert!(
                    says("strict-transport-security").contains("max-age=6"),
                    "{at}"
                );
                assert_eq!(says("access-control-allow-credentials"), "", "{at}");
                if !answer.text.is_empty() && answer.status != 303 {
                    assert_ne!(says("content-type"), "", "{at}");
                }
                let cache = says("cache-control");
                if !CACHEABLE.contains(&route.as_str()) {
                    assert!(cache.contains("private"), "{at}: {cache}");
                }
                for cookie in headers.get_all("set-cookie") {
                    let cookie = cookie.to_str().unwrap();
                    assert!(cookie.starts_with("__Host-"), "{at}: {cookie}");
                    assert!(!cache.contains("public"), "{at}");
                }
            }
        }
    }
}
