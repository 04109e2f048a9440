//! What a check is given, and the words checks share.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::clash::{self, Claim, Pair};
use super::keys::Holder;
use super::level::Levels;
use super::notes::Notebook;
use super::rule::Rules;
use super::silence::allowance::Allowance;
use super::words::{self, Prose, Text};
use super::{Check, Inputs};
use crate::config::baseline::Known;
use crate::diagnostic::words::a;
use crate::diagnostic::{FaultKind, Level, Place};
use crate::model::{ElementId, ElementRef};
use crate::naming::tokens::folded;
use crate::naming::{self, Nearest};
use crate::schema::{Field, Kinds, Label, Scalar};
use crate::syntax::Notation;
use crate::text::Span;

/// How many elements a message offers to choose from.
const SOME: usize = 5;

/// What checks read: the [`Inputs`], and what several of them need, made when first asked for.
pub struct Context<'a> {
    inputs: Inputs<'a>,
    kinds: OnceLock<Vec<Vec<ElementId>>>,
    /// By element, whether practice asks something of it.
    active: OnceLock<Vec<bool>>,
    claims: OnceLock<Vec<(u64, Claim<'a>)>>,
    nearest: OnceLock<Nearest>,
    clashes: OnceLock<Vec<Pair<'a>>>,
    shared_pages: OnceLock<Vec<ElementId>>,
    /// Elements with a name that shares a key with another one, by that key.
    alike: OnceLock<Vec<(u64, ElementId)>>,
    faults: OnceLock<Vec<Span>>,
    incomplete: OnceLock<FxHashSet<ElementId>>,
    texts: OnceLock<Vec<Text<'a>>>,
    prose: OnceLock<Prose>,
    allowances: OnceLock<Vec<Allowance<'a>>>,
    rules: OnceLock<Rules<'a>>,
    /// For each allowance, which of its checks silenced something.
    used: OnceLock<Vec<Vec<bool>>>,
    /// Entries of the baseline with how many of their findings are gone.
    gone: OnceLock<Vec<(Known, usize)>>,
}

impl<'a> std::ops::Deref for Context<'a> {
    type Target = Inputs<'a>;

    fn deref(&self) -> &Inputs<'a> {
        &self.inputs
    }
}

impl<'a> Context<'a> {
    /// A context over these values.
    pub(super) fn new(inputs: Inputs<'a>) -> Context<'a> {
        Context {
            inputs,
            kinds: OnceLock::new(),
            active: OnceLock::new(),
            claims: OnceLock::new(),
            nearest: OnceLock::new(),
            clashes: OnceLock::new(),
            shared_pages: OnceLock::new(),
            alike: OnceLock::new(),
            faults: OnceLock::new(),
            incomplete: OnceLock::new(),
            texts: OnceLock::new(),
            prose: OnceLock::new(),
            allowances: OnceLock::new(),
            rules: OnceLock::new(),
            used: OnceLock::new(),
            gone: OnceLock::new(),
        }
    }

    /// Names of all checks and of the team's own rules.
    pub fn check_names(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let config = self.inputs.config;
        let rules = config.rules.iter().map(|rule| &rule.name).chain(&config.lost_rules);
        super::ALL.iter().map(|check| check.name).chain(rules.map(String::as_str))
    }

    /// The team's own rules.
    pub(super) fn rules(&self) -> &Rules<'a> {
        self.rules.get_or_init(|| Rules::of(self))
    }

    /// The comments that silence checks, in order.
    pub(super) fn allowances(&self) -> &[Allowance<'a>] {
        self.allowances.get_or_init(|| {
            let is_check = |word: &str| self.check_names().any(|name| name == word);
            self.directives.iter().map(|directive| Allowance::of(directive, is_check)).collect()
        })
    }

    /// Keeps what the comments and the baseline left over, for the checks that run last.
    pub(super) fn leave(&self, used: Vec<Vec<bool>>, gone: Vec<(Known, usize)>) {
        self.used.get_or_init(|| used);
        self.gone.get_or_init(|| gone);
    }

    /// Which checks of the allowance with this number silenced something.
    pub(super) fn used(&self, allowance: usize) -> &[bool] {
        self.used.get().and_then(|used| used.get(allowance)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Entries of the baseline with how many of their findings are gone.
    pub(super) fn gone(&self) -> &[(Known, usize)] {
        self.gone.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// Where and how grave the check is.
    pub(super) fn levels(&self, check: &Check) -> Levels {
        self.levels_of(check.name, check.level)
    }

    fn levels_of(&self, name: &str, default: Level) -> Levels {
        Levels::of(name, default, self.config, self.options, self.sources)
    }

    /// Where and how grave the check or rule of this name is; none when there is neither.
    fn levels_named(&self, name: &str) -> Option<Levels> {
        super::default_level(name, self.config).map(|level| self.levels_of(name, level))
    }

    /// Whether this is a rule of the team's own with a fault that keeps it from running; that has been reported.
    pub(super) fn is_broken_rule(&self, name: &str) -> bool {
        let lost = self.config.lost_rules.iter().any(|lost| lost == name);
        lost || (super::named(name).is_none()
            && super::default_level(name, self.config).is_some()
            && !self.rules().can_run(name))
    }

    /// Whether the check is on in the file of `place`.
    pub(super) fn runs_in(&self, check: &str, place: Span) -> bool {
        let levels = self.levels_named(check).filter(|_| !self.is_broken_rule(check));
        levels.is_some_and(|levels| levels.at(place.source).is_some())
    }

    /// Whether the check looks at the subject of an entry of the baseline. What does not exist any more is looked at.
    pub(super) fn runs_about(&self, check: &str, subject: &str) -> bool {
        if self.is_broken_rule(check) {
            return false;
        }
        let Some(levels) = self.levels_named(check) else { return true };
        let file = match subject.strip_prefix("./") {
            Some(path) => self.sources.find(path.into()),
            None => self.model.lookup(subject).map(|(element, _)| element.span().source),
        };
        file.map_or_else(|| levels.is_on(), |file| levels.at(file).is_some())
    }

    /// Elements that stand by themselves and can be named, in order.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'a>> + use<'a> {
        self.model.elements().filter(|element| element.parent().is_none() && !element.is_nameless())
    }

    /// Elements of the kind named `kind`, in order; none when there is no such kind.
    ///
    /// In debug builds, panics when the schema has no such kind: a misspelled one in a check must not go unnoticed.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = ElementRef<'a>> + use<'a, '_> {
        let id = self.model.schema.kind_named(kind);
        debug_assert!(id.is_some(), "there is no kind `{kind}`");
        let ids = id.and_then(|id| self.kinds().get(id.0 as usize)).map(Vec::as_slice).unwrap_or_default();
        ids.iter().map(|id| self.model.element(*id))
    }

    /// The elements of a kind that are in use: neither drafts nor retired, nor part of one that is, and read completely.
    /// What practice asks for is asked of these.
    pub fn active(&self, kind: &str) -> impl Iterator<Item = ElementRef<'a>> + use<'a, '_> {
        let active = self.active.get_or_init(|| {
            let is_asked = |element| is_active(element) && !self.is_incomplete(element);
            self.model.elements().map(is_asked).collect()
        });
        self.of_kind(kind).filter(|element| active.get(element.id().0 as usize) == Some(&true))
    }

    /// Makes what many checks need before they run, on as many threads as there are: made when the first one asks, it would keep
    /// the others waiting, and what is made in parallel must not be waited for by those who help to make it.
    pub(super) fn prepare(&self, notebook: &mut Notebook) {
        self.texts();
        notebook.fill(self);
        let notebook = &*notebook;
        let elements =
            |shared: Vec<(u64, Holder)>| shared.into_iter().filter_map(|(key, holder)| Some((key, holder.id()?)));
        let clashes = || clash::among(self, &notebook.shared(self, |notes| &notes.names));
        let alike = || elements(notebook.shared(self, |notes| &notes.alike)).collect();
        let pages = || {
            let shared = elements(notebook.shared(self, |notes| &notes.pages));
            let mut ids: Vec<ElementId> = shared.map(|(_, id)| id).collect();
            ids.sort_unstable();
            ids
        };
        let (alike, (clashes, pages)) = rayon::join(alike, || rayon::join(clashes, pages));
        self.alike.get_or_init(|| alike);
        self.clashes.get_or_init(|| clashes);
        self.shared_pages.get_or_init(|| pages);
        if words::READERS.iter().any(|check| self.levels(check).is_on()) {
            let prose = Prose::of(self.texts());
            self.prose.get_or_init(|| prose);
        }
    }

    fn kinds(&self) -> &[Vec<ElementId>] {
        self.kinds.get_or_init(|| {
            let mut kinds = vec![Vec::new(); self.model.schema.kinds().count()];
            for element in self.model.elements().filter(|element| !element.is_nameless()) {
                if let Some(ids) = kinds.get_mut(element.kind_id().0 as usize) {
                    ids.push(element.id());
                }
            }
            kinds
        })
    }

    /// How messages name a field: its key and what people call it, `` `mission` (Auftrag) ``.
    pub fn field(&self, field: &Field) -> String {
        self.word(&field.key, &field.label)
    }

    /// How messages name a field of a kind, written or not: `` `outcome` (Ergebnis) ``.
    pub fn named(&self, kind: &str, key: &str) -> String {
        self.declared_in(kind, key).map_or_else(|| format!("`{key}`"), |field| self.field(field))
    }

    /// How messages name a word of a kind's enum field: `` `business` (Geschäft) ``.
    pub fn named_word(&self, kind: &str, key: &str, word: &str) -> String {
        let variant = self.declared_in(kind, key).and_then(|field| match &field.ty.scalar {
            Scalar::Enum(variants) => variants.iter().find(|variant| variant.word == word),
            _ => None,
        });
        variant.map_or_else(|| format!("`{word}`"), |variant| self.word(word, &variant.label))
    }

    fn declared_in(&self, kind: &str, key: &str) -> Option<&'a Field> {
        let schema = &self.model.schema;
        let kind = schema.kind_named(kind)?;
        Some(schema.field(kind, schema.field_id(kind, key)?))
    }

    /// A word of the language and, if that is something else, what people call it: `` `as_is` (Ist) ``.
    pub fn word(&self, word: &str, label: &Label) -> String {
        let label = label.in_language(&self.config.language);
        if naming::is_same(label, word) { format!("`{word}`") } else { format!("`{word}` ({label})") }
    }

    /// The declaration of the field that a fault names.
    pub fn declared(&self, place: &Place) -> Option<&'a Field> {
        self.declared_in(&place.kind, &place.field)
    }

    /// How messages name the field of a fault: `` `mission` (Auftrag) of a touchpoint ``.
    pub fn place(&self, place: &Place) -> String {
        let field = self.declared(place).map_or_else(|| format!("`{}`", place.field), |field| self.field(field));
        format!("{field} of {}", a(&place.kind))
    }

    /// The text at `span` as it is written.
    pub fn written(&self, span: Span) -> &'a str {
        self.sources.slice(span)
    }

    /// The notation of the file in which `span` stands.
    pub fn notation(&self, span: Span) -> Notation {
        Notation::of(&self.sources.get(span.source).path).unwrap_or(Notation::Cx)
    }

    /// Up to five elements of `kinds`, as references to paste; all kinds when they are not restricted.
    pub fn some_of(&self, kinds: &Kinds) -> Vec<String> {
        let named = kinds.names().into_iter().filter_map(|name| self.model.schema.kind_named(name));
        let of_kinds = named.filter_map(|kind| self.kinds().get(kind.0 as usize)).flat_map(|ids| ids.iter().take(SOME));
        let mut ids: Vec<ElementId> = match kinds {
            Kinds::Any => {
                self.model.elements().filter(|element| !element.is_nameless()).take(SOME).map(ElementRef::id).collect()
            }
            _ => of_kinds.copied().collect(),
        };
        ids.sort_unstable();
        ids.into_iter().take(SOME).map(|id| self.model.element(id).address()).collect()
    }

    /// How messages name an element: ``touchpoint `hotline` (Service-Hotline)``.
    pub fn element(&self, element: ElementRef<'_>) -> String {
        let (kind, address, name) = (&element.kind().name, element.address(), element.name());
        if naming::is_same(name, element.key()) {
            format!("{kind} `{address}`")
        } else {
            format!("{kind} `{address}` ({name})")
        }
    }

    /// Texts by which elements are known (ids, names, aliases, former ids), ordered by the [number](folded) of each.
    pub(super) fn claims(&self) -> &[(u64, Claim<'a>)] {
        self.claims.get_or_init(|| clash::numbered(self.elements()))
    }

    /// The elements known by a text that folds to the same, in order.
    fn named_like(&self, text: &str) -> impl Iterator<Item = ElementRef<'a>> {
        let (claims, number) = (self.claims(), folded(text));
        let rest = claims.get(claims.partition_point(|(other, _)| *other < number)..).unwrap_or_default();
        let alike = rest.iter().take_while(move |(other, _)| *other == number).map(|(_, claim)| claim);
        alike.filter(|claim| naming::is_same(claim.text, text)).map(|claim| claim.element)
    }

    /// Whether an earlier stage reported something inside `span`.
    pub fn has_fault_in(&self, span: Span) -> bool {
        let faults = self.faults.get_or_init(|| {
            let mut places: Vec<Span> = self.model.faults().iter().map(|fault| fault.span).collect();
            places.sort_unstable();
            places
        });
        let from = faults.partition_point(|place| (place.source, place.start) < (span.source, span.start));
        faults.get(from).is_some_and(|place| place.source == span.source && place.start <= span.end)
    }

    /// Whether some of the element's text could not be read, so that what seems to be missing may well be there.
    pub fn is_incomplete(&self, element: ElementRef<'_>) -> bool {
        self.incomplete.get_or_init(|| self.incomplete()).contains(&element.id())
    }

    /// The elements that begin last before something unreadable, and those in which they stand.
    fn incomplete(&self) -> FxHashSet<ElementId> {
        let unreadable = self.model.faults().iter().filter(|fault| is_unreadable(&fault.kind));
        let mut places: Vec<Span> = unreadable.map(|fault| fault.span).collect();
        places.sort_unstable();
        let mut incomplete = FxHashSet::default();
        let mut elements = self.model.elements().peekable();
        let mut last = None;
        for place in places {
            while let Some(element) =
                elements.next_if(|element| (element.span().source, element.span().start) <= (place.source, place.start))
            {
                last = Some(element);
            }
            let mut holder = last.filter(|element| element.span().source == place.source);
            while let Some(element) = holder {
                incomplete.insert(element.id());
                holder = element.parent();
            }
        }
        incomplete
    }

    /// Every text of the elements in use, in order.
    pub(super) fn texts(&self) -> &[Text<'a>] {
        self.texts.get_or_init(|| words::texts(self))
    }

    /// Every text of the elements in use with its words, in order. For [readers](words::READERS) only; to others it is empty.
    pub(super) fn prose(&self) -> impl Iterator<Item = (&Text<'a>, &[words::Word])> {
        debug_assert!(self.prose.get().is_some(), "who asks for words is a reader");
        self.texts().iter().zip(self.prose.get().into_iter().flat_map(Prose::iter))
    }

    /// The texts of the elements with these numbers, in order.
    pub(super) fn texts_of(&self, numbers: Range<u32>) -> &[Text<'a>] {
        let texts = self.texts();
        let at = |number: u32| texts.partition_point(|text| text.element().id().0 < number);
        texts.get(at(numbers.start)..at(numbers.end)).unwrap_or_default()
    }

    /// Elements that share a name, in the order of the later one.
    pub(super) fn clashes(&self) -> &[Pair<'a>] {
        self.clashes.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// The elements whose pages may have the address of another page, in order.
    pub(super) fn sharing_a_page(&self) -> impl Iterator<Item = ElementRef<'a>> {
        self.shared_pages.get().into_iter().flatten().map(|id| self.model.element(*id))
    }

    /// The elements whose name may be similar to another one, by what they have in common, each group in order.
    pub(super) fn alike(&self) -> &[(u64, ElementId)] {
        self.alike.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// The elements whose id or a name is nearest to `text`, best first: equal after folding, then by edit distance.
    pub fn similar(&self, text: &str) -> Vec<ElementRef<'a>> {
        let equal = self.named_like(text).map(ElementRef::id);
        let near = self.nearest.get_or_init(|| {
            Nearest::new(self.elements().flat_map(|element| texts(element).map(move |text| (text, element.id().0))))
        });
        let mut found: Vec<ElementId> = equal.chain(near.find(text).into_iter().map(ElementId)).collect();
        let mut seen = FxHashSet::default();
        found.retain(|id| seen.insert(*id));
        found.into_iter().map(|id| self.model.element(id)).collect()
    }
}

/// Whether an element, and the one it stands in, is neither a draft nor retired; where that cannot be read, it may well be one.
pub(super) fn is_active(element: ElementRef<'_>) -> bool {
    element.root().field("status").is_none_or(|status| status.word() == Some("active"))
}

/// Whether a fault stands for text of which nothing reached the model.
fn is_unreadable(fault: &FaultKind) -> bool {
    matches!(
        fault,
        FaultKind::Unexpected { .. } | FaultKind::Unclosed { .. } | FaultKind::Hazard(_) | FaultKind::Limit(_)
    )
}

/// The texts by which an element can be meant, its id first.
fn texts(element: ElementRef<'_>) -> impl Iterator<Item = &str> {
    let aliases = element.texts("aliases").into_iter().chain(element.texts("formerly"));
    [element.key(), element.name()].into_iter().chain(aliases).map(|text| text.as_str())
}
