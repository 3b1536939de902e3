//! Finding one's way in a JSON Schema of the contract: what a place takes, and what is in it.

use serde_json::Value;

/// A place in a schema.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The type's whole schema, in which references lead somewhere.
    root: &'a Value,
    here: &'a Value,
}

impl<'a> Place<'a> {
    /// The top of a schema.
    #[must_use]
    pub fn of(schema: &'a Value) -> Self {
        Self {
            root: schema,
            here: schema,
        }
    }

    /// The schema at this place.
    #[must_use]
    pub fn schema(self) -> &'a Value {
        self.here
    }

    /// The whole schema of the type that this place is in.
    pub(crate) fn root(self) -> &'a Value {
        self.root
    }

    /// Whether this place only says where another is, or where it may be.
    pub(crate) fn leads_on(self) -> bool {
        let leads = |schema: &Value| schema.get("$ref").is_some();
        let choices = self.here.get("anyOf").and_then(Value::as_array);
        leads(self.here) || choices.is_some_and(|choices| choices.iter().any(leads))
    }

    fn to(self, here: &'a Value) -> Self {
        // An envelope holds a type's schema whole, and its references lead to places in itself.
        let whole = here.get("$defs").is_some() || here.get("title").is_some_and(Value::is_string);
        let root = if whole { here } else { self.root };
        Self { root, here }
    }

    /// Where a reference leads; this place where it is none.
    #[must_use]
    pub fn followed(self) -> Self {
        let reference = self.here.get("$ref").and_then(Value::as_str);
        let there = reference.and_then(|at| self.root.pointer(at.trim_start_matches('#')));
        there.map_or(self, |there| self.to(there).followed())
    }

    /// The forms of which a value has one; null is none of them.
    #[must_use]
    pub fn forms(self) -> Vec<Self> {
        let place = self.followed();
        let choices = ["anyOf", "oneOf"].into_iter().find_map(|name| {
            let choices = place.here.get(name)?.as_array()?;
            // Others say only which fields go together.
            let say_a_form = |choice: &Value| {
                [
                    "type",
                    "$ref",
                    "properties",
                    "anyOf",
                    "oneOf",
                    "enum",
                    "const",
                ]
                .iter()
                .any(|name| choice.get(name).is_some())
            };
            choices.iter().all(say_a_form).then_some(choices)
        });
        let Some(choices) = choices else {
            return vec![place];
        };
        let some = choices.iter().filter(|choice| choice["type"] != "null");
        some.flat_map(|choice| place.to(choice).forms()).collect()
    }

    /// The fields that are named here.
    pub fn fields(self) -> impl Iterator<Item = (&'a str, Self)> {
        let properties = self.here.get("properties").and_then(Value::as_object);
        let fields = properties.into_iter().flatten();
        fields.map(move |(name, schema)| (name.as_str(), self.to(schema)))
    }

    /// A field; one that has no name here, where every name is taken.
    #[must_use]
    pub fn field(self, name: &str) -> Option<Self> {
        self.forms().into_iter().find_map(|form| {
            let named = form.fields().find(|(field, _)| *field == name);
            named.map(|(_, place)| place).or_else(|| form.others())
        })
    }

    /// What fields without a name here hold, where that is said.
    #[must_use]
    pub fn others(self) -> Option<Self> {
        let others = self.here.get("additionalProperties")?;
        (others != false).then(|| self.to(others))
    }

    /// What an array here holds.
    #[must_use]
    pub fn items(self) -> Option<Self> {
        let items = |form: Self| Some(form.to(form.here.get("items")?));
        self.forms().into_iter().find_map(items)
    }

    /// What is at the end of a path such as `value[].IdDocument`.
    #[must_use]
    pub fn at(self, path: &str) -> Option<Self> {
        path.split('.').try_fold(self, |place, part| {
            let name = part.trim_end_matches("[]");
            let arrays = (part.len() - name.len()) / 2;
            let field = place.field(name)?;
            (0..arrays).try_fold(field, |place, _| place.items())
        })
    }

    /// Whether a field must be there.
    #[must_use]
    pub fn requires(self, name: &str) -> bool {
        let has = |form: Self| names(form.here, "required").any(|field| field == name);
        self.forms().into_iter().any(has)
    }

    /// Whether a value may have this JSON type.
    #[must_use]
    pub fn takes(self, kind: &str) -> bool {
        self.forms()
            .into_iter()
            .any(|form| form.kinds().any(|one| one == kind) || (form.is_open() && kind != "null"))
    }

    /// The JSON types that are named here.
    pub fn kinds(self) -> impl Iterator<Item = &'a str> {
        let one = self.here.get("type").and_then(Value::as_str);
        one.into_iter().chain(names(self.here, "type"))
    }

    /// Whether any value is taken.
    #[must_use]
    pub fn is_open(self) -> bool {
        let says = ["type", "enum", "const", "anyOf", "oneOf", "$ref"];
        *self.here != Value::Bool(false) && says.iter().all(|name| self.here.get(name).is_none())
    }

    /// The values of which one must stand here; none where any may.
    #[must_use]
    pub fn words(self) -> Vec<&'a Value> {
        let of = |form: Self| {
            let listed = form.here.get("enum").and_then(Value::as_array);
            let listed = listed.into_iter().flatten();
            listed.chain(form.here.get("const")).collect::<Vec<_>>()
        };
        let words = self.forms().into_iter().flat_map(of);
        words.filter(|word| !word.is_null()).collect()
    }

    /// A number that is said of every form here, such as `maxLength`.
    #[must_use]
    pub fn bound(self, name: &str) -> Option<i64> {
        let bound = |form: Self| {
            let bound = form.here.get(name)?;
            bound.as_i64().or_else(|| bound.as_f64().map(|n| n as i64))
        };
        self.forms().into_iter().find_map(bound)
    }

    /// A text that is said here, such as `format`.
    #[must_use]
    pub fn word(self, name: &str) -> Option<&'a str> {
        let word = |form: Self| form.here.get(name)?.as_str();
        self.forms().into_iter().find_map(word)
    }
}

/// The texts of a list in a schema.
pub(crate) fn names<'a>(schema: &'a Value, list: &str) -> impl Iterator<Item = &'a str> {
    let names = schema.get(list).and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}
