//! Settings with which Fuda does not start, because a promise would be broken: about encryption and about
//! counts. What concerns backups, history and passwords stands in `config.rs`.

use anyhow::{Result, bail};

use crate::config::Config;

/// Passwords must not cross a network in the clear (PR-58a). Called with the address that is really
/// listened on.
pub(crate) fn plain(config: &Config) -> Result<()> {
    let (listen, doorway) = (config.server.listen, &config.doorway);
    let is_guarded = listen.ip().to_canonical().is_loopback()
        || doorway.tls.is_set()
        || !doorway.trusted_proxies.is_empty()
        || doorway.home_network;
    if is_guarded {
        return Ok(());
    }
    bail!(
        "{listen} is reached from other machines, and nothing would be encrypted (PR-58a). Set \
         doorway.tls (a certificate of your own, or acme = true), or name the proxy that encrypts in \
         doorway.trusted_proxies, or listen on 127.0.0.1. At home, without encryption: \
         FUDA__DOORWAY__HOME_NETWORK=true (docs/operators/install.md)"
    )
}

/// Encryption that nobody would get.
pub(crate) fn half_encryption(config: &Config) -> Result<()> {
    let (tls, base_url) = (&config.doorway.tls, &config.web.base_url);
    if tls.certificate_file.is_empty() != tls.key_file.is_empty() {
        bail!("doorway.tls needs both certificate_file and key_file");
    }
    if tls.acme && !tls.certificate_file.is_empty() {
        bail!("doorway.tls has both acme and certificate_file: choose one");
    }
    let is_said = *base_url != web::Options::default().base_url;
    if tls.is_set() && is_said && !base_url.starts_with("https://") {
        bail!("doorway.tls is set, so web.base_url must begin with https:// and not be {base_url}");
    }
    if tls.acme && !base_url.starts_with("https://") {
        bail!(
            "doorway.tls.acme needs the site's name: set web.base_url, such as https://anki.example.org"
        );
    }
    if tls.acme && tls.plain_listen.is_empty() {
        bail!(
            "doorway.tls.acme needs doorway.tls.plain_listen, such as [::]:80: the authority asks on port 80 \
             whether the name is yours"
        );
    }
    Ok(())
}

/// Counts of few, or of what nobody uses any more.
pub(crate) fn small_groups(config: &Config) -> Result<()> {
    let usage = &config.usage;
    if usage.group_min < 5 {
        bail!(
            "usage.group_min is {}, but counts must not tell of single people (PR-25): choose 5 or more",
            usage.group_min
        );
    }
    if !(1..=400).contains(&usage.unseen_days_max) {
        bail!(
            "usage.unseen_days_max is {}, but installations are counted while they are in use only \
             (PR-22): choose 1 to 400",
            usage.unseen_days_max
        );
    }
    let newest = &usage.newest_version;
    if !newest.is_empty() && usage::PointVersion::parse(newest).is_none() {
        bail!("usage.newest_version is {newest}, which is no version of Anki such as 26.09.3");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_58a_beyond_this_machine_nothing_is_listened_on_in_the_clear() {
        let mut config = Config::default();
        plain(&config).unwrap();
        config.server.listen = "0.0.0.0:8080".parse().unwrap();
        let refused = plain(&config).unwrap_err().to_string();
        assert!(refused.contains("doorway.tls"), "{refused}");

        let mut behind_proxy = config.clone();
        behind_proxy.doorway.trusted_proxies = vec!["10.0.0.1".to_owned()];
        let mut at_home = config.clone();
        at_home.doorway.home_network = true;
        config.doorway.tls.acme = true;

        for guarded in [behind_proxy, at_home, config] {
            plain(&guarded).unwrap();
        }
    }

    #[test]
    fn pr_58a_half_an_encryption_is_refused() {
        let mut config = Config::default();
        config.doorway.tls.certificate_file = "certificate.pem".to_owned();
        assert!(half_encryption(&config).is_err());
        config.doorway.tls.key_file = "key.pem".to_owned();
        half_encryption(&config).unwrap();
        config.web.base_url = "http://anki.example.org".to_owned();
        assert!(half_encryption(&config).is_err());
        config.web.base_url = "https://anki.example.org".to_owned();
        half_encryption(&config).unwrap();
        config.doorway.tls.acme = true;
        assert!(half_encryption(&config).is_err());
        config.doorway.tls.certificate_file.clear();
        config.doorway.tls.key_file.clear();
        let refused = half_encryption(&config).unwrap_err().to_string();
        assert!(refused.contains("plain_listen"), "{refused}");
        config.doorway.tls.plain_listen = "[::]:80".to_owned();
        half_encryption(&config).unwrap();
    }

    #[test]
    fn pr_22_pr_25_counts_of_single_people_and_of_the_past_are_refused() {
        let mut config = Config::default();
        config.usage.group_min = 4;
        assert!(small_groups(&config).is_err());
        config.usage.group_min = 5;
        small_groups(&config).unwrap();
        config.usage.unseen_days_max = 401;
        assert!(small_groups(&config).is_err());
        config.usage.unseen_days_max = 30;
        config.usage.newest_version = "the newest".to_owned();
        assert!(small_groups(&config).is_err());
    }
}
