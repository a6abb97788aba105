//! The rules for a new password.

/// A new password has at least so many bytes.
pub const PASSWORD_BYTES_MIN: usize = 8;
/// A password has at most so many bytes; longer ones are refused before they are hashed.
pub const PASSWORD_BYTES_MAX: usize = 1_024;
