//! Pages in every language.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use texts::{Language, Texts};

use super::{Answer, MIA, PASSWORD, Visit};

const OF_VISITORS: &[&str] = &[
    "/",
    "/about",
    "/apps",
    "/support",
    "/status",
    "/in-use",
    "/account/login",
    "/account/signup",
    "/account/resetpw",
    "/account/terms",
    "/account/privacy",
    "/account/privacy/register",
    "/account/remove-account",
    "/nowhere",
];

const OF_MEMBERS: &[&str] = &[
    "/account",
    "/account/connect",
    "/account/email",
    "/account/second-factor",
    "/account/device-passwords",
    "/account/remove-account",
    "/account/privacy",
    "/decks",
    "/nowhere",
];

impl Visit {
    async fn get_in(&mut self, path: &str, accept_language: &str) -> Answer {
        let request = Request::get(path).header("accept-language", accept_language);
        self.ask(request.body(Body::empty()).unwrap()).await
    }
}

fn is_in(answer: &Answer, language: Language) -> bool {
    let start = format!("<html lang=\"{}\" dir=\"ltr\">", language.code());
    answer.text.contains(&start)
}

/// What a browser makes of it.
fn read(answer: &Answer) -> String {
    answer.text.replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn every_page_comes_in_every_language() {
    for language in Language::ALL {
        let mut browser = Visit::new("https://fuda.test");
        for path in OF_VISITORS {
            let page = browser.get_in(path, language.code()).await;
            assert!(is_in(&page, *language), "{path}: {}", page.text);
            assert!(!page.text.contains("{$"), "{path}: {}", page.text);
        }
        browser.account().await;
        browser.log_in().await;
        let form = format!("language={}", language.code());
        browser.post("/account/language", &form).await;
        for path in OF_MEMBERS {
            let page = browser.get_in(path, "en").await;
            assert!(is_in(&page, *language), "{path}: {}", page.text);
            assert!(!page.text.contains("{$"), "{path}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn pr_08_a_visitor_chooses_a_language_without_a_cookie() {
    let mut browser = Visit::new("https://fuda.test");

    let page = browser
        .get_in("/account/signup?invitation=abc", "de-AT,de;q=0.9,en;q=0.5")
        .await;
    assert!(is_in(&page, Language::De));
    let way = "href=\"/account/signup?invitation=abc&lang=ja\" hreflang=\"ja\" lang=\"ja\"";
    assert!(read(&page).contains(way), "{}", page.text);
    let chosen = browser.get_in("/about?lang=ja", "de").await;
    let wrong = browser
        .post("/account/login?lang=ja", "email=a@example.org&password=x")
        .await;
    let onward = browser.get("/account?lang=ja").await;

    assert!(is_in(&chosen, Language::Ja));
    for address in ["href=\"/account/signup?lang=ja\"", "href=\"/?lang=ja\""] {
        assert!(chosen.text.contains(address), "{address}: {}", chosen.text);
    }
    assert!(is_in(&wrong, Language::Ja), "{}", wrong.text);
    assert!(wrong.says(&Texts::new(Language::Ja).refused_sign_in()));
    assert!(wrong.text.contains("action=\"/account/login?lang=ja\""));
    assert_eq!(
        onward.header("location"),
        "/account/login?next=/account&lang=ja"
    );
    for answer in [page, chosen, wrong, onward] {
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn a_member_reads_in_the_language_of_her_account_whatever_the_browser_says() {
    let mut browser = Visit::new("https://fuda.test");
    browser.account().await;
    let form = format!("email={MIA}&password={}", PASSWORD.replace(' ', "+"));
    let came = browser.post("/account/login?lang=de", &form).await;

    let before = browser.get_in("/account?lang=ja", "ja").await;
    let chosen = browser
        .post("/account/language", "language=es&next=/decks?a=b")
        .await;
    let after = browser.get_in("/account", "ja").await;
    let elsewhere = browser
        .post("/account/language", "language=de&next=//evil.example")
        .await;
    let unknown = browser.post("/account/language", "language=xx").await;

    assert_eq!(came.header("location"), "/account/connect");
    assert!(is_in(&before, Language::En));
    assert!(!before.text.contains("lang=ja\""), "{}", before.text);
    assert_eq!(chosen.header("location"), "/decks?a=b");
    assert!(is_in(&after, Language::Es));
    assert!(
        after
            .text
            .contains("<option value=\"es\" lang=\"es\" selected>Español</option>")
    );
    assert_eq!(
        elsewhere.header("location"),
        "/account?said=language-chosen"
    );
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert!(is_in(&unknown, Language::De));
}

#[tokio::test]
async fn pr_51_an_account_is_removed_in_every_language_without_typing_a_word() {
    for language in Language::ALL {
        let t = Texts::new(*language);
        let mut browser = Visit::new("https://fuda.test");
        browser.account().await;
        browser.log_in().await;
        let form = format!("language={}", language.code());
        browser.post("/account/language", &form).await;

        let page = browser.get("/account/remove-account").await;
        let asked = browser.post("/account/remove-account", "").await;
        let after = browser.get(asked.header("location")).await;
        let kept = browser.post("/account/departure/return", "").await;
        let back = browser.get(kept.header("location")).await;

        assert!(page.says(&t.leave_title()) && page.says(&t.leave_submit()));
        let main = page.text.split("<main").nth(1).unwrap();
        let main = main.split("</main>").next().unwrap();
        assert!(!main.contains("<input"), "there is nothing to type: {main}");
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        assert!(after.says(&t.leave_asked_said()), "{}", after.text);
        // A week after 12 March 2026.
        let due = t.day(1_773_316_800_000 + 7 * 86_400_000);
        assert!(after.says(&t.leave_asked(due)), "{}", after.text);
        assert!(back.says(&t.leave_kept()), "{}", back.text);
    }
}
