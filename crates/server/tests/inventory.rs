//! Every place that holds data is declared: with its rules, or with the reason why it is nobody's.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use privacy::Register;
use server::Config;
use store::{
    Chance, Clock, CrashPoints, DataFolder, Dated, Deletion, Export, Fault, Ground, Kept, Millis,
    Purpose, Region, Subject,
};

fn register() -> Register {
    server::register(&Config::default())
}

/// Every column of the service database, by table.
fn columns() -> BTreeMap<String, BTreeSet<String>> {
    let folder = tempfile::tempdir().unwrap();
    let data = DataFolder::open(folder.path()).unwrap();
    let clock = Clock::fixed(Millis(0));
    let ground = Ground::open(data, clock, Chance::seeded(1), CrashPoints::off()).unwrap();
    let read = ground.db.read_blocking(async |r| {
        let mut all = BTreeMap::new();
        for table in r.tables().await? {
            let columns = r.columns_of(&table).await?;
            all.insert(table, columns.into_iter().collect());
        }
        Ok::<_, Fault>(all)
    });
    let mut all: BTreeMap<String, BTreeSet<String>> = read.unwrap();
    all.retain(|table, _| !table.starts_with("sqlite_"));
    all
}

#[test]
fn pr_63_every_column_is_declared_exactly_once() {
    let register = register();
    let mut declared: Vec<(&str, &str)> = Vec::new();
    for entry in register.personal() {
        declared.extend(entry.columns.iter().map(|column| (entry.place, *column)));
    }
    for entry in register.impersonal() {
        declared.extend(entry.columns.iter().map(|column| (entry.place, *column)));
    }
    let nobodys = |table: &str| {
        let mut whole = register.impersonal().iter();
        whole.any(|entry| entry.place == table && entry.columns.is_empty())
    };

    let columns = columns();

    for (table, column) in &declared {
        let is_there = columns.get(*table).is_some_and(|all| all.contains(*column));
        assert!(
            is_there,
            "{table}.{column} is declared, but it does not exist"
        );
        let times = declared
            .iter()
            .filter(|other| *other == &(*table, *column))
            .count();
        assert_eq!(times, 1, "{table}.{column} is declared {times} times");
    }
    for (table, all) in columns {
        for column in all.iter().filter(|_| !nobodys(&table)) {
            let is_declared = declared.contains(&(table.as_str(), column.as_str()));
            assert!(
                is_declared,
                "{table}.{column} stands in no inventory: say in its crate's inventory.rs whose it is, \
                 what for and for how long, or why it is nobody's"
            );
        }
    }
}

#[test]
fn pr_52_what_names_an_account_goes_with_it_or_says_why_not() {
    let register = register();

    for (table, all) in columns() {
        if !all.contains("account_id") {
            continue;
        }
        let entry = register
            .personal()
            .iter()
            .find(|entry| entry.place == table && entry.columns.contains(&"account_id"));
        let entry = entry.unwrap_or_else(|| panic!("{table} names accounts"));
        assert_eq!(
            entry.subject,
            Subject::Member { by: "account_id" },
            "{table}"
        );
        assert!(
            matches!(entry.deletion, Deletion::WithAccount | Deletion::Stays(_)),
            "{table} would outlive an account"
        );
    }
}

#[test]
fn pr_63_what_goes_by_age_has_a_limit_and_every_reason_is_given() {
    let register = register();

    for entry in register.personal() {
        let place = entry.place;
        if entry.deletion == Deletion::ByAge {
            assert!(
                register.days(entry.kept).is_some(),
                "{place} would stay for ever"
            );
        }
        if entry.kept == Kept::UntilLifted {
            assert!(matches!(entry.deletion, Deletion::Stays(_)), "{place}");
        }
        if entry.dated != Dated::Not {
            assert!(
                register.days(entry.kept).is_some(),
                "{place} has an age and no limit"
            );
        }
        let reasons = [
            Some(entry.why),
            match entry.export {
                Export::Withheld(why) => Some(why),
                Export::Given | Export::InPackage => None,
            },
            match entry.deletion {
                Deletion::Stays(why) => Some(why),
                Deletion::WithAccount | Deletion::ByAge | Deletion::KeyFirst => None,
            },
        ];
        for reason in reasons.into_iter().flatten() {
            assert!(reason.len() > 10, "{place}: {reason}");
        }
    }
    for entry in register.impersonal() {
        assert!(entry.why.len() > 10, "{}", entry.place);
    }
}

#[test]
fn pr_60_everything_that_a_member_may_have_is_in_her_copy() {
    for entry in register().personal() {
        assert!(privacy::is_in_copy(entry), "{} is in no copy", entry.place);
    }
}

#[test]
fn pr_54_nothing_that_outlives_an_account_is_kept_longer_than_a_month() {
    let register = register();

    for entry in register.personal() {
        let is_late = match entry.deletion {
            Deletion::WithAccount => false,
            // Leads to no account at all, so it outlives none.
            Deletion::ByAge if entry.purpose == Purpose::Installations => false,
            Deletion::ByAge | Deletion::KeyFirst => register.days(entry.kept).unwrap() > 30,
            // Names nobody, or is what keeps the account removed: a day longer than any backup.
            Deletion::Stays(_) => register.days(entry.kept).is_some_and(|days| days > 31),
        };
        assert!(!is_late, "{} is kept too long", entry.place);
    }
}

#[test]
fn pr_64_content_serves_its_owner_and_nobody_else() {
    for entry in register().personal() {
        if entry.class == store::Class::Content {
            assert!(
                matches!(
                    entry.purpose,
                    Purpose::Cards | Purpose::Undo | Purpose::Loss | Purpose::Copy
                ),
                "{} would be used for something else",
                entry.place
            );
        }
    }
}

#[test]
fn pr_17_pr_25_pr_66_logs_and_devices_serve_what_the_policy_says_and_nothing_else() {
    for entry in register().personal() {
        let purpose = match entry.place {
            place if place.starts_with("logs/") => Purpose::Diagnosis,
            "devices" if entry.class == store::Class::Activity => Purpose::Devices,
            _ => continue,
        };
        assert_eq!(entry.purpose, purpose, "{}", entry.place);
    }
    let basis = Purpose::Diagnosis.basis();
    assert_eq!(basis, [store::Basis::Contract, store::Basis::Interest]);
}

#[test]
fn pr_54_the_register_says_what_the_settings_say() {
    let mut config = Config::default();
    config.backup.data_days = 7;

    let register = server::register(&config);

    let backups = register
        .of(Purpose::Loss)
        .find(|entry| entry.place == "backups/accounts/*")
        .unwrap();
    assert_eq!(register.days(backups.kept), Some(7));
    assert_eq!(backups.region, Region::Backups);
}
