//! What is logged of a request, and what stands on its answer.

use http_body_util::BodyExt as _;

use super::Site;

#[tokio::test]
async fn pr_13_every_request_leaves_one_line_whatever_became_of_it() {
    let site = Site::new();

    for path in ["/", "/mine", "/nowhere", "/panic", "/a%2fb", "/sync/meta"] {
        site.ask(path, &[]).await;
    }

    let statuses: Vec<u64> = site
        .log()
        .iter()
        .map(|line| line["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 404, 500, 404, 405]);
}

#[tokio::test]
async fn pr_14_a_line_has_exactly_the_fields_of_the_policy() {
    let site = Site::new();

    site.ask(
        "/?q=secret",
        &[("user-agent", "Firefox/1"), ("referer", "https://a.b/c?d")],
    )
    .await;

    let line = &site.log()[0];
    let fields: Vec<&String> = line.as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        [
            "time", "address", "method", "path", "status", "client", "referrer", "account",
            "request", "ms", "bytes"
        ]
    );
    assert_eq!(line["time"], "2023-11-14T22:13:20.000Z");
    assert_eq!(line["address"], "203.0.113.7");
    assert_eq!(line["path"], "/");
    assert_eq!(line["client"], "Firefox/1");
    assert_eq!(line["referrer"], "https://a.b/c");
    assert_eq!(line["bytes"], 5);
}

#[tokio::test]
async fn pr_14_no_token_and_no_query_ever_reaches_the_log() {
    let site = Site::new();
    let token = site.ground.chance.token();

    site.ask(
        &format!("/account/verify/{token}?k={token}"),
        &[
            ("referer", &format!("https://fuda.example/{token}?{token}")),
            ("user-agent", &token),
            ("cookie", &token),
            ("anki-sync", &token),
            ("x-forwarded-for", "198.51.100.1"),
        ],
    )
    .await;

    assert!(!site.raw_log().contains(&token));
    assert!(!site.raw_log().contains("198.51.100.1"));
    assert_eq!(site.log()[0]["path"], "/account/verify/***");
}

#[tokio::test]
async fn pr_15_the_account_stands_in_the_line_as_a_number_and_only_if_known() {
    let site = Site::new();

    site.ask("/mine", &[]).await;
    site.ask("/", &[]).await;

    assert_eq!(site.log()[0]["account"], 12);
    assert!(site.log()[1]["account"].is_null());
}

#[tokio::test]
async fn what_a_client_sends_cannot_make_a_second_line() {
    let site = Site::new();
    let raw = "\u{7f}\u{9b}[31m {\"status\":200}\\n";

    site.ask(
        "/%0d%0a%7b%22x%22",
        &[("user-agent", &raw.replace('\u{7f}', ""))],
    )
    .await;

    assert_eq!(site.log().len(), 1);
}

#[tokio::test]
async fn pr_11_pr_35_pages_are_private_and_load_nothing_foreign() {
    let site = Site::new();

    let answer = site.ask("/", &[]).await;

    let says = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(says("cache-control"), "private, no-store");
    assert!(says("content-security-policy").starts_with("default-src 'none'; script-src 'self'"));
    assert_eq!(says("x-frame-options"), "DENY");
    assert_eq!(says("x-content-type-options"), "nosniff");
    assert_eq!(
        says("x-request-id"),
        site.log()[0]["request"].as_str().unwrap()
    );
}

#[tokio::test]
async fn pr_35_only_the_public_type_may_be_cached() {
    let site = Site::new();

    let asset = site.ask("/assets/app.css", &[]).await;
    let missing = site.ask("/assets/other.css", &[]).await;

    assert_eq!(
        asset.headers()["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(missing.headers()["cache-control"], "private, no-store");
}

#[tokio::test]
async fn a_panic_is_a_500_and_the_next_request_is_served() {
    let site = Site::new();

    assert_eq!(site.ask("/panic", &[]).await.status(), 500);
    assert_eq!(site.ask("/", &[]).await.status(), 200);
}

#[tokio::test]
async fn the_headers_of_a_trusted_proxy_name_the_caller() {
    let mut site = Site::new();
    site.options.trusted_proxies = vec!["203.0.113.0/24".to_owned()];

    let answer = site
        .ask("/who", &[("x-forwarded-for", "6.6.6.6, 198.51.100.1")])
        .await;

    let body = answer.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "198.51.100.1");
    assert_eq!(site.log()[0]["address"], "198.51.100.1");
}
