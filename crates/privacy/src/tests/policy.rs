//! Versions of the policy: published once, told by every way, and asked before anything new.

use super::*;

fn draft(text: &str, release: u32) -> Draft {
    Draft {
        release,
        release_that_matters: release,
        text: text.to_owned(),
        facts: Facts {
            purposes: vec!["account".to_owned()],
            ..Facts::default()
        },
    }
}

fn policy(draft: &Draft) -> Policy {
    Policy::new(draft.clone(), &Options::default().announce_by)
}

impl Site {
    async fn publishes(&self, draft: &Draft) -> Policy {
        let policy = policy(draft);
        policy.publish(&self.ground).await.unwrap();
        policy
    }

    /// Lets the work of the policy run, and returns the letters but those about logging in.
    async fn told_by(&self, policy: &Policy) -> Vec<String> {
        let letters = self.letters_and(policy_timetable(policy)).await;
        let subjects = letters.into_iter().map(|(subject, _)| subject);
        subjects
            .filter(|subject| !subject.contains("new log-in"))
            .collect()
    }

    async fn device(&self) -> accounts::Device {
        let typed = Credentials {
            email: MIA,
            password: PASSWORD,
        };
        let from = Network::LOOPBACK;
        let key = accounts::sign_in_device(&self.ground, &self.passwords, typed, "", from)
            .await
            .unwrap();
        let known = KnownDevices::default();
        known
            .by_host_key(&self.ground, &key.0)
            .await
            .unwrap()
            .unwrap()
    }
}

#[tokio::test]
async fn pr_71_the_date_of_the_policy_is_that_of_its_version() {
    let site = Site::new();

    site.publishes(&draft("words", 1)).await;
    site.later(DAY);
    let again = site.publishes(&draft("words", 1)).await;
    site.later(DAY);
    let new = site.publishes(&draft("other words", 2)).await;

    let first = again.standing().unwrap();
    assert_eq!((first.number, first.published_at), (1, START));
    assert_eq!(first.change, None, "the first version is no change");
    let second = new.standing().unwrap();
    assert_eq!(
        (second.number, second.published_at),
        (2, START.plus(2 * DAY))
    );
    let all = versions(&site.ground).await.unwrap();
    let texts: Vec<&str> = all.iter().map(|version| version.text.as_str()).collect();
    assert_eq!(texts, ["other words", "words"], "every version stays");
    assert_ne!(all[0].hash, all[1].hash);
}

#[tokio::test]
async fn pr_67_a_change_that_matters_is_told_on_the_site_by_the_apps_and_by_letter() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    let device = site.device().await;
    let old = site.publishes(&draft("words", 1)).await;
    assert!(site.told_by(&old).await.is_empty());
    let who = site.who().await;
    assert_eq!(old.unseen(&site.ground, &who).await.unwrap(), None);
    site.later(2 * DAY);

    let new = site.publishes(&draft("other words", 2)).await;

    assert_eq!(new.unseen(&site.ground, &who).await.unwrap(), Some(2));
    assert!(new.is_to_be_told(&site.ground, &device).await.unwrap());
    assert!(
        !new.is_to_be_told(&site.ground, &device).await.unwrap(),
        "once"
    );
    let letters = site.told_by(&new).await;
    assert_eq!(letters, ["The privacy policy of Fuda has changed"]);
    site.later(DAY);
    assert!(site.told_by(&new).await.is_empty(), "once");
    assert_eq!(
        new.unseen(&site.ground, &who).await.unwrap(),
        Some(2),
        "until it was seen"
    );
    new.see(&site.ground, &who, 2).await.unwrap();
    assert_eq!(new.unseen(&site.ground, &who).await.unwrap(), None);
    let noted = site
        .number("select count(distinct channel) from policy_notices")
        .await;
    assert_eq!(noted, 4, "who was reached how is written down");
    assert!(last_told(&site.ground).await.unwrap().is_some());
}

#[tokio::test]
async fn pr_67_a_change_of_no_meaning_tells_nobody_and_suppressed_addresses_get_no_letter() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    let device = site.device().await;
    site.publishes(&draft("words", 1)).await;
    site.later(2 * DAY);
    let tidied = Draft {
        release_that_matters: 1,
        ..draft("better words", 2)
    };

    let policy = site.publishes(&tidied).await;

    let who = site.who().await;
    assert_eq!(policy.unseen(&site.ground, &who).await.unwrap(), None);
    assert!(!policy.is_to_be_told(&site.ground, &device).await.unwrap());
    assert!(site.told_by(&policy).await.is_empty());
    let address = mail::suppress(&site.ground, MIA, mail::Reason::Bounced).await;
    address.unwrap();
    let matters = site.publishes(&draft("new words", 3)).await;
    site.later(DAY);
    assert!(site.told_by(&matters).await.is_empty());
    assert_eq!(site.number("select count(*) from policy_notices").await, 0);
}

#[tokio::test]
async fn pr_67_an_old_page_acknowledges_no_later_version() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    site.publishes(&draft("words", 1)).await;
    site.later(DAY);
    let second = site.publishes(&draft("other words", 2)).await;
    let who = site.who().await;
    assert_eq!(second.unseen(&site.ground, &who).await.unwrap(), Some(2));
    site.later(DAY);
    let third = site.publishes(&draft("still other words", 3)).await;

    third.see(&site.ground, &who, 2).await.unwrap();

    assert_eq!(third.unseen(&site.ground, &who).await.unwrap(), Some(3));
    // Nobody has seen what is not published.
    third.see(&site.ground, &who, 9).await.unwrap();
    let seen = "select max(version) from policy_notices where channel = 'accepted'";
    assert_eq!(site.number(seen).await, 3);
}

#[tokio::test]
async fn pr_67_what_stood_beside_the_form_is_accepted_and_what_came_later_is_told() {
    let site = Site::new();
    site.publishes(&draft("words", 1)).await;
    site.later(DAY);
    let mut new = draft("words and statistics", 2);
    new.facts.purposes.push("statistics".to_owned());
    let policy = site.publishes(&new).await;
    let id = site.account(MIA).await;

    let (accepting, now) = (policy.clone(), site.ground.clock.now());
    let accepted = site
        .ground
        .db
        .write(async move |w| accepting.accepted_at_sign_up(w, (id, Some(1)), now).await);
    let accepted: Result<(), Fault> = accepted.await;

    accepted.unwrap();
    let who = site.who().await;
    let purpose = store::Purpose::Statistics;
    let may = may_serve(&site.ground, &who.account, purpose).await;
    assert!(!may.unwrap(), "she read the first version");
    assert_eq!(policy.unseen(&site.ground, &who).await.unwrap(), Some(2));
}

#[tokio::test]
async fn an_app_that_was_told_costs_no_write() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    let device = site.device().await;
    site.publishes(&draft("words", 1)).await;
    site.later(2 * DAY);
    let policy = site.publishes(&draft("other words", 2)).await;
    assert!(policy.is_to_be_told(&site.ground, &device).await.unwrap());
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let ground = site.ground.clone();
    let busy = tokio::spawn(async move {
        let write = ground.db.write(async move |_| {
            let _gone = wait.recv();
            Ok::<_, Fault>(())
        });
        write.await
    });
    tokio::task::yield_now().await;

    let again = policy.is_to_be_told(&site.ground, &device);

    let again = tokio::time::timeout(Duration::from_secs(5), again).await;
    assert!(!again.expect("nothing is written").unwrap());
    drop(go_on);
    busy.await.unwrap().unwrap();
}

#[tokio::test]
async fn pr_69_data_of_who_has_not_seen_a_new_purpose_do_not_serve_it() {
    let site = Site::new();
    site.publishes(&draft("words", 1)).await;
    let id = site.account(MIA).await;
    let account = accounts::account(&site.ground, id).await.unwrap();
    let mut new = draft("words and statistics", 2);
    new.facts.purposes.push("statistics".to_owned());
    site.later(DAY);

    let policy = site.publishes(&new).await;

    let purpose = store::Purpose::Statistics;
    let may = async || may_serve(&site.ground, &account, purpose).await.unwrap();
    assert!(!may().await);
    assert!(
        may_serve(&site.ground, &account, store::Purpose::Account)
            .await
            .unwrap()
    );
    policy
        .see(&site.ground, &site.who().await, 2)
        .await
        .unwrap();
    assert!(may().await);
    site.later(DAY);
    let ben = site.account("ben@example.org").await;
    let ben = accounts::account(&site.ground, ben).await.unwrap();
    assert!(
        may_serve(&site.ground, &ben, purpose).await.unwrap(),
        "came later"
    );
}

/// A site whose controllers come and go.
impl Site {
    /// Starts with this controller in its settings, and whom it announced as its successor.
    async fn starts_with(&self, name: &str) -> Result<(), Error> {
        let mut draft = draft("words", 1);
        draft.facts.controller.name = name.to_owned();
        draft.facts.successor = successor(&self.ground, &draft.facts.controller).unwrap();
        policy(&draft).publish(&self.ground).await.map(|_| ())
    }

    async fn announces(&self, name: &str) {
        let announced = announce_controller(&self.ground, (name, ""), false).await;
        announced.unwrap();
    }
}

fn is_another(started: &Result<(), Error>) -> bool {
    matches!(started, Err(Error::OtherController { .. }))
}

#[tokio::test]
async fn pr_68_somebody_else_becomes_responsible_only_after_a_month_and_after_who_left() {
    let site = Site::new();
    let _id = site.account(MIA).await;
    site.starts_with("Old Ltd.").await.unwrap();
    assert!(is_another(&site.starts_with("New Ltd.").await));

    site.announces("New Ltd.").await;

    site.starts_with("Old Ltd.").await.unwrap();
    let all = versions(&site.ground).await.unwrap();
    let told = all[0].facts.successor.clone().unwrap();
    assert_eq!(told.effective_at, START.plus(30 * DAY).0);
    site.later(29 * DAY);
    site.starts_with("Old Ltd.").await.unwrap();
    assert_eq!(
        versions(&site.ground).await.unwrap(),
        all,
        "the day they were told stays"
    );
    let early = site.starts_with("New Ltd.").await;
    assert!(is_another(&early), "not before its day");
    ask(&site).await;
    site.later(DAY);
    let refused = site.starts_with("New Ltd.").await;
    assert!(
        matches!(refused, Err(Error::StillLeaving(1))),
        "{refused:?}"
    );
    site.later(7 * DAY);
    let _letters = site.letters().await;
    site.starts_with("New Ltd.").await.unwrap();
    let all = versions(&site.ground).await.unwrap();
    assert!(all[0].is_significant);
    assert_eq!(all[1].facts.controller.name, "Old Ltd.", "history stays");
    announce_controller(&site.ground, ("Newer Ltd.", ""), true)
        .await
        .unwrap();
    site.starts_with("Newer Ltd.").await.unwrap();
}

#[tokio::test]
async fn pr_68_the_month_begins_when_members_are_told() {
    let site = Site::new();
    site.starts_with("Old Ltd.").await.unwrap();
    site.announces("New Ltd.").await;
    site.later(30 * DAY);

    let untold = site.starts_with("New Ltd.").await;

    assert!(is_another(&untold), "nobody was told");
    site.starts_with("Old Ltd.").await.unwrap();
    let all = versions(&site.ground).await.unwrap();
    let told = all[0].facts.successor.clone().unwrap();
    assert_eq!(told.effective_at, START.plus(60 * DAY).0);
    site.later(29 * DAY);
    assert!(is_another(&site.starts_with("New Ltd.").await));
    site.later(DAY);
    site.starts_with("New Ltd.").await.unwrap();
}

#[tokio::test]
async fn pr_68_only_who_was_announced_last_takes_over() {
    let site = Site::new();
    site.starts_with("Old Ltd.").await.unwrap();
    site.announces("New Ltd.").await;
    site.starts_with("Old Ltd.").await.unwrap();
    site.later(DAY);
    site.announces("Third Ltd.").await;
    site.starts_with("Old Ltd.").await.unwrap();

    site.later(29 * DAY);

    assert!(is_another(&site.starts_with("New Ltd.").await), "given up");
    assert!(is_another(&site.starts_with("Third Ltd.").await));
    // A break begins the month anew.
    site.announces("New Ltd.").await;
    site.starts_with("Old Ltd.").await.unwrap();
    site.later(DAY);
    assert!(is_another(&site.starts_with("New Ltd.").await));
    site.later(29 * DAY);
    site.starts_with("New Ltd.").await.unwrap();
}

#[tokio::test]
async fn pr_68_an_announcement_serves_once() {
    let site = Site::new();
    site.starts_with("Old Ltd.").await.unwrap();
    for [now, next] in [["Old Ltd.", "New Ltd."], ["New Ltd.", "Old Ltd."]] {
        site.announces(next).await;
        site.starts_with(now).await.unwrap();
        site.later(30 * DAY);
        site.starts_with(next).await.unwrap();
    }
    site.later(30 * DAY);

    assert!(is_another(&site.starts_with("New Ltd.").await));

    site.announces("New Ltd.").await;
    let untold = site.starts_with("New Ltd.").await;
    assert!(is_another(&untold), "an old version told of it, no new one");
}
