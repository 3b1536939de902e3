//! The office beside a bare server: axum and sqlx with nothing in between, over the same encrypted
//! database, asked for the same pages by the same callers in turn. Of each page the office must
//! answer at least half as many as the bare server does.
//!
//! `cargo bench -p office --bench beside_axum`

#![expect(
    clippy::print_stdout,
    reason = "what was measured is told on the terminal"
)]

mod bare;
mod filling;
mod load;

use std::{error::Error, net::SocketAddr, process::ExitCode, time::Duration};

use filling::{CLIENTS, Firm, ITEMS};
use load::Asking;
use serde_json::{Map, Value};

/// What comes of a step.
type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Who asks at once, each over a connection that is kept.
const CALLERS: usize = 8;
/// How often each server is measured, in turn with the other.
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(3);
const WARMING: Duration = Duration::from_secs(1);
/// The least that the office answers for each answer of the bare server.
const LEAST: f64 = 0.5;

/// A page that is asked for.
struct Page {
    operation: &'static str,
    /// In words.
    which: &'static str,
    path: String,
}

/// What was measured of a page: answers a second, and the office's for each of the bare server's.
struct Measured {
    page: Page,
    office: f64,
    bare: f64,
    ratio: f64,
}

#[tokio::main]
async fn main() -> Done<ExitCode> {
    testkit::end_after_databases();
    println!("Filling an office with {CLIENTS} clients and {ITEMS} negative items.");
    let firm = Firm::filled().await?;
    let bare = bare::serve(firm.database.readers().clone()).await?;
    let measured = measured(&firm, bare).await;
    firm.close().await;
    let measured = measured?;
    tell(&measured);
    Ok(verdict(&measured))
}

async fn measured(firm: &Firm, bare: SocketAddr) -> Done<Vec<Measured>> {
    let pages = pages();
    // Nothing is measured before it is known that both do the same.
    for page in &pages {
        let same = are_the_same(&asked(firm, bare, page)).await?;
        if !same {
            return Err(format!("{} is not answered the same", page.path).into());
        }
    }
    println!("Both answer the same. {CALLERS} callers, {ROUNDS} rounds of {ROUND:?} each.");
    let mut all = Vec::new();
    for page in pages {
        all.push(measure(firm, bare, page).await?);
    }
    Ok(all)
}

/// Each list as anybody opens it, far from its beginning, and as the desktop fetches it.
fn pages() -> Vec<Page> {
    let lists = [
        ("clients.list", "/clients", CLIENTS),
        ("negative_items.list", "/negative-items", ITEMS),
    ];
    let pages = lists.map(|(operation, path, rows)| {
        let page = |which, path| Page {
            operation,
            which,
            path,
        };
        let (middle, fetched) = (rows / 15 / 2, rows / 200 / 2);
        let ids = "sort_by=id&sort_direction=asc";
        [
            page("the first 15", path.to_owned()),
            page("15 in the middle", format!("{path}?page={middle}")),
            page(
                "200 in the middle",
                format!("{path}?{ids}&page={fetched}&per_page=200"),
            ),
        ]
    });
    pages.into_iter().flatten().collect()
}

/// How a page is asked for: at the office, and at the bare server.
fn asked(firm: &Firm, bare: SocketAddr, page: &Page) -> [Asking; 2] {
    let shown = [
        ("x-api-key", firm.running.api_key.clone()),
        ("Authorization", format!("Bearer {}", firm.token)),
    ];
    [
        Asking::new(firm.running.address, &page.path, &shown),
        Asking::new(bare, &page.path, &[]),
    ]
}

/// Whether two answers hold the same records, any at all, and the same of everything around them,
/// but for where the other pages are: that is more work, and the office alone does it.
async fn are_the_same([office, bare]: &[Asking; 2]) -> Done<bool> {
    let mut office: Value = serde_json::from_slice(&office.once().await?)?;
    for at in ["", "/data/0"] {
        without_links(office.pointer_mut(at));
    }
    let bare: Value = serde_json::from_slice(&bare.once().await?)?;
    let rows = office["data"].as_array().map_or(0, Vec::len);
    Ok(rows > 0 && office == bare)
}

/// Takes away what a page says of the others.
fn without_links(page: Option<&mut Value>) {
    let Some(page) = page.filter(|page| page["links"].is_object()) else {
        return;
    };
    page["links"] = Value::Object(Map::new());
    if let Some(meta) = page["meta"].as_object_mut() {
        meta.retain(|name, _| !["links", "path"].contains(&name.as_str()));
    }
}

async fn measure(firm: &Firm, bare: SocketAddr, page: Page) -> Done<Measured> {
    let [at_office, at_bare] = asked(firm, bare, &page);
    for asking in [&at_office, &at_bare] {
        asking.rate(CALLERS, WARMING).await?;
    }
    let (mut office, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        office.push(at_office.rate(CALLERS, ROUND).await?);
        floor.push(at_bare.rate(CALLERS, ROUND).await?);
    }
    let ratios = office.iter().zip(&floor).map(|(one, other)| one / other);
    Ok(Measured {
        page,
        ratio: median(ratios.collect()),
        office: median(office),
        bare: median(floor),
    })
}

/// The one in the middle of an odd number of them.
fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn tell(measured: &[Measured]) {
    println!();
    println!(
        "{:<20} {:<18} {:>10} {:>10} {:>7}",
        "answers a second", "page", "office", "bare", "ratio"
    );
    for one in measured {
        let Page {
            operation, which, ..
        } = one.page;
        println!(
            "{operation:<20} {which:<18} {:>10.1} {:>10.1} {:>7.2}",
            one.office, one.bare, one.ratio
        );
    }
    println!();
}

fn verdict(measured: &[Measured]) -> ExitCode {
    let slow = measured.iter().filter(|one| one.ratio < LEAST).count();
    if slow == 0 {
        println!(
            "The office answers at least {LEAST} of what the bare server does, of every page."
        );
        return ExitCode::SUCCESS;
    }
    println!("Of {slow} pages the office answers less than {LEAST} of what the bare server does.");
    ExitCode::FAILURE
}
