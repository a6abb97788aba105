//! /account/… — coming in, connecting apps, devices, password, going out, and what is promised.
//! Addresses that Anki's apps or old bookmarks know are kept as they are.

pub(crate) mod address;
mod address_check;
pub(crate) mod connect;
mod data;
mod device_passwords;
mod devices;
mod email;
mod home;
mod keys;
mod language;
mod link;
mod login;
mod login_code;
mod logout;
mod new_password;
mod passkey_button;
mod passkeys;
mod password;
mod policy_history;
mod privacy;
mod proof;
mod put_away;
mod qr;
mod register;
mod remove_account;
mod resetpw;
mod second_factor;
mod sessions;
mod signup;
mod strength;
mod take_back;
mod terms;
mod verify_email;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use take_back::Deed;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(coming_and_going())
        .merge(safety())
        .merge(factors())
}

/// What keeps an account its owner's.
fn safety() -> Router<App> {
    Router::new()
        .route(
            "/account/device-passwords",
            get(device_passwords::show).post(device_passwords::create),
        )
        .route(
            "/account/device-passwords/{password}/revocation",
            post(device_passwords::revoke),
        )
        .route(
            "/account/address-check",
            get(address_check::show).post(address_check::create),
        )
        .route("/account/address-check/letter", post(address_check::again))
        .route("/account/email", get(email::show).post(email::create))
        .route(
            "/account/email/confirmation",
            get(email::show_confirmation).post(email::confirm),
        )
        .route("/account/email/return", take_back::page_of(Deed::Address))
        .route("/account/login/return", take_back::page_of(Deed::LogIn))
        .route("/account/data", get(data::show).post(data::create))
        .route("/account/data/copies/{token}", get(data::fetch))
        .route("/account/departure/return", post(remove_account::keep))
        .route(
            "/account/keeping",
            get(remove_account::show_keeping).post(remove_account::keep_by_link),
        )
        .route("/account/put-away/return", post(put_away::bring_back))
        .route(
            "/account/remove-account",
            get(remove_account::show).post(remove_account::create),
        )
}

/// What proves that it is the owner who asks.
fn factors() -> Router<App> {
    Router::new()
        .route(
            "/account/passkeys",
            get(passkeys::show).post(passkeys::create),
        )
        .route(
            "/account/passkeys/{passkey}/removal",
            post(passkeys::remove),
        )
        .route("/account/password-strength", post(strength::judge))
        .route("/account/proof", get(proof::show).post(proof::create))
        .route("/account/proof/passkey", post(proof::by_passkey))
        .route(
            "/account/second-factor",
            get(second_factor::show).post(second_factor::create),
        )
        .route(
            "/account/second-factor/recovery-codes",
            post(second_factor::renew_codes),
        )
        .route(
            "/account/second-factor/removal",
            post(second_factor::remove),
        )
        .route(
            "/account/second-factor/return",
            take_back::page_of(Deed::Factor),
        )
}

fn coming_and_going() -> Router<App> {
    Router::new()
        .route("/account", get(home::show))
        .route("/account/connect", get(connect::show))
        .route(
            "/account/devices/{device}/revocation",
            post(devices::revoke),
        )
        .route("/account/language", post(language::choose))
        .route("/account/login", get(login::show).post(login::create))
        .route(
            "/account/login/code",
            get(login_code::show).post(login_code::create),
        )
        .route("/account/login/passkey", post(login::by_passkey))
        .route("/account/logout", post(logout::create))
        .route(
            "/account/new-password",
            get(new_password::show).post(new_password::create),
        )
        .route("/account/password", post(password::change))
        .route("/account/privacy", get(privacy::show))
        .route("/account/privacy/history", get(policy_history::show))
        .route("/account/privacy/objection", post(privacy::object))
        .route("/account/privacy/register", get(register::show))
        .route("/account/privacy/sight", post(policy_history::see))
        .route("/account/register", get(signup::from_the_apps))
        .route("/account/resetpw", get(resetpw::show).post(resetpw::create))
        .route("/account/signup", get(signup::show).post(signup::create))
        .route("/account/sessions/removal", post(sessions::revoke_others))
        .route(
            "/account/sessions/{session}/removal",
            post(sessions::revoke),
        )
        .route("/account/terms", get(terms::show))
        .route(
            "/account/verify-email",
            get(verify_email::show).post(verify_email::create),
        )
}
