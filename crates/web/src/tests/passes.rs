//! Passes for media end with the session.

use accounts::AccountId;
use cardframe::Passes;

use super::*;

#[tokio::test]
async fn a_pass_that_was_ended_is_not_given_back_to_an_old_page() {
    let folder = tempfile::tempdir().unwrap();
    let ground = Ground::open(
        DataFolder::open(folder.path()).unwrap(),
        Clock::fixed(Millis(1_773_316_800_000)),
        Chance::seeded(7),
        CrashPoints::off(),
    )
    .unwrap();
    let shelf = Shelf::open(&ground, shelf::Options::default());
    let media = || shelf.media_of(AccountId(7));
    let passes = Passes::new(&ground);
    let old = passes.grant(7, media(), None).await.unwrap();

    passes.revoke(7);

    ground.clock.advance(std::time::Duration::from_secs(1));
    let new = passes.grant(7, media(), Some(&old.base())).await.unwrap();
    assert_ne!(new, old, "it ended with the session");
    let anew = Passes::new(&ground);
    let goes_on = anew.grant(7, media(), Some(&new.base())).await.unwrap();
    assert_eq!(goes_on, new, "one that was not ended goes on");
}
