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
/// Confirms the new address of an account: GET shows a form, POST acts.
pub const CONFIRM_NEW: &str = "/account/email/confirmation";
/// Confirms once more that letters reach the owner: GET shows a form, POST acts.
pub const CHECK: &str = "/account/address-check";
/// Takes a change of address back: GET shows a form, POST acts.
pub const TAKE_BACK: &str = "/account/email/return";
/// Takes a new second factor back: GET shows a form, POST acts.
pub const REFUSE_FACTOR: &str = "/account/second-factor/return";
/// Locks everybody out who has logged in: GET shows a form, POST acts.
pub const REFUSE_LOG_IN: &str = "/account/login/return";
/// Takes the wish to be removed back: GET shows a form, POST acts.
pub const KEEP: &str = "/account/keeping";
/// Turns the second factor on and off.
pub const SECOND_FACTOR: &str = "/account/second-factor";
/// Shows, makes and ends passkeys.
pub const PASSKEYS: &str = "/account/passkeys";
/// Makes passwords for apps.
pub const DEVICE_PASSWORDS: &str = "/account/device-passwords";
/// Every version of the privacy policy.
pub const POLICY_HISTORY: &str = "/account/privacy/history";
/// Copies of everything the site knows about somebody.
pub const DATA: &str = "/account/data";
