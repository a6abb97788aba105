//! What the operator says about the site.

use serde::{Deserialize, Serialize};

/// Where the site stands and who runs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The address under which browsers and apps reach this server: scheme, host and port, for example
    /// `https://anki.example.org`. Links in letters and the sync address are made from it. When it
    /// begins with `https`, cookies are only sent over encrypted connections.
    pub base_url: String,
    /// Who runs this server, as the pages About, Terms and Privacy name them. Empty: nobody is named.
    pub operator: String,
    /// An email address or a web address under which members reach the operator. Empty: none is given.
    pub contact: String,
    /// Where the server and its disks stand, for the privacy page, for example `Linz, Austria`. Empty:
    /// the page says that it is not known.
    pub location: String,
    /// Where the source text of this very version can be fetched, which the licence obliges you to
    /// offer. Empty: the page About says that members may ask for it.
    pub source_url: String,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            base_url: "http://127.0.0.1:8080".to_owned(),
            operator: String::new(),
            contact: String::new(),
            location: String::new(),
            source_url: String::new(),
        }
    }
}

impl Options {
    /// The public address as browsers write it, however it was typed: scheme and host in small letters,
    /// without the port that goes without saying and without a slash at the end.
    #[must_use]
    pub fn with_plain_address(mut self) -> Options {
        let typed = self.base_url.trim();
        if let Some((scheme, rest)) = typed.split_once("://") {
            let scheme = scheme.to_ascii_lowercase();
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = host.to_ascii_lowercase();
            let usual = if scheme == "https" { ":443" } else { ":80" };
            let host = host.strip_suffix(usual).unwrap_or(&host);
            self.base_url = format!("{scheme}://{host}{}", path.trim_end_matches('/'));
        }
        self
    }

    /// The public address without a slash at its end, as browsers send it in `Origin`.
    pub(crate) fn origin(&self) -> &str {
        self.base_url.trim_end_matches('/')
    }

    /// For which site passkeys are made, if browsers make any for it.
    pub(crate) fn relying_party(&self) -> Option<accounts::RelyingParty> {
        accounts::RelyingParty::of(self.origin())
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    pub(crate) fn contact(&self) -> Option<Contact> {
        Contact::parse(&self.contact)
    }

    /// Only a web address is made a link.
    pub(crate) fn source_url(&self) -> Option<String> {
        Options::said(&self.source_url).filter(|url| url.starts_with("https://"))
    }

    /// `None` for an empty setting.
    pub(crate) fn said(setting: &str) -> Option<String> {
        let setting = setting.trim();
        (!setting.is_empty()).then(|| setting.to_owned())
    }
}

/// How to reach the operator: the words of a link and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) words: String,
    /// `mailto:` or a web address; `None` for anything else, which is then not made a link.
    pub(crate) address: Option<String>,
}

impl Contact {
    fn parse(setting: &str) -> Option<Contact> {
        let words = Options::said(setting)?;
        let is_web = words.starts_with("https://") || words.starts_with("http://");
        let is_email = words.contains('@') && !words.contains(char::is_whitespace);
        let address = match (is_web, is_email) {
            (true, _) => Some(words.clone()),
            (false, true) => Some(format!("mailto:{words}")),
            (false, false) => None,
        };
        Some(Contact { words, address })
    }
}

#[cfg(test)]
mod tests {
    use super::{Contact, Options};

    #[test]
    fn a_contact_is_a_link_only_if_it_can_be_followed() {
        let address = |setting| Contact::parse(setting).and_then(|contact| contact.address);

        assert_eq!(Contact::parse("  "), None);
        assert_eq!(
            address("ask@example.org").as_deref(),
            Some("mailto:ask@example.org")
        );
        assert_eq!(
            address("https://example.org/help").as_deref(),
            Some("https://example.org/help")
        );
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("the office, second floor"), None);
    }

    #[test]
    fn the_address_of_the_site_is_what_browsers_call_its_origin() {
        for (typed, plain) in [
            ("https://Anki.Example.org", "https://anki.example.org"),
            ("HTTPS://anki.example.org:443/", "https://anki.example.org"),
            (" http://a.example:80", "http://a.example"),
            ("https://a.example:80/", "https://a.example:80"),
            ("http://a.example:443", "http://a.example:443"),
            ("http://[FD00::7]:8080/", "http://[fd00::7]:8080"),
            ("https://a.example:8443", "https://a.example:8443"),
            ("a.example", "a.example"),
        ] {
            let options = Options {
                base_url: typed.to_owned(),
                ..Options::default()
            };
            assert_eq!(options.with_plain_address().base_url, plain, "{typed}");
        }
    }

    #[test]
    fn passkeys_and_forms_know_the_site_however_its_address_was_typed() {
        let options = Options {
            base_url: "https://Anki.Example.org:443/".to_owned(),
            ..Options::default()
        };
        let options = options.with_plain_address();

        let party = options
            .relying_party()
            .expect("browsers make passkeys for it");
        assert_eq!(party.id, "anki.example.org");
        assert_eq!(options.origin(), "https://anki.example.org");
    }

    #[test]
    fn the_origin_has_no_slash_at_its_end() {
        let options = Options {
            base_url: "https://a.example/".to_owned(),
            ..Options::default()
        };

        assert_eq!(options.origin(), "https://a.example");
        assert!(options.is_encrypted());
    }
}
