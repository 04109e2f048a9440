//! How grave the findings of a check are, file by file, after everything that was decided about it.

use super::Options;
use crate::config::{CheckSetting, Config, Decision};
use crate::diagnostic::Level;
use crate::text::{SourceId, Sources};

/// The level of one check: the same in all files, or decided file by file.
#[derive(Debug)]
pub(super) enum Levels {
    Everywhere(Option<Level>),
    ByFile(Vec<Option<Level>>),
}

impl Levels {
    /// The levels of the check called `name`. Hints are off unless the run is strict or somebody decided otherwise.
    pub(super) fn of(name: &str, default: Level, config: &Config, options: &Options, sources: &Sources) -> Levels {
        let settings = config.checks.levels.iter().chain(&options.settings);
        let settings: Vec<&CheckSetting> =
            settings.filter(|setting| setting.check.as_deref().is_none_or(|check| check == name)).collect();
        let start = Some(default).filter(|level| *level != Level::Hint || options.strict);
        let level = |file: Option<SourceId>| {
            let concerning = settings.iter().filter(|setting| concerns(setting, file, sources));
            concerning.fold(start, |level, setting| decided(level, setting))
        };
        match settings.iter().any(|setting| setting.files.is_some()) {
            false => Levels::Everywhere(level(None)),
            true => Levels::ByFile(sources.iter().map(|(id, _)| level(Some(id))).collect()),
        }
    }

    /// Whether the check is on anywhere.
    pub(super) fn is_on(&self) -> bool {
        match self {
            Levels::Everywhere(level) => level.is_some(),
            Levels::ByFile(levels) => levels.iter().any(Option::is_some),
        }
    }

    /// The level in a file; none where the check is off.
    pub(super) fn at(&self, file: SourceId) -> Option<Level> {
        match self {
            Levels::Everywhere(level) => *level,
            Levels::ByFile(levels) => levels.get(file.0 as usize).copied().flatten(),
        }
    }
}

fn concerns(setting: &CheckSetting, file: Option<SourceId>, sources: &Sources) -> bool {
    match (&setting.files, file) {
        (None, _) => true,
        (Some(files), Some(file)) => files.is_match(&sources.get(file).path),
        (Some(_), None) => false,
    }
}

fn decided(level: Option<Level>, setting: &CheckSetting) -> Option<Level> {
    // A decision about all checks does not turn on those that are off.
    if setting.check.is_none() && level.is_none() {
        return None;
    }
    match setting.level {
        Decision::Deny => Some(Level::Error),
        Decision::Warn => Some(Level::Warning),
        Decision::Allow => None,
    }
}
