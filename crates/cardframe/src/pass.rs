//! Passes: who shows one in a path may load some of one account's media.
//!
//! A pass opens only files whose names stand in the cards that were shown with it, and shared parts
//! of templates (names that begin with `_`): a script in a stranger's deck cannot read the rest of
//! the media by guessing. What was shown is known to this process alone; the pass itself is signed
//! with a secret of the site, so that a page goes on with the one it has when the process begins anew.
//! It ends with the session, and lasts half a day at most.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use shelf::MediaOf;
use store::{Fault, Ground, Millis};

use crate::seal::Seal;

const HOUR_MS: i64 = 60 * 60 * 1000;
const LASTS_MS: i64 = 12 * HOUR_MS;
/// A pass that has less than this left is replaced when a page asks for one.
const RENEWED_MS: i64 = 6 * HOUR_MS;
const PASSES_MAX: usize = 20_000;
/// How much of what was shown is remembered for each pass.
const TEXTS_MAX: usize = 96;
const BYTES_MAX: usize = 3_000_000;

/// A token in the path of media addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass(String);

impl Pass {
    /// Where the media of this pass lie, for the `base` of a card.
    pub fn base(&self) -> String {
        format!("/m/{}/", self.0)
    }

    fn in_base(base: &str) -> Option<&str> {
        base.strip_prefix("/m/")?.strip_suffix('/')
    }
}

/// All passes. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Passes {
    ground: Ground,
    seal: Arc<OnceLock<Seal>>,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    by_token: HashMap<String, Granted>,
    /// The pass of each holder.
    by_holder: HashMap<i64, String>,
    /// When the passes of a holder were ended, for as long as one from before could last.
    revoked: HashMap<i64, Millis>,
}

#[derive(Debug)]
struct Granted {
    holder: i64,
    until: Millis,
    media: MediaOf,
    shown: VecDeque<String>,
    bytes: usize,
}

impl Passes {
    /// No passes yet.
    pub fn new(ground: &Ground) -> Passes {
        Passes {
            ground: ground.clone(),
            seal: Arc::default(),
            kept: Arc::default(),
        }
    }

    /// The pass of a holder, a new one if there is none that lasts. What a holder is, the caller
    /// knows; here it is a number. `base` is where the page found media until now: if this process
    /// has begun since, the pass in it goes on.
    ///
    /// # Errors
    /// [`Fault`] if the secret of the site cannot be had.
    pub async fn grant(
        &self,
        holder: i64,
        media: MediaOf,
        base: Option<&str>,
    ) -> Result<Pass, Fault> {
        let seal = self.seal().await?;
        let now = self.ground.clock.now();
        let mut kept = self.lock();
        // The old one goes on until its time: cards on the screen were given its addresses.
        if let Some(token) = kept.lasting(holder, now) {
            return Ok(Pass(token));
        }
        if kept.by_token.len() >= PASSES_MAX {
            kept.forget_ended(now);
        }
        let offered = base.and_then(Pass::in_base);
        let held = offered.and_then(|token| Some((token, seal.until(holder, token)?)));
        let revoked = kept.revoked.get(&holder).copied();
        let held = held.filter(|(_, until)| {
            let is_revoked = revoked.is_some_and(|at| until.0 - LASTS_MS <= at.0);
            until.0 - now.0 > RENEWED_MS && !is_revoked
        });
        let (token, until) = if let Some((token, until)) = held {
            (token.to_owned(), until)
        } else {
            let until = Millis(now.0 + LASTS_MS);
            (seal.token(holder, until, &self.ground.chance), until)
        };
        kept.by_holder.insert(holder, token.clone());
        kept.by_token.insert(
            token.clone(),
            Granted {
                holder,
                until,
                media,
                shown: VecDeque::new(),
                bytes: 0,
            },
        );
        Ok(Pass(token))
    }

    async fn seal(&self) -> Result<Seal, Fault> {
        if let Some(seal) = self.seal.get() {
            return Ok(seal.clone());
        }
        let seal = Seal::of_site(&self.ground).await?;
        Ok(self.seal.get_or_init(|| seal).clone())
    }

    /// A text is shown with this pass: files that it names may be loaded.
    pub fn show(&self, pass: &Pass, text: &str) {
        let mut kept = self.lock();
        if let Some(granted) = kept.by_token.get_mut(&pass.0) {
            granted.show(text);
        }
    }

    /// Ends all passes of a holder; a page that still has one does not get it back.
    pub fn revoke(&self, holder: i64) {
        let now = self.ground.clock.now();
        let mut kept = self.lock();
        kept.revoked.retain(|_, at| now.0 - at.0 < LASTS_MS);
        kept.revoked.insert(holder, now);
        kept.by_holder.remove(&holder);
        kept.by_token.retain(|_, granted| granted.holder != holder);
    }

    /// The media that a token opens, if it opens this file.
    pub(crate) fn opens(&self, token: &str, name: &str) -> Option<MediaOf> {
        let now = self.ground.clock.now();
        let kept = self.lock();
        let granted = kept.by_token.get(token)?;
        let opens = granted.until.0 > now.0 && granted.names(name);
        opens.then(|| granted.media.clone())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// The token of a holder, if it lasts for long enough.
    fn lasting(&self, holder: i64, now: Millis) -> Option<String> {
        let token = self.by_holder.get(&holder)?;
        let granted = self.by_token.get(token)?;
        (granted.until.0 - now.0 > RENEWED_MS).then(|| token.clone())
    }

    fn forget_ended(&mut self, now: Millis) {
        self.by_token.retain(|_, granted| granted.until.0 > now.0);
        while self.by_token.len() >= PASSES_MAX {
            let first = self
                .by_token
                .iter()
                .min_by_key(|(_, granted)| granted.until.0);
            let Some(token) = first.map(|(token, _)| token.clone()) else {
                break;
            };
            self.by_token.remove(&token);
        }
        let live = &self.by_token;
        self.by_holder.retain(|_, token| live.contains_key(token));
    }
}

impl Granted {
    fn show(&mut self, text: &str) {
        let text = readable(text);
        if self.shown.contains(&text) {
            return;
        }
        self.bytes += text.len();
        self.shown.push_back(text);
        while self.shown.len() > 1 && (self.shown.len() > TEXTS_MAX || self.bytes > BYTES_MAX) {
            let gone = self.shown.pop_front();
            self.bytes -= gone.map_or(0, |text| text.len());
        }
    }

    fn names(&self, name: &str) -> bool {
        name.starts_with('_') || self.shown.iter().any(|text| text.contains(name))
    }
}

/// A text with the escapes of HTML and of addresses undone, so that names in it can be found however
/// they were written.
fn readable(text: &str) -> String {
    let mut readable = text.to_owned();
    for (escape, letter) in [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if readable.contains(escape) {
            readable = readable.replace(escape, letter);
        }
    }
    if readable.contains('%') {
        let decoded = percent_decoded(&readable);
        readable.push(' ');
        readable.push_str(&decoded);
    }
    readable
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let (byte, left) = match escaped {
            Some(byte) => (byte, after.get(2..).unwrap_or_default()),
            None => (first, after),
        };
        bytes.push(byte);
        rest = left;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{percent_decoded, readable};

    #[test]
    fn names_are_found_however_they_were_written() {
        for written in [
            r#"<img src="a b&amp;c.png">"#,
            r#"<img src="a%20b%26c.png">"#,
            r#"<img src="a%20b&amp;c.png">"#,
            "[sound:a b&c.png]",
        ] {
            assert!(readable(written).contains("a b&c.png"), "{written}");
        }
    }

    #[test]
    fn a_percent_sign_that_escapes_nothing_stays() {
        assert_eq!(percent_decoded("100% é %zz %4"), "100% é %zz %4");
        assert_eq!(percent_decoded("%C3%A9"), "é");
    }
}
