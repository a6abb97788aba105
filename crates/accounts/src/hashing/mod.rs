//! Hashing passwords, on threads of its own.
//!
//! A hash costs 19 MiB and some twenty milliseconds of a processor on purpose. It runs on as many
//! threads as there are processors, at a lower priority than everything else, behind a queue of
//! bounded length: a storm of sign-ins waits for itself, and syncs hardly notice it.

mod phc;
mod pool;

use std::sync::Arc;

use store::Fault;

use crate::breach_list::BreachList;
use crate::error::{Error, PasswordFlaw};
use crate::limits::Counters;
use crate::options::{Options, Registration};
use crate::passkey::Challenges;
use crate::repeats::Repeats;
use phc::Hasher;
use pool::Pool;

/// What stands guard at the door: the hashing threads, the counters of failures, the keys handed out
/// a moment ago and the rule of registration. One for the whole process; cheap to clone.
#[derive(Debug, Clone)]
pub struct Passwords {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    pool: Pool,
    hasher: Arc<Hasher>,
    leaked: Option<Arc<BreachList>>,
    counters: Counters,
    repeats: Repeats,
    challenges: Challenges,
    registration: Registration,
}

/// Which of the hashes a password fits.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fits {
    /// The account's. `renewed`: a hash of today's kind, if the stored one is of an older kind.
    Account {
        renewed: Option<String>,
    },
    /// One of a sign-up that is not confirmed yet.
    SignUp,
    None,
}

impl Passwords {
    /// Starts the hashing threads; they end when the last clone is dropped. Refuses parameters that
    /// are too weak, and a list of leaked passwords that is none.
    pub fn start(options: &Options) -> Result<Passwords, Fault> {
        let hasher = Arc::new(Hasher::new(
            options.argon2_memory_kib,
            options.argon2_passes,
        )?);
        let leaked = match options.leaked_passwords_file.as_str() {
            "" => None,
            path => Some(Arc::new(BreachList::open(path)?)),
        };
        Ok(Passwords {
            inner: Arc::new(Inner {
                leaked,
                pool: Pool::start(options.hashing_threads, options.hashing_queue_max)?,
                hasher,
                counters: Counters::new(&options.limits),
                repeats: Repeats::default(),
                challenges: Challenges::default(),
                registration: options.registration,
            }),
        })
    }

    /// Who may sign up.
    pub fn registration(&self) -> Registration {
        self.inner.registration
    }

    pub(crate) fn counters(&self) -> &Counters {
        &self.inner.counters
    }

    pub(crate) fn repeats(&self) -> &Repeats {
        &self.inner.repeats
    }

    pub(crate) fn challenges(&self) -> &Challenges {
        &self.inner.challenges
    }

    /// A hash to be stored. Refuses `BadPassword` if the password has leaked.
    pub(crate) async fn hash(&self, password: &str, salt: [u8; 16]) -> Result<String, Error> {
        let (hasher, password) = (Arc::clone(&self.inner.hasher), password.to_owned());
        let leaked = self.inner.leaked.clone();
        // Both read and reckon for a while, so both belong on these threads.
        let work = move || {
            if leaked.map_or(Ok(false), |list| list.holds(&password))? {
                return Err(Error::BadPassword(PasswordFlaw::Leaked));
            }
            Ok(hasher.hash(&password, salt)?)
        };
        self.inner.pool.run(work).await?
    }

    /// Which of the stored hashes the password fits. `salt` is for renewing an old one.
    pub(crate) async fn fit(
        &self,
        password: &str,
        account: Option<String>,
        sign_ups: Vec<String>,
        salt: [u8; 16],
    ) -> Result<Fits, Error> {
        let (hasher, password) = (Arc::clone(&self.inner.hasher), password.to_owned());
        let fitting = move || {
            let mut fits = fit(&hasher, &password, account.as_deref(), &sign_ups)?;
            if let (Fits::Account { renewed }, Some(stored)) = (&mut fits, &account)
                && !hasher.is_of_today(stored)
            {
                *renewed = Some(hasher.hash(&password, salt)?);
            }
            Ok(fits)
        };
        self.inner.pool.run(fitting).await?
    }

    /// A hash from elsewhere, if it is of a kind that `fit` understands.
    pub(crate) fn import(hash: &str) -> Result<String, Error> {
        let hash = hash.trim();
        if phc::is_understood(hash) {
            Ok(hash.to_owned())
        } else {
            Err(Error::BadPassword(PasswordFlaw::UnknownHash))
        }
    }
}

/// Every hash is compared, whatever comes out; and the work is the same whether there is an account or
/// not: without one, a hash that nothing fits takes its place.
fn fit(
    hasher: &Hasher,
    password: &str,
    account: Option<&str>,
    sign_ups: &[String],
) -> Result<Fits, Error> {
    let own = account.unwrap_or(hasher.nobodys());
    let is_the_accounts = phc::fits(password, own)? && account.is_some();
    let mut is_a_sign_ups = false;
    for stored in sign_ups {
        is_a_sign_ups |= phc::fits(password, stored)?;
    }
    if is_the_accounts {
        return Ok(Fits::Account { renewed: None });
    }
    Ok(if is_a_sign_ups {
        Fits::SignUp
    } else {
        Fits::None
    })
}

#[cfg(test)]
mod tests;
