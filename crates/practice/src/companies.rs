//! Those who report accounts, or to whom a debt was owed at first: the same for every seed and
//! every client, in an order that stays.

use reports::Bureau;

use crate::{
    credit::furnishers::{HOUSES, House, Trade},
    places::Address,
};

/// A lender, a provider, a collector or a debt buyer that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its full name, then the other ways in which bureaus print it.
    pub names: Vec<String>,
    /// Whether it collects debts of others, or buys them.
    pub collects: bool,
    /// Where it takes letters; no such street exists.
    pub address: Address,
    /// Where it takes faxes, such as `(918) 555-0142`.
    pub fax: String,
}

/// All of them. Numbers given in this order stay the same from release to release.
#[must_use]
pub fn companies() -> Vec<Company> {
    let companies = HOUSES.iter().map(|house| Company {
        names: names(house),
        collects: matches!(house.trade, Trade::Agency | Trade::Buyer),
        address: house.seat().0,
        fax: house.fax(),
    });
    companies.collect()
}

fn names(house: &House) -> Vec<String> {
    let mut names = vec![house.name.to_owned()];
    for bureau in Bureau::ALL {
        let spelt = house.spelt(bureau);
        if !names.contains(&spelt) {
            names.push(spelt);
        }
    }
    names
}
