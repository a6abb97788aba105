//! Where the links of letters lead: paths on the site's own host, to which `?token=…` is added.

/// The log-in form.
pub const LOG_IN: &str = "/account/login";
/// The sign-up form; `?invitation=<token>` in an invitation.
pub const SIGN_UP: &str = "/account/signup";
/// Confirms an address: GET shows a form, POST acts.
pub const VERIFY: &str = "/account/verify-email";
/// Asks for a link for a new password.
pub const FORGOTTEN: &str = "/account/resetpw";
/// Sets a new password: GET shows a form, POST acts.
pub const NEW_PASSWORD: &str = "/account/new-password";
