//! The way of every operation from the socket to its function and back: what is asked, and the answer
//! in its documented envelope. One line a row is left to the table.

use std::{
    future::{Future, ready},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use contract::{Answer, Call, ListUrl, Media, Method, OfSystem, Operation, SignIn};

use super::{
    asked::{Asked, asked, path, query},
    caller::{Caller, basic, signed_in},
    download::{self, Held},
    form::Form,
    refusal::Refusal,
    upload::{self, Incoming},
    writing::{self, Origin, Ready, Writes},
};
use crate::shared::Shared;

/// What an operation comes to.
pub(crate) type Outcome<O> = Result<<<O as Operation>::Answer as Answer>::Value, Refusal>;

/// A function that serves an operation.
pub(crate) trait Serves<O: Operation<Answer: Answer>>:
    Clone + Send + Sync + 'static
{
    /// Serves one call.
    fn serve(&self, caller: Caller, call: Call<O>) -> impl Future<Output = Outcome<O>> + Send;
}

impl<O, F, Answering> Serves<O> for F
where
    O: Operation<Answer: Answer>,
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
    /// Serves an operation that reads, or signs in.
    pub(crate) fn on<O: Operation<Answer: Answer>>(self, function: impl Serves<O>) -> Self {
        const { assert!(!O::ROW.writes(), "this operation writes") }
        self.serve_route(function)
    }

    /// Serves an operation that writes and whose answer counts once, a secret or what another server
    /// said: it is kept nowhere, not even to be given once more under the same `Idempotency-Key`.
    pub(crate) fn tells_once<O: Operation<Answer: Answer>>(self, function: impl Serves<O>) -> Self {
        const { assert!(O::ROW.writes(), "this operation only reads") }
        self.serve_route(function)
    }

    fn serve_route<O: Operation<Answer: Answer>>(self, function: impl Serves<O>) -> Self {
        self.route::<O, _, _, _>(async move |office, request| {
            let Asked {
                signed_in,
                headers,
                list,
                call,
            } = asked::<O>(&office, request).await?;
            let caller = Caller {
                office,
                signed_in,
                basic: basic(&headers),
            };
            written::<O>(function.serve(caller, call).await?, Some(&list))
        })
    }

    /// Serves an operation that writes: the function does it in a transaction, which is kept
    /// with the answer when it succeeds, and a call that is repeated under its
    /// `Idempotency-Key` is not done again.
    pub(crate) fn writes<O: Operation<Answer: Answer>>(
        self,
        function: impl for<'a> Writes<'a, O>,
    ) -> Self {
        const { assert!(O::ROW.writes(), "this operation only reads") }
        self.write_route::<O, _, _, _>(|_, _| ready(Ok(())), function)
    }

    /// As [`Table::writes`], with something that takes its time and is made ready before the write
    /// begins, so that nobody waits for it who writes meanwhile. What is wrong with the call is for
    /// the function to say. A call that is repeated is answered as before, whatever comes of it then.
    pub(crate) fn writes_with<O, P, F, Preparing>(
        self,
        prepare: F,
        function: impl for<'a> Writes<'a, O, Ready<P>>,
    ) -> Self
    where
        O: Operation<Answer: Answer>,
        P: Send + 'static,
        F: Fn(Arc<Shared>, &Call<O>) -> Preparing + Clone + Send + Sync + 'static,
        Preparing: Future<Output = Result<P, Refusal>> + Send + 'static,
    {
        const { assert!(O::ROW.writes(), "this operation only reads") }
        self.write_route::<O, _, _, _>(
            move |office, call| {
                let preparing = prepare(office, call);
                async move { preparing.await.map(Ready) }
            },
            function,
        )
    }

    /// Serves an operation that reads by its method and yet leaves something behind: as
    /// [`Table::writes`].
    pub(crate) fn begins<O: Operation<Answer: Answer>>(
        self,
        function: impl for<'a> Writes<'a, O>,
    ) -> Self {
        const { assert!(!O::ROW.writes(), "this operation writes") }
        self.write_route::<O, _, _, _>(|_, _| ready(Ok(())), function)
    }

    fn write_route<O, P, F, Preparing>(
        self,
        prepare: F,
        function: impl for<'a> Writes<'a, O, P>,
    ) -> Self
    where
        O: Operation<Answer: Answer>,
        P: Send + 'static,
        F: Fn(Arc<Shared>, &Call<O>) -> Preparing + Clone + Send + Sync + 'static,
        Preparing: Future<Output = Result<P, Refusal>> + Send + 'static,
    {
        const { assert!(O::ROW.is_json(), "this operation carries a file") }
        self.route::<O, _, _, _>(async move |office, request| {
            let asked = asked::<O>(&office, request).await?;
            let agent = asked.signed_in.ok_or(Refusal::NoToken)?.agent;
            if !agent.role.may_write(&O::ROW) {
                return Err(Refusal::NotAllowed);
            }
            let origin = Origin {
                agent,
                key: writing::key(&asked.headers)?,
                file: None,
            };
            let preparing = prepare(Arc::clone(&office), &asked.call);
            let ready = preparing.await;
            writing::once(office, origin, asked.call, ready, &function).await
        })
    }

    /// Serves an operation that takes a file in: as [`Table::writes`], once the file is here.
    pub(crate) fn uploads<O: Operation<Answer: Answer>>(
        self,
        function: impl for<'a> Writes<'a, O>,
    ) -> Self {
        const {
            assert!(
                matches!(O::ROW.sends, Media::Form),
                "this operation takes no file"
            )
        }
        self.route::<O, _, _, _>(async move |office, request| {
            // A task of its own: who hangs up leaves nothing behind.
            let upload = tokio::spawn(uploaded(office, request, function));
            let stopped = |_| Err(Refusal::inside("an upload was stopped"));
            upload.await.unwrap_or_else(stopped)
        })
    }

    /// Serves an operation that takes a form from whoever knows the key, of any length: the function
    /// reads it part by part.
    pub(crate) fn takes_form<O, F, Taking>(self, function: F) -> Self
    where
        O: Operation<Path = (), Query = (), Answer: Answer>,
        F: Fn(Arc<Shared>, Form) -> Taking + Clone + Send + Sync + 'static,
        Taking: Future<Output = Outcome<O>> + Send + 'static,
    {
        const {
            assert!(
                matches!((O::ROW.sends, O::ROW.sign_in), (Media::Form, SignIn::Key)),
                "this operation takes no form at the door"
            )
        }
        self.route::<O, _, _, _>(async move |office, request| {
            let (parts, body) = request.into_parts();
            let form = Form::new(&parts.headers, body, u64::MAX)?;
            // A task of its own: who hangs up leaves nothing behind.
            let taking =
                tokio::spawn(async move { written::<O>(function(office, form).await?, None) });
            let stopped = |_| Err(Refusal::inside("a form was not read to its end"));
            taking.await.unwrap_or_else(stopped)
        })
    }

    /// Serves an operation that answers with a file.
    pub(crate) fn downloads<O, F, Finding>(self, function: F) -> Self
    where
        O: Operation<Answer = contract::Bytes>,
        F: Fn(Caller, Call<O>) -> Finding + Clone + Send + Sync + 'static,
        Finding: Future<Output = Result<Held, Refusal>> + Send,
    {
        self.route::<O, _, _, _>(async move |office, request| {
            let Asked {
                signed_in,
                headers,
                call,
                ..
            } = asked::<O>(&office, request).await?;
            let caller = Caller {
                office: Arc::clone(&office),
                signed_in,
                basic: None,
            };
            download::answer(office, &headers, function(caller, call).await?)
        })
    }

    /// The operations of both, served beside each other.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.routes = self.routes.merge(other.routes);
        self.served.extend(other.served);
        self
    }

    /// The routes, and the names of the operations that they serve.
    pub(crate) fn finish(self) -> (Router<Arc<Shared>>, Vec<&'static str>) {
        (self.routes, self.served)
    }

    fn route<O, F, Answering, Answered>(mut self, answer: F) -> Self
    where
        O: Operation,
        F: FnOnce(Arc<Shared>, Request) -> Answering + Clone + Send + Sync + 'static,
        Answering: Future<Output = Result<Answered, Refusal>> + Send,
        Answered: IntoResponse,
    {
        let serve = async move |State(office): State<Arc<Shared>>, request: Request| {
            let answer = answer(office, request).await;
            let answer = answer.map_or_else(Refusal::into_response, Answered::into_response);
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

/// Takes a file in and does what is to be done with it. Whatever comes of it, no bytes stay that
/// have no record.
async fn uploaded<O: Operation<Answer: Answer>>(
    office: Arc<Shared>,
    mut request: Request,
    function: impl for<'a> Writes<'a, O>,
) -> Result<Written, Refusal> {
    let signed_in = signed_in(&office, &O::ROW, O::Of::SYSTEM.scheme, request.headers()).await?;
    let agent = signed_in.ok_or(Refusal::NoToken)?.agent;
    let path = path(&mut request).await;
    let (parts, body) = request.into_parts();
    let key = writing::key(&parts.headers)?;
    let mut form = Form::new(&parts.headers, body, upload::FORM)?;
    let mut incoming = Incoming::new(Arc::clone(&office));
    let known = (O::ROW.schemas.body)();
    let done = match incoming.take(&mut form, known).await {
        Err(refusal) => Err(refusal),
        Ok((file, fields)) => match Call::from_wire(path, query(&parts), Some(fields)) {
            Err(errors) => Err(Refusal::Fields(errors)),
            Ok(call) => {
                let origin = Origin {
                    agent,
                    key,
                    file: Some(file),
                };
                writing::once(office, origin, call, Ok(()), &function).await
            }
        },
    };
    // What fails here is logged, and done at the next start.
    let _ = incoming.clear().await;
    if done.is_err() {
        form.drain().await;
    }
    done
}

/// An answer as it goes out.
pub(super) struct Written {
    pub(super) status: u16,
    pub(super) json: String,
}

/// Puts an answer in its documented envelope, under its documented status. A page of a list that was
/// asked for says where the others are.
pub(super) fn written<O: Operation<Answer: Answer>>(
    answer: <O::Answer as Answer>::Value,
    list: Option<&ListUrl>,
) -> Result<Written, Refusal> {
    let json = O::Answer::text(answer, list);
    let json = json.map_err(|_| Refusal::inside("an answer is not JSON"))?;
    if json == "null" {
        return Ok(Written {
            status: StatusCode::NO_CONTENT.as_u16(),
            json: String::new(),
        });
    }
    Ok(Written {
        status: O::ROW.statuses.first().copied().unwrap_or(200),
        json,
    })
}

impl IntoResponse for Written {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        if self.json.is_empty() {
            return status.into_response();
        }
        let json = HeaderValue::from_static("application/json");
        (status, [(CONTENT_TYPE, json)], self.json).into_response()
    }
}

fn filter(method: Method) -> MethodFilter {
    match method {
        Method::GET => MethodFilter::GET,
        Method::ASK | Method::POST => MethodFilter::POST,
        Method::PUT => MethodFilter::PUT,
        Method::PATCH => MethodFilter::PATCH,
        Method::DELETE => MethodFilter::DELETE,
    }
}
