//! Lenders, collectors and debt buyers that do not exist, and how each bureau spells them. Their
//! order is part of what stays the same for ever.

use reports::{Address, Bureau, Furnisher, FurnisherKind};

use crate::{
    dice::{Dice, Purpose},
    places, reserved,
};

/// What a lender lends for, or what a provider bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Trade {
    Bank,
    CreditUnion,
    Retail,
    Auto,
    Student,
    Mortgage,
    Finance,
    Medical,
    Utility,
    Telecom,
    Agency,
    Buyer,
}

impl Trade {
    /// The classification of an original creditor (Metro 2 segment K1), in words.
    pub(crate) fn classification(self) -> &'static str {
        match self {
            Self::Bank | Self::CreditUnion => "Banking",
            Self::Retail => "Retail",
            Self::Auto => "Automotive",
            Self::Student => "Educational",
            Self::Mortgage => "Real estate",
            Self::Finance => "Financial",
            Self::Medical => "Medical",
            Self::Utility => "Utilities",
            Self::Telecom => "Cable or cellular",
            Self::Agency | Self::Buyer => "Other",
        }
    }

    /// The trade of who asks for a file.
    pub(crate) fn purpose(self) -> &'static str {
        match self {
            Self::Bank | Self::CreditUnion => "Bank credit",
            Self::Retail => "Retail credit",
            Self::Auto => "Auto financing",
            Self::Student => "Education loan",
            Self::Mortgage => "Mortgage",
            Self::Finance => "Personal loan",
            Self::Medical | Self::Utility | Self::Telecom => "Utility or service",
            Self::Agency | Self::Buyer => "Collection",
        }
    }
}

/// Someone who reports accounts, or to whom one was owed at first.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct House {
    pub(crate) name: &'static str,
    pub(crate) trade: Trade,
}

impl House {
    pub(crate) fn draw(dice: &mut Dice, trade: Trade) -> &'static Self {
        let count = HOUSES.iter().filter(|house| house.trade == trade).count();
        let nth = dice.below(count as u64) as usize;
        let mut of_trade = HOUSES.iter().filter(|house| house.trade == trade);
        of_trade.nth(nth).unwrap_or(&HOUSES[0])
    }

    pub(crate) fn kind(&self) -> FurnisherKind {
        match self.trade {
            Trade::Agency => FurnisherKind::CollectionAgency,
            Trade::Buyer => FurnisherKind::DebtBuyer,
            _ => FurnisherKind::OriginalCreditor,
        }
    }

    /// The name as a bureau prints it: each has habits of its own, house by house.
    pub(crate) fn spelt(&self, bureau: Bureau) -> String {
        match self.dice(bureau.index() as u64).below(5) {
            0 | 1 => self.name.to_owned(),
            2 => self.name.to_uppercase(),
            3 => shortened(&self.name.to_uppercase()),
            _ => shortened(&self.name.to_uppercase()).replace(" & ", "/"),
        }
    }

    /// As a tradeline carries it. Not every bureau prints where to write to.
    pub(crate) fn furnisher(&self, bureau: Bureau) -> Furnisher {
        let mut dice = self.dice(9);
        let (address, phone) = seat(&mut dice);
        let silent = dice.chance(15) && bureau == dice.one_of(&Bureau::ALL);
        Furnisher {
            name: self.spelt(bureau),
            kind: self.kind(),
            address: (!silent).then_some(Address {
                street: address.street,
                city: address.city,
                state: address.state,
                zip: address.zip,
                reported_on: None,
            }),
            phone: (!silent).then_some(phone),
        }
    }

    /// Where it takes faxes.
    pub(crate) fn fax(&self) -> String {
        let town = places::Town::draw(&mut self.dice(9));
        reserved::phone(&mut self.dice(10), town.area_code)
    }

    /// Where it is written to and called, as its own letters say.
    pub(crate) fn seat(&self) -> (places::Address, String) {
        seat(&mut self.dice(9))
    }

    /// The same for every seed and every client.
    fn dice(&self, about: u64) -> Dice {
        let place = HOUSES.iter().position(|house| house.name == self.name);
        Dice::of(
            0,
            about,
            place.unwrap_or_default() as u64,
            Purpose::Furnisher,
        )
    }
}

fn seat(dice: &mut Dice) -> (places::Address, String) {
    let town = places::Town::draw(dice);
    let address = places::Address::draw(dice, town);
    let phone = reserved::phone(dice, town.area_code);
    (address, phone)
}

/// The words that bureaus cut short.
fn shortened(name: &str) -> String {
    let cut = |word| match word {
        "BANK" => "BK",
        "CREDIT" => "CR",
        "UNION" => "UN",
        "FINANCE" | "FINANCIAL" => "FIN",
        "SERVICES" => "SVCS",
        "SERVICING" => "SVCG",
        "MORTGAGE" => "MTG",
        "COLLECTION" | "COLLECTIONS" => "COLL",
        "RECOVERY" => "RECOV",
        "ASSOCIATES" => "ASSOC",
        "MANAGEMENT" => "MGMT",
        "PORTFOLIO" => "PORTF",
        "NATIONAL" => "NATL",
        "MEDICAL" => "MED",
        "RECEIVABLES" => "RECV",
        "STUDENT" => "STU",
        "LENDING" => "LNDG",
        other => other,
    };
    let words: Vec<&str> = name.split(' ').map(cut).collect();
    words.join(" ")
}

const fn house(name: &'static str, trade: Trade) -> House {
    House { name, trade }
}

#[rustfmt::skip]
pub(crate) static HOUSES: &[House] = &[
    house("Umber Valley Bank", Trade::Bank),
    house("Thistledown Card Services", Trade::Bank),
    house("Ospreyfen National Bank", Trade::Bank),
    house("Calder Hollow Bank", Trade::Bank),
    house("Wrenlow Bank", Trade::Bank),
    house("Halcyon Marsh Bank", Trade::Bank),
    house("Farrowgate Bank", Trade::Bank),
    house("Birchquill Card Bank", Trade::Bank),
    house("Sablewick Bank", Trade::Bank),
    house("Tallowmere Bank", Trade::Bank),
    house("Stonequill Bank", Trade::Bank),
    house("Greywater Hollow Bank", Trade::Bank),
    house("Northfen Credit Union", Trade::CreditUnion),
    house("Cinderpeak Credit Union", Trade::CreditUnion),
    house("Otterford Credit Union", Trade::CreditUnion),
    house("Lanternmoss Credit Union", Trade::CreditUnion),
    house("Pinwhistle Credit Union", Trade::CreditUnion),
    house("Hearthloom Credit Union", Trade::CreditUnion),
    house("Brindlewood Retail Card", Trade::Retail),
    house("Larkspur Furniture Credit", Trade::Retail),
    house("Mossbeck Department Stores", Trade::Retail),
    house("Tinderbox & Vale Card", Trade::Retail),
    house("Juniperloft Home Card", Trade::Retail),
    house("Quillfeather Jewelers Credit", Trade::Retail),
    house("Fernwhistle Outfitters Card", Trade::Retail),
    house("Copperlatch Electronics Card", Trade::Retail),
    house("Kestrel Auto Finance", Trade::Auto),
    house("Ironthistle Motor Credit", Trade::Auto),
    house("Redfennel Auto Finance", Trade::Auto),
    house("Wagonmere Motor Finance", Trade::Auto),
    house("Swiftmarrow Auto Lending", Trade::Auto),
    house("Drovers Bend Auto Credit", Trade::Auto),
    house("Gildenroad Auto Finance", Trade::Auto),
    house("Hobnail Motor Acceptance", Trade::Auto),
    house("Tarnwick Student Lending", Trade::Student),
    house("Scholarfen Loan Servicing", Trade::Student),
    house("Inkwhistle Student Loans", Trade::Student),
    house("Quadmoor Education Finance", Trade::Student),
    house("Lecternfield Loan Servicing", Trade::Student),
    house("Palisade Hollow Mortgage", Trade::Mortgage),
    house("Thornacre Home Loans", Trade::Mortgage),
    house("Keystile Mortgage", Trade::Mortgage),
    house("Gablewick Home Lending", Trade::Mortgage),
    house("Rafterstone Mortgage Servicing", Trade::Mortgage),
    house("Eavesmoor Mortgage", Trade::Mortgage),
    house("Pennywhistle Hollow Finance", Trade::Finance),
    house("Marigold Bend Lending", Trade::Finance),
    house("Oxbarrow Personal Finance", Trade::Finance),
    house("Dapplestone Loans", Trade::Finance),
    house("Quickthorn Lending", Trade::Finance),
    house("Copperleaf Medical Billing", Trade::Medical),
    house("Fenwold Regional Hospital", Trade::Medical),
    house("Amberquill Emergency Physicians", Trade::Medical),
    house("Thimblewood Radiology", Trade::Medical),
    house("Ironvale Energy", Trade::Utility),
    house("Riddlebrook Water & Power", Trade::Utility),
    house("Cindermoss Gas", Trade::Utility),
    house("Saltmarsh Wireless", Trade::Telecom),
    house("Vesperwick Cable", Trade::Telecom),
    house("Yarrowline Mobile", Trade::Telecom),
    house("Nettlebright Internet", Trade::Telecom),
    house("Marrowgate Collections", Trade::Agency),
    house("Quillon Recovery", Trade::Agency),
    house("Hollowreed Collection Bureau", Trade::Agency),
    house("Stillfen Receivables Management", Trade::Agency),
    house("Larchgate Medical Recovery", Trade::Agency),
    house("Brackenloft Collection Services", Trade::Agency),
    house("Penhollow Accounts Bureau", Trade::Agency),
    house("Ravelstone Recovery Group", Trade::Agency),
    house("Saddlebrindle Adjusters", Trade::Agency),
    house("Cobblewick Collection Agency", Trade::Agency),
    house("Umberfield Recovery Associates", Trade::Agency),
    house("Gossamer Fen Collections", Trade::Agency),
    house("Duskmoor Asset Recovery", Trade::Buyer),
    house("Tanglemere Funding", Trade::Buyer),
    house("Greyhatch Portfolio Holdings", Trade::Buyer),
    house("Oxbow Fathom Capital", Trade::Buyer),
    house("Kettlemoor Debt Purchasing", Trade::Buyer),
    house("Wandermoss Receivables Fund", Trade::Buyer),
    house("Mottlefern Acquisitions", Trade::Buyer),
    house("Barrowfell Portfolio Group", Trade::Buyer),
];
