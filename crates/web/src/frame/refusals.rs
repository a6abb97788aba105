//! Every refusal of every service, as a status and a sentence. The one file that names them all.

use accounts::{Error, PASSWORD_BYTES_MAX, PASSWORD_BYTES_MIN, PasswordFlaw};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use store::Fault;
use texts::Texts;

use crate::frame::stopped::Stopped;

/// Where on a form a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Above all fields.
    Form,
    Email,
    /// The password field; on a form with two, the new one.
    Password,
    /// The password one has, on a form that also takes a new one.
    Current,
    /// The code of the second factor.
    Code,
    /// What something is called.
    Name,
}

/// A refusal as the reader meets it: a status, and sentences in their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) status: StatusCode,
    sentences: Vec<(Place, String)>,
    retry_after_seconds: Option<u64>,
}

impl Refused {
    /// What was typed cannot be used.
    pub(crate) fn at(place: Place, sentence: String) -> Refused {
        Refused {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            sentences: vec![(place, sentence)],
            retry_after_seconds: None,
        }
    }

    /// All that is wrong with a form at once; `None` if nothing is.
    pub(crate) fn all(
        sentences: impl IntoIterator<Item = Option<(Place, String)>>,
    ) -> Option<Refused> {
        let sentences: Vec<_> = sentences.into_iter().flatten().collect();
        (!sentences.is_empty()).then_some(Refused {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            sentences,
            retry_after_seconds: None,
        })
    }

    /// The sentence that stands here.
    pub(crate) fn sentence_at(&self, place: Place) -> Option<String> {
        let (_, sentence) = self.sentences.iter().find(|(known, _)| *known == place)?;
        Some(sentence.clone())
    }

    /// The first sentence, for a page without a form.
    pub(crate) fn sentence(&self) -> String {
        self.sentences
            .first()
            .map(|(_, sentence)| sentence.clone())
            .unwrap_or_default()
    }

    /// Puts on what programs go by.
    pub(crate) fn mark(&self, mut response: Response) -> Response {
        if let Some(seconds) = self.retry_after_seconds {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    fn later(status: StatusCode, sentence: String, seconds: u64) -> Refused {
        Refused {
            status,
            sentences: vec![(Place::Form, sentence)],
            retry_after_seconds: Some(seconds),
        }
    }
}

/// What is wrong with an address before anybody is asked about it.
pub(crate) fn email_fault(typed: &str, t: Texts) -> Option<(Place, String)> {
    if typed.trim().is_empty() {
        Some((Place::Email, t.refused_email_missing()))
    } else if typed.parse::<accounts::Email>().is_err() {
        Some((Place::Email, t.refused_email_bad()))
    } else {
        None
    }
}

/// An empty field.
pub(crate) fn missing(typed: &str, place: Place, sentence: String) -> Option<(Place, String)> {
    typed.is_empty().then_some((place, sentence))
}

/// What a refusal of `accounts` becomes on a page.
pub(crate) fn refused(error: Error, t: Texts) -> Result<Refused, Stopped> {
    let refused = match error {
        Error::WrongCredentials => Refused::at(Place::Form, t.refused_sign_in()),
        Error::Unverified => Refused::at(Place::Form, t.refused_unverified()),
        Error::Disabled => Refused::at(Place::Form, t.refused_disabled()),
        Error::TooManyTries { retry_after } => {
            let seconds = retry_after.as_secs().max(1);
            let sentence = t.refused_too_many(seconds.div_ceil(60));
            Refused::later(StatusCode::TOO_MANY_REQUESTS, sentence, seconds)
        }
        Error::Busy => Refused::later(StatusCode::SERVICE_UNAVAILABLE, t.refused_busy(), 5),
        Error::BadEmail => Refused::at(Place::Email, t.refused_email_bad()),
        Error::BadPassword(flaw) => Refused::at(Place::Password, flawed(flaw, t)?),
        Error::RegistrationClosed => Refused::at(Place::Form, t.sign_up_closed()),
        Error::BadInvitation => Refused::at(Place::Form, t.sign_up_bad_invitation()),
        Error::BadToken => Refused::at(Place::Form, t.refused_link()),
        Error::WrongCode => Refused::at(Place::Code, t.refused_code()),
        Error::WrongPasskey => Refused::at(Place::Form, t.refused_passkey()),
        Error::TooManyPasskeys => Refused::at(Place::Form, t.passkeys_full()),
        Error::NoName => Refused::at(Place::Name, t.refused_name_missing()),
        Error::TooManyDevicePasswords => Refused::at(Place::Form, t.apps_passwords_full()),
        Error::SameEmail => Refused::at(Place::Email, t.refused_email_same()),
        Error::Undeliverable => Refused::at(Place::Email, t.refused_undeliverable()),
        Error::ProofNeeded => Refused::at(Place::Form, t.refused_proof_stale()),
        Error::CodeNeeded(_) => Refused::at(Place::Form, t.code_late()),
        Error::NoSuchDevice => return Err(Stopped::NotFound),
        Error::NoSuchAccount | Error::EmailTaken => {
            return Err(Stopped::Broken(Fault::because(
                "only operators are told",
                error,
            )));
        }
        Error::Fault(fault) => return Err(Stopped::Broken(fault)),
    };
    Ok(refused)
}

fn flawed(flaw: PasswordFlaw, t: Texts) -> Result<String, Stopped> {
    match flaw {
        PasswordFlaw::TooShort => Ok(t.refused_password_short(PASSWORD_BYTES_MIN)),
        PasswordFlaw::TooLong => Ok(t.refused_password_long(PASSWORD_BYTES_MAX)),
        PasswordFlaw::Common => Ok(t.refused_password_common()),
        PasswordFlaw::Leaked => Ok(t.refused_password_leaked()),
        PasswordFlaw::Weak => Ok(t.refused_password_weak()),
        PasswordFlaw::UnknownHash => Err(Stopped::Broken(Fault::because(
            "pages import no hashes",
            flaw,
        ))),
    }
}

/// The figures of the storage, or none while the account's data are out of order. The page stays:
/// one can still change the password and log devices out.
pub(crate) fn figures(
    head: Result<shelf::Head, shelf::Error>,
) -> Result<Option<shelf::Head>, Stopped> {
    let error = match head {
        Ok(head) => return Ok(Some(head)),
        Err(error) => error,
    };
    match error {
        shelf::Error::Busy | shelf::Error::Degraded(_) => Ok(None),
        shelf::Error::Fault(fault) => Err(Stopped::Broken(fault)),
        shelf::Error::NoSuchMedia(_)
        | shelf::Error::DamagedMedia(_)
        | shelf::Error::OverQuota
        | shelf::Error::NoSuchMoment => Err(Stopped::Broken(Fault::because(
            "the head of a collection",
            error,
        ))),
    }
}
