//! Pages that everybody may see, and those that say what is not there.

use super::*;

#[tokio::test]
async fn pr_00a_the_links_of_the_frame_lead_to_pages_without_a_cookie() {
    let mut browser = Visit::new("https://fuda.test");
    let home = browser.get("/").await;
    let links: Vec<String> = home
        .text
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .filter(|link| link.starts_with('/'))
        .collect();

    assert!(links.len() >= 10, "{links:?}");
    for link in links {
        let answer = browser.get(&link).await;
        assert_eq!(answer.status, StatusCode::OK, "{link}");
        assert_eq!(answer.header("set-cookie"), "", "{link}");
    }
}

#[tokio::test]
async fn pr_58c_the_status_page_says_how_backups_stand() {
    let t = Texts::default();
    let mut browser = Visit::new("https://fuda.test");
    assert!(browser.get("/status").await.says(&t.status_backups_none()));
    let ground = browser.ground.clone();
    let remember = async |fact: String| {
        let sql = "insert into site (name, value) values ('backup.made', $1)
                   on conflict (name) do update set value = excluded.value";
        let written = ground
            .db
            .write(async move |w| w.run(sql, store::args![fact]).await);
        let _written: u64 = written.await.map_err(|fault: store::Fault| fault).unwrap();
    };
    let now = browser.ground.clock.now().0;
    let made = |at: i64| {
        let next = at + 86_400_000;
        format!(
            r#"{{"at":{at},"next_at":{next},"took_ms":1,"accounts":1,"written":1,"troubles":[]}}"#
        )
    };

    remember(made(now)).await;
    let well = browser.get("/status").await;
    remember(made(now - 3 * 86_400_000)).await;
    let missed = browser.get("/status").await;

    assert!(well.text.contains("notice-good") && well.says(&t.status_rehearsal_never()));
    assert!(missed.text.contains("notice-bad"), "{}", missed.text);
}

#[tokio::test]
async fn what_lies_nowhere_or_cannot_be_done_has_a_page_of_its_own() {
    let t = Texts::default();
    let mut browser = Visit::new("https://fuda.test");

    let nowhere = browser.get("/shared/nothing").await;
    let wrong = browser.post("/about", "").await;
    let large = browser
        .post("/account/login", &format!("email={}", "x".repeat(40_000)))
        .await;
    let request = Request::post("/account/login")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "text/plain")
        .body(Body::from("hello"))
        .unwrap();
    let unreadable = browser.ask(request).await;

    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(nowhere.says(&t.not_found()));
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(wrong.says(&t.wrong_method()));
    assert!(wrong.header("allow").contains("GET"), "{:?}", wrong.headers);
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.says(&t.too_large()));
    assert_eq!(unreadable.status, StatusCode::BAD_REQUEST);
    assert!(unreadable.says(&t.refused_form_unreadable()));
}

#[tokio::test]
async fn when_something_breaks_the_page_says_so_and_names_the_number_in_the_log() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;
    browser.log_in().await;
    browser
        .ground
        .db
        .write(async |tx| {
            tx.run("drop table sessions", store::args![]).await?;
            Ok::<(), store::Fault>(())
        })
        .await
        .unwrap();

    let answer = browser.get("/account").await;

    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.says(&Texts::default().broken()));
    assert!(
        answer.says(answer.header("x-request-id")),
        "{}",
        answer.text
    );
    assert!(!answer.says("sessions"), "what broke stays in the log");
}

#[tokio::test]
async fn pages_are_private_and_hashed_files_are_not() {
    let mut browser = Visit::new("https://fuda.test");
    let home = browser.get("/").await;
    let style = home.text.split("href=\"/static/site-").nth(1).unwrap();
    let style = format!("/static/site-{}", style.split('"').next().unwrap());

    let file = browser.get(&style).await;
    let foreign = browser.get("/static/..%2fsite.rs").await;

    assert_eq!(home.header("cache-control"), "private, no-store");
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        file.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pr_14_no_page_with_a_token_in_its_address_becomes_a_referrer() {
    let mut browser = Visit::new("https://fuda.test");

    for path in [
        "/account/signup?invitation=abc",
        "/account/verify-email?token=abc",
        "/account/new-password?token=abc",
    ] {
        assert_eq!(
            browser.get(path).await.header("referrer-policy"),
            "no-referrer",
            "{path}"
        );
    }
}

#[tokio::test]
async fn head_is_answered_like_get() {
    let mut browser = Visit::new("https://fuda.test");

    let request = Request::builder()
        .method(Method::HEAD)
        .uri("/about")
        .body(Body::empty());
    let answer = browser.ask(request.unwrap()).await;

    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text, "");
}
