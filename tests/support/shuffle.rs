//! Tables as offices change them: columns in another order, other words for heads and rows, cells left out.

use proptest::prelude::*;

use super::grid::{Grid, GridCell, Part, Piece};

/// Another order of the columns of each table.
#[derive(Clone, Debug)]
pub struct Shuffle {
    /// Natural persons, organisations, total.
    pub applicants: Vec<usize>,
    /// The five kinds of organisations.
    pub organisations: Vec<usize>,
    /// Whether litigation stands before reconsideration, and litigation after reconsideration before direct litigation.
    pub cases: (bool, bool),
    /// The five results.
    pub results: Vec<usize>,
    /// The columns of table two.
    pub documents: Vec<usize>,
}

impl Shuffle {
    /// How many tables are changed.
    pub fn moved(&self) -> usize {
        let official = |order: &[usize]| order.is_sorted();
        usize::from(!official(&self.applicants) || !official(&self.organisations))
            + usize::from(self.cases != (false, false) || !official(&self.results))
            + usize::from(!official(&self.documents))
    }
}

/// Any order, often the official one in part.
pub fn any_shuffle() -> impl Strategy<Value = Shuffle> {
    let order = |count: usize| {
        let official: Vec<usize> = (0..count).collect();
        prop_oneof![1 => Just(official.clone()), 2 => Just(official).prop_shuffle()]
    };
    (order(3), order(5), any::<(bool, bool)>(), order(5), order(3)).prop_map(
        |(applicants, organisations, cases, results, documents)| Shuffle {
            applicants,
            organisations,
            cases,
            results,
            documents,
        },
    )
}

/// The pieces with the columns of their tables in another order.
pub fn shuffled(pieces: Vec<Piece>, shuffle: &Shuffle) -> Vec<Piece> {
    let moved = |piece| match piece {
        Piece::Table(grid) => Piece::Table(table(grid, shuffle)),
        other => other,
    };
    pieces.into_iter().map(moved).collect()
}

fn table(mut grid: Grid, shuffle: &Shuffle) -> Grid {
    let to: Vec<usize> = match grid.columns {
        10 => {
            let units: [Vec<usize>; 3] = [
                vec![3],
                shuffle.organisations.iter().map(|column| 4 + column).collect(),
                vec![9],
            ];
            let columns = shuffle.applicants.iter().flat_map(|&unit| units[unit].clone());
            inverse((0..3).chain(columns))
        }
        15 => {
            let (litigation_first, after_first) = shuffle.cases;
            let litigation = if after_first { [2, 1] } else { [1, 2] };
            let blocks: Vec<usize> = if litigation_first {
                litigation.into_iter().chain([0]).collect()
            } else {
                std::iter::once(0).chain(litigation).collect()
            };
            let results = &shuffle.results;
            inverse(
                blocks
                    .into_iter()
                    .flat_map(|block| results.iter().map(move |column| 5 * block + column)),
            )
        }
        _ => {
            documents(&mut grid, &shuffle.documents);
            return grid;
        }
    };
    for cell in &mut grid.cells {
        let columns = cell.column..cell.column + cell.columns;
        cell.column = columns.map(|column| to[column]).min().unwrap_or_default();
    }
    sorted(&mut grid);
    grid
}

/// For each old column its new place.
fn inverse(order: impl Iterator<Item = usize>) -> Vec<usize> {
    let order: Vec<usize> = order.collect();
    let place = |column| {
        order
            .iter()
            .position(|other| *other == column)
            .expect("every column is there")
    };
    (0..order.len()).map(place).collect()
}

/// Table two: the rows with three columns of their own.
fn documents(grid: &mut Grid, order: &[usize]) {
    let to = inverse(order.iter().copied());
    for row in 0..grid.rows {
        let own: Vec<usize> = (0..grid.cells.len()).filter(|&at| grid.cells[at].row == row).collect();
        if own.len() != 4 {
            continue;
        }
        for at in own.into_iter().skip(1) {
            grid.cells[at].column = 1 + to[grid.cells[at].column - 1];
        }
    }
    sorted(grid);
}

fn sorted(grid: &mut Grid) {
    grid.cells.sort_by_key(|cell| (cell.row, cell.column));
}

/// Other words that reports use for labels of the form.
pub const ALIASES: [(&str, &str); 16] = [
    ("科研机构", "科研院所"),
    ("科研机构", "科研单位"),
    ("社会公益组织", "公益组织"),
    ("社会公益组织", "社会组织"),
    ("法律服务机构", "律所"),
    ("法律服务机构", "律师事务所"),
    ("法律服务机构", "法律服务"),
    ("自然人", "公民"),
    ("总计", "合计"),
    ("本年制发件数", "本年发文数"),
    ("现行有效件数", "现行有效数量"),
    ("结果纠正", "纠正"),
    ("尚未审结", "未审结"),
    ("行政规范性文件", "规范性文件"),
    ("规章", "政府规章"),
    ("四、结转下年度继续办理", "四、结转下年继续办理"),
];

/// The pieces with other words for a label.
pub fn reworded(pieces: Vec<Piece>, (official, other): (&str, &str)) -> Vec<Piece> {
    let change = |cell: &mut GridCell| {
        if cell.text == official {
            other.clone_into(&mut cell.text);
            cell.wrap = None;
        }
    };
    each_table(pieces, |grid| grid.cells.iter_mut().for_each(change))
}

/// The pieces with something done to every table.
pub fn each_table(mut pieces: Vec<Piece>, change: impl Fn(&mut Grid)) -> Vec<Piece> {
    for piece in &mut pieces {
        if let Piece::Table(grid) = piece {
            change(grid);
        }
    }
    pieces
}

/// The pieces without some of the cells that hold nothing or 0, told by their number among the values.
pub fn without_cells(pieces: Vec<Piece>, gone: &[prop::sample::Index]) -> Vec<Piece> {
    each_table(pieces, |grid| {
        for index in gone {
            let empty: Vec<usize> = (0..grid.cells.len())
                .filter(|&at| grid.cells[at].part == Part::Value && matches!(grid.cells[at].text.as_str(), "" | "0"))
                .collect();
            if !empty.is_empty() {
                grid.cells.remove(empty[index.index(empty.len())]);
            }
        }
    })
}

/// The pieces with some cells merged with the one after them, whose text comes after theirs.
pub fn merged(pieces: Vec<Piece>, at: &[prop::sample::Index]) -> Vec<Piece> {
    each_table(pieces, |grid| {
        for index in at {
            let pairs: Vec<usize> = (1..grid.cells.len())
                .filter(|&at| {
                    let (left, right) = (&grid.cells[at - 1], &grid.cells[at]);
                    left.row == right.row && left.part == Part::Value && right.part == Part::Value
                })
                .collect();
            if pairs.is_empty() {
                continue;
            }
            let right = grid.cells.remove(pairs[index.index(pairs.len())]);
            let left = grid
                .cells
                .iter_mut()
                .find(|cell| cell.row == right.row && cell.column + cell.columns == right.column);
            if let Some(left) = left {
                left.columns += right.columns;
                left.text = format!("{} {}", left.text, right.text);
            }
        }
    })
}
