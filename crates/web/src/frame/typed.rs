//! What came with a form.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::frame::stopped::Stopped;

/// The fields of a form. Missing ones are for the handler to say something about, so field types
/// have defaults; what is refused here was not sent by our pages.
#[derive(Debug)]
pub(crate) struct Typed<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Typed<T> {
    type Rejection = Stopped;

    async fn from_request(request: Request, app: &App) -> Result<Typed<T>, Stopped> {
        let form: Result<Form<T>, FormRejection> = Form::from_request(request, app).await;
        match form {
            Ok(Form(typed)) => Ok(Typed(typed)),
            Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Stopped::TooLarge)
            }
            Err(_) => Err(Stopped::Unreadable),
        }
    }
}
