use super::*;
use crate::samples::every_purpose;

/// Every letter in every language, with what it says.
fn every_letter(site: &Site) -> Vec<(Language, Purpose, Words)> {
    let languages = Language::ALL.iter();
    languages
        .flat_map(|language| {
            every_purpose().into_iter().map(|purpose| {
                let said = words(&letter(*language, purpose.clone()), site);
                (*language, purpose, said)
            })
        })
        .collect()
}

fn letter(language: Language, purpose: Purpose) -> Letter {
    Letter {
        account: None,
        to: "mia@example.org".into(),
        language: language.code().into(),
        purpose,
    }
}

#[test]
fn pr_03_letters_link_to_the_own_host_alone_and_load_nothing() {
    let site = Site {
        url: "https://fuda.example.org".into(),
    };

    for (language, _, said) in every_letter(&site) {
        let Words {
            subject,
            body,
            html,
        } = said;
        for text in [&body, &html] {
            let parts: Vec<&str> = text.split("://").collect();
            for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
                assert!(before.ends_with("https"), "{text}");
                assert!(after.starts_with("fuda.example.org/"), "{text}");
            }
        }
        assert!(!body.contains('<'), "{body}");
        assert!(!subject.contains(['\r', '\n']), "{subject}");
        for foreign in [
            "src=", "url(", "<link", "<img", "<script", "<form", "@import",
        ] {
            assert!(!html.contains(foreign), "{foreign} in {html}");
        }
        assert!(!subject.contains("fuda.example.org"), "{subject}");
        assert!(subject.is_ascii() || language != Language::En, "{subject}");
    }
}

#[test]
fn lines_are_short_except_links() {
    let site = Site {
        url: "http://127.0.0.1:8080".into(),
    };

    for (_, _, Words { body, .. }) in every_letter(&site) {
        let is_short = |line: &str| lines::width(line) <= 72 || line.starts_with("http");
        assert!(body.lines().all(is_short), "{body}");
    }
}

#[test]
fn every_letter_says_the_same_as_plain_text_and_as_a_page() {
    let site = Site {
        url: "http://127.0.0.1:8080".into(),
    };

    for (language, _, Words { body, html, .. }) in every_letter(&site) {
        assert!(!body.contains(['{', '\u{2068}', '\u{2069}']), "{body}");
        assert!(html.contains(&format!("<html lang=\"{}\">", language.code())));
        let plain: String = body.split_whitespace().collect();
        assert_eq!(text_of(&html), plain, "{language:?}");
    }
}

/// What a reader of the page reads, without spaces.
fn text_of(html: &str) -> String {
    let (_, body) = html.split_once("<body").unwrap();
    let texts = body.split('<').filter_map(|tag| tag.split_once('>'));
    let text: String = texts.map(|(_, text)| text).collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .split_whitespace()
        .collect()
}

#[test]
fn every_letter_is_written_in_its_readers_language_from_greeting_to_signature() {
    let site = Site {
        url: "http://127.0.0.1:8080".into(),
    };

    for (language, purpose, said) in every_letter(&site) {
        let t = Texts::new(language);
        assert!(said.body.starts_with(&t.letter_greeting()), "{}", said.body);
        let signature = format!("{}\n", t.letter_signature(site.name()));
        assert!(said.body.ends_with(&signature), "{}", said.body);
        let english = words(&letter(Language::En, purpose.clone()), &site);
        let is_english = language == Language::En;
        assert_eq!(said.subject == english.subject, is_english, "{purpose:?}");
        let shared = said
            .body
            .lines()
            .filter(|line| line.contains(' ') && english.body.lines().any(|other| other == *line));
        assert_eq!(
            shared.filter(|line| !line.contains("CERTIFICATE")).count() > 0,
            is_english,
            "{}",
            said.body
        );
    }
}

#[test]
fn the_letter_that_confirms_an_address_reads_so() {
    let site = Site {
        url: "https://fuda.example.org".into(),
    };
    let purpose = Purpose::ConfirmAddress {
        token: "TOKEN".into(),
        hours: 24,
    };

    let Words {
        subject,
        body,
        html,
    } = words(&letter(Language::En, purpose), &site);

    assert_eq!(subject, "Confirm your address for Fuda");
    assert!(
        body.contains("\n\nhttps://fuda.example.org/account/verify-email?token=TOKEN\n\n"),
        "{body}"
    );
    assert!(body.contains("24 hours"), "{body}");
    let link = "https://fuda.example.org/account/verify-email?token=TOKEN";
    assert!(html.contains(&format!("<a href=\"{link}\"")), "{html}");
}
