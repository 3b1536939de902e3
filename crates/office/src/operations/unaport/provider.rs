//! What practice has in place of account aggregators and banks: who can be asked, how long they
//! take, and what they deliver. There is none of it in a firm's office.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use contract::unaport::{ConsentDetail, DataFilter, Entity, FiType, FilterOperator, FilterType};
use practice::{AccountKind, BankAccount, BankCustomer, BankEntry};
use sha2::{Digest, Sha256};

use super::moment;
use crate::{
    data::{practice as record, unaport::consents::ConsentRow},
    organisation,
    shared::Shared,
    token,
};

/// The aggregators at which customers of practice can be asked. They do not exist.
pub(super) const AGGREGATORS: [&str; 2] = ["AA-UMBER", "AA-KESTREL"];
/// After how long a customer says yes.
pub(super) const ANSWERS: TimeDelta = TimeDelta::seconds(10);
/// How long data is on its way.
pub(super) const DELIVERS: TimeDelta = TimeDelta::seconds(10);
/// How long an analysis takes that nobody waits for.
pub(super) const ANALYSES: TimeDelta = TimeDelta::seconds(15);

/// As whom a practice office is known.
pub(super) fn entity(office: &Shared) -> Option<Entity> {
    office.practice?;
    let id = organisation::of_unaport(&office.secret(), "entity", 1).to_string();
    Some(Entity {
        entity_id: Some(format!("FIU-PRACTICE-{}", &id[..8])),
        id: Some(id),
    })
}

/// Whose data it is.
pub(super) enum Whose<'a> {
    /// A client's.
    Client(i64),
    /// Somebody's whom only the aggregator knows, by this name.
    Other(&'a str),
}

/// The accounts of a customer as they are delivered at a moment: of the kinds and of the time that
/// the consent names, without what the filters leave out. Nothing outside practice.
pub(super) fn delivered(
    office: &Shared,
    whose: &Whose<'_>,
    (detail, filters): (&ConsentDetail, &[DataFilter]),
    at: DateTime<Utc>,
) -> Option<BankCustomer> {
    let practice = office.practice?;
    let number = match whose {
        Whose::Client(id) => record::number(*id),
        Whose::Other(name) => number(name),
    };
    let range = &detail.data_range;
    let from = moment::read(&range.from)?;
    // The last day is meant as a whole where it is told as a day.
    let to = moment::read(&range.to)?;
    let to = if to.time() == NaiveTime::MIN {
        to + TimeDelta::days(1) - TimeDelta::microseconds(1)
    } else {
        to
    };
    let mut customer = practice.bank_customer(number, at.min(to));
    let wanted = |account: &BankAccount| detail.fi_types.contains(&kind(account.kind));
    customer.accounts.retain(wanted);
    for account in &mut customer.accounts {
        let first = account.entries.iter().position(|entry| entry.at >= from);
        let earlier = first.unwrap_or(account.entries.len());
        if let Some(last) = account.entries.drain(..earlier).next_back() {
            account.opening_balance = last.balance;
        }
        let passes = |entry: &BankEntry| filters.iter().all(|filter| passes(filter, entry));
        account.entries.retain(passes);
    }
    Some(customer)
}

/// A consent under the signature of the invented aggregator: what was asked and the id, and what
/// only this office makes of them. It has the form of a JSON Web Signature (RFC 7515), but no
/// token of the office's has these words in it.
pub(super) fn signed(office: &Shared, id: &str, row: &ConsentRow) -> String {
    let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"consent"}"#);
    let text = format!("{id} {}", row.detail);
    let body = URL_SAFE_NO_PAD.encode(&text);
    let seal = token::seal(office.secret().as_bytes(), &format!("consent: {text}"));
    format!("{head}.{body}.{}", URL_SAFE_NO_PAD.encode(seal))
}

/// Which kind of financial information an account is.
pub(super) fn kind(account: AccountKind) -> FiType {
    match account {
        AccountKind::Savings | AccountKind::Current => FiType::Deposit,
        AccountKind::TermDeposit => FiType::TermDeposit,
        AccountKind::RecurringDeposit => FiType::RecurringDeposit,
    }
}

/// A number far from those of the clients, the same for the same name.
fn number(name: &str) -> u64 {
    let hash = Sha256::digest(name.to_lowercase());
    let number = hash
        .iter()
        .take(8)
        .fold(0, |number, byte| (number << 8) | u64::from(*byte));
    number | 1 << 63
}

fn passes(filter: &DataFilter, entry: &BankEntry) -> bool {
    use std::cmp::Ordering;
    let order = match filter.kind {
        FilterType::TransactionType => {
            let word = if entry.is_credit { "CREDIT" } else { "DEBIT" };
            word.cmp(filter.value.trim().to_uppercase().as_str())
        }
        FilterType::TransactionAmount => match paise(&filter.value) {
            Some(paise) => entry.amount.cmp(&paise),
            None => return false,
        },
    };
    match filter.operator {
        FilterOperator::Is => order == Ordering::Equal,
        FilterOperator::IsNot => order != Ordering::Equal,
        FilterOperator::More => order == Ordering::Greater,
        FilterOperator::Less => order == Ordering::Less,
        FilterOperator::AtLeast => order != Ordering::Less,
        FilterOperator::AtMost => order != Ordering::Greater,
    }
}

/// Rupees in a text, such as `20000` or `99.50`, in paise.
pub(super) fn paise(text: &str) -> Option<i64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(part)
}
