//! Public records: the client's bankruptcy, rarely an old judgment or lien.

use chrono::{Days, NaiveDate};
use reports::{Bureau, Money, PartialDate, PublicRecord, PublicRecordKind};

use super::{
    account::{Bankruptcy, BankruptcyEnd},
    faults::Fault,
    file::File,
    sets::Plan,
};
use crate::{
    Practice,
    dice::{Dice, Purpose},
};

/// Bureaus take a Chapter 7 off ten years after the order for relief (15 USC 1681c(a)(1)), and
/// by habit a Chapter 13 after seven.
const YEARS: [u64; 2] = [10, 7];

impl Practice {
    pub(super) fn records(&self, file: &File, plan: &Plan) -> Vec<PublicRecord> {
        let snapshot = &plan.snapshot;
        let mut dice = self.dice(file.number, Purpose::Records);
        let person = self.client(file.number);
        let forgets = dice.chance(15).then(|| dice.one_of(&Bureau::ALL));
        let case = format!(
            "{:02}-{:05}",
            dice.below(90) + 10,
            dice.below(90_000) + 10_000
        );
        let court = format!("US Bankruptcy Court {}", person.address.state);
        let prefix = snapshot.bureau.letters();
        let mut records = Vec::new();
        let known = file.bankruptcy.filter(|_| forgets != Some(snapshot.bureau));
        if let Some(record) = known.and_then(|known| bankruptcy(known, snapshot.report_date)) {
            records.push(PublicRecord {
                id: format!("{prefix}-P{:06}-1", file.number),
                court: court.clone(),
                reference: Some(case),
                ..record
            });
        }
        records.extend(self.old_record(file.number, &mut dice, plan));
        for flaw in &file.flaws {
            if flaw.fault == Fault::OldBankruptcy && flaw.bureau == snapshot.bureau {
                let petition = self.as_of - Days::new(365 * 10 + 340 + dice.below(300));
                let case = Bankruptcy {
                    chapter: 7,
                    petition,
                    end: BankruptcyEnd::Discharged(petition + Days::new(118)),
                };
                records.push(PublicRecord {
                    id: format!("{prefix}-P{:06}-9", file.number),
                    court: court.clone(),
                    reference: Some(format!("{:02}-{:05}", 15, 10_000 + dice.below(80_000))),
                    ..blank(case, snapshot.report_date)
                });
            }
        }
        records
    }

    /// A judgment or a lien: bureaus have hardly shown any since 2017.
    fn old_record(&self, number: u64, dice: &mut Dice, plan: &Plan) -> Option<PublicRecord> {
        let (there, lien, bureau) = (dice.chance(2), dice.chance(50), dice.one_of(&Bureau::ALL));
        let (ago, claimed) = (365 + dice.below(1_800), dice.between(900, 14_000));
        if !there || bureau != plan.snapshot.bureau {
            return None;
        }
        let filed = self.as_of - Days::new(ago + 800);
        let paid = filed + Days::new(380);
        let person = self.client(number);
        Some(PublicRecord {
            id: format!("{}-P{number:06}-2", bureau.letters()),
            kind: if lien {
                PublicRecordKind::TaxLien
            } else {
                PublicRecordKind::Judgment
            },
            court: format!(
                "{} County Recorder, {}",
                person.address.city, person.address.state
            ),
            reference: Some(format!("L{:07}", dice.below(10_000_000))),
            filed_on: Some(PartialDate::day(filed)),
            ordered_on: None,
            resolved_on: lien.then_some(PartialDate::day(paid)),
            status: Some(if lien { "Released" } else { "Not satisfied" }.to_owned()),
            liability: Some(Money::dollars(claimed)),
            ecoa: Some("1".into()),
        })
    }
}

/// The record of a bankruptcy as a bureau shows it on a day; `None` before and after its time.
fn bankruptcy(case: Bankruptcy, day: NaiveDate) -> Option<PublicRecord> {
    let years = YEARS[usize::from(case.chapter == 13)];
    let until = case.petition + Days::new(years * 365);
    (case.petition <= day && day <= until).then(|| blank(case, day))
}

fn blank(case: Bankruptcy, day: NaiveDate) -> PublicRecord {
    let kind = match case.chapter {
        13 => PublicRecordKind::Chapter13,
        _ => PublicRecordKind::Chapter7,
    };
    let (over, said) = match case.end {
        BankruptcyEnd::Pending => (None, ""),
        BankruptcyEnd::Discharged(on) if case.chapter == 13 => (Some(on), "Plan completed"),
        BankruptcyEnd::Discharged(on) => (Some(on), "Discharged"),
        BankruptcyEnd::Dismissed(on) => (Some(on), "Dismissed"),
        BankruptcyEnd::Withdrawn(on) => (Some(on), "Voluntarily dismissed"),
    };
    let over = over.filter(|on| *on <= day);
    PublicRecord {
        id: String::new(),
        kind,
        court: String::new(),
        reference: None,
        filed_on: Some(PartialDate::day(case.petition)),
        // A voluntary petition is the order for relief (11 USC 301(b)).
        ordered_on: Some(PartialDate::day(case.petition)),
        resolved_on: over.map(PartialDate::day),
        status: Some(over.map_or("Filed", |_| said).to_owned()),
        liability: None,
        ecoa: Some("1".into()),
    }
}
