//! Accounts: who may come in, and by which key.
//!
//! Promises: an address, a password or a link tells a stranger nothing about who has an account; a
//! password is kept as a slow hash only, every other secret as a SHA-256; a changed password ends all
//! other sessions and all host keys in the same transaction; a storm of wrong passwords slows down
//! the storm and nobody else. Knows no HTTP. Begin reading at `sign_up.rs`, then `sign_in.rs`.

mod account;
mod client;
mod credentials;
mod device;
mod email;
mod error;
mod hashing;
mod inventory;
mod invitation;
mod known_devices;
mod letter;
mod limits;
mod network;
mod operator;
mod options;
mod password;
mod recovery;
mod repeats;
mod retention;
mod session;
mod sign_in;
mod sign_up;
mod storage;
mod token;

pub use account::{Account, AccountId, account, count};
pub use client::ClientVersion;
pub use credentials::Credentials;
pub use device::{
    Day, Device, DeviceId, HostKey, devices, note_sync, revoke_device, sign_in_device,
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
pub use password::{PASSWORD_BYTES_MAX, PASSWORD_BYTES_MIN};
pub use recovery::{change_password, handlers, request_reset, reset_is_open, reset_password};
pub use retention::timetable;
pub use session::{SignedIn, session, sign_out, sign_out_everywhere};
pub use sign_in::{NewSession, sign_in};
pub use sign_up::{NewAccount, sign_up, verify_email};

#[cfg(test)]
mod tests;
