//! Cards that strangers made to stop a server: each must be shown or refused, and soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use renderer::card::{Card, Error, Fields, Rest, Side};
use renderer::face::place_of_voices;
use renderer::template::{Problem, Template};
use renderer::{cloze, description, html, latex, sound, typed};

/// Without optimisation and on a busy machine; most take a tenth of a second.
const LONG: Duration = Duration::from_secs(20);

fn soon<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = work();
    assert!(began.elapsed() < LONG, "{what}: {:?}", began.elapsed());
    done
}

fn rendered(question: &str, front: &str) -> Result<String, Error> {
    let mut fields = Fields::default();
    fields.put("Front", front);
    let card = Card {
        question,
        answer: "{{FrontSide}}",
        fields: &fields,
        ord: 0,
        is_cloze: question.contains("cloze:"),
        for_browser: false,
    };
    let sides = card.render(Rest::Left)?;
    Ok(sides.faces(place_of_voices)?.answer.html)
}

#[test]
fn conditions_may_be_nested_as_deep_as_one_likes() {
    let depth = 100_000;
    let template = [
        "{{#Front}}".repeat(depth),
        "{{Front}}".into(),
        "{{/Front}}".repeat(depth),
    ];

    let shown = soon("nested", || rendered(&template.concat(), "x"));

    assert_eq!(shown.unwrap(), "x");
}

#[test]
fn conditions_that_are_not_closed_are_named() {
    let open = "{{#Front}}".repeat(100_000);

    let problem = soon("open", || Template::parse(&open).unwrap_err());

    let key = "Front".to_owned();
    assert_eq!(problem, Problem::NotClosed { key });
}

#[test]
fn templates_of_what_is_never_closed_are_read_once() {
    for unit in [
        "{{",
        "{",
        "<!--",
        "<!-- {{",
        "{{a}} <!--",
        "<!-- {{ -->",
        "{{{{}}",
    ] {
        let template = unit.repeat(200_000);
        soon(unit, || drop(Template::parse(&template)));
    }
}

#[test]
fn clozes_deeper_than_ten_levels_are_not_opened() {
    let field = ["{{c1::".repeat(100_000), "x".into(), "}}".repeat(100_000)].concat();

    let numbers = soon("numbers", || cloze::numbers([field.as_str()]));

    assert_eq!(numbers.into_iter().collect::<Vec<_>>(), [1]);
}

#[test]
fn what_grows_with_each_level_of_clozes_is_refused() {
    let text = "? ".repeat(100_000);
    let field = ["{{c1::".repeat(10), text, "}}".repeat(10)].concat();

    let shown = soon("grown", || rendered("{{cloze:Front}}", &field));

    assert!(matches!(shown, Err(Error::TooLarge(_))));
}

#[test]
fn many_clozes_are_shown() {
    let clozes: Vec<String> = (0..100_000)
        .map(|number| format!("{{{{c{number}::x::h}}}}"))
        .collect();
    let field = clozes.concat();

    let shown = soon("many", || rendered("{{cloze:Front}}", &field)).unwrap();

    assert!(
        shown.contains(r#"<span class="cloze" data-ordinal="1">x</span>"#)
            || shown.contains("data-cloze")
    );
    soon("only", || rendered("{{cloze-only:Front}}", &field)).unwrap();
    let unclosed = "{{c1::".repeat(200_000);
    soon("unclosed", || rendered("x{{cloze:Front}}", &unclosed)).unwrap();
    soon("typed", || cloze::to_be_typed(&field, 1));
    let with_formula = format!("[$]x[/$]{field}");
    let pictures = soon("pictures", || {
        latex::extract_from_clozes(&with_formula, false)
    });
    pictures.unwrap_err();
}

#[test]
fn a_field_repeated_without_end_is_refused() {
    let field = "x".repeat(1_000_000);
    for name in [
        "{{Front}}",
        "{{text:Front}}",
        "{{hint:Front}}",
        "{{cloze:Front}}",
    ] {
        let template = name.repeat(50_000);
        let shown = soon(name, || {
            rendered(&template, &format!("{{{{c1::{field}}}}}"))
        });
        assert!(matches!(shown, Err(Error::TooLarge(_))), "{name}");
    }
    let filters = format!("{{{{{}Front}}}}", "text:".repeat(200_000));
    let shown = soon("filters", || rendered(&filters, &field));
    assert!(matches!(shown, Err(Error::TooLarge(_))));
    let mut fields = Fields::default();
    fields.put("Front", field.as_str());
    let card = Card {
        question: "{{Front}}",
        answer: &"{{FrontSide}}".repeat(50_000),
        fields: &fields,
        ord: 0,
        is_cloze: false,
        for_browser: false,
    };
    let sides = card.render(Rest::Left).unwrap();
    soon("front side", || sides.faces(|_, _| None)).unwrap_err();
}

#[test]
fn texts_of_what_is_never_closed_are_read_once() {
    let units = [
        "[sound:",
        "[sound:a",
        "[anki:tts lang=a]",
        "[anki:x a=",
        "[anki:x a=\"",
        "[anki:x a=[anki:x ",
        "[anki:[anki:",
        "[/anki:",
        "[latex]",
        "[$]x[/$][latex]",
        "[$$]",
        r"\(",
        r"\[\)",
        "[",
        "a[",
        "a[b\n",
        "[[type:",
        "[[type:a]",
        "<img src=",
        "<br   ",
        "&",
        "&#x",
        "{{c1::\\(",
        "<style>",
    ];
    for unit in units {
        let text = unit.repeat(8_000);
        let with_end = format!("{text}[/anki:x] a=\"[/anki:x]\" [/anki:tts]]>}}}}");
        for text in [&text, &with_end] {
            soon(unit, || {
                drop(sound::extract(text, Side::Question));
                drop(sound::strip(text));
                drop(latex::extract(text, false));
                drop(html::strip(text));
                drop(html::to_line(text, true));
                drop(html::encode_paths(text));
                drop(html::media_names(text));
                for filter in ["furigana", "kana:text", "cloze", "hint"] {
                    drop(rendered(&format!("{{{{{filter}:Front}}}}"), text));
                }
            });
        }
    }
}

#[test]
fn answers_of_any_length_are_compared() {
    let wanted = "ab".repeat(50_000);
    for typed in [
        "ba".repeat(50_000),
        "a".repeat(100_000),
        "c".repeat(100_000),
    ] {
        for combining in [true, false] {
            let shown = soon("compared", || typed::compare(&wanted, &typed, combining));
            assert!(shown.ends_with("</code>"));
        }
    }
}

#[test]
fn speech_that_would_fill_the_memory_is_not_filled_in() {
    let blank = "b".repeat(100_000);
    let hidden = "[...]".repeat(100_000);
    let text = format!("[anki:tts lang=a cloze_blank={blank}]{hidden}[/anki:tts]");

    let (_, sounds) = soon("blanks", || sound::extract(&text, Side::Question));

    assert_eq!(sounds.len(), 1);
}

#[test]
fn descriptions_say_nothing_to_a_browser_but_text_and_links() {
    let shown = [
        ("<img src=x onerror=alert(1)>a", "a"),
        ("<b onclick=x>a", "<b>a</b>"),
        (
            "<a href=\"java\tscript:alert(1)\">a</a>",
            "<a rel=\"noopener noreferrer\">a</a>",
        ),
        (
            "<a href=\"&#106;avascript:x\">a</a>",
            "<a rel=\"noopener noreferrer\">a</a>",
        ),
        (
            "<a href='x\"><script>'>a",
            "<a href=\"x&quot;&gt;&lt;script&gt;\" rel=\"noopener noreferrer\">a</a>",
        ),
        ("<scr<script>x</script>ipt>a", "xipt&gt;a"),
        ("<svg><style><img src=x onerror=x></style></svg>a", "a"),
        ("</div><div>a</p>", "<div>a</div>"),
        ("<p title=\"a", ""),
        (
            "1 < 2 &amp; <!-- <b> -->3 &bogus; \u{e9}<",
            "1 &lt; 2 &amp; 3 &amp;bogus; \u{e9}&lt;",
        ),
    ];
    for (html, wanted) in shown {
        assert_eq!(description::safe(html), wanted, "{html}");
    }
    for unit in [
        "<b>", "<!--", "<a ", "<a x='", "</", "&", "<script>", "> ", "* ", "[", "[a](", "`", "**a",
        "| a ",
    ] {
        let text = unit.repeat(300_000 / unit.len());
        let html = soon(unit, || description::from_markdown(&text));
        soon(unit, || description::safe(&html));
        soon(unit, || description::safe(&text));
    }
}

const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{{#Front}}",
    "{{/Front}}",
    "{{^Front}}",
    "{{cloze:Front}}",
    "{{hint:Front}}",
    "{{tts a:Front}}",
    "{{x:}}",
    "{{type:Front}}",
    "{{furigana:Front}}",
    "<%",
    "<!--",
    "-->",
    "{{c1::",
    "{{c2,1::",
    "::",
    "image-occlusion:text:text=\\:",
    "[sound:",
    "[anki:tts lang=",
    "]",
    "[/anki:tts]",
    "[latex]",
    "[/latex]",
    "[$]",
    "[/$]",
    "\\(",
    "\\)",
    "<img src=",
    "\"",
    "'",
    ">",
    "<",
    "&",
    "&amp;",
    "%2",
    "é",
    "日",
    "\u{301}",
    "\u{1f}",
    "ſ",
    " ",
    "\n",
    "a",
    "[[type:",
    "]]",
    "[",
    "0",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_that_may_be_written_stops_the_program(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        others in prop::collection::vec(prop::sample::select(PIECES), 0..40),
    ) {
        let (text, other) = (pieces.concat(), others.concat());
        let _ = rendered(&text, &other);
        let _ = rendered(&format!("{{{{cloze:Front}}}}{text}"), &other);
        if let Ok(template) = Template::parse(&text) {
            let again = template.to_text();
            // A name that itself begins with braces, as in `{{ {{a}}`, is another one once it is
            // written, in Anki's hands as in ours.
            if !again.contains("{{{{") {
                prop_assert_eq!(Template::parse(&again).unwrap().to_text(), again);
            }
            template.needs(&["Front", "Back"]);
        }
        sound::extract(&text, Side::Answer);
        latex::extract_from_clozes(&text, true).unwrap();
        typed::compare(&text, &other, false);
        cloze::shapes(&text);
        html::to_line(&text, true);
        html::encode_paths(&html::decode_paths(&text));
        html::media_names(&text);
        description::safe(&description::from_markdown(&text));
    }
}
