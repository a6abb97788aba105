//! /account/… — coming in, connecting apps, devices, password, going out, and what is promised.
//! Addresses that Anki's apps or old bookmarks know are kept as they are.

pub(crate) mod address;
pub(crate) mod connect;
mod devices;
mod home;
mod login;
mod logout;
mod new_password;
mod password;
mod privacy;
mod remove_account;
mod resetpw;
mod signup;
mod terms;
mod verify_email;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(home::show))
        .route("/account/connect", get(connect::show))
        .route(
            "/account/devices/{device}/revocation",
            post(devices::revoke),
        )
        .route("/account/login", get(login::show).post(login::create))
        .route("/account/logout", post(logout::create))
        .route(
            "/account/new-password",
            get(new_password::show).post(new_password::create),
        )
        .route("/account/password", post(password::change))
        .route("/account/privacy", get(privacy::show))
        .route("/account/register", get(signup::from_the_apps))
        .route("/account/remove-account", get(remove_account::show))
        .route("/account/resetpw", get(resetpw::show).post(resetpw::create))
        .route("/account/signup", get(signup::show).post(signup::create))
        .route("/account/terms", get(terms::show))
        .route(
            "/account/verify-email",
            get(verify_email::show).post(verify_email::create),
        )
}
