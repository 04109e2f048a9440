//! `touchbase templates`: which templates there are, and copies of built-in ones to change.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::failure::{Failure, shown, some_of};
use super::layout::table;
use super::list::Place;
use super::terminal::Terminal;
use super::{Outcome, base, io};
use crate::config::{self, Config};
use crate::diagnostic::words::list as listed;
use crate::naming;
use crate::site::{self, Template};

/// Arguments of `touchbase templates`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase templates list                 what there is, and what is your own
  touchbase templates eject persona.html   copy one, to change it")]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show every template and style sheet, what it is for, and which of them are your own
    List(List),
    /// Copy built-in files into your templates folder, to change them there
    Eject(Eject),
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase templates eject persona.html
  touchbase templates eject home.html assets/site.css --base kb
  touchbase templates eject --all

A file there takes the place of the built-in one of the same name; everything
else stays built in. docs/templates.md says which values each template gets.")]
struct Eject {
    /// Files to copy, as `touchbase templates list` names them; `persona` means `persona.html`
    #[arg(value_name = "NAME", required_unless_present = "all")]
    names: Vec<String>,
    /// Copy every built-in file
    #[arg(long, conflicts_with = "names")]
    all: bool,
    /// Write over files that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    place: Place,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    match &arguments.what {
        What::List(list) => show(list, terminal),
        What::Eject(eject) => copy(eject, terminal),
    }
}

/// Where a team's own templates are, if a folder is configured.
fn folder(root: &Path, config: &Config) -> Option<PathBuf> {
    config.templates.as_ref().map(|folder| root.join(folder))
}

fn show(list: &List, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (root, config) = base::root_and_config(list.place.base.as_deref())?;
    let folder = folder(&root, &config).filter(|folder| folder.is_dir());
    let own = folder.map(|folder| io::templates(&folder)).transpose()?.unwrap_or_default();
    let is_own = |name: &str| own.iter().any(|own| own.name == name);
    let built_in = site::built_in().map(|(name, text)| {
        let whose = if is_own(name) { "your own" } else { "built in" };
        [name.to_owned(), whose.to_owned(), site::purpose(text).to_owned()]
    });
    let mut rows: Vec<[String; 3]> = built_in.collect();
    let kinds: Vec<String> = config.schema().0.kinds().map(|(_, kind)| format!("{}.html", kind.name)).collect();
    let added = own.iter().filter(|own| site::built_in().all(|(name, _)| name != own.name));
    rows.extend(added.map(|own| [own.name.clone(), "your own".to_owned(), added_for(own, &kinds)]));
    terminal.print(&table(&rows))?;
    if config.templates.is_none() {
        terminal.note(&format!(
            "`{}` names no folder for templates of your own: add `templates: templates`.",
            config::FILE
        ));
    }
    Ok(Outcome::Done)
}

/// What a file of a team's own is for that replaces none.
fn added_for(own: &Template, kinds: &[String]) -> String {
    let name = own.name.as_str();
    if kinds.iter().any(|kind| kind == name) {
        return format!("The pages of the kind `{}`.", name.trim_end_matches(".html"));
    }
    if name.starts_with("assets/") {
        return "Copied to the site.".to_owned();
    }
    let known = site::built_in().map(|(name, _)| name).chain(kinds.iter().map(String::as_str));
    match naming::nearest(name, known) {
        Some(near) => format!("Replaces nothing; did you mean `{near}`?"),
        None => "For your other templates to include or extend.".to_owned(),
    }
}

fn copy(eject: &Eject, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (root, config) = base::root_and_config(eject.place.base.as_deref())?;
    let files = match eject.all {
        true => site::built_in().collect(),
        false => chosen(&eject.names)?,
    };
    let folder = folder(&root, &config).ok_or_else(|| {
        let message = format!("`{}` names no folder for templates of your own.", config::FILE);
        Failure::new(message).help("Add `templates: templates` to it, or the name of another folder below it.")
    })?;
    let there: Vec<&str> =
        files.iter().map(|(name, _)| *name).filter(|name| folder.join(name).symlink_metadata().is_ok()).collect();
    if !there.is_empty() && !eject.force {
        let message = format!("{} has {} already; nothing was written.", shown(&folder), some_of(&there));
        return Err(Failure::new(message).help("`--force` writes over what is there."));
    }
    for (name, text) in &files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(|error| Failure::io(parent, "created", &error))?;
        io::replace(&path, text)?;
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    terminal.print(&format!("Copied {} to {}.\n", some_of(&names), shown(&folder)))?;
    Ok(Outcome::Done)
}

/// The built-in files that are meant, each once.
fn chosen(names: &[String]) -> Result<Vec<(&'static str, &'static str)>, Failure> {
    let (mut found, mut unknown): (Vec<(&str, &str)>, Vec<&str>) = (Vec::new(), Vec::new());
    for name in names {
        match site::built_in().find(|(built_in, _)| is_meant(name, built_in)) {
            Some(file) if found.contains(&file) => {}
            Some(file) => found.push(file),
            None => unknown.push(name),
        }
    }
    match unknown.first() {
        None => Ok(found),
        Some(first) => Err(no_such(&unknown, first)),
    }
}

/// Whether somebody who writes `name` means the file `built_in`: its name, or its name without folder or ending.
fn is_meant(name: &str, built_in: &str) -> bool {
    let file = built_in.strip_prefix("assets/").unwrap_or(built_in);
    name == built_in
        || name == file
        || (!built_in.starts_with("assets/") && built_in.strip_suffix(".html") == Some(name))
}

fn no_such(unknown: &[&str], first: &str) -> Failure {
    let failure = Failure::new(format!("There is no built-in template {}; nothing was written.", listed(unknown)));
    let names = site::built_in()
        .flat_map(|(name, _)| [name, name.trim_end_matches(".html"), name.trim_start_matches("assets/")]);
    match naming::nearest(first, names) {
        Some(near) => failure.help(format!("Did you mean `{near}`?")),
        None => failure.help(
            "`touchbase templates list` shows them all. A kind without a template of its own uses `element.html`: eject that, or \
             write one for it that begins with `{% extends \"element.html\" %}`.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_short() {
        let names = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            chosen(&names).map(|files| files.into_iter().map(|(name, _)| name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["persona", "persona.html", "site.css"]), Ok(vec!["persona.html", "assets/site.css"]));
        let failure = names(&["personna", "persona"]).map_err(|failure| failure.to_string());
        assert_eq!(
            failure,
            Err("There is no built-in template `personna`; nothing was written.\n  help: Did you mean `persona`?"
                .to_owned())
        );
    }
}
