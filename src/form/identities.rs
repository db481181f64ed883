//! The 勾稽关系: which cells must add up to which.

use super::{CellId, Role, TableId, Version};

/// What an identity adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentityKind {
    /// A row of table three: the kinds of applicants give the total.
    Applicants,
    /// A column of table three: the outcomes give （七）总计.
    Outcomes,
    /// A column of table three: 第一项加第二项等于第三项加第四项.
    Balance,
    /// A column of a group of table three: its items give the number beside its label.
    Group,
    /// Table four, reconsideration: the results give the total.
    Reconsideration,
    /// Table four, direct litigation.
    LitigationDirect,
    /// Table four, litigation after reconsideration.
    LitigationAfter,
}

/// Two sums that must be equal: Σ `left` = Σ `right`.
///
/// The left side holds the parts and the right side the total, except for [`IdentityKind::Balance`], where both hold two items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What it adds up.
    pub kind: IdentityKind,
    /// The parts.
    pub left: Vec<CellId>,
    /// The total.
    pub right: Vec<CellId>,
}

impl Identity {
    /// All cells, parts first.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + '_ {
        self.left.iter().chain(&self.right).copied()
    }
}

/// The identities of the requests and reviews tables, in the order of their kinds.
///
/// `groups` holds the rows of group labels that carry numbers in this report; each must equal its children.
/// Table two has no identities, only bounds.
pub fn identities(requests: Option<Version>, reviews: bool, groups: &[u8]) -> Vec<Identity> {
    let mut found = Vec::with_capacity(48);
    if let Some(version) = requests {
        request_identities(version, groups, &mut found);
    }
    if reviews {
        // The version is part of a cell's identity only where the rows differ; table four is the same in both.
        for (row, kind) in [
            IdentityKind::Reconsideration,
            IdentityKind::LitigationDirect,
            IdentityKind::LitigationAfter,
        ]
        .into_iter()
        .enumerate()
        {
            let cell = |column| CellId::new(TableId::Appeals, Version::V2021, row, column);
            found.push(Identity {
                kind,
                left: (0..4).map(cell).collect(),
                right: vec![cell(4)],
            });
        }
    }
    found
}

fn request_identities(version: Version, groups: &[u8], found: &mut Vec<Identity>) {
    let rows = TableId::Requests.rows(version);
    let cell = |row, column| CellId::new(TableId::Requests, version, row, column);
    let with_role = |wanted: &'static [Role]| (0..rows.len()).filter(move |&row| wanted.contains(&rows[row].role));
    let outcomes: &[Role] = match version {
        Version::V2019 => &[Role::Outcome, Role::Closed],
        Version::V2021 => &[Role::Outcome, Role::ClosedPart],
    };
    for row in (0..rows.len()).filter(|&row| rows[row].is_required(version)) {
        found.push(Identity {
            kind: IdentityKind::Applicants,
            left: (0..6).map(|column| cell(row, column)).collect(),
            right: vec![cell(row, 6)],
        });
    }
    let Some(total) = with_role(&[Role::OutcomesTotal]).next() else {
        return;
    };
    for column in 0..7 {
        found.push(Identity {
            kind: IdentityKind::Outcomes,
            left: with_role(outcomes).map(|row| cell(row, column)).collect(),
            right: vec![cell(total, column)],
        });
    }
    for column in 0..7 {
        found.push(Identity {
            kind: IdentityKind::Balance,
            left: with_role(&[Role::Intake]).map(|row| cell(row, column)).collect(),
            right: with_role(&[Role::OutcomesTotal, Role::CarriedOut])
                .map(|row| cell(row, column))
                .collect(),
        });
    }
    for &group in groups {
        let group = usize::from(group);
        for column in 0..7 {
            found.push(Identity {
                kind: IdentityKind::Group,
                left: (0..rows.len())
                    .filter(|&row| rows[row].block == rows[group].name)
                    .map(|row| cell(row, column))
                    .collect(),
                right: vec![cell(group, column)],
            });
        }
    }
}
