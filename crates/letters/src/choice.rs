//! Smart text: `{one|another}` stands for either, so that two letters of one template do not read
//! alike. A choice holds no braces; braces around anything else are themselves.

/// Makes every choice of a text. `pick` answers which one of so many, from 0.
#[must_use]
pub fn choose(text: &str, pick: impl Fn(usize) -> usize) -> String {
    let mut chosen = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(choice) = next(rest) {
        chosen.push_str(choice.before);
        let ways: Vec<&str> = choice.ways.split('|').collect();
        chosen.push_str(ways[pick(ways.len()) % ways.len()]);
        rest = choice.after;
    }
    chosen.push_str(rest);
    chosen
}

/// Whether a text has a brace that belongs to no choice, and would be read as it stands.
#[must_use]
pub fn has_stray_brace(text: &str) -> bool {
    let mut rest = text;
    while let Some(choice) = next(rest) {
        if choice.before.contains(['{', '}']) {
            return true;
        }
        rest = choice.after;
    }
    rest.contains(['{', '}'])
}

/// A choice, with what stands around it.
struct Choice<'a> {
    before: &'a str,
    ways: &'a str,
    after: &'a str,
}

/// The first choice of a text.
fn next(text: &str) -> Option<Choice<'_>> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let inside = open + 1;
        let end = inside + text[inside..].find(['{', '}'])?;
        let (ways, is_closed) = (&text[inside..end], text[end..].starts_with('}'));
        if is_closed && ways.contains('|') {
            let (before, after) = (&text[..open], &text[end + 1..]);
            return Some(Choice {
                before,
                ways,
                after,
            });
        }
        from = if is_closed { end + 1 } else { end };
    }
    None
}
