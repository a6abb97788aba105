use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use store::{Chance, Clock, CrashPoints, DataFolder};

use super::*;
use crate::{later, later_about, overview, revive, withdraw};

const START: Millis = Millis(1_800_000_000_000);

struct Site {
    ground: Ground,
    _place: tempfile::TempDir,
}

fn site() -> Site {
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(place.path()).unwrap();
    let ground = Ground::open(
        folder,
        Clock::fixed(START),
        Chance::seeded(1),
        CrashPoints::off(),
    )
    .unwrap();
    Site {
        ground,
        _place: place,
    }
}

impl Site {
    async fn queue(&self, kind: &'static str, payload: &'static str, not_before: Millis) -> JobId {
        self.ground
            .db
            .write(async move |w| later(w, kind, &payload, not_before).await)
            .await
            .unwrap()
    }

    fn worker(&self, handlers: Vec<Handler>) -> Worker {
        Worker::new(self.ground.clone(), handlers, vec![])
    }
}

/// Counts its calls and answers by number of the attempt.
fn counting(
    kind: &'static str,
    calls: &Arc<AtomicU32>,
    answer: fn(&Job) -> Result<(), Failure>,
) -> Handler {
    let calls = Arc::clone(calls);
    Handler::new(kind, move |_, job| {
        calls.fetch_add(1, Ordering::SeqCst);
        async move { answer(&job) }
    })
}

#[tokio::test]
async fn a_job_is_done_once_and_leaves_no_trace() {
    let site = site();
    let calls = Arc::default();
    site.queue("greet", "mia", START).await;
    let mut worker = site.worker(vec![counting("greet", &calls, |job| {
        assert_eq!(job.read::<String>().unwrap(), "mia");
        Ok(())
    })]);

    assert_eq!(worker.run_due().await.unwrap(), 1);
    assert_eq!(worker.run_due().await.unwrap(), 0);

    assert_eq!(calls.load(Ordering::SeqCst), 1);
    let left = overview(&site.ground).await.unwrap();
    assert_eq!((left.waiting, left.dead.len()), (0, 0));
}

#[tokio::test]
async fn a_job_of_a_refused_transaction_never_was() {
    let site = site();
    let refused: Result<(), Fault> = site
        .ground
        .db
        .write(async |w| {
            later(w, "greet", &"mia", START).await?;
            Err(Fault::new("refused"))
        })
        .await;
    assert!(refused.is_err());

    assert_eq!(site.worker(vec![]).run_due().await.unwrap(), 0);
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    let site = site();
    let calls = Arc::default();
    site.queue("greet", "mia", START.plus(Duration::from_mins(1)))
        .await;
    let mut worker = site.worker(vec![counting("greet", &calls, |_| Ok(()))]);

    worker.run_due().await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    site.ground.clock.advance(Duration::from_mins(1));
    worker.run_due().await.unwrap();

    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_failed_job_is_tried_again_later_and_later() {
    let site = site();
    let calls = Arc::default();
    site.queue("greet", "mia", START).await;
    let mut worker = site.worker(vec![counting("greet", &calls, |job| {
        if job.attempt < 3 {
            Err(Failure::Passing(Fault::new("not yet")))
        } else {
            Ok(())
        }
    })]);

    worker.run_due().await.unwrap();
    site.ground.clock.advance(Duration::from_secs(29));
    worker.run_due().await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    site.ground.clock.advance(Duration::from_secs(1));
    worker.run_due().await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    site.ground.clock.advance(Duration::from_mins(1));
    worker.run_due().await.unwrap();

    assert_eq!(calls.load(Ordering::SeqCst), 3);
    assert_eq!(overview(&site.ground).await.unwrap().waiting, 0);
}

#[tokio::test]
async fn a_job_that_never_succeeds_dies_with_its_reason_and_can_be_revived() {
    let site = site();
    let calls = Arc::default();
    let id = site.queue("greet", "mia", START).await;
    let mut worker = site.worker(vec![counting("greet", &calls, |_| {
        Err(Failure::Passing(Fault::new("nobody home")))
    })]);

    for _ in 0..40 {
        worker.run_due().await.unwrap();
        site.ground.clock.advance(LONGEST_WAIT);
    }

    assert_eq!(calls.load(Ordering::SeqCst), ATTEMPTS_MAX);
    let dead = overview(&site.ground).await.unwrap().dead;
    assert_eq!(
        (dead[0].id, dead[0].attempts, dead[0].reason.as_str()),
        (id, 12, "nobody home")
    );
    assert!(revive(&site.ground, id).await.unwrap());
    assert!(!revive(&site.ground, id).await.unwrap());
    worker.run_due().await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), ATTEMPTS_MAX + 1);
}

#[tokio::test]
async fn a_final_failure_and_an_unreadable_payload_are_not_tried_again() {
    let site = site();
    let calls = Arc::default();
    site.queue("hopeless", "mia", START).await;
    site.queue("unreadable", "mia", START).await;
    let mut worker = site.worker(vec![
        counting("hopeless", &calls, |_| {
            Err(Failure::Final(Fault::new("refused for good")))
        }),
        counting("unreadable", &calls, |job| job.read::<u32>().map(|_| ())),
    ]);

    worker.run_due().await.unwrap();

    let dead = overview(&site.ground).await.unwrap().dead;
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    assert_eq!(dead.len(), 2);
    assert!(dead.iter().all(|job| !job.reason.contains("mia")));
}

#[tokio::test]
async fn a_panic_ends_that_attempt_alone() {
    let site = site();
    let calls = Arc::default();
    site.queue("panics", "", START).await;
    site.queue("greet", "mia", START).await;
    let mut worker = site.worker(vec![
        Handler::new("panics", |_, _| async { panic!("oh") }),
        counting("greet", &calls, |_| Ok(())),
    ]);

    worker.run_due().await.unwrap();

    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert_eq!(overview(&site.ground).await.unwrap().waiting, 1);
}

/// What a crash leaves: a claim that nobody settles.
async fn crash_after_claim(site: &Site) {
    let now = site.ground.clock.now();
    let claimed = site
        .ground
        .db
        .write(async move |w| storage::claim(w, 8, now, now.plus(CLAIM)).await)
        .await
        .unwrap();
    assert_eq!(claimed.len(), 1);
}

#[tokio::test]
async fn a_job_whose_outcome_a_crash_hid_is_tried_a_second_time_and_never_a_third() {
    let site = site();
    let calls = Arc::default();
    site.queue("greet", "mia", START).await;
    let mut worker = site.worker(vec![counting("greet", &calls, |_| Ok(()))]);

    crash_after_claim(&site).await;
    assert_eq!(worker.run_due().await.unwrap(), 0, "the claim still holds");
    worker.take_over().await.unwrap();
    crash_after_claim(&site).await;
    worker.take_over().await.unwrap();
    worker.run_due().await.unwrap();

    assert_eq!(
        calls.load(Ordering::SeqCst),
        0,
        "two runs may have happened already"
    );
    assert_eq!(overview(&site.ground).await.unwrap().dead.len(), 1);
}

#[tokio::test]
async fn a_single_crash_costs_no_job() {
    let site = site();
    let calls = Arc::default();
    site.queue("greet", "mia", START).await;
    let mut worker = site.worker(vec![counting("greet", &calls, |_| Ok(()))]);

    crash_after_claim(&site).await;
    worker.take_over().await.unwrap();
    worker.run_due().await.unwrap();

    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn work_about_a_removed_account_is_taken_back() {
    let site = site();
    let calls = Arc::default();
    let taken = site
        .ground
        .db
        .write(async |w| {
            later_about(w, 7, "greet", &"mia", START).await?;
            later_about(w, 8, "greet", &"ben", START).await?;
            withdraw(w, 7).await
        })
        .await;
    let mut worker = site.worker(vec![counting("greet", &calls, |_| Ok(()))]);

    worker.run_due().await.unwrap();

    assert_eq!(taken.unwrap(), 1);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn dead_jobs_are_forgotten_in_time() {
    let site = site();
    site.queue("hopeless", "mia", START).await;
    let calls = Arc::default();
    let hopeless = counting("hopeless", &calls, |_| {
        Err(Failure::Final(Fault::new("no")))
    });
    let mut worker = Worker::new(site.ground.clone(), vec![hopeless], crate::timetable());
    worker.run_due().await.unwrap();

    site.ground.clock.advance(Duration::from_hours(26 * 24));
    worker.run_due().await.unwrap();
    assert_eq!(overview(&site.ground).await.unwrap().dead.len(), 1);
    site.ground.clock.advance(Duration::from_hours(24));
    worker.run_due().await.unwrap();

    assert_eq!(overview(&site.ground).await.unwrap().dead.len(), 0);
}

#[tokio::test]
async fn pr_18_old_logs_go_even_when_nobody_writes_to_them() {
    let site = site();
    site.ground.logs.mail.line("{}");
    let files = || {
        std::fs::read_dir(site.ground.folder.path().join("logs"))
            .unwrap()
            .count()
    };
    let mut worker = Worker::new(site.ground.clone(), vec![], crate::timetable());
    worker.run_due().await.unwrap();
    assert_eq!(files(), 1);

    site.ground.clock.advance(Duration::from_hours(30 * 24));
    worker.run_due().await.unwrap();

    assert_eq!(files(), 0);
}

#[tokio::test]
async fn periodic_work_comes_at_once_then_when_its_time_has_passed_even_after_a_restart() {
    let site = site();
    let calls: Arc<AtomicU32> = Arc::default();
    let nightly = || {
        let calls = Arc::clone(&calls);
        Periodic::new("nightly", Duration::from_hours(24), move |_| {
            calls.fetch_add(1, Ordering::SeqCst);
            async { Ok(()) }
        })
    };

    Worker::new(site.ground.clone(), vec![], vec![nightly()])
        .run_due()
        .await
        .unwrap();
    Worker::new(site.ground.clone(), vec![], vec![nightly()])
        .run_due()
        .await
        .unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    site.ground.clock.advance(Duration::from_hours(24));
    Worker::new(site.ground.clone(), vec![], vec![nightly()])
        .run_due()
        .await
        .unwrap();

    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn periodic_work_that_failed_rests_before_it_is_tried_again() {
    let site = site();
    let calls: Arc<AtomicU32> = Arc::default();
    let counted = Arc::clone(&calls);
    let broken = Periodic::new("broken", Duration::from_hours(24), move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Err(Fault::new("no")) }
    });
    let mut worker = Worker::new(site.ground.clone(), vec![], vec![broken]);

    worker.run_due().await.unwrap();
    worker.run_due().await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    site.ground.clock.advance(PERIODIC_RETRY);
    worker.run_due().await.unwrap();

    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_worker_in_the_background_works_and_stops_when_told() {
    let site = site();
    let calls: Arc<AtomicU32> = Arc::default();
    let running = site
        .worker(vec![counting("greet", &calls, |_| Ok(()))])
        .start();
    site.queue("greet", "mia", START).await;

    for _ in 0..100 {
        if calls.load(Ordering::SeqCst) == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    running.stop(Duration::from_secs(5)).await;
    site.queue("greet", "ben", START).await;
    tokio::time::sleep(REST * 2).await;

    assert_eq!(calls.load(Ordering::SeqCst), 1);
}
