//! What kind of agency a report is of, told by its name alone.

use super::Context;
use crate::reading::Line;

/// The kinds that rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agency {
    /// 人民政府 of a province, a city, a county or a township.
    Government,
    /// A department of a government.
    Department,
    /// Anything else: a subdistrict office, the office of a development zone, a name that says nothing.
    Unknown,
}

/// Names that end so are departments.
const DEPARTMENTS: [&str; 12] = [
    "局",
    "厅",
    "委员会",
    "委",
    "办公室",
    "办",
    "部",
    "院",
    "处",
    "队",
    "中心",
    "站",
];
/// Neither a government nor a department of one.
const BETWEEN: [&str; 4] = ["街道", "管理委员会", "管委会", "公司"];

impl Agency {
    /// By its name, folded and without white space.
    pub fn of(name: &str) -> Self {
        if BETWEEN.iter().any(|word| name.contains(word)) {
            return Self::Unknown;
        }
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&["人民政府", "市政府", "县政府", "区政府", "省政府", "镇政府", "乡政府"])
            || ends(&["省", "市", "县", "区", "旗", "州", "镇", "乡"])
        {
            Self::Government
        } else if ends(&DEPARTMENTS) {
            Self::Department
        } else {
            Self::Unknown
        }
    }

    /// Whether an agency of that name has no power to make 规章: departments of provinces, cities and counties, and governments of
    /// counties and townships. A city may be one with the power or one without: then it is not said.
    pub fn makes_no_rules(name: &str) -> bool {
        let place = ["省", "市", "县", "区", "旗", "州"];
        let named = name
            .chars()
            .skip(1)
            .any(|c| place.iter().any(|place| place.starts_with(c)));
        let national = name.starts_with("国家") || name.starts_with("中国");
        match Self::of(name) {
            Self::Department => {
                // The office of a city's government may report for the city.
                let of_city = name.contains("政府") && !name.contains(['县', '旗']);
                named && !national && !of_city
            }
            Self::Government => {
                let name = name.trim_end_matches("人民政府").trim_end_matches("政府");
                !name.ends_with("自治区")
                    && !name.ends_with("新区")
                    && ["县", "区", "旗", "镇", "乡"].iter().any(|end| name.ends_with(end))
            }
            Self::Unknown => false,
        }
    }
}

impl Context<'_> {
    /// The agency's name, folded and without white space; none where the report does not give it.
    pub fn agency_name(&self) -> Option<String> {
        let agency = self.report.agency?;
        Some(Line::new(&self.report.document.text, agency).text())
    }

    /// The kind of the agency.
    pub fn agency(&self) -> Agency {
        self.agency_name().map_or(Agency::Unknown, |name| Agency::of(&name))
    }
}
