//! What verbs that change the knowledge have in common: finding the element that is meant, showing what a plan does, making it, and
//! saying what stands in its way.

use super::base::Base;
use super::changes::{self, Change, Consent, Made, count};
use super::failure::Failure;
use super::kept_layout::keep_layout;
use super::show;
use super::terminal::Terminal;
use crate::diagnostic::visible::{brief, visible, visible_line};
use crate::model::{ElementRef, Via};
use crate::refactor::{Note, Plan, Refusal};

/// So many remarks are made one by one.
const NOTES: usize = 20;

/// The element that a person calls `word`: by id, name, alias, former id, or as `journey.step`.
pub(super) fn meant<'b>(base: &'b Base, word: &str, terminal: &Terminal) -> Result<ElementRef<'b>, Failure> {
    let model = &base.compilation.model;
    let Some((element, via)) = model.lookup(word.trim()) else { return Err(show::unknown(model, word)) };
    if via == Via::Former {
        let (old, new) = (visible_line(&brief(word)), element.address());
        terminal.note(&format!("`{old}` is a former id of `{new}`."));
    }
    Ok(element)
}

/// Shows the plan, asks, and makes it; `did` says what was done then.
pub(super) fn make(base: &Base, plan: &Plan, did: &str, consent: &Consent, terminal: &Terminal) -> Result<(), Failure> {
    let mut changes = changes::from_edits(&base.compilation.sources, &plan.edits)?;
    keep_layout(&mut changes, &base.compilation.model.schema);
    make_changes(base, &changes, plan, did, consent, terminal)
}

/// The same for changes that are more than edits.
pub(super) fn make_changes(
    base: &Base,
    changes: &[Change],
    plan: &Plan,
    did: &str,
    consent: &Consent,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let made = changes::make(&base.root, changes, consent, terminal)?;
    let files = count(changes.len());
    match made {
        Made::Written => terminal.note(&format!("{did} {files} changed.")),
        Made::Shown => terminal.note(&format!("{files} would be changed; nothing was written.")),
        Made::Declined => terminal.note("Nothing was written."),
        Made::Nothing => terminal.note("There is nothing to change."),
    }
    if made != Made::Declined {
        notes(base, &plan.notes, terminal);
    }
    Ok(())
}

fn notes(base: &Base, notes: &[Note], terminal: &Terminal) {
    for note in notes.iter().take(NOTES) {
        let place = note.place.map(|place| format!("{}: ", base.place(place))).unwrap_or_default();
        terminal.note(&format!("{place}{}", visible_line(&note.text)));
    }
    if notes.len() > NOTES {
        terminal.note(&format!("There are {} more places to look at.", notes.len() - NOTES));
    }
}

/// Why a change cannot be made, with the places that a person has to look at.
pub(super) fn refused(base: &Base, refusal: &Refusal) -> Failure {
    let mut message = visible(&refusal.message).into_owned();
    for (place, what) in &refusal.places {
        message.push_str(&format!("\n  {}: {}", base.place(*place), visible_line(what)));
    }
    let failure = Failure::new(message);
    match &refusal.help {
        Some(help) => failure.help(help.clone()),
        None => failure,
    }
}
