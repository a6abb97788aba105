//! Lines of letters. Words are broken at spaces; languages that write without spaces are broken
//! between any two of their letters, but not before a mark that ends something or after one that
//! opens something.

/// Lines are at most so wide; only links may be wider. A letter of Japanese takes two places.
const LINE_PLACES: usize = 72;

/// May not begin a line.
const ENDING: &str =
    "、。，．・：；？！）」』】〉》〕］｝ー～…ゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
/// May not end a line.
const OPENING: &str = "（「『【〈《〔［｛";

/// Sets a paragraph.
pub(super) fn set(text: &mut String, words: &str) {
    let mut places = 0;
    for (piece, follows_space) in pieces(words) {
        let width: usize = piece.chars().map(width_of).sum();
        let space = usize::from(follows_space && places > 0);
        if places > 0 && places + space + width > LINE_PLACES {
            text.push('\n');
            places = 0;
        } else if space > 0 {
            text.push(' ');
            places += space;
        }
        text.push_str(piece);
        places += width;
    }
}

/// What must stay together, each with whether a space stands before it.
fn pieces(words: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    for word in words.split_ascii_whitespace() {
        let (mut begin, mut follows_space) = (0, true);
        let mut before: Option<char> = None;
        for (at, letter) in word.char_indices() {
            if before.is_some_and(|before| may_break(before, letter)) {
                pieces.push((word.get(begin..at).unwrap_or_default(), follows_space));
                (begin, follows_space) = (at, false);
            }
            before = Some(letter);
        }
        pieces.push((word.get(begin..).unwrap_or_default(), follows_space));
    }
    pieces
}

fn may_break(before: char, after: char) -> bool {
    (width_of(before) == 2 || width_of(after) == 2)
        && !OPENING.contains(before)
        && !ENDING.contains(after)
}

fn width_of(letter: char) -> usize {
    match letter {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// How wide a line is.
#[cfg(test)]
pub(super) fn width(line: &str) -> usize {
    line.chars().map(width_of).sum()
}

#[cfg(test)]
mod tests {
    use super::{LINE_PLACES, set, width};

    #[test]
    fn words_are_broken_at_spaces_and_links_never() {
        let mut text = String::new();
        let link = format!("https://fuda.example.org/{}", "x".repeat(80));

        set(&mut text, &format!("{} {link} end", "word ".repeat(20)));

        let lines: Vec<_> = text.lines().collect();
        assert!(lines.contains(&link.as_str()), "{text}");
        assert!(
            lines
                .iter()
                .all(|line| *line == link || width(line) <= LINE_PLACES)
        );
        assert!(
            lines
                .iter()
                .all(|line| !line.starts_with(' ') && !line.ends_with(' '))
        );
    }

    #[test]
    fn japanese_is_broken_between_letters_but_not_before_a_full_stop() {
        let sentence = "心当たりがない場合は、何もしないでください。「リンク」を開かなければ、Fudaのアカウントは使えません。";
        for indent in 0..40 {
            let mut text = String::new();

            set(&mut text, &format!("{}{sentence}", "あ".repeat(indent)));

            assert_eq!(
                text.replace('\n', ""),
                format!("{}{sentence}", "あ".repeat(indent))
            );
            for line in text.lines() {
                assert!(width(line) <= LINE_PLACES, "{text}");
                assert!(!line.starts_with(['、', '。', '」', 'ー', 'っ']), "{text}");
                assert!(!line.ends_with('「'), "{text}");
            }
            assert!(text.contains("Fuda"), "a foreign word stays whole: {text}");
        }
    }
}
