//! The question of the desktop program at each start: is there a newer version? (PR-20)

use std::sync::Arc;

use accounts::{Day, Network};
use store::{Fault, Ground, Millis};

use crate::installation::{Installation, Known, hash_of};
use crate::newcomers::Newcomers;
use crate::options::Options;
use crate::storage;
use crate::system::system_of;
use crate::version::PointVersion;

/// What a program said. The door keeps nothing else of its message (PR-21).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its version.
    pub version: PointVersion,
    /// Its system, in its own words.
    pub system: String,
    /// The number that it made up for itself at its first start.
    pub installation: String,
    /// The last message it has shown; 0 for none.
    pub last_message: u32,
}

/// What it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// A newer version, if there is one. The program does not compare.
    pub newer: Option<String>,
    /// The time. A program whose clock is more than five minutes off says so and closes.
    pub now: Millis,
    /// A message that it has not shown yet.
    pub message: Option<Message>,
    /// The number that it is to send next time.
    pub last_message: u32,
}

/// A message of the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its words.
    pub text: String,
    /// Tells it from others.
    pub number: u32,
}

impl Message {
    /// The message of these words; nothing if there are none.
    fn of(text: &str) -> Option<Message> {
        let text = text.trim();
        let hash = blake3::hash(text.as_bytes());
        let [a, b, c, d, ..] = *hash.as_bytes();
        // Programs keep it as a signed number.
        let number = (u32::from_le_bytes([a, b, c, d]) >> 1).max(1);
        (!text.is_empty()).then(|| Message {
            text: text.to_owned(),
            number,
        })
    }
}

/// Whoever answers version checks. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Checks {
    ground: Ground,
    newest: Option<PointVersion>,
    message: Option<Message>,
    options: Arc<Options>,
    newcomers: Newcomers,
}

impl Checks {
    /// With these settings.
    pub fn new(ground: &Ground, options: &Options) -> Checks {
        Checks {
            ground: ground.clone(),
            newest: PointVersion::parse(&options.newest_version),
            message: Message::of(&options.message),
            options: Arc::new(options.clone()),
            newcomers: Newcomers::default(),
        }
    }

    /// Answers a program, and counts its installation. `network` is asked for nothing but the limit of
    /// newcomers, and not kept.
    pub async fn check(&self, network: Network, asked: Asked) -> Answer {
        if let Err(fault) = self.count(network, &asked).await {
            // Counting is our wish; the answer is the program's.
            tracing::error!(
                fault = fault.chain(),
                "an installation could not be counted"
            );
        }
        let is_older = |newest: &PointVersion| asked.version < *newest;
        let is_news = |message: &Message| message.number != asked.last_message;
        let message = self.message.clone().filter(is_news);
        Answer {
            newer: self.newest.filter(is_older).map(|v| v.to_string()),
            now: self.ground.clock.now(),
            last_message: message
                .as_ref()
                .map_or(asked.last_message, |message| message.number),
            message,
        }
    }

    async fn count(&self, network: Network, asked: &Asked) -> Result<(), Fault> {
        let today = Day::of(self.ground.clock.now());
        let installation = Installation {
            hash: hash_of(&self.ground, &asked.installation).await?,
            version: asked.version.known().unwrap_or(PointVersion(0)),
            system: system_of(&asked.system),
            seen: today,
        };
        let (db, most) = (&self.ground.db, self.options.newcomers_a_day_max);
        let sought = installation.clone();
        let known = db
            .read(async move |r| storage::known(r, &sought).await)
            .await?;
        match known {
            Known::Today => return Ok(()),
            Known::Never if !self.newcomers.admit(network, today, most) => return Ok(()),
            Known::Earlier | Known::Never => {}
        }
        db.write(async move |w| storage::note(w, &installation).await)
            .await
    }
}
