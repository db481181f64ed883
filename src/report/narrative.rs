//! What the running text says: numbers with their meaning, breakdowns, shares and growth. Nothing here is judged.

use rust_decimal::Decimal;

use crate::document::Span;
use crate::form::{CellId, Part};

/// What the paragraphs around the tables say.
#[derive(Clone, Debug, Default)]
pub struct Narrative {
    /// Statements on what a table holds as well, in the order of the text.
    pub statements: Vec<Statement>,
    /// Totals with their parts.
    pub breakdowns: Vec<Breakdown>,
    /// 占x%.
    pub shares: Vec<Share>,
    /// The shares of one whole.
    pub splits: Vec<Split>,
    /// 同比增长x%.
    pub growths: Vec<Growth>,
    /// 上述n件 where no earlier number is n.
    pub recalls: Vec<Recall>,
    /// One thing with two numbers that no table has.
    pub twice: Vec<Twice>,
    /// Approximations written twice over: 超…余.
    pub styles: Vec<Span>,
    /// Whether any sentence names requests, and whether any names reconsideration or litigation.
    pub names: (bool, bool),
}

/// How exact a number is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// As it stands.
    #[default]
    Exact,
    /// 约, 左右: a tenth more or less.
    About,
    /// 超, 逾, 以上.
    AtLeast,
    /// 不足, 以下.
    AtMost,
    /// 近: a little less.
    Nearly,
    /// 余, 多: from the number up to, but not including, this one.
    Below(Decimal),
    /// 1.2万: rounded to the last place shown, which this is.
    Rounded(Decimal),
    /// It cannot be told what number it is.
    Unknown,
}

/// A number in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number, its 万 and 亿 multiplied out.
    pub value: Decimal,
    /// How exact it is meant.
    pub bound: Precision,
    /// Its digits and its unit.
    pub span: Span,
}

impl Figure {
    /// Whether it is meant exactly.
    pub fn is_exact(&self) -> bool {
        self.bound == Precision::Exact
    }

    /// Whether a true number may be written so.
    pub fn admits(&self, number: Decimal) -> bool {
        let stated = self.value;
        match self.bound {
            Precision::Exact => number == stated,
            // A tenth: the point one place further left.
            Precision::About => {
                (number - stated).abs() <= Decimal::from_i128_with_scale(stated.mantissa(), stated.scale() + 1)
            }
            Precision::AtLeast => number >= stated,
            Precision::AtMost => number <= stated && number + number >= stated,
            Precision::Nearly => number <= stated && number * Decimal::from(4) >= stated * Decimal::from(3),
            Precision::Below(end) => number >= stated && number < end,
            Precision::Rounded(step) => {
                let off = number - stated;
                off + off < step && off + off >= -step
            }
            Precision::Unknown => true,
        }
    }
}

/// What a statement is about. The rules know which of them compares it with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named after the rows and tables they are of
pub enum TopicId {
    Received,
    CarriedIn,
    Answered,
    CarriedOut,
    /// 未办结, 正在办理: what is carried out, in other words.
    Pending,
    Granted,
    Partial,
    Denied,
    Unavailable,
    Rejected,
    Closed,
    Applicants,
    Reconsideration,
    Litigation,
    /// That there was no litigation of either kind.
    NoAppeals,
    Documents,
    Decisions,
    Fees,
    ProcessingFee,
    /// That nothing is carried out.
    AllAnswered,
    AllUpheld,
    /// All that was made public on one's own account: no table has it.
    Disclosed,
}

/// What a phrase is about, and where the form has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it is.
    pub id: TopicId,
    /// The subject that the sentence must speak of.
    pub subject: Subject,
    /// What kind of phrase it is.
    pub kind: Kind,
    /// The phrases, separated by spaces; `(a|b)` stands for a or b.
    pub words: &'static str,
    /// What the number may mean, best first: sums of `row.column`.
    pub readings: &'static [&'static str],
}

/// What a sentence speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// Nothing known.
    #[default]
    None,
    /// 政府信息公开申请.
    Requests,
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼.
    Litigation,
    /// 规章.
    Regulations,
    /// 行政规范性文件.
    Normative,
    /// 行政许可.
    Licensing,
    /// 行政处罚.
    Penalty,
    /// 行政强制.
    Compulsion,
    /// 行政事业性收费.
    Fees,
    /// 信息处理费.
    ProcessingFee,
    /// Something else: 提案, 留言, 热线.
    Other,
}

/// Kinds of phrases; within a sentence, an earlier kind is the more specific one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What comes from last year or goes to the next.
    Carried,
    /// An outcome or a result, in the form's own words.
    Outcome,
    /// A reason below an outcome, in the form's own words.
    Item,
    /// An outcome or reason in other words.
    Loose,
    /// An applicant.
    Applicant,
    /// 办结, 答复.
    Answered,
    /// The subject as a whole.
    Whole,
}

/// One way to read a phrase: the sum of some cells less others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interpretation {
    /// Cells that are added.
    pub plus: Vec<CellId>,
    /// Cells that are subtracted.
    pub minus: Vec<CellId>,
}

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimKind {
    /// By a number.
    Number,
    /// By a denial: 未收到.
    Denial,
    /// By a word for all: 均已办结, 均为自然人, 均获维持.
    All,
    /// By a word for all that may speak of time only: 均按时答复.
    AllInTime,
    /// By the number of some of them: 对涉及隐私的3件，依法不予公开.
    Some,
    /// By the number of those made public, which may be others: 公示行政许可5件.
    Shown,
}

/// Where a statement stands: which paragraph, and which sentence of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Counted through the document.
    pub paragraph: u32,
    /// Counted through the document.
    pub sentence: u32,
}

/// A sentence's statement on what a table holds as well.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What it is about.
    pub topic: &'static Topic,
    /// The number; 0 for a denial.
    pub figure: Figure,
    /// What it may mean, best first; none where the report has no such table.
    pub readings: Vec<Interpretation>,
    /// The clause.
    pub words: Span,
    /// The part that it stands in.
    pub part: Part,
    /// The paragraph and the sentence.
    pub place: Place,
    /// The words that name another scope than the report's.
    pub scope: Option<Span>,
    /// Whether its sentence names the subject itself.
    pub explicit_subject: bool,
    /// How it is said.
    pub saying: ClaimKind,
}

impl Statement {
    /// Whether it says one number exactly, of the report's own scope.
    pub fn is_certain(&self) -> bool {
        let said = matches!(self.saying, ClaimKind::Number | ClaimKind::Denial);
        said && self.explicit_subject && self.scope.is_none() && self.figure.is_exact()
    }
}

/// A total and the parts named after it.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// The total.
    pub total: Figure,
    /// Other numbers that the parts may add up to.
    pub others: Vec<Decimal>,
    /// The parts.
    pub parts: Vec<Figure>,
    /// Whether the parts claim to be all: 分别为, brackets, a last part 其他.
    pub exhaustive: bool,
    /// Whether the total is itself a part.
    pub nested: bool,
    /// Whether a full stop stands between them: the parts may be those of an earlier number.
    pub loose: bool,
    /// From the total to the last part.
    pub words: Span,
}

/// A part's share of a whole.
#[derive(Clone, Debug)]
pub struct Share {
    /// The part.
    pub part: Figure,
    /// The percentage, with the digits shown; that of the fraction where it is one.
    pub percent: Decimal,
    /// 四分之一, 一半: no percentage.
    pub fraction: Option<Fraction>,
    /// The parts where several are taken together: 二者合占.
    pub together: Vec<Decimal>,
    /// Numbers that may be the whole.
    pub wholes: Vec<Decimal>,
    /// Whether its words name the whole, so that it is no other: 占办结总数的.
    pub named: bool,
    /// Whether it is a rate of what was answered: 办结率.
    pub rate: bool,
    /// The percentage.
    pub span: Span,
    /// From the part to the percentage.
    pub words: Span,
}

/// A fraction in words: 四分之一, 七成以上.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// So many.
    pub part: u8,
    /// Of so many.
    pub of: u8,
    /// How exact it is meant.
    pub bound: Precision,
}

/// Percentages that are said to be the shares of one whole.
#[derive(Clone, Debug)]
pub struct Split {
    /// The percentages, with the digits shown.
    pub percents: Vec<Decimal>,
    /// From the first to the last.
    pub words: Span,
    /// Whether no request can be in two of them: applicants, outcomes.
    pub exclusive: bool,
    /// How many of them are fractions in words, which are less exact.
    pub fractions: usize,
}

/// One thing that is counted twice, with another number.
#[derive(Clone, Debug)]
pub struct Twice {
    /// The number given first.
    pub first: Decimal,
    /// Its words.
    pub first_words: Span,
    /// The other number.
    pub second: Decimal,
    /// Its words.
    pub second_words: Span,
}

/// 上述n件: a number that is said to have been given before.
#[derive(Clone, Debug)]
pub struct Recall {
    /// The number.
    pub figure: Figure,
    /// Its words.
    pub words: Span,
    /// The numbers before it, the last first.
    pub earlier: Vec<Decimal>,
}

/// By how much a number has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrowthBy {
    /// 增长x%, negative for a decrease.
    Percent(Decimal),
    /// 增加n件, negative for a decrease.
    Number(Decimal),
    /// 增长n倍, 翻番, 增长近一倍: so many times the base more, and how exact that is meant.
    Times(Decimal, Precision),
    /// 下降n个百分点 from one percentage to another, negative for a decrease.
    Points(Decimal),
}

/// A growth of which both numbers are given.
#[derive(Clone, Debug)]
pub struct Growth {
    /// Numbers that may be this year's.
    pub now: Vec<Decimal>,
    /// Numbers that may be the base; empty where none is given.
    pub base: Vec<Decimal>,
    /// How much it is said to be.
    pub change: GrowthBy,
    /// The percentage, or the difference.
    pub span: Span,
    /// The clause.
    pub words: Span,
}
