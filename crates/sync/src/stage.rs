//! How far a sync has come. The whole state machine is in this file; it knows nothing else.

/// How far a sync has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Stage {
    /// `start` was answered; deletions may come.
    Begun,
    /// What is not sent in chunks has been exchanged.
    Changed,
    /// The client fetches our cards, notes and reviews.
    Sending,
    /// The client brings its own.
    Receiving,
    /// Both sides have counted.
    Checked,
}

/// What a client may ask for within a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    ApplyGraves,
    ApplyChanges,
    Chunk,
    ApplyChunk,
    SanityCheck,
    Finish,
}

impl Stage {
    /// The stage after `step`; `None` if it comes too late.
    ///
    /// Steps may be left out, as on Anki's own server, but none may follow a later one: our rows
    /// must be chosen before the client's are taken in, and nothing may come in after the count.
    pub(crate) fn after(self, step: Step) -> Option<Stage> {
        let (latest, next) = match step {
            Step::ApplyGraves => (Stage::Begun, Stage::Begun),
            Step::ApplyChanges => (Stage::Begun, Stage::Changed),
            Step::Chunk => (Stage::Sending, Stage::Sending),
            Step::ApplyChunk => (Stage::Receiving, Stage::Receiving),
            Step::SanityCheck | Step::Finish => (Stage::Checked, Stage::Checked),
        };
        (self <= latest).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 6] = [
        Step::ApplyGraves,
        Step::ApplyChanges,
        Step::Chunk,
        Step::ApplyChunk,
        Step::SanityCheck,
        Step::Finish,
    ];

    /// The order in words: what must not have happened before a step.
    fn too_late(step: Step, before: &[Step]) -> bool {
        let had = |step| before.contains(&step);
        match step {
            Step::ApplyGraves | Step::ApplyChanges => {
                before.iter().any(|step| *step != Step::ApplyGraves)
            }
            Step::Chunk => had(Step::ApplyChunk) || had(Step::SanityCheck),
            Step::ApplyChunk => had(Step::SanityCheck),
            Step::SanityCheck | Step::Finish => false,
        }
    }

    #[test]
    fn all_orders_of_up_to_six_steps_are_as_the_words_say() {
        let mut orders = vec![(Vec::new(), Stage::Begun)];
        let mut seen = 0;
        for _ in 0..6 {
            let mut longer = Vec::new();
            for (before, stage) in orders {
                for step in STEPS {
                    let next = stage.after(step);
                    assert_eq!(
                        next.is_none(),
                        too_late(step, &before),
                        "{before:?} then {step:?}"
                    );
                    seen += 1;
                    // A refused step changes nothing; a finished sync takes no more steps.
                    if let Some(next) = next
                        && step != Step::Finish
                    {
                        longer.push(([before.clone(), vec![step]].concat(), next));
                    }
                }
            }
            orders = longer;
        }
        assert!(seen > 1000, "{seen}");
    }

    #[test]
    fn edge_20_a_sync_without_changes_goes_through_all_stages() {
        let mut stage = Stage::Begun;
        for step in STEPS {
            stage = stage.after(step).unwrap();
        }
        assert_eq!(stage, Stage::Checked);
    }
}
