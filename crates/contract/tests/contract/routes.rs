//! A site's own routes: what a file may say, and what is refused with its line.

use contract::{
    Call, Method, Operation, Routes,
    portal::{ById, ClientsGet, ClientsList, NotesCreate},
};

fn refused(text: &str) -> String {
    Routes::parse(text).unwrap_err().to_string()
}

#[test]
fn a_call_goes_where_the_site_serves_it_and_every_other_where_the_table_says() {
    let file = "\u{feff}# our site\n\nportal.clients.get post /api/v2/{id}/client # old\r\n";
    let routes = Routes::parse(file).unwrap();
    let call = Call::<ClientsGet> {
        path: ById { id: 7 },
        query: (),
        body: (),
    };
    let wire = call.to_wire_by(&routes).unwrap();
    // It still only reads, so it may be made again.
    assert_eq!(
        (wire.method, wire.path.as_str()),
        (Method::ASK, "/api/v2/7/client")
    );
    assert_eq!(call.to_wire().unwrap().path, "/clients/7");
    assert_eq!(routes.of(&ClientsList::ROW), (Method::GET, "/clients"));
}

#[test]
fn a_write_may_have_another_method_but_not_one_that_reads() {
    let routes = Routes::parse("portal.notes.create PUT /n").unwrap();
    assert_eq!(routes.of(&NotesCreate::ROW), (Method::PUT, "/n"));
    assert_eq!(
        refused("portal.notes.create GET /n"),
        "line 1: portal.notes.create writes: its method is POST, PUT, PATCH or DELETE"
    );
    assert_eq!(
        refused("\nportal.clients.get DELETE /clients/{id}"),
        "line 2: portal.clients.get only reads: its method is GET or POST"
    );
}

#[test]
fn a_wrong_line_is_named_with_what_is_wrong() {
    for (line, reason) in [
        (
            "portal.clients.get GET",
            "is not a name, a method and a path",
        ),
        (
            "portal.nobody.get GET /x",
            "there is no operation portal.nobody.get",
        ),
        (
            "portal.clients.get GET clients/{id}",
            "the path does not begin with /",
        ),
        (
            "portal.clients.get GET https://elsewhere.example/{id}",
            "the path does not begin with /",
        ),
        (
            "portal.clients.get GET //elsewhere.example/{id}",
            "a part of the path is empty, . or ..",
        ),
        (
            "portal.clients.get GET /a/../{id}",
            "a part of the path is empty, . or ..",
        ),
        ("portal.clients.get GET /a%2F/{id}", "a path has no %"),
        ("portal.clients.get GET /a?b={id}", "a path has no ?"),
        ("portal.clients.get GET /a@b/{id}", "a path has no @"),
        (
            "portal.clients.get GET /clients",
            "the path must have {id} once each",
        ),
        (
            "portal.clients.get GET /{id}/{id}",
            "the path must have {id} once each",
        ),
        (
            "portal.clients.get GET /{client}",
            "the path must have {id} once each",
        ),
        (
            "portal.clients.get GET /c-{id}",
            "c-{id} is not a position such as {id}",
        ),
        (
            "portal.clients.list GET /{id}",
            "the path has a position, and this operation has none",
        ),
    ] {
        assert_eq!(
            refused(&format!("# here\n{line}")),
            format!("line 2: {reason}"),
            "{line}"
        );
    }
    let twice = "portal.clients.list GET /a\nportal.clients.list GET /b";
    assert_eq!(
        refused(twice),
        "line 2: portal.clients.list has a line already"
    );
}

#[test]
fn every_row_of_every_table_could_stand_in_a_file_as_it_is() {
    for system in contract::SYSTEMS {
        for row in system.rows() {
            let line = format!("{} {} {}", row.name, row.method.as_str(), row.path);
            let routes = Routes::parse(&line).unwrap();
            assert_eq!(routes.of(row), (row.method, row.path));
        }
    }
}
