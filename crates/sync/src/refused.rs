//! Why a request was refused, and which status tells the apps what to do about it.
//!
//! What each status makes an app do is in `docs/protocol`; in short: 400 "check your database",
//! 403 "log in again", 409 "another device is syncing, wait", 501 "your Anki is too old", and
//! 5xx "the server has a problem, try later".

use accounts::Error as AccountsError;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use collection::Error as CollectionError;
use shelf::Error as ShelfError;
use store::Fault;

/// Somebody must make room first, which takes minutes at best.
const FULL_DISK_WAIT_SECS: u64 = 300;

/// A request that is not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// What was sent cannot be read or taken over.
    #[error("bad request: {0}")]
    Bad(String),
    /// No key, an unknown key, a revoked key, a wrong password.
    #[error("not signed in")]
    WrongKey,
    /// The operator has closed the account.
    #[error("the account is disabled")]
    Disabled,
    /// The address of the account has not been confirmed yet.
    #[error("the account is not confirmed yet")]
    Unverified,
    /// Methods are posted to.
    #[error("methods are posted to")]
    NotPosted,
    /// The client fell silent in the middle of its request.
    #[error("the request took too long")]
    TooSlow,
    /// The sync is over, was never begun, or goes on under another key; or a media file is not there.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// More than the operator allows.
    #[error("too large")]
    TooLarge,
    /// Too many failed sign-ins.
    #[error("too many tries")]
    TooManyTries {
        /// Seconds after which the next try has a chance.
        wait_secs: u64,
    },
    /// A protocol of another time.
    #[error("version {0} of the protocol is not spoken here")]
    OtherVersion(i64),
    /// Something is used up for the moment.
    #[error("busy: {0}")]
    Busy(&'static str),
    /// The account's storage is full.
    #[error("the account's storage is full")]
    OverQuota,
    /// The disk of the server is full. Nothing is kept, nothing is lost, and it passes.
    #[error("the disk is full: {0}")]
    FullDisk(Fault),
    /// Something is broken.
    #[error(transparent)]
    Broken(Fault),
}

impl Refused {
    pub(crate) fn bad(why: impl Into<String>) -> Refused {
        Refused::Bad(why.into())
    }

    fn status(&self) -> StatusCode {
        match self {
            Refused::Bad(_) => StatusCode::BAD_REQUEST,
            Refused::WrongKey | Refused::Disabled | Refused::Unverified => StatusCode::FORBIDDEN,
            Refused::NotPosted => StatusCode::METHOD_NOT_ALLOWED,
            Refused::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Refused::Conflict(_) => StatusCode::CONFLICT,
            Refused::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refused::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refused::OtherVersion(_) => StatusCode::NOT_IMPLEMENTED,
            // "The server has a problem, try later": the apps stay signed in and keep what they have.
            Refused::Busy(_) | Refused::FullDisk(_) => StatusCode::SERVICE_UNAVAILABLE,
            Refused::OverQuota => StatusCode::INSUFFICIENT_STORAGE,
            Refused::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Writes to the log what an operator must know: faults. Refusals are in the request log.
    fn note(&self) {
        if let Refused::Broken(fault) = self {
            tracing::error!(fault = fault.chain(), "a sync request failed");
        }
    }
}

impl IntoResponse for Refused {
    /// The body of a refusal is its number: apps never show it (§1.3).
    fn into_response(self) -> Response<Body> {
        self.note();
        let (status, is_full) = (self.status(), matches!(self, Refused::FullDisk(_)));
        let mut response = Response::new(Body::from(status.as_str().to_owned()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        );
        if let Refused::TooManyTries { wait_secs } = self {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait_secs));
        }
        if is_full {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(FULL_DISK_WAIT_SECS));
        }
        response
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Refused {
        if fault.is_full_disk() {
            Refused::FullDisk(fault)
        } else {
            Refused::Broken(fault)
        }
    }
}

impl From<ShelfError> for Refused {
    fn from(error: ShelfError) -> Refused {
        match error {
            ShelfError::Busy => Refused::Conflict("the collection is in use"),
            ShelfError::Degraded(reason) => {
                Refused::Broken(Fault::new(format!("the account is degraded: {reason}")))
            }
            ShelfError::NoSuchMedia(_) => Refused::Conflict("no such media file"),
            ShelfError::DamagedMedia(_) => Refused::Conflict("a media file is damaged"),
            ShelfError::OverQuota => Refused::OverQuota,
            ShelfError::NoSuchMoment => Refused::Broken(Fault::new("a moment that is not kept")),
            ShelfError::Fault(fault) => Refused::from(fault),
        }
    }
}

impl From<CollectionError> for Refused {
    /// What the client sent is its own mistake; a file that fails is ours.
    fn from(error: CollectionError) -> Refused {
        if let CollectionError::Invalid(reason) = error {
            return Refused::Bad(reason);
        }
        if let CollectionError::Json(error) = &error {
            return Refused::Bad(error.to_string());
        }
        Refused::from(Fault::because("the collection failed in a sync", error))
    }
}

impl From<AccountsError> for Refused {
    fn from(error: AccountsError) -> Refused {
        match error {
            AccountsError::WrongCredentials | AccountsError::BadEmail => Refused::WrongKey,
            AccountsError::Unverified => Refused::Unverified,
            AccountsError::Disabled => Refused::Disabled,
            AccountsError::TooManyTries { retry_after } => Refused::TooManyTries {
                wait_secs: retry_after.as_secs().max(1),
            },
            AccountsError::Busy => Refused::Busy("password hashing"),
            AccountsError::Fault(fault) => Refused::from(fault),
            other @ (AccountsError::BadPassword(_)
            | AccountsError::RegistrationClosed
            | AccountsError::BadInvitation
            | AccountsError::BadToken
            | AccountsError::NoSuchAccount
            | AccountsError::EmailTaken
            | AccountsError::ProofNeeded
            | AccountsError::CodeNeeded(_)
            | AccountsError::WrongCode
            | AccountsError::WrongPasskey
            | AccountsError::TooManyPasskeys
            | AccountsError::NoName
            | AccountsError::TooManyDevicePasswords
            | AccountsError::SameEmail
            | AccountsError::Undeliverable
            | AccountsError::NoSuchDevice) => Refused::Broken(Fault::because(
                "an answer that a sign-in cannot have",
                other,
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::*;

    #[test]
    fn a_full_disk_asks_apps_to_come_back_and_a_broken_one_does_not() {
        let answer = |kind| {
            let fault = Fault::because("nothing was kept", Error::from(kind));
            let answer = Refused::from(ShelfError::Fault(fault)).into_response();
            let wait = answer.headers().get(header::RETRY_AFTER).cloned();
            (answer.status().as_u16(), wait.is_some())
        };

        assert_eq!(answer(ErrorKind::StorageFull), (503, true));
        assert_eq!(answer(ErrorKind::Other), (500, false));
    }
}
