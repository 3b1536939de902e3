//! The socket of a running office: bound to this machine only, stopped when asked or dropped.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};

use super::app;
use crate::{error::OfficeError, shared::Shared};

/// How long calls under way may take to end when the office stops.
const GRACE: Duration = Duration::from_secs(5);

/// A running office. Dropping it stops it without waiting for calls under way.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The `x-api-key` it asks for.
    pub api_key: String,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<io::Result<()>>,
}

pub(crate) async fn serve(
    office: &Arc<Shared>,
    address: SocketAddr,
    api_key: String,
) -> Result<Running, OfficeError> {
    if !address.ip().is_loopback() {
        return Err(OfficeError::NotThisMachine);
    }
    let listener = TcpListener::bind(address)
        .await
        .map_err(OfficeError::Listen)?;
    let address = listener.local_addr().map_err(OfficeError::Listen)?;
    let (stop, stopped) = oneshot::channel::<()>();
    let server =
        axum::serve(listener, app(office, api_key.clone())).with_graceful_shutdown(async move {
            // The sender gone means the same as its message.
            let _ = stopped.await;
        });
    let server = tokio::spawn(async move { server.await });
    Ok(Running {
        address,
        api_key,
        stop: Some(stop),
        server,
    })
}

impl Running {
    /// Where to call it: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Takes no more calls and waits, for some seconds at most, for those under way.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        let _ = timeout(GRACE, &mut self.server).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.abort();
    }
}
