//! What an Anki app says about itself.

/// Longer parts are cut: an app may say what it likes.
const PART_CHARACTERS: usize = 40;

/// Program, version and system, as far as the app told, ready to be shown (PR-23). What was not told
/// is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientVersion {
    /// `Anki`, `AnkiDroid`, `AnkiMobile`, or what it calls itself.
    pub program: String,
    /// The program's version, such as `26.09.3`; for AnkiDroid that of the app.
    pub version: String,
    /// Such as `Linux debian 12`, `macOS 14.5`, `Windows 10`, `Android 14`.
    pub system: String,
    /// The version of Anki's own core inside, for comparing: `[26, 9, 3]`.
    core: Vec<u32>,
}

impl ClientVersion {
    /// Reads the long form `anki,26.09.3 (29bb700b),lin:debian:12`, the short one
    /// `26.09.3,29bb700b,linux`, AnkiDroid's `…,android:2.22.1:14:Pixel 7`, and makes the best of
    /// everything else. (Forms: upstream `rslib/src/version.rs`.)
    pub fn parse(told: &str) -> ClientVersion {
        let mut parts = told.splitn(3, ',');
        let first = parts.next().unwrap_or_default();
        let second = parts.next().unwrap_or_default();
        let platform = parts.next().unwrap_or_default();
        let is_short = first.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let (program, version) = if is_short {
            ("anki", first)
        } else {
            (first, second)
        };
        let version = version
            .split(['(', ' '])
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        let mut client = ClientVersion {
            program: program_name(program),
            version: cleaned(version),
            system: String::new(),
            core: numbers(version),
        };
        client.note_platform(platform);
        client
    }

    /// The client as it was recorded earlier, without the version of its core.
    pub(crate) fn recorded(program: String, version: String, system: String) -> ClientVersion {
        ClientVersion {
            program,
            version,
            system,
            core: Vec::new(),
        }
    }

    pub(crate) fn looks_like(&self, other: &ClientVersion) -> bool {
        (&self.program, &self.version, &self.system)
            == (&other.program, &other.version, &other.system)
    }

    /// Whether it told anything at all.
    pub fn is_empty(&self) -> bool {
        self.program.is_empty() && self.version.is_empty() && self.system.is_empty()
    }

    /// Whether the core is older than `minimum` (such as `2.1.57`). A client that tells no version is
    /// not called old.
    pub fn is_older_than(&self, minimum: &str) -> bool {
        !self.core.is_empty() && self.core < numbers(minimum)
    }

    /// AnkiDroid's platform is `android:<app version>:<system version>:<model>`. The model is nobody's
    /// business and is dropped.
    fn note_platform(&mut self, platform: &str) {
        let mut words = platform.split(':').map(str::trim);
        let kind = words.next().unwrap_or_default();
        match kind.to_ascii_lowercase().as_str() {
            "android" => {
                "AnkiDroid".clone_into(&mut self.program);
                if let Some(version) = words.next().filter(|version| !version.is_empty()) {
                    self.version = cleaned(version);
                }
                self.system = named("Android", words.take(1));
            }
            "ios" | "ipados" => {
                "AnkiMobile".clone_into(&mut self.program);
                self.system = named("iOS", words.take(1));
            }
            "lin" | "linux" => self.system = named("Linux", words.take(2)),
            "mac" | "macos" => self.system = named("macOS", words.take(1)),
            "win" | "windows" => self.system = named("Windows", words.take(1)),
            _ => self.system = cleaned(&platform.replace(':', " ")),
        }
    }
}

fn program_name(told: &str) -> String {
    match told.trim().to_ascii_lowercase().as_str() {
        "anki" | "ankidesktop" => "Anki".to_owned(),
        "ankidroid" => "AnkiDroid".to_owned(),
        "ankimobile" => "AnkiMobile".to_owned(),
        _ => cleaned(told),
    }
}

fn named<'a>(system: &'a str, words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = std::iter::once(system).chain(words).collect();
    cleaned(words.join(" ").trim())
}

fn cleaned(told: &str) -> String {
    let visible: String = told.chars().filter(|c| !c.is_control()).collect();
    visible.trim().chars().take(PART_CHARACTERS).collect()
}

/// `26.09.3` and `26.9.3` are equal, `25.02b1` is 25.2 here, `2.1.5` is older than `2.1.28`.
fn numbers(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map_while(|part| {
            let digits = part
                .trim()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>();
            digits.parse().ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(told: &str) -> [String; 3] {
        let client = ClientVersion::parse(told);
        [client.program, client.version, client.system]
    }

    #[test]
    fn pr_23_what_apps_say_about_themselves_is_understood() {
        for (told, program, version, system) in [
            ("anki,26.09.3 (29bb700b),linux", "Anki", "26.09.3", "Linux"),
            (
                "anki,26.09.3 (29bb700b),lin:debian:12",
                "Anki",
                "26.09.3",
                "Linux debian 12",
            ),
            (
                "anki,2.1.66 (70506aeb),mac:14.5",
                "Anki",
                "2.1.66",
                "macOS 14.5",
            ),
            ("anki,25.02.5 (abc),win:10", "Anki", "25.02.5", "Windows 10"),
            (
                "ankidesktop,2.1.26 (hash),lin:debian:12",
                "Anki",
                "2.1.26",
                "Linux debian 12",
            ),
            ("26.09.3,29bb700b,linux", "Anki", "26.09.3", "Linux"),
            (
                "anki,25.09.2 (3890e12c),android:2.22.1:14:Pixel 7",
                "AnkiDroid",
                "2.22.1",
                "Android 14",
            ),
            (
                "ankimobile,25.9 (x),ios:18.1",
                "AnkiMobile",
                "25.9",
                "iOS 18.1",
            ),
        ] {
            assert_eq!(shown(told), [program, version, system], "{told}");
        }
    }

    #[test]
    fn pr_23_garbage_is_tolerated_and_cut() {
        assert!(ClientVersion::parse("").is_empty());
        assert_eq!(shown("curl"), ["curl", "", ""]);
        assert_eq!(shown(",,,,"), ["", "", ",,"]);
        assert_eq!(shown("a\r\nb,1\u{1b}[31m,\0"), ["ab", "1[31m", ""]);
        let long = "x".repeat(10_000);
        let parts = shown(&format!("{long},{long},{long}"));
        assert!(parts.iter().all(|part| part.len() <= 40));
        assert_eq!(shown("anki,1 (h),android"), ["AnkiDroid", "1", "Android"]);
        assert_eq!(shown("🎴,🎴,🎴"), ["🎴", "🎴", "🎴"]);
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        let is_older = |told: &str, minimum| ClientVersion::parse(told).is_older_than(minimum);

        assert!(is_older("anki,2.1.9 (h),linux", "2.1.28"));
        assert!(is_older("anki,2.1.66 (h),linux", "23.10"));
        assert!(!is_older("anki,26.09.3 (h),linux", "26.9.3"));
        assert!(is_older("anki,26.09 (h),linux", "26.9.3"));
        assert!(!is_older("", "26.9.3"));
        // AnkiDroid's own version is no measure of the core in it.
        assert!(!is_older(
            "anki,25.09.2 (h),android:2.22.1:14:Pixel",
            "25.9"
        ));
    }
}
