//! Facts about cards, with the words of Anki 26.9.3 itself (its backend was asked through the
//! Python package `anki`).

use renderer::card::{Card, Fields, Piece, Rest, Side};
use renderer::face::Faces;
use renderer::sound::{self, Sound};
use renderer::typed::{Ask, Asked, compare, with_comparison, with_input};
use renderer::{cloze, html, latex};

fn card<'a>(templates: [&'a str; 2], fields: &'a Fields<'a>) -> Card<'a> {
    let [question, answer] = templates;
    Card {
        question,
        answer,
        fields,
        ord: 0,
        is_cloze: question.contains("cloze:"),
        for_browser: false,
    }
}

fn fields<'a>(front: &'a str, back: &'a str) -> Fields<'a> {
    let mut fields = Fields::default();
    fields.put("Front", front);
    fields.put("Back", back);
    fields
}

fn faces(templates: [&str; 2], fields: &Fields<'_>) -> Faces {
    let sides = card(templates, fields).render(Rest::Left);
    let faces = sides.expect("the templates are right").faces(|_, _| None);
    faces.expect("the card is small")
}

#[test]
fn a_wrong_template_is_explained_in_place_of_the_card() {
    let fields = fields("f", "b");

    let error = card(["{{#Front}}{{Misssing}}{{/Front}}", ""], &fields).render(Rest::Left);

    assert_eq!(
        error.unwrap_err().to_string(),
        "Front template has a problem:<br>Found &#x27;\u{2068}{{Misssing}}\u{2069}&#x27;, but \
         there is no field called &#x27;\u{2068}Misssing\u{2069}&#x27;<br><a href='https://docs.\
         ankiweb.net/templates/errors.html#template-syntax-error'>More information</a>"
    );
}

#[test]
fn the_first_unknown_filter_and_those_behind_it_are_left_to_the_caller() {
    let fields = fields("<b>x</b>", "b");

    let sides = card(["{{hint:custom:text:Front}}", "{{FrontSide}}"], &fields).render(Rest::Left);

    let left = Piece::Open {
        name: "Front".to_owned(),
        text: "x".to_owned(),
        filters: vec!["custom".to_owned(), "hint".to_owned()],
    };
    assert_eq!(sides.unwrap().question, [left]);
}

#[test]
fn a_cloze_hides_itself_in_an_attribute() {
    let fields = fields("{{c1::<b>a</b> {{c2::b}}::hint}} {{c2::c}}", "");

    let faces = faces(["{{cloze:Front}}", "{{cloze:Front}}"], &fields);

    let hidden = "&lt;b&gt;a&lt;&#x2F;b&gt;&#x20;&lt;span&#x20;class&#x3D;&quot;cloze&#x2D;\
                  inactive&quot;&#x20;data&#x2D;ordinal&#x3D;&quot;2&quot;&gt;b&lt;&#x2F;span&gt;";
    assert_eq!(
        faces.question.html,
        format!(
            "<span class=\"cloze\" data-cloze=\"{hidden}\" data-ordinal=\"1\">[hint]</span> \
             <span class=\"cloze-inactive\" data-ordinal=\"2\">c</span>"
        )
    );
}

#[test]
fn sounds_of_the_question_keep_their_numbers_on_the_answer() {
    let fields = fields("[sound:a &amp; b.mp3]", "[sound:c.mp3]");

    let faces = faces(["{{Front}}", "{{FrontSide}} {{Back}}"], &fields);

    assert_eq!(faces.question.sounds, [Sound::File("a & b.mp3".to_owned())]);
    assert_eq!(faces.answer.html, "[anki:play:q:0] [anki:play:a:0]");
    assert_eq!(faces.answer.sounds, [Sound::File("c.mp3".to_owned())]);
}

#[test]
fn speech_needs_a_language() {
    let (text, sounds) = sound::extract("[anki:tts]x[/anki:tts]", Side::Question);

    let wanted = "[Error in directive '\u{2068}anki:tts\u{2069}': \
                  \u{2068}'\u{2068}lang\u{2069}' not set\u{2069}]";
    assert_eq!((text.as_ref(), sounds), (wanted, vec![]));
}

#[test]
fn formulas_become_the_pictures_a_desktop_made() {
    let (text, formulas) = latex::extract("[$]a<br>b &lt; c[/$]", false);

    assert_eq!(formulas[0].body, "$a\nb < c$");
    let name = "latex-a19be8066766f30fb085a92f515678c404940729.png";
    assert_eq!(formulas[0].file_name, name);
    assert_eq!(
        text,
        format!("<img class=latex alt=\"&#x24;a&#x0A;b&#x20;&lt;&#x20;c&#x24;\" src=\"{name}\">")
    );
}

#[test]
fn a_typed_answer_is_compared_letter_by_letter() {
    assert_eq!(
        compare("apple", "aple", true),
        "<code id=typeans><span class=typeGood>a</span><span class=typeMissed>-</span>\
         <span class=typeGood>ple</span><br><span id=typearrow>&darr;</span><br>\
         <span class=typeGood>a</span><span class=typeMissed>p</span>\
         <span class=typeGood>ple</span></code>"
    );
}

#[test]
fn shapes_on_pictures_are_listed_by_cloze() {
    let shapes = cloze::shapes(r"{{c1,2::image-occlusion:text:text=a\:b:left=.1:top=}}");

    let text = ("text".to_owned(), "a:b".to_owned());
    let left = ("left".to_owned(), ".1".to_owned());
    let top = ("top".to_owned(), String::new());
    assert_eq!(shapes.keys().copied().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(shapes[&2][0].properties, [text, left, top]);
}

#[test]
fn a_name_without_quotes_may_begin_with_a_space() {
    assert_eq!(html::strip_keeping_names("<img src= a.png>x"), "  a.png x");
}

/// The desktop's window does this; there is no asking it (`qt/aqt/reviewer.py`).
#[test]
fn the_comparison_stands_below_the_divider() {
    let field = |name: &str| {
        (name == "Back").then_some(Ask {
            text: "caf\u{e9}",
            font_name: "Arial",
            font_size: 20,
        })
    };
    let question = "f [[type:nc:Back]]";

    let asked = Asked::of(question, 1, field).unwrap();
    let shown = with_input(question, &asked).into_owned();
    let asked = asked.unwrap();
    let answer = with_comparison("f [[type:nc:Back]]<hr id=answer>", Some(&asked), "cafe");

    assert!(shown.contains("<input type=text id=typeans"), "{shown}");
    assert_eq!(
        answer,
        "f <hr id=answer>\n<div style=\"font-family: 'Arial'; font-size: 20px\">\
         <code id=typeans><span class=typeGood>caf\u{e9}</span></code></div>"
    );
    let unknown = Asked::of("[[type:No]]", 1, field).unwrap().unwrap_err();
    assert_eq!(unknown, "Type answer: unknown field \u{2068}No\u{2069}");
}
