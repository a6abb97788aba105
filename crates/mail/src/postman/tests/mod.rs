mod mail_server;

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use jobs::{Overview, Worker, overview};
use store::{Chance, Clock, CrashPoints, DataFolder};

use super::*;
use crate::letter::{Letter, Purpose, post};
use crate::suppression::Reason;
use mail_server::MailServer;

/// As long as a real one.
const TOKEN: &str = "TOKENTOKENTOKENTOKENTOKENTOKENTOKENTOKENTOK";
const START: Millis = Millis(1_800_000_000_000);

struct Site {
    ground: Ground,
    _place: tempfile::TempDir,
}

fn site() -> Site {
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(place.path()).unwrap();
    let ground = Ground::open(
        folder,
        Clock::fixed(START),
        Chance::seeded(1),
        CrashPoints::off(),
    )
    .unwrap();
    Site {
        ground,
        _place: place,
    }
}

fn to_mia(purpose: Purpose) -> Letter {
    Letter {
        account: Some(7),
        to: "mia@example.org".into(),
        language: "en".into(),
        purpose,
    }
}

fn reset() -> Letter {
    to_mia(Purpose::ResetPassword {
        token: TOKEN.into(),
        minutes: 30,
    })
}

impl Site {
    async fn queue(&self, letter: Letter) {
        self.ground
            .db
            .write(async move |w| post(w, letter, START).await)
            .await
            .unwrap();
    }

    async fn deliver(&self, options: &Options) -> Overview {
        let postman = Postman::new(&self.ground, options, "https://fuda.example.org/").unwrap();
        let handlers = vec![postman.handler()];
        Worker::new(self.ground.clone(), handlers, crate::timetable())
            .run_due()
            .await
            .unwrap();
        overview(&self.ground).await.unwrap()
    }

    fn outbox(&self) -> Vec<PathBuf> {
        let folder = self.ground.folder.path().join("outbox");
        let Ok(entries) = std::fs::read_dir(folder) else {
            return vec![];
        };
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    fn mail_log(&self) -> Vec<serde_json::Value> {
        let folder = self.ground.folder.path().join("logs");
        let mut lines = vec![];
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            lines.extend(text.lines().map(|line| serde_json::from_str(line).unwrap()));
        }
        lines
    }
}

#[tokio::test]
async fn without_a_mail_server_a_letter_is_a_file_that_nobody_else_can_read() {
    let site = site();
    site.queue(reset()).await;

    let left = site.deliver(&Options::default()).await;

    assert_eq!(left.waiting, 0);
    let [path] = site.outbox().try_into().unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "2027-01-15T080000Z-reset-password-1.of-7.eml");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    let letter = std::fs::read_to_string(&path).unwrap();
    for line in [
        "From: Fuda <fuda@localhost>",
        "To: mia@example.org",
        "Subject: Choose a new password for Fuda",
        "Date: Fri, 15 Jan 2027 08:00:00 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Type: text/plain; charset=utf-8",
        "https://fuda.example.org/account/new-password?token=TOKENTOKENTOKENTOKENTOKENTOKENTOKENTOKENTOK",
    ] {
        assert!(
            letter.contains(&format!("{line}\r\n")),
            "no {line} in {letter}"
        );
    }
}

#[tokio::test]
async fn pr_16_the_mail_log_says_which_letter_went_where_and_not_what_it_says() {
    let site = site();
    site.queue(reset()).await;

    site.deliver(&Options::default()).await;

    let [line] = site.mail_log().try_into().unwrap();
    assert_eq!(line["to"], "mia@example.org");
    assert_eq!(line["purpose"], "reset-password");
    assert_eq!(line["outcome"], "written");
    assert_eq!(line["time"], "2027-01-15T08:00:00Z");
    assert!(!line.to_string().contains("TOKEN"));
}

#[tokio::test]
async fn the_same_letter_written_again_after_a_crash_is_one_file() {
    let site = site();
    let postman = Postman::new(&site.ground, &Options::default(), "http://localhost").unwrap();
    let payload = serde_json::to_string(&Queued {
        letter: reset(),
        written_at_ms: START.0,
    });
    let job = |attempt| Job {
        id: jobs::JobId(3),
        kind: KIND.into(),
        payload: payload.as_ref().unwrap().clone(),
        attempt,
    };

    postman.deliver(&site.ground, &job(1)).await.unwrap();
    let first = std::fs::read(&site.outbox()[0]).unwrap();
    postman.deliver(&site.ground, &job(2)).await.unwrap();

    assert_eq!(site.outbox().len(), 1);
    assert_eq!(std::fs::read(&site.outbox()[0]).unwrap(), first);
}

#[tokio::test]
async fn the_outbox_forgets_letters_in_time() {
    let site = site();
    site.queue(reset()).await;
    site.deliver(&Options::default()).await;

    site.ground.clock.advance(Duration::from_hours(29 * 24));
    site.deliver(&Options::default()).await;
    assert_eq!(site.outbox().len(), 1);
    site.ground.clock.advance(Duration::from_hours(24));
    site.deliver(&Options::default()).await;

    assert_eq!(site.outbox().len(), 0);
}

#[tokio::test]
async fn a_mail_server_gets_the_letter() {
    let site = site();
    let server = MailServer::answering("250 ok").await;
    site.queue(reset()).await;

    let left = site.deliver(&server.options()).await;

    assert_eq!((left.waiting, left.dead.len()), (0, 0));
    let heard = server.heard();
    assert!(
        heard.contains("MAIL FROM:<post@fuda.example.org>"),
        "{heard}"
    );
    assert!(heard.contains("RCPT TO:<mia@example.org>"), "{heard}");
    assert!(
        heard.contains("Message-ID: <letter.1.1800000000000.")
            && heard.contains("@fuda.example.org>"),
        "{heard}"
    );
    // Servers may pass on seven bits only, so the long line of the link is broken for the journey.
    let letter = heard.replace("=\n", "").replace("=3D", "=");
    let link = "https://fuda.example.org/account/new-password?token=";
    assert!(letter.contains(&format!("{link}{TOKEN}")), "{heard}");
    assert_eq!(site.outbox().len(), 0);
    assert_eq!(site.mail_log()[0]["outcome"], "sent");
}

#[tokio::test]
async fn a_server_that_is_busy_or_away_is_asked_again() {
    let site = site();
    let busy = MailServer::answering("451 later").await;
    site.queue(reset()).await;

    let left = site.deliver(&busy.options()).await;
    assert_eq!((left.waiting, left.dead.len()), (1, 0));
    site.ground.clock.advance(Duration::from_secs(30));
    let away = Options {
        smtp_port: 1,
        ..busy.options()
    };
    let left = site.deliver(&away).await;
    assert_eq!((left.waiting, left.dead.len()), (1, 0));
    site.ground.clock.advance(Duration::from_mins(1));
    let willing = MailServer::answering("250 ok").await;
    let left = site.deliver(&willing.options()).await;

    assert_eq!(left.waiting, 0);
    assert!(willing.heard().contains("RCPT TO:<mia@example.org>"));
}

#[tokio::test]
async fn a_refused_letter_dies_and_only_the_mail_log_quotes_the_server() {
    let site = site();
    let server = MailServer::answering("550 no such user mia@example.org").await;
    site.queue(reset()).await;

    let left = site.deliver(&server.options()).await;

    assert_eq!(left.dead.len(), 1);
    assert_eq!(
        left.dead[0].reason,
        "the mail server refused the letter (550)"
    );
    let said = site.mail_log()[0]["outcome"].as_str().unwrap().to_owned();
    assert!(said.contains("no such user mia@example.org"), "{said}");
}

#[tokio::test]
async fn pr_55_an_address_that_bounced_is_not_written_to_again_until_it_is_lifted() {
    let site = site();
    let bouncing = MailServer::answering("550 5.1.1 no such user").await;
    site.queue(reset()).await;
    site.deliver(&bouncing.options()).await;
    let known = suppression(&site.ground, "MIA@example.org").await.unwrap();
    assert_eq!(known.unwrap().reason, Reason::Bounced);
    let willing = MailServer::answering("250 fine").await;

    site.queue(reset()).await;
    site.deliver(&willing.options()).await;

    assert!(!willing.heard().contains("DATA"), "{}", willing.heard());
    let log = site.mail_log();
    assert_eq!(log.last().unwrap()["outcome"], "not sent: bounced");
    let rows = site.ground.db.read(async |r| {
        r.rows("select hex(address_hash) from suppressions", store::args![])
            .await
    });
    let rows: Result<_, Fault> = rows.await;
    let hash: String = rows.unwrap()[0].get(0).unwrap();
    assert_eq!(hash.len(), 64);
    assert!(
        crate::lift_suppression(&site.ground, " mia@EXAMPLE.org ")
            .await
            .unwrap()
    );
    site.queue(reset()).await;
    site.deliver(&willing.options()).await;
    assert!(willing.heard().contains("DATA"));
}

#[tokio::test]
async fn pr_55_a_server_that_does_not_like_us_suppresses_nobody() {
    let site = site();
    let server = MailServer::answering("550 5.7.1 blocked by policy").await;

    site.queue(reset()).await;
    site.deliver(&server.options()).await;

    let known = suppression(&site.ground, "mia@example.org").await.unwrap();
    assert_eq!(known, None);
}

#[tokio::test]
async fn no_address_starts_a_header_of_its_own() {
    let site = site();
    let sly = "mia@example.org\r\nBcc: eve@example.org";
    site.queue(Letter {
        to: sly.into(),
        ..reset()
    })
    .await;

    let left = site.deliver(&Options::default()).await;

    assert_eq!(site.outbox().len(), 0);
    assert_eq!(left.dead[0].reason, "the address cannot be written to");
}

#[tokio::test]
async fn letters_about_a_removed_account_are_never_sent() {
    let site = site();
    site.queue(reset()).await;
    site.ground
        .db
        .write(async |w| jobs::withdraw(w, 7).await)
        .await
        .unwrap();

    site.deliver(&Options::default()).await;

    assert_eq!(site.outbox().len(), 0);
}

#[test]
fn a_postman_with_dangerous_or_senseless_settings_is_refused() {
    let site = site();
    let options = Options {
        from: "post@example.org".into(),
        smtp_host: "mail.example.org".into(),
        ..Options::default()
    };
    let new = |options: &Options| Postman::new(&site.ground, options, "https://example.org");
    assert!(new(&options).is_ok());

    let placeholder = Options {
        from: PLACEHOLDER_SENDER.into(),
        ..options.clone()
    };
    let nonsense = Options {
        from: "post@".into(),
        ..options.clone()
    };
    let nameless = Options {
        smtp_password_file: "/etc/hostname".into(),
        ..options.clone()
    };
    let in_clear = Options {
        smtp_user: "fuda".into(),
        smtp_tls: Tls::None,
        ..nameless.clone()
    };
    let no_file = Options {
        smtp_user: "fuda".into(),
        smtp_password_file: "/nowhere".into(),
        ..options.clone()
    };

    assert!(matches!(new(&placeholder), Err(Error::BadSender)));
    assert!(matches!(new(&nonsense), Err(Error::BadSender)));
    assert!(matches!(new(&nameless), Err(Error::HalfALogin)));
    assert!(matches!(new(&in_clear), Err(Error::PasswordInClear)));
    assert!(matches!(new(&no_file), Err(Error::Fault(_))));
    let nowhere = Postman::new(&site.ground, &options, "fuda.example.org");
    assert!(matches!(nowhere, Err(Error::BadSite(_))));
}
