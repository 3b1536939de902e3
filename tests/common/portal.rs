//! A portal of its own, and the way to it.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use client::{Server, Token};
use contract::{
    Call,
    portal::{
        AttachmentsDownload, ById, Correspondence, CorrespondenceList, CorrespondenceListing,
        Credentials, Document, DocumentListing, DocumentsList, NoteListing, NotesList,
    },
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
        testkit::end_after_databases();
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

    /// What the portal itself has of notes with this text, asked past the wire.
    pub async fn notes(&self, text: &str) -> usize {
        let mut found = 0;
        for page in 1.. {
            let query = NoteListing {
                page: Some(page),
                per_page: Some(200),
                ..NoteListing::default()
            };
            let call = Call::<NotesList> {
                path: (),
                query,
                body: (),
            };
            let notes = self.agent().await.call(&call).await.unwrap();
            found += notes
                .rows
                .iter()
                .filter(|note| note.note_text.as_deref() == Some(text))
                .count();
            if notes.rows.len() < 200 {
                return found;
            }
        }
        found
    }

    /// What the portal itself has of a client's documents, asked past the wire.
    pub async fn documents(&self, client_id: i64) -> Vec<Document> {
        let query = DocumentListing {
            client_id,
            per_page: Some(100),
            ..DocumentListing::default()
        };
        let call = Call::<DocumentsList> {
            path: (),
            query,
            body: (),
        };
        self.agent().await.call(&call).await.unwrap().rows
    }

    /// What a client's documents with this caption contain.
    pub async fn files(&self, client_id: i64, caption: &str) -> Vec<Vec<u8>> {
        let agent = self.agent().await;
        let mut files = Vec::new();
        for document in self.documents(client_id).await {
            let attachment = document.attachment.unwrap();
            if attachment.caption.as_deref() != Some(caption) {
                continue;
            }
            let call = Call::<AttachmentsDownload> {
                path: ById {
                    id: attachment.id.unwrap(),
                },
                query: (),
                body: (),
            };
            let (mut incoming, mut bytes) = (agent.download(&call).await.unwrap(), Vec::new());
            while let Some(chunk) = incoming.next().await.unwrap() {
                bytes.extend_from_slice(&chunk);
            }
            files.push(bytes);
        }
        files
    }

    /// What the portal itself has sent about a client, asked past the wire.
    pub async fn sent(&self, client_id: i64) -> Vec<Correspondence> {
        let query = CorrespondenceListing {
            client_id: Some(client_id),
            per_page: Some(100),
            ..CorrespondenceListing::default()
        };
        let call = Call::<CorrespondenceList> {
            path: (),
            query,
            body: (),
        };
        self.agent().await.call(&call).await.unwrap().rows
    }

    /// An agent of its own, past the wire.
    pub async fn agent(&self) -> client::Portal {
        let form = self.sign_in();
        let server = Server::parse(&self.running.url()).unwrap();
        let agent = client::Portal::new(server, &form.api_key, Token::default()).unwrap();
        let credentials = Credentials {
            email: form.email.clone(),
            password: form.password.clone(),
        };
        agent.sign_in(credentials).await.unwrap();
        agent
    }
}
