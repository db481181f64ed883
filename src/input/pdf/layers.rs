//! Layers (optional content): which of them are switched off when the file is opened.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;

use crate::input::Error;
use crate::input::budget::Budget;

/// Conditions inside conditions.
const MAX_DEPTH: usize = 16;

/// What a layer that is looked at costs, in steps of a [`Budget`].
const STEPS: usize = 128;

/// The layers that are not to be seen.
#[derive(Default)]
pub struct Layers {
    hidden: HashSet<ObjectIdentifier>,
    /// Conditions refer to layers and to one another, and each is asked for again and again.
    budget: Budget,
}

impl Layers {
    /// As the default configuration of a file has them.
    pub fn of(xref: &XRef) -> Self {
        let mut layers = Self::default();
        let catalog = xref.get::<Dict<'_>>(xref.root_id()).unwrap_or_default();
        let Some(properties) = catalog.get::<Dict<'_>>("OCProperties") else {
            return layers;
        };
        let configuration = properties.get::<Dict<'_>>("D").unwrap_or_default();
        if configuration.get::<Name<'_>>("BaseState").as_deref() == Some(b"OFF") {
            layers.hidden.extend(listed(&properties, "OCGs"));
        }
        for layer in listed(&configuration, "ON") {
            layers.hidden.remove(&layer);
        }
        layers.hidden.extend(listed(&configuration, "OFF"));
        layers.apply_usage(&configuration, xref);
        layers
    }

    /// What the layers themselves say of being looked at, where the configuration asks them.
    fn apply_usage(&mut self, configuration: &Dict<'_>, xref: &XRef) {
        let Some(usages) = configuration.get::<Array<'_>>("AS") else {
            return;
        };
        for usage in usages.iter::<Dict<'_>>() {
            if usage.get::<Name<'_>>("Event").as_deref() != Some(b"View") {
                continue;
            }
            for id in listed(&usage, "OCGs") {
                let layer = xref.get::<Dict<'_>>(id).unwrap_or_default();
                let view = layer
                    .get::<Dict<'_>>("Usage")
                    .and_then(|usage| usage.get::<Dict<'_>>("View"));
                match view.and_then(|view| view.get::<Name<'_>>("ViewState")).as_deref() {
                    Some(b"OFF") => drop(self.hidden.insert(id)),
                    Some(b"ON") => drop(self.hidden.remove(&id)),
                    _ => {}
                }
            }
        }
    }

    /// Whether what belongs to a layer, or to a condition on layers, is not to be seen.
    pub fn hide(&mut self, owner: &Dict<'_>) -> Result<bool, Error> {
        Ok(!self.hidden.is_empty() && !self.shows(owner, 0)?)
    }

    fn shows(&mut self, owner: &Dict<'_>, depth: usize) -> Result<bool, Error> {
        self.budget.spend(STEPS)?;
        if owner.get::<Name<'_>>("Type").as_deref() != Some(b"OCMD") {
            return Ok(owner.obj_id().is_none_or(|id| !self.hidden.contains(&id)));
        }
        if let Some(expression) = owner.get::<Array<'_>>("VE") {
            return self.holds(&expression, depth);
        }
        let layers = match owner.get::<Object<'_>>("OCGs") {
            Some(Object::Array(_)) => listed(owner, "OCGs"),
            Some(Object::Dict(layer)) => layer.obj_id().into_iter().collect(),
            _ => Vec::new(),
        };
        self.budget.spend(STEPS * layers.len())?;
        let is_on = |id: &ObjectIdentifier| !self.hidden.contains(id);
        Ok(layers.is_empty()
            || match owner.get::<Name<'_>>("P").as_deref() {
                Some(b"AllOn") => layers.iter().all(is_on),
                Some(b"AnyOff") => !layers.iter().all(is_on),
                Some(b"AllOff") => !layers.iter().any(is_on),
                _ => layers.iter().any(is_on),
            })
    }

    /// Whether an expression holds: `[/And …]`, `[/Or …]`, `[/Not …]`.
    fn holds(&mut self, expression: &Array<'_>, depth: usize) -> Result<bool, Error> {
        if depth > MAX_DEPTH {
            return Ok(true);
        }
        let mut parts = expression.iter::<Object<'_>>();
        let operator = parts.next().and_then(Object::into_name);
        let operator = operator.as_deref();
        for part in parts {
            self.budget.spend(STEPS)?;
            let value = match part {
                Object::Array(inner) => self.holds(&inner, depth + 1)?,
                Object::Dict(layer) => self.shows(&layer, depth + 1)?,
                _ => true,
            };
            match operator {
                Some(b"Or") if !value => {}
                Some(b"Or") => return Ok(true),
                Some(b"Not") => return Ok(!value),
                _ if value => {}
                _ => return Ok(false),
            }
        }
        Ok(!matches!(operator, Some(b"Or")))
    }
}

/// The objects that a list names.
fn listed(dict: &Dict<'_>, key: &str) -> Vec<ObjectIdentifier> {
    let list = dict.get::<Array<'_>>(key);
    let objects = list.iter().flat_map(Array::raw_iter);
    objects
        .filter_map(|object| match object {
            MaybeRef::Ref(reference) => Some(reference.into()),
            MaybeRef::NotRef(_) => None,
        })
        .collect()
}
