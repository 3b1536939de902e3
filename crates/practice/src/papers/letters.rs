//! Letters to or about the client: a head, a day, who it goes to, what it says, who signs.

use chrono::Days;
use reports::Bureau;

use super::{
    facts::{Facts, dollars, lines_of, spelt, written},
    sheet::{BLACK, BOLD, GREY, LEFT, RIGHT, SMALL, Sheet, TEXT, bind, style},
};
use crate::{
    credit::furnishers::{House, Trade},
    places::Address,
};

/// What a letter says.
struct Letter {
    from: String,
    below: &'static str,
    seat: (Address, String),
    to: Vec<String>,
    subject: String,
    /// Facts that stand between the first and the second paragraph.
    rows: Vec<(&'static str, String)>,
    paragraphs: Vec<String>,
    signer: (String, &'static str),
}

/// A bureau could not tell who asked.
pub(super) fn bureau(facts: &mut Facts, bureau: Bureau) -> Vec<u8> {
    let letter = Letter {
        from: bureau.name().to_owned(),
        below: "Made up for practice. Not a letter of the real bureau.",
        seat: facts.somewhere(),
        to: facts.envelope(),
        subject: "We could not tell who sent your request".to_owned(),
        rows: vec![
            ("Reference", facts.digits(10)),
            (
                "Request received",
                written(facts.day - Days::new(20 + facts.dice.below(20))),
            ),
            ("Date of birth given", written(facts.person.born)),
        ],
        paragraphs: vec![
            "We received a request about your credit file. What it gave us was not enough to be \
             sure that it came from you, so nothing in your file was changed."
                .to_owned(),
            "Please send a copy of a driver's license or another card of the government, and a \
             copy of a utility bill or a bank statement that shows your present address. Both \
             must be readable and show your name as it stands above."
                .to_owned(),
            "We will look at your request as soon as the copies are here.".to_owned(),
        ],
        signer: (facts.signer(), "Consumer relations"),
    };
    letter.draw(facts)
}

/// Who gave the credit, or collects it, asks for more about a dispute.
pub(super) fn creditor(facts: &mut Facts) -> Vec<u8> {
    let number = facts.person.number;
    let known = facts.practice.creditor(number);
    let (house, ending) = known.unwrap_or_else(|| {
        let house = House::draw(&mut facts.dice, Trade::Bank);
        (house, facts.digits(4))
    });
    let letter = Letter {
        from: house.name.to_owned(),
        below: "Customer correspondence",
        seat: house.seat(),
        to: facts.envelope(),
        subject: format!("Your letter about the account ending in {ending}"),
        rows: vec![
            ("Account ending in", ending),
            ("Our reference", facts.digits(8)),
            (
                "Your letter received",
                written(facts.day - Days::new(14 + facts.dice.below(21))),
            ),
        ],
        paragraphs: vec![
            "Thank you for writing to us. We are looking into what we report about this account \
             to the credit bureaus."
                .to_owned(),
            "Please tell us which entries you believe to be wrong, and send copies of what shows \
             it, such as statements, receipts or earlier letters. Keep the originals."
                .to_owned(),
            "We will answer within 30 days after your papers are here, and tell the bureaus if \
             anything has to be corrected."
                .to_owned(),
        ],
        signer: (facts.signer(), "Credit reporting disputes"),
    };
    letter.draw(facts)
}

/// Someone has a pension.
pub(super) fn pension(facts: &mut Facts) -> Vec<u8> {
    let monthly = 74_000 + facts.dice.between(0, 1_400) * 100;
    let kept = monthly * facts.dice.between(4, 11) / 100;
    let letter = Letter {
        from: "Sample State Retirement System".to_owned(),
        below: "Member services",
        seat: facts.somewhere(),
        to: facts.envelope(),
        subject: "Confirmation of your monthly benefit".to_owned(),
        rows: vec![
            ("Member number", facts.digits(8)),
            ("Benefit a month", dollars(monthly)),
            ("Tax kept back", dollars(kept)),
            ("Paid to you", dollars(monthly - kept)),
        ],
        paragraphs: vec![
            "You asked us to confirm what you receive. Our records show this benefit:".to_owned(),
            "It is paid on the first working day of each month and continues until you are told \
             otherwise in writing."
                .to_owned(),
            "You may show this letter to whoever needs proof of your income.".to_owned(),
        ],
        signer: (facts.signer(), "Member services"),
    };
    letter.draw(facts)
}

/// A shelter says where the client's mail is taken in.
pub(super) fn shelter(facts: &mut Facts) -> Vec<u8> {
    let name = facts.person.name.full();
    let since = facts.day - Days::new(30 + facts.dice.below(150));
    let first = facts.person.name.first.clone();
    let (_, phone) = facts.somewhere();
    let letter = Letter {
        from: facts.dice.one_of(SHELTERS).to_owned(),
        below: "Shelter and day center",
        seat: (facts.person.address.clone(), phone),
        to: vec!["To whom it may concern".to_owned()],
        subject: format!("Residence of {name}"),
        rows: vec![
            ("Guest", name),
            ("Date of birth", written(facts.person.born)),
            ("With us since", written(since)),
        ],
        paragraphs: vec![
            "The person named here is a guest of our shelter and lives at the address above."
                .to_owned(),
            format!("Mail for {first} is taken in here, held, and handed out every day."),
            "Please call us with any questions.".to_owned(),
        ],
        signer: (facts.signer(), "Director"),
    };
    letter.draw(facts)
}

/// The client lets the firm write to bureaus and creditors.
pub(super) fn authorization(facts: &mut Facts) -> Vec<u8> {
    let name = facts.person.name.full();
    let letter = Letter {
        from: name.clone(),
        below: "Client",
        seat: (
            facts.person.address.clone(),
            facts.person.mobile_phone.clone(),
        ),
        to: vec![
            "To the credit bureaus".to_owned(),
            "and to those who report about me".to_owned(),
        ],
        subject: "Authorization to write on my behalf".to_owned(),
        rows: vec![
            ("Name", name.clone()),
            ("Date of birth", written(facts.person.born)),
            (
                "Social Security number",
                format!("XXX-XX-{:04}", facts.person.ssn.serial),
            ),
        ],
        paragraphs: vec![
            "I allow the firm that I have hired to write to the credit bureaus and to those who \
             report about me, and to receive their answers."
                .to_owned(),
            "This covers only what is in my credit files. I can take it back in writing at any \
             time, and it ends one year from today."
                .to_owned(),
            "I have received a copy of this page.".to_owned(),
        ],
        signer: (name, "Signature of the client"),
    };
    letter.draw(facts)
}

impl Letter {
    fn draw(self, facts: &mut Facts) -> Vec<u8> {
        let mut sheet = Sheet::new();
        sheet.fitted(LEFT, 72.0, 320.0, style(18.0, true, BLACK), &self.from);
        sheet.text(LEFT, 88.0, style(9.0, false, GREY), self.below);
        let (address, phone) = &self.seat;
        let contact = [&lines_of(address)[..], std::slice::from_ref(phone)].concat();
        for (line, y) in contact.iter().zip([66.0, 78.0, 90.0]) {
            sheet.text_to(RIGHT, y, SMALL, line);
        }
        sheet.rule(102.0);
        let day = facts.day - Days::new(3 + facts.dice.below(9));
        sheet.text(LEFT, 134.0, TEXT, &spelt(day));
        let y = sheet.lines(LEFT, 162.0, TEXT, &self.to);
        let mut y = y + 22.0;
        sheet.text(LEFT, y, style(12.0, true, BLACK), &self.subject);
        y += 26.0;
        let text = style(10.5, false, BLACK);
        for (place, paragraph) in self.paragraphs.iter().enumerate() {
            y = sheet.paragraph(y, text, paragraph) + 10.0;
            if place == 0 {
                y = rows(&mut sheet, y, &self.rows);
            }
        }
        sheet.text(LEFT, y + 14.0, text, "Sincerely,");
        sheet.signature(LEFT + 4.0, y + 58.0, &mut facts.dice);
        sheet.text(LEFT, y + 86.0, BOLD, &self.signer.0);
        sheet.text(LEFT, y + 100.0, SMALL, self.signer.1);
        bind(&self.subject, vec![sheet])
    }
}

fn rows(sheet: &mut Sheet, y: f32, rows: &[(&str, String)]) -> f32 {
    let mut y = y + 4.0;
    for (label, value) in rows {
        sheet.text(LEFT + 16.0, y, style(10.0, false, GREY), label);
        sheet.text(LEFT + 170.0, y, BOLD, value);
        y += 17.0;
    }
    y + 10.0
}

const SHELTERS: &[&str] = &[
    "Lantern Hollow House",
    "Fernhatch Night Shelter",
    "Harbor Wick Center",
    "Oxbow Street House",
];
