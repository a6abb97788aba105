//! GET /account/privacy/register — every place with personal data, by what it is for: the record of
//! processing that article 30 of the General Data Protection Regulation asks for (PR-63).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use privacy::Register;
use store::{Basis, Class, Deletion, Export, Kept, Personal, Purpose, Region, Subject};
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};

#[derive(Debug, Template)]
#[template(path = "account/register.html")]
struct RegisterPage {
    t: Texts,
    frame: Frame,
    purposes: Vec<Served>,
}

/// A purpose, and what serves it.
#[derive(Debug)]
struct Served {
    id: &'static str,
    title: String,
    basis: String,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    what: String,
    of_whom: String,
    kept: String,
    removed: String,
    copy: String,
    place: String,
    region: String,
}

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    let t = reader.t;
    let register = &app.promised.register;
    let purposes = Purpose::ALL.into_iter().map(|purpose| Served {
        id: purpose.word(),
        title: purpose_words(purpose, t),
        basis: t.register_basis(
            purpose
                .basis()
                .iter()
                .map(|basis| basis_words(*basis, t))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        entries: register
            .of(purpose)
            .map(|entry| Entry::of(entry, register, t))
            .collect(),
    });
    page(
        StatusCode::OK,
        &RegisterPage {
            t,
            frame: reader.frame(),
            purposes: purposes
                .filter(|served| !served.entries.is_empty())
                .collect(),
        },
    )
}

impl Entry {
    fn of(entry: &Personal, register: &Register, t: Texts) -> Entry {
        Entry {
            what: class_words(entry.class, t),
            of_whom: match entry.subject {
                Subject::Member { .. } => t.register_subject_member(),
                Subject::Applicant => t.register_subject_applicant(),
                Subject::Visitor => t.register_subject_visitor(),
                Subject::Addressee => t.register_subject_addressee(),
            },
            kept: match entry.kept {
                Kept::WithAccount => t.register_kept_with_account(),
                Kept::UntilLifted => t.register_kept_until_lifted(),
                Kept::AtMost(_) | Kept::Setting { .. } => {
                    t.register_kept_days(register.days(entry.kept).unwrap_or_default())
                }
            },
            removed: match entry.deletion {
                Deletion::WithAccount => t.register_removed_with_account(),
                Deletion::ByAge => t.register_removed_by_age(),
                Deletion::KeyFirst => t.register_removed_key_first(),
                Deletion::Stays(_) => t.register_removed_stays(),
            },
            copy: match entry.export {
                Export::Given => t.register_copy_given(),
                Export::InPackage => t.register_copy_package(),
                Export::Withheld(_) => t.register_copy_withheld(),
            },
            place: match entry.columns {
                [] => entry.place.to_owned(),
                columns => format!("{}: {}", entry.place, columns.join(", ")),
            },
            region: match entry.region {
                Region::Data => t.register_region_data(),
                Region::Backups => t.register_region_backups(),
            },
        }
    }
}

fn basis_words(basis: Basis, t: Texts) -> String {
    match basis {
        Basis::Contract => t.register_basis_contract(),
        Basis::Law => t.register_basis_law(),
        Basis::Interest => t.register_basis_interest(),
    }
}

fn class_words(class: Class, t: Texts) -> String {
    match class {
        Class::Content => t.register_class_content(),
        Class::Identity => t.register_class_identity(),
        Class::Network => t.register_class_network(),
        Class::Credential => t.register_class_credential(),
        Class::Activity => t.register_class_activity(),
        Class::Record => t.register_class_record(),
    }
}

fn purpose_words(purpose: Purpose, t: Texts) -> String {
    match purpose {
        Purpose::Account => t.privacy_purpose_account(),
        Purpose::Letters => t.privacy_purpose_letters(),
        Purpose::Cards => t.privacy_purpose_cards(),
        Purpose::Undo => t.privacy_purpose_undo(),
        Purpose::Loss => t.privacy_purpose_loss(),
        Purpose::Devices => t.privacy_purpose_devices(),
        Purpose::Diagnosis => t.privacy_purpose_diagnosis(),
        Purpose::Unused => t.privacy_purpose_unused(),
        Purpose::Removal => t.privacy_purpose_removal(),
        Purpose::Bounces => t.privacy_purpose_bounces(),
        Purpose::Statistics => t.privacy_purpose_statistics(),
        Purpose::Policy => t.privacy_purpose_policy(),
        Purpose::Copy => t.privacy_purpose_copy(),
        Purpose::Installations => t.privacy_purpose_installations(),
    }
}
