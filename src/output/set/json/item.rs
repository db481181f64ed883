//! JSON whose entries keep their order, with numbers as exact as they were read.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::document::Span;
use crate::output::exact::number;

/// A piece of JSON that keeps its order.
pub(super) enum Item {
    Null,
    Flag(bool),
    Text(String),
    List(Vec<Item>),
    Object(Vec<(String, Item)>),
    Raw(Box<RawValue>),
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => flag.serialize(serializer),
            Self::Text(text) => text.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
            Self::Raw(raw) => raw.serialize(serializer),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, item) in entries {
                    map.serialize_entry(name, item)?;
                }
                map.end()
            }
        }
    }
}

impl From<bool> for Item {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<usize> for Item {
    fn from(count: usize) -> Self {
        Decimal::from(count).into()
    }
}

impl From<u16> for Item {
    fn from(year: u16) -> Self {
        Decimal::from(year).into()
    }
}

impl From<Decimal> for Item {
    fn from(value: Decimal) -> Self {
        Self::Raw(number(value))
    }
}

impl From<&str> for Item {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Item {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Item>> From<Option<T>> for Item {
    fn from(item: Option<T>) -> Self {
        item.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Item>> From<Vec<T>> for Item {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl From<Span> for Item {
    fn from(span: Span) -> Self {
        vec![span.start as usize, span.end as usize].into()
    }
}

pub(super) fn object<const N: usize>(entries: [(&str, Item); N]) -> Item {
    Item::Object(
        entries
            .into_iter()
            .map(|(name, item)| (name.to_owned(), item))
            .collect(),
    )
}
