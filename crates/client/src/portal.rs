//! The Portal as an agent's session: every operation of the contract's table is called through
//! [`Portal::call`], with one refresh of the token for however many calls need it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use chrono::{DateTime, Utc};
use contract::{
    ANNOUNCEMENT_PATH, Announcement, Answer, Call, Many, Method, Operation, Page, SignIn, Wire,
    decode,
    portal::{AuthLogin, AuthRefresh, Credentials, Session, User},
    record,
};
use reqwest::Response;
use serde_json::Value;
use tokio::sync::{Mutex, watch};

use crate::{
    failure::Failure,
    file::{Incoming, Outgoing},
    server::Server,
    token::Token,
    transport::{Received, Transport, received},
};

/// A signed-in agent at one portal. Cheap to clone; clones share token and pace.
#[derive(Clone)]
pub struct Portal(Arc<Inner>);

struct Inner {
    transport: Transport,
    token: watch::Sender<Token>,
    refreshing: Mutex<Option<Failure>>,
    failed_refreshes: AtomicUsize,
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

impl Portal {
    /// A portal at a place, with the token of an earlier sign-in or an empty one.
    ///
    /// # Errors
    /// When no HTTP client can be made on this machine.
    pub fn new(server: Server, api_key: &str, token: Token) -> Result<Self, Failure> {
        let transport = Transport::new(server, api_key)?;
        let (token, _) = watch::channel(token);
        Ok(Self(Arc::new(Inner {
            transport,
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

    /// Signs in and keeps the token for the calls that follow.
    ///
    /// # Errors
    /// [`Failure::Rejected`] when the credentials are wrong.
    pub async fn sign_in(&self, credentials: Credentials) -> Result<User, Failure> {
        let call = Call::<AuthLogin> {
            path: (),
            query: (),
            body: credentials,
        };
        let wire = call.to_wire().map_err(Failure::Invalid)?;
        let answer = self
            .0
            .transport
            .send(&wire, None)
            .await
            .map_err(|failure| match failure {
                Failure::SignedOut => Failure::Rejected {
                    status: 401,
                    message: "the e-mail address, the password or the API key is wrong".to_owned(),
                    fields: contract::FieldErrors::default(),
                },
                other => other,
            })?;
        self.take(answer.json)
    }

    /// What the server says of itself; a server without an announcement is a plain portal.
    ///
    /// # Errors
    /// When the server cannot be asked at all.
    pub async fn announcement(&self) -> Result<Announcement, Failure> {
        let wire = Wire {
            method: Method::GET,
            path: ANNOUNCEMENT_PATH.to_owned(),
            query: Vec::new(),
            body: None,
            idempotency_key: None,
        };
        match self.0.transport.send(&wire, None).await {
            Ok(received) => Ok(decode(&received.json).unwrap_or_default()),
            Err(
                failure @ (Failure::NotSent | Failure::Transient { .. } | Failure::Uncertain(_)),
            ) => Err(failure),
            Err(_) => Ok(Announcement::default()),
        }
    }

    /// Makes a call and reads its answer.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn call<O: Operation<Answer: Answer>>(
        &self,
        call: &Call<O>,
    ) -> Result<<O::Answer as Answer>::Value, Failure> {
        let received = self.send(call, None).await?;
        <O::Answer as Answer>::read(received.json)
            .map_err(|_| Failure::Uncertain("the answer has another form"))
    }

    /// Makes a write with the key under which it happens once only, and leaves the answer as it
    /// came, without its envelope.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn write<O: Operation>(&self, call: &Call<O>, key: &str) -> Result<Value, Failure> {
        let received = self.send(call, Some(key)).await?;
        record(received.json).map_err(|_| Failure::Uncertain("the answer has another form"))
    }

    /// Makes a call that lists, and leaves each record as it came.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn list<O>(&self, call: &Call<O>) -> Result<Listed, Failure>
    where
        O: Operation,
        O::Answer: Many,
    {
        let received = self.send(call, None).await?;
        let page = <O::Answer as Many>::rows(received.json)
            .map_err(|_| Failure::Uncertain("the answer has another form"))?;
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
    ) -> Result<Value, Failure> {
        let mut wire = call.to_wire().map_err(Failure::Invalid)?;
        wire.idempotency_key = Some(key.to_owned());
        let response = self.exchange(&wire, What::File(file)).await?;
        let received = received(response).await?;
        record(received.json).map_err(|_| Failure::Uncertain("the answer has another form"))
    }

    /// Fetches the file that a call answers with.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn download<O: Operation>(&self, call: &Call<O>) -> Result<Incoming, Failure> {
        let wire = call.to_wire().map_err(Failure::Invalid)?;
        Incoming::of(self.exchange(&wire, What::Fetched).await?)
    }

    async fn send<O: Operation>(
        &self,
        call: &Call<O>,
        key: Option<&str>,
    ) -> Result<Received, Failure> {
        const { assert!(O::ROW.is_json(), "this operation carries a file") }
        let mut wire = call.to_wire().map_err(Failure::Invalid)?;
        wire.idempotency_key = key.map(str::to_owned);
        if O::ROW.sign_in == SignIn::Key {
            return self.0.transport.send(&wire, None).await;
        }
        received(self.exchange(&wire, What::Json).await?).await
    }

    /// One exchange as the agent who is signed in, with a newer token when the one in use is old
    /// or refused.
    async fn exchange(&self, wire: &Wire, what: What<'_>) -> Result<Response, Failure> {
        let mut token = self.current();
        if token.is_ageing(Utc::now()) {
            // Early, so a failure to refresh is not yet a failure of this call.
            token = self.refreshed(&token).await.unwrap_or(token);
        }
        match self.once(wire, what, &token).await {
            Err(Failure::SignedOut) => {
                // Refused before it had an effect, so whatever befalls the refresh, it was not sent.
                let token = self.refreshed(&token).await.map_err(not_sent)?;
                self.once(wire, what, &token).await
            }
            other => other,
        }
    }

    async fn once(&self, wire: &Wire, what: What<'_>, token: &Token) -> Result<Response, Failure> {
        let transport = &self.0.transport;
        match what {
            What::Json => transport.exchange(wire, None, Some(token)).await,
            What::File(file) => transport.exchange(wire, Some(file), Some(token)).await,
            What::Fetched => transport.fetch(wire, Some(token)).await,
        }
    }

    fn current(&self) -> Token {
        self.0.token.borrow().clone()
    }

    /// A newer token than the one that was refused. Whoever comes first fetches it, the others
    /// wait and share what came of it, good or bad.
    async fn refreshed(&self, refused: &Token) -> Result<Token, Failure> {
        if refused.is_empty() {
            return Err(Failure::SignedOut);
        }
        let failed = || self.0.failed_refreshes.load(Ordering::Acquire);
        let before = failed();
        let mut last = self.0.refreshing.lock().await;
        let token = self.current();
        if token != *refused {
            return Ok(token);
        }
        match &*last {
            Some(failure) if failed() != before => return Err(failure.clone()),
            _ => {}
        }
        let fetched = self.fetch_token(&token).await;
        if let Err(failure) = &fetched {
            *last = Some(failure.clone());
            self.0.failed_refreshes.fetch_add(1, Ordering::Release);
        }
        fetched
    }

    async fn fetch_token(&self, token: &Token) -> Result<Token, Failure> {
        let call = Call::<AuthRefresh> {
            path: (),
            query: (),
            body: (),
        };
        let wire = call.to_wire().map_err(Failure::Invalid)?;
        let mut answer = self.0.transport.send(&wire, Some(token)).await;
        if matches!(answer, Err(Failure::Uncertain(_))) {
            // The answer was lost, not the sign-in: one more try before anything is given up.
            answer = self.0.transport.send(&wire, Some(token)).await;
        }
        let answer = answer.map_err(|failure| match failure {
            // A refusal here is of the token, not of what it was to be used for.
            Failure::Rejected { .. } | Failure::Invalid(_) => Failure::SignedOut,
            other => other,
        })?;
        self.take(answer.json)?;
        Ok(self.current())
    }

    fn take(&self, answer: Value) -> Result<User, Failure> {
        let unreadable = Failure::Uncertain("the sign-in has another form");
        let session: Session = <<AuthLogin as Operation>::Answer as Answer>::read(answer)
            .map_err(|_| unreadable.clone())?;
        let token = session
            .token
            .filter(|token| !token.is_empty())
            .ok_or(unreadable)?;
        self.0.token.send_replace(Token::new(&token));
        Ok(session.user.unwrap_or_default())
    }
}

fn not_sent(failure: Failure) -> Failure {
    match failure {
        Failure::Uncertain(_) | Failure::Captive => Failure::NotSent,
        other => other,
    }
}
