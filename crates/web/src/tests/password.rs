//! Passwords that are typed into pages.

use super::*;

#[tokio::test]
async fn pr_62_a_password_of_1024_bytes_is_taken_and_a_longer_one_gets_a_sentence() {
    let mut browser = Visit::new("https://fuda.test");
    let digits: String = (0..)
        .flat_map(|n: u32| n.to_string().into_bytes())
        .map(char::from)
        .take(1_022)
        .collect();
    let long = format!("{digits}%C3%BC");

    let taken = browser
        .post("/account/signup", &format!("email={MIA}&password={long}"))
        .await;
    let refused = browser
        .post("/account/signup", &format!("email={MIA}&password={long}x"))
        .await;

    assert_eq!(taken.status, StatusCode::OK);
    assert!(taken.says(&Texts::default().sign_up_sent_title()));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says(&Texts::default().refused_password_long(1_024)));
    assert!(refused.says(MIA), "the address stays in its field");
}

#[tokio::test]
async fn pr_61_after_too_many_failures_the_answer_says_when_to_come_back() {
    let options = accounts::Options {
        limits: accounts::Limits {
            sign_in_address: accounts::Rate {
                burst: 2,
                refill_seconds: 90,
            },
            ..accounts::Limits::default()
        },
        ..accounts::Options::default()
    };
    let mut browser = Visit::with("https://fuda.test", &options);
    let mut answers = Vec::new();

    for _ in 0..4 {
        answers.push(
            browser
                .post("/account/login", &format!("email={MIA}&password=x"))
                .await,
        );
    }

    let last = answers.last().unwrap();
    assert_eq!(answers[0].status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert!(
        last.says("There were too many failed tries. Wait"),
        "{}",
        last.text
    );
}

#[tokio::test]
async fn pr_61_the_meter_answers_our_own_pages_and_not_too_often() {
    let mut visit = Visit::new("http://127.0.0.1:8080");
    let form = "email=mia@example.org&password=11/19/1984";
    let answer = visit.post("/account/password-strength", form).await;
    assert!(
        answer.says(r#"{"number":1,"words":"Easy to guess"}"#),
        "{}",
        answer.text
    );
    for _ in 0..120 {
        visit.post("/account/password-strength", "password=a").await;
    }

    let answer = visit.post("/account/password-strength", form).await;

    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}
