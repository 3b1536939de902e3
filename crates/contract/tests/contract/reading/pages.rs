//! Pages of a list: written in their documented form, read whatever a server says of the others,
//! and each with where the others are.

use contract::{Answer, ListUrl, Nested, Page, PageMeta, Paged, Pages, portal::Client};
use serde_json::{Value, json};

use super::client;

#[test]
fn a_list_is_written_in_its_documented_form_and_read_from_it() {
    let meta = PageMeta {
        current_page: Some(1),
        total: Some(1),
        ..PageMeta::default()
    };
    let page = || Page {
        rows: vec![client(&json!({ "id": 41 }))],
        meta: Some(meta.clone()),
    };
    let nested = Nested::<Client>::write(page()).unwrap();
    assert_eq!(nested["data"][0]["data"][0]["id"], 41);
    assert_eq!(nested["data"][0]["meta"]["total"], 1);
    let paged = Paged::<Client>::write(page()).unwrap();
    assert_eq!(paged["data"][0]["id"], 41);
    for answer in [nested, paged] {
        let read = Nested::<Client>::read(answer).unwrap();
        assert!(read == page());
    }
}

#[test]
fn a_page_that_says_where_it_stands_in_text_is_understood() {
    let answer = json!({ "data": [], "meta": { "total": "31", "last_page": "3", "from": null } });
    let meta = Paged::<Client>::read(answer).unwrap().meta.unwrap();
    assert_eq!(
        (meta.total, meta.last_page, meta.from),
        (Some(31), Some(3), None)
    );
}

/// The page of a list with a number, as it goes out to who asked for it.
fn written<A: Answer<Value = Page<Client>>>(current: i64, last: i64) -> Value {
    let query = [("search", "Ana & Söhne"), ("page", "2"), ("per_page", "15")];
    let query = query.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let page = Page {
        rows: Vec::new(),
        meta: Some(PageMeta {
            current_page: Some(current),
            last_page: Some(last),
            ..PageMeta::default()
        }),
    };
    let text = A::text(page, Some(&ListUrl::new("/clients", &query))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn reference(page: i64) -> String {
    format!("/clients?search=Ana%20%26%20S%C3%B6hne&per_page=15&page={page}")
}

#[test]
fn a_page_says_where_the_others_are_by_the_same_call() {
    let (first, last) = (reference(1), reference(3));
    for (current, prev, next) in [
        (1, None, Some(2)),
        (2, Some(1), Some(3)),
        (3, Some(2), None),
        // There is none between the last and one far beyond it.
        (9, Some(3), None),
    ] {
        let links = json!({
            "first": first, "last": last,
            "next": next.map(reference), "prev": prev.map(reference),
        });
        let paged = written::<Paged<Client>>(current, 3);
        assert_eq!(paged["links"], links);
        assert_eq!(paged["meta"].get("path"), None);
        let pages = written::<Pages<Client>>(current, 3);
        assert_eq!(pages[0]["links"], links);
        assert_eq!(pages[0]["meta"]["path"], "/clients");
        let nested = written::<Nested<Client>>(current, 3);
        assert_eq!(nested["data"][0], pages[0]);
        assert_eq!(nested["links"], links);
    }
    let alone = ListUrl::new("/clients", &[]);
    let meta = PageMeta {
        current_page: Some(1),
        last_page: Some(1),
        ..PageMeta::default()
    };
    let page = Page {
        rows: Vec::new(),
        meta: Some(meta),
    };
    let text = Paged::<Client>::text(page, Some(&alone)).unwrap();
    let links = json!({
        "first": "/clients?page=1", "last": "/clients?page=1", "next": null, "prev": null,
    });
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["links"], links);
}

#[test]
fn a_page_names_those_around_it_and_never_more_than_eleven() {
    for (current, last, from, to) in [
        (1, 1, 1, 1),
        (2, 3, 1, 3),
        (1, 5_000, 1, 11),
        (2_500, 5_000, 2_495, 2_505),
        (4_999, 5_000, 4_990, 5_000),
        (i64::MAX, 5_000, 4_990, 5_000),
    ] {
        let pages = written::<Pages<Client>>(current, last);
        let expected: Vec<Value> = (from..=to)
            .map(|page| {
                let label = page.to_string();
                json!({ "active": page == current, "label": label, "url": reference(page) })
            })
            .collect();
        assert_eq!(pages[0]["meta"]["links"], json!(expected));
    }
}

#[test]
fn a_page_is_read_whatever_it_says_of_the_others() {
    let rows = json!([{ "id": 41 }]);
    for links in [
        json!({}),
        json!([]),
        json!(null),
        json!("none"),
        json!({ "first": "/clients?page=1", "last": 3, "next": null }),
        json!([{ "active": 1, "label": 1, "url": null }]),
    ] {
        let meta = json!({ "total": 31, "path": links, "links": links });
        let page = json!({ "data": rows, "links": links, "meta": meta });
        let without = json!({ "data": rows, "meta": { "total": 31 } });
        for answer in [page, without] {
            for around in [json!([answer]), json!({ "data": [answer], "links": links })] {
                let read = Pages::<Client>::read(around).unwrap();
                assert_eq!(read.rows.len(), 1, "{links}");
            }
            let read = Paged::<Client>::read(answer).unwrap();
            assert_eq!((read.rows.len(), read.meta.unwrap().total), (1, Some(31)));
        }
    }
}

#[test]
fn how_a_list_was_asked_for_is_not_printed() {
    let query = [("search".to_owned(), "Ana".to_owned())];
    let list = ListUrl::new("/clients", &query);
    assert!(!format!("{list:?}").contains("Ana"));
}
