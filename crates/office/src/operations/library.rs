//! Lists of which a new office has nothing.

use contract::{
    Call, Page, PageMeta,
    portal::{
        BureauAddressesList, ClaimCodesList, FurnishersList, InstructionsList, SnippetsList,
        TemplateCategoriesList, TemplatesList, TemplatesPreview,
    },
};

use crate::server::{Caller, Outcome, Refusal};

fn nothing<T>() -> Page<T> {
    Page {
        rows: Vec::new(),
        meta: Some(PageMeta {
            current_page: Some(1),
            last_page: Some(1),
            total: Some(0),
            ..PageMeta::default()
        }),
    }
}

macro_rules! empty {
    ($($name:ident $operation:ident),+) => {
        $(pub(crate) async fn $name(_: Caller, _: Call<$operation>) -> Outcome<$operation> {
            Ok(nothing())
        })+
    };
}

empty! {
    templates TemplatesList,
    template_categories TemplateCategoriesList,
    snippets SnippetsList,
    bureau_addresses BureauAddressesList,
    furnishers FurnishersList,
    claim_codes ClaimCodesList,
    instructions InstructionsList
}

pub(crate) async fn template(_: Caller, _: Call<TemplatesPreview>) -> Outcome<TemplatesPreview> {
    Err(Refusal::NoSuchRecord)
}
