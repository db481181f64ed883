//! The desk's state, and what happens to it.

use gouji::language::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::{Opened, Script, bar, table, tabs, words};
use crate::model::{Alike, Ask, Decided, Gaps, Last, Numbers, OfReport, Page, Parent, Place, Query, Texts, Years};

/// Rows that are asked for beyond those in sight, above and below.
const MARGIN: usize = 60;

/// What stands beside each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Summary,
    Years,
    Sums,
    Alike,
    Gaps,
    Charts,
}

/// What a tab but the summary shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    pub years: Option<Years>,
    pub sums: Option<Vec<Parent>>,
    /// The cell whose numbers are shown: the parent's number, the cell's, the numbers.
    pub below: Option<(usize, usize, Numbers)>,
    pub alike: Option<Vec<Alike>>,
    /// Of which two parts that are alike the whole words are shown.
    pub texts: Option<(usize, Texts)>,
    pub gaps: Option<Gaps>,
    /// The charts, as HTML.
    pub charts: Option<String>,
}

/// What happens.
pub enum Message {
    /// Another set begins: nothing is left of the one before.
    Begun,
    Progress(usize, usize),
    /// The set was compared; files that were left out, one a line, and how many they are.
    Settled(String, usize),
    Speak(Lang),
    Came(usize),
    Decided(bool),
    Failed(Failure),
    Tab(Tab),
    /// Other rows are wanted.
    Query(Query),
    Page(u32, Page),
    /// The table was scrolled, or has another size.
    Scrolled,
    /// A group of columns is shown or hidden.
    Group(usize),
    /// The row that has the only stop of the table.
    Row(usize),
    /// A row was activated.
    Open(Place),
    /// A report was activated that may stand in no row.
    OpenReport(usize),
    Told(usize, OfReport),
    /// Something was decided about the report that is open, or a rule in it.
    Decide(Option<String>, Decided),
    /// What was decided is kept.
    Kept,
    /// The rows are asked anew where they stand.
    Renew,
    Step {
        back: bool,
        faulty: bool,
    },
    Stepped(Option<Place>),
    Close,
    /// Something came that stands beside the summary.
    Beside(Box<dyn FnOnce(&mut Beside)>),
    Below(usize, usize),
    /// The words of two parts that are alike are shown, or hidden.
    Texts(usize),
    /// The roster was typed in.
    Typed(String),
    /// Two reports are of one agency, or are not.
    Link([usize; 2], bool),
    Linked,
    /// Last year's numbers are shown in the tables, or are not.
    ShowLast(bool),
    Last(usize, Vec<Last>),
}

/// What could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Something could not be written.
    Saving,
    /// Of what is chosen nothing has an error.
    Sheets,
    /// What was given is no roster.
    Roster,
    /// The set cannot be read or compared.
    Set,
}

/// What the desk is drawn for.
#[derive(Clone, PartialEq, Properties)]
pub struct Purpose {
    pub script: Script,
    pub lang: Lang,
}

/// The desk.
pub struct App {
    pub script: Script,
    pub lang: Lang,
    pub tab: Tab,
    pub progress: Option<(usize, usize)>,
    /// Files that are no reports.
    pub left_out: (Vec<String>, usize),
    pub came: Option<usize>,
    pub failure: Option<Failure>,
    pub query: Query,
    pub page: Option<Page>,
    pub groups: Vec<usize>,
    pub row: usize,
    pub opened: Option<Opened>,
    /// Whether last year's numbers are shown in the tables of a report.
    pub shows_last: bool,
    /// The roster as somebody has changed it, not applied yet.
    pub typed: Option<String>,
    pub beside: Beside,
    pub scroller: NodeRef,
    /// The number of what was asked last: an answer to an older question is nothing.
    pub asked: u32,
    /// Where the table was scrolled to when a report was opened.
    scrolled: i32,
    focus_row: bool,
}

impl Component for App {
    type Message = Message;
    type Properties = Purpose;

    fn create(context: &Context<Self>) -> Self {
        let Purpose { script, lang } = context.props().clone();
        Self::new(script, lang)
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Begun => {
                // An answer that is on its way is of the set before.
                let asked = self.asked + 1;
                *self = Self {
                    asked,
                    ..Self::new(self.script.clone(), self.lang)
                };
            }
            Message::Progress(done, of) => {
                self.progress = Some((done, of));
                self.failure = None;
            }
            Message::Settled(left_out, count) => {
                self.progress = None;
                self.failure = None;
                self.left_out = (left_out.lines().map(str::to_owned).collect(), count);
                self.query.year = None;
                self.typed = None;
                // Reports may have other numbers now: what is said of the one that is open could be another's.
                self.leave();
                self.ask_anew(context);
            }
            Message::Speak(lang) => {
                self.lang = lang;
                self.ask_anew(context);
            }
            Message::Came(count) => {
                self.came = Some(count);
                self.leave();
            }
            Message::Decided(replace) => {
                self.came = None;
                self.script.decide(replace);
            }
            Message::Failed(failure) => {
                self.failure = Some(failure);
                if failure == Failure::Set {
                    self.progress = None;
                }
            }
            Message::Tab(tab) => {
                self.tab = tab;
                self.ask_beside(context);
            }
            Message::Query(query) => {
                self.query = Query { from: 0, ..query };
                // They are of what is chosen.
                self.beside.charts = None;
                self.row = 0;
                self.scrolled = 0;
                if let Some(scroller) = self.scroller.cast::<Element>() {
                    scroller.set_scroll_top(0);
                }
                self.ask_rows(context);
            }
            Message::Page(asked, page) if asked == self.asked => {
                self.query.year = Some(page.year);
                self.page = Some(page);
            }
            Message::Scrolled => return self.scroll(context),
            Message::Group(group) => match self.groups.iter().position(|open| *open == group) {
                Some(at) => drop(self.groups.remove(at)),
                None => self.groups.push(group),
            },
            Message::Row(row) => return self.go_to(context, row),
            Message::Open(place) | Message::Stepped(Some(place)) => self.open(context, place),
            Message::OpenReport(report) => self.ask(context, &Ask::Place(report), Message::Open),
            Message::Told(report, told) => {
                if let Some(opened) = self.opened.as_mut().filter(|opened| opened.place.report == report) {
                    opened.told = Some(told);
                }
            }
            Message::Decide(rule, decided) => {
                self.decide(context, rule, decided);
            }
            Message::Renew => {
                self.ask_rows(context);
                return false;
            }
            Message::Step { back, faulty } => self.step(context, back, faulty),
            Message::Close => {
                if let Some(opened) = self.opened.take() {
                    self.row = opened.place.at;
                }
                self.focus_row = true;
                context.link().send_message(Message::Renew);
                self.script.close();
            }
            Message::Beside(put) => put(&mut self.beside),
            Message::Typed(text) => {
                self.typed = Some(text);
                return false;
            }
            Message::Page(..) | Message::Stepped(None) | Message::Kept => return false,
            message => self.show(context, message),
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        if let Some(opened) = &self.opened {
            return bar::bar(self, opened, link);
        }
        let said = self.page.as_ref().map(|page| page.said.clone());
        html! {
            <section class="desk" aria-label={words::DESK.get(self.lang)} data-testid="desk">
                <div class="sr" role="status">{ self.status(said.as_deref()) }</div>
                if let Some(count) = self.came {
                    { bar::question(self, count, link) }
                }
                if let Some((done, of)) = self.progress {
                    <p class="desk-progress" data-testid="desk-progress">
                        <progress value={done.to_string()} max={of.max(1).to_string()} />
                        { words::progress(done, of, self.lang) }
                    </p>
                }
                if let Some(failure @ (Failure::Set | Failure::Roster)) = self.failure {
                    <p class="desk-failure" role="alert" data-testid="desk-failure">{ words::failure(failure, self.lang) }</p>
                }
                if let Some(page) = &self.page {
                    { table::chips(self, page, link) }
                    { tabs::list(self, link) }
                    if self.tab == Tab::Summary {
                        { table::summary(self, page, link) }
                    } else {
                        { tabs::beside(self, link) }
                    }
                    <p class="desk-said" data-testid="desk-said">
                        { said }
                        if self.left_out.1 > 0 {
                            <span class="beside" data-testid="beside">{ words::left_out(&self.left_out.0, self.left_out.1, self.lang) }</span>
                        }
                    </p>
                }
            </section>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        self.lay_out();
        if std::mem::take(&mut self.focus_row) {
            if let Some(scroller) = self.scroller.cast::<Element>() {
                scroller.set_scroll_top(self.scrolled);
            }
            context.link().send_message(Message::Scrolled);
            focus(&self.scroller, &format!("[data-row=\"{}\"]", self.row));
        }
    }
}

impl App {
    /// With nothing on it.
    fn new(script: Script, lang: Lang) -> Self {
        Self {
            script,
            lang,
            tab: Tab::default(),
            progress: Some((0, 0)),
            left_out: (Vec::new(), 0),
            came: None,
            failure: None,
            query: Query {
                count: 2 * MARGIN,
                ..Query::default()
            },
            page: None,
            groups: Vec::new(),
            row: 0,
            opened: None,
            shows_last: false,
            typed: None,
            beside: Beside::default(),
            scroller: NodeRef::default(),
            asked: 0,
            scrolled: 0,
            focus_row: false,
        }
    }

    fn status(&self, said: Option<&str>) -> String {
        match (self.progress, said) {
            (Some((done, of)), _) if done == 0 => words::progress(done, of, self.lang),
            (Some(_), _) => String::new(),
            (None, said) => said.unwrap_or_default().to_owned(),
        }
    }

    /// What happens beside the summary.
    fn show(&mut self, context: &Context<Self>, message: Message) {
        match message {
            Message::Below(parent, cell) => self.ask_below(context, parent, cell),
            Message::Texts(alike) => self.ask_texts(context, alike),
            Message::Link(reports, same) => {
                self.script.changed();
                self.ask(context, &Ask::Link { reports, same }, |()| Message::Linked);
            }
            Message::Linked => self.ask_anew(context),
            Message::ShowLast(shows) => {
                self.shows_last = shows;
                self.ask_last(context);
            }
            Message::Last(report, numbers) => self.last(report, &numbers),
            _ => {}
        }
    }

    /// No report is open any more.
    fn leave(&mut self) {
        if self.opened.take().is_some() {
            self.script.close();
        }
    }

    fn open(&mut self, context: &Context<Self>, place: Place) {
        if self.opened.is_none()
            && let Some(scroller) = self.scroller.cast::<Element>()
        {
            self.scrolled = scroller.scroll_top();
        }
        self.row = place.at;
        self.opened = Some(Opened {
            place,
            told: None,
            has_last: false,
        });
        self.script.last(place.report, "");
        self.script.open(place.report);
        self.ask_said(context, place.report);
        self.ask_last(context);
    }

    fn step(&self, context: &Context<Self>, back: bool, faulty: bool) {
        if let Some(opened) = &self.opened {
            let from = opened.place.at;
            self.ask(context, &Ask::Step { from, back, faulty }, Message::Stepped);
        }
    }

    /// The height of a row in pixels; what is drawn tells.
    fn row_height(&self) -> Option<i32> {
        let row = self.scroller.cast::<Element>()?.query_selector("[data-row]").ok()??;
        Some(row.dyn_into::<HtmlElement>().ok()?.offset_height()).filter(|height| *height > 0)
    }

    /// Rows that come into sight are asked for before they do.
    fn scroll(&mut self, context: &Context<Self>) -> bool {
        let (Some(height), Some(page), Some(scroller)) =
            (self.row_height(), &self.page, self.scroller.cast::<Element>())
        else {
            return false;
        };
        let first = usize::try_from(scroller.scroll_top() / height).unwrap_or_default();
        let seen = usize::try_from(scroller.client_height() / height).unwrap_or_default() + 2;
        let has = page.from..page.from + page.rows.len();
        let near = MARGIN / 2;
        let wanted = first.saturating_sub(near)..(first + seen + near).min(page.total);
        if has.start <= wanted.start && wanted.end <= has.end {
            return false;
        }
        self.query.from = first.saturating_sub(MARGIN);
        self.query.count = seen + 2 * MARGIN;
        self.ask_rows(context);
        false
    }

    /// What stands above and below the rows that are drawn takes their room.
    fn lay_out(&self) {
        let (Some(height), Some(page), Some(scroller)) =
            (self.row_height(), &self.page, self.scroller.cast::<Element>())
        else {
            return;
        };
        let after = page.total - (page.from + page.rows.len()).min(page.total);
        for (name, rows) in [("before", page.from), ("after", after)] {
            let room = scroller.query_selector(&format!("[data-room={name}]")).ok().flatten();
            if let Some(room) = room.and_then(|room| room.dyn_into::<HtmlElement>().ok()) {
                let pixels = i64::from(height) * i64::try_from(rows).unwrap_or_default();
                let _ = room.style().set_property("height", &format!("{pixels}px"));
            }
        }
    }

    /// Another row has the table's stop: it is scrolled to and focused.
    fn go_to(&mut self, context: &Context<Self>, row: usize) -> bool {
        let (Some(page), Some(height)) = (&self.page, self.row_height()) else {
            return false;
        };
        self.row = row.min(page.total.saturating_sub(1));
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return true;
        };
        let top = i32::try_from(self.row).unwrap_or_default() * height;
        // Head and total cover a row each.
        let seen = scroller.client_height() - 3 * height;
        if top < scroller.scroll_top() {
            scroller.set_scroll_top(top);
        } else if top > scroller.scroll_top() + seen {
            scroller.set_scroll_top(top - seen);
        }
        self.scrolled = scroller.scroll_top();
        self.focus_row = true;
        self.scroll(context);
        true
    }
}

/// Focuses what fits a selector below an element.
pub fn focus(below: &NodeRef, selector: &str) {
    let found = below
        .cast::<Element>()
        .and_then(|below| below.query_selector(selector).ok()?);
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The row that a key leads to from another; none where it is no key of the table.
pub fn row_by_key(event: &KeyboardEvent, row: usize, total: usize) -> Option<usize> {
    Some(match event.key().as_str() {
        _ if event.alt_key() || event.ctrl_key() || event.meta_key() => return None,
        "ArrowDown" => row + 1,
        "ArrowUp" => row.saturating_sub(1),
        "PageDown" => row + 15,
        "PageUp" => row.saturating_sub(15),
        "Home" => 0,
        "End" => total.saturating_sub(1),
        _ => return None,
    })
}
