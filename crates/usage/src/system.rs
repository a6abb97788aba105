//! What a program says about its system, as much of it as is counted.

/// What is not one of the systems that Anki runs on.
pub(crate) const OTHER: &str = "";

/// `lin:debian:12` and `Linux debian 12` are `Linux`, `mac:14.5` is `macOS 14`. Nothing else that a
/// program says gets through: a stranger could write what he likes.
pub(crate) fn system_of(told: &str) -> String {
    let mut words = told.split([':', ' ', '.']);
    let name = match words
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
        .as_str()
    {
        "lin" | "linux" => return "Linux".to_owned(),
        "mac" | "macos" => "macOS",
        "win" | "windows" => "Windows",
        "android" => "Android",
        "ios" | "ipados" => "iOS",
        _ => return OTHER.to_owned(),
    };
    match words.next().and_then(|word| word.parse::<u8>().ok()) {
        Some(number) => format!("{name} {number}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::system_of;

    #[test]
    fn pr_21_of_a_system_only_name_and_first_number_are_kept() {
        for (told, kept) in [
            ("lin:debian:12", "Linux"),
            ("Linux debian 12", "Linux"),
            ("mac:14.5", "macOS 14"),
            ("macOS 14.5", "macOS 14"),
            ("win:10", "Windows 10"),
            ("win:2019Server", "Windows"),
            ("Android 14", "Android 14"),
            ("iOS 18.1", "iOS 18"),
            ("Mia's own computer", ""),
            ("", ""),
        ] {
            assert_eq!(system_of(told), kept, "{told}");
        }
    }
}
