//! Papers that an invented client handed in: cards, bills, stubs, statements, letters. The list is
//! cheap; a file is drawn when it is asked for and says on every page that it is a specimen.
//! The list is the same in every release, the bytes of a file only within one.

mod bill;
mod canvas;
mod card;
mod check;
mod facts;
mod form;
mod latin;
mod letters;
mod receipt;
mod sheet;
mod statement;
mod stub;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration, NaiveTime, Utc};

use crate::{
    Practice,
    dice::{Dice, Purpose},
    person::Person,
};
use facts::Facts;
use form::Form;

/// The most papers that a client has.
const MOST: u64 = 5;

/// A paper that a client handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its place in the client's list, from 0.
    pub place: usize,
    /// The Portal's type, such as `credit_related`.
    pub doc_type: &'static str,
    /// The Portal's subtype, such as `pay_stub`.
    pub subtype: &'static str,
    /// What the agent or the client wrote beside it.
    pub caption: String,
    /// The file's name, as people name files; different from the client's others.
    pub file_name: String,
    /// `pdf`, `png`, `jpg` or `jpeg`: what the name ends in and what the file is.
    pub extension: &'static str,
    /// When it was added: not before the client was taken on, before `as_of`.
    pub added_at: DateTime<Utc>,
    practice: Practice,
    number: u64,
    form: Form,
}

impl Practice {
    /// The papers of a client by number, from 0, in the order in which they were added: none to
    /// five. Cheap: no file is drawn.
    #[must_use]
    pub fn papers(&self, number: u64) -> Vec<Paper> {
        let mut dice = self.dice(number, Purpose::Papers);
        if dice.chance(6) {
            return Vec::new();
        }
        let person = self.client(number);
        let count = 1 + dice.below(MOST) as usize;
        let moments = self.moments(&mut dice, count, &person);
        let mut camera = 100 + dice.below(9_000);
        let mut forms = Form::OFTEN.to_vec();
        let mut papers: Vec<Paper> = Vec::with_capacity(count);
        for (place, added_at) in moments.into_iter().enumerate() {
            let form = dice.one_of(&forms);
            forms.retain(|other| *other != form);
            camera += 1 + dice.below(40);
            let (name, caption) = (dice.one_of(form.names()), dice.one_of(form.captions()));
            let fill = |text: &str| form::fill(text, &person, added_at, camera);
            let (doc_type, subtype) = form.codes();
            papers.push(Paper {
                place,
                doc_type,
                subtype,
                caption: fill(caption),
                file_name: free_name(fill(name), &papers),
                extension: name.rsplit_once('.').map_or("", |(_, extension)| extension),
                added_at,
                practice: *self,
                number,
                form,
            });
        }
        papers
    }

    /// When so many papers came, in order: most soon after the client did, some together.
    fn moments(&self, dice: &mut Dice, count: usize, person: &Person) -> Vec<DateTime<Utc>> {
        let end = self.as_of.and_time(NaiveTime::MIN).and_utc();
        let span = (end - person.taken_on).num_seconds().max(1) as u64;
        let mut seconds: Vec<u64> = Vec::with_capacity(count);
        for _ in 0..count {
            let throw = dice.below(span);
            let together = dice.chance(35).then(|| 15 + dice.below(90));
            let second = match (seconds.last(), together) {
                (Some(last), Some(pause)) => (last + pause).min(span - 1),
                _ => throw * throw / span,
            };
            seconds.push(second);
        }
        seconds.sort_unstable();
        let moment = |second| person.taken_on + Duration::seconds(second as i64);
        seconds.into_iter().map(moment).collect()
    }
}

impl Paper {
    /// The file, drawn anew each time: the same bytes for the same paper.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        let mut facts = Facts::new(self);
        match self.form {
            Form::License | Form::StateId => card::draw(&mut facts, self.form, self.extension),
            Form::Check => check::draw(&mut facts, self.extension),
            Form::Statement => statement::draw(&mut facts),
            Form::Bill => bill::draw(&mut facts),
            Form::Stub => stub::draw(&mut facts),
            Form::BoxReceipt => receipt::draw(&mut facts),
            Form::Shelter => letters::shelter(&mut facts),
            Form::Pension => letters::pension(&mut facts),
            Form::Bureau(bureau) => letters::bureau(&mut facts, bureau),
            Form::Creditor => letters::creditor(&mut facts),
            Form::Authorization => letters::authorization(&mut facts),
        }
    }

    /// The length of [`Paper::file`] in bytes. The file is drawn for it, which takes well under a
    /// millisecond for a PDF and some tens of them for a picture: worth remembering.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.file().len() as u64
    }
}

/// A name as it is where another paper has it already: with a number behind it.
fn free_name(name: String, papers: &[Paper]) -> String {
    let taken = |name: &str| papers.iter().any(|paper| paper.file_name == name);
    if !taken(&name) {
        return name;
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    let mut numbered = (2..).map(|copy| format!("{stem} ({copy}).{extension}"));
    let free = numbered.find(|name| !taken(name));
    free.unwrap_or(name)
}
