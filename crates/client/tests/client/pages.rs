//! Lists that are read page after page, while other people work on them.

use client::PagesError;
use contract::{
    Many, Operation, SYSTEMS,
    portal::{
        AgreementsList, AttachmentsList, BureauAddressesList, ClientsList, ClientsSearch,
        CreditorTypesList, FurnishersList, NotesList, SegmentsList, TasksList,
    },
};
use futures_util::TryStreamExt;
use serde_json::{Value, json};
use testkit::{
    AnsweringServer, AskedCall, Moving, operation, page,
    sample::{self, Fill},
};

use crate::any::session;

/// How many records the lists have, in pages of three.
const COUNT: i64 = 7;
const PER_PAGE: i64 = 3;

async fn server(moving: Moving) -> AnsweringServer {
    AnsweringServer::start(move |call: &AskedCall| {
        let portal = SYSTEMS.iter().find(|system| system.name == "portal");
        let row = operation(portal.unwrap(), &call.method, &call.path).unwrap();
        let asked = call.number("page").unwrap_or(1);
        (200, page(row, (asked, PER_PAGE), COUNT, moving))
    })
    .await
}

/// Reads a whole list, and answers the ids of each page.
async fn read<O>(server: &AnsweringServer) -> Result<Vec<Vec<i64>>, PagesError>
where
    O: Operation<Answer: Many>,
{
    let session = session::<O::Of>(&server.url);
    let call = sample::call::<O>(Fill::Required).unwrap();
    let ids = |page: contract::Page<Value>| {
        let ids = page.rows.iter().map(|row| row["id"].as_i64().unwrap());
        ids.collect()
    };
    session.pages(call).map_ok(ids).try_collect().await
}

/// What reading the lists of every envelope comes to.
async fn of_each(moving: Moving) -> Vec<(&'static str, Result<Vec<Vec<i64>>, PagesError>)> {
    let server = server(moving).await;
    let mut came = Vec::new();
    macro_rules! each {
        ($($operation:ident)+) => {
            $(came.push(($operation::ROW.name, read::<$operation>(&server).await));)+
        };
    }
    each!(NotesList ClientsList ClientsSearch AttachmentsList TasksList FurnishersList);
    came
}

#[tokio::test]
async fn a_list_that_stands_still_is_read_whole_and_in_its_order() {
    for (name, pages) in of_each(Moving::Not).await {
        let all = vec![vec![1, 2, 3], vec![4, 5, 6], vec![7]];
        assert_eq!(pages, Ok(all), "{name}");
    }
}

#[tokio::test]
async fn a_list_that_moves_is_told_so_and_not_taken_for_whole() {
    for moving in [Moving::Added, Moving::Removed, Moving::Exchanged] {
        for (name, pages) in of_each(moving).await {
            assert_eq!(pages, Err(PagesError::Moved(2)), "{name} {moving:?}");
        }
    }
}

#[tokio::test]
async fn a_page_that_comes_again_ends_the_reading() {
    for (name, pages) in of_each(Moving::Repeated).await {
        assert_eq!(pages, Err(PagesError::Repeats(2)), "{name}");
    }
}

/// What reading the lists comes to that are documented with pages and say nothing of them, and how
/// often each was asked for.
async fn of_bare(moving: Moving) -> Vec<(&'static str, Result<Vec<Vec<i64>>, PagesError>, usize)> {
    let mut came = Vec::new();
    macro_rules! each {
        ($($operation:ident)+) => {
            $({
                let server = server(moving).await;
                let pages = read::<$operation>(&server).await;
                came.push(($operation::ROW.name, pages, server.count()));
            })+
        };
    }
    each!(SegmentsList AgreementsList BureauAddressesList);
    came
}

#[tokio::test]
async fn a_list_that_says_nothing_of_its_pages_is_asked_for_until_one_is_empty() {
    for (name, pages, asked) in of_bare(Moving::Not).await {
        let all = vec![vec![1, 2, 3], vec![4, 5, 6], vec![7]];
        assert_eq!((pages, asked), (Ok(all), 4), "{name}");
    }
}

#[tokio::test]
async fn a_server_that_knows_no_pages_of_a_list_is_asked_twice_and_read_once() {
    for (name, pages, asked) in of_bare(Moving::Repeated).await {
        assert_eq!((pages, asked), (Ok(vec![vec![1, 2, 3]]), 2), "{name}");
    }
}

#[tokio::test]
async fn a_list_that_says_nothing_of_its_pages_is_told_to_move_where_a_record_comes_again() {
    for (name, pages, _) in of_bare(Moving::Added).await {
        assert_eq!(pages, Err(PagesError::Moved(2)), "{name}");
    }
}

#[tokio::test]
async fn a_list_without_pages_that_says_how_long_it_is_is_held_to_it() {
    for (total, read_whole) in [(2, true), (3, false)] {
        let server = AnsweringServer::start(move |_: &AskedCall| {
            let rows = json!([{ "id": 1 }, { "id": 2 }]);
            (200, json!({ "data": rows, "meta": { "total": total } }))
        })
        .await;
        for pages in [
            read::<CreditorTypesList>(&server).await,
            read::<NotesList>(&server).await,
        ] {
            assert_eq!(pages.is_ok(), read_whole, "{pages:?}");
        }
    }
}

#[tokio::test]
async fn a_list_that_is_documented_without_pages_is_read_with_one_call() {
    let server = AnsweringServer::start(|_: &AskedCall| {
        (200, json!({ "data": [{ "id": 1 }, { "id": 2 }] }))
    })
    .await;
    let pages = read::<CreditorTypesList>(&server).await;
    assert_eq!((pages, server.count()), (Ok(vec![vec![1, 2]]), 1));
}

#[tokio::test]
async fn the_numbers_of_a_page_may_stand_beside_its_records() {
    let server = AnsweringServer::start(|call: &AskedCall| {
        let page = call.number("page").unwrap();
        let rows = [json!({ "id": 2 * page - 1 }), json!({ "id": 2 * page })];
        let answer = json!({
            "current_page": page, "data": rows, "from": 2 * page - 1, "last_page": "2",
            "next_page_url": null, "per_page": 2, "total": 4,
        });
        (200, answer)
    })
    .await;
    let pages = read::<NotesList>(&server).await;
    assert_eq!(pages, Ok(vec![vec![1, 2], vec![3, 4]]));
    assert_eq!(server.count(), 2);
}

/// A server of notes that says of its pages only what the test does, and their ids.
async fn notes(pages: &'static [(&'static [i64], &'static str)]) -> AnsweringServer {
    AnsweringServer::start(move |call: &AskedCall| {
        let (ids, meta) = pages[call.number("page").unwrap() as usize - 1];
        let rows: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        let meta: Value = serde_json::from_str(meta).unwrap();
        (200, json!({ "data": rows, "links": {}, "meta": meta }))
    })
    .await
}

#[tokio::test]
async fn records_that_come_out_of_their_order_are_a_list_that_moved() {
    let server = notes(&[
        (&[2, 3], r#"{ "per_page": 2, "last_page": 2 }"#),
        (&[1, 4], r#"{ "per_page": 2, "last_page": 2 }"#),
    ])
    .await;
    let session = session::<contract::portal::Portal>(&server.url);
    let mut call = sample::call::<NotesList>(Fill::Required).unwrap();
    let read = session.pages(call.clone()).try_collect::<Vec<_>>().await;
    assert_eq!(read.unwrap().len(), 2, "nobody asked for an order");
    call.query.sort_by = Some("id".to_owned());
    let read = session.pages(call).try_collect::<Vec<_>>().await;
    assert_eq!(read.unwrap_err(), PagesError::Moved(2));
}

#[tokio::test]
async fn a_list_that_ends_before_its_total_moved() {
    let server = notes(&[
        (&[1, 2], r#"{ "per_page": 2, "last_page": 2, "total": 4 }"#),
        (&[3], r#"{ "per_page": 2, "last_page": 2, "total": 4 }"#),
    ])
    .await;
    let read = read::<NotesList>(&server).await;
    assert_eq!(read, Err(PagesError::Moved(2)));
}

#[tokio::test]
async fn a_server_that_does_not_say_where_its_list_ends_is_asked_until_a_page_is_not_full() {
    let server = notes(&[
        (&[1, 2], r#"{ "per_page": 2 }"#),
        (&[3, 4], r#"{ "per_page": 2 }"#),
        (&[5], r#"{ "per_page": 2 }"#),
    ])
    .await;
    let pages = read::<NotesList>(&server).await;
    assert_eq!(pages, Ok(vec![vec![1, 2], vec![3, 4], vec![5]]));
}

#[tokio::test]
async fn a_page_that_fails_ends_the_reading_with_its_failure() {
    let server = AnsweringServer::start(|call: &AskedCall| match call.number("page") {
        Some(1) => (
            200,
            json!({ "data": [{ "id": 1 }], "meta": { "last_page": 2 } }),
        ),
        _ => (403, json!({ "message": "No." })),
    })
    .await;
    let Err(PagesError::Failed(failure)) = read::<NotesList>(&server).await else {
        panic!("it did not fail");
    };
    assert!(failure.is_forbidden());
}
