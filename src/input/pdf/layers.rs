//! Layers (optional content): which of them are switched off when the file is opened.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;

/// Conditions inside conditions.
const MAX_DEPTH: usize = 16;

/// The layers that are not to be seen.
#[derive(Default)]
pub struct Layers {
    hidden: HashSet<ObjectIdentifier>,
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
    pub fn hide(&self, owner: &Dict<'_>) -> bool {
        !self.hidden.is_empty() && !self.shows(owner, 0)
    }

    fn shows(&self, owner: &Dict<'_>, depth: usize) -> bool {
        if owner.get::<Name<'_>>("Type").as_deref() != Some(b"OCMD") {
            return owner.obj_id().is_none_or(|id| !self.hidden.contains(&id));
        }
        if let Some(expression) = owner.get::<Array<'_>>("VE") {
            return self.holds(&expression, depth);
        }
        let layers = match owner.get::<Object<'_>>("OCGs") {
            Some(Object::Array(_)) => listed(owner, "OCGs"),
            Some(Object::Dict(layer)) => layer.obj_id().into_iter().collect(),
            _ => Vec::new(),
        };
        let is_on = |id: &ObjectIdentifier| !self.hidden.contains(id);
        layers.is_empty()
            || match owner.get::<Name<'_>>("P").as_deref() {
                Some(b"AllOn") => layers.iter().all(is_on),
                Some(b"AnyOff") => !layers.iter().all(is_on),
                Some(b"AllOff") => !layers.iter().any(is_on),
                _ => layers.iter().any(is_on),
            }
    }

    /// Whether an expression holds: `[/And …]`, `[/Or …]`, `[/Not …]`.
    fn holds(&self, expression: &Array<'_>, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        let mut parts = expression.iter::<Object<'_>>();
        let operator = parts.next().and_then(Object::into_name);
        let mut values = parts.map(|part| match part {
            Object::Array(inner) => self.holds(&inner, depth + 1),
            Object::Dict(layer) => self.shows(&layer, depth + 1),
            _ => true,
        });
        match operator.as_deref() {
            Some(b"Or") => values.any(|value| value),
            Some(b"Not") => !values.next().unwrap_or(false),
            _ => values.all(|value| value),
        }
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
