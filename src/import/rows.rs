//! Sheets to a plan: which row is which element, which cells say something else than the base, and what is new.
//!
//! A row is known by its id, else by its exact name. Cells that say what the base says change nothing, whatever a spreadsheet has made
//! of them. What is not understood is told with its place and left as it is. Nothing is ever taken away because a row is missing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ids::{self, Claim, Taken};
use super::{RawSheet, Remark};
use crate::model::{ElementId, ElementRef, Model, Via, meant};
use crate::naming;
use crate::schema::{FieldId, KindId, Language};
use crate::syntax::is_id;
use crate::table::{
    Cell, Column, Lookup, Target, Value, ancestors, cell_of, column, header, kind_of_sheet, read, sheet_name,
    written_value,
};

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// What becomes of each row, in the order of the sheets.
    pub rows: Vec<RowReport>,
    /// What the reader should know.
    pub remarks: Vec<Remark>,
    /// Elements of the base for which a sheet of their kind has no row: the name of the sheet, their ids.
    pub missing: Vec<(String, Vec<String>)>,
    /// Values of elements of the base that become others.
    pub(super) changes: Vec<Change>,
    /// New elements.
    pub(super) new: Vec<New>,
}

/// What becomes of one row.
#[derive(Debug, Clone)]
pub struct RowReport {
    /// Where it stands.
    pub place: String,
    /// The element: its kind and id; empty where none could be told.
    pub element: String,
    /// What becomes of it.
    pub happened: Happened,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// A new element.
    New,
    /// These fields say something else now.
    Changed(Vec<String>),
    /// The base says the same.
    Unchanged,
    /// It is left out, for this reason.
    Skipped(String),
}

/// A value of an element that becomes another.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) element: ElementId,
    pub(super) field: FieldId,
    /// None for the main language.
    pub(super) language: Option<Language>,
    /// None where the value goes.
    pub(super) value: Option<Value>,
    pub(super) place: String,
}

/// A new element.
#[derive(Debug)]
pub(super) struct New {
    pub(super) kind: KindId,
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) parent: Option<Owner>,
    pub(super) fields: Vec<(FieldId, Option<Language>, Value)>,
}

/// The element in which another stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    Known(ElementId),
    New(usize),
}

/// A sheet that is understood.
struct Read<'s> {
    raw: &'s RawSheet,
    kind: KindId,
    first_row: usize,
    columns: Vec<Option<Column>>,
}

/// What a row is about.
enum Row {
    About(Owner),
    Skipped(String),
    Blank,
}

/// Makes the plan for `sheets`.
pub fn plan(model: &Model, sheets: &[RawSheet]) -> Plan {
    let mut planner = Planner::new(model);
    let mut read: Vec<Read<'_>> = sheets.iter().filter_map(|sheet| planner.sheet(sheet)).collect();
    // What others stand in comes first; where they are told, they stand in the order of the sheets.
    read.sort_by_key(|sheet| ancestors(&model.schema, sheet.kind).len());
    let rows: Vec<Vec<Row>> = read.iter().map(|sheet| planner.identify(sheet)).collect();
    for (sheet, rows) in read.iter().zip(rows) {
        planner.cells(sheet, rows);
    }
    planner.complete_drafts();
    planner.tell_missing(&read);
    planner.plan
}

struct Planner<'m> {
    model: &'m Model,
    plan: Plan,
    taken: Taken,
    /// Ids and names that several elements at the top have: an error of the base, and nobody can tell which is meant.
    ambiguous: FxHashSet<String>,
    /// Elements that a row is about, with the place of the row.
    seen: FxHashMap<Owner, String>,
    /// Ids and exact names of new elements that stand by themselves.
    new_names: FxHashMap<String, usize>,
    /// Ids and names of new elements within others.
    new_parts: FxHashMap<(Owner, String), usize>,
}

impl<'m> Planner<'m> {
    fn new(model: &'m Model) -> Planner<'m> {
        Planner {
            model,
            plan: Plan::default(),
            taken: Taken::of(model),
            ambiguous: ambiguous(model),
            seen: FxHashMap::default(),
            new_names: FxHashMap::default(),
            new_parts: FxHashMap::default(),
        }
    }

    fn remark(&mut self, place: String, message: impl Into<String>) {
        self.plan.remarks.push(Remark::new(place, message));
    }

    /// The kind and the columns of a sheet.
    fn sheet<'s>(&mut self, raw: &'s RawSheet) -> Option<Read<'s>> {
        self.plan.remarks.extend(raw.remarks.iter().cloned());
        let schema = &self.model.schema;
        let Some(kind) = kind_of_sheet(schema, &raw.name) else {
            let meant =
                meant::kind(schema, &raw.name).map(|kind| format!("; did you mean `{}`?", sheet_name(schema, kind)));
            let message = format!(
                "`{}` is the name of no kind, so nothing of it was read{}",
                raw.name,
                meant.unwrap_or_else(|| ".".to_owned())
            );
            self.remark(raw.file.clone(), message);
            return None;
        };
        let is_known = |cell: &Cell, wanted: &str| {
            let found = column(schema, kind, &cell.text(schema.language()));
            found.is_some_and(|found| match found {
                Column::Id => true,
                Column::Field(id, None) => schema.field(kind, id).key == wanted,
                _ => false,
            })
        };
        let is_head = |row: &Vec<Cell>| row.iter().any(|cell| is_known(cell, "name"));
        let Some(head) = raw.rows.iter().take(20).position(is_head) else {
            if raw.rows.iter().flatten().any(|cell| !cell.is_blank()) {
                let message = "No row of the first twenty names a column `id` or `name`, so nothing of it was read.";
                self.remark(raw.row(0), message);
            }
            return None;
        };
        for (at, _) in raw.rows.iter().enumerate().take(head).filter(|(_, row)| row.iter().any(|cell| !cell.is_blank()))
        {
            self.remark(raw.row(at), "The row stands above the names of the columns and was not read.");
        }
        let columns = self.columns(raw, kind, head);
        Some(Read { raw, kind, first_row: head + 1, columns })
    }

    fn columns(&mut self, raw: &RawSheet, kind: KindId, head: usize) -> Vec<Option<Column>> {
        let schema = &self.model.schema;
        let mut columns: Vec<Option<Column>> = Vec::new();
        for (at, cell) in raw.rows.get(head).into_iter().flatten().enumerate() {
            let text = cell.text(schema.language());
            let mut found = column(schema, kind, &text);
            let own = schema.field_id(kind, text.trim()).map(|id| Column::Field(id, None));
            if found.is_some() && columns.contains(&found) {
                // A step has a journey in which it stands and may have one that is gone through.
                found = own.filter(|own| !columns.contains(&Some(*own)));
                if found.is_none() {
                    self.remark(
                        raw.cell(head, at),
                        format!("The column `{}` stands there twice; the second was not read.", text.trim()),
                    );
                }
            } else if found.is_none() {
                self.unknown_column(raw, kind, head, at, text.trim());
            }
            columns.push(found);
        }
        columns
    }

    fn unknown_column(&mut self, raw: &RawSheet, kind: KindId, head: usize, at: usize, text: &str) {
        let schema = &self.model.schema;
        let count =
            raw.rows.iter().skip(head + 1).filter(|row| row.get(at).is_some_and(|cell| !cell.is_blank())).count();
        if text.is_empty() && count == 0 {
            return;
        }
        let place = raw.cell(head, at);
        let what = if text.is_empty() {
            "The column has no name".to_owned()
        } else {
            format!("The column `{text}` is no field of {}", schema.kind(kind).name)
        };
        let cells = if count == 1 { "1 cell was".to_owned() } else { format!("{count} cells were") };
        let meant = meant::field(schema, kind, text).map(|id| header(schema, kind, Column::Field(id, None)));
        let help = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_else(|| ".".to_owned());
        self.remark(place, format!("{what}, so its {cells} not read{help}"));
    }

    /// What each row is about.
    fn identify(&mut self, sheet: &Read<'_>) -> Vec<Row> {
        let rows = sheet.raw.rows.iter().enumerate().skip(sheet.first_row);
        rows.map(|(at, cells)| {
            if cells.iter().all(Cell::is_blank) {
                return Row::Blank;
            }
            let row = match self.owner(sheet, at, cells) {
                Ok(owner) => owner,
                Err(reason) => return Row::Skipped(reason),
            };
            match self.seen.get(&row) {
                Some(first) => Row::Skipped(format!("{first} is about the same element")),
                None => {
                    self.seen.insert(row, sheet.raw.row(at));
                    Row::About(row)
                }
            }
        })
        .collect()
    }

    fn text(&self, sheet: &Read<'_>, cells: &[Cell], wanted: Column) -> String {
        let at = sheet.columns.iter().position(|column| *column == Some(wanted));
        let cell = at.and_then(|at| cells.get(at));
        cell.map(|cell| cell.text(self.model.schema.language()).trim().to_owned()).unwrap_or_default()
    }

    fn name_column(&self, kind: KindId) -> Option<Column> {
        self.model.schema.field_id(kind, "name").map(|id| Column::Field(id, None))
    }

    fn owner(&mut self, sheet: &Read<'_>, at: usize, cells: &[Cell]) -> Result<Owner, String> {
        let id = self.text(sheet, cells, Column::Id);
        let name = self.name_column(sheet.kind).map(|name| self.text(sheet, cells, name)).unwrap_or_default();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if id.is_empty() && name.is_empty() {
            return Err("it has neither id nor name".to_owned());
        }
        if !id.is_empty() && !is_id(&id) {
            return Err(format!(
                "`{id}` is not an id: an id begins with a letter and goes on with letters, digits, `-` or `_`"
            ));
        }
        match ancestors(&self.model.schema, sheet.kind).as_slice() {
            [] => self.top(sheet.kind, &id, &name),
            above => {
                let texts: Vec<(KindId, String)> =
                    above.iter().map(|kind| (*kind, self.text(sheet, cells, Column::Parent(*kind)))).collect();
                self.part(sheet, at, &texts, &id, &name)
            }
        }
    }

    /// The element at the top of a file that has this id, else this name.
    fn top(&mut self, kind: KindId, id: &str, name: &str) -> Result<Owner, String> {
        let text = if id.is_empty() { name } else { id };
        self.refuse_ambiguous(text)?;
        let found = self.model.lookup(text).filter(|(element, _)| element.parent().is_none());
        let found = found
            .filter(|(_, via)| if id.is_empty() { *via != Via::Former } else { matches!(via, Via::Id | Via::Former) });
        if let Some((element, _)) = found {
            return match element.kind_id() == kind {
                true => Ok(Owner::Known(element.id())),
                false => Err(format!("`{text}` is a {} already", element.kind().name)),
            };
        }
        if let Some(new) = self.new_names.get(text) {
            return Ok(Owner::New(*new));
        }
        for text in [id, name].into_iter().filter(|text| !text.is_empty()) {
            if let Some(claim) = self.taken.find(text) {
                return Err(self.conflict(text, claim));
            }
        }
        let id = if id.is_empty() {
            self.taken.free(&ids::id_of(name, &self.model.schema.kind(kind).name))
        } else {
            id.to_owned()
        };
        Ok(Owner::New(self.add(kind, id, name, None)))
    }

    fn refuse_ambiguous(&self, text: &str) -> Result<(), String> {
        match self.ambiguous.contains(text) {
            true => Err(format!("several elements are called `{text}`; `touchbase check` shows them")),
            false => Ok(()),
        }
    }

    fn conflict(&self, text: &str, claim: Claim) -> String {
        match claim {
            Claim::Known(id) => {
                let element = self.model.element(id);
                let named = format!("{} `{}` (`{}`)", element.kind().name, element.key(), element.name());
                format!("`{text}` is a name of {named}, or reads like one; write its id, or another name")
            }
            Claim::New(_) => format!("`{text}` reads like the name of another new element"),
        }
    }

    fn add(&mut self, kind: KindId, id: String, name: &str, parent: Option<Owner>) -> usize {
        let at = self.plan.new.len();
        let name = (!name.is_empty()).then(|| name.to_owned());
        for text in std::iter::once(id.as_str()).chain(name.as_deref()) {
            match parent.map(|parent| self.root(parent)) {
                None => {
                    self.taken.claim(text, Claim::New(at));
                    self.new_names.entry(text.to_owned()).or_insert(at);
                }
                Some(root) => {
                    self.new_parts.entry((root, text.to_owned())).or_insert(at);
                }
            }
        }
        self.plan.new.push(New { kind, id, name, parent, fields: Vec::new() });
        at
    }

    /// The element at the top in which `owner` stands.
    fn root(&self, owner: Owner) -> Owner {
        let mut at = owner;
        loop {
            let above = match at {
                Owner::Known(id) => return Owner::Known(self.model.element(id).root().id()),
                Owner::New(new) => self.plan.new.get(new).and_then(|new| new.parent),
            };
            match above {
                Some(above) => at = above,
                None => return at,
            }
        }
    }

    fn kind_of(&self, owner: Owner) -> KindId {
        match owner {
            Owner::Known(id) => self.model.element(id).kind_id(),
            Owner::New(new) => self.plan.new.get(new).map_or(KindId(0), |new| new.kind),
        }
    }

    /// The element within others that the columns for these, an id and a name tell of.
    fn part(
        &mut self,
        sheet: &Read<'_>,
        at: usize,
        above: &[(KindId, String)],
        id: &str,
        name: &str,
    ) -> Result<Owner, String> {
        let schema = &self.model.schema;
        let Some(((root_kind, root_text), between)) = above.split_first() else {
            return Err("it stands in nothing".to_owned());
        };
        let root_name = schema.kind(*root_kind).name.clone();
        if root_text.is_empty() {
            return Err(format!(
                "the column `{}` does not say in which {root_name} it stands",
                header(schema, sheet.kind, Column::Parent(*root_kind))
            ));
        }
        self.refuse_ambiguous(root_text)?;
        let root = match self.find_top(*root_kind, root_text) {
            Some(root) => root,
            None => {
                let root = self.top(*root_kind, "", root_text)?;
                self.remark(
                    sheet.raw.row(at),
                    format!("There is no {root_name} `{root_text}` yet; it is made as a draft."),
                );
                root
            }
        };
        let nearest = self.nearest_above(root, between);
        if let Some(found) = self.find_part(root, nearest, sheet.kind, id, name)? {
            return Ok(found);
        }
        let parent = self.parents(sheet, at, root, between)?;
        let wished =
            if id.is_empty() { ids::id_of(name, &self.model.schema.kind(sheet.kind).name) } else { id.to_owned() };
        let free = ids::free(&wished, |id| self.has_part(root, id));
        if free != wished {
            self.remark(
                sheet.raw.row(at),
                format!("`{wished}` is the id of something else in this {root_name}; it is called `{free}`."),
            );
        }
        Ok(Owner::New(self.add(sheet.kind, free, name, Some(parent))))
    }

    fn find_top(&self, kind: KindId, text: &str) -> Option<Owner> {
        let known =
            self.model.lookup(text).filter(|(element, _)| element.parent().is_none() && element.kind_id() == kind);
        let known = known.map(|(element, _)| Owner::Known(element.id()));
        known.or_else(|| {
            let new = self.new_names.get(text).copied().map(Owner::New);
            new.filter(|new| self.kind_of(*new) == kind)
        })
    }

    /// The innermost element that the columns between name, where it exists.
    fn nearest_above(&self, root: Owner, between: &[(KindId, String)]) -> Option<Owner> {
        let (kind, text) = between.iter().rfind(|(_, text)| !text.is_empty())?;
        self.parts(root, *kind, text).into_iter().next()
    }

    /// Elements of `kind` in `root` whose id or name is `text`, those with the id first.
    fn parts(&self, root: Owner, kind: KindId, text: &str) -> Vec<Owner> {
        let mut found: Vec<ElementRef<'_>> = Vec::new();
        if let Owner::Known(id) = root {
            let is_meant = |part: &ElementRef<'_>| part.kind_id() == kind && !part.is_nameless();
            let by_id = self.model.names().lookup_in(id, text).filter(|(_, via)| matches!(via, Via::Id | Via::Former));
            found.extend(by_id.map(|(id, _)| self.model.element(id)).filter(is_meant));
            if found.is_empty() {
                // An id that two parts of different kinds have is told by a check; here the kind says which is meant.
                let all = descendants(self.model.element(id));
                found.extend(all.iter().copied().filter(is_meant).filter(|part| *part.key() == text).take(1));
                if found.is_empty() {
                    found.extend(all.into_iter().filter(is_meant).filter(|part| *part.name() == text));
                }
            }
        }
        let mut found: Vec<Owner> = found.into_iter().map(|part| Owner::Known(part.id())).collect();
        if found.is_empty() {
            let new = self.new_parts.get(&(root, text.to_owned())).copied().map(Owner::New);
            found.extend(new.filter(|new| self.kind_of(*new) == kind));
        }
        found
    }

    fn find_part(
        &self,
        root: Owner,
        above: Option<Owner>,
        kind: KindId,
        id: &str,
        name: &str,
    ) -> Result<Option<Owner>, String> {
        let text = if id.is_empty() { name } else { id };
        let found = self.parts(root, kind, text);
        let inside = |owner: &Owner| above.is_none_or(|above| self.stands_in(*owner, above));
        let near: Vec<Owner> = found.iter().copied().filter(inside).collect();
        match (id.is_empty(), found.as_slice(), near.as_slice()) {
            (false, [first, ..], _) => Ok(Some(*first)),
            (true, _, [one]) => Ok(Some(*one)),
            // The same name in another stage is another step.
            (true, [_], []) | (_, [], _) => Ok(None),
            _ => Err(format!("several elements are called `{text}` there; give the id")),
        }
    }

    fn stands_in(&self, owner: Owner, above: Owner) -> bool {
        let mut at = Some(owner);
        while let Some(owner) = at {
            if owner == above {
                return true;
            }
            at = match owner {
                Owner::Known(id) => self.model.element(id).parent().map(|parent| Owner::Known(parent.id())),
                Owner::New(new) => self.plan.new.get(new).and_then(|new| new.parent),
            };
        }
        false
    }

    fn has_part(&self, root: Owner, id: &str) -> bool {
        let known = match root {
            Owner::Known(root) => self.model.names().lookup_in(root, id).is_some(),
            Owner::New(_) => false,
        };
        known || self.new_parts.contains_key(&(root, id.to_owned()))
    }

    /// The element in which a new one goes; those between that there are not yet are made.
    fn parents(
        &mut self,
        sheet: &Read<'_>,
        at: usize,
        root: Owner,
        between: &[(KindId, String)],
    ) -> Result<Owner, String> {
        let mut parent = root;
        for (kind, text) in between {
            let name = self.model.schema.kind(*kind).name.clone();
            if text.is_empty() {
                return Err(format!(
                    "the column `{}` does not say in which {name} it stands",
                    header(&self.model.schema, sheet.kind, Column::Parent(*kind))
                ));
            }
            parent = match self.parts(root, *kind, text).first() {
                Some(found) => *found,
                None => {
                    self.remark(sheet.raw.row(at), format!("There is no {name} `{text}` yet; it is made."));
                    let id = ids::free(&ids::id_of(text, &name), |id| self.has_part(root, id));
                    Owner::New(self.add(*kind, id, text, Some(parent)))
                }
            };
        }
        Ok(parent)
    }

    /// What the cells of each row say.
    fn cells(&mut self, sheet: &Read<'_>, rows: Vec<Row>) {
        for (offset, row) in rows.into_iter().enumerate() {
            let at = sheet.first_row + offset;
            let place = sheet.raw.row(at);
            let (element, happened) = match row {
                Row::Blank => continue,
                Row::Skipped(reason) => (String::new(), Happened::Skipped(reason)),
                Row::About(owner) => {
                    let changed = self.row(sheet, at, owner);
                    let happened = match (owner, changed.is_empty()) {
                        (Owner::New(_), _) => Happened::New,
                        (_, true) => Happened::Unchanged,
                        (_, false) => Happened::Changed(changed),
                    };
                    (self.called(owner), happened)
                }
            };
            self.plan.rows.push(RowReport { place, element, happened });
        }
    }

    fn called(&self, owner: Owner) -> String {
        match owner {
            Owner::Known(id) => {
                let element = self.model.element(id);
                format!("{} {}", element.kind().name, element.address())
            }
            Owner::New(new) => {
                let Some(element) = self.plan.new.get(new) else { return String::new() };
                let kind = &self.model.schema.kind(element.kind).name;
                match element.parent.map(|parent| self.root(parent)) {
                    None => format!("{kind} {}", element.id),
                    Some(root) => format!("{kind} {}.{}", self.key(root), element.id),
                }
            }
        }
    }

    fn key(&self, owner: Owner) -> String {
        match owner {
            Owner::Known(id) => self.model.element(id).key().to_string(),
            Owner::New(new) => self.plan.new.get(new).map(|new| new.id.clone()).unwrap_or_default(),
        }
    }

    /// Reads the cells of a row; returns what changes.
    fn row(&mut self, sheet: &Read<'_>, at: usize, owner: Owner) -> Vec<String> {
        let mut changed = Vec::new();
        for (number, column) in sheet.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let cell = sheet.raw.rows.get(at).and_then(|row| row.get(number)).cloned().unwrap_or(Cell::Empty);
            let place = sheet.raw.cell(at, number);
            match (column, owner) {
                (Column::Field(field, language), Owner::Known(id)) => {
                    let element = self.model.element(id);
                    if self.known_cell(element, *field, *language, &cell, place) {
                        changed.push(header(&self.model.schema, sheet.kind, *column));
                    }
                }
                (Column::Field(field, language), Owner::New(new)) => {
                    self.new_cell(new, sheet.kind, *field, *language, &cell, place)
                }
                (Column::Parent(_), Owner::Known(id)) => {
                    self.parent_cell(self.model.element(id), *column, &cell, place)
                }
                _ => {}
            }
        }
        let extra = sheet
            .raw
            .rows
            .get(at)
            .into_iter()
            .flatten()
            .skip(sheet.columns.len())
            .filter(|cell| !cell.is_blank())
            .count();
        if extra > 0 {
            self.remark(sheet.raw.row(at), format!("{extra} more cells than there are columns; they were not read."));
        }
        changed
    }

    /// Elements are not moved by sheets: where they stand is an order as well, which a sheet does not tell.
    fn parent_cell(&mut self, element: ElementRef<'_>, column: Column, cell: &Cell, place: String) {
        let language = self.model.schema.language();
        let text = cell.text(language).trim().to_owned();
        let is_name = |above: ElementRef<'_>| *above.name() == text.as_str();
        let mut above = std::iter::successors(element.parent(), |above| above.parent());
        let is_same = text.is_empty() || cell_of(element, column).is_same(cell, language) || above.any(is_name);
        if !is_same {
            self.remark(place, format!("`{}` stands elsewhere in the base; move it in its file.", element.address()));
        }
    }

    /// Compares a cell with the base; returns whether it says something else that is understood.
    fn known_cell(
        &mut self,
        element: ElementRef<'_>,
        field: FieldId,
        language: Option<Language>,
        cell: &Cell,
        place: String,
    ) -> bool {
        let model = self.model;
        let main = model.schema.language();
        let old = cell_of(element, Column::Field(field, language));
        if old.is_same(cell, main) {
            return false;
        }
        let declared = model.schema.field(element.kind_id(), field);
        let value = match cell.is_blank() {
            true => None,
            false => match read(cell, declared, main, &Finder { planner: self, owner: Owner::Known(element.id()) }) {
                Ok(value) => Some(value),
                Err(reason) => {
                    self.remark(
                        place,
                        format!(
                            "`{}` of `{}` stays as it is: {reason}{}",
                            declared.key,
                            element.address(),
                            stop(&reason)
                        ),
                    );
                    return false;
                }
            },
        };
        if value == written_value(element, field, language) {
            return false;
        }
        if declared.key == "name"
            && language.is_none()
            && let Some(reason) = self.refuses_name(element, value.as_ref())
        {
            self.remark(place, reason);
            return false;
        }
        self.plan.changes.push(Change { element: element.id(), field, language, value, place });
        true
    }

    /// Why a name cannot be changed by a sheet, if so.
    fn refuses_name(&mut self, element: ElementRef<'_>, value: Option<&Value>) -> Option<String> {
        let address = element.address();
        let Some(name) = value.and_then(Value::text) else {
            return Some(format!("`{address}` keeps its name: an element cannot be without one."));
        };
        if element.backlinks().any(|reference| reference.via() == Via::Name) {
            return Some(format!(
                "`{address}` keeps its name: others refer to it by this name, so change it in the files."
            ));
        }
        if element.parent().is_some() {
            return None;
        }
        let other = self.taken.find(name).filter(|claim| *claim != Claim::Known(element.id()));
        match other {
            Some(claim) => Some(format!("`{address}` keeps its name: {}.", self.conflict(name, claim))),
            None => {
                self.taken.claim(name, Claim::Known(element.id()));
                None
            }
        }
    }

    fn new_cell(
        &mut self,
        new: usize,
        kind: KindId,
        field: FieldId,
        language: Option<Language>,
        cell: &Cell,
        place: String,
    ) {
        let model = self.model;
        let declared = model.schema.field(kind, field);
        if cell.is_blank() || declared.key == "name" && language.is_none() {
            return;
        }
        match read(cell, declared, model.schema.language(), &Finder { planner: self, owner: Owner::New(new) }) {
            Ok(value) => {
                self.plan.new.get_mut(new).into_iter().for_each(|new| new.fields.push((field, language, value.clone())))
            }
            Err(reason) => self.remark(place, format!("`{}` is left out: {reason}{}", declared.key, stop(&reason))),
        }
    }

    /// New elements that lack required fields, or parts, are drafts.
    fn complete_drafts(&mut self) {
        let schema = &self.model.schema;
        let mut drafts: FxHashSet<usize> = FxHashSet::default();
        let holders: FxHashSet<Owner> = self.plan.new.iter().filter_map(|new| new.parent).collect();
        for (at, new) in self.plan.new.iter().enumerate() {
            let kind = schema.kind(new.kind);
            let has = |key: &str| {
                schema.field_id(new.kind, key).is_some_and(|id| new.fields.iter().any(|(field, ..)| *field == id))
            };
            let lacks = kind.fields.iter().any(|field| field.required && !has(&field.key));
            let is_empty = schema.needed_children(new.kind).next().is_some() && !holders.contains(&Owner::New(at));
            if (lacks || is_empty)
                && let Owner::New(root) = self.root(Owner::New(at))
            {
                drafts.insert(root);
            }
        }
        let mut drafts: Vec<usize> = drafts.into_iter().collect();
        drafts.sort_unstable();
        for at in drafts {
            let Some(new) = self.plan.new.get_mut(at) else { continue };
            let Some(status) = schema.field_id(new.kind, "status") else { continue };
            if !new.fields.iter().any(|(field, ..)| *field == status) {
                new.fields.insert(0, (status, None, Value::Word("draft".to_owned())));
                let called = self.called(Owner::New(at));
                let place = self.seen.get(&Owner::New(at)).cloned().unwrap_or_default();
                self.remark(place, format!("`{called}` lacks fields that are required, so it says `status: draft`."));
            }
        }
    }

    fn tell_missing(&mut self, read: &[Read<'_>]) {
        for kind in read.iter().map(|sheet| sheet.kind).collect::<std::collections::BTreeSet<KindId>>() {
            let elements = self.model.elements().filter(|element| element.kind_id() == kind && !element.is_nameless());
            let missing: Vec<String> = elements
                .filter(|element| !self.seen.contains_key(&Owner::Known(element.id())))
                .map(|element| element.address())
                .collect();
            if !missing.is_empty() {
                self.plan.missing.push((sheet_name(&self.model.schema, kind), missing));
            }
        }
    }
}

/// The full stop behind a reason, where it does not end with a mark of its own.
fn stop(reason: &str) -> &'static str {
    if reason.ends_with(['?', '.', '!']) { "" } else { "." }
}

/// The ids and names that more than one element at the top has.
fn ambiguous(model: &Model) -> FxHashSet<String> {
    let mut owners: FxHashMap<&str, ElementId> = FxHashMap::default();
    let mut found = FxHashSet::default();
    for element in model.elements().filter(|element| element.parent().is_none() && !element.is_nameless()) {
        for text in [element.key().as_str(), element.name().as_str()] {
            if *owners.entry(text).or_insert(element.id()) != element.id() {
                found.insert(text.to_owned());
            }
        }
    }
    found
}

fn descendants(element: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let mut found = Vec::new();
    let mut open: Vec<ElementRef<'_>> = element.children().collect();
    while let Some(next) = open.pop() {
        open.extend(next.children());
        found.push(next);
    }
    found.sort_by_key(|element| element.id());
    found
}

/// Finds what cells of an element refer to, new elements of the same import among them.
struct Finder<'p, 'm> {
    planner: &'p Planner<'m>,
    owner: Owner,
}

impl Lookup for Finder<'_, '_> {
    fn find(&self, text: &str, local: bool) -> Option<Target> {
        let planner = self.planner;
        let kind_name = |owner: Owner| planner.model.schema.kind(planner.kind_of(owner)).name.to_string();
        if local {
            let root = planner.root(self.owner);
            let known = match root {
                Owner::Known(root) => planner.model.names().lookup_in(root, text).map(|(id, _)| Owner::Known(id)),
                Owner::New(_) => None,
            };
            let found = known.or_else(|| planner.new_parts.get(&(root, text.to_owned())).copied().map(Owner::New))?;
            return Some(Target { address: planner.key(found), kind: kind_name(found) });
        }
        if let Some((element, _)) = planner.model.lookup(text) {
            return Some(Target { address: element.address(), kind: element.kind().name.to_string() });
        }
        if let Some(new) = planner.new_names.get(text).copied() {
            return Some(Target { address: planner.key(Owner::New(new)), kind: kind_name(Owner::New(new)) });
        }
        let (root, part) = text.split_once('.')?;
        let known = planner.model.lookup(root).map(|(element, _)| Owner::Known(element.id()));
        let root = known.or_else(|| planner.new_names.get(root).copied().map(Owner::New))?;
        let part = Owner::New(planner.new_parts.get(&(root, part.to_owned())).copied()?);
        Some(Target { address: format!("{}.{}", planner.key(root), planner.key(part)), kind: kind_name(part) })
    }

    fn meant(&self, text: &str) -> Option<String> {
        match self.planner.taken.find(text) {
            Some(Claim::Known(id)) => return Some(self.planner.model.element(id).address()),
            Some(Claim::New(new)) => return Some(self.planner.key(Owner::New(new))),
            None => {}
        }
        let tops =
            || self.planner.model.elements().filter(|element| element.parent().is_none() && !element.is_nameless());
        let near = naming::nearest(text, tops().flat_map(|element| [element.key().as_str(), element.name().as_str()]))?;
        tops().find(|element| *element.key() == near || *element.name() == near).map(|element| element.address())
    }

    fn own_kind(&self) -> &str {
        &self.planner.model.schema.kind(self.planner.kind_of(self.owner)).name
    }
}
