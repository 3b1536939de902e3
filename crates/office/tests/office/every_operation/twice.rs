//! Everything that is written, written twice under one key each time: it is done once, as what is
//! asked for afterwards shows, and both are answered the same.

use super::{catalogs, customers, own, papers, people, texts, worked, world::World};
use crate::rig::Rig;

async fn practice() -> World {
    World::practice().await.under_keys()
}

#[tokio::test]
async fn what_is_written_about_clients_is_written_once() {
    people::all(&practice().await).await;
}

#[tokio::test]
async fn files_are_uploaded_and_sent_once() {
    papers::all(&practice().await).await;
}

#[tokio::test]
async fn texts_are_written_once() {
    texts::all(&practice().await).await;
}

#[tokio::test]
async fn what_there_is_to_choose_from_is_made_once() {
    catalogs::all(&practice().await).await;
}

#[tokio::test]
async fn segments_imports_and_events_are_made_once() {
    worked::all(&practice().await).await;
}

#[tokio::test]
async fn clients_do_everything_once() {
    customers::all(&practice().await).await;
}

#[tokio::test]
async fn an_office_s_own_is_written_once() {
    own::all(World::of(Rig::firm().await).under_keys()).await;
}
