//! The socket of a running office: bound to this machine only, stopped when asked or dropped.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};

use super::{
    app,
    connections::{self, Patience},
};
use crate::{error::OfficeError, shared::Shared};

/// How long stopping takes at most, whatever the calls under way do.
const DEADLINE: Duration = Duration::from_secs(10);

/// A running office. Dropping it stops it and cuts calls under way off.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The `x-api-key` it asks for.
    pub api_key: String,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
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
    let stopped = async move {
        // The sender gone means the same as its message.
        let _ = stopped.await;
    };
    let app = app(office, api_key.clone());
    let server = connections::serve(listener, app, Patience::default(), stopped);
    let server = tokio::spawn(server);
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

    /// Takes no more calls, waits for some seconds for those under way, and cuts off those that
    /// have not ended by then.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        let _ = timeout(DEADLINE, &mut self.server).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.abort();
    }
}
