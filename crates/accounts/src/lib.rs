//! Accounts: who may come in, and by which key.
//!
//! Promises: an address, a password or a link tells a stranger nothing about who has an account; a
//! password is kept as a slow hash only, every other secret as a SHA-256; a changed password ends all
//! other sessions and all host keys in the same transaction; a storm of wrong passwords slows down
//! the storm and nobody else. Knows no HTTP. Begin reading at `sign_up.rs`, then `sign_in.rs`.

mod account;
mod address_change;
mod address_check;
mod app_in_use;
mod base32;
mod breach_list;
mod browser;
mod client;
mod credentials;
mod departure;
mod device;
mod device_password;
mod email;
mod error;
mod hashing;
#[cfg(any(test, fuzzing))]
pub mod hostile;
mod inventory;
mod invitation;
mod known_devices;
mod letter;
mod limits;
mod network;
mod operator;
mod options;
mod passkey;
mod password;
mod proof;
mod recovery;
mod repeats;
mod retention;
mod second_factor;
mod session;
mod sign_in;
mod sign_up;
mod steward;
mod storage;
mod strength;
mod take_back;
mod token;
mod unused;
mod whereabouts;

pub use account::{
    Account, AccountId, account, choose_language, count, everybody, language_by_host_key,
};
pub use address_change::{ask_for_new_address, confirm_new_address, is_change_open};
pub use address_check::{
    AddressCheck, address_check_timetable, ask_for_check_again, confirm_check, is_check_open,
};
pub use app_in_use::{AppInUse, apps_in_use};
pub use browser::Browser;
pub use client::ClientVersion;
pub use credentials::Credentials;
pub use departure::{
    Departure, Removal, ask_for_removal, begin_removal, departure, due_departures, end_removal,
    is_keeping_open, keep_account, keep_by_link, removals, remove_rows,
};
pub use device::{
    Day, Device, DeviceId, HostKey, devices, note_sync, revoke_device, sign_in_device,
};
pub use device_password::{
    DevicePassword, DevicePasswordId, NewDevicePassword, device_passwords, make_device_password,
    revoke_device_password,
};
pub use email::Email;
pub use error::{Error, PasswordFlaw};
pub use hashing::Passwords;
pub use inventory::INVENTORY;
pub use invitation::{NewInvitation, first_run_invitation, invitation_is_open, invite};
pub use known_devices::KnownDevices;
pub use mail::address;
pub use network::Network;
pub use operator::{
    Added, NewPassword, Operator, Selection, add, devices_of, disable, enable, find, list, remove,
    set_password,
};
pub use options::{Limits, Options, Rate, Registration};
pub use passkey::{
    ALGORITHMS as PASSKEY_ALGORITHMS, Invitation as PasskeyInvitation, Made as MadePasskey,
    Passkey, PasskeyId, RelyingParty, Signed as SignedByPasskey, add_passkey, challenge_to_log_in,
    challenge_to_prove, invite_passkey, passkeys, prove_with_passkey, remove_passkey,
    sign_in_with_passkey,
};
pub use password::{PASSWORD_BYTES_MAX, PASSWORD_BYTES_MIN, judge_password};
pub use proof::{Proven, ShownAgain, prove_again};
pub use recovery::{change_password, handlers, request_reset, reset_is_open, reset_password};
pub use retention::timetable;
pub use second_factor::{
    HalfSignIn, RecoveryCodes, SecondFactor, TotpSecret, factor_of_half, new_totp_secret,
    renew_recovery_codes, reset_second_factor, second_factor, turn_off_second_factor,
    turn_on_second_factor,
};
pub use session::{
    OpenSession, SessionId, SignedIn, revoke_session, session, sessions, sign_out,
    sign_out_everywhere, sign_out_others,
};
pub use sign_in::{NewSession, finish_sign_in, sign_in};
pub use sign_up::{NewAccount, sign_up, verify_email};
pub use steward::{appoint_steward, send_trial_letter, steward};
pub use strength::Strength;
pub use take_back::{is_return_open, take_back};
pub use unused::{
    News, NewsKind, PutAwayAccount, UnusedAccount, forget_put_away, mark_put_away, note_told,
    put_away_accounts, put_away_at, unused_since, warn,
};
pub use whereabouts::Whereabouts;

#[cfg(test)]
mod tests;
