//! Six letters to begin with, in our own words. They say what the law gives, no more: nobody is
//! accused of a breach, nothing is claimed that the client did not say, and no myth is repeated.
//! Not legal advice.

use crate::{RecipientKind, Template};

/// A template that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starter {
    /// A name for programs; never changes.
    pub key: &'static str,
    /// What the letter is.
    pub name: &'static str,
    /// When to use it.
    pub purpose: &'static str,
    /// Whom it may go to.
    pub recipient: RecipientKind,
    /// The law behind it.
    pub laws: &'static [Law],
    /// What has to be enclosed, as copies.
    pub enclosures: &'static [&'static str],
    /// What the agent has to know before using it.
    pub caution: Option<&'static str>,
    subject: &'static str,
    body: &'static str,
}

/// A rule of law that a letter rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Law {
    /// Where it stands.
    pub cite: &'static str,
    /// What it says, in our words.
    pub says: &'static str,
    /// Where that was checked; `None` while it was not.
    pub source: Option<&'static str>,
}

impl Starter {
    /// The letter's text.
    #[must_use]
    pub fn template(&self) -> Template {
        Template {
            name: self.name.to_owned(),
            recipient: Some(self.recipient),
            subject: self.subject.to_owned(),
            body: self.body.to_owned(),
        }
    }
}

const FCRA_611: Option<&str> = Some("creditreporting.com/fcra-611.html");
const FCRA_605B: Option<&str> = Some("creditreporting.com/fcra-605B.html");
const REG_V: Option<&str> =
    Some("aba.com/banking-topics/compliance/from-the-hotline/fcra-duplicate-credit-dispute");
const FDCPA_809: Option<&str> = Some("justia.com, validation of debts");

const IDENTITY: &str = "Copy of a government photo ID";
const HOME: &str = "Copy of a utility, bank or insurance statement with your name and address";
const REPORT_PAGE: &str = "Page of the credit report with the disputed items marked";
const PROOF: &str = "Copies of the documents that show what is wrong";

const REINVESTIGATE: Law = Law {
    cite: "15 USC 1681i(a)(1)(A)",
    says: "A bureau investigates a dispute within 30 days of receiving it, or deletes the item.",
    source: FCRA_611,
};
const EXTENSION: Law = Law {
    cite: "15 USC 1681i(a)(1)(B)",
    says: "The 30 days become 45 when the consumer sends relevant information meanwhile.",
    source: FCRA_611,
};
const FORWARD: Law = Law {
    cite: "15 USC 1681i(a)(2)(A)",
    says: "The bureau tells the furnisher within 5 business days, with all relevant information.",
    source: FCRA_611,
};
const RESULTS: Law = Law {
    cite: "15 USC 1681i(a)(6)",
    says: "The bureau sends written results and the revised report.",
    source: None,
};
const UNVERIFIED: Law = Law {
    cite: "15 USC 1681i(a)(5)(A)",
    says: "What is inaccurate, incomplete or cannot be verified is deleted or modified.",
    source: None,
};

/// The letters, in the order in which they are offered.
pub static STARTERS: &[Starter] = &[
    Starter {
        key: "bureau-dispute",
        name: "Dispute to a credit bureau",
        purpose: "The first letter about items that a bureau reports wrongly.",
        recipient: RecipientKind::Bureau,
        laws: &[REINVESTIGATE, FORWARD, UNVERIFIED, RESULTS],
        enclosures: &[IDENTITY, HOME, REPORT_PAGE, PROOF],
        caution: None,
        subject: "Dispute of inaccurate information in my credit file",
        body: include_str!("../starters/bureau-dispute.txt"),
    },
    Starter {
        key: "furnisher-dispute",
        name: "Direct dispute to a furnisher",
        purpose: "A dispute with the creditor itself about liability, terms or payment history.",
        recipient: RecipientKind::Furnisher,
        laws: &[
            Law {
                cite: "15 USC 1681s-2(a)(8)",
                says: "A consumer may dispute with the furnisher directly.",
                source: None,
            },
            Law {
                cite: "12 CFR 1022.43(d)",
                says: "The letter names the account, the information, the reason, and encloses proof.",
                source: REG_V,
            },
            Law {
                cite: "12 CFR 1022.43(b)(2)",
                says: "A furnisher need not investigate what a credit-repair organization prepared.",
                source: REG_V,
            },
            Law {
                cite: "15 USC 1681s-2(a)(3)",
                says: "Disputed information is reported with notice of the dispute.",
                source: None,
            },
        ],
        enclosures: &[IDENTITY, HOME, REPORT_PAGE, PROOF],
        caution: Some(
            "A furnisher may disregard a letter that a credit-repair organization prepared \
             (12 CFR 1022.43(b)(2)), and the letter says that you helped. A dispute through the \
             bureau obliges the furnisher to investigate.",
        ),
        subject: "Direct dispute of information that you report about me",
        body: include_str!("../starters/furnisher-dispute.txt"),
    },
    Starter {
        key: "debt-validation",
        name: "Validation of a debt",
        purpose: "The answer to a collector's validation notice, within 30 days of receiving it.",
        recipient: RecipientKind::Collector,
        laws: &[
            Law {
                cite: "15 USC 1692g(b)",
                says: "After a written dispute within 30 days of the notice, the collector stops until it has mailed verification.",
                source: FDCPA_809,
            },
            Law {
                cite: "12 CFR 1006.34(b)(5)",
                says: "The validation period ends 30 days after the notice is received.",
                source: None,
            },
            Law {
                cite: "15 USC 1692e(8)",
                says: "A collector may not leave out that a debt is disputed when it reports it.",
                source: None,
            },
        ],
        enclosures: &["Copy of the validation notice"],
        caution: Some(
            "For collectors only, not for the original creditor, and only within 30 days of the \
             day on which the client received the validation notice. Later, write an ordinary \
             dispute.",
        ),
        subject: "Dispute of a debt and request for its verification",
        body: include_str!("../starters/debt-validation.txt"),
    },
    Starter {
        key: "identity-theft-block",
        name: "Block of information from identity theft",
        purpose: "For accounts and inquiries that somebody else made in the client's name.",
        recipient: RecipientKind::Bureau,
        laws: &[
            Law {
                cite: "15 USC 1681c-2(a)",
                says: "A bureau blocks information from identity theft within 4 business days of receiving the four parts.",
                source: FCRA_605B,
            },
            Law {
                cite: "15 USC 1681c-2(c)",
                says: "It may decline or rescind the block for reasons that stand there.",
                source: FCRA_605B,
            },
        ],
        enclosures: &[
            IDENTITY,
            HOME,
            "Copy of the identity-theft report",
            REPORT_PAGE,
        ],
        caution: Some(
            "Only for items that the client has said in writing are not his own transactions, \
             and only with an identity-theft report that the client has filed.",
        ),
        subject: "Request to block information that comes from identity theft",
        body: include_str!("../starters/identity-theft-block.txt"),
    },
    Starter {
        key: "method-of-verification",
        name: "Method of verification",
        purpose: "After results that say \"verified\", to learn how and with whom.",
        recipient: RecipientKind::Bureau,
        laws: &[Law {
            cite: "15 USC 1681i(a)(7)",
            says: "On request, the bureau describes its procedure and names whom it contacted.",
            source: None,
        }],
        enclosures: &[IDENTITY, HOME, "Copy of the bureau's results", PROOF],
        caution: None,
        subject: "Request for the description of your investigation",
        body: include_str!("../starters/method-of-verification.txt"),
    },
    Starter {
        key: "unanswered-dispute",
        name: "Follow-up on an unanswered dispute",
        purpose: "When the time for an answer has passed and none has come.",
        recipient: RecipientKind::Bureau,
        laws: &[REINVESTIGATE, EXTENSION, UNVERIFIED, RESULTS],
        enclosures: &[
            IDENTITY,
            HOME,
            "Copy of the earlier letter",
            "Copy of the proof of delivery",
        ],
        caution: Some(
            "Only with proof of the day on which the earlier letter arrived. A day that is \
             merely assumed is no ground for this letter.",
        ),
        subject: "My dispute that was not answered",
        body: include_str!("../starters/unanswered-dispute.txt"),
    },
];
