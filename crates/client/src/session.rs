//! A session at one system: every operation of its table is called through [`Session::call`] and
//! its sisters, with one new token for however many calls need it. What differs from system to
//! system, how one shows who is calling and where a new token comes from, is its [`Door`].

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::{DateTime, Utc};
use contract::{Answer, Call, Content, Many, OfSystem, Operation, Page, SignIn, Unreadable, Wire};
use reqwest::{Response, header::HeaderMap};
use serde_json::Value;
use tokio::sync::{Mutex, watch};

use crate::{
    failure::{Failure, Missed},
    file::{Incoming, Outgoing},
    server::Server,
    token::Token,
    transport::{Received, Transport, received},
};

/// How one comes into a system, or into several that know the same sign-in.
pub trait Door: Send + Sync + 'static {
    /// What a call shows of who makes it: with the token, or without where it signs in.
    ///
    /// # Errors
    /// When something of it cannot stand in a header; the error names the field.
    fn shown(&self, token: Option<&Token>) -> Result<HeaderMap, Failure>;

    /// Fetches a newer token than the one that is old or was refused; than an empty one, the
    /// first.
    fn renew(
        &self,
        calls: &Calls<'_>,
        old: &Token,
    ) -> impl Future<Output = Result<Token, Failure>> + Send;

    /// Signs in again where the session itself is over, so that no newer token comes of it. Without
    /// anything to sign in with, whoever asked is told.
    fn sign_in_again(
        &self,
        _calls: &Calls<'_>,
        _old: &Token,
    ) -> impl Future<Output = Result<Token, Failure>> + Send {
        async { Err(Failure::SignedOut) }
    }
}

/// A [`Door`] that leads into this system: only its operations can be called through it.
pub trait Opens<S: OfSystem>: Door {}

/// What a [`Door`] may do to fetch a token.
#[derive(Clone, Copy)]
pub struct Calls<'a>(&'a Transport);

impl std::fmt::Debug for Calls<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Calls")
    }
}

impl Calls<'_> {
    /// Makes a call that signs in, under these headers; its answer as it came.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn send<O: Operation>(
        &self,
        call: &Call<O>,
        headers: &HeaderMap,
    ) -> Result<Value, Failure> {
        let wire = self.0.server.wire(call)?;
        Ok(self.0.send(&wire, headers).await?.json)
    }

    /// As [`Calls::send`], where the answer may be a word in plain text, such as a token: it comes
    /// as a JSON text.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn send_for_word<O: Operation>(
        &self,
        call: &Call<O>,
        headers: &HeaderMap,
    ) -> Result<Value, Failure> {
        let wire = self.0.server.wire(call)?;
        self.0.send_for_word(&wire, headers).await
    }
}

/// A session. Cheap to clone; clones share token and pace.
pub struct Session<D>(Arc<Inner<D>>);

struct Inner<D> {
    transport: Transport,
    door: D,
    token: watch::Sender<Token>,
    refreshing: Mutex<Option<Failure>>,
    failed_refreshes: AtomicUsize,
}

impl<D> Clone for Session<D> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<D> std::fmt::Debug for Session<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(…)")
    }
}

/// What an exchange moves.
#[derive(Clone, Copy)]
enum What<'a> {
    /// JSON both ways.
    Json,
    /// A file to the server.
    File(&'a Outgoing),
    /// A file from the server.
    Fetched,
}

/// A page of a list with each record as it came, and the server's own time. Prints no record.
#[derive(Clone)]
pub struct Listed {
    /// The page.
    pub page: Page<Value>,
    /// The `Date` of the answer.
    pub date: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Listed({} records)", self.page.rows.len())
    }
}

impl<D: Door> Session<D> {
    /// A session at a place, by a door of one's own, with the token of an earlier sign-in or an
    /// empty one.
    ///
    /// # Errors
    /// When no HTTP client can be made on this machine.
    pub fn at(server: Server, door: D, token: Token) -> Result<Self, Failure> {
        let transport = Transport::new(server)?;
        let (token, _) = watch::channel(token);
        Ok(Self(Arc::new(Inner {
            transport,
            door,
            token,
            refreshing: Mutex::default(),
            failed_refreshes: AtomicUsize::default(),
        })))
    }

    /// The token in use; it changes when it is refreshed, and whoever keeps it watches it here.
    #[must_use]
    pub fn token(&self) -> watch::Receiver<Token> {
        self.0.token.subscribe()
    }

    /// Makes a call and reads its answer.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn call<O: Operation<Answer: Answer>>(
        &self,
        call: &Call<O>,
    ) -> Result<<O::Answer as Answer>::Value, Failure>
    where
        D: Opens<O::Of>,
    {
        let received = self.send(call, None).await?;
        <O::Answer as Answer>::read(received.json).map_err(another_form)
    }

    /// Makes a write with the key under which it happens once only, and leaves the answer as it
    /// came, without its envelope: a record, an array of records, or null where nothing comes back.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn write<O: Operation>(&self, call: &Call<O>, key: &str) -> Result<Value, Failure>
    where
        D: Opens<O::Of>,
    {
        let received = self.send(call, Some(key)).await?;
        <O::Answer as Content>::bare(received.json).map_err(another_form)
    }

    /// Makes a call that lists, and leaves each record as it came.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn list<O>(&self, call: &Call<O>) -> Result<Listed, Failure>
    where
        D: Opens<O::Of>,
        O: Operation,
        O::Answer: Many,
    {
        self.listed::<O>(&self.wire(call)?).await
    }

    /// As [`Session::list`], of a call that is written already.
    pub(crate) async fn listed<O>(&self, wire: &Wire) -> Result<Listed, Failure>
    where
        D: Opens<O::Of>,
        O: Operation,
        O::Answer: Many,
    {
        let received = self.sent::<O>(wire).await?;
        let page = <O::Answer as Many>::rows(received.json).map_err(another_form)?;
        Ok(Listed {
            page,
            date: received.date,
        })
    }

    /// Sends a file with a call that carries one, under the key that makes it happen once only;
    /// the answer is left as it came, without its envelope.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn upload<O: Operation>(
        &self,
        call: &Call<O>,
        file: &Outgoing,
        key: &str,
    ) -> Result<Value, Failure>
    where
        D: Opens<O::Of>,
    {
        let mut wire = self.wire(call)?;
        wire.idempotency_key = Some(key.to_owned());
        let response = match O::ROW.sign_in {
            SignIn::Key => {
                let headers = self.0.door.shown(None)?;
                let transport = &self.0.transport;
                transport.exchange(&wire, Some(file), &headers).await?
            }
            _ => self.exchange(&wire, What::File(file)).await?,
        };
        let received = received(response).await?;
        <O::Answer as Content>::bare(received.json).map_err(another_form)
    }

    /// Fetches the file that a call answers with.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn download<O: Operation>(&self, call: &Call<O>) -> Result<Incoming, Failure>
    where
        D: Opens<O::Of>,
    {
        let wire = self.wire(call)?;
        Incoming::of(self.exchange(&wire, What::Fetched).await?)
    }

    async fn send<O: Operation>(
        &self,
        call: &Call<O>,
        key: Option<&str>,
    ) -> Result<Received, Failure> {
        let mut wire = self.wire(call)?;
        wire.idempotency_key = key.map(str::to_owned);
        self.sent::<O>(&wire).await
    }

    async fn sent<O: Operation>(&self, wire: &Wire) -> Result<Received, Failure> {
        const { assert!(O::ROW.is_json(), "this operation carries a file") }
        if matches!(O::ROW.sign_in, SignIn::Key | SignIn::Report) {
            return self.at_the_door(wire).await;
        }
        received(self.exchange(wire, What::Json).await?).await
    }

    /// One exchange as the agent who is signed in, with a newer token when the one in use is old
    /// or refused.
    async fn exchange(&self, wire: &Wire, what: What<'_>) -> Result<Response, Failure> {
        let mut token = self.current();
        if token.is_empty() {
            token = self.refreshed(&token).await.map_err(not_sent)?;
        } else if token.is_ageing(Utc::now()) {
            // Early, so a failure to refresh is not yet a failure of this call.
            token = self.refreshed(&token).await.unwrap_or(token);
        }
        let newer = match self.once(wire, what, &token).await {
            Ok(response) => return Ok(response),
            Err(Missed::TokenRefused) => self.refreshed(&token).await,
            Err(Missed::SessionOver) => self.signed_in_again(&token).await,
            Err(Missed::Otherwise(failure)) => return Err(failure),
        };
        // Refused before it had an effect, so whatever befalls the sign-in, it was not sent.
        let token = newer.map_err(not_sent)?;
        Ok(self.once(wire, what, &token).await?)
    }

    async fn once(&self, wire: &Wire, what: What<'_>, token: &Token) -> Result<Response, Missed> {
        let transport = &self.0.transport;
        let headers = self.0.door.shown(Some(token))?;
        match what {
            What::Json => transport.exchange(wire, None, &headers).await,
            What::File(file) => transport.exchange(wire, Some(file), &headers).await,
            What::Fetched => transport.fetch(wire, &headers).await,
        }
    }

    /// How one comes in here.
    pub(crate) fn door(&self) -> &D {
        &self.0.door
    }

    fn current(&self) -> Token {
        self.0.token.borrow().clone()
    }

    /// A newer token than the one that was refused.
    async fn refreshed(&self, refused: &Token) -> Result<Token, Failure> {
        let calls = Calls(&self.0.transport);
        self.replaced(refused, self.0.door.renew(&calls, refused))
            .await
    }

    /// A token of another session than the one that is over.
    async fn signed_in_again(&self, over: &Token) -> Result<Token, Failure> {
        let calls = Calls(&self.0.transport);
        self.replaced(over, self.0.door.sign_in_again(&calls, over))
            .await
    }

    /// A token in the place of one that is good no longer. Whoever comes first fetches it, the
    /// others wait and share what came of it, good or bad.
    async fn replaced(
        &self,
        old: &Token,
        fetching: impl Future<Output = Result<Token, Failure>>,
    ) -> Result<Token, Failure> {
        let failed = || self.0.failed_refreshes.load(Ordering::Acquire);
        let before = failed();
        let mut last = self.0.refreshing.lock().await;
        let token = self.current();
        if token != *old {
            return Ok(token);
        }
        match &*last {
            Some(failure) if failed() != before => return Err(failure.clone()),
            _ => {}
        }
        let fetched = fetching.await;
        match &fetched {
            Ok(token) => self.keep(token.clone()),
            Err(failure) => {
                *last = Some(failure.clone());
                self.0.failed_refreshes.fetch_add(1, Ordering::Release);
            }
        }
        fetched
    }

    /// A call as it goes to this place.
    pub(crate) fn wire<O: Operation>(&self, call: &Call<O>) -> Result<Wire, Failure> {
        self.0.transport.server.wire(call)
    }

    /// A call that shows nothing of a sign-in.
    pub(crate) async fn at_the_door(&self, wire: &Wire) -> Result<Received, Failure> {
        let headers = self.0.door.shown(None)?;
        self.0.transport.send(wire, &headers).await
    }

    /// Takes a token for the calls that follow.
    pub(crate) fn keep(&self, token: Token) {
        self.0.token.send_replace(token);
    }
}

fn another_form(_: Unreadable) -> Failure {
    Failure::Uncertain("the answer has another form")
}

fn not_sent(failure: Failure) -> Failure {
    match failure {
        Failure::Uncertain(_) | Failure::Captive => Failure::NotSent,
        other => other,
    }
}
