//! GET /study — the page on which cards are studied. The cards themselves come later, by `verbs.rs`.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use texts::Texts;

use crate::frame::{Frame, Member, Reply, page};

/// As all pages, and beside it: the frame of cards, and the sounds that play outside of it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; media-src 'self' blob:; frame-src 'self'; manifest-src 'self'; \
     form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types app",
);
/// The learner may record her own voice; cards may play their sounds.
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
     microphone=(self), midi=(), payment=(), serial=(), usb=(), publickey-credentials-get=(), \
     browsing-topics=(), autoplay=*",
);

#[derive(Debug, Template)]
#[template(path = "study/review.html")]
struct ReviewPage {
    t: Texts,
    frame: Frame,
    shell: String,
    /// The shell whose cards may load pictures of others.
    open_shell: String,
    menu: Vec<Vec<Entry>>,
    flags: Vec<Flag>,
    grades: Vec<Entry>,
    /// The sentences of the script, as JSON that may stand in a page.
    words: String,
}

#[derive(Debug)]
struct Entry {
    act: &'static str,
    words: String,
    key: Option<&'static str>,
}

#[derive(Debug)]
struct Flag {
    number: u8,
    name: String,
}

pub(super) async fn show(member: Member) -> Reply {
    let reader = &member.reader;
    let t = reader.t;
    let review = ReviewPage {
        t,
        frame: reader.frame(),
        shell: cardframe::address(cardframe::Reach::Own),
        open_shell: cardframe::address(cardframe::Reach::Pictures),
        menu: menu(t),
        flags: flags(t),
        grades: grades(t),
        words: words(t),
    };
    let mut response = page(StatusCode::OK, &review)?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert("permissions-policy", PERMISSIONS);
    Ok(response)
}

fn entry(act: &'static str, words: String, key: &'static str) -> Entry {
    Entry {
        act,
        words,
        key: (!key.is_empty()).then_some(key),
    }
}

/// The keys are those of Anki on the desktop; `keys.ts` obeys them.
fn menu(t: Texts) -> Vec<Vec<Entry>> {
    vec![
        vec![
            entry("edit", t.study_edit(), "E"),
            entry("mark", t.study_mark(), "*"),
            entry("info", t.study_info(), "I"),
            entry("options", t.options_link(), "O"),
            entry("replay", t.study_replay(), "R"),
        ],
        vec![
            entry("bury-card", t.study_bury_card(), "-"),
            entry("bury-note", t.study_bury_note(), "="),
            entry("suspend-card", t.study_suspend_card(), "@"),
            entry("suspend-note", t.study_suspend_note(), "!"),
        ],
        vec![
            entry("forget", t.study_forget(), "Ctrl+Alt+N"),
            entry("due", t.study_due(), "Ctrl+Shift+D"),
            entry("delete", t.study_delete(), "Ctrl+Del"),
            entry("redo", t.study_redo(), "Ctrl+Shift+Z"),
        ],
        vec![
            entry("advance", t.study_advance(), "Shift+A"),
            entry("pause", t.study_pause(), "5"),
            entry("back", t.study_back(), "6"),
            entry("forward", t.study_forward(), "7"),
            entry("record", t.study_record(), "Shift+V"),
            entry("own-voice", t.study_own_voice(), "V"),
            entry("swipe", t.study_swipe(), ""),
        ],
    ]
}

fn flags(t: Texts) -> Vec<Flag> {
    let names = flag_names(t).into_iter();
    (1..)
        .zip(names)
        .map(|(number, name)| Flag { number, name })
        .collect()
}

/// The names of the flags 1 to 7.
pub(super) fn flag_names(t: Texts) -> [String; 7] {
    [
        t.study_flag_1(),
        t.study_flag_2(),
        t.study_flag_3(),
        t.study_flag_4(),
        t.study_flag_5(),
        t.study_flag_6(),
        t.study_flag_7(),
    ]
}

fn grades(t: Texts) -> Vec<Entry> {
    vec![
        entry("again", t.study_again(), "1"),
        entry("hard", t.study_hard(), "2"),
        entry("good", t.study_good(), "3"),
        entry("easy", t.study_easy(), "4"),
    ]
}

fn words(t: Texts) -> String {
    let words = serde_json::json!({
        "card": t.study_card(),
        "undo": t.study_undo(),
        "redo": t.study_redo(),
        "edit": t.study_edit(),
        "tags": t.study_tags(),
        "due": t.study_due(),
        "due-days": t.study_due_days(),
        "due-hint": t.study_due_hint(),
        "forget": t.study_forget(),
        "forget-position": t.study_forget_position(),
        "forget-counts": t.study_forget_counts(),
        "save": t.study_save(),
        "close": t.study_close(),
        "cancel": t.study_cancel(),
        "line-offline": t.study_line_offline(),
        "line-busy": t.study_line_busy(),
        "line-logged-out": t.study_line_logged_out(),
        "line-broken": t.study_line_broken(),
        "offline": t.study_offline(),
        "hung": t.study_hung(),
        "stopped": t.study_stopped(),
        "touch-first": t.study_touch_first(),
        "no-voice": t.study_no_voice(),
        "voices": t.study_voices(),
        "voices-none": t.study_voices_none(),
        "voice-recording": t.study_voice_recording(),
        "voice-recorded": t.study_voice_recorded(),
        "voice-refused": t.study_voice_refused(),
        "advance-on": t.study_advance_on(),
        "advance-off": t.study_advance_off(),
        "time-up": t.study_time_up(),
        "swipe-on": t.study_swipe_on(),
        "swipe-off": t.study_swipe_off(),
        "nothing-to-undo": t.study_nothing_to_undo(),
        "nothing-to-redo": t.study_nothing_to_redo(),
        "timebox": t.study_timebox("{cards}", "{minutes}"),
        "timebox-title": t.study_timebox_title(),
        "timebox-go-on": t.study_timebox_go_on(),
        "timebox-finish": t.study_timebox_finish(),
        "day-over": t.study_day_over(),
    });
    // Between the tags of a script only this letter could end it.
    words.to_string().replace('<', "\\u003c")
}
