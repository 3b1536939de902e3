//! Addresses that do not exist: invented streets in towns that do, with ZIP codes of the
//! right region. Nothing sent there can reach anyone.

use crate::dice::Dice;

/// A postal address in the United States.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// House number, an invented street and, for some, an apartment.
    pub street: String,
    /// City.
    pub city: String,
    /// Two-letter state code.
    pub state: String,
    /// Five-digit ZIP code.
    pub zip: String,
}

/// A town: name, state, the first three digits of its ZIP codes, its telephone area code.
#[derive(Clone, Copy)]
pub(crate) struct Town {
    city: &'static str,
    state: &'static str,
    zip3: &'static str,
    pub(crate) area_code: &'static str,
}

impl Town {
    pub(crate) fn draw(dice: &mut Dice) -> Self {
        dice.one_of(TOWNS)
    }
}

impl Address {
    pub(crate) fn draw(dice: &mut Dice, town: Town) -> Self {
        let number = match dice.below(3) {
            0 => 1 + dice.below(98),
            1 => 100 + dice.below(900),
            _ => 1000 + dice.below(18_000),
        };
        let (head, tail, kind) = (dice.one_of(HEADS), dice.one_of(TAILS), dice.one_of(KINDS));
        let unit = match dice.below(10) {
            0..2 => format!(" Apt {}", 1 + dice.below(48)),
            2 => format!(" Unit {}", char::from(b'A' + dice.below(8) as u8)),
            _ => String::new(),
        };
        Self {
            street: format!("{number} {head} {tail} {kind}{unit}"),
            city: town.city.to_owned(),
            state: town.state.to_owned(),
            zip: format!("{}{:02}", town.zip3, 1 + dice.below(98)),
        }
    }
}

/// First and second words of street names; put together they name no street.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "Amberquill", "Brackenloft", "Cindermoss", "Dapplethorn", "Eldermoor", "Fennelwisp", "Gossamer",
    "Hollowfen", "Inkberry", "Juniperfall", "Kestrelmoor", "Lanternmoss", "Mottlefern", "Nettlebright",
    "Otterwhistle", "Pepperlark", "Quillfeather", "Ravelstone", "Saffronloft", "Thimblewood",
    "Umberfield", "Vesperwick", "Willowmere", "Yarrowquick", "Zephyrthorn",
];

#[rustfmt::skip]
const TAILS: &[&str] = &[
    "Barrow", "Bellow", "Brindle", "Cradle", "Drift", "Ember", "Fathom", "Glimmer", "Hatch", "Hollow",
    "Kettle", "Ladle", "Marrow", "Nimble", "Oxbow", "Paddle", "Quarrel", "Riddle", "Saddle", "Tangle",
    "Thistle", "Wander", "Whimsy", "Yonder",
];

const KINDS: &[&str] = &[
    "St", "Ave", "Ln", "Rd", "Dr", "Ct", "Way", "Ter", "Pl", "Blvd",
];

const fn town(
    city: &'static str,
    state: &'static str,
    zip3: &'static str,
    area_code: &'static str,
) -> Town {
    Town {
        city,
        state,
        zip3,
        area_code,
    }
}

static TOWNS: &[Town] = &[
    town("Anchorage", "AK", "995", "907"),
    town("Birmingham", "AL", "352", "205"),
    town("Little Rock", "AR", "722", "501"),
    town("Phoenix", "AZ", "850", "602"),
    town("Tucson", "AZ", "857", "520"),
    town("Fresno", "CA", "937", "559"),
    town("Los Angeles", "CA", "900", "213"),
    town("Sacramento", "CA", "958", "916"),
    town("San Diego", "CA", "921", "619"),
    town("Denver", "CO", "802", "303"),
    town("Pueblo", "CO", "810", "719"),
    town("Hartford", "CT", "061", "860"),
    town("Wilmington", "DE", "198", "302"),
    town("Jacksonville", "FL", "322", "904"),
    town("Miami", "FL", "331", "305"),
    town("Tampa", "FL", "336", "813"),
    town("Atlanta", "GA", "303", "404"),
    town("Savannah", "GA", "314", "912"),
    town("Honolulu", "HI", "968", "808"),
    town("Des Moines", "IA", "503", "515"),
    town("Boise", "ID", "837", "208"),
    town("Chicago", "IL", "606", "312"),
    town("Peoria", "IL", "616", "309"),
    town("Indianapolis", "IN", "462", "317"),
    town("Wichita", "KS", "672", "316"),
    town("Louisville", "KY", "402", "502"),
    town("Baton Rouge", "LA", "708", "225"),
    town("New Orleans", "LA", "701", "504"),
    town("Worcester", "MA", "016", "508"),
    town("Baltimore", "MD", "212", "410"),
    town("Portland", "ME", "041", "207"),
    town("Detroit", "MI", "482", "313"),
    town("Grand Rapids", "MI", "495", "616"),
    town("Minneapolis", "MN", "554", "612"),
    town("Kansas City", "MO", "641", "816"),
    town("Jackson", "MS", "392", "601"),
    town("Billings", "MT", "591", "406"),
    town("Charlotte", "NC", "282", "704"),
    town("Raleigh", "NC", "276", "919"),
    town("Fargo", "ND", "581", "701"),
    town("Omaha", "NE", "681", "402"),
    town("Manchester", "NH", "031", "603"),
    town("Newark", "NJ", "071", "973"),
    town("Albuquerque", "NM", "871", "505"),
    town("Las Vegas", "NV", "891", "702"),
    town("Buffalo", "NY", "142", "716"),
    town("Rochester", "NY", "146", "585"),
    town("Columbus", "OH", "432", "614"),
    town("Toledo", "OH", "436", "419"),
    town("Oklahoma City", "OK", "731", "405"),
    town("Tulsa", "OK", "741", "918"),
    town("Eugene", "OR", "974", "541"),
    town("Philadelphia", "PA", "191", "215"),
    town("Pittsburgh", "PA", "152", "412"),
    town("Providence", "RI", "029", "401"),
    town("Columbia", "SC", "292", "803"),
    town("Sioux Falls", "SD", "571", "605"),
    town("Memphis", "TN", "381", "901"),
    town("Nashville", "TN", "372", "615"),
    town("Dallas", "TX", "752", "214"),
    town("El Paso", "TX", "799", "915"),
    town("Houston", "TX", "770", "713"),
    town("San Antonio", "TX", "782", "210"),
    town("Salt Lake City", "UT", "841", "801"),
    town("Richmond", "VA", "232", "804"),
    town("Burlington", "VT", "054", "802"),
    town("Seattle", "WA", "981", "206"),
    town("Spokane", "WA", "992", "509"),
    town("Milwaukee", "WI", "532", "414"),
    town("Charleston", "WV", "253", "304"),
    town("Cheyenne", "WY", "820", "307"),
];
