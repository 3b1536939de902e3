//! A portal of its own, and the way to it.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use office::{Office, OfficeKind, Running};
use tempfile::TempDir;
use testkit::{MemoryVault, Wire};

/// An office that runs on its own, as a portal does.
pub struct Portal {
    office: Office,
    running: Running,
    pub wire: Wire,
    _folder: TempDir,
}

impl Portal {
    pub async fn with_clients(clients: u32) -> Self {
        Self::behind_a_wire(clients, false).await
    }

    /// One that can do only what the Portal's document says.
    pub async fn plain(clients: u32) -> Self {
        Self::behind_a_wire(clients, true).await
    }

    async fn behind_a_wire(clients: u32, plain: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = Arc::new(MemoryVault::default());
        let office = Office::open(folder.path(), vault, OfficeKind::Practice { clients })
            .await
            .unwrap();
        let running = office
            .serve(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .unwrap();
        let wire = Wire::to(running.address, plain).await.unwrap();
        Self {
            office,
            running,
            wire,
            _folder: folder,
        }
    }

    /// What an agent types to sign in.
    pub fn sign_in(&self) -> desk::PortalSignIn {
        let secret = self.office.practice_sign_in().unwrap();
        desk::PortalSignIn {
            server: self.wire.url(),
            api_key: self.running.api_key.clone(),
            email: secret.email.clone(),
            password: secret.password.clone(),
        }
    }
}
