//! Which names media files may have. Names are data to us: no path ever contains one.

use unicode_normalization::is_nfc;

/// Bytes of a name, as on Anki's own server.
const NAME_BYTES_MAX: usize = 255;

/// Whether a file of this name may be stored: what Anki's server takes, and of that not the names
/// that are no file's name at all. Brackets, colons, question marks and backslashes are taken; apps
/// clean them on their side (§6.5, §6.7).
pub(super) fn is_storable(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= NAME_BYTES_MAX
        && !matches!(name, "." | "..")
        && !name.contains('/')
        && !name.chars().any(char::is_control)
        && is_nfc(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edge_37_names_that_anki_stores_are_taken_and_no_others() {
        for good in [
            "plain.jpg",
            "é composed.mp3",
            "日本語の名前.webp",
            "emoji 🎴.gif",
            "العربية.jpg",
            "back\\slash",
            "a:b[c]?d*<e>|\"",
            ".hidden",
            "...",
            "CON",
            "trailing.",
            "percent%20sign&amp.svg",
            "UPPER.JPG",
            "nbsp\u{a0}x",
            &"l".repeat(255),
        ] {
            assert!(is_storable(good), "{good:?}");
        }
        for bad in [
            "",
            ".",
            "..",
            "../up.txt",
            "a/b.txt",
            "/",
            "e\u{301}.txt",
            "nul\0byte.txt",
            "line\nbreak",
            "\u{7f}",
            &"l".repeat(256),
            &"é".repeat(128),
        ] {
            assert!(!is_storable(bad), "{bad:?}");
        }
    }
}
