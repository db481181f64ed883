//! What somebody decided about a report of a set, about one thing that was found in it, or about two names.

use crate::language::{Lang, Text};

/// How far a matter is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has done anything yet.
    #[default]
    Pending,
    /// The agency was told.
    Notified,
    /// It was corrected.
    Corrected,
    /// It is right as it is.
    Accepted,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Notified, Self::Corrected, Self::Accepted];

    /// As written in a set's review and in saved work.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Notified => "notified",
            Self::Corrected => "corrected",
            Self::Accepted => "accepted",
        }
    }

    /// By that name; pending where it is none.
    pub fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|stage| stage.name() == name)
            .unwrap_or_default()
    }

    /// For the user.
    pub fn words(self, lang: Lang) -> &'static str {
        let text = match self {
            Self::Pending => Text::new("待处理", "pending"),
            Self::Notified => Text::new("已函告", "notified"),
            Self::Corrected => Text::new("已更正", "corrected"),
            Self::Accepted => Text::new("认可", "accepted"),
        };
        text.get(lang)
    }
}

/// A decision. Agency and year name what it is about, so that it holds for the next run as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The rule that it is about; none for the report as a whole.
    pub rule: Option<String>,
    /// The agency's name.
    pub body: String,
    /// The year reported on.
    pub year: u16,
    /// How far it is.
    pub stage: Stage,
    /// A remark.
    pub note: String,
}

/// What somebody said of two names: whether they are of one agency. It outweighs what names, folders and the roster say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The two, as [`SetReview::name_of`](super::SetReview::name_of) gives them.
    pub names: [String; 2],
    /// Whether they are.
    pub same: bool,
}

impl Link {
    /// Whether it is about these two names, whichever comes first.
    pub fn is_of(&self, names: &[String; 2]) -> bool {
        let [a, b] = &self.names;
        [a, b] == [&names[0], &names[1]] || [b, a] == [&names[0], &names[1]]
    }
}
