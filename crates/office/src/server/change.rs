//! A change in part as it comes in. What it leaves out stays, so it says of one field at least what is
//! to be different, and nothing of what is no field: such a change would be answered as done though
//! nothing was.

use contract::{FieldErrors, Row};
use serde_json::{Map, Value, json};

/// How many names that are no fields are told; whoever sends more has other troubles.
const TOLD: usize = 10;

/// Says what is wrong with the names in a change, and writes null as the empty text that takes a
/// field away. Any other body is left as it is.
pub(super) fn settle(row: &Row, body: &mut Option<Value>) -> FieldErrors {
    let mut errors = FieldErrors::default();
    let fields = (row.schemas.body)().get("properties");
    let (true, Some(fields)) = (row.changes(), fields.and_then(Value::as_object)) else {
        return errors;
    };
    if matches!(body, None | Some(Value::Null)) {
        *body = Some(json!({}));
    }
    let Some(said) = body.as_mut().and_then(Value::as_object_mut) else {
        return errors;
    };
    let unknown = said.keys().filter(|name| !fields.contains_key(*name));
    for name in unknown.take(TOLD) {
        errors.add(name, &format!("is none of {}", listed(fields)));
    }
    let mut changes = false;
    for (name, value) in said.iter_mut() {
        let Some(field) = fields.get(name) else {
            continue;
        };
        let is_empty = value.is_null() || *value == json!("");
        if is_empty && is_text(field) {
            *value = json!("");
        } else if is_empty {
            errors.add(name, "cannot be taken away");
        }
        changes |= *value != json!({});
    }
    if !changes && errors.is_empty() {
        let sentence = format!("changes nothing: it names none of {}", listed(fields));
        errors.add("body", &sentence);
    }
    errors
}

fn listed(fields: &Map<String, Value>) -> String {
    let names: Vec<&str> = fields.keys().map(String::as_str).collect();
    format!("`{}`", names.join("`, `"))
}

/// Whether a field holds text, whatever the text must be.
fn is_text(field: &Value) -> bool {
    match field.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
        Some(kind) => kind == "string",
        None => ["anyOf", "oneOf"].iter().any(|choice| {
            let choices = field.get(choice).and_then(Value::as_array);
            choices.into_iter().flatten().any(is_text)
        }),
    }
}

#[cfg(test)]
mod tests {
    use contract::{
        Operation,
        office::{ClientsUpdate, NegativeItemsCreate, NegativeItemsUpdate, UsersUpdate},
    };

    use super::*;

    fn wrong(row: &Row, body: Value) -> (Vec<String>, Value) {
        let mut body = Some(body);
        let errors = settle(row, &mut body);
        (errors.0.into_keys().collect(), body.unwrap())
    }

    #[test]
    fn what_is_null_is_taken_away_where_that_can_be() {
        let body = json!({ "account_type": null, "credit_limit": null });
        let (errors, settled) = wrong(&NegativeItemsUpdate::ROW, body);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(settled, json!({ "account_type": "", "credit_limit": "" }));
        for field in ["months_viewed", "is_disputed"] {
            for nothing in [Value::Null, json!("")] {
                let body = json!({ "account_type": "Card", field: nothing });
                assert_eq!(wrong(&NegativeItemsUpdate::ROW, body).0, [field]);
            }
        }
        // Nobody is without a role: the rule of the field says so.
        let (errors, settled) = wrong(&UsersUpdate::ROW, json!({ "role": null }));
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(settled, json!({ "role": "" }));
    }

    #[test]
    fn what_is_in_a_field_is_its_own_business() {
        let body = json!({ "attributes": { "Email": null } });
        let (errors, settled) = wrong(&ClientsUpdate::ROW, body.clone());
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(settled, body);
        let nothing = json!({ "attributes": {} });
        assert_eq!(wrong(&ClientsUpdate::ROW, nothing).0, ["body"]);
    }

    #[test]
    fn only_changes_are_looked_at() {
        let body = json!({ "client_id": null, "shoe": 1 });
        let (errors, settled) = wrong(&NegativeItemsCreate::ROW, body.clone());
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(settled, body);
        let unchanged = wrong(&NegativeItemsUpdate::ROW, json!([1]));
        assert_eq!(unchanged, (vec![], json!([1])));
    }
}
