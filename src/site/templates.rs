//! The template engine: built-in templates, a user's own ones in their place, and errors that say where.
//!
//! Knows names and texts of templates; which values they get is said by the pages.

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::escape;
use crate::naming;

/// Built-in templates: name, as `include`, `extends` and overrides use it, and text.
const BUILT_IN: &[(&str, &str)] = &[
    ("base.html", include_str!("../../templates/base.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("home.html", include_str!("../../templates/home.html")),
    ("list.html", include_str!("../../templates/list.html")),
    ("element.html", include_str!("../../templates/element.html")),
    ("persona.html", include_str!("../../templates/persona.html")),
    ("touchpoint.html", include_str!("../../templates/touchpoint.html")),
    ("journey.html", include_str!("../../templates/journey.html")),
    ("reports.html", include_str!("../../templates/reports.html")),
    ("report.html", include_str!("../../templates/report.html")),
    ("management.html", include_str!("../../templates/management.html")),
    ("journey-blueprint.html", include_str!("../../templates/journey-blueprint.html")),
    ("journey-story.html", include_str!("../../templates/journey-story.html")),
    ("journey-compare.html", include_str!("../../templates/journey-compare.html")),
    ("matrix.html", include_str!("../../templates/matrix.html")),
    ("plot.html", include_str!("../../templates/plot.html")),
    ("signatures.html", include_str!("../../templates/signatures.html")),
    ("glossary.html", include_str!("../../templates/glossary.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("redirect.html", include_str!("../../templates/redirect.html")),
    ("404.html", include_str!("../../templates/404.html")),
    ("broken.html", include_str!("../../templates/broken.html")),
];

/// Built-in files that are copied as they are; a user's template folder may replace them too.
const ASSETS: &[(&str, &str)] = &[
    ("assets/site.css", include_str!("../../templates/assets/site.css")),
    ("assets/element.css", include_str!("../../templates/assets/element.css")),
    ("assets/journey.css", include_str!("../../templates/assets/journey.css")),
    ("assets/journey.js", include_str!("../../templates/assets/journey.js")),
    ("assets/plots.css", include_str!("../../templates/assets/plots.css")),
    ("assets/words.css", include_str!("../../templates/assets/words.css")),
    ("assets/theme.js", include_str!("../../templates/assets/theme.js")),
    ("assets/site.js", include_str!("../../templates/assets/site.js")),
    ("assets/search.js", include_str!("../../templates/assets/search.js")),
    ("assets/home.css", include_str!("../../templates/assets/home.css")),
    ("assets/report.css", include_str!("../../templates/assets/report.css")),
    ("assets/favicon.svg", include_str!("../../templates/assets/favicon.svg")),
];

/// A file of a user's template folder, read by the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Path below the template folder, with `/`: `base.html`, `assets/site.css`, `kinds/vehicle.html`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Why a page could not be made: always a template's fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The template, as it is named in the template folder.
    pub template: Box<str>,
    /// The line in it, counted from 1, where known.
    pub line: Option<usize>,
    /// The expression that failed, as written, where known.
    pub expression: Option<Box<str>>,
    /// What is wrong, in words.
    pub message: Box<str>,
    /// What may be meant, if that can be guessed.
    pub help: Option<Box<str>>,
    /// Mistakes in further templates.
    pub others: Vec<TemplateError>,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The template `{}` cannot be used", self.template)?;
        if let Some(line) = self.line {
            write!(f, ": line {line}")?;
        }
        if let Some(expression) = &self.expression {
            write!(f, ", `{expression}`")?;
        }
        write!(f, ": {}.", self.message.trim_end_matches('.'))?;
        if let Some(help) = &self.help {
            write!(f, " {help}")?;
        }
        self.others.iter().try_for_each(|other| write!(f, "\n{other}"))
    }
}

impl std::error::Error for TemplateError {}

impl TemplateError {
    /// From what the engine says about `template`, which gets the values named `known`.
    pub(super) fn new(
        template: &str,
        error: &minijinja::Error,
        known: impl Iterator<Item = &'static str> + Clone,
    ) -> TemplateError {
        let detail = error.detail().map(|detail| format!(" ({detail})")).unwrap_or_default();
        let expression = error.range().and_then(|range| error.template_source()?.get(range)).map(one_line);
        TemplateError {
            template: error.name().unwrap_or(template).into(),
            line: error.line(),
            help: expression
                .as_deref()
                .filter(|_| error.kind() == ErrorKind::UndefinedError)
                .and_then(|it| meant(it, known))
                .map(String::into_boxed_str),
            expression: expression.filter(|text| !text.is_empty()).map(String::into_boxed_str),
            message: format!("{}{detail}", error.kind()).into(),
            others: Vec::new(),
        }
    }

    /// All of them as one.
    fn joined(errors: Vec<TemplateError>) -> Option<TemplateError> {
        let mut errors = errors.into_iter();
        let first = errors.next()?;
        Some(TemplateError { others: errors.collect(), ..first })
    }
}

/// The value that is meant where an expression begins with a name that is none of `known`.
fn meant(expression: &str, mut known: impl Iterator<Item = &'static str> + Clone) -> Option<String> {
    let name = expression.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().filter(|name| !name.is_empty())?;
    let near = naming::nearest(name, known.clone())?;
    known.all(|known| known != name).then(|| format!("Did you mean `{near}`?"))
}

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(80).collect()
}

/// Every built-in file that a team can replace, by name: templates, then style sheets, scripts and the icon.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.iter().chain(ASSETS).copied()
}

/// What a template, a style sheet or a script is for: the first sentence of the comment it begins with.
pub fn purpose(text: &str) -> &str {
    let line = head(text).lines().next().unwrap_or_default().trim();
    line.find(". ").and_then(|end| line.get(..=end)).unwrap_or(line)
}

/// The comment at the begin of a file; empty where there is none.
pub(super) fn head(text: &str) -> &str {
    let marks = [("{#", "#}"), ("/*", "*/"), ("<!--", "-->"), ("//", "\n")];
    let inside = |(open, close): &(&str, &str)| text.strip_prefix(open)?.split(close).next();
    marks.iter().find_map(inside).unwrap_or_default().trim()
}

/// The engine with every template loaded: built-in ones, then `own` ones in their place.
pub(super) fn engine(own: &[Template]) -> Result<Environment<'static>, TemplateError> {
    let mut engine = Environment::new();
    engine.set_debug(true);
    engine.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    engine.set_auto_escape_callback(|name| if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None });
    engine.set_formatter(print);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        engine.set_syntax(syntax);
    }
    let built_in = BUILT_IN
        .iter()
        .map(|(name, text)| (*name, own.iter().find(|own| own.name == *name).map_or(*text, |own| own.text.as_str())));
    let added = own.iter().filter(|own| own.name.ends_with(".html") && !is_built_in(&own.name));
    let all = built_in.chain(added.map(|own| (own.name.as_str(), own.text.as_str())));
    let errors = all.filter_map(|(name, text)| add(&mut engine, name, text).err()).collect();
    match TemplateError::joined(errors) {
        Some(error) => Err(error),
        None => Ok(engine),
    }
}

/// The files to copy: built-in ones, a user's own in their place or beside them.
pub(super) fn assets(own: &[Template]) -> impl Iterator<Item = (&str, &str)> {
    let replaced = |name: &str| own.iter().find(|own| own.name == name).map(|own| own.text.as_str());
    let added =
        own.iter().filter(|own| own.name.starts_with("assets/") && ASSETS.iter().all(|(name, _)| *name != own.name));
    let built_in = ASSETS.iter().map(move |(name, text)| (*name, replaced(name).unwrap_or(text)));
    built_in.chain(added.map(|own| (own.name.as_str(), own.text.as_str())))
}

fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(built_in, _)| *built_in == name)
}

fn add(engine: &mut Environment<'static>, name: &str, text: &str) -> Result<(), TemplateError> {
    engine
        .add_template_owned(name.to_owned(), text.to_owned())
        .map_err(|error| TemplateError::new(name, &error, std::iter::empty()))
}

/// Prints a value: HTML made by us as it is, everything else escaped by the one rule of [`escape`].
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let plain = value.is_safe() || *state.auto_escape() == AutoEscape::None;
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if plain => out.write_str(text)?,
        Some(text) => escape::pieces(text, |piece| out.write_str(piece))?,
        None if value.is_number() => write!(out, "{value}")?,
        None => return minijinja::escape_formatter(out, state, value),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(name: &str, text: &str) -> Vec<Template> {
        vec![Template { name: name.into(), text: text.into() }]
    }

    /// What is said of `text` as the template of a page that gets `title`.
    fn mistake(text: &str) -> TemplateError {
        let engine = match engine(&own("404.html", text)) {
            Ok(engine) => engine,
            Err(error) => return error,
        };
        let error = engine.get_template("404.html").unwrap().render(minijinja::context! { title => "x" }).unwrap_err();
        TemplateError::new("404.html", &error, ["title"].into_iter())
    }

    #[test]
    fn a_mistake_in_a_template_is_named_with_file_line_and_expression() {
        for (text, line, expression) in [
            ("a\n{% if %}", 2, None),
            ("\n{% block main %}{{ title }", 2, None),
            ("größe 🙂\r\n\n{{ titel }}", 3, Some("titel")),
            ("{% if title %}\n{{ nobody.name }}{% endif %}", 2, Some("nobody.name")),
            ("\n\n{{ title|uper }}", 3, Some("uper")),
            ("{{ title is odder }}", 1, Some("odder")),
            ("\n{{ nothing() }}", 2, None),
        ] {
            let error = mistake(text);
            assert_eq!((&*error.template, error.line), ("404.html", Some(line)), "{text}: {error}");
            if expression.is_some() {
                assert_eq!(error.expression.as_deref(), expression, "{text}: {error}");
            }
        }
    }

    #[test]
    fn a_mistake_is_told_with_what_may_be_meant() {
        assert_eq!(
            mistake("\n{{ titel }}").to_string(),
            "The template `404.html` cannot be used: line 2, `titel`: undefined value (`titel` is undefined). Did you mean `title`?"
        );
        assert_eq!(
            mistake("{{ title|uper }}").to_string(),
            "The template `404.html` cannot be used: line 1, `uper`: unknown filter (filter uper is unknown)."
        );
    }

    #[test]
    fn every_template_with_a_mistake_is_told_at_once() {
        let two = [own("home.html", "{% if %}"), own("mine.html", "\n{{ }}")].concat();
        let text = engine(&two).map(|_| ()).unwrap_err().to_string();
        assert!(
            text.contains("`home.html` cannot be used: line 1") && text.contains("\nThe template `mine.html`"),
            "{text}"
        );
    }

    #[test]
    fn values_are_escaped_once() {
        let engine = engine(&own("404.html", "{{ a }} {{ b }} {{ 3 }}")).unwrap();
        let values = minijinja::context! { a => "a/<b>\u{202e}", b => Value::from_safe_string("<i>x</i>".into()) };
        let out = engine.get_template("404.html").unwrap().render(values).unwrap();
        assert_eq!(out, "a/&lt;b&gt;\u{fffd} <i>x</i> 3");
    }
}
