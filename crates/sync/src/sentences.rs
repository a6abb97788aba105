//! What apps show to people in our name. The protocol does not tell a language, so these are in
//! English, and no page says any of them: that is why they stand here and not in `texts`.

pub(crate) const ALMOST_PUT_AWAY: &str = "Your account had not been used for a long time, and its \
     cards were about to be put away. Now that you have synced, everything stays.";
pub(crate) const PUT_AWAY: &str = "Your account had not been used for a long time, so its cards and \
     media were put away. You can have them back for 30 days: log in on the website. If this device \
     has all your cards, you can also upload them again.";
pub(crate) const COLLECTION_TOO_LARGE: &str =
    "Your collection exceeds the size limit of this server. Nothing was changed on the server.";
pub(crate) const COLLECTION_EMPTY_FILE: &str = "The uploaded file was empty, so the collection on \
     the server was left as it was. Please try again.";
pub(crate) const COLLECTION_DAMAGED: &str = "The uploaded collection is damaged, so the collection \
     on the server was left as it was. Please use Tools > Check Database, then try again.";
pub(crate) const COLLECTION_REFUSED: &str = "The uploaded file is not a collection that this \
     server accepts, so the collection on the server was left as it was.";
pub(crate) const COLLECTION_TOO_SLOW: &str = "Checking the uploaded collection took too long, so \
     the collection on the server was left as it was. Please try again later.";
pub(crate) const COLLECTION_SCHEMA: &str = "The uploaded collection comes from a version of Anki \
     that this server does not know, so the collection on the server was left as it was.";
pub(crate) const ACCOUNT_DISABLED: &str =
    "This account has been disabled. Please write to the operator of this server.";
pub(crate) const ACCOUNT_UNVERIFIED: &str =
    "Please confirm your email address first: open the link in the letter you were sent.";
pub(crate) const STORAGE_FULL: &str =
    "The storage of your account is full. Please delete media you no longer need.";
pub(crate) const SYNC_CLOSED: &str = "Syncing is switched off for a while. Please try again later.";
pub(crate) const POLICY_CHANGED: &str = "The privacy policy of this server has changed. What changed \
     stands on its website, under Privacy.";
pub(crate) const CLIENT_TOO_OLD: &str =
    "This version of Anki is too old for this server. Please update Anki, then sync again.";
pub(crate) const CLIENT_LACKS_SCHEDULER: &str = "Your collection uses a scheduler that this \
     version of Anki does not know. Please update Anki, then sync again.";
pub(crate) const CLIENT_LACKS_TIMEZONES: &str = "Your collection uses a handling of time zones \
     that this version of Anki does not know. Please update Anki, then sync again.";
