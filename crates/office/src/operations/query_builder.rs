//! `portal.query_builder.*`: what conditions can be made of. Where the outermost group names a
//! relation, everything is about the related records.

use contract::{
    Call, FieldErrors,
    portal::{
        QueryBuilderField, QueryBuilderFieldType, QueryBuilderFields, QueryBuilderModels,
        QueryBuilderValues, SegmentRuleGroup, SegmentType,
    },
};

use super::{
    asked::{Asked, whole_list},
    segments::outermost,
};
use crate::{
    data::segments as data,
    segments::{Condition, Statement, Subject, about},
    server::{Caller, Outcome, Refusal, Table},
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
    let database = caller.office.database.readers();
    let count = Statement::value_count(subject, field, &condition);
    let total = data::counted(database, &count).await?;
    let page = (pages.limit, pages.offset());
    let page = Statement::values(subject, field, &condition, page);
    let rows = data::texts(database, &page).await?;
    Ok(pages.page(rows.into_iter().map(|kept| field.kind.show(kept)), total))
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
