//! What every page shares: the reader with her session, the frame around a page, fields, refusals,
//! guards against other sites, and the files that browsers load beside a page.

pub(crate) mod assets;
mod consent;
mod cookie;
mod field;
pub(crate) mod forgery;
pub(crate) mod language;
mod page;
mod reader;
pub(crate) mod refusals;
mod said;
pub(crate) mod stopped;
mod typed;
mod way;

pub(crate) use consent::Consent;
pub(crate) use cookie::end_session;
pub(crate) use field::Field;
pub(crate) use language::is_ours;
pub(crate) use page::{Frame, Reply, Saying, page, see_other};
pub(crate) use reader::{Member, ProvenMember, Reader};
pub(crate) use refusals::{Place, Refused};
pub(crate) use said::Said;
pub(crate) use stopped::Stopped;
pub(crate) use typed::Typed;
pub(crate) use way::Way;
