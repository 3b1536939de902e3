//! Conditions as they were entered, read rule by rule. Gathers everything that makes no sense,
//! each under the path of the rule that it is about, before refusing.

use chrono::{Days, NaiveDate};
use contract::{
    FieldErrors,
    portal::{Combinator, SegmentRule, SegmentRuleGroup},
};
use serde_json::Value;

use super::{
    condition::{Bound, Condition},
    subject::{Field, Relation, Subject},
    test::Comparison,
};

/// How deep groups may stand in groups.
const DEEPEST: usize = 8;
/// The most rules and groups in all.
const MOST: usize = 500;
/// The most relations that lead from a subject to what a rule is about: `client` to
/// `negative_items` and back to the client's others. Each multiplies what has to be looked at.
const FARTHEST: usize = 2;
/// The most values that a field is compared with at once.
const MOST_VALUES: usize = 200;
/// The most values in all; SQLite binds three times as many.
const MOST_BOUND: usize = 10_000;
/// The most days that a rule can look back, a hundred years.
const MOST_DAYS: u64 = 36_525;

/// Reads what must hold for a subject, as of a day. `at` is the field in which the rules stand;
/// empty where they are the whole request.
///
/// # Errors
/// Everything that makes no sense, by its path.
pub(crate) fn read(
    group: &SegmentRuleGroup,
    subject: &'static Subject,
    today: NaiveDate,
    at: &str,
) -> Result<Condition, FieldErrors> {
    let (mut reader, place) = begin(subject, today);
    let condition = reader.group(group, place, at);
    reader.done(condition)
}

/// Reads what the rules of an outermost group are about, and what must hold for it: for the
/// subject, or where the group names a relation, for what is related to it. Rules may still be
/// missing.
///
/// # Errors
/// Everything that makes no sense, by its path.
pub(crate) fn about(
    group: &SegmentRuleGroup,
    subject: &'static Subject,
    today: NaiveDate,
    at: &str,
) -> Result<(&'static Subject, Condition), FieldErrors> {
    let (mut reader, place) = begin(subject, today);
    let about = reader.related(group, place, at).and_then(|(place, _)| {
        let rules = SegmentRuleGroup {
            relation: None,
            count_repeat: None,
            ..group.clone()
        };
        let condition = if rules.rules.is_empty() {
            Some(Condition::Every(Vec::new()))
        } else {
            reader.group(&rules, place, at)
        };
        condition.map(|condition| (place.subject, condition))
    });
    reader.done(about)
}

fn begin(subject: &'static Subject, today: NaiveDate) -> (Reader, Place) {
    let reader = Reader {
        errors: FieldErrors::default(),
        seen: 0,
        bound: 0,
        today,
    };
    let place = Place {
        subject,
        by: None,
        through: 0,
        depth: 1,
    };
    (reader, place)
}

struct Reader {
    errors: FieldErrors,
    /// Rules and groups that were read so far.
    seen: usize,
    /// Values that fields are compared with so far.
    bound: usize,
    today: NaiveDate,
}

/// Where a rule stands.
#[derive(Clone, Copy)]
struct Place {
    subject: &'static Subject,
    /// The relation by which the rule is about this subject.
    by: Option<&'static Relation>,
    /// How many relations lead there.
    through: usize,
    depth: usize,
}

/// The path of a part of what stands at a path.
fn part(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

impl Reader {
    fn done<T>(self, read: Option<T>) -> Result<T, FieldErrors> {
        match read {
            Some(read) if self.errors.is_empty() => Ok(read),
            _ => Err(self.errors),
        }
    }

    fn wrong<T>(&mut self, at: &str, name: &str, sentence: &str) -> Option<T> {
        self.errors.add(&part(at, name), sentence);
        None
    }

    fn group(&mut self, group: &SegmentRuleGroup, place: Place, at: &str) -> Option<Condition> {
        if place.depth > DEEPEST {
            let sentence = format!("stands too deep: groups may stand {DEEPEST} deep");
            return self.wrong(at, "rules", &sentence);
        }
        if group.rules.is_empty() {
            return self.wrong(at, "rules", "must hold one rule or more");
        }
        let related = self.related(group, place, at);
        let within = Place {
            depth: place.depth + 1,
            ..related.map_or(place, |(within, _)| within)
        };
        let mut rules = Vec::with_capacity(group.rules.len());
        // What is about an unknown relation is not looked at: every field would be unknown.
        let known = related.map_or(&[][..], |_| &group.rules);
        for (number, rule) in known.iter().enumerate() {
            self.seen += 1;
            if self.seen > MOST {
                let sentence = format!("must hold {MOST} rules and groups at most");
                return self.wrong(at, "rules", &sentence);
            }
            let at = part(at, &format!("rules.{number}"));
            rules.extend(self.rule(rule, within, &at));
        }
        let any = match group.combinator.as_deref() {
            None => false,
            Some(word) if word == Combinator::And.word() => false,
            Some(word) if word == Combinator::Or.word() => true,
            Some(_) => return self.wrong(at, "combinator", "must be one of `AND`, `OR`"),
        };
        let rules = if any {
            Condition::Any(rules)
        } else {
            Condition::Every(rules)
        };
        self.among(group, related?, rules)
    }

    fn rule(&mut self, rule: &SegmentRule, place: Place, at: &str) -> Option<Condition> {
        let Some(name) = &rule.field else {
            if rule.operator.is_some() || rule.value.is_some() {
                return self.wrong(at, "field", "is required");
            }
            return self.group(&rule.group, place, at);
        };
        if !rule.group.rules.is_empty() {
            return self.wrong(at, "rules", "cannot stand beside `field`");
        }
        let related = self.related(&rule.group, place, at)?;
        let subject = related.0.subject;
        let Some(field) = subject.field(name) else {
            return self.wrong(at, "field", &format!("names no field of {}", subject.one));
        };
        let operator = rule.operator.as_deref().unwrap_or_default();
        let Some((comparison, opposite)) = field.kind.operator(operator) else {
            let known = field.kind.operators().join(", ");
            return self.wrong(at, "operator", &format!("must be one of {known}"));
        };
        let values = self.values(field, comparison, rule.value.as_ref(), at)?;
        let test = Condition::Field(field, comparison, values).turned(opposite);
        self.among(&rule.group, related, test)
    }

    /// What rules are about, and the relation that leads there. A relation in which they stand
    /// already is not gone through again: they are about the same record.
    fn related(
        &mut self,
        group: &SegmentRuleGroup,
        place: Place,
        at: &str,
    ) -> Option<(Place, Option<&'static Relation>)> {
        let name = group.relation.as_deref().unwrap_or_default().trim();
        let times = group.count_repeat.unwrap_or_default();
        if name.is_empty() || place.by.is_some_and(|by| by.name == name) {
            if times > 1 {
                let sentence = "counts nothing: it must stand with the relation that is counted";
                return self.wrong(at, "count_repeat", sentence);
            }
            return Some((place, None));
        }
        let Some(relation) = place.subject.relation(name) else {
            let sentence = format!("names nothing that is related to {}", place.subject.one);
            return self.wrong(at, "relation", &sentence);
        };
        if times > 1 && !relation.many {
            let sentence = format!("must be 1 at most: {} has one", place.subject.one);
            return self.wrong(at, "count_repeat", &sentence);
        }
        if place.through == FARTHEST {
            let sentence = format!("goes too far: {FARTHEST} relations may follow each other");
            return self.wrong(at, "relation", &sentence);
        }
        let within = Place {
            subject: relation.subject,
            by: Some(relation),
            through: place.through + 1,
            depth: place.depth,
        };
        Some((within, Some(relation)))
    }

    /// The condition, of related records where there is a relation, and the opposite of it where
    /// that is asked for.
    fn among(
        &mut self,
        group: &SegmentRuleGroup,
        (_, relation): (Place, Option<&'static Relation>),
        holds: Condition,
    ) -> Option<Condition> {
        let times = group.count_repeat.unwrap_or_default().max(1);
        let holds = match relation {
            Some(relation) => Condition::Related(relation, times, Box::new(holds)),
            None => holds,
        };
        Some(holds.turned(group.not.unwrap_or_default()))
    }

    /// What the field is compared with.
    fn values(
        &mut self,
        field: &Field,
        comparison: Comparison,
        entered: Option<&Value>,
        at: &str,
    ) -> Option<Vec<Bound>> {
        let entered = entered.unwrap_or(&Value::Null);
        match comparison {
            Comparison::Missing => return Some(Vec::new()),
            Comparison::LastDays => return self.days(entered, at),
            _ => {}
        }
        let several = several(entered);
        let wanted = match comparison {
            Comparison::Among if several.is_empty() || several.len() > MOST_VALUES => {
                let sentence = format!("must be a list of 1 to {MOST_VALUES} values");
                return self.wrong(at, "value", &sentence);
            }
            Comparison::Between if several.len() != 2 => {
                return self.wrong(at, "value", "must be a list of two values");
            }
            Comparison::Among | Comparison::Between => several,
            _ => vec![entered.clone()],
        };
        let read: Result<Vec<Bound>, _> = wanted.iter().map(|one| field.kind.read(one)).collect();
        self.bound += wanted.len();
        if self.bound > MOST_BOUND {
            let sentence = format!("is too much: all rules may have {MOST_BOUND} values together");
            return self.wrong(at, "value", &sentence);
        }
        match read {
            Ok(values) => Some(values),
            Err(sentence) => self.wrong(at, "value", sentence),
        }
    }

    /// The day so many days ago, and today.
    fn days(&mut self, entered: &Value, at: &str) -> Option<Vec<Bound>> {
        let days = entered.as_u64();
        let days = days.or_else(|| entered.as_str().and_then(|text| text.trim().parse().ok()));
        let days = days.filter(|days| (1..=MOST_DAYS).contains(days));
        let first = days.and_then(|days| self.today.checked_sub_days(Days::new(days)));
        let Some(first) = first else {
            let sentence = format!("must be a number of days from 1 to {MOST_DAYS}");
            return self.wrong(at, "value", &sentence);
        };
        Some(
            [first, self.today]
                .map(|day| Bound::Text(day.to_string()))
                .to_vec(),
        )
    }
}

/// The values of a list, which may also be text with commas between them.
fn several(entered: &Value) -> Vec<Value> {
    match entered {
        Value::Array(values) => values.clone(),
        Value::String(text) => text.split(',').map(Value::from).collect(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}
