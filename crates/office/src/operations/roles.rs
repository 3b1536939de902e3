//! `portal.roles.*`: what users may do. The office has four roles, which nobody changes.

use contract::{
    Call,
    portal::{RolesGet, RolesList, SortDirection},
};

use super::asked::Asked;
use crate::{
    fold::fold,
    role::Role,
    server::{Caller, Outcome, Refusal, Table},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table.on::<RolesList>(list).on::<RolesGet>(get)
}

/// A column to sort by.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Id,
    Name,
}

async fn list(_: Caller, call: Call<RolesList>) -> Outcome<RolesList> {
    let query = call.query;
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let name = asked.part("name", query.name.as_deref());
    let orders = [("id", Sort::Id), ("name", Sort::Name)];
    let sort = asked.sort(query.sort_by.as_deref(), &orders);
    asked.and(|| ()).map_err(Refusal::Fields)?;
    let mut roles = Role::ALL.to_vec();
    roles.retain(|role| fold(role.name()).contains(&name));
    if sort == Sort::Name {
        roles.sort_by_key(|role| role.name());
    }
    if query.sort_direction == Some(SortDirection::Desc) {
        roles.reverse();
    }
    let total = roles.len() as i64;
    let (before, most) = (pages.offset() as usize, pages.limit as usize);
    let page = roles.into_iter().skip(before).take(most).map(Role::shown);
    Ok(pages.page(page, total))
}

async fn get(_: Caller, call: Call<RolesGet>) -> Outcome<RolesGet> {
    let role = Role::find(call.path.id);
    Ok(role.ok_or(Refusal::NoSuchRecord)?.shown())
}
