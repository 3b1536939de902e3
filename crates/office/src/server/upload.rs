//! A file as it comes in: its bytes are put down chunk by chunk, each in a short write of its own,
//! so that neither memory nor the writer waits for a slow sender. The last write, which makes the
//! record, belongs to the operation; what has no record in the end is deleted.

use std::sync::Arc;

use contract::{FILE_PART, FieldErrors, portal::LARGEST_ATTACHMENT};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{form::Form, refusal::Refusal};
use crate::{data::files, file_kind, file_name::FileName, shared::Shared};

/// The most bytes of all fields beside the file.
const FIELDS: usize = 64 * 1024;
/// The longest form: the file, the fields and what is between them.
pub(super) const FORM: u64 = LARGEST_ATTACHMENT + (1 << 20);

/// A file that came whole.
pub(crate) struct Received {
    /// Where its bytes are.
    pub(crate) file: i64,
    pub(crate) name: FileName,
    /// The media type.
    pub(crate) kind: &'static str,
    pub(crate) size: i64,
    /// SHA-256 of its bytes.
    pub(super) hash: [u8; 32],
}

/// A file on its way in.
pub(super) struct Incoming {
    office: Arc<Shared>,
    /// Where its bytes are, as soon as there are any.
    file: Option<i64>,
    /// Chunks that were put down.
    chunks: i64,
    size: u64,
    hash: Sha256,
    /// Bytes that were not put down yet.
    waiting: Vec<u8>,
    kind: Option<&'static str>,
}

impl Incoming {
    pub(super) fn new(office: Arc<Shared>) -> Self {
        Self {
            office,
            file: None,
            chunks: 0,
            size: 0,
            hash: Sha256::new(),
            waiting: Vec::with_capacity(files::CHUNK),
            kind: None,
        }
    }

    /// Takes a form: its file, and the fields beside it as JSON. `known` is the schema of these: what
    /// has no place there would only fill the memory.
    pub(super) async fn take(
        &mut self,
        form: &mut Form,
        known: &Value,
    ) -> Result<(Received, Value), Refusal> {
        let (mut fields, mut room) = (Map::new(), FIELDS);
        let mut name = None;
        while let Some(part) = form.next().await? {
            if part.name != FILE_PART {
                if known["properties"].get(&part.name).is_none() {
                    let errors = FieldErrors::one(&part.name, "is no field of this form");
                    return Err(Refusal::Fields(errors));
                }
                let text = field(form, &mut room).await?;
                fields.insert(part.name, Value::String(text));
            } else if name.is_some() {
                return Err(refused("must be one file"));
            } else {
                let sent = part.file_name.unwrap_or_default();
                let cleaned = FileName::clean(&sent);
                let cleaned = cleaned.ok_or_else(|| refused(&file_kind::one_of()))?;
                self.take_file(form, &cleaned.extension).await?;
                name = Some(cleaned);
            }
        }
        let name = name.ok_or_else(|| refused("is required"))?;
        let (Some(file), Some(kind)) = (self.file, self.kind) else {
            return Err(refused("is empty"));
        };
        let received = Received {
            file,
            name,
            kind,
            size: self.size as i64,
            hash: self.hash.clone().finalize().into(),
        };
        Ok((received, Value::Object(fields)))
    }

    /// Deletes what was put down, if it has no record.
    pub(super) async fn clear(&self) -> Result<(), Refusal> {
        if let Some(file) = self.file {
            let mut write = self.office.database.write().await?;
            files::clear(&mut write, file).await?;
            write.commit().await?;
        }
        Ok(())
    }

    async fn take_file(&mut self, form: &mut Form, extension: &str) -> Result<(), Refusal> {
        while let Some(piece) = form.piece().await? {
            self.size += piece.len() as u64;
            if self.size > LARGEST_ATTACHMENT {
                return Err(Refusal::LongFile);
            }
            self.hash.update(&piece);
            self.waiting.extend_from_slice(&piece);
            while self.waiting.len() >= files::CHUNK {
                let rest = self.waiting.split_off(files::CHUNK);
                self.put_down(extension).await?;
                self.waiting = rest;
            }
        }
        if !self.waiting.is_empty() {
            self.put_down(extension).await?;
        }
        Ok(())
    }

    /// Puts down what is waiting. The first chunk says what the file is, before anything is kept.
    async fn put_down(&mut self, extension: &str) -> Result<(), Refusal> {
        if self.kind.is_none() {
            let kind = file_kind::media_type(extension, &self.waiting);
            self.kind = Some(kind.map_err(|sentence| refused(&sentence))?);
        }
        let mut write = self.office.database.write().await?;
        let file = match self.file {
            Some(file) => file,
            None => files::begin(&mut write).await?,
        };
        files::add(&mut write, file, self.chunks, &self.waiting).await?;
        write.commit().await?;
        (self.file, self.chunks) = (Some(file), self.chunks + 1);
        Ok(())
    }
}

/// A field beside the file, as text, where there is room for so many bytes.
async fn field(form: &mut Form, room: &mut usize) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    while let Some(piece) = form.piece().await? {
        *room = room.checked_sub(piece.len()).ok_or(Refusal::TooLarge)?;
        bytes.extend(piece);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn refused(sentence: &str) -> Refusal {
    Refusal::Fields(FieldErrors::one(FILE_PART, sentence))
}
