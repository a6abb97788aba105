//! Lending a book: one borrower, one transaction, one commit.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use accounts::AccountId;
use collection::{Collection, Counts};
use store::Fault;

use crate::book::{BookFile, Position};
use crate::catch_up::open_current;
use crate::error::Error;
use crate::head::{BookHead, CollectionFacts, Head};
use crate::locks::Held;
use crate::record::Recorder;
use crate::shelf::Shelf;
use crate::storage::{self, Change};

/// Names one operation of a client, so that a repeated request finds what it did the first time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OpId(pub String);

/// A borrowed book with an open transaction. Dropping it undoes everything and gives the book back.
#[derive(Debug)]
pub struct Loan<B: BookFile> {
    shelf: Shelf,
    account: AccountId,
    /// The state that was borrowed.
    position: Position,
    /// Shared with work that runs; the last one to drop it gives the book back.
    borrowed: Arc<Mutex<Borrowed<B>>>,
}

#[derive(Debug)]
struct Borrowed<B: BookFile> {
    shelf: Shelf,
    account: AccountId,
    /// Ends before its connection does: it stands before `book`.
    recorder: Option<Recorder>,
    /// Taken out when the loan ends, or when it broke.
    book: Option<B>,
    head: BookHead<B::Facts>,
    /// Given back last.
    _lock: Held,
}

/// What a commit will log: the record and the facts after it.
struct Prepared<F> {
    record: Vec<u8>,
    facts: F,
}

impl Shelf {
    /// Borrows the account's collection. Waits a little if somebody else has it.
    pub async fn borrow(&self, account: AccountId) -> Result<Loan<Collection>, Error> {
        self.lend::<Collection>(account).await
    }

    /// Borrows the account's collection and does the first work in it, in one go on the shelf's pool.
    pub async fn borrow_and<T: Send + 'static>(
        &self,
        account: AccountId,
        work: impl FnOnce(&Collection) -> T + Send + 'static,
    ) -> Result<(Loan<Collection>, T), Error> {
        self.lend_and(account, work).await
    }

    pub(crate) async fn lend<B: BookFile>(&self, account: AccountId) -> Result<Loan<B>, Error> {
        Ok(self.lend_and(account, |_: &B| ()).await?.0)
    }

    async fn lend_and<B: BookFile, T: Send + 'static>(
        &self,
        account: AccountId,
        work: impl FnOnce(&B) -> T + Send + 'static,
    ) -> Result<(Loan<B>, T), Error> {
        let lock = self
            .locks
            .hold(account, B::BOOK, self.wait_max())
            .await
            .ok_or(Error::Busy)?;
        let shelf = self.clone();
        let begun = self
            .work(move || {
                let mut borrowed = Borrowed::begin(shelf, account, lock)?;
                let done = borrowed.run(work);
                Ok((borrowed, done))
            })
            .await?;
        let begun = begun.map_err(|fault| self.out_of_order(account, B::BOOK, fault));
        let (borrowed, done) = begun?;
        let loan = Loan {
            shelf: self.clone(),
            account,
            position: borrowed.head.position,
            borrowed: Arc::new(Mutex::new(borrowed)),
        };
        Ok((loan, done?))
    }

    /// The head of the collection after an operation, if that operation was committed.
    pub async fn committed(&self, account: AccountId, op: &OpId) -> Result<Option<Head>, Error> {
        let op = op.0.clone();
        let found = self
            .ground
            .db
            .read(async move |r| storage::facts_after_op(r, account, &op).await)
            .await?;
        Ok(found.map(|head| Head::of(account, Some(head), None)))
    }
}

impl<B: BookFile> Borrowed<B> {
    fn begin(shelf: Shelf, account: AccountId, lock: Held) -> Result<Borrowed<B>, Fault> {
        let (book, head) = open_current::<B>(&shelf, account)?;
        word(&book, "begin immediate")?;
        let recorder = Recorder::start(book.connection())?;
        Ok(Borrowed {
            shelf,
            account,
            recorder: Some(recorder),
            book: Some(book),
            head,
            _lock: lock,
        })
    }

    fn both(&self) -> Result<(&Recorder, &B), Fault> {
        match (&self.recorder, &self.book) {
            (Some(recorder), Some(book)) => Ok((recorder, book)),
            _ => Err(Fault::new("the borrowed book broke earlier")),
        }
    }

    /// Works in the book. A panic breaks this loan and nothing else.
    fn run<T>(&mut self, work: impl FnOnce(&B) -> T) -> Result<T, Fault> {
        let (_, book) = self.both()?;
        match catch_unwind(AssertUnwindSafe(|| work(book))) {
            Ok(done) => Ok(done),
            Err(_panic) => {
                self.broke("work in the book panicked".to_owned());
                Err(Fault::new("work in the book panicked"))
            }
        }
    }

    /// Takes the book out of use; it is rebuilt before the next.
    fn broke(&mut self, reason: String) {
        self.recorder = None;
        self.book = None;
        self.shelf.distrust(self.account, B::BOOK, reason);
    }

    /// What is to be logged, with the file's own position already moved on.
    fn prepare(&mut self) -> Result<Option<Prepared<B::Facts>>, Fault> {
        let (recorder, book) = self.both()?;
        let Some((record, growth)) = recorder.finish(book.connection())? else {
            return Ok(None);
        };
        let facts = book.facts_after(&self.head.facts, growth)?;
        let Position { generation, seq } = self.head.position;
        Position {
            generation,
            seq: seq + 1,
        }
        .write(book.connection())?;
        Ok(Some(Prepared { record, facts }))
    }

    /// Ends the transaction and keeps the book open for its next use.
    fn end(&mut self, how: &str) {
        self.recorder = None;
        let Some(book) = self.book.take() else { return };
        // Where no room was left in the middle of it, SQLite has rolled back by itself.
        if how == "rollback" && book.connection().is_autocommit() {
            B::open_books(&self.shelf).put(self.account, book);
            return;
        }
        match word(&book, how) {
            Ok(()) => B::open_books(&self.shelf).put(self.account, book),
            // Nothing of it has come to the file, which lags behind the log and can follow later.
            Err(fault) if fault.is_full_disk() => {
                self.shelf.ground.space.ran_out(&fault);
            }
            Err(fault) => self.broke(fault.chain()),
        }
    }
}

impl<B: BookFile> Drop for Borrowed<B> {
    fn drop(&mut self) {
        self.end("rollback");
    }
}

/// Runs one word of a transaction, planned once for all times.
fn word<B: BookFile>(book: &B, sql: &str) -> Result<(), Fault> {
    book.connection()
        .prepare_cached(sql)
        .and_then(|mut word| word.execute([]))
        .map_err(|error| Fault::because(format!("{sql} in the {}", B::BOOK), error))?;
    Ok(())
}

impl<B: BookFile> Loan<B> {
    /// Whose book it is.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The state that was borrowed, before this loan's own changes.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Works in the book, on the shelf's pool. A panic breaks this loan and nothing else.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&B) -> T + Send + 'static,
    ) -> Result<T, Error> {
        self.inside(move |borrowed| borrowed.run(work)).await
    }

    /// Says that the book itself is damaged: it is rebuilt before its next use.
    pub fn distrust(self, reason: String) {
        self.borrowed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .broke(reason);
    }

    /// Commits: on return the change is on the disk. `op` finds it again (`Shelf::committed`).
    pub async fn commit(self, op: OpId) -> Result<(), Error> {
        let Ok(()) = self.commit_after(op, |_| Ok::<_, Infallible>(())).await?;
        Ok(())
    }

    /// Does the last work in the book and commits, in one go. What `work` refuses is not committed.
    pub async fn commit_after<T, R>(
        self,
        op: OpId,
        work: impl FnOnce(&B) -> Result<T, R> + Send + 'static,
    ) -> Result<Result<T, R>, Error>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let outcome = self.commit_and_tell(op, work).await?;
        Ok(outcome.map(|(done, _)| done))
    }

    /// The same, and says which state the book is in now: the borrowed one if nothing was changed.
    pub async fn commit_and_tell<T, R>(
        self,
        op: OpId,
        work: impl FnOnce(&B) -> Result<T, R> + Send + 'static,
    ) -> Result<Result<(T, Position), R>, Error>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        // On its own task: a caller who goes away must not leave a commit half done.
        let outcome = tokio::spawn(self.commit_steps(op, work)).await;
        outcome.map_err(|error| Fault::because("a commit broke", error))?
    }

    async fn commit_steps<T, R>(
        self,
        op: OpId,
        work: impl FnOnce(&B) -> Result<T, R> + Send + 'static,
    ) -> Result<Result<(T, Position), R>, Error>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let (account, ground) = (self.account, self.shelf.ground.clone());
        let prepared = self
            .inside(move |borrowed| {
                Ok(match borrowed.run(work)? {
                    Ok(done) => Ok((done, borrowed.head.position, borrowed.prepare()?)),
                    Err(refused) => Err(refused),
                })
            })
            .await?;
        ground.crash_points.here("shelf.commit.recorded");
        let (done, on, prepared) = match prepared {
            Ok(prepared) => prepared,
            Err(refused) => return Ok(Err(refused)),
        };
        let Some(Prepared { record, facts }) = prepared else {
            return Ok(Ok((done, on)));
        };
        let facts = storage::to_json(&facts)?;
        let at = ground.clock.now();
        let change = Change {
            account,
            book: B::BOOK,
            on,
            op: op.0,
            at,
            facts,
            record,
        };
        let logged: Result<bool, Fault> = ground
            .db
            .write(async move |w| storage::append(w, change).await)
            .await;
        self.shelf.head_moved(account);
        ground.crash_points.here("shelf.commit.logged");
        if !logged? {
            return Err(Error::Busy);
        }
        // The log has it: the file may follow while the answer is on its way. Who borrows next waits.
        tokio::spawn(async move {
            let ended = self.inside(move |borrowed| {
                borrowed.end("commit");
                Ok(())
            });
            if let Err(error) = ended.await {
                tracing::error!(account.id = account.0, %error, "a copy could not follow its log");
            }
            ground.crash_points.here("shelf.commit.committed");
        });
        let moved = Position {
            generation: on.generation,
            seq: on.seq + 1,
        };
        Ok(Ok((done, moved)))
    }

    async fn inside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Borrowed<B>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Error> {
        let borrowed = Arc::clone(&self.borrowed);
        let done = self
            .shelf
            .work(move || work(&mut borrowed.lock().unwrap_or_else(PoisonError::into_inner)))
            .await?;
        Ok(done?)
    }
}

impl<B: BookFile> Drop for Loan<B> {
    fn drop(&mut self) {
        let borrowed = Arc::clone(&self.borrowed);
        // Rolling a large transaction back takes its time, which is not an async thread's to give.
        let open = borrowed
            .try_lock()
            .is_ok_and(|borrowed| borrowed.book.is_some());
        if let (true, Ok(runtime)) = (open, tokio::runtime::Handle::try_current()) {
            runtime.spawn_blocking(move || drop(borrowed));
        }
    }
}

impl Loan<Collection> {
    /// Works in the collection, told its rows as this transaction has left them: the kept counts and what has been
    /// recorded since, so that nothing is scanned.
    pub async fn run_counting<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Collection, Counts) -> T + Send + 'static,
    ) -> Result<T, Error> {
        self.inside(|borrowed| {
            let (recorder, book) = borrowed.both()?;
            let growth = recorder.growth(BookFile::connection(book))?;
            let facts: CollectionFacts = borrowed.head.facts.grown(growth);
            borrowed.run(move |collection| work(collection, facts.counts()))
        })
        .await
    }
}
