use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text without accents: decomposed for compatibility, combining marks taken away, and some
/// letters that do not decompose replaced by those people type for them (`rslib/src/text.rs`).
pub(crate) fn without_marks(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match typed_for(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

fn typed_for(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ɑ' => "a",
        'æ' => "ae",
        'Æ' => "AE",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ǝ' => "e",
        '€' | 'Ə' => "E",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ĸ' => "k",
        'ł' => "l",
        'Ł' => "L",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ø' => "o",
        'Ø' => "O",
        'œ' => "oe",
        'Œ' => "OE",
        'ß' => "s",
        'ŧ' => "t",
        'Ŧ' => "T",
        'þ' => "th",
        'Þ' => "TH",
        _ => return None,
    })
}
