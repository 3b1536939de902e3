//! `portal.correspondence.*`.

use contract::{
    Call, FieldErrors, Page, PageMeta,
    portal::{CorrespondenceCreate, CorrespondenceList, CorrespondenceSend},
};

use crate::server::{Caller, Outcome, Refusal, Writing};

pub(crate) async fn list(_: Caller, _: Call<CorrespondenceList>) -> Outcome<CorrespondenceList> {
    Ok(Page {
        rows: Vec::new(),
        meta: Some(PageMeta::default()),
    })
}

pub(crate) async fn create(
    _: &mut Writing,
    _: Call<CorrespondenceCreate>,
) -> Outcome<CorrespondenceCreate> {
    let errors = FieldErrors::one("type", "cannot be sent from this office yet");
    Err(Refusal::Fields(errors))
}

pub(crate) async fn send(
    _: &mut Writing,
    _: Call<CorrespondenceSend>,
) -> Outcome<CorrespondenceSend> {
    let errors = FieldErrors::one("type", "cannot be sent from this office yet");
    Err(Refusal::Fields(errors))
}
