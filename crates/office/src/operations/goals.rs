//! `portal.goals.*`, `portal.client_goals.*`: what clients may want, and what each of them wants.
//! `portal.products.*`: what the firm sells.

use contract::{
    Call, Page,
    portal::{
        ClientGoalsAssign, ClientGoalsList, ClientGoalsRemove, Goal, GoalsCreate, GoalsDelete,
        GoalsGet, GoalsList, GoalsUpdate, Message, ProductsList,
    },
};

use serde_json::json;

use super::{asked::whole_list, attachments::let_go_with, entered::Entered};
use crate::{
    data::{
        attachments::Owner,
        clients,
        goals::{self as data, GoalRow},
        products::{self, ProductRow},
    },
    event_kind::EventKind,
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<GoalsList>(list)
        .writes::<GoalsCreate>(create)
        .on::<GoalsGet>(get)
        .writes::<GoalsUpdate>(update)
        .writes::<GoalsDelete>(delete)
        .on::<ProductsList>(products)
        .on::<ClientGoalsList>(of_client)
        .writes::<ClientGoalsAssign>(assign)
        .writes::<ClientGoalsRemove>(remove)
}

pub(super) async fn list(caller: Caller, _: Call<GoalsList>) -> Outcome<GoalsList> {
    Ok(shown(data::all(caller.office.database.readers()).await?))
}

async fn get(caller: Caller, call: Call<GoalsGet>) -> Outcome<GoalsGet> {
    let row = data::find(caller.office.database.readers(), call.path.id).await?;
    Ok(row.ok_or(Refusal::NoSuchRecord)?.shown())
}

async fn create(write: &mut Writing, call: Call<GoalsCreate>) -> Outcome<GoalsCreate> {
    let new = call.body;
    let mut row = entered(write, new.name, new.icon, GoalRow::default()).await?;
    row.created_at.clone_from(&row.updated_at);
    row.id = data::add(write.database(), &row).await?;
    Ok(row.shown())
}

async fn update(write: &mut Writing, call: Call<GoalsUpdate>) -> Outcome<GoalsUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let (row, to) = (row.ok_or(Refusal::NoSuchRecord)?, call.body);
    let row = entered(write, Some(to.name), Some(to.icon), row).await?;
    data::change(write.database(), &row).await?;
    Ok(row.shown())
}

async fn delete(write: &mut Writing, call: Call<GoalsDelete>) -> Outcome<GoalsDelete> {
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Goal(call.path.id)).await?;
    Ok(Message::new(
        "The goal was deleted, and taken from the clients who had it.",
    ))
}

pub(super) async fn of_client(
    caller: Caller,
    call: Call<ClientGoalsList>,
) -> Outcome<ClientGoalsList> {
    let database = caller.office.database.readers();
    if !clients::exists(database, call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    Ok(shown(data::of_client(database, call.path.id).await?))
}

pub(super) async fn assign(
    write: &mut Writing,
    call: Call<ClientGoalsAssign>,
) -> Outcome<ClientGoalsAssign> {
    let (client, chosen) = (call.path.id, call.body.goal_ids);
    there(write, client).await?;
    let known = data::all(write.database()).await?.into_iter();
    let known: Vec<i64> = known.map(|row| row.id).collect();
    let mut entered = Entered::default();
    entered.named("goal_ids", &chosen, &known, "names no goal");
    entered.done()?;
    data::give(write.database(), client, &chosen).await?;
    let tells = vec![("goal_ids", json!(chosen))];
    write
        .happened(EventKind::GoalsAssigned, Some(client), tells)
        .await?;
    Ok(shown(data::of_client(write.database(), client).await?))
}

/// What the client has not got is passed over.
pub(super) async fn remove(
    write: &mut Writing,
    call: Call<ClientGoalsRemove>,
) -> Outcome<ClientGoalsRemove> {
    there(write, call.path.id).await?;
    Ok(data::take(write.database(), call.path.id, &call.body.goal_ids).await?)
}

async fn products(caller: Caller, _: Call<ProductsList>) -> Outcome<ProductsList> {
    let rows = products::all(caller.office.database.readers()).await?;
    Ok(whole_list(rows.into_iter().map(ProductRow::shown)))
}

async fn there(write: &mut Writing, client: i64) -> Result<(), Refusal> {
    if clients::exists(write.database(), client).await? {
        Ok(())
    } else {
        Err(Refusal::NoSuchRecord)
    }
}

/// The goal as it is to be kept, under a name that no other has, changed now.
async fn entered(
    write: &mut Writing,
    name: Option<String>,
    icon: Option<String>,
    row: GoalRow,
) -> Result<GoalRow, Refusal> {
    let mut entered = Entered::default();
    let mut row = GoalRow {
        name: entered.needed("name", name, row.name),
        icon: entered.optional("icon", icon, row.icon),
        ..row
    };
    if data::is_double(write.database(), &row).await? {
        entered.wrong("name", "is the name of another goal");
    }
    entered.done()?;
    row.updated_at = write.moment().await?;
    Ok(row)
}

fn shown(rows: Vec<GoalRow>) -> Page<Goal> {
    whole_list(rows.into_iter().map(GoalRow::shown))
}
