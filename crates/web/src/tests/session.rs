//! Sessions through the doorway: the cookie, and who is sent away.

use super::*;

#[tokio::test]
async fn pr_08_behind_https_the_cookie_is_bound_to_the_host_and_never_travels_in_the_clear() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;

    let answer = browser.log_in().await;

    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.header("location"), "/account/connect");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
}

#[tokio::test]
async fn pr_10_the_old_cookie_is_refused_after_logging_out() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;
    browser.log_in().await;
    let old = browser.cookie.clone();

    let out = browser.post("/account/logout", "").await;
    browser.cookie = old;
    let again = browser.get("/account").await;

    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(out.header("clear-site-data").contains("\"cookies\""));
    assert_eq!(out.header("location"), "/?said=logged-out");
    assert_eq!(again.header("location"), "/account/login?next=/account");
}

#[tokio::test]
async fn in_the_clear_and_from_afar_nobody_logs_in() {
    let mut browser = Visit::new("http://fuda.test");
    browser.account().await;
    browser.peer = FAR_AWAY.parse().unwrap();

    let refused = browser.log_in().await;
    let read = browser.get("/account/privacy").await;
    browser.peer = HOME_NETWORK.parse().unwrap();
    let at_home = browser.log_in().await;

    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.says(&Texts::default().refused_plain_http()));
    assert_eq!(read.status, StatusCode::OK);
    assert!(read.says(&Texts::default().plain_http_banner()));
    assert_eq!(at_home.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn pr_09_a_form_that_does_not_say_where_it_comes_from_is_refused() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;
    browser.log_in().await;

    let request = Request::post("/account/logout")
        .body(Body::empty())
        .unwrap();
    let answer = browser.ask(request).await;

    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.says(&Texts::default().refused_forged()));
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn pr_05_every_page_of_a_member_sends_strangers_to_the_log_in() {
    let mut browser = Visit::new("https://fuda.test");

    for path in [
        "/account",
        "/account/connect",
        "/decks",
        "/decks/1/options",
        "/study",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(
            answer.header("location"),
            format!("/account/login?next={path}")
        );
    }
    for path in [
        "/account/password",
        "/account/devices/1/revocation",
        "/account/sessions/1/removal",
        "/account/sessions/removal",
        "/decks/1/removal",
        "/study/undo",
    ] {
        let answer = browser.post(path, "").await;
        assert_eq!(
            answer.header("location"),
            "/account/login?said=log-in-again",
            "{path}"
        );
    }
}

#[tokio::test]
async fn pr_12_foreign_cookies_change_nothing() {
    let mut browser = Visit::new("https://fuda.test");
    let without = browser.get("/about").await;

    browser.cookie = Some("_ga=GA1.2.marker; __utma=1".to_owned());
    let with = browser.get("/about").await;

    assert_eq!(with.text, without.text);
    assert_eq!(with.header("set-cookie"), "");
}

#[tokio::test]
async fn pr_61_what_matters_asks_for_the_password_again_after_a_quarter_of_an_hour() {
    let mut visit = Visit::new("http://127.0.0.1:8080");
    visit.account().await;
    visit.log_in().await;
    for page in [
        "/account/email",
        "/account/second-factor",
        "/account/device-passwords",
    ] {
        assert_eq!(visit.get(page).await.status, StatusCode::OK, "{page}");
    }
    visit
        .ground
        .clock
        .advance(std::time::Duration::from_mins(15));

    for (path, next) in [
        ("/account/email", "/account/email"),
        ("/account/second-factor/removal", "/account/second-factor"),
        (
            "/account/second-factor/recovery-codes",
            "/account/second-factor",
        ),
        ("/account/device-passwords", "/account/device-passwords"),
        ("/account/remove-account", "/account/remove-account"),
    ] {
        let answer = visit.post(path, "email=eve@example.org&name=x").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(
            answer.header("location"),
            format!("/account/proof?next={next}&said=password-again")
        );
    }
    let wrong = visit.post("/account/proof", "password=wrong").await;
    assert!(wrong.says("This is not your current password."));
    let before = visit.cookie.clone();
    let form = format!(
        "password={}&next=/account/email",
        PASSWORD.replace(' ', "+")
    );

    let answer = visit.post("/account/proof", &form).await;

    assert_eq!(answer.header("location"), "/account/email");
    assert_ne!(visit.cookie, before, "the session has another token");
    assert_eq!(visit.get("/account/email").await.status, StatusCode::OK);
}
