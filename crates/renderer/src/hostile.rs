//! What strangers may write into templates and fields, and what holds whatever they write.

use trials::Trial;

use crate::card::{Card, Error, Fields, Rest, Side};
use crate::face::place_of_voices;
use crate::template::Template;
use crate::{cloze, description, html, latex, sound, typed};

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[
    Trial {
        name: "template",
        seeds: templates,
        run: template,
    },
    Trial {
        name: "cloze",
        seeds: clozes,
        run: clozed,
    },
    Trial {
        name: "text",
        seeds: texts,
        run: text,
    },
];

/// A template, a zero, a field.
fn template(bytes: &[u8]) {
    let bytes = String::from_utf8_lossy(bytes);
    let (question, field) = bytes.split_once('\0').unwrap_or((&bytes, "a"));
    if let Ok(template) = Template::parse(question) {
        let again = template.to_text();
        // A name that itself begins with braces, as in `{{ {{a}}`, is another one once it is
        // written, in Anki's hands as in ours; so is text with braces where a template has chosen
        // other marks.
        if !again.contains("{{{") && !question.contains("{{=<%") {
            let read = Template::parse(&again).map(|read| read.to_text());
            assert_eq!(read, Ok(again), "a template that we wrote is another one");
        }
        template.needs(&["Front", "Back"]);
    }
    for is_cloze in [false, true] {
        shown(question, field, is_cloze);
    }
}

/// Both sides as a learner sees them; too large is an answer.
fn shown(question: &str, field: &str, is_cloze: bool) {
    let mut fields = Fields::default();
    fields.put("Front", field);
    fields.put("Back", "b");
    let card = Card {
        question,
        answer: "{{FrontSide}}<hr id=answer>{{Back}}{{hint:Front}}{{type:Front}}",
        fields: &fields,
        ord: 0,
        is_cloze,
        for_browser: false,
    };
    let faces = match card.render(Rest::Left) {
        Ok(sides) => sides.faces(place_of_voices),
        Err(Error::TooLarge(error)) => Err(error),
        Err(_) => return,
    };
    if let Ok(faces) = faces {
        faces.question.page(false);
        faces.answer.page(true);
        let ask = typed::Ask {
            text: field,
            font_name: "Arial",
            font_size: 20,
        };
        let question = &faces.question.html;
        if let Some(asked) = typed::Asked::of(question, 1, |_| Some(ask.clone())) {
            typed::with_input(question, &asked);
            typed::with_comparison(&faces.answer.html, asked.as_ref().ok(), "typed");
        }
    }
}

/// A field with clozes.
fn clozed(bytes: &[u8]) {
    let field = String::from_utf8_lossy(bytes);
    let numbers = cloze::numbers([&*field]);
    // As in Anki, a cloze inside of one without a number counts here and not there.
    assert!(
        !numbers.is_empty() || !cloze::contains_any(&field),
        "clozes without numbers"
    );
    for number in numbers.into_iter().take(3).chain([0, 1]) {
        cloze::to_be_typed(&field, number);
    }
    cloze::shapes(&field);
    // Each level of clozes is escaped once more for the next: too large is an answer.
    drop(latex::extract_from_clozes(&field, false));
    shown("{{cloze:Front}}{{type:cloze:Front}}", &field, true);
    shown("{{cloze-only:Front}}", &field, true);
}

/// Text of any kind.
fn text(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    for (html, keep_names) in [(text, true), (text, false)] {
        html::to_line(html, keep_names);
    }
    assert!(
        html::strip(text).len() <= text.len() * 4,
        "taking away has added"
    );
    html::strip_keeping_names(text);
    html::without_tags(text);
    html::encode_paths(&html::decode_paths(text));
    html::media_names(text);
    sound::extract(text, Side::Question);
    sound::with_buttons(&sound::in_signs(text), |_, number| number.to_string());
    sound::strip(text);
    latex::extract(text, true);
    typed::compare(text, "typed", true);
    let (front, back) = text.split_once('\0').unwrap_or((text, ""));
    typed::compare(front, back, false);
    let safe = description::safe(&description::from_markdown(text));
    assert_eq!(description::safe(&safe), safe, "what is safe was changed");
    let safe = description::safe(text);
    assert_eq!(description::safe(&safe), safe, "what is safe was changed");
    let lower = safe.to_ascii_lowercase();
    for tag in lower.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split(|c: char| !c.is_alphanumeric()).next();
        let is_safe = !matches!(name, Some("script" | "style" | "img" | "iframe" | "svg"));
        assert!(is_safe && !tag.contains("href=\"javascript:"), "{safe}");
    }
}

fn templates() -> Vec<Vec<u8>> {
    [
        "{{Front}}\0field",
        "{{#Front}}{{Front}}{{/Front}}{{^Back}}none{{/Back}}\0<b>a</b>",
        "{{furigana:text:Front}} {{kanji:Front}}{{kana:Front}}\0 日本[にほん]語[ご]",
        "{{hint:Front}}{{type:Front}}{{type:nc:Front}}\0é\u{301} &amp; <br>",
        "{{tts en_US voices=a,b speed=1.5:Front}}[sound:a.mp3]\0[anki:tts lang=de]x[/anki:tts]",
        "{{=<% %>=}}<%Front%><!-- {{Back}} -->\0x",
        "{{cloze:Front}}{{#c1}}one{{/c1}}{{c2}}\0{{c1::a::hint}} {{c1,2::b}}",
        "{{Tags}}{{Type}}{{Deck}}{{Subdeck}}{{Card}}{{CardFlag}}{{CardID}}\0[latex]x^2[/latex]",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec()
}

fn clozes() -> Vec<Vec<u8>> {
    [
        "{{c1::a}} {{c2::b::hint}}",
        "{{c1::outer {{c2::inner}} rest}}",
        "{{c1,2,10::many}} {{c0::none}} {{c65536::far}}",
        "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}",
        "{{c1::image-occlusion:text:left=.1:top=.2:text=a\\:b:scale=1.1:fs=.05:angle=90}}",
        "{{c1::image-occlusion:polygon:points=.1,.2 .3,.4 .5,.6}}",
        "{{c1::\\(x^2\\)}} {{c2::[$]y[/$]}} {{c3::<anki-mathjax block>z</anki-mathjax>}}",
        "{{c1::[sound:a.mp3]}} <b>{{c2::b</b>}}",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec()
}

fn texts() -> Vec<Vec<u8>> {
    [
        "plain &amp; &lt;b&gt; &#x41; &nbsp; <br/> <div>a</div><p>b</p>",
        "<img src=\"a b.jpg\"> <img src='\u{e9}.png'><object data=x.svg> [sound:a&amp;b.mp3]",
        "[anki:tts lang=en_US voices=x speed=1]say[/anki:tts] [anki:play:q:0]",
        "[latex]\\alpha[/latex] [$]a<br>b[/$] [$$]c[/$$]",
        "<style>b{}</style><script>x</script><!-- c --> <a href=\"https://a.example/?a=b\">a</a>",
        "# head\n\n* one\n* two\n\n[link](https://a.example) **b** `c` | a | b |\n",
        "wanted \u{301}e \u{5d0}\u{5d1}\0typed e\u{301}",
        "<a href=\"java&#x73;cript:alert(1)\" onclick=x>x</a><svg><a xlink:href=x>",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_cards_are_shown_or_refused() {
        for trial in TRIALS {
            trial.withstands_damage(300);
        }
    }
}
