//! The text of a selector to its tree; what is not as it should be becomes a [`Problem`], and reading goes on.

use std::ops::Range;
use std::str::CharIndices;

use pest::Parser;
use pest::iterators::Pair;

use super::Problem;
use super::grammar::{Grammar, Rule};
use super::tree::{Comparison, Condition, KindWord, Literal, Operator, Relative, Selection, Step, Term, Word};

/// The longest selector, in bytes.
const LONGEST: usize = 10_000;

/// How deep brackets may nest.
const DEEPEST: usize = 32;

/// Reads a selector: its parts and what is wrong with them.
pub(super) fn selector(text: &str) -> (Vec<Selection>, Vec<Problem>) {
    let mut reader = Reader { text, problems: Vec::new() };
    let selections = match reader.parsed(Rule::selector) {
        Some(pair) => reader.selections(pair),
        None => Vec::new(),
    };
    (selections, reader.problems)
}

/// Reads what stands between the braces of a message: `owner.name`, `count(metrics)`.
pub(super) fn placeholder(text: &str) -> (Option<Term>, Vec<Problem>) {
    let mut reader = Reader { text, problems: Vec::new() };
    let mut term = None;
    for part in reader.parsed(Rule::placeholder).map(Pair::into_inner).into_iter().flatten() {
        match part.as_rule() {
            Rule::count | Rule::path => term = Some(reader.term(part)),
            Rule::missing => {
                reader.missing(&part, "A field is missing here.", "for example `{name}` or `{owner.name}`")
            }
            Rule::rest => reader.rest(&part),
            _ => {}
        }
    }
    (term, reader.problems)
}

struct Reader<'t> {
    text: &'t str,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    fn parsed(&mut self, rule: Rule) -> Option<Pair<'t, Rule>> {
        if self.text.len() > LONGEST {
            let message = format!("The selector is longer than {LONGEST} bytes.");
            self.problems.push(Problem::new(0..0, message).help("split it, or name a kind instead of its elements"));
            return None;
        }
        if let Some(at) = too_deep(self.text) {
            let message = format!("Brackets nest deeper than {DEEPEST} here.");
            self.problems.push(Problem::new(at..at + 1, message).help("write the condition with fewer brackets"));
            return None;
        }
        match Grammar::parse(rule, self.text) {
            Ok(mut pairs) => pairs.next(),
            Err(error) => {
                let at = match error.location {
                    pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
                };
                self.problems.push(Problem::new(at..at, "This cannot be understood as a selector."));
                None
            }
        }
    }

    fn problem(&mut self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(range, message).help(help));
    }

    fn selections(&mut self, pair: Pair<'_, Rule>) -> Vec<Selection> {
        let mut selections = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::selection => selections.push(self.selection(part)),
                Rule::rest => {
                    self.rest(&part);
                    // A condition without kind and brackets is not the kind that its first word seems to be.
                    selections.truncate(if part.as_str().starts_with(is_condition) { 0 } else { selections.len() });
                }
                _ => {}
            }
        }
        selections
    }

    fn selection(&mut self, pair: Pair<'_, Rule>) -> Selection {
        let mut selection = Selection { kinds: Vec::new(), filter: None };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kinds => selection.kinds = self.kinds(part),
                Rule::filter => selection.filter = Some(self.bracketed(part)),
                _ => {}
            }
        }
        selection
    }

    fn kinds(&mut self, pair: Pair<'_, Rule>) -> Vec<KindWord> {
        let mut kinds = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::bar => self.spelling(&part, &["|"], "Between two kinds stands `|`."),
                _ => kinds.extend(part.into_inner().next().map(|word| self.kind(word))),
            }
        }
        kinds
    }

    fn kind(&mut self, pair: Pair<'_, Rule>) -> KindWord {
        match pair.as_rule() {
            Rule::every => KindWord::Every,
            Rule::name => KindWord::Named(word(&pair)),
            _ => {
                let help = "for example `touchpoint[!metrics]`; `*` stands for every kind";
                self.missing(&pair, "A kind is missing here.", help);
                KindWord::Missing
            }
        }
    }

    /// What stands in brackets, be they round or square.
    fn bracketed(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let open = range(&pair).start;
        let mut condition = Condition::Broken;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::any => condition = self.any(part),
                rule => self.end_of_bracket(rule, &part, open),
            }
        }
        condition
    }

    fn end_of_bracket(&mut self, rule: Rule, part: &Pair<'_, Rule>, open: usize) {
        match rule {
            Rule::excess => self.excess(part),
            Rule::unclosed => self.unclosed(open),
            _ => {}
        }
    }

    fn unclosed(&mut self, open: usize) {
        let (sign, close) = match self.text.get(open..).and_then(|rest| rest.chars().next()) {
            Some('[') => ('[', "]"),
            Some('(') => ('(', ")"),
            Some(quote) => (quote, "the same sign"),
            None => return,
        };
        // A text without an end takes the ends of all brackets around it along.
        if !self.problems.iter().any(|problem| problem.message.ends_with(" has no end.")) {
            let close = if close.len() == 1 { format!("`{close}`") } else { close.to_owned() };
            let range = open..open + sign.len_utf8();
            self.problem(
                range,
                format!("What begins with `{sign}` here has no end."),
                format!("close it with {close}"),
            );
        }
    }

    fn any(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let mut conditions = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::or => {
                    self.spelling(&part, &["||", "or"], "Between two conditions of which one is enough stands `||`.")
                }
                _ => conditions.push(self.all(part)),
            }
        }
        one_or(conditions, Condition::Any)
    }

    fn all(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let mut conditions = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::and => {
                    self.spelling(&part, &["&&", "and"], "Between two conditions that must both hold stands `&&`.")
                }
                _ => conditions.push(self.not(part)),
            }
        }
        one_or(conditions, Condition::All)
    }

    fn not(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let (mut turned, mut condition) = (false, Condition::Broken);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::negation => {
                    turned = !turned;
                    self.spelling(&part, &["!", "not"], "Before a condition that must not hold stands `!`.");
                }
                Rule::group => condition = self.bracketed(part),
                Rule::predicate => condition = self.predicate(part),
                _ => self.missing(&part, "A condition is missing here.", "for example `metrics` or `status = active`"),
            }
        }
        if turned { Condition::Not(Box::new(condition)) } else { condition }
    }

    /// Reports a sign for which the language has another one.
    fn spelling(&mut self, pair: &Pair<'_, Rule>, right: &[&str], message: &str) {
        let written = pair.as_str();
        if !right.iter().any(|right| right.eq_ignore_ascii_case(written)) {
            let right = right.first().copied().unwrap_or_default();
            let help = format!("write `{right}` instead of `{written}`");
            self.problems.push(Problem::new(range(pair), message).help(help).meant(right));
        }
    }

    fn predicate(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let (mut left, mut operator, mut right) = (None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::count | Rule::path => left = Some(self.term(part)),
                Rule::operator => operator = Some((self.operator(&part), range(&part))),
                Rule::list => right = Some((self.list(part), true)),
                Rule::literal => right = Some((self.literal(part).into_iter().collect(), false)),
                _ => {
                    let help = "for example `status = active` or `reviewed < today - 1y`";
                    self.missing(&part, "A value is missing here.", help);
                }
            }
        }
        match (left, operator, right) {
            (Some(left), None, _) => Condition::Has(left),
            (Some(left), Some((operator, place)), Some((right, is_list))) => {
                // A wrong sign is reported; the other parts are looked at as if it were an equal sign.
                let operator = operator.unwrap_or(Operator::Equal);
                Condition::Compare(Comparison { left, operator, place, right, is_list })
            }
            (Some(left), ..) => Condition::Has(left),
            _ => Condition::Broken,
        }
    }

    fn operator(&mut self, pair: &Pair<'_, Rule>) -> Option<Operator> {
        let written = pair.as_str();
        let known = Operator::ALL.iter().find(|(sign, _)| *sign == written).map(|(_, operator)| *operator);
        if known.is_none() {
            let problem = Problem::new(range(pair), format!("`{written}` does not compare anything."));
            self.problems.push(match meant(written) {
                Some(sign) => problem.help(format!("write `{sign}`")).meant(sign),
                None => problem.help("possible are `=`, `!=`, `<`, `<=`, `>`, `>=` and `~` (contains)"),
            });
        }
        known
    }

    fn term(&mut self, pair: Pair<'_, Rule>) -> Term {
        let place = range(&pair);
        if pair.as_rule() == Rule::path {
            return Term::Path(self.path(pair));
        }
        let open = place.start + pair.as_str().find('(').unwrap_or_default();
        let mut steps = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::path => steps = self.path(part),
                Rule::missing => self.missing(&part, "What to count is missing here.", "for example `count(metrics)`"),
                rule => self.end_of_bracket(rule, &part, open),
            }
        }
        Term::Count(steps, place)
    }

    fn path(&mut self, pair: Pair<'_, Rule>) -> Vec<Step> {
        let mut steps = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::step => steps.extend(self.step(part)),
                _ => self.missing(&part, "A field is missing behind the point.", "for example `owner.name`"),
            }
        }
        steps
    }

    fn step(&mut self, pair: Pair<'_, Rule>) -> Option<Step> {
        let mut step = None;
        for part in pair.into_inner() {
            match (part.as_rule(), &mut step) {
                (Rule::name, _) => step = Some(Step { name: word(&part), filter: None }),
                (_, Some(step)) => step.filter = Some(self.bracketed(part)),
                _ => {}
            }
        }
        step
    }

    fn list(&mut self, pair: Pair<'_, Rule>) -> Vec<Literal> {
        let (place, mut literals) = (range(&pair), Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::literal => literals.extend(self.literal(part)),
                rule => self.end_of_bracket(rule, &part, place.start),
            }
        }
        if literals.is_empty() && self.text.get(place.clone()).is_some_and(|text| text.ends_with(']')) {
            self.problem(place, "The list holds no value.", "name the values, such as `[draft, active]`");
        }
        literals
    }

    fn literal(&mut self, pair: Pair<'_, Rule>) -> Option<Literal> {
        let place = range(&pair);
        let part = pair.into_inner().next()?;
        match part.as_rule() {
            Rule::quoted => self.quoted(part, place),
            Rule::relative => {
                let text = part.as_str().to_owned();
                Some(Literal { text, range: place, relative: Some(relative(part)) })
            }
            _ => Some(Literal { text: part.as_str().to_owned(), range: place, relative: None }),
        }
    }

    fn quoted(&mut self, pair: Pair<'_, Rule>, place: Range<usize>) -> Option<Literal> {
        let mut text = String::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::unclosed => self.unclosed(place.start),
                _ => text = unescaped(part.as_str()),
            }
        }
        Some(Literal { text, range: place, relative: None })
    }

    fn missing(&mut self, pair: &Pair<'_, Rule>, message: &str, help: &str) {
        let at = range(pair).start;
        self.problem(at..at, message, help);
    }

    /// Text behind a complete condition.
    fn excess(&mut self, pair: &Pair<'_, Rule>) {
        let written = pair.as_str().trim_end();
        let place = range(pair).start..range(pair).start + written.len();
        if place.is_empty() {
            return;
        }
        let help =
            "between two conditions stands `&&` (both) or `||` (one of them); text of several words stands in quotes";
        self.problem(place, "This does not belong to the condition before it.", help);
    }

    /// Text behind a complete selector.
    fn rest(&mut self, pair: &Pair<'_, Rule>) {
        let (place, written) = (range(pair), pair.as_str());
        let help = if written.starts_with([']', ')']) {
            "remove it, or open the bracket that it is to close"
        } else if written.starts_with(is_condition) {
            "a condition stands in brackets behind a kind, such as `touchpoint[status = active]` or `*[!owner]`"
        } else {
            "between two kinds stands a comma, a condition stands in brackets: `persona, touchpoint[!metrics]`"
        };
        self.problem(place, "The selector is complete before this.", help);
    }
}

/// Whether a condition goes on with this behind its first word.
fn is_condition(c: char) -> bool {
    "=!<>~.:".contains(c)
}

/// The sign that stands in this language for one of other languages.
fn meant(written: &str) -> Option<&'static str> {
    Some(match written {
        "==" | "===" | ":" | ":=" => "=",
        "!==" | "<>" | "=!" | "!" => "!=",
        "=<" => "<=",
        "=>" => ">=",
        "=~" | "~=" | "~~" => "~",
        _ => return None,
    })
}

fn relative(pair: Pair<'_, Rule>) -> Relative {
    let mut relative = Relative { offset: None, back: false };
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::sign => relative.back = part.as_str() == "-",
            Rule::span => relative.offset = Some(word(&part)),
            _ => {}
        }
    }
    relative
}

fn word(pair: &Pair<'_, Rule>) -> Word {
    Word { text: pair.as_str().to_owned(), range: range(pair) }
}

fn range(pair: &Pair<'_, Rule>) -> Range<usize> {
    pair.as_span().start()..pair.as_span().end()
}

fn one_or(mut conditions: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    match conditions.len() {
        1 => conditions.pop().unwrap_or(Condition::Broken),
        _ => many(conditions),
    }
}

/// Quoted text without the backslashes before quotes and backslashes.
fn unescaped(text: &str) -> String {
    let (mut plain, mut escaped) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        if escaped && !matches!(c, '"' | '\'' | '\\') {
            plain.push('\\');
        }
        escaped = c == '\\' && !escaped;
        if !escaped {
            plain.push(c);
        }
    }
    if escaped {
        plain.push('\\');
    }
    plain
}

/// The first bracket that stands within too many others; those in quoted text do not count.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut chars) = (0usize, text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '[' if depth == DEEPEST => return Some(at),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\'' | '"' => skip_text(&mut chars, c),
            '„' | '“' | '”' | '«' | '»' => {
                chars.find(|(_, inner)| matches!(inner, '"' | '“' | '”' | '«' | '»'));
            }
            _ => {}
        }
    }
    None
}

fn skip_text(chars: &mut CharIndices<'_>, quote: char) {
    while let Some((_, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            c if c == quote => return,
            _ => {}
        }
    }
}
