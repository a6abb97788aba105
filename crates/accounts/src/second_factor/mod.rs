//! A second factor beside the password: a code from an authenticator app, or a passkey (PR-61). Apps
//! that sync cannot ask for one; they come in with device passwords instead.

mod totp;

use mail::Purpose;
use store::{Fault, Ground, Millis, Write};

use crate::account::{Account, AccountId, account};
use crate::base32;
use crate::error::Error;
use crate::hashing::Passwords;
use crate::letter;
use crate::operator::Operator;
use crate::proof::Proven;
use crate::session::SignedIn;
use crate::storage;
use crate::take_back;
use crate::token::{TokenHash, secret_hash};

pub use totp::TotpSecret;

const RECOVERY_CODES: usize = 10;
const RECOVERY_CODE_BYTES: usize = 10;

/// A second factor that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFactor {
    /// Whether codes of an authenticator app are taken.
    pub has_authenticator: bool,
    /// How many passkeys there are.
    pub passkeys: u32,
    /// Codes for the day the phone is lost.
    pub recovery_codes_left: u32,
}

/// Codes that each let somebody in once, for the day the phone is lost. Only their hashes are kept.
#[derive(Clone)]
pub struct RecoveryCodes(Vec<String>);

impl RecoveryCodes {
    /// As they are written down: `abcd-efgh-ijkl-mnop`.
    pub fn written(&self) -> Vec<String> {
        let written = |code: &String| base32::grouped(code, '-');
        self.0.iter().map(written).collect()
    }

    pub(crate) fn new(ground: &Ground) -> RecoveryCodes {
        let code = |_| base32::encode(&ground.chance.bytes::<RECOVERY_CODE_BYTES>());
        RecoveryCodes((0..RECOVERY_CODES).map(code).collect())
    }

    pub(crate) fn hashes(&self) -> Vec<[u8; 32]> {
        self.0.iter().map(|code| secret_hash(code)).collect()
    }
}

impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RecoveryCodes({})", self.0.len())
    }
}

/// The second factor of the account, if it is on.
pub async fn second_factor(ground: &Ground, who: &SignedIn) -> Result<Option<SecondFactor>, Fault> {
    let id = who.account.id;
    ground
        .db
        .read(async move |r| storage::second_factors::shown(r, id).await)
        .await
}

/// A key that nobody has yet, for setting up an authenticator app.
pub fn new_totp_secret(ground: &Ground) -> TotpSecret {
    TotpSecret::new(ground.chance.bytes())
}

/// Turns the second factor on, once a code shows that the app has the key. Refuses `WrongCode`,
/// `TooManyTries`.
pub async fn turn_on_second_factor(
    ground: &Ground,
    passwords: &Passwords,
    proven: &Proven,
    secret: &TotpSecret,
    code: &str,
) -> Result<RecoveryCodes, Error> {
    let (now, id) = (ground.clock.now(), proven.who().account.id);
    let limit = &passwords.counters().second_factor;
    limit.check(now, &id)?;
    let Some(step) = secret.step_of(code, now, 0) else {
        limit.charge(now, &id);
        return Err(Error::WrongCode);
    };
    let codes = RecoveryCodes::new(ground);
    let (secret, hashes, account) = (secret.clone(), codes.hashes(), proven.who().account.clone());
    let chance = ground.chance.clone();
    ground
        .db
        .write(async move |w| {
            storage::second_factors::remove(w, id).await?;
            storage::second_factors::add(w, id, secret.bytes(), step, now).await?;
            storage::second_factors::put_recovery_codes(w, id, &hashes, now).await?;
            // A log-in that is half done began when a password was enough.
            storage::second_factors::remove_half_sign_ins(w, id).await?;
            let token = take_back::offer(w, &chance, &account, now).await?;
            let days = take_back::DAYS;
            let purpose = Purpose::SecondFactorOn { token, days };
            letter::to_account(w, &account, purpose, now).await
        })
        .await?;
    Ok(codes)
}

/// New recovery codes; earlier ones are void, and the owner is told. Refuses `WrongCode` if the second factor is off.
pub async fn renew_recovery_codes(
    ground: &Ground,
    proven: &Proven,
) -> Result<RecoveryCodes, Error> {
    let codes = RecoveryCodes::new(ground);
    let (now, account) = (ground.clock.now(), proven.who().account.clone());
    let (chance, hashes) = (ground.chance.clone(), codes.hashes());
    ground
        .db
        .write(async move |w| {
            if !storage::second_factors::is_on(w, account.id).await? {
                return Err(Error::WrongCode);
            }
            storage::second_factors::put_recovery_codes(w, account.id, &hashes, now).await?;
            let token = take_back::offer(w, &chance, &account, now).await?;
            let days = take_back::DAYS;
            let purpose = Purpose::RecoveryCodesRenewed { token, days };
            Ok(letter::to_account(w, &account, purpose, now).await?)
        })
        .await?;
    Ok(codes)
}

/// Takes no codes of an authenticator app any more. Passkeys stay.
pub async fn turn_off_second_factor(ground: &Ground, proven: &Proven) -> Result<(), Fault> {
    let (now, account) = (ground.clock.now(), proven.who().account.clone());
    ground
        .db
        .write(async move |w| {
            if storage::second_factors::remove(w, account.id).await? {
                settle(w, &account, Purpose::AuthenticatorRemoved, now).await?;
            }
            Ok(())
        })
        .await
}

/// After something was removed: tells its owner, and where it was the last, recovery codes go, too.
pub(crate) async fn settle(
    w: &Write,
    account: &Account,
    removed: Purpose,
    now: Millis,
) -> Result<(), Fault> {
    if storage::second_factors::is_on(w, account.id).await? {
        return letter::to_account(w, account, removed, now).await;
    }
    storage::second_factors::remove_recovery_codes(w, account.id).await?;
    letter::to_account(w, account, Purpose::SecondFactorOff, now).await
}

/// Turns the second factor of somebody off, passkeys included, who has lost phone and codes, and has
/// shown to the operator who she is. Refuses `NoSuchAccount`.
pub async fn reset_second_factor(
    ground: &Ground,
    _operator: &Operator,
    id: AccountId,
) -> Result<(), Error> {
    let (now, account) = (ground.clock.now(), account(ground, id).await?);
    ground
        .db
        .write(async move |w| {
            let had_app = storage::second_factors::remove(w, id).await?;
            let had_passkeys = storage::passkeys::remove_of_account(w, id).await?;
            if had_app || had_passkeys {
                settle(w, &account, Purpose::SecondFactorOff, now).await?;
            }
            Ok(())
        })
        .await
}

/// Uses up a typed code, in the transaction that lets somebody in: of the authenticator app, or one
/// of the recovery codes. Refuses `WrongCode`; that is for the caller to charge.
pub(crate) async fn use_code(
    w: &Write,
    account: &Account,
    typed: &str,
    now: Millis,
) -> Result<(), Error> {
    let id = account.id;
    if !storage::second_factors::is_on(w, id).await? {
        return Ok(());
    }
    let app = storage::second_factors::of(w, id).await?;
    if let Some(step) = app.and_then(|app| app.secret.step_of(typed, now, app.last_step)) {
        storage::second_factors::put_last_step(w, id, step).await?;
        return Ok(());
    }
    let hash = secret_hash(&base32::plain(typed));
    if !storage::second_factors::take_recovery_code(w, id, hash).await? {
        return Err(Error::WrongCode);
    }
    let left = storage::second_factors::recovery_codes_left(w, id).await?;
    letter::to_account(w, account, Purpose::RecoveryCodeUsed { left }, now).await?;
    Ok(())
}

/// A log-in whose password was right and whose code is still missing.
#[derive(Clone)]
pub struct HalfSignIn {
    /// For the form that asks for the code. Works for ten minutes.
    pub token: String,
}

impl std::fmt::Debug for HalfSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HalfSignIn")
    }
}

/// What there is to show beside the password, for the form that asks for it. `None`: the log-in has
/// waited too long.
pub async fn factor_of_half(ground: &Ground, token: &str) -> Result<Option<SecondFactor>, Fault> {
    let Some(token) = TokenHash::of(token) else {
        return Ok(None);
    };
    let now = ground.clock.now();
    ground
        .db
        .read(async move |r| {
            match storage::second_factors::live_half_sign_in(r, token, now).await? {
                Some(account) => storage::second_factors::shown(r, account.id).await,
                None => Ok(None),
            }
        })
        .await
}

/// What an authenticator app shows at this moment.
#[cfg(test)]
pub(crate) fn code_for_tests(secret: &TotpSecret, now: Millis) -> String {
    secret.code(now.secs().div_euclid(30))
}
