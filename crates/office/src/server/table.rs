//! The way of every operation from the socket to its function and back: who is calling, what
//! is asked, the answer in its documented envelope. One line a row is left to the table.

use std::{future::Future, sync::Arc};

use axum::{
    Json, RequestExt, Router,
    body::to_bytes,
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, header::AUTHORIZATION, request::Parts},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use contract::{Answer, Call, FieldErrors, Method, Operation, SignIn};
use serde_json::Value;

use super::refusal::Refusal;
use crate::{
    data::agents,
    shared::Shared,
    token::{self, Claims, Worth},
};

/// The largest body that is read: the operations so far carry forms, not files.
const BODY: usize = 1 << 20;

/// Who is calling, and the office that is called.
pub(crate) struct Caller {
    /// The office.
    pub(crate) office: Arc<Shared>,
    /// What the token says; `None` for operations that need only the key.
    pub(crate) claims: Option<Claims>,
}

/// What an operation comes to.
pub(crate) type Outcome<O> = Result<<<O as Operation>::Answer as Answer>::Value, Refusal>;

/// A function that serves an operation.
pub(crate) trait Serves<O: Operation>: Clone + Send + Sync + 'static {
    /// Serves one call.
    fn serve(&self, caller: Caller, call: Call<O>) -> impl Future<Output = Outcome<O>> + Send;
}

impl<O, F, Answering> Serves<O> for F
where
    O: Operation,
    F: Fn(Caller, Call<O>) -> Answering + Clone + Send + Sync + 'static,
    Answering: Future<Output = Outcome<O>> + Send,
{
    fn serve(&self, caller: Caller, call: Call<O>) -> impl Future<Output = Outcome<O>> + Send {
        self(caller, call)
    }
}

/// Operations and the functions that serve them.
#[derive(Default)]
pub(crate) struct Table {
    routes: Router<Arc<Shared>>,
    served: Vec<&'static str>,
}

impl Table {
    /// Serves an operation for whom its row allows.
    pub(crate) fn on<O: Operation>(self, function: impl Serves<O>) -> Self {
        self.route::<O>(function, |worth| match worth {
            Worth::Good(claims) => Ok(claims),
            Worth::Over => Err(Refusal::SessionOver),
            Worth::Late(_) | Worth::None => Err(Refusal::NoToken),
        })
    }

    /// Serves an operation also for a token that has run out within its session.
    pub(crate) fn on_late<O: Operation>(self, function: impl Serves<O>) -> Self {
        self.route::<O>(function, |worth| match worth {
            Worth::Good(claims) | Worth::Late(claims) => Ok(claims),
            Worth::Over => Err(Refusal::SessionOver),
            Worth::None => Err(Refusal::NoToken),
        })
    }

    /// The routes, and the names of the operations that they serve.
    pub(crate) fn finish(self) -> (Router<Arc<Shared>>, Vec<&'static str>) {
        (self.routes, self.served)
    }

    fn route<O: Operation>(
        mut self,
        function: impl Serves<O>,
        allow: fn(Worth) -> Result<Claims, Refusal>,
    ) -> Self {
        let serve = async move |State(office): State<Arc<Shared>>, request: Request| {
            let answer = answer::<O>(office, &function, allow, request).await;
            let answer = answer.unwrap_or_else(Refusal::into_response);
            tracing::info!(operation = O::ROW.name, status = answer.status().as_u16());
            answer
        };
        self.routes = self
            .routes
            .route(O::ROW.path, on(filter(O::ROW.method), serve));
        self.served.push(O::ROW.name);
        self
    }
}

async fn answer<O: Operation>(
    office: Arc<Shared>,
    function: &impl Serves<O>,
    allow: fn(Worth) -> Result<Claims, Refusal>,
    request: Request,
) -> Result<Response, Refusal> {
    let (mut request, claims) = match O::ROW.sign_in {
        SignIn::Key => (request, None),
        SignIn::Token => {
            let claims = allow(worth(&office, request.headers()))?;
            // A token outlives its agent by up to an hour; the agent does not.
            agents::find(office.database.readers(), claims.sub)
                .await?
                .ok_or(Refusal::NoToken)?;
            (request, Some(claims))
        }
    };
    let path = path(&mut request).await;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY).await.map_err(|_| Refusal::TooLarge)?;
    let call = Call::from_wire(path, query(&parts), json(&body)?).map_err(Refusal::Fields)?;
    let answer = function.serve(Caller { office, claims }, call).await?;
    let answer = O::Answer::write(answer).map_err(|_| Refusal::inside("an answer is not JSON"))?;
    Ok(Json(answer).into_response())
}

fn worth(office: &Shared, headers: &HeaderMap) -> Worth {
    let header = headers
        .get(AUTHORIZATION)
        .and_then(|header| header.to_str().ok());
    let bearer = header.and_then(|header| header.split_once(' '));
    match bearer {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            token::read(office.secret.as_bytes(), token.trim(), office.clock.now())
        }
        _ => Worth::None,
    }
}

async fn path(request: &mut Request) -> Vec<(String, String)> {
    let Ok(values) = request.extract_parts::<RawPathParams>().await else {
        return Vec::new();
    };
    values
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn query(parts: &Parts) -> Vec<(String, String)> {
    let query = parts.uri.query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn json(body: &[u8]) -> Result<Option<Value>, Refusal> {
    if body.is_empty() {
        return Ok(None);
    }
    let parsed = serde_json::from_slice(body).map(Some);
    parsed.map_err(|_| Refusal::Fields(FieldErrors::one("body", "is not JSON")))
}

fn filter(method: Method) -> MethodFilter {
    match method {
        Method::GET => MethodFilter::GET,
        Method::POST => MethodFilter::POST,
        Method::PUT => MethodFilter::PUT,
        Method::PATCH => MethodFilter::PATCH,
        Method::DELETE => MethodFilter::DELETE,
    }
}
