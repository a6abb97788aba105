//! Undo and redo: the last operation is taken back, or done again.

use super::{Sitting, Undone};
use crate::error::Error;
use crate::study::Action;
use crate::study::history::{Changes, Step, Touched};

impl Sitting<'_> {
    /// Takes the last operation back.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`].
    pub fn undo(&mut self) -> Result<Undone, Error> {
        let step = self.desk.history.pop_undo().ok_or(Error::NothingToUndo)?;
        self.turn(step, false)
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`].
    pub fn redo(&mut self) -> Result<Undone, Error> {
        let step = self.desk.history.pop_redo().ok_or(Error::NothingToUndo)?;
        self.turn(step, true)
    }

    fn turn(&mut self, mut step: Step, forward: bool) -> Result<Undone, Error> {
        let (number, reverted_to) = (step.number, step.at);
        self.desk.history.count += 1;
        let next = self.desk.history.status();
        self.run("savepoint desk")?;
        let outcome = self.turn_changes(&mut step, forward);
        if outcome.is_err() {
            self.desk.clear();
            self.run("rollback to desk")?;
        }
        self.run("release desk")?;
        let touched = outcome?;
        if step.action != Action::AnswerCard && touched.spoils_queue(&step.action) {
            self.desk.queue = None;
        }
        step.at = self.moment.now.secs();
        step.number = self.desk.history.count;
        let action = step.action.clone();
        if forward {
            self.desk.history.push_undo(step);
        } else {
            self.desk.history.push_redo(step);
        }
        Ok(Undone {
            action,
            reverted_to,
            next,
            steps: self.desk.history.count,
            number,
            touched,
        })
    }

    fn turn_changes(&mut self, step: &mut Step, forward: bool) -> Result<Touched, Error> {
        let mut touched = Touched::default();
        if forward {
            for changes in &mut step.changes {
                changes.bring_back(self.db)?;
                self.turn_queue(changes, forward)?;
                touched = touched.and_also(changes.touched()?);
            }
        } else {
            for changes in step.changes.iter_mut().rev() {
                self.turn_queue(changes, forward)?;
                changes.take_back(self.db)?;
                touched = touched.and_also(changes.touched()?);
            }
        }
        Ok(touched)
    }

    /// Puts an answered card back on top of the queue, or takes it off again; another queue than the
    /// one it was answered in is dropped (`rslib/src/scheduler/queue/undo.rs`).
    fn turn_queue(&mut self, changes: &Changes, forward: bool) -> Result<(), Error> {
        let Some(answered) = changes.answered else {
            return Ok(());
        };
        self.turn_the_day()?;
        let Some(queue) = self
            .desk
            .queue
            .as_mut()
            .filter(|queue| queue.is_of(&answered))
        else {
            self.desk.queue = None;
            return Ok(());
        };
        if forward {
            return queue.bring_back(&answered);
        }
        queue.take_back(&answered);
        if let Some(balancer) = queue.balancer.as_mut() {
            balancer.remove(answered.id().0);
        }
        Ok(())
    }
}
