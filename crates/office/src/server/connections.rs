//! The connections of a running office: so many at once, each waited for so long, and all of them
//! ended when the office stops. What is asked over them is not looked at here.

use std::{
    future::pending,
    io::{self, ErrorKind},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, http::Request};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    select,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{arriving::Arriving, socket::Socket};

/// How long to wait after a connection could not be taken for want of something.
const PAUSE: Duration = Duration::from_secs(1);

/// What is granted to those who call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// Connections at once. Whoever comes when all places are taken waits for one.
    pub(super) places: usize,
    /// How long the head of a connection's first call may take to come.
    pub(super) first: Duration,
    /// How long the head of each later call may take, from the answer before it.
    pub(super) next: Duration,
    /// How long the body of a call may take to come; a long one may take longer.
    pub(super) body: Duration,
    /// How long an answer may lie here of which nothing is taken.
    pub(super) answer: Duration,
    /// How long calls under way may take to end when the office stops.
    pub(super) grace: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            places: 512,
            first: Duration::from_secs(30),
            // A caller who keeps a connection that is not used gives it up after 90 seconds: the
            // office waits longer, so that none is closed under a call.
            next: Duration::from_secs(120),
            body: Duration::from_secs(60),
            answer: Duration::from_secs(60),
            grace: Duration::from_secs(5),
        }
    }
}

/// Serves an app to whoever connects until it is told to stop. Then it takes nobody in, lets calls
/// under way end, and cuts off those that do not.
pub(super) async fn serve(
    listener: TcpListener,
    app: Router,
    patience: Patience,
    stopped: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(patience.places));
    let (stopping, told) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut stopped = pin!(stopped);
    loop {
        select! {
            () = &mut stopped => break,
            (stream, place) = next(&listener, &places) => {
                let (app, told) = (app.clone(), told.clone());
                connections.spawn(async move {
                    attend(stream, app, patience, told).await;
                    drop(place);
                });
            }
            // What has ended is not kept.
            Some(_) = connections.join_next() => {}
        }
    }
    drop((listener, stopping));
    let all = async { while connections.join_next().await.is_some() {} };
    if timeout(patience.grace, all).await.is_err() {
        connections.shutdown().await;
    }
}

/// The next connection, and the place that it takes.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, OwnedSemaphorePermit) {
    loop {
        let Ok(place) = Arc::clone(places).acquire_owned().await else {
            return pending().await;
        };
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(error) if is_of_one(&error) => {}
            // There are no more files to be had, say.
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Whether an error is that of one connection, which is gone.
fn is_of_one(error: &io::Error) -> bool {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}

/// Answers the calls of one connection until either end has had enough of it.
async fn attend(stream: TcpStream, app: Router, patience: Patience, mut told: watch::Receiver<()>) {
    let asked = Arc::new(AtomicBool::new(false));
    let (app, asks) = (TowerToHyperService::new(app), Arc::clone(&asked));
    let service = service_fn(move |request: Request<Incoming>| {
        asks.store(true, Ordering::Relaxed);
        app.call(request.map(|body| Arriving::new(body, patience.body)))
    });
    let socket = TokioIo::new(Socket::new(stream, patience.answer));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.next)
        .serve_connection(socket, service);
    let (mut connection, mut first) = (pin!(connection), pin!(sleep(patience.first)));
    let (mut is_new, mut stays) = (true, true);
    loop {
        select! {
            // What has come is looked at before the time is.
            biased;
            _ = &mut connection => return,
            () = &mut first, if is_new => is_new = false,
            _ = told.changed(), if stays => {
                stays = false;
                connection.as_mut().graceful_shutdown();
            }
        }
        // Nothing was asked in time, or before the end: nothing is lost.
        if !asked.load(Ordering::Relaxed) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use axum::{
        body::Bytes,
        routing::{get, post},
    };
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::{Notify, oneshot},
        task::JoinHandle,
    };

    use super::*;

    const SOON: Duration = Duration::from_millis(200);
    const NEVER: Duration = Duration::from_secs(3600);
    /// What waits for everybody.
    const PATIENT: Patience = Patience {
        places: 4,
        first: NEVER,
        next: NEVER,
        body: NEVER,
        answer: NEVER,
        grace: NEVER,
    };

    /// Something that is served.
    struct Served {
        address: SocketAddr,
        /// Told when somebody asks for what waits.
        asked: Arc<Notify>,
        /// Lets what waits be answered.
        go: Arc<Notify>,
        stop: oneshot::Sender<()>,
        server: JoinHandle<()>,
    }

    impl Served {
        async fn with(patience: Patience) -> Self {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            let address = listener.local_addr().unwrap();
            let (asked, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
            let (asks, goes) = (Arc::clone(&asked), Arc::clone(&go));
            let waits = async move || {
                asks.notify_one();
                goes.notified().await;
                "waited"
            };
            let app = Router::new()
                .route("/", get(async || "at once"))
                // More than the buffers of a connection hold.
                .route("/long", get(async || "long".repeat(8 << 20)))
                .route("/waits", get(waits))
                .route("/takes", post(async |body: Bytes| body.len().to_string()));
            let (stop, stopped) = oneshot::channel();
            let stopped = async move { stopped.await.unwrap() };
            let server = tokio::spawn(serve(listener, app, patience, stopped));
            Self {
                address,
                asked,
                go,
                stop,
                server,
            }
        }

        async fn connect(&self) -> TcpStream {
            TcpStream::connect(self.address).await.unwrap()
        }

        /// A connection over which something is asked.
        async fn ask(&self, path: &str) -> TcpStream {
            let mut stream = self.connect().await;
            ask(&mut stream, path).await;
            stream
        }
    }

    async fn ask(stream: &mut TcpStream, path: &str) {
        let call = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(call.as_bytes()).await.unwrap();
    }

    /// Reads an answer that ends with a text.
    async fn answered(stream: &mut TcpStream, text: &str) {
        let mut answer = Vec::new();
        while !answer.ends_with(text.as_bytes()) {
            let read = stream.read_buf(&mut answer).await.unwrap();
            assert!(read > 0, "{}", String::from_utf8_lossy(&answer));
        }
    }

    /// Waits until a connection is closed over which nothing is said any more.
    async fn closed(stream: &mut TcpStream) {
        let read = stream.read(&mut [0]).await;
        assert!(matches!(read, Ok(0) | Err(_)), "{read:?}");
    }

    #[tokio::test]
    async fn whoever_asks_nothing_or_half_a_thing_is_not_waited_for() {
        let first = SOON;
        let served = Served::with(Patience { first, ..PATIENT }).await;
        let (mut silent, mut half) = (served.connect().await, served.connect().await);
        half.write_all(b"GET / HTTP/1.1\r\nHost: lo").await.unwrap();
        closed(&mut silent).await;
        closed(&mut half).await;
    }

    #[tokio::test]
    async fn whoever_has_asked_may_take_longer_to_ask_again() {
        let first = SOON;
        let served = Served::with(Patience { first, ..PATIENT }).await;
        let mut caller = served.ask("/").await;
        answered(&mut caller, "at once").await;
        closed(&mut served.connect().await).await;
        ask(&mut caller, "/").await;
        answered(&mut caller, "at once").await;
        let next = SOON;
        let served = Served::with(Patience { next, ..PATIENT }).await;
        let mut caller = served.ask("/").await;
        answered(&mut caller, "at once").await;
        closed(&mut caller).await;
    }

    #[tokio::test]
    async fn whoever_comes_when_all_places_are_taken_waits_for_one() {
        let served = Served::with(PATIENT).await;
        let mut callers = Vec::new();
        for _ in 0..PATIENT.places {
            callers.push(served.ask("/").await);
            answered(callers.last_mut().unwrap(), "at once").await;
        }
        let mut late = served.ask("/").await;
        // The places are taken, and all of these still have theirs.
        for caller in &mut callers {
            ask(caller, "/").await;
            answered(caller, "at once").await;
        }
        assert!(late.try_read(&mut [0]).is_err());
        callers.pop();
        answered(&mut late, "at once").await;
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let (places, body) = (1, SOON);
        let patience = Patience {
            places,
            body,
            ..PATIENT
        };
        let served = Served::with(patience).await;
        let mut slow = served.connect().await;
        let head = b"POST /takes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nslow";
        slow.write_all(head).await.unwrap();
        answered(&mut served.ask("/").await, "at once").await;
    }

    #[tokio::test]
    async fn an_answer_that_nobody_takes_is_not_held() {
        let (places, answer) = (1, SOON);
        let patience = Patience {
            places,
            answer,
            ..PATIENT
        };
        let served = Served::with(patience).await;
        let _asks_and_goes_away = served.ask("/long").await;
        answered(&mut served.ask("/").await, "at once").await;
    }

    #[tokio::test]
    async fn stopping_waits_for_calls_under_way_and_for_nobody_else() {
        let served = Served::with(PATIENT).await;
        let (mut silent, mut idle) = (served.connect().await, served.ask("/").await);
        answered(&mut idle, "at once").await;
        let mut caller = served.ask("/waits").await;
        served.asked.notified().await;
        served.stop.send(()).unwrap();
        closed(&mut silent).await;
        closed(&mut idle).await;
        served.go.notify_one();
        answered(&mut caller, "waited").await;
        served.server.await.unwrap();
        assert!(TcpStream::connect(served.address).await.is_err());
    }

    #[tokio::test]
    async fn stopping_cuts_off_a_call_that_does_not_end() {
        let grace = SOON;
        let served = Served::with(Patience { grace, ..PATIENT }).await;
        let mut caller = served.ask("/waits").await;
        served.asked.notified().await;
        served.stop.send(()).unwrap();
        served.server.await.unwrap();
        closed(&mut caller).await;
    }
}
