//! Papers that practice invents: drawn when they are read, away from the threads that answer
//! calls. Their sizes are kept once somebody has asked for them, as a picture takes its time.

use practice::{Paper, Practice};
use tokio::task::spawn_blocking;

use crate::{
    data::{
        attachments::{self, Owner},
        files::{self, Drawn},
        practice::number,
    },
    server::Refusal,
    shared::Shared,
};

/// The bytes of a paper.
pub(super) async fn draw(office: &Shared, drawn: Drawn) -> Result<Vec<u8>, Refusal> {
    let people = office.practice;
    let bytes = spawn_blocking(move || Some(paper(people?, drawn)?.file())).await;
    bytes.ok().flatten().ok_or_else(missing)
}

/// Finds out how large those papers of an owner are of which nobody has asked before.
pub(super) async fn measure_all(office: &Shared, owner: Owner) -> Result<(), Refusal> {
    if office.practice.is_none() {
        return Ok(());
    }
    let papers = attachments::unmeasured(office.database.readers(), owner).await?;
    measure(office, papers).await
}

/// Finds out how large papers are, by the numbers of their records and files.
pub(super) async fn measure(office: &Shared, papers: Vec<(i64, i64)>) -> Result<(), Refusal> {
    if papers.is_empty() {
        return Ok(());
    }
    let people = office.practice.ok_or_else(missing)?;
    let mut unmeasured = Vec::with_capacity(papers.len());
    for (id, file) in papers {
        let drawn = files::drawn(office.database.readers(), file).await?;
        // What was deleted meanwhile needs no size.
        unmeasured.extend(drawn.map(|drawn| (id, drawn)));
    }
    let sizes = spawn_blocking(move || {
        let size = |(id, drawn)| Some((id, paper(people, drawn)?.size()));
        unmeasured.into_iter().map(size).collect::<Option<Vec<_>>>()
    });
    let sizes = sizes.await.ok().flatten().ok_or_else(missing)?;
    let mut write = office.database.write().await?;
    for (id, size) in sizes {
        attachments::measured(&mut write, id, size as i64).await?;
    }
    Ok(write.commit().await?)
}

fn paper(people: Practice, drawn: Drawn) -> Option<Paper> {
    let mut papers = people.papers(number(drawn.client_id)).into_iter();
    papers.nth(drawn.place as usize)
}

fn missing() -> Refusal {
    Refusal::inside("a paper cannot be drawn")
}
