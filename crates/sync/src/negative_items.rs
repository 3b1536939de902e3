//! A negative item as the server sends it, made into a row of the cache.

use contract::{decode, portal::NegativeItem};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::table::{negative_items::NegativeItem as Row, quarantine::Unread};

/// Ids fit into what the window can count to, 2^53.
const LARGEST: u64 = (1 << 52) - 1;

/// Reads one record; one that cannot be read is put aside with the reason.
pub(crate) fn row(record: &Value, now: &str) -> Result<Row, Unread> {
    let text = record.to_string();
    let hash = Sha256::digest(&text).to_vec();
    let unread = |reason: &str| Unread {
        hash: hash.clone(),
        record: text.clone(),
        reason: reason.to_owned(),
    };
    let item: NegativeItem = decode(record).map_err(|reason| unread(&reason))?;
    let owner = item.client.as_ref().and_then(|client| client.id);
    let Some(client_id) = owner.filter(|id| *id > 0) else {
        return Err(unread("the record names no client"));
    };
    let report_id = item.report_id.clone().unwrap_or_default();
    let id = match item.id.filter(|id| *id > 0) {
        Some(id) => id,
        None => name(&item, client_id, &report_id)
            .ok_or_else(|| unread("the record has neither an id nor a tradeline's"))?,
    };
    Ok(Row {
        id,
        client_id,
        report_id,
        updated_at: item.updated_at.unwrap_or_default(),
        record: text.clone(),
        content_hash: hash.clone(),
        fetched_at: now.to_owned(),
    })
}

/// A number below zero for an item without an id: made from the vendor's tradeline, else from the
/// bureau's together with the report.
fn name(item: &NegativeItem, client_id: i64, report_id: &str) -> Option<i64> {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let words = match said(&item.vendor_tradeline_id) {
        Some(vendor) => format!("{client_id}\nvendor\n{vendor}"),
        None => format!(
            "{client_id}\nbureau\n{}\n{report_id}",
            said(&item.bureau_tradeline_id)?
        ),
    };
    let digest = Sha256::digest(words);
    let mut number = [0; 8];
    number.copy_from_slice(digest.get(..8)?);
    let number = u64::from_be_bytes(number) & LARGEST;
    Some(-1 - number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_without_an_id_is_known_again_by_its_tradeline() {
        let item = |vendor: Option<&str>, bureau: &str, report: &str, balance: &str| {
            json!({
                "client": {"id": 7}, "vendor_tradeline_id": vendor, "bureau_tradeline_id": bureau,
                "report_id": report, "credit_balance": balance,
            })
        };
        let id = |record: Value| row(&record, "now").unwrap().id;
        let first = id(item(Some("V1"), "B1", "R1", "10"));
        assert!(first < 0 && first.unsigned_abs() <= LARGEST + 1);
        assert_eq!(first, id(item(Some("V1"), "B2", "R2", "20")));
        let bureau = id(item(None, "B1", "R1", "10"));
        assert_ne!(bureau, id(item(None, "B1", "R2", "10")));
        assert_eq!(bureau, id(item(None, "B1", "R1", "99")));
    }

    #[test]
    fn an_item_that_belongs_to_nobody_is_put_aside() {
        let reason = |record: Value| row(&record, "now").unwrap_err().reason;
        assert_eq!(reason(json!({"id": 4})), "the record names no client");
        assert_eq!(
            reason(json!({"client": {"id": 4}})),
            "the record has neither an id nor a tradeline's"
        );
    }
}
