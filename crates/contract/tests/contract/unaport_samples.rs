//! What Unaport's calls carry, as the document has it.

use serde_json::{Value, json};

pub const MOMENT: &str = "2026-01-02T03:04:05Z";
pub const ID: &str = "0b811819-9044-4856-b0ee-8c88035f8858";

pub fn login() -> Value {
    json!({ "emailId": "ines@example.com", "password": "12345678" })
}

pub fn template() -> Value {
    json!({
        "product_name": "Loan",
        "ConsentDetail": {
            "consentStart": MOMENT, "consentExpiry": "12", "consentMode": "STORE",
            "fetchType": "PERIODIC", "consentTypes": ["PROFILE", "SUMMARY", "TRANSACTIONS"],
            "fiTypes": ["DEPOSIT", "RECURRING_DEPOSIT", "GSTR1_3B"],
            "DataConsumer": { "id": "FIU-1" },
            "Purpose": {
                "code": "101", "refUri": "https://api.rebit.org.in/aa/purpose/101.xml",
                "text": "Wealth management service", "Category": { "type": "Personal Finance" },
            },
            "FIDataRange": { "from": -12, "to": 12 },
            "DataLife": { "unit": "MONTH", "value": 1 },
            "Frequency": { "unit": "HOUR", "value": 1 },
            "DataFilter": [{ "type": "TRANSACTIONAMOUNT", "operator": ">=", "value": "20000" }],
        },
    })
}

pub fn consent() -> Value {
    json!({
        "vuaId": "ines@AA-1", "createdBy": "ana@example.com", "trackingId": "t-1", "aaId": "AA-1",
        "fiuId": "FIU-1", "redirectUrl": "https://example.com/back",
        "fiuBaseUrl": "https://example.com/fiu",
        "ConsentsRequest": {
            "ver": "2.0.0", "timestamp": "2026-01-02T03:04:05.123Z", "txnid": ID,
            "ConsentDetail": {
                "consentStart": "2019-12-06T11:39:57.153Z",
                "consentExpiry": "2020-12-06T11:39:57.153Z",
                "consentMode": "VIEW", "fetchType": "ONETIME",
                "consentTypes": ["TRANSACTIONS"], "fiTypes": ["DEPOSIT"],
                "DataConsumer": { "id": "FIU-1", "type": "FIU" },
                "Customer": {
                    "id": "ines@AA-1",
                    "Identifiers": [{ "type": "MOBILE", "value": "1000000001" }],
                },
                "Purpose": {
                    "code": "103", "refUri": "https://api.rebit.org.in/aa/purpose/103.xml",
                    "text": "Aggregated statement", "Category": { "type": "Financial Reporting" },
                },
                "FIDataRange": {
                    "from": "2018-12-06T11:39:57.153Z", "to": "2019-12-06T11:39:57.153Z",
                },
                "DataLife": { "unit": "INF", "value": 0 },
                "Frequency": { "unit": "MONTH", "value": 1 },
            },
        },
    })
}

pub fn from_template() -> Value {
    json!({
        "vuaId": "ines@AA-1", "mobileNumber": "+911000000001", "createdBy": "ana@example.com",
        "trackingId": "t-1", "aaId": "AA-1", "fiuId": "FIU-1",
        "redirectUrl": "https://example.com/back", "fiuBaseUrl": "https://example.com/fiu",
        "productId": "p-1",
    })
}

pub fn consent_moved() -> Value {
    json!({
        "ver": "2.0.0", "timestamp": "2023-06-26T11:39:57.153Z", "txnid": ID,
        "Notifier": { "type": "AA", "id": "AA-1" },
        "ConsentStatusNotification": {
            "consentId": "c-1", "consentHandle": "h-1", "consentStatus": "PAUSED",
        },
    })
}

pub fn data_moved() -> Value {
    json!({
        "ver": "2.0.0", "timestamp": "2023-06-26T11:39:57.153Z", "txnid": ID,
        "Notifier": { "type": "AA", "id": "AA-1" },
        "FIStatusNotification": {
            "sessionId": "XXXX0-XXXX-XXXX", "sessionStatus": "ACTIVE",
            "FIStatusResponse": [{ "fipID": "FIP-1", "Accounts": [
                { "linkRefNumber": "XXXX-XXXX-XXXX", "FIStatus": "READY", "description": "" },
            ] }],
        },
    })
}

pub fn analytics_done() -> Value {
    json!({
        "version": "2.0.0", "txnId": "85939887-8067-491f-8149-c90b054ff0ee",
        "timestamp": "2024-11-20T09:31:59.801Z", "sessionId": ID, "analyticId": [524],
        "status": "SUCCESS",
    })
}
