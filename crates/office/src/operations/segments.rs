//! `portal.segments.*` and `portal.client_segments.*`: what clients or negative items have in
//! common, and whom that was found for. Members stay until they are found anew.

use std::sync::Arc;

use chrono::NaiveDate;
use contract::{
    Call, FieldErrors,
    portal::{
        AttributeType, ClientSegmentsList, Combinator, Segment, SegmentFields, SegmentListing,
        SegmentRuleGroup, SegmentType, SegmentsAttributeTypes, SegmentsCreate, SegmentsDelete,
        SegmentsExport, SegmentsGet, SegmentsList, SegmentsRefresh, SegmentsUpdate, SortDirection,
    },
};
use serde_json::Value;

use super::{
    asked::{Asked, Pages, whole_list},
    attachments::let_go_with,
    entered::Entered,
};
use crate::{
    data::{
        attachments::Owner,
        clients::{self, ClientRow},
        segments::{self as data, SegmentRow, Sort, Window},
    },
    file_kind::CSV,
    file_name::FileName,
    search::Search,
    segments::{Condition, Kind, Statement, Subject, read},
    server::{Caller, Content, Held, Outcome, Refusal, Table, Writing},
    shared::Shared,
    sheet,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<SegmentsList>(list)
        .writes_with::<SegmentsCreate, _, _, _>(sought, create)
        .on::<SegmentsAttributeTypes>(attribute_types)
        .on::<SegmentsGet>(get)
        .writes_with::<SegmentsUpdate, _, _, _>(sought_anew, update)
        .writes::<SegmentsDelete>(delete)
        .writes_with::<SegmentsRefresh, _, _, _>(sought_again, refresh)
        .downloads::<SegmentsExport, _, _>(export)
        .on::<ClientSegmentsList>(of_client)
}

async fn list(caller: Caller, call: Call<SegmentsList>) -> Outcome<SegmentsList> {
    let window = window(call.query).map_err(Refusal::Fields)?;
    let rows = data::list(caller.office.database.readers(), &window).await?;
    Ok(whole_list(shown_all(rows)?.into_iter()))
}

async fn get(caller: Caller, call: Call<SegmentsGet>) -> Outcome<SegmentsGet> {
    let row = data::find(caller.office.database.readers(), call.path.id).await?;
    shown(row.ok_or(Refusal::NoSuchRecord)?)
}

async fn create(
    write: &mut Writing,
    call: Call<SegmentsCreate>,
    found: Option<Found>,
) -> Outcome<SegmentsCreate> {
    let (mut row, condition) = entered(write, call.body, new()).await?;
    row.updated_at = write.moment().await?;
    row.created_at.clone_from(&row.updated_at);
    row.id = data::add(write.database(), &row).await?;
    filled(write, row, &condition, found).await
}

async fn update(
    write: &mut Writing,
    call: Call<SegmentsUpdate>,
    found: Option<Found>,
) -> Outcome<SegmentsUpdate> {
    let row = there(write, call.path.id).await?;
    let (mut row, condition) = entered(write, call.body, row).await?;
    row.updated_at = write.moment().await?;
    data::change(write.database(), &row).await?;
    filled(write, row, &condition, found).await
}

async fn delete(write: &mut Writing, call: Call<SegmentsDelete>) -> Outcome<SegmentsDelete> {
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Segment(call.path.id)).await
}

async fn refresh(
    write: &mut Writing,
    call: Call<SegmentsRefresh>,
    found: Option<Found>,
) -> Outcome<SegmentsRefresh> {
    let mut row = there(write, call.path.id).await?;
    let condition = condition(&row, write.today())?;
    row.updated_at = write.moment().await?;
    filled(write, row, &condition, found).await
}

async fn attribute_types(
    _: Caller,
    _: Call<SegmentsAttributeTypes>,
) -> Outcome<SegmentsAttributeTypes> {
    let types = Kind::ALL.into_iter().map(|kind| AttributeType {
        available_values: kind.operators().into_iter().map(Value::from).collect(),
        type_name: Some(kind.word().to_owned()),
    });
    Ok(whole_list(types))
}

/// The clients who were found last.
async fn export(caller: Caller, call: Call<SegmentsExport>) -> Result<Held, Refusal> {
    let database = caller.office.database.readers();
    let row = data::find(database, call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let ids = data::clients(database, row.id).await?;
    let rows = clients::named(database, &ids).await?;
    let clients: Result<Vec<_>, _> = rows.into_iter().map(ClientRow::shown).collect();
    let clients = clients.map_err(|_| Refusal::inside("a client is not JSON"))?;
    // A name may hold what separates folders.
    let name = format!("{}.csv", row.name.replace(['/', '\\'], "-"));
    let written = sheet::write(&clients);
    let written = written.map_err(|_| Refusal::inside("a list is not written"))?;
    used(&caller.office, row.id);
    Ok(Held {
        content: Content::Here(written),
        name: FileName::clean(&name).map_or(name, |name| name.whole),
        kind: format!("{CSV}; charset=utf-8"),
    })
}

/// Counts a use of a segment, whoever uses it. What was looked for does not wait for that.
pub(super) fn used(office: &Arc<Shared>, segment: i64) {
    let shared = Arc::clone(office);
    office.afterwards(async move {
        let counted = async {
            let mut write = shared.database.write().await?;
            data::count_use(&mut write, segment).await?;
            write.commit().await
        };
        if counted.await.is_err() {
            tracing::warn!("a use of a segment is not counted");
        }
    });
}

async fn of_client(caller: Caller, call: Call<ClientSegmentsList>) -> Outcome<ClientSegmentsList> {
    let database = caller.office.database.readers();
    if !clients::exists(database, call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let window = Window {
        search: String::new(),
        is_archive: false,
        is_active: Some(true),
        client: Some(call.path.id),
        kind: None,
        sort: Sort::Name,
        direction: SortDirection::Asc,
        offset: 0,
        limit: i64::MAX,
    };
    let rows = shown_all(data::list(database, &window).await?)?;
    Ok(Pages::one(rows))
}

async fn there(write: &mut Writing, id: i64) -> Result<SegmentRow, Refusal> {
    let row = data::find(write.database(), id).await?;
    row.ok_or(Refusal::NoSuchRecord)
}

/// The segment with what is asked for, if it then has a name of its own and conditions that make
/// sense, and what must hold for its members.
async fn entered(
    write: &mut Writing,
    fields: SegmentFields,
    row: SegmentRow,
) -> Result<(SegmentRow, Condition), Refusal> {
    let mut entered = Entered::default();
    let kind = fields
        .kind
        .map_or(row.kind.clone(), |kind| kind.word().to_owned());
    let mut row = SegmentRow {
        name: entered.needed("name", fields.name, row.name),
        description: entered.optional("description", fields.description, row.description),
        kind,
        is_active: fields.is_active.unwrap_or(row.is_active),
        is_archive: fields.is_archive.unwrap_or(row.is_archive),
        ..row
    };
    if data::is_double(write.database(), &row).await? {
        entered.wrong("name", "is the name of another segment");
    }
    let (subject, today) = (Subject::of(row.kind()), write.today());
    let group = conditions(fields.combinator, fields.conditions, &row);
    let read = group.and_then(|group| {
        let condition = read(&group, subject, today, "conditions")?;
        Ok((group, condition))
    });
    let (group, condition) = entered.done_with(read)?;
    let json = serde_json::to_string(&group);
    row.conditions = json.map_err(|_| Refusal::inside("conditions are not JSON"))?;
    Ok((row, condition))
}

/// The conditions that a segment is to have.
fn conditions(
    combinator: Option<Combinator>,
    asked: Option<SegmentRuleGroup>,
    row: &SegmentRow,
) -> Result<SegmentRuleGroup, FieldErrors> {
    match asked {
        Some(group) => outermost(combinator, group),
        None if row.conditions.is_empty() => Err(FieldErrors::one("conditions", "is required")),
        None => {
            let kept = row.conditions().unwrap_or_default();
            let said = combinator.map(|combinator| combinator.word().to_owned());
            Ok(SegmentRuleGroup {
                combinator: said.or(kept.combinator),
                ..kept
            })
        }
    }
}

/// Conditions with the combinator that stands beside them.
pub(super) fn outermost(
    beside: Option<Combinator>,
    group: SegmentRuleGroup,
) -> Result<SegmentRuleGroup, FieldErrors> {
    let beside = beside.map(|combinator| combinator.word().to_owned());
    match (&group.combinator, &beside) {
        (Some(within), Some(beside)) if within != beside => {
            let sentence = "says otherwise than the combinator of the conditions";
            Err(FieldErrors::one("combinator", sentence))
        }
        (None, Some(_)) => Ok(SegmentRuleGroup {
            combinator: beside,
            ..group
        }),
        _ => Ok(group),
    }
}

/// What must hold for the members of a kept segment, as of a day.
pub(super) fn condition(row: &SegmentRow, today: NaiveDate) -> Result<Condition, Refusal> {
    let group = row.conditions();
    let group = group.map_err(|_| Refusal::inside("a segment's conditions are not JSON"))?;
    let condition = read(&group, Subject::of(row.kind()), today, "conditions");
    condition.map_err(Refusal::Fields)
}

/// Whom conditions were found to hold for, before the write began that keeps them.
struct Found {
    kind: SegmentType,
    condition: Condition,
    ids: Vec<i64>,
}

/// Looks for the members of a new segment.
fn sought(
    office: Arc<Shared>,
    call: &Call<SegmentsCreate>,
) -> impl Future<Output = Result<Option<Found>, Refusal>> + Send + use<> {
    let fields = call.body.clone();
    async move { look(&office, fields, Some(new())).await }
}

/// Looks for the members that a segment has when it is changed.
fn sought_anew(
    office: Arc<Shared>,
    call: &Call<SegmentsUpdate>,
) -> impl Future<Output = Result<Option<Found>, Refusal>> + Send + use<> {
    let (id, fields) = (call.path.id, call.body.clone());
    async move {
        let row = data::find(office.database.readers(), id).await?;
        look(&office, fields, row).await
    }
}

/// Looks for the members that a segment has now.
fn sought_again(
    office: Arc<Shared>,
    call: &Call<SegmentsRefresh>,
) -> impl Future<Output = Result<Option<Found>, Refusal>> + Send + use<> {
    let id = call.path.id;
    async move {
        let row = data::find(office.database.readers(), id).await?;
        look(&office, SegmentFields::default(), row).await
    }
}

/// Looks for the members of a segment with what is asked for. What is wrong with that, and that there
/// is no such segment, is said when it is to be kept.
async fn look(
    office: &Shared,
    fields: SegmentFields,
    row: Option<SegmentRow>,
) -> Result<Option<Found>, Refusal> {
    let Some(row) = row else {
        return Ok(None);
    };
    let kind = fields.kind.unwrap_or_else(|| row.kind());
    let (subject, today) = (Subject::of(kind), office.clock.now().date_naive());
    let group = conditions(fields.combinator, fields.conditions, &row);
    let Ok(condition) = group.and_then(|group| read(&group, subject, today, "conditions")) else {
        return Ok(None);
    };
    let statement = Statement::found(subject, &condition);
    let mut search = Search::begin(office).await?;
    let ids = data::found(search.database(), &statement).await;
    let ids = search.done(ids, "conditions").await?;
    Ok(Some(Found {
        kind,
        condition,
        ids,
    }))
}

/// Keeps the members that were found for a segment, and answers it.
async fn filled(
    write: &mut Writing,
    mut row: SegmentRow,
    condition: &Condition,
    found: Option<Found>,
) -> Result<Segment, Refusal> {
    let fits = |found: &Found| found.kind == row.kind() && found.condition == *condition;
    let found = found.filter(fits).ok_or_else(|| {
        let sentence = "were changed by somebody else at the same time: try again";
        Refusal::Fields(FieldErrors::one("conditions", sentence))
    })?;
    row.refreshed_at.clone_from(&row.updated_at);
    data::fill(write.database(), &mut row, &found.ids).await?;
    shown(row)
}

/// What a segment is before anything is said of it.
fn new() -> SegmentRow {
    SegmentRow {
        kind: SegmentType::default().word().to_owned(),
        is_active: true,
        ..SegmentRow::default()
    }
}

pub(super) fn shown(row: SegmentRow) -> Result<Segment, Refusal> {
    let shown = row.shown();
    shown.map_err(|_| Refusal::inside("a segment's conditions are not JSON"))
}

fn shown_all(rows: Vec<SegmentRow>) -> Result<Vec<Segment>, Refusal> {
    rows.into_iter().map(shown).collect()
}

fn window(query: SegmentListing) -> Result<Window, FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        search: asked.search(query.search.as_deref()),
        is_archive: query.is_archive.0,
        is_active: query.is_active.map(|digit| digit.0),
        client: query.client_id,
        kind: query.kind,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| window)
}
