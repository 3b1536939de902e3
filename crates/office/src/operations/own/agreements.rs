//! `office.agreements.*`: taking back what was noted by mistake. What a client really agreed to is
//! kept, which is why this is an administrator's.

use contract::{Call, office::AgreementsDelete, portal::Message};

use super::super::attachments::let_go_with;
use crate::{
    data::{agreements as data, attachments::Owner},
    server::{Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table.writes::<AgreementsDelete>(delete)
}

async fn delete(write: &mut Writing, call: Call<AgreementsDelete>) -> Outcome<AgreementsDelete> {
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Agreement(call.path.id)).await?;
    Ok(Message::new("The agreement was deleted."))
}
