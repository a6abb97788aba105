//! What a browser says about itself, in the words that people use.

/// Words by which browsers are known, the more particular first: most call themselves by the names of
/// others, too.
const PROGRAMS: [(&str, &str); 16] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex Browser"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Epiphany/", "GNOME Web"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 9] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
    ("FreeBSD", "FreeBSD"),
    ("OpenBSD", "OpenBSD"),
];

/// A browser and its system, by name alone: no version, and nothing in words of a stranger. What is not
/// known is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Browser {
    /// Such as `Firefox`.
    pub program: &'static str,
    /// Such as `Windows`.
    pub system: &'static str,
}

impl Browser {
    /// From the header `User-Agent`.
    pub fn parse(user_agent: &str) -> Browser {
        let first = |known: &[(&str, &'static str)]| {
            let found = known.iter().find(|(word, _)| user_agent.contains(word));
            found.map_or("", |(_, name)| name)
        };
        Browser {
            program: first(&PROGRAMS),
            system: first(&SYSTEMS),
        }
    }

    /// As it was recorded earlier.
    pub(crate) fn recorded(program: &str, system: &str) -> Browser {
        let again = |known: &[(&str, &'static str)], name: &str| {
            let found = known.iter().find(|(_, known)| *known == name);
            found.map_or("", |(_, name)| name)
        };
        Browser {
            program: again(&PROGRAMS, program),
            system: again(&SYSTEMS, system),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Browser;

    #[test]
    fn browsers_go_by_the_names_that_people_know() {
        for (told, program, system) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox",
                "Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
                "Safari",
                "iOS",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like \
                 Gecko) Version/18.6 Safari/605.1.15",
                "Safari",
                "macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1",
                "Chrome",
                "iOS",
            ),
            ("curl/8.5.0", "", ""),
            ("visit evil.example", "", ""),
            ("", "", ""),
        ] {
            let found = Browser::parse(told);
            assert_eq!(found, Browser { program, system }, "{told}");
            assert_eq!(Browser::recorded(program, system), found);
        }
    }

    #[test]
    fn what_is_no_known_name_is_not_read_back_either() {
        let odd = Browser::recorded("visit evil.example", "Windows");

        assert_eq!((odd.program, odd.system), ("", "Windows"));
    }
}
