//! A04: a group's subtotal is not the sum of its items.

use super::{BASIS, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A04",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("分组小计与分项之和不一致", "A group's subtotal differs from its items"),
    checks: docs(Text::new(
        "表三（三）至（六）分组标题行如填有数字，每一列应等于其下各分项之和。规定格式中这些行不填数。",
        "Table 3: where a group label (3) to (6) carries numbers, each equals the sum of the items below it. The official form leaves these rows without numbers.",
    )),
    exceptions: docs(Text::new(
        "分组标题行空白的；只填写部分列的，空白各列不核对。",
        "Group labels without numbers; where only some columns have a subtotal, the blank ones are not checked.",
    )),
    why: WHY,
    remedy: Text::new(
        "删去分组标题行的数字，或改正小计与分项中有误的一格。",
        "Remove the numbers beside the group label, or correct the cell that is wrong.",
    ),
    example: docs(Text::new(
        "表三“（三）不予公开”行“自然人”列：分项之和为2，小计为3，相差1。",
        "Table 3, row “Denied”, column “Natural persons”: the items add up to 2, the subtotal says 3; difference 1.",
    )),
    basis: docs(BASIS),
};

/// Row and column of the total, both sides and their difference.
pub const SAYS: Text = Text::new(
    "表三“{0}”行“{1}”列：分项之和为{2}，小计为{3}，相差{4}。",
    "Table 3, row “{0}”, column “{1}”: the items add up to {2}, the subtotal says {3}; difference {4}.",
);
