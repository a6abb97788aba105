//! The page on which a new operator sets the site up.

use std::fs;

use server::Config;

use crate::running::{PASSWORD, Running};

#[tokio::test]
async fn whoever_made_the_first_account_sets_the_site_up_and_nobody_else_does() {
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let verified = running
        .post("/account/verify-email", &[("token", &token)])
        .await;
    let steward = verified.pair();
    let new = accounts::Added {
        email: "tom@example.org",
        password: accounts::NewPassword::Clear(PASSWORD),
        verified: true,
        language: texts::Language::En,
    };
    let (ground, passwords) = (&running.site.ground, &running.site.passwords);
    let operator = accounts::Operator::at_the_terminal();
    accounts::add(ground, &operator, passwords, new)
        .await
        .unwrap();
    let log_in = [("email", "tom@example.org"), ("password", PASSWORD)];
    let other = running.post("/account/login", &log_in).await.pair();

    assert_eq!(verified.headers["location"], "/setup?said=verified");
    let page = running.get_as(&steward, "/setup").await;
    assert_eq!(page.status, 200, "{:?}", page.headers);
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("there are no backups"), "{page}");
    assert_eq!(running.get_as(&other, "/setup").await.status, 404);
    let stolen = [("web.operator", "Tom")];
    let stolen = running.post_as(&other, "/setup/settings", &stolen).await;
    assert_eq!(stolen.status, 404);
    assert_eq!(running.get_as("", "/setup").await.status, 303);
}

#[tokio::test]
async fn what_the_setup_page_keeps_counts_from_the_next_start_and_its_secret_stands_in_one_file() {
    use std::os::unix::fs::PermissionsExt as _;
    const SECRET: &str = "frogs-and-herons-at-the-mail-server";
    let mut running = Running::start();
    running.sign_up().await;
    let token = running.token_in_letter().await;
    let form = [("token", &*token)];
    let verified = running.post("/account/verify-email", &form).await;
    let steward = verified.pair();
    let load = || Config::load(None, Some(running.folder.path()));

    let wrong = [("web.base_url", "ftp://x"), ("mail.smtp_password", SECRET)];
    let refused = running.post_as(&steward, "/setup/settings", &wrong).await;
    assert_eq!(refused.status, 422);
    assert_eq!(running.files_with(SECRET), [""; 0]);
    let right = [
        ("web.base_url", "https://anki.example.org"),
        ("web.operator", "Ann"),
        ("accounts.registration", "closed"),
        ("mail.from", "Fuda <fuda@example.org>"),
        ("mail.smtp_host", "mail.example.org"),
        ("mail.smtp_port", "465"),
        ("mail.smtp_tls", "tls"),
        ("mail.smtp_user", "fuda"),
        ("mail.smtp_password", SECRET),
        ("server.listen", "0.0.0.0:1"),
    ];
    let kept = running.post_as(&steward, "/setup/settings", &right).await;
    let letter = running.post_as(&steward, "/setup/letter", &[]).await;

    assert_eq!((kept.status, letter.status), (303, 303));
    let config = load().unwrap();
    assert_eq!(config.web.base_url, "https://anki.example.org");
    assert_eq!((&*config.web.operator, config.mail.smtp_port), ("Ann", 465));
    assert_eq!(config.server.listen, Config::default().server.listen);
    assert_eq!(running.files_with(SECRET), ["smtp-password"]);
    for name in ["smtp-password", "settings.toml"] {
        let file = running.folder.path().join(name).metadata().unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{name}");
    }
    let page = running.get_as(&steward, "/setup").await;
    assert!(!String::from_utf8(page.bytes).unwrap().contains(SECRET));
    running.site.worker.run_due().await.unwrap();
    let letters = fs::read_dir(running.folder.path().join("outbox")).unwrap();
    assert_eq!(letters.count(), 2);
}
