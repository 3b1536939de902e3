//! `portal.attachments.*`: files, and what each of them belongs to. A file that belonged to
//! something and no longer belongs to anything is deleted.

use contract::{
    Call, FieldErrors,
    portal::{
        AttachmentListing, AttachmentsAssign, AttachmentsDelete, AttachmentsDownload,
        AttachmentsGet, AttachmentsList, AttachmentsUnassign, AttachmentsUpload, Message,
    },
};

use super::{
    asked::{Asked, Pages},
    documents::end,
    papers,
};
use crate::{
    data::{
        agreements,
        answers::About,
        attachments::{self as data, AttachmentRow, Owner, Sort, Window},
        documents, files,
    },
    fold::fold,
    role::Role,
    server::{Caller, Content, Held, Outcome, Refusal, Table, Writing},
    shared::Shared,
};

/// What is said of a file that cannot belong to anything.
const FOR_IMPORT: &str = "names a file that can only be imported";

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<AttachmentsList>(list)
        .uploads::<AttachmentsUpload>(upload)
        .on::<AttachmentsGet>(get)
        .downloads::<AttachmentsDownload, _, _>(download)
        .writes::<AttachmentsDelete>(delete)
        .writes::<AttachmentsAssign>(assign)
        .writes::<AttachmentsUnassign>(unassign)
}

async fn list(caller: Caller, call: Call<AttachmentsList>) -> Outcome<AttachmentsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query)?;
    papers::measure_all(&caller.office, window.owner).await?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(AttachmentRow::shown), total))
}

pub(super) async fn upload(
    write: &mut Writing,
    call: Call<AttachmentsUpload>,
) -> Outcome<AttachmentsUpload> {
    let file = write.file()?;
    let now = write.moment().await?;
    let caption = call.body.caption.unwrap_or_default();
    let caption = caption.trim();
    if caption.contains('\0') {
        let errors = FieldErrors::one("caption", "must be text");
        return Err(Refusal::Fields(errors));
    }
    let caption = if caption.is_empty() {
        file.name.whole.clone()
    } else {
        caption.to_owned()
    };
    let mut row = AttachmentRow {
        id: 0,
        user_id: write.agent.id,
        file: file.file,
        name: file.name.whole,
        caption,
        kind: file.kind.to_owned(),
        extension: file.name.extension,
        size: Some(file.size),
        created_at: now.clone(),
        updated_at: now,
    };
    row.id = data::add(write.database(), &row).await?;
    write.is_about(About::Attachment(row.id));
    Ok(row.shown())
}

async fn get(caller: Caller, call: Call<AttachmentsGet>) -> Outcome<AttachmentsGet> {
    Ok(sized(&caller.office, call.path.id).await?.shown())
}

/// A file's record with its size, also of a paper of which nobody has asked before.
pub(super) async fn sized(office: &Shared, id: i64) -> Result<AttachmentRow, Refusal> {
    let database = office.database.readers();
    let row = data::find(database, id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    if row.size.is_some() {
        return Ok(row);
    }
    papers::measure(office, vec![(row.id, row.file)]).await?;
    let row = data::find(database, id).await?;
    row.ok_or(Refusal::NoSuchRecord)
}

async fn download(caller: Caller, call: Call<AttachmentsDownload>) -> Result<Held, Refusal> {
    let database = caller.office.database.readers();
    let agent = &caller.signed_in.as_ref().ok_or(Refusal::NoToken)?.agent;
    if agent.role == Role::Client {
        // Whether there is anything of others is never said.
        let client = agent.client_id.ok_or(Refusal::NotAllowed)?;
        if !data::is_seen_by(database, call.path.id, client).await? {
            return Err(Refusal::NoSuchRecord);
        }
    }
    let row = data::find(database, call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let content = match files::drawn(database, row.file).await? {
        Some(drawn) => Content::Here(papers::draw(&caller.office, drawn).await?),
        None => Content::Kept(row.file, row.size.unwrap_or_default().unsigned_abs()),
    };
    Ok(Held {
        content,
        name: row.name,
        kind: row.kind,
    })
}

async fn delete(write: &mut Writing, call: Call<AttachmentsDelete>) -> Outcome<AttachmentsDelete> {
    let id = call.path.id;
    there(write, id).await?;
    if data::is_sent(write.database(), id).await? {
        let sentence = "names a file that was sent or lies in the outgoing folder, and is kept with what it was sent with";
        return Err(Refusal::Fields(FieldErrors::one("id", sentence)));
    }
    if agreements::have_file(write.database(), id).await? {
        let sentence = "names a file that a client signed, and is kept with the agreement";
        return Err(Refusal::Fields(FieldErrors::one("id", sentence)));
    }
    for group in data::groups(write.database(), id).await? {
        may_change(write, group)?;
    }
    for document in documents::of_file(write.database(), id).await? {
        end(write, document).await?;
    }
    Ok(data::delete(write.database(), id).await?)
}

async fn assign(write: &mut Writing, call: Call<AttachmentsAssign>) -> Outcome<AttachmentsAssign> {
    let (id, asked) = (call.body.attachment_id, call.body);
    let owner = owner(&asked.entity_type, asked.entity_id)?;
    write.is_about(About::Attachment(id));
    not_otherwise(owner)?;
    if let Some(group) = owner.group() {
        may_change(write, group)?;
    }
    let whose = data::client(write.database(), owner).await?;
    let mut errors = FieldErrors::default();
    let row = match whose {
        Some(None) => of_firm(write, id).await?,
        Some(client) => of_client(write, id, client).await?,
        None => {
            errors.add("entity_id", owner.no_such());
            of_client(write, id, None).await?
        }
    };
    let row = row.map_err(|sentence| errors.add("attachment_id", sentence));
    let row = row.ok().filter(|_| errors.is_empty());
    let mut row = row.ok_or(Refusal::Fields(errors))?;
    if data::give(write.database(), id, owner).await? {
        row.updated_at = write.moment().await?;
        data::touch(write.database(), id, &row.updated_at).await?;
    }
    Ok(row.shown())
}

async fn unassign(
    write: &mut Writing,
    call: Call<AttachmentsUnassign>,
) -> Outcome<AttachmentsUnassign> {
    let id = call.path.id;
    let owner = owner(&call.body.entity_type, call.body.entity_id)?;
    there(write, id).await?;
    not_otherwise(owner)?;
    if let Some(group) = owner.group() {
        may_change(write, group)?;
    }
    if let Owner::Document(document) = owner
        && let Some(document) = documents::find(write.database(), document).await?
        && document.attachment_id == id
    {
        let errors = FieldErrors::one(
            "entity_id",
            "names a document that is nothing without this file: delete the document, or put another file in its place",
        );
        return Err(Refusal::Fields(errors));
    }
    if !data::take(write.database(), id, owner).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let message = if let_go(write, id).await? {
        "The file belonged to nothing else and was deleted."
    } else {
        let now = write.moment().await?;
        data::touch(write.database(), id, &now).await?;
        "The file was taken from it."
    };
    Ok(Message::new(message))
}

/// The files of the firm's own records are changed by whoever changes those records.
fn may_change(write: &Writing, group: &str) -> Result<(), Refusal> {
    if write.agent.role.may_change(group) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed)
    }
}

/// Deletes a file if it no longer belongs to anything, and says whether it was.
pub(super) async fn let_go(write: &mut Writing, id: i64) -> Result<bool, Refusal> {
    if data::is_owned(write.database(), id).await? {
        return Ok(false);
    }
    data::delete(write.database(), id).await?;
    Ok(true)
}

/// Takes every file from a record that is no more, and deletes those that then belong to nothing.
pub(super) async fn let_go_with(write: &mut Writing, owner: Owner) -> Result<(), Refusal> {
    for file in data::take_all(write.database(), owner).await? {
        let_go(write, file).await?;
    }
    Ok(())
}

/// A file that is to go with others of a client, or why it must not: one client's papers are not
/// put to another's.
pub(super) async fn of_client(
    write: &mut Writing,
    id: i64,
    client: Option<i64>,
) -> Result<Result<AttachmentRow, &'static str>, Refusal> {
    let Some(file) = data::find(write.database(), id).await? else {
        return Ok(Err("names no file"));
    };
    if file.is_for_import() {
        return Ok(Err(FOR_IMPORT));
    }
    let owners = data::clients(write.database(), id).await?;
    Ok(match client {
        Some(client) if !owners.is_empty() && !owners.contains(&client) => {
            Err("is another client's")
        }
        _ => Ok(file),
    })
}

/// A file that is to belong to a record of the firm's own, or why it must not: what is a client's
/// goes with the client.
async fn of_firm(
    write: &mut Writing,
    id: i64,
) -> Result<Result<AttachmentRow, &'static str>, Refusal> {
    let file = of_client(write, id, None).await?;
    let owners = data::clients(write.database(), id).await?;
    Ok(if owners.is_empty() {
        file
    } else {
        Err("is a client's")
    })
}

async fn there(write: &mut Writing, id: i64) -> Result<(), Refusal> {
    let row = data::find(write.database(), id).await?;
    row.map(drop).ok_or(Refusal::NoSuchRecord)
}

/// Refuses what has its files from the moment of sending or signing on, and for good.
fn not_otherwise(owner: Owner) -> Result<(), Refusal> {
    let sentence = match owner {
        Owner::Correspondence(_) => {
            "names something sent, to which files are given by sending them only"
        }
        Owner::Agreement(_) => {
            "names something signed, to which files are given by signing them only"
        }
        _ => return Ok(()),
    };
    Err(Refusal::Fields(FieldErrors::one("entity_type", sentence)))
}

fn owner(kind: &str, id: i64) -> Result<Owner, Refusal> {
    Owner::named(kind, id).ok_or_else(|| {
        let words = Owner::WORDS.join("`, `");
        let sentence = format!("must be one of `{words}`");
        Refusal::Fields(FieldErrors::one("entity_type", &sentence))
    })
}

fn window(query: &AttachmentListing) -> Result<(Window, Pages), Refusal> {
    let owner = owner(&query.entity_type, query.entity_id)?;
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        owner,
        caption: fold(query.caption.as_deref().unwrap_or_default().trim()),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages)).map_err(Refusal::Fields)
}
