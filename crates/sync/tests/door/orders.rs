//! Which calls follow which: every order of a few calls by two apps against a model of a page.

use std::collections::HashMap;

use crate::site::{App, Site, argument_of};

const STEPS: [&str; 6] = [
    "applyGraves",
    "applyChanges",
    "chunk",
    "applyChunk",
    "sanityCheck2",
    "finish",
];

/// What one of the two apps asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Move {
    app: usize,
    method: &'static str,
}

/// What must come of it, said without a word of the real thing.
#[derive(Debug, Default)]
struct Model {
    /// The app whose sync runs, and the steps it has taken.
    running: Option<(usize, Vec<&'static str>)>,
    /// How each app's last sync ended: what `finish` said, or nothing.
    past: HashMap<usize, Option<i64>>,
    finished: i64,
}

/// What an answer must be.
#[derive(Debug, PartialEq, Eq)]
enum Expected {
    Done,
    Refused,
    /// `finish` commits.
    Commits,
    /// `finish` says again what it said.
    Repeats(i64),
}

impl Model {
    fn expects(&mut self, next: Move) -> Expected {
        match next.method {
            "meta" => Expected::Done,
            "start" => {
                self.lose();
                self.past.remove(&next.app);
                self.running = Some((next.app, Vec::new()));
                Expected::Done
            }
            "abort" => {
                if self.is_running(next.app) {
                    self.lose();
                }
                Expected::Done
            }
            "download" => {
                self.lose();
                Expected::Done
            }
            step => self.expects_step(next.app, step),
        }
    }

    fn expects_step(&mut self, app: usize, step: &'static str) -> Expected {
        if !self.is_running(app) {
            return match self.past.get(&app) {
                Some(Some(said)) if step == "finish" => Expected::Repeats(*said),
                _ => Expected::Refused,
            };
        }
        let Some((_, taken)) = &mut self.running else {
            return Expected::Refused;
        };
        let had = |steps: &[&str]| steps.iter().any(|step| taken.contains(step));
        let too_late = match step {
            "applyGraves" | "applyChanges" => {
                had(&["applyChanges", "chunk", "applyChunk", "sanityCheck2"])
            }
            "chunk" => had(&["applyChunk", "sanityCheck2"]),
            "applyChunk" => had(&["sanityCheck2"]),
            _ => false,
        };
        if too_late {
            return Expected::Refused;
        }
        if step == "finish" {
            self.running = None;
            self.finished += 1;
            return Expected::Commits;
        }
        taken.push(step);
        Expected::Done
    }

    fn is_running(&self, app: usize) -> bool {
        self.running.as_ref().is_some_and(|(runs, _)| *runs == app)
    }

    fn lose(&mut self) {
        if let Some((app, _)) = self.running.take() {
            self.past.insert(app, None);
        }
    }
}

async fn plays(site: &Site, apps: &[App<'_>; 2], moves: &[Move]) {
    site.door.close().await;
    let first = apps[0].meta().await["usn"].as_i64().unwrap();
    let mut model = Model::default();
    for (index, next) in moves.iter().enumerate() {
        let expected = model.expects(*next);
        let answer = apps[next.app]
            .call(&format!("sync/{}", next.method), argument_of(next.method))
            .await;
        let context = || format!("{:?} after {:?}", next, &moves[..index]);
        match expected {
            Expected::Done => assert_eq!(answer.status, 200, "{}", context()),
            Expected::Refused => assert_eq!(answer.status, 409, "{}", context()),
            Expected::Commits => {
                let said = answer.json().as_i64().unwrap();
                model.past.insert(next.app, Some(said));
                assert_eq!(apps[0].meta().await["mod"], said, "{}", context());
            }
            Expected::Repeats(said) => assert_eq!(answer.json(), said, "{}", context()),
        }
    }
    let last = apps[0].meta().await["usn"].as_i64().unwrap();
    assert_eq!(last - first, model.finished, "after {moves:?}");
}

/// What the second app does is there to disturb the first.
fn moves_that_matter() -> Vec<Move> {
    let first = ["start", "abort", "meta"]
        .iter()
        .chain(&STEPS)
        .map(|method| (0, *method));
    first
        .chain([(1, "start"), (1, "finish")])
        .map(|(app, method)| Move { app, method })
        .collect()
}

fn all_moves() -> Vec<Move> {
    let mut moves = moves_that_matter();
    let more = [(0, "download"), (1, "chunk"), (1, "abort")];
    moves.extend(more.map(|(app, method)| Move { app, method }));
    moves
}

async fn two_apps(site: &Site, run: usize) -> [App<'_>; 2] {
    let word = |app: &str| format!("{app}{run}");
    [
        site.app("mia@example.org", "laptop")
            .await
            .again(&word("l")),
        site.app("mia@example.org", "phone").await.again(&word("p")),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn all_orders_of_three_calls_are_as_the_model_says() {
    let site = Site::start().await;
    let account = site.account("mia@example.org").await;
    site.give_collection(account).await;
    let apps = two_apps(&site, 0).await;
    let mut run = 0;

    for first in moves_that_matter() {
        for second in moves_that_matter() {
            for third in moves_that_matter() {
                // What follows a start is what matters; without one all is refused.
                let begin = Move {
                    app: 0,
                    method: "start",
                };
                run += 1;
                let apps = apps
                    .clone()
                    .map(|app| app.again(&format!("{}{run}", app.session)));
                plays(&site, &apps, &[begin, first, second, third]).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_orders_by_chance_are_as_the_model_says() {
    let site = Site::start().await;
    let account = site.account("mia@example.org").await;
    site.give_collection(account).await;
    let apps = two_apps(&site, 0).await;
    let moves = all_moves();
    let mut state = 7_usize;
    let mut chance = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % most
    };

    for run in 0..100 {
        let order: Vec<Move> = (0..25).map(|_| moves[chance(moves.len())]).collect();
        let apps = apps
            .clone()
            .map(|app| app.again(&format!("{}{run}", app.session)));
        plays(&site, &apps, &order).await;
    }
}
