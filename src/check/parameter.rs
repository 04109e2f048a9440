//! What a team can set about a check beside its level.

use crate::config::{Config, ParameterSetting};
use crate::diagnostic::words::list;
use crate::model::Duration;
use crate::naming;
use crate::schema::Schema;
use crate::text::Span;

/// A parameter of a check, set in `touchbase.yaml`: `checks: { too-many-signatures: { most: 7 } }`.
#[derive(Debug)]
pub struct Parameter {
    /// Its key.
    pub name: &'static str,
    /// What it decides, in one sentence with a full stop.
    pub doc: &'static str,
    /// Its value unless the team sets another.
    pub default: Default,
}

impl Parameter {
    /// What the team has set for `check`, if it has.
    pub(super) fn set<'c>(&self, check: &str, config: &'c Config) -> Option<&'c ParameterSetting> {
        config.checks.parameters.iter().find(|setting| setting.check == check && setting.name == self.name)
    }

    /// The value of one that takes a number.
    pub(super) fn number(&self, check: &str, config: &Config) -> usize {
        let set = self.set(check, config).and_then(single).and_then(|text| text.parse::<u32>().ok());
        let default = if let Default::Number(number) = self.default { number } else { 0 };
        set.unwrap_or(default) as usize
    }
}

/// The type of a parameter with its default.
#[derive(Debug, Clone, Copy)]
pub enum Default {
    /// A whole number from 0 on.
    Number(u32),
    /// A length of time, written as in knowledge files.
    Duration(&'static str),
    /// A list of texts.
    Texts(&'static [&'static str]),
    /// A list of words out of a fixed set.
    Words {
        /// All words there are.
        of: &'static [&'static str],
        /// Those of them that are the default.
        default: &'static [&'static str],
    },
    /// A list of kinds whose elements stand at the top of a file, those of a team's own among them.
    Kinds(&'static [&'static str]),
}

impl Default {
    /// The value as it is written in `touchbase.yaml`.
    pub fn written(&self) -> String {
        match self {
            Default::Number(number) => number.to_string(),
            Default::Duration(text) => (*text).to_owned(),
            Default::Texts(texts) | Default::Kinds(texts) | Default::Words { default: texts, .. } => {
                format!("[{}]", texts.join(", "))
            }
        }
    }

    /// What is wrong with a value of this type, as a sentence, and where.
    pub(super) fn misfit(&self, setting: &ParameterSetting, schema: &Schema) -> Option<(Span, String)> {
        let one = single(setting);
        let whole = |reason| Some((setting.value, reason));
        match self {
            Default::Number(_) if one.and_then(|text| text.parse::<u32>().ok()).is_none() => {
                whole(format!("`{}` takes a whole number.", setting.name))
            }
            Default::Duration(_) if one.and_then(Duration::parse).is_none() => {
                whole(format!("`{}` takes a length of time such as `{}`.", setting.name, self.written()))
            }
            Default::Words { of, .. } => {
                let strange = setting.values.iter().find(|(text, _)| !of.contains(&text.as_str()));
                strange.map(|(text, span)| (*span, format!("`{}` takes {}, not `{text}`.", setting.name, list(*of))))
            }
            Default::Kinds(_) => setting.values.iter().find_map(|(text, span)| {
                let known = schema.kind_named(text).is_some_and(|kind| schema.kind(kind).is_top());
                (!known).then(|| (*span, no_such_kind(text, schema)))
            }),
            _ => None,
        }
    }
}

fn no_such_kind(text: &str, schema: &Schema) -> String {
    let kinds = schema.kinds().filter(|(_, kind)| kind.is_top()).map(|(_, kind)| kind.name.as_ref());
    let meant = naming::nearest(text, kinds).map(|near| format!(" Did you mean `{near}`?"));
    format!("There is no kind `{text}` whose elements stand by themselves.{}", meant.unwrap_or_default())
}

/// The text of a setting of one value.
pub(super) fn single(setting: &ParameterSetting) -> Option<&str> {
    match setting.values.as_slice() {
        [(text, _)] => Some(text),
        _ => None,
    }
}
