//! Who asked for a client's file: lenders before they opened an account, others that opened
//! none, and those that only the client sees.

use chrono::{Days, NaiveDate};
use reports::{Bureau, Inquiry, InquiryKind, PartialDate};

use super::{
    faults::Fault,
    file::File,
    furnishers::{House, Trade},
    sets::Plan,
};
use crate::{Practice, dice::Purpose};

/// For how long bureaus show an inquiry that lenders see.
const SHOWN_DAYS: u64 = 730;

/// The trades of those who ask and then lend nothing.
const ASKERS: &[Trade] = &[
    Trade::Bank,
    Trade::Auto,
    Trade::Finance,
    Trade::Mortgage,
    Trade::Retail,
    Trade::Telecom,
];

impl Practice {
    pub(super) fn inquiries(&self, file: &File, plan: &Plan) -> Vec<Inquiry> {
        let day = plan.snapshot.report_date;
        let bureau = plan.snapshot.bureau;
        let mut dice = self.dice(file.number, Purpose::Inquiries);
        let mut all: Vec<(NaiveDate, &House, InquiryKind, Bureau)> = Vec::new();
        for account in file
            .accounts
            .iter()
            .filter(|account| account.debt.is_none())
        {
            let before = account.opened - Days::new(dice.below(12));
            let asked = (dice.one_of(&Bureau::ALL), dice.one_of(&Bureau::ALL));
            for at in Bureau::ALL {
                if at == asked.0 || at == asked.1 {
                    all.push((before, account.house, InquiryKind::Hard, at));
                }
            }
        }
        for _ in 0..dice.below(5) {
            let on = self.as_of - Days::new(20 + dice.below(1_300));
            let trade = dice.one_of(ASKERS);
            all.push((
                on,
                House::draw(&mut dice, trade),
                InquiryKind::Hard,
                dice.one_of(&Bureau::ALL),
            ));
        }
        for _ in 0..dice.below(9) {
            let on = self.as_of - Days::new(10 + dice.below(900));
            let trade = dice.one_of(&[Trade::Bank, Trade::Finance, Trade::Agency]);
            all.push((
                on,
                House::draw(&mut dice, trade),
                InquiryKind::Soft,
                dice.one_of(&Bureau::ALL),
            ));
        }
        let numbered = all.into_iter().enumerate();
        let shown = |on: NaiveDate| on <= day && day <= on + Days::new(SHOWN_DAYS);
        let here = numbered.filter(|(_, (on, _, _, at))| *at == bureau && shown(*on));
        let mut inquiries: Vec<Inquiry> = here
            .map(|(place, (on, house, kind, _))| self.inquiry(file, bureau, place, on, house, kind))
            .collect();
        let old =
            |flaw: &&super::file::Flaw| flaw.fault == Fault::OldInquiry && flaw.bureau == bureau;
        if file.flaws.iter().any(|flaw| old(&flaw)) {
            let on = file
                .plans
                .first()
                .map_or(day, |plan| plan.snapshot.report_date)
                - Days::new(800);
            let house = House::draw(&mut dice, Trade::Finance);
            inquiries.push(self.inquiry(file, bureau, 99, on, house, InquiryKind::Hard));
        }
        inquiries.sort_by_key(|inquiry| std::cmp::Reverse(inquiry.made_on.earliest()));
        inquiries
    }

    fn inquiry(
        &self,
        file: &File,
        bureau: Bureau,
        place: usize,
        on: NaiveDate,
        house: &House,
        kind: InquiryKind,
    ) -> Inquiry {
        Inquiry {
            id: format!("{}-I{:06}-{place:02}", bureau.letters(), file.number),
            name: house.spelt(bureau),
            made_on: PartialDate::day(on),
            kind,
            purpose: Some(house.trade.purpose().to_owned()),
        }
    }
}
