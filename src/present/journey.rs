//! A journey as maps, lists and verdicts need it: steps in order, feelings per persona, breaks between steps.
//!
//! Numbers and elements only; pages turn them into pictures and tables.

use std::sync::Arc;

use crate::model::{Datum, Duration, ElementId, ElementRef, FieldRef, Item, Key, Medium};

/// A journey with its steps.
pub(crate) struct Journey<'m> {
    pub(crate) stages: Vec<Stage<'m>>,
    /// Shared with the journeys that [`heard_by`](Journey::heard_by) makes of it.
    pub(crate) steps: Arc<[Step<'m>]>,
    /// Whose feelings are told apart: personas that feel alike all the way share a voice.
    pub(crate) voices: Vec<Voice<'m>>,
}

/// Personas that feel alike in every step; none stands for everybody, when no personas are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voice<'m> {
    pub(crate) personas: Vec<ElementRef<'m>>,
}

/// A stage and the range of its steps.
#[derive(Clone)]
pub(crate) struct Stage<'m> {
    pub(crate) element: ElementRef<'m>,
    pub(crate) steps: std::ops::Range<usize>,
}

/// A step of a journey.
pub(crate) struct Step<'m> {
    pub(crate) element: ElementRef<'m>,
    pub(crate) touchpoint: Option<ElementRef<'m>>,
    pub(crate) feelings: Feelings,
    /// Whether the medium changes on the way here and nothing is carried over.
    pub(crate) media_break: bool,
    /// Who takes over here, if somebody else ran the step before.
    pub(crate) hand_over: Option<ElementRef<'m>>,
}

/// How people feel in a step, −2…2.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Feelings {
    /// Of everybody not named.
    others: Option<i64>,
    /// Of single personas.
    named: Vec<(ElementId, i64)>,
}

impl Feelings {
    /// The feelings written in `step`.
    pub(crate) fn of(step: ElementRef<'_>) -> Feelings {
        let mut feelings = Feelings::default();
        let Some(field) = step.field("emotion") else { return feelings };
        for (key, item) in field.entries() {
            match (key, number(item)) {
                (Key::Reference(id), Some(value)) => {
                    let persona = step.reference(*id).target();
                    feelings.named.extend(persona.map(|persona| (persona.id(), value)));
                }
                (Key::Word(_), value) => feelings.others = value,
                _ => {}
            }
        }
        if field.entries().is_empty() {
            feelings.others = field.items().find_map(number);
        }
        feelings
    }

    /// The feeling of a voice.
    pub(crate) fn of_voice(&self, voice: &Voice<'_>) -> Option<i64> {
        voice.personas.first().map_or(self.others, |persona| self.of_persona(*persona))
    }

    /// The feeling of a persona.
    fn of_persona(&self, persona: ElementRef<'_>) -> Option<i64> {
        let named = self.named.iter().find(|(id, _)| *id == persona.id());
        named.map(|(_, value)| *value).or(self.others)
    }

    /// The worst feeling of anybody.
    pub(crate) fn lowest(&self) -> Option<i64> {
        self.named.iter().map(|(_, value)| *value).chain(self.others).min()
    }
}

fn number(item: &Item) -> Option<i64> {
    if let Datum::Integer(number) = item.datum { Some(number) } else { None }
}

impl<'m> Journey<'m> {
    /// Reads `element`, a journey.
    pub(crate) fn of(element: ElementRef<'m>) -> Journey<'m> {
        let (mut stages, mut steps) = (Vec::new(), Vec::new());
        for stage in element.children() {
            let from = steps.len();
            for step in if stage.is("step") { vec![stage] } else { stage.steps() } {
                let next = Step::of(step, steps.last());
                steps.push(next);
            }
            if steps.len() > from {
                stages.push(Stage { element: stage, steps: from..steps.len() });
            }
        }
        let voices = voices(element, &steps);
        Journey { stages, steps: steps.into(), voices }
    }

    /// What the voices feel in `step`, those who feel alike there together, the least happy first; the flag says that all do.
    pub(crate) fn felt(&self, step: &Feelings) -> Vec<(i64, Vec<ElementRef<'m>>, bool)> {
        let mut felt: Vec<(i64, Vec<ElementRef<'m>>, bool)> = Vec::new();
        for voice in &self.voices {
            let Some(value) = step.of_voice(voice) else { continue };
            match felt.iter_mut().find(|(known, ..)| *known == value) {
                Some((_, personas, _)) => personas.extend(&voice.personas),
                None => felt.push((value, voice.personas.clone(), false)),
            }
        }
        let everybody = self.voices.iter().map(|voice| voice.personas.len()).sum::<usize>();
        felt.iter_mut().for_each(|(_, personas, all)| *all = personas.len() == everybody);
        felt.sort_by_key(|(value, ..)| *value);
        felt
    }

    /// The journey as one persona lives through it.
    pub(crate) fn heard_by(&self, persona: ElementRef<'_>) -> Journey<'m> {
        let heard = |voice: &&Voice<'m>| voice.personas.is_empty() || voice.personas.contains(&persona);
        let voices = self.voices.iter().filter(heard).cloned().collect();
        Journey { stages: self.stages.clone(), steps: self.steps.clone(), voices }
    }

    /// The step before `step`.
    pub(crate) fn before(&self, step: ElementRef<'_>) -> Option<&Step<'m>> {
        let at = self.steps.iter().position(|other| other.element == step)?;
        self.steps.get(at.checked_sub(1)?)
    }

    /// Whether any feeling is known.
    pub(crate) fn has_feelings(&self) -> bool {
        self.steps.iter().any(|step| step.feelings.lowest().is_some())
    }

    /// The first step at which anybody feels worst: a journey is as good as its weakest link, not as its mean.
    pub(crate) fn weakest(&self) -> Option<(&Step<'m>, i64)> {
        self.extreme(|value| value)
    }

    /// The first step at which anybody feels best.
    pub(crate) fn peak(&self) -> Option<(&Step<'m>, i64)> {
        self.extreme(|value| -value)
    }

    fn extreme(&self, key: impl Fn(i64) -> i64) -> Option<(&Step<'m>, i64)> {
        let felt = self
            .steps
            .iter()
            .flat_map(|step| self.voices.iter().filter_map(move |voice| Some((step, step.feelings.of_voice(voice)?))));
        felt.min_by_key(|(_, value)| key(*value))
    }

    /// The last step where feelings are known, and the worst feeling of anybody there.
    pub(crate) fn end(&self) -> Option<(&Step<'m>, i64)> {
        self.steps.iter().rev().find_map(|step| Some((step, step.feelings.lowest()?)))
    }

    /// The number of a step.
    pub(crate) fn at(&self, step: &Step<'_>) -> usize {
        self.steps.iter().position(|other| other.element == step.element).unwrap_or(0)
    }

    /// Time of all steps together; none when no step says how long it takes.
    pub(crate) fn length(&self) -> Option<Duration> {
        sum(self.steps.iter().filter_map(Step::length))
    }

    /// The step that asks most of people.
    pub(crate) fn hardest(&self) -> Option<(&Step<'m>, i64)> {
        let known = self.steps.iter().filter_map(|step| Some((step, step.element.integer("effort")?)));
        known.rev().max_by_key(|(_, effort)| *effort)
    }

    /// The different channels on the way.
    pub(crate) fn channels(&self) -> usize {
        let mut channels: Vec<ElementId> = self.steps.iter().flat_map(Step::channels).map(ElementRef::id).collect();
        channels.sort_unstable();
        channels.dedup();
        channels.len()
    }

    /// How many times the medium breaks.
    pub(crate) fn media_breaks(&self) -> usize {
        self.steps.iter().filter(|step| step.media_break).count()
    }

    /// How many times somebody else takes over.
    pub(crate) fn hand_overs(&self) -> usize {
        self.steps.iter().filter(|step| step.hand_over.is_some()).count()
    }

    /// The effort of all steps together and how many steps it is known of; none when no step says it.
    pub(crate) fn effort(&self) -> Option<(i64, usize)> {
        let known: Vec<i64> = self.steps.iter().filter_map(|step| step.element.integer("effort")).collect();
        (!known.is_empty()).then(|| (known.iter().sum(), known.len()))
    }

    /// At how many steps each has a say, of those of which it is known: the field of one touchpoint that says so, for its word,
    /// and the number; the first named first.
    pub(crate) fn control(&self) -> Vec<(FieldRef<'m>, usize)> {
        let mut shares: Vec<(FieldRef<'m>, usize)> = Vec::new();
        for field in self.steps.iter().filter_map(|step| step.touchpoint?.field("control")) {
            let Some(word) = field.word() else { continue };
            match shares.iter_mut().find(|(known, _)| known.word() == Some(word)) {
                Some((_, count)) => *count += 1,
                None => shares.push((field, 1)),
            }
        }
        shares
    }
}

/// The personas of the journey and those that steps name, those who feel alike all the way together.
fn voices<'m>(journey: ElementRef<'m>, steps: &[Step<'m>]) -> Vec<Voice<'m>> {
    let mut personas = journey.targets("personas");
    for (id, _) in steps.iter().flat_map(|step| &step.feelings.named) {
        if !personas.iter().any(|persona| persona.id() == *id) {
            personas.push(journey.model().element(*id));
        }
    }
    let mut voices: Vec<(Vec<Option<i64>>, Voice<'m>)> = Vec::new();
    for persona in personas {
        let felt: Vec<_> = steps.iter().map(|step| step.feelings.of_persona(persona)).collect();
        match voices.iter_mut().find(|(known, _)| *known == felt) {
            Some((_, voice)) => voice.personas.push(persona),
            None => voices.push((felt, Voice { personas: vec![persona] })),
        }
    }
    if voices.is_empty() {
        return vec![Voice { personas: Vec::new() }];
    }
    voices.into_iter().map(|(_, voice)| voice).collect()
}

/// Lengths of time together; none of nothing.
fn sum(lengths: impl Iterator<Item = Duration>) -> Option<Duration> {
    lengths.reduce(|sum, length| Duration {
        months: sum.months.saturating_add(length.months),
        days: sum.days.saturating_add(length.days),
        seconds: sum.seconds.saturating_add(length.seconds),
    })
}

/// How long a step takes, as it says itself.
pub(crate) fn duration(step: ElementRef<'_>) -> Option<Duration> {
    step.field("duration")?
        .items()
        .find_map(|item| if let Datum::Duration(length) = item.datum { Some(length) } else { None })
}

impl<'m> Step<'m> {
    fn of(element: ElementRef<'m>, before: Option<&Step<'m>>) -> Step<'m> {
        let touchpoint = element.target("touchpoint");
        let pair = before.and_then(|before| before.touchpoint).zip(touchpoint);
        Step {
            element,
            touchpoint,
            feelings: Feelings::of(element),
            media_break: before.is_some_and(|before| Medium::broken(before.element, element).is_some()),
            hand_over: pair.and_then(|(from, to)| taken_over(from, to)),
        }
    }

    /// The channels by which the step takes place: its own, or those of its touchpoint.
    pub(crate) fn channels(&self) -> Vec<ElementRef<'m>> {
        match self.element.target("channel") {
            Some(channel) => vec![channel],
            None => self.touchpoint.map(|touchpoint| touchpoint.targets("channels")).unwrap_or_default(),
        }
    }

    /// How long it takes: as it says itself, or else as long as the steps of its sub-journey.
    pub(crate) fn length(&self) -> Option<Duration> {
        let sub = || sum(self.sub()?.steps().into_iter().filter_map(duration));
        duration(self.element).or_else(sub)
    }

    /// The journey gone through in this step.
    pub(crate) fn sub(&self) -> Option<ElementRef<'m>> {
        self.element.target("journey")
    }

    /// The processes on which the step depends, its own and those of its touchpoint.
    pub(crate) fn processes(&self) -> Vec<ElementRef<'m>> {
        let of_touchpoint = self.touchpoint.map(|touchpoint| touchpoint.targets("backstage")).unwrap_or_default();
        once(self.element.targets("backstage").into_iter().chain(of_touchpoint))
    }

    /// Who serves people in person there, if anybody does.
    pub(crate) fn staff(&self) -> Option<ElementRef<'m>> {
        runs(self.touchpoint.filter(|touchpoint| touchpoint.flag("staffed") == Some(true))?)
    }

    /// Whoever has a hand in it: who runs the touchpoint, and who does the work behind it.
    pub(crate) fn teams(&self) -> Vec<ElementRef<'m>> {
        let workers = self.processes().into_iter().filter_map(|process| process.target("team"));
        once(self.touchpoint.and_then(runs).into_iter().chain(workers))
    }

    /// The systems without which the work stands still.
    pub(crate) fn systems(&self) -> Vec<ElementRef<'m>> {
        once(self.processes().into_iter().flat_map(|process| process.targets("systems")))
    }

    /// Signature interactions that count this step among their moments.
    pub(crate) fn signatures(&self) -> Vec<ElementRef<'m>> {
        let moments = self.element.backlinks().filter(|reference| reference.field().key == "moments");
        moments.map(|reference| reference.from()).filter(|from| from.is("signature")).collect()
    }
}

/// Each element once, in order.
fn once<'m>(elements: impl Iterator<Item = ElementRef<'m>>) -> Vec<ElementRef<'m>> {
    let mut seen = Vec::new();
    for element in elements {
        if !seen.contains(&element) {
            seen.push(element);
        }
    }
    seen
}

fn taken_over<'m>(from: ElementRef<'m>, to: ElementRef<'m>) -> Option<ElementRef<'m>> {
    let (before, after) = (runs(from)?, runs(to)?);
    (before != after).then_some(after)
}

/// Who runs a touchpoint day by day.
fn runs(touchpoint: ElementRef<'_>) -> Option<ElementRef<'_>> {
    touchpoint.target("operator").or_else(|| touchpoint.target("owner"))
}
