//! `portal.query_builder.*`: what conditions can be made of. Where the outermost group names a
//! relation, everything is about the related records.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        NegativeItem, QueryBuilderField, QueryBuilderFieldType, QueryBuilderFields,
        QueryBuilderModels, QueryBuilderValues, SegmentRuleGroup, SegmentType,
    },
};

use super::{
    asked::{Asked, whole_list},
    negative_items::contents,
    segments::outermost,
};
use crate::{
    data::{negative_items, segments as data},
    search::Search,
    segments::{Condition, Statement, Subject, Written, about},
    server::{Caller, Outcome, Refusal, Table},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<QueryBuilderModels>(models)
        .on::<QueryBuilderFields>(fields)
        .on::<QueryBuilderValues>(values)
}

async fn models(_: Caller, _: Call<QueryBuilderModels>) -> Outcome<QueryBuilderModels> {
    let words = SegmentType::ALL.map(|kind| kind.word().to_owned());
    Ok(whole_list(words.into_iter()))
}

async fn fields(caller: Caller, call: Call<QueryBuilderFields>) -> Outcome<QueryBuilderFields> {
    let (subject, _) = asked_about(&caller, call.path.model, &call.body, "")?;
    let fields = subject.choices().map(|(name, kind, label)| {
        let kind = QueryBuilderFieldType {
            kind: Some(kind.to_owned()),
            label: Some(label.to_owned()),
        };
        QueryBuilderField([(name.to_owned(), kind)].into())
    });
    Ok(whole_list(fields))
}

async fn values(caller: Caller, call: Call<QueryBuilderValues>) -> Outcome<QueryBuilderValues> {
    let mut asked = Asked::default();
    let pages = asked.pages(call.query.page, call.query.per_page);
    asked.and(|| ()).map_err(Refusal::Fields)?;
    let group = call.body.conditions.unwrap_or_default();
    let group = outermost(call.body.combinator, group).map_err(Refusal::Fields)?;
    let (subject, condition) = asked_about(&caller, call.path.model, &group, "conditions")?;
    let name = call.body.field_name.unwrap_or_default();
    let field = subject.field(name.trim()).ok_or_else(|| {
        let sentence = format!("names no field of {}", subject.one);
        Refusal::Fields(FieldErrors::one("field_name", &sentence))
    })?;
    let count = Statement::value_count(subject, field, &condition);
    let page = (pages.limit, pages.offset());
    let mut search = Search::begin(&caller.office).await?;
    let found = async {
        let total = data::counted(search.database(), &count).await?;
        let found = match field.written {
            Written::InTable(_) => {
                let values = Statement::values(subject, field, &condition, page);
                Found::Kept(data::texts(search.database(), &values).await?)
            }
            Written::InItem(of) => {
                let firsts = Statement::firsts(subject, field, &condition, page);
                Found::Items(data::found(search.database(), &firsts).await?, of)
            }
        };
        Ok::<_, sqlx::Error>((total, found))
    };
    let found = found.await;
    let (total, found) = search.done(found, "conditions").await?;
    let rows = match found {
        Found::Kept(kept) => kept.into_iter().map(|kept| field.kind.show(kept)).collect(),
        Found::Items(firsts, of) => in_items(&caller.office, &firsts, of).await?,
    };
    Ok(pages.page(rows, total))
}

/// Where the values of a field stand.
enum Found {
    /// Here.
    Kept(Vec<String>),
    /// In the items with these ids, of which each says one.
    Items(Vec<i64>, fn(NegativeItem) -> Option<String>),
}

/// What the items with these ids say of a field, in their order here.
async fn in_items(
    office: &Shared,
    ids: &[i64],
    of: fn(NegativeItem) -> Option<String>,
) -> Result<Vec<String>, Refusal> {
    let rows = negative_items::named(office.database.readers(), ids).await?;
    let contents = contents(office, &rows).await?;
    let contents = rows.iter().map(|row| row.id).zip(contents);
    let mut contents: HashMap<i64, NegativeItem> = contents.collect();
    let said = ids.iter().filter_map(|id| contents.remove(id).and_then(of));
    Ok(said.collect())
}

/// What the rules of conditions are about, and what must hold for it today.
fn asked_about(
    caller: &Caller,
    model: SegmentType,
    group: &SegmentRuleGroup,
    at: &str,
) -> Result<(&'static Subject, Condition), Refusal> {
    let today = caller.office.clock.now().date_naive();
    about(group, Subject::of(model), today, at).map_err(Refusal::Fields)
}
