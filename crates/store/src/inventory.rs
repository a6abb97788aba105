//! The words in which each service declares the personal data it keeps (PR-63). From these
//! declarations come the register of processing, the privacy page, the export, the check after a
//! removal, the check of ages, and what a search for leftovers may still find.

use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

/// What one crate keeps of people, and which of its columns say nothing about anybody.
#[derive(Debug, Clone, Copy)]
pub struct Inventory {
    /// Everything that is about a person.
    pub personal: &'static [Personal],
    /// Columns that are not, each with its reason.
    pub impersonal: &'static [Impersonal],
}

/// Columns of a table, or a class of files, that hold personal data under the same rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Personal {
    /// A table, or a path in the data folder or the folder of backups with `*` for what differs.
    pub place: &'static str,
    /// Columns of the table; none for files.
    pub columns: &'static [&'static str],
    /// Whom it is about.
    pub subject: Subject,
    /// What kind of data.
    pub class: Class,
    /// What for. Nothing is used for anything else.
    pub purpose: Purpose,
    /// The same more closely, for whoever reads the register.
    pub why: &'static str,
    /// For how long.
    pub kept: Kept,
    /// How old it is.
    pub dated: Dated,
    /// What becomes of it when the account is removed.
    pub deletion: Deletion,
    /// Whether its subject gets a copy.
    pub export: Export,
    /// Where it lies.
    pub region: Region,
}

/// Columns that say nothing about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Impersonal {
    /// The table, or a path.
    pub place: &'static str,
    /// Its columns; none means all, or files.
    pub columns: &'static [&'static str],
    /// Why they say nothing.
    pub why: &'static str,
}

/// Whom data are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Somebody with an account.
    Member {
        /// The column that names the account; empty for files.
        by: &'static str,
    },
    /// Somebody who has signed up and not confirmed the address yet.
    Applicant,
    /// Whoever sends a request.
    Visitor,
    /// Whoever a letter went to.
    Addressee,
}

/// What kind of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// What a person wrote, drew, recorded or answered.
    Content,
    /// Who it is.
    Identity,
    /// Where a request came from.
    Network,
    /// What lets somebody in.
    Credential,
    /// When and with what the site was used.
    Activity,
    /// What was said, agreed or decided.
    Record,
}

/// Everything that personal data are for. A new purpose is a new sentence on the privacy page, and is
/// not served with the data of anybody who has not seen it (PR-69); and content serves its owner alone
/// (PR-64).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Letting members in, and nobody else.
    Account,
    /// Letters about the account.
    Letters,
    /// Cards, media and reviews, for the devices of their owner.
    Cards,
    /// Earlier states, to undo a mistake.
    Undo,
    /// Backups, to get the site back after a loss.
    Loss,
    /// Which app was used when: for its owner, and for support.
    Devices,
    /// Security, finding faults, counting use, support.
    Diagnosis,
    /// Putting away what nobody uses.
    Unused,
    /// Removing an account, and keeping it removed.
    Removal,
    /// Not writing to addresses that letters do not reach.
    Bounces,
    /// Sums over the reviews of many.
    Statistics,
    /// Who was shown which version of the policy.
    Policy,
    /// A copy of everything, for its subject.
    Copy,
    /// How many installations there are, and on which systems.
    Installations,
}

/// What allows it: article 6 (1) of the General Data Protection Regulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// (b): it is what the member has asked for.
    Contract,
    /// (c): the law asks for it.
    Law,
    /// (f): somebody needs it, and nobody is harmed.
    Interest,
}

impl Purpose {
    /// All of them, in the order in which they are told.
    pub const ALL: [Purpose; 14] = [
        Purpose::Account,
        Purpose::Letters,
        Purpose::Cards,
        Purpose::Undo,
        Purpose::Loss,
        Purpose::Devices,
        Purpose::Diagnosis,
        Purpose::Unused,
        Purpose::Removal,
        Purpose::Bounces,
        Purpose::Statistics,
        Purpose::Policy,
        Purpose::Copy,
        Purpose::Installations,
    ];

    /// What allows it.
    pub fn basis(self) -> &'static [Basis] {
        match self {
            Purpose::Account
            | Purpose::Letters
            | Purpose::Cards
            | Purpose::Undo
            | Purpose::Loss
            | Purpose::Devices
            | Purpose::Unused => &[Basis::Contract],
            Purpose::Diagnosis | Purpose::Statistics => &[Basis::Contract, Basis::Interest],
            Purpose::Bounces | Purpose::Installations => &[Basis::Interest],
            Purpose::Removal | Purpose::Policy | Purpose::Copy => &[Basis::Law],
        }
    }

    /// The version of the privacy policy that names it first.
    pub fn since_version(self) -> u32 {
        1
    }

    /// A word for tables and programs.
    pub fn word(self) -> &'static str {
        match self {
            Purpose::Account => "account",
            Purpose::Letters => "letters",
            Purpose::Cards => "cards",
            Purpose::Undo => "undo",
            Purpose::Loss => "loss",
            Purpose::Devices => "devices",
            Purpose::Diagnosis => "diagnosis",
            Purpose::Unused => "unused",
            Purpose::Removal => "removal",
            Purpose::Bounces => "bounces",
            Purpose::Statistics => "statistics",
            Purpose::Policy => "policy",
            Purpose::Copy => "copy",
            Purpose::Installations => "installations",
        }
    }
}

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// As long as the account exists.
    WithAccount,
    /// So long after it was written, the wait for the next sweep included.
    AtMost(Duration),
    /// So many days as a setting says.
    Setting {
        /// Its name.
        name: &'static str,
        /// The most it may say: a start with more is refused.
        days_max: u32,
    },
    /// Until the operator lifts it; it names no account.
    UntilLifted,
}

impl Kept {
    /// At most this long, and then until a sweep that comes once a day.
    pub const fn swept_daily(kept: Duration) -> Kept {
        Kept::AtMost(kept.saturating_add(DAY))
    }

    /// The longest it can take, in whole days; `None`: there is no such number.
    pub fn days_max(self) -> Option<u32> {
        match self {
            Kept::WithAccount | Kept::UntilLifted => None,
            Kept::AtMost(kept) => u32::try_from(kept.as_secs().div_ceil(DAY.as_secs())).ok(),
            Kept::Setting { days_max, .. } => Some(days_max),
        }
    }
}

/// How the age of a row or a file is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// Not at all, or it does not matter.
    Not,
    /// A column has the time at which it was written.
    Since(&'static str),
    /// A column has the day.
    SinceDay(&'static str),
    /// A column has the time at which it ends, so long after it was written.
    Until(&'static str, Duration),
    /// The name of the file has the day.
    FileName,
    /// The file has the time at which it was written.
    FileTime,
}

/// What becomes of data when the account they belong to is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// They go with it, and nothing of them may be left.
    WithAccount,
    /// They go by their age.
    ByAge,
    /// The key goes at once, what it opened by its age.
    KeyFirst,
    /// They stay, because …
    Stays(&'static str),
}

/// Whether the subject of data gets a copy of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// As rows or lines that can be read.
    Given,
    /// In the package that Anki opens.
    InPackage,
    /// Not, because …
    Withheld(&'static str),
}

/// Where data lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// In the data folder.
    Data,
    /// Where backups go.
    Backups,
}
