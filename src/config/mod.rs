//! `touchbase.yaml`: what a team decides about its knowledge base.
//!
//! Turns the file's YAML values into a [`Config`] and faults with exact places. Which settings there are is declared once, in
//! [`SETTINGS`]. Knows nothing of checks except that they have names.

pub mod accent;
pub mod baseline;
mod checks;
pub mod color;
mod extend;
mod languages;
mod reader;
mod requires;
mod rules;
mod site;
pub mod translations;

use rustc_hash::FxHashMap;

use crate::diagnostic::Fault;
use crate::schema::version::Version;
use crate::schema::{Language, Schema};
use crate::syntax::{self, Word, yaml};
use crate::text::{Source, SourceId, Sources, Span};

pub use checks::{CheckSetting, Checks, Decision, ParameterSetting};
pub use extend::Extend;
use reader::Reader;
pub use rules::{Rule, Written};
pub use site::{Logo, NamedFile, SITE, Site};

/// The name of the configuration file; the folder it lies in is the root of the knowledge base.
pub const FILE: &str = "touchbase.yaml";

/// Files of a team's decisions, which hold no knowledge: the configuration, the baseline, and the record of translations.
pub const FILES: &[&str] = &[FILE, baseline::FILE, translations::FILE];

/// A setting of `touchbase.yaml`, or a part of one: something that `C` keeps.
#[derive(Debug)]
pub struct Setting<C = Config> {
    /// Its key.
    pub key: &'static str,
    /// What it decides.
    pub doc: &'static str,
    /// A value to paste.
    pub example: &'static str,
    read: fn(&mut Reader, &mut C, &crate::syntax::Value),
}

/// What a team decided; every field has a default.
#[derive(Debug, Clone)]
pub struct Config {
    /// Name of the knowledge base, the title of the site.
    pub name: Option<String>,
    /// The version of the language that the files are written in, if they say.
    pub requires: Option<Version>,
    /// `de` or `en`: the main language of the site, of texts that do not say theirs, and of generated words.
    pub language: String,
    /// The languages of the site, the main one first; empty means the main one alone.
    pub languages: Vec<Language>,
    /// Globs of files to read; empty means all.
    pub sources: Vec<String>,
    /// Globs of files to leave out.
    pub exclude: Vec<String>,
    /// Folder of the site, relative to the root.
    pub output: String,
    /// Levels and parameters of checks that differ from their defaults.
    pub checks: Checks,
    /// Shares of elements that must be looked after.
    pub coverage: Vec<Threshold>,
    /// Rules of the team's own.
    pub rules: Vec<Rule>,
    /// Names of rules that cannot be names; that has been reported.
    pub lost_rules: Vec<String>,
    /// Folder of templates that replace built-in ones, relative to the root.
    pub templates: Option<String>,
    /// Address of the repository, for links to the files.
    pub repository: Option<String>,
    /// The team's word for the person it serves.
    pub person_word: Option<String>,
    /// How the site looks and where it is found.
    pub site: Site,
    /// The team's own kinds and fields.
    pub extend: Extend,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            name: None,
            requires: None,
            language: "en".to_owned(),
            languages: Vec::new(),
            sources: Vec::new(),
            exclude: Vec::new(),
            output: "site".to_owned(),
            checks: Checks::default(),
            coverage: Vec::new(),
            rules: Vec::new(),
            lost_rules: Vec::new(),
            templates: None,
            repository: None,
            person_word: None,
            site: Site::default(),
            extend: Extend::default(),
        }
    }
}

/// Every setting, in the order of the reference.
pub static SETTINGS: &[Setting] = &[
    Setting {
        key: "name",
        doc: "Name of the knowledge base; the title of its site, unless `site` gives it another.",
        example: "Kaffeeklub",
        read: |reader, config, value| config.name = reader.text(value),
    },
    Setting {
        key: "requires",
        doc: "Version of the language that the files are written in, such as `\"1.0\"`. A touchbase that is too old for them says so, instead of \
              reporting what it does not know; see the page on versions.",
        example: "\"1.0\"",
        read: |reader, config, value| config.requires = requires::read(reader, value),
    },
    Setting {
        key: "language",
        doc: "Language of the site's interface and of generated words: `de` or `en`.",
        example: "de",
        read: |reader, config, value| {
            if let Some(word) = reader.one_of(value, Language::OF_SITES) {
                config.language = word;
            }
        },
    },
    Setting {
        key: "languages",
        doc: "Languages of the site, the main one first: `[de, en]` publishes a German site and the same pages in English below `en/`; see the \
              page on languages.",
        example: "[de, en]",
        read: |reader, config, value| config.languages = languages::read(reader, value),
    },
    Setting {
        key: "sources",
        doc: "Globs of the files to read, relative to this file; without it, every `.cx`, `.yaml` and `.yml` file below the folder.",
        example: "[\"kunden/**\", \"*.cx\"]",
        read: |reader, config, value| config.sources = reader.globs(value),
    },
    Setting {
        key: "exclude",
        doc: "Globs of files to leave out. What `.gitignore` names is left out anyway.",
        example: "[\"archiv/**\"]",
        read: |reader, config, value| config.exclude = reader.globs(value),
    },
    Setting {
        key: "output",
        doc: "Folder the site is written to, relative to this file; `site` by default.",
        example: "public",
        read: |reader, config, value| {
            if let Some(folder) = reader.folder(value) {
                config.output = folder;
            }
        },
    },
    Setting {
        key: "checks",
        doc: "Level of single checks: `deny` makes its findings errors, `warn` warnings, `allow` turns it off; with parameters, \
              `{ level: warn, most: 7 }`. A glob in place of a name holds for the files it matches: `\"archive/**\": allow`, or a map \
              of checks.",
        example: "{ missing-field: warn, too-many-signatures: { most: 7 }, \"archive/**\": { orphan-touchpoint: allow } }",
        read: |reader, config, value| config.checks = checks::read(reader, value),
    },
    Setting {
        key: "coverage",
        doc: "Least shares in percent of elements that are looked after: `owners`, `metrics`, `reviews`, `research`. `touchbase stats` shows \
              them; below one of them `touchbase check` reports an error.",
        example: "{ owners: 90, metrics: 60 }",
        read: |reader, config, value| config.coverage = coverage(reader, value),
    },
    Setting {
        key: "rules",
        doc: "Rules of your own: which elements to report (`select`), what to say about each (`message`), and, if you like, what to do \
              (`help`), `level` (`deny` or `warn`) and why there is the rule (`doc`); see the page on rules.",
        example: "{ phone-needs-talk-time: { select: \"touchpoint[channels.type = phone && !talk_time]\", message: \"{name} has no talk time.\" } }",
        read: |reader, config, value| (config.rules, config.lost_rules) = rules::read(reader, value),
    },
    Setting {
        key: "templates",
        doc: "Folder with templates that replace built-in ones of the same name, relative to this file.",
        example: "vorlagen",
        read: |reader, config, value| config.templates = reader.folder(value),
    },
    Setting {
        key: "repository",
        doc: "Address under which the files can be seen, up to the folder of this file; pages link to `<repository>/<file>#L<line>`.",
        example: "https://git.example.org/cx/blob/main",
        read: |reader, config, value| config.repository = reader.address(value),
    },
    Setting {
        key: "person_word",
        doc: "Your word for the person you serve, as pages use it: Kundin, Gast, Patient or learner.",
        example: "Gast",
        read: |reader, config, value| config.person_word = reader.text(value),
    },
    Setting {
        key: "site",
        doc: "How the published site looks and where it is found.",
        example: "{ accent: \"#7a2e1d\", footer: \"Maintained by the CX team.\" }",
        read: |reader, config, value| config.site = site::read(reader, value),
    },
    Setting {
        key: "extend",
        doc: "Your own fields and kinds; see the page on extending the schema.",
        example: "{ fields: { touchpoint: { opening_hours: { type: text, label: { en: Opening hours, de: Öffnungszeiten } } } } }",
        read: |reader, config, value| config.extend = extend::read(reader, value),
    },
    Setting {
        key: "imports",
        doc: "Reserved for other knowledge bases whose elements are referred to as `x/id`; must be empty for now.",
        example: "[]",
        read: |reader, _, value| reader.reserved(value),
    },
];

/// A least share of elements that are looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The key of the measure.
    pub measure: String,
    /// The share in percent, from 0 to 100.
    pub percent: usize,
    /// Where the key stands.
    pub span: Span,
}

fn coverage(reader: &mut Reader, value: &syntax::Value) -> Vec<Threshold> {
    let mut thresholds = Vec::new();
    for entry in reader.entries(value) {
        let percent = reader.integer(&entry.value).map(|percent| usize::try_from(percent).unwrap_or(usize::MAX));
        match percent {
            Some(percent @ 0..=100) => {
                thresholds.push(Threshold { measure: entry.key.text.to_string(), percent, span: entry.key.span });
            }
            Some(_) => reader.fault(entry.value.span, "A share is a number of percent from 0 to 100.", None),
            None => {}
        }
    }
    thresholds
}

impl Config {
    /// Reads the configuration among `sources`; the defaults when there is none.
    pub fn of(sources: &Sources) -> (Config, Vec<Fault>) {
        match sources.find(FILE.into()) {
            Some(id) => Config::read(id, sources.get(id)),
            None => (Config::default(), Vec::new()),
        }
    }

    /// Reads one configuration file. What cannot be used is reported and keeps its default.
    pub fn read(id: SourceId, source: &Source) -> (Config, Vec<Fault>) {
        let (documents, _, mut faults) = yaml::document_values(id, source);
        faults.extend(syntax::text_faults(id, source));
        let mut reader = Reader::new(faults);
        let mut config = Config::default();
        let mut known: FxHashMap<&str, &Word> = FxHashMap::default();
        for document in &documents {
            for entry in reader.entries(document) {
                if let Some(first) = known.get(entry.key.text.as_str()) {
                    reader.repeated(&entry.key, first);
                    continue;
                }
                known.insert(&entry.key.text, &entry.key);
                match SETTINGS.iter().find(|setting| entry.key.text == setting.key) {
                    Some(setting) => (setting.read)(&mut reader, &mut config, &entry.value),
                    None => reader.unknown(&entry.key, SETTINGS.iter().map(|setting| setting.key)),
                }
            }
        }
        languages::agree(&mut reader, &mut config, &documents);
        // What `site` says wins over what stands beside it, in whichever order they are written.
        config.name = config.site.name.take().or(config.name);
        config.repository = config.site.repository.take().or(config.repository);
        (config, reader.into_faults())
    }

    /// The built-in schema with the team's own kinds and fields.
    pub fn schema(&self) -> (Schema, Vec<Fault>) {
        let mut schema = Schema::built_in();
        schema.set_languages(languages::of(self));
        let faults = self.extend.apply(&mut schema);
        (schema, faults)
    }
}
