//! Pages for everybody, and the first to come.

use axum::body::Body;
use axum::http::Request;
use server::Config;

use crate::running::{EMAIL, PASSWORD, Running};

#[tokio::test]
async fn pr_00b_a_sign_up_records_which_version_was_accepted() {
    let mut running = Running::start();
    running
        .site
        .policy
        .publish(&running.site.ground)
        .await
        .unwrap();
    running.sign_up().await;
    let token = running.token_in_letter().await;

    let verified = running
        .post("/account/verify-email", &[("token", &token)])
        .await;

    assert_eq!(verified.status, 303);
    let noted = running.site.ground.db.read(async |r| {
        let sql = "select channel, version from policy_notices";
        r.row(sql, vec![]).await
    });
    let noted: Result<Option<store::Row>, store::Fault> = noted.await;
    let noted = noted.unwrap().unwrap();
    assert_eq!(noted.get::<String>(0).unwrap(), "sign-up");
    assert_eq!(noted.get::<i64>(1).unwrap(), 1);
}

#[tokio::test]
async fn pr_36_pr_42_pr_59_pr_70_the_page_names_who_works_with_the_data_and_whom_to_ask() {
    let mut config = Config::default();
    config.mail.smtp_host = "smtp.letters.example".to_owned();
    config.mail.from = "Fuda <fuda@example.org>".to_owned();
    config.privacy.processors = vec!["Example Hosting, Austria: the machine".to_owned()];
    config.web.contact = "ask@example.org".to_owned();
    config.web.operator = "Ann Example".to_owned();
    config.web.location = "Linz, Austria".to_owned();
    let running = Running::with(&config);

    let answer = running
        .send(
            Request::get("/account/privacy")
                .body(Body::empty())
                .unwrap(),
        )
        .await;

    assert_eq!(answer.status, 200);
    let page = String::from_utf8(answer.bytes).unwrap();
    for said in [
        "smtp.letters.example",
        "Example Hosting, Austria: the machine",
        "mailto:ask@example.org",
        "Ann Example",
        "Linz, Austria",
        "Keep a copy of your own",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let other = Running::start();
    let answer = other
        .send(
            Request::get("/account/privacy")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert!(
        !String::from_utf8(answer.bytes)
            .unwrap()
            .contains("smtp.letters.example")
    );
}

#[tokio::test]
async fn the_first_account_is_never_for_the_first_visitor() {
    let running = Running::start();

    let form = [("email", EMAIL), ("password", PASSWORD), ("invitation", "")];
    let answer = running.post("/account/signup", &form).await;

    assert!(answer.status >= 400, "{}", answer.status);
    assert_eq!(accounts::count(&running.site.ground).await.unwrap(), 0);
}
