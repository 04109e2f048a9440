//! `touchbase explain`: what a check, a rule of the team's own, a kind, a field or a setting is for.

use clap::Args;

use super::Outcome;
use super::base;
use super::failure::Failure;
use super::layout::wrap;
use super::list::Place;
use super::terminal::Terminal;
use crate::check;
use crate::config;
use crate::config::{Rule, SETTINGS, SITE, Setting};
use crate::diagnostic::visible::{brief, visible_line};
use crate::naming;
use crate::reference;
use crate::schema::Schema;

/// Longest line of running text.
const WIDTH: usize = 88;

/// Arguments of `touchbase explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase explain unknown-reference    a check: what, why, how to mend it
  touchbase explain persona              a kind, by any of its names
  touchbase explain touchpoint.mission   a field of a kind
  touchbase explain emotion              a field, wherever it is
  touchbase explain exclude              a setting of touchbase.yaml")]
pub(super) struct Arguments {
    /// A check, a rule of your own, a kind, a field or a setting
    word: String,
    #[command(flatten)]
    place: Place,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let config = base::config(arguments.place.base.as_deref())?;
    let (schema, _) = config.schema();
    let word = arguments.word.as_str();
    let rule = || config.rules.iter().find(|rule| rule.name == word).map(reference::explain_rule);
    let text = check::named(word).map(reference::explain_check).or_else(rule);
    let text = text.or_else(|| reference::explain(&schema, word)).or_else(|| explain_key(&schema, word));
    let text = text.or_else(|| explain_setting(word)).ok_or_else(|| unknown(&schema, &config.rules, word))?;
    terminal.print(&text)?;
    Ok(Outcome::Done)
}

/// A field by its key alone: each different one of that key.
fn explain_key(schema: &Schema, key: &str) -> Option<String> {
    let mut seen = Vec::new();
    let mut texts = Vec::new();
    for (id, _) in schema.kinds() {
        let field = schema.field_id(id, key).map(|at| (at, schema.field(id, at)));
        if let Some((at, field)) = field.filter(|(_, field)| !seen.contains(field)) {
            seen.push(field);
            texts.push(reference::explain_field(schema, id, at));
        }
    }
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// A setting, or a part of `site` by its name or as `site.accent`.
fn explain_setting(word: &str) -> Option<String> {
    if let Some(setting) = SETTINGS.iter().find(|setting| setting.key == word) {
        let parts: String = if word == "site" { SITE.iter().map(explain_part).collect() } else { String::new() };
        return Some(explained(word, "a setting of touchbase.yaml", setting) + &parts);
    }
    let key = word.strip_prefix("site.").unwrap_or(word);
    let part = SITE.iter().find(|part| part.key == key)?;
    Some(explained(word, "a part of the setting `site` of touchbase.yaml", part))
}

fn explained<C>(word: &str, what: &str, setting: &Setting<C>) -> String {
    let doc = wrap(setting.doc, WIDTH).join("\n");
    format!("{word}, {what}\n\n{doc}\n\nExample\n\n  {}: {}\n", setting.key, setting.example)
}

fn explain_part(part: &Setting<config::Site>) -> String {
    let doc: String = wrap(part.doc, WIDTH - 4).iter().map(|line| format!("    {line}\n")).collect();
    format!("\n  {}\n{doc}", part.key)
}

fn unknown(schema: &Schema, rules: &[Rule], word: &str) -> Failure {
    let shown = visible_line(&brief(word));
    let failure = Failure::new(format!("There is no check, kind, field or setting `{shown}`."));
    let words = reference::words(schema);
    let keys = schema.kinds().flat_map(|(_, kind)| kind.fields.iter().map(|field| field.key.as_ref()));
    let checks = check::ALL.iter().map(|check| check.name);
    let settings = SETTINGS.iter().map(|setting| setting.key).chain(SITE.iter().map(|part| part.key));
    let rules = rules.iter().map(|rule| rule.name.as_str());
    let all = checks.chain(rules).chain(words.iter().map(String::as_str)).chain(keys).chain(settings);
    match naming::nearest(word, all) {
        Some(near) => failure.help(format!("Did you mean `{near}`?")),
        None => {
            let kinds: Vec<&str> = schema.kinds().map(|(_, kind)| kind.name.as_ref()).collect();
            failure.help(format!(
                "The kinds are {}; findings carry the name of their check in their first line.",
                kinds.join(", ")
            ))
        }
    }
}
