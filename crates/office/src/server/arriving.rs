//! The body of a call, which has to arrive: whoever sends a byte a minute would have a place, and
//! whatever waits for the call, for days.

use std::{
    io::{self, ErrorKind},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::BoxError;
use hyper::body::{Body, Buf, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// How many bytes of a body win it another second.
const PACE: u64 = 1024;

/// A body on its way.
pub(super) struct Arriving<B> {
    body: B,
    /// How long nothing may come.
    patience: Duration,
    /// When it is waited for no longer.
    until: Instant,
    /// Runs while nothing comes.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<B> Arriving<B> {
    /// A body that has so long, and longer the more of it came, but no longer than that from now.
    pub(super) fn new(body: B, patience: Duration) -> Self {
        Self {
            body,
            patience,
            until: Instant::now() + patience,
            waiting: None,
        }
    }
}

impl<B: Body<Error: Into<BoxError>> + Unpin> Body for Arriving<B> {
    type Data = B::Data;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.waiting = None;
            if let Some(Ok(frame)) = &frame {
                let bytes = frame.data_ref().map_or(0, Buf::remaining) as u64;
                let won = self.until + Duration::from_millis(bytes * 1000 / PACE);
                self.until = won.min(Instant::now() + self.patience);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let until = self.until;
        let waiting = self
            .waiting
            .get_or_insert_with(|| Box::pin(sleep_until(until)));
        let late = waiting.as_mut().poll(context);
        late.map(|()| Some(Err(io::Error::from(ErrorKind::TimedOut).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Whether a body was read no further because it did not come.
pub(super) fn is_late(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        let kind = error.downcast_ref().map(io::Error::kind);
        if kind == Some(ErrorKind::TimedOut) {
            return true;
        }
        next = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, future::poll_fn};

    use axum::body::{Body as Whole, Bytes};
    use futures_util::{FutureExt, StreamExt, stream};

    use super::*;

    type Came = Option<Result<Frame<Bytes>, BoxError>>;

    /// A body of which so many bytes come at once, and then nothing.
    fn stalled(bytes: usize, patience: Duration) -> Arriving<Whole> {
        let came = stream::iter([Ok::<_, Infallible>(Bytes::from(vec![b'a'; bytes]))]);
        let body = Whole::from_stream(came.chain(stream::pending()));
        Arriving::new(body, patience)
    }

    fn next(body: &mut Arriving<Whole>) -> impl Future<Output = Came> {
        poll_fn(|context| Pin::new(&mut *body).poll_frame(context))
    }

    #[tokio::test]
    async fn a_body_is_waited_for_no_longer_than_it_may_take() {
        // However much came before.
        let mut body = stalled(60 * 1024, Duration::from_millis(50));
        assert!(matches!(next(&mut body).await, Some(Ok(_))));
        let Some(Err(error)) = next(&mut body).await else {
            panic!("nothing came")
        };
        assert!(is_late(&*error));
        assert!(is_late(&axum::Error::new(error)));
    }

    #[tokio::test]
    async fn a_body_may_take_longer_the_more_of_it_came() {
        // A minute's worth, for a body whose minute is over.
        let mut body = stalled(60 * 1024, Duration::from_secs(60));
        body.until = Instant::now();
        assert!(matches!(next(&mut body).await, Some(Ok(_))));
        assert!(next(&mut body).now_or_never().is_none());
    }
}
