//! The wiring: everything a serving process is made of, in the order of the floors.

use std::sync::Arc;
use std::time::Duration;

use accounts::Passwords;
use anyhow::{Context as _, Result};
use axum::Router;
use backup::Backups;
use cardframe::Passes;
use doorway::{Front, Tls};
use jobs::{Periodic, Worker};
use mail::Postman;
use privacy::{Copies, Policy, Register};
use quarantine::Quarantine;
use shelf::Shelf;
use store::{Fault, Ground};
use sync::SyncDoor;

use crate::config::Config;
use crate::entrance::entrance;
use crate::setup::Desk;

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// A site that is ready to serve. Nothing listens yet.
#[derive(Debug)]
pub struct Site {
    /// What it stands on.
    pub ground: Ground,
    /// Its accounts' passwords.
    pub passwords: Passwords,
    /// Its collections and media.
    pub shelf: Shelf,
    /// Its backups.
    pub backups: Backups,
    /// Everything that answers requests.
    pub front: Front,
    /// The encryption of the listener, if it is ours.
    pub tls: Option<Tls>,
    /// What works in the background.
    pub worker: Worker,
    /// What it promises.
    pub policy: Policy,
    /// Where letters go, in words.
    pub letters: String,
    /// The sync door, to be closed at the end.
    pub sync: SyncDoor,
}

impl Site {
    /// Builds a site on a ground. `program` is the path of this very binary, which checks received
    /// files in a caged child of itself.
    pub fn build(ground: &Ground, config: &Config, program: std::path::PathBuf) -> Result<Site> {
        let passwords = Passwords::start(&config.accounts)?;
        let shelf = Shelf::open(ground, config.shelf.clone());
        let quarantine = Quarantine::new(program, config.quarantine.clone());
        let postman = Postman::new(ground, &config.mail, &config.web.base_url)
            .context("letters cannot be posted with these settings")?;
        let letters = postman.destination();
        let notices = mail::Notices::new(&config.mail)
            .context("notices about letters cannot be taken with these settings")?;
        let register = crate::register(config);
        let copies = Copies::new(ground, &shelf, &register);
        let promised = promised(ground, config, &register)?;
        let policy = Policy::new(promised.draft(), &config.privacy.announce_by);
        let behind = (&quarantine, &policy);
        let sync = SyncDoor::new(ground, &shelf, &passwords, behind, config.sync.clone())
            .context("sync.redirect_to is not right")?;
        let passes = Passes::new(ground);
        let app = web::App {
            ground: ground.clone(),
            shelf: shelf.clone(),
            desks: web::Desks::new(ground, &shelf),
            calculations: web::Calculations::new(ground),
            passes: passes.clone(),
            passwords: passwords.clone(),
            options: Arc::clone(&promised.options),
            promised: Arc::new(promised),
            policy: policy.clone(),
            checks: usage::Checks::new(ground, &config.usage),
            notices,
            set_up: Some(Arc::new(Desk::new(ground, config)?)),
            copies: copies.clone(),
        };
        let routes = Router::new()
            .merge(sync::router(sync.clone()))
            .merge(cardframe::router(passes))
            .merge(web::router(app));
        let (front, tls) = entrance(ground, config, routes)?;
        let mut handlers = accounts::handlers();
        handlers.push(postman.handler());
        let backups = Backups::new(ground, &shelf, &config.shelf, config.backup.clone());
        let mut timetable = timetable(&shelf, &copies, config);
        timetable.extend(backups.timetable());
        timetable.extend(tls.iter().flat_map(Tls::timetable));
        timetable.extend(privacy::policy_timetable(&policy));
        // Last, so that it sees what the others have left.
        timetable.extend(privacy::ages_timetable(&register));
        let worker = Worker::new(ground.clone(), handlers, timetable);
        Ok(Site {
            ground: ground.clone(),
            passwords,
            shelf,
            backups,
            front,
            tls,
            worker,
            letters,
            policy,
            sync,
        })
    }
}

/// What the policy speaks of with these settings.
fn promised(ground: &Ground, config: &Config, register: &Register) -> Result<web::Promised> {
    let known = web::controller(&config.web, &config.privacy);
    let successor = privacy::successor(ground, &known)
        .map_err(|fault| anyhow::anyhow!(fault.chain()))
        .context("what was announced cannot be read")?;
    Ok(web::Promised {
        options: Arc::new(config.web.clone()),
        privacy: config.privacy.clone(),
        register: register.clone(),
        mail_host: config.mail.smtp_host.clone(),
        has_backups: config.backup.is_set(),
        successor,
    })
}

/// What the site does again and again.
fn timetable(shelf: &Shelf, copies: &Copies, config: &Config) -> Vec<Periodic> {
    let mut table = Vec::new();
    table.extend(jobs::timetable());
    table.extend(accounts::timetable());
    table.extend(accounts::address_check_timetable(&config.accounts));
    table.extend(mail::timetable());
    table.extend(usage::timetable(&config.usage));
    table.extend(mail::bounce_timetable(&config.mail));
    table.extend(privacy::statistics_timetable(shelf));
    table.extend(copies.timetable());
    table.extend(privacy::removal_timetable(copies));
    table.extend(privacy::unused_timetable(shelf, &config.privacy));
    let keeper = shelf.clone();
    table.push(Periodic::new("shelf.housekeeping", MINUTE, move |_| {
        let shelf = keeper.clone();
        async move { shelf.housekeeping().await.map(|_done| ()).map_err(broken) }
    }));
    let sweeper = shelf.clone();
    table.push(Periodic::new("shelf.sweep", DAY, move |_| {
        let shelf = sweeper.clone();
        async move { shelf.sweep().await.map(|_done| ()).map_err(broken) }
    }));
    table.push(Periodic::new("db.empty-log", HOUR, |ground| async move {
        ground.db.empty_log().await
    }));
    table
}

fn broken(error: shelf::Error) -> Fault {
    Fault::because("housekeeping failed", error)
}
