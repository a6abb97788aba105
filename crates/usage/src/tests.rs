use std::time::Duration;

use accounts::Network;
use store::{Chance, Clock, CrashPoints, DataFolder, Fault, Ground, Millis, args};
use tempfile::TempDir;

use crate::{Answer, Asked, Checks, Options, PointVersion, draw, drawn, timetable};

const DAY: Duration = Duration::from_hours(24);

struct Site {
    ground: Ground,
    options: Options,
    _folder: TempDir,
}

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::open(
            DataFolder::open(folder.path()).unwrap(),
            Clock::fixed(Millis(1_795_000_000_000)),
            Chance::seeded(1),
            CrashPoints::off(),
        )
        .unwrap();
        let options = Options {
            newest_version: "26.09.3".to_owned(),
            group_min: 5,
            ..Options::default()
        };
        Site {
            ground,
            options,
            _folder: folder,
        }
    }

    async fn asks(&self, installation: &str, version: u32, system: &str) -> Answer {
        self.hears(installation, version, system, 0).await
    }

    async fn hears(&self, installation: &str, version: u32, system: &str, last: u32) -> Answer {
        let asked = Asked {
            version: PointVersion(version),
            system: system.to_owned(),
            installation: installation.to_owned(),
            last_message: last,
        };
        let checks = Checks::new(&self.ground, &self.options);
        checks.check(Network::LOOPBACK, asked).await
    }

    async fn rows(&self) -> i64 {
        self.number("select count(*) from installations").await
    }

    async fn version(&self) -> i64 {
        self.number("select version from installations").await
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let read = self
            .ground
            .db
            .read(async move |r| r.row(sql, args![]).await?.unwrap().get(0));
        read.await.map_err(|fault: Fault| fault).unwrap()
    }
}

#[tokio::test]
async fn pr_20_only_an_older_program_hears_of_the_newest_and_all_hear_the_time() {
    let site = Site::new();

    for (version, newer) in [
        (250_902, Some("26.09.3")),
        (66, Some("26.09.3")),
        (260_903, None),
        (261_001, None),
    ] {
        let answer = site.asks("1", version, "lin:debian:12").await;

        assert_eq!(answer.newer.as_deref(), newer, "{version}");
        assert_eq!(answer.now, Millis(1_795_000_000_000));
    }
}

#[tokio::test]
async fn pr_20_a_message_is_told_until_the_program_has_shown_it_and_another_one_again() {
    let mut site = Site::new();
    assert_eq!(site.asks("1", 66, "").await.message, None);
    site.options.message = "Work on <b>Sunday</b>.".to_owned();

    let first = site.asks("1", 66, "").await;
    let number = first.last_message;
    let second = site.hears("1", 66, "", number).await;
    site.options.message = "Done.".to_owned();
    let third = site.hears("1", 66, "", number).await;

    assert_eq!(first.message.unwrap().text, "Work on <b>Sunday</b>.");
    assert!(number > 0 && i32::try_from(number).is_ok());
    assert_eq!((second.message, second.last_message), (None, number));
    assert_eq!(third.message.unwrap().text, "Done.");
    assert_ne!(third.last_message, number);
}

#[tokio::test]
async fn pr_22_an_installation_counts_once_and_systems_are_told_apart() {
    let site = Site::new();
    for number in 0..12 {
        let system = if number < 7 { "win:11" } else { "mac:14.5" };
        site.asks(&number.to_string(), 260_903, system).await;
        site.asks(&number.to_string(), 260_903, system).await;
    }
    // One of them was brought up to date. A second word on one day does not count.
    site.asks("3", 270_101, "win:11").await;
    site.ground.clock.advance(DAY);
    site.asks("3", 261_001, "win:11").await;

    let drawn = draw(&site.ground, &site.options).await.unwrap();

    let systems: Vec<(&str, u64)> = drawn
        .version_systems
        .groups
        .iter()
        .map(|group| (group.name.as_str(), group.count))
        .collect();
    assert_eq!(systems, [("Windows 11", 7), ("macOS 14", 5)]);
    // Eleven of the one version and one of the other: who knew twelve could tell them apart.
    assert_eq!(
        (drawn.versions.groups.len(), drawn.versions.others),
        (0, 12)
    );
    assert_eq!(site.rows().await, 12);
    assert_eq!(crate::drawn(&site.ground).await.unwrap(), Some(drawn));
}

#[tokio::test]
async fn an_installation_that_says_something_else_each_time_is_written_once_a_day() {
    let site = Site::new();

    for version in [260_903, 66, 261_001] {
        site.asks("1", version, "win:11").await;
    }
    let first_day = site.version().await;
    site.ground.clock.advance(DAY);
    site.asks("1", 261_001, "win:11").await;

    assert_eq!(first_day, 260_903);
    assert_eq!(site.version().await, 261_001);
}

#[tokio::test]
async fn pr_22_an_installation_that_asks_no_more_is_forgotten() {
    let site = Site::new();
    site.asks("1", 260_903, "").await;
    site.ground.clock.advance(DAY * 100);
    site.asks("2", 260_903, "").await;
    let daily = timetable(&site.options);
    let mut worker = jobs::Worker::new(site.ground.clone(), vec![], daily);

    worker.run_due().await.unwrap();
    assert_eq!(site.rows().await, 2);
    site.ground.clock.advance(DAY * 81);
    worker.run_due().await.unwrap();

    assert_eq!(site.rows().await, 1);
    assert!(drawn(&site.ground).await.unwrap().is_some());
}

#[tokio::test]
async fn pr_19_pr_22_nothing_but_hash_version_system_and_day_is_kept_of_an_installation() {
    let site = Site::new();
    site.asks("4711", 260_903, "lin:Mia's machine:12").await;

    let columns = site
        .ground
        .db
        .read(async |r| r.columns_of("installations").await);
    let columns: Vec<String> = columns.await.map_err(|fault: Fault| fault).unwrap();
    let sql = "select installation, version, system, seen_day from installations";
    let row = site
        .ground
        .db
        .read(async move |r| Ok::<_, Fault>(r.row(sql, args![]).await?.unwrap()));
    let row = row.await.unwrap();

    assert_eq!(columns, ["installation", "version", "system", "seen_day"]);
    let hash: Vec<u8> = row.get(0).unwrap();
    assert_eq!(hash.len(), 32);
    assert_ne!(hash, blake3::hash(b"4711").as_bytes());
    assert_eq!(row.get::<i64>(1).unwrap(), 260_903);
    assert_eq!(row.get::<String>(2).unwrap(), "Linux");
    assert_eq!(row.get::<i64>(3).unwrap(), 1_795_000_000_000 / 86_400_000);
}

#[tokio::test]
async fn beyond_the_newcomers_of_a_day_programs_are_answered_and_not_counted() {
    let mut site = Site::new();
    site.options.newcomers_a_day_max = 0;

    let answer = site.asks("1", 66, "").await;

    assert!(answer.newer.is_some());
    assert_eq!(site.rows().await, 0);
}
