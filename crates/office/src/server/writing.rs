//! How every write is done: in one transaction with the answer that its `Idempotency-Key` will
//! get from now on. There is one writer, so the same call sent again waits until the first is
//! done or undone, and what ends the program leaves both effect and answer behind, or neither.

use std::{future::Future, mem, pin::Pin, sync::Arc};

use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use contract::{Answer, Call, FieldErrors, IDEMPOTENCY_HEADER, LONGEST_KEY, Operation};
use serde_json::{Value, json};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{
    refusal::Refusal,
    table::{Outcome, Written, written},
    upload::Received,
};
use crate::{
    data::{
        agents::Agent,
        answers::{self, About, Answered},
        events::{self, Happening},
        moments,
    },
    event_kind::EventKind,
    random,
    shared::Shared,
    token,
};

/// Something that is done when a write is kept.
type Afterwards = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A write under way. What it does is kept if it succeeds and undone if it is refused.
pub(crate) struct Writing {
    /// Who writes.
    pub(crate) agent: Agent,
    file: Option<Received>,
    office: Arc<Shared>,
    /// Whether something waits for the mail server from here on.
    wakes_mail: bool,
    /// What is done once the write is kept.
    afterwards: Vec<Afterwards>,
    /// What the answer is about, beside the clients whom it names.
    about: Vec<About>,
    transaction: Transaction<'static, Sqlite>,
}

impl Writing {
    /// The database, within the transaction.
    pub(crate) fn database(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// The office in which it is written.
    pub(crate) fn office(&self) -> &Shared {
        &self.office
    }

    /// The office, to keep it beside the database.
    pub(crate) fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.office)
    }

    /// Lets what waits for the mail server be sent when this write is kept.
    pub(crate) fn wakes_mail(&mut self) {
        self.wakes_mail = true;
    }

    /// Does something when this write is kept, after it is answered.
    pub(crate) fn afterwards(&mut self, work: impl Future<Output = ()> + Send + 'static) {
        self.afterwards.push(Box::pin(work));
    }

    /// Notes what the answer is about: it is kept no longer than that.
    pub(crate) fn is_about(&mut self, record: About) {
        self.about.push(record);
    }

    /// Notes what happens with this write, to whom, and what else there is to tell of it.
    pub(crate) async fn happened(
        &mut self,
        kind: EventKind,
        client: Option<i64>,
        tells: Vec<(&'static str, Value)>,
    ) -> Result<(), Refusal> {
        self.about.extend(client.map(About::Client));
        let happening = Happening {
            kind,
            user: self.agent.id,
            client,
            tells,
        };
        let number = random::uuid().map_err(|_| Refusal::inside("there are no random bytes"))?;
        let now = self.office.clock.now();
        Ok(events::add(&mut self.transaction, happening, (&number, now)).await?)
    }

    /// The file that came with the call.
    pub(crate) fn file(&mut self) -> Result<Received, Refusal> {
        let missing = || Refusal::inside("an upload has no file");
        self.file.take().ok_or_else(missing)
    }

    /// The time.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.office.clock.now()
    }

    /// The day.
    pub(crate) fn today(&self) -> NaiveDate {
        self.office.clock.now().date_naive()
    }

    /// The moment of a change, later than every moment before.
    pub(crate) async fn moment(&mut self) -> Result<String, Refusal> {
        Ok(moments::next(&mut self.transaction, self.office.clock.now()).await?)
    }
}

/// What was made ready before a write began.
pub(crate) struct Ready<P>(pub(super) P);

/// A function that serves an operation that writes, with what was made ready for it.
pub(crate) trait Writes<'a, O: Operation<Answer: Answer>, P = ()>:
    Clone + Send + Sync + 'static
{
    /// The write under way.
    type Writing: Future<Output = Outcome<O>> + Send + 'a;
    /// Does one write.
    fn write(&self, writing: &'a mut Writing, call: Call<O>, ready: P) -> Self::Writing;
}

impl<'a, O, F, Doing> Writes<'a, O> for F
where
    O: Operation<Answer: Answer>,
    F: Fn(&'a mut Writing, Call<O>) -> Doing + Clone + Send + Sync + 'static,
    Doing: Future<Output = Outcome<O>> + Send + 'a,
{
    type Writing = Doing;
    fn write(&self, writing: &'a mut Writing, call: Call<O>, (): ()) -> Doing {
        self(writing, call)
    }
}

impl<'a, O, P, F, Doing> Writes<'a, O, Ready<P>> for F
where
    O: Operation<Answer: Answer>,
    F: Fn(&'a mut Writing, Call<O>, P) -> Doing + Clone + Send + Sync + 'static,
    Doing: Future<Output = Outcome<O>> + Send + 'a,
{
    type Writing = Doing;
    fn write(&self, writing: &'a mut Writing, call: Call<O>, ready: Ready<P>) -> Doing {
        self(writing, call, ready.0)
    }
}

/// Where a write comes from.
pub(super) struct Origin {
    /// Who writes.
    pub(super) agent: Agent,
    /// The key under which it is done once.
    pub(super) key: Option<String>,
    /// The file that came with it.
    pub(super) file: Option<Received>,
}

/// Does a write, or answers it as it was answered before.
pub(super) async fn once<O: Operation<Answer: Answer>, P>(
    office: Arc<Shared>,
    Origin { agent, key, file }: Origin,
    call: Call<O>,
    ready: Result<P, Refusal>,
    function: &impl for<'a> Writes<'a, O, P>,
) -> Result<Written, Refusal> {
    let request = request(&office, &call, file.as_ref())?;
    let (now, who) = (office.clock.now(), agent.id);
    let transaction = office.database.write().await?;
    let mut writing = Writing {
        agent,
        file,
        office,
        wakes_mail: false,
        afterwards: Vec::new(),
        about: Vec::new(),
        transaction,
    };
    if let Some(key) = &key {
        answers::forget(writing.database(), now).await?;
        if let Some(before) = answers::find(writing.database(), who, key).await? {
            return again(before, &request);
        }
    }
    let answer = function.write(&mut writing, call, ready?).await?;
    let written = written::<O>(answer, None)?;
    if let Some(key) = &key {
        let answered = Answered {
            request,
            status: written.status,
            answer: written.json.clone(),
        };
        let about = mem::take(&mut writing.about);
        answers::keep(writing.database(), (who, key), &answered, &about, now).await?;
    }
    let afterwards = mem::take(&mut writing.afterwards);
    writing.transaction.commit().await?;
    for work in afterwards {
        writing.office.afterwards(work);
    }
    if writing.wakes_mail {
        writing.office.mail.notify_one();
    }
    Ok(written)
}

fn again(before: Answered, request: &str) -> Result<Written, Refusal> {
    if before.request != request {
        return Err(refused("was used for another request"));
    }
    // No answer is empty but that of a call that answers nothing: what this one was about is gone.
    if before.answer.is_empty() && before.status != StatusCode::NO_CONTENT {
        return Err(Refusal::NoSuchRecord);
    }
    Ok(Written {
        status: before.status,
        json: before.answer,
    })
}

/// The key that a call came with.
pub(super) fn key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let mut keys = headers.get_all(IDEMPOTENCY_HEADER).iter();
    let Some(key) = keys.next() else {
        return Ok(None);
    };
    let key = key.to_str().unwrap_or_default();
    if keys.next().is_some() || key.is_empty() || key.len() > LONGEST_KEY {
        return Err(refused(&format!(
            "must be one key of 1 to {LONGEST_KEY} characters"
        )));
    }
    Ok(Some(key.to_owned()))
}

fn refused(sentence: &str) -> Refusal {
    Refusal::Fields(FieldErrors::one(IDEMPOTENCY_HEADER, sentence))
}

/// What a call asks for, as a hash under the office's secret, since a password may be in it: the same
/// for every way of writing the same JSON, and for the same file under the same name.
fn request<O: Operation>(
    office: &Shared,
    call: &Call<O>,
    file: Option<&Received>,
) -> Result<String, Refusal> {
    let wire = call.to_wire().map_err(Refusal::Fields)?;
    let method = wire.method.as_str();
    let mut parts = vec![
        json!(method),
        json!(wire.path),
        json!(wire.query),
        json!(wire.body),
    ];
    parts.extend(file.map(|file| json!([file.name.whole, hex::encode(file.hash)])));
    let text = format!("request: {}", json!(parts));
    Ok(hex::encode(token::seal(office.secret().as_bytes(), &text)))
}
