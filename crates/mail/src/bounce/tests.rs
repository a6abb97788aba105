use store::{Chance, Clock, CrashPoints, DataFolder};

use super::*;
use crate::notice::{Notice, Notices};
use crate::suppression::suppression;

const MIA: &str = "mia@example.org";
const START: Millis = Millis(1_800_000_000_000);
const POSTFIX: &str = include_str!("samples/postfix.eml");

struct Site {
    ground: Ground,
    place: tempfile::TempDir,
}

impl Site {
    fn new() -> Site {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(&place.path().join("data")).unwrap();
        let (clock, chance) = (Clock::fixed(START), Chance::seeded(1));
        let ground = Ground::open(folder, clock, chance, CrashPoints::off()).unwrap();
        Site { ground, place }
    }

    /// A report about a letter that was sent to Mia.
    async fn about_mias_letter(&self, sample: impl AsRef<str>) -> String {
        let key = Key::of(&self.ground).await.unwrap();
        let id = key.message_id((7, START.0), MIA, "fuda.example.org");
        sample.as_ref().replace("{id}", &id).replace("{to}", MIA)
    }

    async fn take(&self, message: &str) -> Taken {
        let raw = message.replace('\n', "\r\n");
        take_report(&self.ground, raw.as_bytes()).await.unwrap()
    }

    async fn reason(&self) -> Option<Reason> {
        let known = suppression(&self.ground, MIA).await.unwrap();
        known.map(|known| known.reason)
    }
}

fn postfix(status: &str, code: &str, action: &str) -> String {
    POSTFIX
        .replace("{status}", status)
        .replace("{code}", code)
        .replace("{action}", action)
}

#[tokio::test]
async fn pr_55_reports_of_the_usual_mail_servers_silence_an_address_that_is_gone() {
    for (server, sample) in [
        ("Postfix", postfix("5.1.1", "550", "failed")),
        ("Exim", include_str!("samples/exim.eml").to_owned()),
        ("Exim 4.80", include_str!("samples/exim-old.eml").to_owned()),
        ("Exchange", include_str!("samples/exchange.eml").to_owned()),
        ("Gmail", include_str!("samples/gmail.eml").to_owned()),
    ] {
        let site = Site::new();

        let taken = site.take(&site.about_mias_letter(&sample).await).await;

        assert_eq!(taken, Taken::Suppressed(Reason::Bounced), "{server}");
        assert_eq!(site.reason().await, Some(Reason::Bounced), "{server}");
    }
}

#[tokio::test]
async fn pr_55_a_report_without_the_mark_of_the_letter_silences_nobody() {
    let site = Site::new();
    let right = site.about_mias_letter(postfix("5.1.1", "550", "failed"));
    let right = right.await;
    let forged = right.replace("<letter.7.", "<letter.8.");
    let about_ben = right.replace(MIA, "ben@example.org");

    for message in [forged, about_ben, "Subject: hello\n\nHow are you?\n".into()] {
        assert_eq!(site.take(&message).await, Taken::NotOurs);
    }

    assert_eq!(site.reason().await, None);
}

#[tokio::test]
async fn pr_55_a_forwarded_address_is_found_by_the_letter_that_came_back() {
    let site = Site::new();
    let sample = postfix("5.1.1", "550", "failed")
        .replace("rfc822; {to}", "rfc822; elsewhere@example.net")
        .replace("rfc822;{to}", "rfc822;elsewhere@example.net");

    let taken = site.take(&site.about_mias_letter(&sample).await).await;

    assert_eq!(taken, Taken::Suppressed(Reason::Bounced));
    assert_eq!(site.reason().await, Some(Reason::Bounced));
}

#[tokio::test]
async fn pr_55_failures_that_may_pass_silence_an_address_on_the_fifth_day() {
    let site = Site::new();
    let full = site.about_mias_letter(postfix("5.2.2", "552", "failed"));
    let full = full.await;
    for days in 1..5 {
        assert_eq!(site.take(&full).await, Taken::Counted(days));
        assert_eq!(site.take(&full).await, Taken::Counted(days), "the same day");
        site.ground.clock.advance(DAY);
    }
    assert_eq!(site.reason().await, None);

    let fifth = site.take(&full).await;

    assert_eq!(fifth, Taken::Suppressed(Reason::Bounced));
    crate::lift_suppression(&site.ground, MIA).await.unwrap();
    assert_eq!(site.take(&full).await, Taken::Counted(1), "counted anew");
    site.ground.clock.advance(DAY * 31);
    assert_eq!(site.take(&full).await, Taken::Counted(1), "long ago");
}

#[tokio::test]
async fn pr_55_of_failures_that_may_pass_those_of_the_last_four_weeks_count() {
    let site = Site::new();
    let full = site.about_mias_letter(postfix("5.2.2", "552", "failed"));
    let full = full.await;
    for counted in [1, 2, 3].into_iter().chain([4; 20]) {
        assert_eq!(site.take(&full).await, Taken::Counted(counted));
        site.ground.clock.advance(DAY * 8);
    }
    assert_eq!(site.reason().await, None);
}

#[tokio::test]
async fn pr_55_what_is_no_failure_or_our_own_fault_counts_nothing() {
    let site = Site::new();
    for (status, code, action) in [
        ("4.4.1", "451", "delayed"),
        ("2.0.0", "250", "delivered"),
        ("5.7.1", "550", "failed"),
        ("5.7.26", "550", "failed"),
    ] {
        let sample = postfix(status, code, action);
        let message = site.about_mias_letter(&sample).await;
        assert_eq!(site.take(&message).await, Taken::NotOurs, "{status}");
    }
    let not_spam = include_str!("samples/complaint.eml").replace("{type}", "not-spam");
    let message = site.about_mias_letter(&not_spam).await;
    assert_eq!(site.take(&message).await, Taken::NotOurs);
}

#[tokio::test]
async fn pr_55_a_complaint_silences_the_address_at_once() {
    let site = Site::new();
    let sample = include_str!("samples/complaint.eml").replace("{type}", "abuse");

    let taken = site.take(&site.about_mias_letter(&sample).await).await;

    assert_eq!(taken, Taken::Suppressed(Reason::Complained));
}

#[tokio::test]
async fn pr_55_the_folder_of_bounces_is_read_and_emptied() {
    let site = Site::new();
    let folder = site.place.path().join("bounces");
    fs::create_dir_all(folder.join("new")).unwrap();
    let message = site.about_mias_letter(postfix("5.1.1", "550", "failed"));
    fs::write(folder.join("new/1.eml"), message.await).unwrap();
    fs::write(folder.join("new/2.eml"), [0xff; 4096]).unwrap();
    fs::write(folder.join("new/.3.eml"), "still being written").unwrap();

    read_folder(&site.ground, &folder).await.unwrap();

    assert_eq!(site.reason().await, Some(Reason::Bounced));
    let left: Vec<_> = fs::read_dir(folder.join("new")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[tokio::test]
async fn hostile_reports_are_read_without_harm() {
    let site = Site::new();
    let message = site.about_mias_letter(postfix("5.1.1", "550", "failed"));
    let message = message.await;
    for end in (0..message.len()).step_by(97) {
        let cut: String = message.chars().take(end).collect();
        site.take(&cut).await;
    }
    let nested = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(2_000);
    assert_eq!(site.take(&nested).await, Taken::NotOurs);
    let crowded = "X-Failed-Recipients: ".to_owned() + &"a@example.org,".repeat(100_000);
    assert_eq!(site.take(&crowded).await, Taken::NotOurs);
}

fn signed(secret: &str, seconds: i64, body: &str) -> String {
    use ring::hmac;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, format!("{seconds}.{body}").as_bytes());
    let bytes = tag.as_ref().iter();
    let hex = bytes.fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("t={seconds},v1={hex}")
}

#[tokio::test]
async fn pr_55_notices_of_a_provider_count_only_when_signed_and_fresh() {
    let site = Site::new();
    let secret = "a secret of thirty characters!";
    let file = site.place.path().join("secret");
    fs::write(&file, format!("{secret}\n")).unwrap();
    let options = |file: &Path| Options {
        webhook_secret_file: file.display().to_string(),
        ..Options::default()
    };
    let notices = Notices::new(&options(&file)).unwrap();
    let body = r#"{"events":[{"address":"mia@example.org","what":"complained","extra":1}]}"#;
    let now = START.secs();
    let take = async |signature: &str, body: &str| {
        let taken = notices.take(&site.ground, signature, body.as_bytes());
        taken.await.unwrap()
    };

    for signature in [
        String::new(),
        signed("another secret of 30 characters", now, body),
        signed(secret, now, "{}"),
        signed(secret, now - 301, body),
        signed(secret, now + 301, body),
        signed(secret, now, body).replace(&now.to_string(), &(now + 1).to_string()),
    ] {
        assert_eq!(take(&signature, body).await, Notice::Unsigned);
    }
    assert_eq!(site.reason().await, None);
    assert_eq!(
        take(&signed(secret, now, "{}"), "{}").await,
        Notice::Unreadable
    );
    let noted = take(&signed(secret, now, body), body).await;

    assert_eq!(noted, Notice::Noted(1));
    assert_eq!(site.reason().await, Some(Reason::Complained));
    let closed = Notices::default().take(&site.ground, "", b"{}").await;
    assert_eq!(closed.unwrap(), Notice::Closed);
    fs::write(&file, "short\n").unwrap();
    assert!(Notices::new(&options(&file)).is_err());
}
