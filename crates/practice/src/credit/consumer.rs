//! Whom a bureau takes the client for: names, addresses, phones, employers.

use reports::{Address, Bureau, Consumer, PersonName};

use crate::Practice;

impl Practice {
    pub(super) fn consumer(&self, number: u64, _bureau: Bureau) -> Consumer {
        let person = self.client(number);
        Consumer {
            names: vec![PersonName {
                first: person.name.first,
                middle: person.name.middle,
                last: person.name.last,
                suffix: person.name.suffix,
            }],
            ssn: Some(format!("XXX-XX-{:04}", person.ssn.serial)),
            other_ssns: Vec::new(),
            born: Some(person.born.into()),
            addresses: vec![Address {
                street: person.address.street,
                city: person.address.city,
                state: person.address.state,
                zip: person.address.zip,
                reported_on: None,
            }],
            phones: vec![person.mobile_phone],
            employers: Vec::new(),
        }
    }
}
