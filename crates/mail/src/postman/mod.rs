//! The postman: takes letters from the queue to the mail server or into the outbox.

use std::fs;
use std::path::Path;
use std::time::Duration;

use jobs::{Failure, Handler, Job};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as SmtpTls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use store::{Fault, Ground, Millis};

use crate::bounce::note;
use crate::error::Error;
use crate::letter::{KIND, Queued};
use crate::mark::Key;
use crate::message::{Road, Sender, message};
use crate::options::{Options, PLACEHOLDER_SENDER, Tls};
use crate::outbox::{Outbox, file_name};
use crate::report::Fate;
use crate::suppression::{fate_of_words, suppression};
use crate::words::Site;

/// For each step of the conversation with the mail server.
const PATIENCE: Duration = Duration::from_secs(30);

/// Posts letters. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Postman {
    site: Site,
    from: Mailbox,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Outbox(Outbox),
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        host: String,
    },
}

impl Postman {
    /// A postman for the site at `site_url` (`https://fuda.example.org`), to which all links of its
    /// letters lead.
    pub fn new(ground: &Ground, options: &Options, site_url: &str) -> Result<Postman, Error> {
        let url = site_url.trim_end_matches('/');
        if !(url.starts_with("https://") || url.starts_with("http://")) || !url.is_ascii() {
            return Err(Error::BadSite(site_url.to_owned()));
        }
        let way = if options.smtp_host.is_empty() {
            Way::Outbox(Outbox::of(ground))
        } else {
            Way::Smtp {
                transport: smtp(options)?,
                host: options.smtp_host.clone(),
            }
        };
        Ok(Postman {
            site: Site {
                url: url.to_owned(),
            },
            from: options.from.parse().map_err(|_| Error::BadSender)?,
            way,
        })
    }

    /// Where letters go, for the operator: a folder or a mail server.
    pub fn destination(&self) -> String {
        match &self.way {
            Way::Outbox(outbox) => outbox.folder().display().to_string(),
            Way::Smtp { host, .. } => host.clone(),
        }
    }

    /// The later work of this crate, for the worker.
    pub fn handler(&self) -> Handler {
        let postman = self.clone();
        Handler::new(KIND, move |ground, job| {
            let postman = postman.clone();
            async move { postman.deliver(&ground, &job).await }
        })
    }

    async fn deliver(&self, ground: &Ground, job: &Job) -> Result<(), Failure> {
        let queued: Queued = job.read()?;
        ground.crash_points.here("mail.before");
        if let Some(known) = suppression(ground, &queued.letter.to).await? {
            let words = format!("not sent: {}", known.reason.word());
            log(ground, job, &queued, &words);
            return Ok(());
        }
        let key = Key::of(ground).await?;
        let outcome = match &self.way {
            Way::Outbox(outbox) => self.write(outbox, &queued, job, &key).await,
            Way::Smtp { transport, .. } => self.send(transport, &queued, job, &key).await,
        };
        ground.crash_points.here("mail.posted");
        let (outcome, words) = match outcome {
            Ok(words) => (Ok(()), words),
            Err(refused) => {
                if let Some(fate) = refused.fate {
                    note(ground, &queued.letter.to, fate).await?;
                }
                (Err(refused.failure), refused.words.into_string())
            }
        };
        log(ground, job, &queued, &words);
        outcome
    }

    async fn write(
        &self,
        outbox: &Outbox,
        queued: &Queued,
        job: &Job,
        key: &Key,
    ) -> Result<String, Refused> {
        let message = self.message(queued, job, key, Road::File)?;
        let purpose = queued.letter.purpose.name();
        let name = file_name(
            Millis(queued.written_at_ms),
            purpose,
            (job.id.0, queued.letter.account),
        );
        let outbox = outbox.clone();
        let written =
            tokio::task::spawn_blocking(move || outbox.write(&name, &message.formatted())).await;
        let path = match written {
            Ok(Ok(path)) => path,
            Ok(Err(fault)) => return Err(Refused::passing(fault)),
            Err(error) => return Err(Refused::passing(Fault::because("the outbox broke", error))),
        };
        tracing::info!(job.id = %job.id, path = %path.display(), "letter written to the outbox");
        Ok("written".to_owned())
    }

    async fn send(
        &self,
        transport: &AsyncSmtpTransport<Tokio1Executor>,
        queued: &Queued,
        job: &Job,
        key: &Key,
    ) -> Result<String, Refused> {
        let message = self.message(queued, job, key, Road::Server)?;
        match transport.send(message).await {
            Ok(_accepted) => {
                let purpose = queued.letter.purpose.name();
                tracing::info!(job.id = %job.id, purpose, "letter handed to the mail server");
                Ok("sent".to_owned())
            }
            Err(error) => Err(Refused::by_server(&error)),
        }
    }

    fn message(
        &self,
        queued: &Queued,
        job: &Job,
        key: &Key,
        road: Road,
    ) -> Result<Message, Refused> {
        let sender = Sender {
            site: &self.site,
            from: &self.from,
            key,
        };
        message(queued, job.id.0, &sender, road).map_err(|fault| Refused {
            words: fault.chain().into(),
            failure: Failure::Final(fault),
            fate: None,
        })
    }
}

/// A letter that was not posted: what the queue is told, and what only the mail log may say, since
/// the server's words may quote the address.
struct Refused {
    failure: Failure,
    words: Box<str>,
    /// What it means for the address.
    fate: Option<Fate>,
}

impl Refused {
    fn passing(fault: Fault) -> Refused {
        Refused {
            words: fault.chain().into(),
            failure: Failure::Passing(fault),
            fate: None,
        }
    }

    fn by_server(error: &lettre::transport::smtp::Error) -> Refused {
        let code = error
            .status()
            .map(|code| format!(" ({code})"))
            .unwrap_or_default();
        let failure = if error.is_permanent() {
            Failure::Final(Fault::new(format!(
                "the mail server refused the letter{code}"
            )))
        } else {
            Failure::Passing(Fault::new(format!(
                "the mail server did not take the letter{code}"
            )))
        };
        let words = chain(error);
        let status = error.status().filter(|_| error.is_permanent());
        let fate = status.and_then(|code| fate_of_words(u16::from(code), &words));
        // A server that refuses everybody says nothing about this mailbox, unless it says so.
        let fate = fate.filter(|fate| *fate == Fate::Gone || words.contains("5.2."));
        Refused {
            failure,
            fate,
            words: words.into(),
        }
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        words.push_str(": ");
        words.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    words
}

/// One line per attempt; the only log that may hold addresses (PR-16).
fn log(ground: &Ground, job: &Job, queued: &Queued, outcome: &str) {
    let time = jiff::Timestamp::from_millisecond(ground.clock.now().0).unwrap_or_default();
    let line = serde_json::json!({
        "time": time.to_string(),
        "letter": job.id.0,
        "attempt": job.attempt,
        "purpose": queued.letter.purpose.name(),
        "account": queued.letter.account,
        "to": queued.letter.to,
        "outcome": outcome,
    });
    ground.logs.mail.line(&line.to_string());
}

/// Refuses settings with which letters could not be posted.
pub fn judge(options: &Options) -> Result<(), Error> {
    let is_an_address = options.from.parse::<Mailbox>().is_ok();
    let is_posted = !options.smtp_host.is_empty();
    if !is_an_address || (is_posted && options.from == PLACEHOLDER_SENDER) {
        return Err(Error::BadSender);
    }
    if is_posted {
        login(options)?;
    }
    Ok(())
}

fn smtp(options: &Options) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    judge(options)?;
    let host = options.smtp_host.as_str();
    let encryption = || {
        TlsParameters::new(host.to_owned())
            .map_err(|error| Fault::because("the mail server's name cannot be checked", error))
    };
    let (tls, usual_port) = match options.smtp_tls {
        Tls::Starttls => (SmtpTls::Required(encryption()?), 587),
        Tls::Tls => (SmtpTls::Wrapper(encryption()?), 465),
        Tls::None => (SmtpTls::None, 25),
    };
    let port = if options.smtp_port == 0 {
        usual_port
    } else {
        options.smtp_port
    };
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(port)
        .tls(tls)
        .timeout(Some(PATIENCE));
    Ok(match login(options)? {
        Some(login) => builder.credentials(login).build(),
        None => builder.build(),
    })
}

fn login(options: &Options) -> Result<Option<Credentials>, Error> {
    if options.smtp_user.is_empty() != options.smtp_password_file.is_empty() {
        return Err(Error::HalfALogin);
    }
    if options.smtp_user.is_empty() {
        return Ok(None);
    }
    if options.smtp_tls == Tls::None {
        return Err(Error::PasswordInClear);
    }
    let file = Path::new(&options.smtp_password_file);
    let text = fs::read_to_string(file)
        .map_err(|error| Fault::because(format!("{} cannot be read", file.display()), error))?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    Ok(Some(Credentials::new(options.smtp_user.clone(), password)))
}

#[cfg(test)]
mod tests;
